"""``demo``: a made-up journal, to look around in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from recovery_journal.cli.clock import clock
from recovery_journal.cli.options import Command, option
from recovery_journal.cli.state import path_of
from recovery_journal.cli.values import day
from recovery_journal.domain.fields import Whole
from recovery_journal.errors import AlreadyExists, BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.cli.state import State

SEED = 1


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


def _demo(state: State, output: str | None, seed: str | None, until: str | None) -> None:
    number = SEED if seed is None else Whole(0).parse("seed", seed)
    last = state.now.date() if until is None else day(state, until)
    if output is not None:
        _write(state, output, number, last)
        return
    if state.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadValue(_("Without a terminal the demo is written to a file: demo -o FILE."))
    _show(state, number, last)


def _write(state: State, output: str, seed: int, until: date) -> None:
    """Write the journal to a file; encrypted only where a passphrase is given."""
    import os
    from shlex import quote

    from recovery_journal.cli.passphrase import given_passphrase
    from recovery_journal.demo import write_demo

    path = path_of(output)
    if os.path.lexists(path):
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )
    passphrase = given_passphrase(state)
    write_demo(path, seed=seed, until=until, passphrase=passphrase, clock=clock)
    if state.json:
        state.answer({"journal": str(path), "encrypted": passphrase is not None})
        return
    state.say(_("A made-up journal is at {path}.").format(path=path))
    name = f"./{path}" if str(path).startswith("-") else str(path)
    line = f"recovery-journal --journal {quote(name)}"
    state.say(_("Look at it with: {line}").format(line=line))


def _show(state: State, seed: int, until: date) -> None:
    """Open the journal in the app, in a folder that is gone afterwards."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from recovery_journal.app import run
    from recovery_journal.demo import write_demo

    # Made with mode 0700.
    with TemporaryDirectory(prefix="recovery-journal-demo-") as folder:
        path = Path(folder) / "demo.db"
        write_demo(path, seed=seed, until=until, passphrase=None, clock=clock)
        state.exit_code = run(path, passphrase=None, demo=True, clock=clock)
