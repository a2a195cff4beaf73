"""``demo``: a made-up journal, to try the app with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from recovery_journal.cli.clock import current_time
from recovery_journal.cli.context import parse_path
from recovery_journal.cli.options import Command, option
from recovery_journal.cli.parsing import parse_day
from recovery_journal.domain.fields import Integer
from recovery_journal.errors import AlreadyExists, BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.cli.context import CommandContext

DEFAULT_SEED = 1


def demo() -> Command:
    """Build the command."""
    return Command(
        "demo",
        _demo,
        [
            option("--output", _("write it to this file instead of opening it"), "FILE", "-o"),
            option("--seed", _("another life for another number"), "N"),
            option("--until", _("the last day of it; today when not given"), "D"),
        ],
        help=_("Open a made-up journal of 26 weeks in a temporary place, or write it to a file."),
        example="demo -o demo.db --seed 7",
    )


def _demo(context: CommandContext, output: str | None, seed: str | None, until: str | None) -> None:
    seed_number = DEFAULT_SEED if seed is None else Integer(0).parse("seed", seed)
    last_day = context.now.date() if until is None else parse_day(context, until)
    if output is not None:
        _write_file(context, output, seed_number, last_day)
        return
    if context.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadValue(_("Without a terminal the demo is written to a file: demo -o FILE."))
    _open_in_app(context, seed_number, last_day)


def _write_file(context: CommandContext, output: str, seed: int, until: date) -> None:
    """Write the journal to a file; encrypted only where a passphrase is given."""
    import os
    from shlex import quote

    from recovery_journal.cli.passphrase import configured_passphrase
    from recovery_journal.demo import write_demo

    path = parse_path(output)
    if os.path.lexists(path):
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )
    passphrase = configured_passphrase(context)
    write_demo(path, seed=seed, until=until, passphrase=passphrase, clock=current_time)
    if context.json:
        context.print_json({"journal": str(path), "encrypted": passphrase is not None})
        return
    context.print(_("A made-up journal is at {path}.").format(path=path))
    file_argument = f"./{path}" if str(path).startswith("-") else str(path)
    command_line = f"recovery-journal --journal {quote(file_argument)}"
    context.print(_("Look at it with: {line}").format(line=command_line))


def _open_in_app(context: CommandContext, seed: int, until: date) -> None:
    """Open the journal in the app, in a folder that is gone afterwards."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from recovery_journal.app import run
    from recovery_journal.demo import write_demo

    # Made with mode 0700.
    with TemporaryDirectory(prefix="recovery-journal-demo-") as folder:
        path = Path(folder) / "demo.db"
        write_demo(path, seed=seed, until=until, passphrase=None, clock=current_time)
        context.exit_code = run(path, passphrase=None, demo=True, clock=current_time)
