"""The ways out of the app: asked for, by a signal, or after a fault."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from recovery_journal.app.preload import Ahead


class CleanExitApp(Ahead):
    """An App with one exit path for every cause, which reports its crashes.

    What a person reads after a fault holds no journal text.
    """

    _exit_prepared = False

    @property
    def alt_keys(self) -> set[str]:
        """The person's own keys with Alt; without them Alt is an Escape before a letter."""
        keys = (key for keys in self._keymap.values() for key in keys.split(","))
        return {key for key in keys if "alt" in key.split("+")[:-1]}

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave; the exit code of the program is ``return_code``."""
        self.prepare_exit_once()
        super().exit(*args, **kwargs)

    def prepare_exit_once(self) -> None:
        """Do what is to be done before the journal is closed, if it was not done yet."""
        if not self._exit_prepared:
            self._exit_prepared = True
            self.before_exit()

    def handle_crash(self, error: BaseException) -> None:
        """Leave after a fault in any thread."""
        if not self._exit and self.is_running:
            self.call_later(self._handle_exception, error)
        elif not self._exit:
            write_crash_report(error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; what is printed holds no journal text."""
        if self._exit:
            return  # left already: a screen on its way in found its parts on their way out
        self._return_code = 1
        if self._exception is None:  # Pilot reads it, so that a test sees the fault
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        from rich.text import Text

        from recovery_journal.crash_report import format_crash_report

        with suppress(Exception):  # the crash that is reported is the one before
            self.prepare_exit_once()
        if not self._exit_renderables:  # one fault often brings others
            error = sys.exc_info()[1] or self._exception
            self._exit_renderables.append(Text(format_crash_report(error)))
        self._close_messages_no_wait()


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
        if args.exc_value is not None:
            app.handle_crash(args.exc_value)

    threading.excepthook = report_crash
    try:
        yield
    finally:
        threading.excepthook = old_hook
