"""Launch without a command: the app in a terminal, else the day as text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from recovery_journal.cli.context import is_dumb_terminal

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def open_app_or_print(context: CommandContext) -> None:
    """Open the app in a terminal; where there is none, print the day so far."""
    can_show_app = not is_dumb_terminal() and sys.stdin.isatty() and sys.stdout.isatty()
    if context.json or context.plain or not can_show_app:
        from recovery_journal.cli.today import print_today

        print_today(context)
        return
    from recovery_journal.app import run
    from recovery_journal.cli.clock import current_time
    from recovery_journal.cli.passphrase import configured_passphrase

    context.now  # noqa: B018  # a clock that tells no time is said before anything is drawn
    context.exit_code = run(
        context.journal_path, passphrase=configured_passphrase(context), clock=current_time
    )
