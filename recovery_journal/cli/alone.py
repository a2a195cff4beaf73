"""What ``recovery-journal`` does without a command: the app, or the day as text.

A line that asks for nothing but that is read here, without Typer: loading it
takes a tenth of the time until the first picture.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from recovery_journal.cli.state import simple_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.cli.state import State

# Where in the State each option is kept that the app takes.
_TAKEN = {"--journal": "journal", "--passphrase-file": "passphrase_file"}


def app_alone(args: Sequence[str], state: State) -> bool:
    """Open the app where the line asks for it plainly; False where it is for Typer to read."""
    given = _given(args)
    if given is None or not _in_terminal():
        return False
    for name, value in given.items():
        setattr(state, name, value)
    _open(state)
    return True


def open_app_or_print(state: State) -> None:
    """Open the app in a terminal; where there is none, print the day so far."""
    if state.json or state.plain or not _in_terminal():
        from recovery_journal.cli.today import print_today

        print_today(state)
    else:
        _open(state)


def _in_terminal() -> bool:
    """Say whether a terminal is there that can show the app."""
    return not simple_terminal() and sys.stdin.isatty() and sys.stdout.isatty()


def _given(args: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the app's options; None where anything else is on the line."""
    found = {}
    rest = iter(args)
    for arg in rest:
        name, equals, value = arg.partition("=")
        if not equals:
            value = next(rest, "")
        # A value that is none, or looks like an option, is Typer's to understand.
        if name not in _TAKEN or not value or value.startswith("-"):
            return None
        found[_TAKEN[name]] = value
    return found


def _open(state: State) -> None:
    from recovery_journal.app import run
    from recovery_journal.cli.clock import clock
    from recovery_journal.cli.passphrase import given_passphrase

    if state.early is not None:
        state.early.drop()
    state.now  # noqa: B018  # a clock that tells no time is said before anything is drawn
    state.exit_code = run(state.path, passphrase=given_passphrase(state), clock=clock)
