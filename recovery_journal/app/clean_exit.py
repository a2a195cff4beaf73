"""The ways out of the app: asked for, by a signal, or after a fault."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from recovery_journal.app.input_order import OrderedInputApp
from recovery_journal.textual_compat import FaultReportApp, report_damage

if TYPE_CHECKING:
    from rich.console import RenderableType


class CleanExitApp(OrderedInputApp, FaultReportApp):
    """An App with one exit path for every cause, which reports its crashes.

    What a person reads after a fault holds no journal text.
    """

    _exit_prepared = False
    _has_left = False

    def before_exit(self) -> None:
        """Do what is to be done before the journal is closed."""

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave; the exit code of the program is ``return_code``."""
        self.prepare_exit_once()
        self._has_left = True
        super().exit(*args, **kwargs)

    def prepare_exit_once(self) -> None:
        """Do what is to be done before the journal is closed, if it was not done yet."""
        if not self._exit_prepared:
            self._exit_prepared = True
            self.before_exit()

    def handle_crash(self, error: Exception) -> None:
        """Leave after a fault in any thread."""
        if self._has_left:
            return
        if self.is_running:
            self.call_later(self.end_with_fault, error)
        else:
            write_crash_report(error)

    def fault_report(self, error: Exception) -> RenderableType | None:
        """Return what is printed after a fault of ours; damage of the journal is said instead."""
        from rich.text import Text

        from recovery_journal.crash_report import format_crash_report

        # Left already, a screen on its way in found its parts on their way out; and one fault
        # often brings others.
        if self._has_left or report_damage(self, error):
            return None
        self._has_left = True
        with suppress(Exception):  # the crash that is reported is the one before
            self.prepare_exit_once()
        return Text(format_crash_report(error))


def write_crash_report(error: BaseException | None) -> None:
    """Print the report of a fault where no app is there to do it."""
    from recovery_journal.crash_report import format_crash_report

    if sys.__stderr__ is not None:
        sys.__stderr__.write(f"{format_crash_report(error)}\n")
        sys.__stderr__.flush()


@contextmanager
def report_thread_errors(app: CleanExitApp) -> Iterator[None]:
    """Let a fault in any thread end the app with its report."""
    old_hook = threading.excepthook

    def report_crash(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            app.handle_crash(args.exc_value)

    threading.excepthook = report_crash
    try:
        yield
    finally:
        threading.excepthook = old_hook
