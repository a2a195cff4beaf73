"""The terminal under the app: read with care, left as it was found in every way out."""

from __future__ import annotations

import asyncio
import errno
import os
import select
import signal
import termios
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import IO, Any, ClassVar

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import key_to_character
from textual.message import Message

from recovery_journal.terminal.input_parser import InputParser, InputToken
from recovery_journal.textual_compat import XTermParser, replace_output

SET_TITLE = "\x1b[22;2t\x1b]2;Journal\x07"
"""Puts the window's title aside and a neutral one in its place."""
RESTORE_TITLE = "\x1b[23;2t"
EXIT_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
POLL_SECONDS = 0.1
"""Seconds after which the reading thread looks whether the app is leaving."""
# No mouse, no reports, the screen of before with its cursor; the keyboard first.
RESET_TERMINAL = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[?2004l\x1b[?7h\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l" + RESTORE_TITLE
)

DISCONNECT_ERRNOS = {errno.EIO, errno.EPIPE, errno.ENXIO, errno.ENODEV}
"""What the system says where there is no terminal any more."""


class SafeOutput:
    """A file that takes whatever is written once its terminal is gone.

    Closing a window takes the terminal away while the app still leaves in order:
    an error there would keep the journal from being closed.
    """

    def __init__(self, file: IO[str]) -> None:
        self._wrapped = file

    def write(self, text: str) -> int:
        """Write the text; into nothing where there is no terminal any more."""
        try:
            return self._wrapped.write(text)
        except OSError as error:
            self._redirect_to_null(error)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            self._wrapped.flush()
        except OSError as error:
            self._redirect_to_null(error)

    def fileno(self) -> int:
        """Return the number of the file underneath."""
        return self._wrapped.fileno()

    def isatty(self) -> bool:
        """Say whether a terminal is at the other end."""
        return self._wrapped.isatty()

    def _redirect_to_null(self, error: OSError) -> None:
        """Lead the file to nowhere: what is left in its buffer would end the program with 120."""
        if error.errno not in DISCONNECT_ERRNOS:
            raise error
        null_fd = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_fd, self._wrapped.fileno())
        os.close(null_fd)


