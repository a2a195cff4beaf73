"""Launch without a command: the app in a terminal, else the day as text.

A line that asks for nothing but that is read here, without Typer: loading it
takes a tenth of the time until the first picture.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from recovery_journal.cli.context import is_dumb_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.cli.context import CommandContext

# The attribute of CommandContext for each option that the app takes.
_APP_OPTIONS = {"--journal": "journal", "--passphrase-file": "passphrase_file"}


def try_open_app(args: Sequence[str], context: CommandContext) -> bool:
    """Open the app where the line asks for it plainly; False where it is for Typer to read."""
    option_values = _parse_app_options(args)
    if option_values is None or not _can_show_app():
        return False
    for name, value in option_values.items():
        setattr(context, name, value)
    _open_app(context)
    return True


def open_app_or_print(context: CommandContext) -> None:
    """Open the app in a terminal; where there is none, print the day so far."""
    if context.json or context.plain or not _can_show_app():
        from recovery_journal.cli.today import print_today

        print_today(context)
    else:
        _open_app(context)


def _can_show_app() -> bool:
    """Say whether a terminal is there that can show the app."""
    return not is_dumb_terminal() and sys.stdin.isatty() and sys.stdout.isatty()


def _parse_app_options(args: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the app's options; None where anything else is on the line."""
    option_values = {}
    remaining_args = iter(args)
    for arg in remaining_args:
        name, equals, value = arg.partition("=")
        if not equals:
            value = next(remaining_args, "")
        # A value that is none, or looks like an option, is Typer's to understand.
        if name not in _APP_OPTIONS or not value or value.startswith("-"):
            return None
        option_values[_APP_OPTIONS[name]] = value
    return option_values


def _open_app(context: CommandContext) -> None:
    from recovery_journal.app import run
    from recovery_journal.cli.clock import current_time
    from recovery_journal.cli.passphrase import configured_passphrase

    context.now  # noqa: B018  # a clock that tells no time is said before anything is drawn
    context.exit_code = run(
        context.journal_path, passphrase=configured_passphrase(context), clock=current_time
    )
