"""``demo``: a made-up journal, to try the app with."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import Annotated

from recovery_journal.cli.context import (
    CommandContext,
    current_time,
    parse_path,
    refuse_existing,
)
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.parsing import parse_day
from recovery_journal.cli.passphrase import configured_passphrase
from recovery_journal.demo import write_demo
from recovery_journal.domain.fields import Integer
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _

DEFAULT_SEED = 1


@command("demo -o demo.db --seed 7")
def demo(
    context: CommandContext,
    output: Annotated[
        str | None,
        Option("FILE", N_("write it to this file instead of opening it"), ("--output", "-o")),
    ] = None,
    seed: Annotated[str | None, Option("N", N_("another life for another number"))] = None,
    until: Annotated[
        str | None, Option("D", N_("the last day of it; today when not given"))
    ] = None,
) -> None:
    """Open a made-up journal of 26 weeks in a temporary place, or write it to a file."""
    seed_number = DEFAULT_SEED if seed is None else Integer(0).parse("seed", seed)
    last_day = parse_day(context, until) or context.now.date()
    if output is not None:
        _write_file(context, output, seed_number, last_day)
        return
    if context.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadValue(_("Without a terminal the demo is written to a file: demo -o FILE."))
    _open_in_app(context, seed_number, last_day)


def _write_file(context: CommandContext, output: str, seed: int, until: date) -> None:
    """Write the journal to a file; encrypted only where a passphrase is given."""
    path = parse_path(output)
    refuse_existing(path)
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
    from recovery_journal.app import run

    # Made with mode 0700.
    with TemporaryDirectory(prefix="recovery-journal-demo-") as folder:
        path = Path(folder) / "demo.db"
        write_demo(path, seed=seed, until=until, passphrase=None, clock=current_time)
        context.exit_code = run(path, passphrase=None, demo=True, clock=current_time)