class TerminalDriver(LinuxDriver):
    """Textual's driver, with our own reading of what the terminal sends.

    SIGTERM, SIGHUP and SIGINT, and the end of the terminal, leave the app in its
    usual way, with 128 and the signal's number as the exit code.
    """

    active_driver: ClassVar[TerminalDriver | None] = None
    was_started: ClassVar[bool] = False

    def __init__(self, app: Any, *, debug: bool = False, **kwargs: Any) -> None:
        # Textual's debugging would write every key to a file.
        super().__init__(app, debug=False, **kwargs)
        self._journal_app = app
        self._is_exiting = False
        self._output = replace_output(self, SafeOutput)
        self._parser = XTermParser()

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that end a program."""
        loop = self._app_loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self._report_error(context))
        for number in EXIT_SIGNALS:
            # Not by the loop's own: a signal is lost there while hundreds of keys wait.
            signal.signal(number, self._handle_signal)
        # Textual writes in its own handlers. A signal may come in the middle of a write,
        # and the two would wait for each other: the loop does it, between two of its steps.
        signal.signal(signal.SIGTSTP, lambda *_: loop.call_soon_threadsafe(self._stop_process))
        signal.signal(signal.SIGCONT, lambda *_: loop.call_soon_threadsafe(self._continue))
        TerminalDriver.active_driver, TerminalDriver.was_started = self, True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        self.write(SET_TITLE)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        # Pixels are asked for by Textual, and never given back.
        self.write("\x1b[?1016l" + RESTORE_TITLE)
        super().stop_application_mode()
        TerminalDriver.active_driver = None

    def _stop_process(self) -> None:
        """Give the terminal to the shell, and wait until it continues this process."""
        self._give_terminal_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        """Take the terminal again, also where the process was stopped without being asked."""
        self._give_terminal_back()
        self.resume_application_mode()

    def _give_terminal_back(self) -> None:
        """Do it once: nobody reads what is written after that, and writing would wait."""
        if TerminalDriver.active_driver is not None:
            self.suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again after the shell had it; it shows nothing by itself."""
        super().resume_application_mode()
        self._app_loop.call_soon_threadsafe(self._journal_app.refresh)

    def restore_terminal(self) -> None:
        """Give the terminal back after a fault that stopped everything else."""
        TerminalDriver.active_driver = None
        self._output.write(RESET_TERMINAL)
        self._output.flush()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @classmethod
    def shut_down(cls) -> None:
        """Give the terminal back where that was not done; no signal interrupts what is left."""
        for number in EXIT_SIGNALS if cls.was_started else ():
            signal.signal(number, signal.SIG_IGN)
        if cls.active_driver is not None:
            cls.active_driver.restore_terminal()

    def run_input_thread(self) -> None:
        """Read until the app leaves; a fault here ends the app with its report."""
        try:
            self._read_input()
        except Exception as error:  # noqa: BLE001  # the App reports it
            self._journal_app.handle_crash(error)

    def _read_input(self) -> None:
        parser = InputParser(self._alt_keys(), constants.ESCAPE_DELAY)
        last_input_at = monotonic()
        while not self.exit_event.is_set():
            timeout = parser.timeout
            wait = (
                POLL_SECONDS
                if timeout is None
                else min(max(last_input_at + timeout - monotonic(), 0), POLL_SECONDS)
            )
            ready, _out, _bad = select.select([self.fileno], [], [], wait)
            now = monotonic()
            if ready:
                data = self._read_bytes()
                if not data:  # the terminal is gone
                    self._dispatch_tokens(parser.finish())
                    self._app_loop.call_soon_threadsafe(self._exit_app, signal.SIGHUP)
                    return
                last_input_at = now
                self._dispatch_tokens(parser.feed(data, now))
            elif timeout is not None and now - last_input_at >= timeout:
                self._dispatch_tokens(parser.handle_timeout(now))
        self._dispatch_tokens(parser.finish())

    def _read_bytes(self) -> bytes:
        try:
            return os.read(self.fileno, 64 * 1024)
        except OSError:
            return b""

    def _dispatch_tokens(self, tokens: Iterable[InputToken]) -> None:
        for token in tokens:
            for message in self._to_messages(token):
                self.process_message(message)

    def _to_messages(self, token: InputToken) -> Iterable[Message]:
        """Return what a piece means to Textual."""
        if token.kind == "escape":
            return [events.Key("escape", "\x1b")]
        if token.kind == "paste":
            return [events.Paste(token.text)]
        if token.kind == "alt":
            return [events.Key(self._alt_keys()[token.text], None)]
        messages = list(self._parser.feed(token.text))
        if not messages:
            # It waits for the rest of a sequence that it does not know: it begins anew.
            old_parser, self._parser = self._parser, XTermParser()
            for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size"):
                setattr(self._parser, name, getattr(old_parser, name))
        return messages

    def _alt_keys(self) -> dict[str, str]:
        """Return the person's own keys with Alt, by the character the terminal sends."""
        keys_by_letter = {}
        for key in self._journal_app.alt_keys:
            *modifiers, base_key = key.split("+")
            letter = key_to_character(base_key)
            if letter is not None and set(modifiers) <= {"alt", "shift"}:
                keys_by_letter[letter.upper() if "shift" in modifiers else letter] = key
        return keys_by_letter

    def _handle_signal(self, signal_number: int, _frame: object) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._app_loop.call_soon_threadsafe(self._exit_app, signal_number)

    def _exit_app(self, signal_number: int) -> None:
        """Leave in the usual way; a window that closes sends its signal more than once."""
        if self._is_exiting:
            return
        self._is_exiting = True
        self._journal_app.exit(return_code=128 + signal_number)

    def _report_error(self, context: dict[str, Any]) -> None:
        """End with the report of an error that nothing else has reported."""
        if isinstance(error := context.get("exception"), Exception):
            self._journal_app.handle_crash(error)
