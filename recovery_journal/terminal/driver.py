"""The terminal under the app: read with care, left as it was found in every way out.

Three private names of Textual are used here, for which there is no public one:
``textual._xterm_parser.XTermParser`` knows what each key is called, the driver's
``_file`` is where it writes, and ``_loop`` is the app's. ``tests/smoke/test_app_terminal.py`` fails
when one of them goes.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import IO, Any, ClassVar, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import key_to_character
from textual.message import Message

from recovery_journal.terminal.output import Output
from recovery_journal.terminal.reading import Piece, Reading

TITLE = "\x1b[22;2t\x1b]2;Journal\x07"
"""Puts the window's title aside and a neutral one in its place."""
OLD_TITLE = "\x1b[23;2t"
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
LOOK = 0.1
"""Seconds after which the reading thread looks whether the app is leaving."""
# No mouse, no reports, the screen of before with its cursor; the keyboard first.
AS_BEFORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[?2004l\x1b[?7h\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l" + OLD_TITLE
)


class TerminalDriver(LinuxDriver):
    """Textual's driver, with our own reading of what the terminal sends.

    SIGTERM, SIGHUP and SIGINT, and the end of the terminal, leave the app in its
    usual way, with 128 and the signal's number as the exit code.
    """

    in_use: ClassVar[TerminalDriver | None] = None
    was_in_use: ClassVar[bool] = False

    def __init__(self, app: Any, *, debug: bool = False, **more: Any) -> None:
        # Textual's debugging would write every key to a file.
        super().__init__(app, debug=False, **more)
        self._journal_app = app
        self._leaving = False
        self._output = Output(cast(IO[str], self._file))
        self._file = cast(Any, self._output)
        self._parser = XTermParser()

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that end a program."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self._told(context))
        for number in SIGNALS:
            # Not by the loop's own: a signal is lost there while hundreds of keys wait.
            signal.signal(number, self._signalled)
        TerminalDriver.in_use, TerminalDriver.was_in_use = self, True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        self.write(TITLE)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        # Pixels are asked for by Textual, and never given back.
        self.write("\x1b[?1016l" + OLD_TITLE)
        super().stop_application_mode()
        TerminalDriver.in_use = None

    def resume_application_mode(self) -> None:
        """Take the terminal again after the shell had it; it shows nothing by itself."""
        super().resume_application_mode()
        self._loop.call_soon_threadsafe(self._journal_app.refresh)

    def give_back(self) -> None:
        """Give the terminal back after a fault that stopped everything else."""
        TerminalDriver.in_use = None
        self._output.write(AS_BEFORE)
        self._output.flush()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @classmethod
    def end(cls) -> None:
        """Give the terminal back where that was not done; no signal interrupts what is left."""
        for number in SIGNALS if cls.was_in_use else ():
            signal.signal(number, signal.SIG_IGN)
        if cls.in_use is not None:
            cls.in_use.give_back()

    def run_input_thread(self) -> None:
        """Read until the app leaves; a fault here ends the app with its report."""
        try:
            self._read()
        except Exception as error:  # noqa: BLE001  # the App tells it
            self._journal_app.crashed(error)

    def _read(self) -> None:
        reading = Reading(self._alt_keys(), constants.ESCAPE_DELAY)
        last = monotonic()
        while not self.exit_event.is_set():
            waits = reading.waits
            silence = LOOK if waits is None else min(max(last + waits - monotonic(), 0), LOOK)
            ready, _out, _bad = select.select([self.fileno], [], [], silence)
            now = monotonic()
            if ready:
                data = self._bytes()
                if not data:  # the terminal is gone
                    self._send(reading.end())
                    self._loop.call_soon_threadsafe(self._leave, signal.SIGHUP)
                    return
                last = now
                self._send(reading.feed(data, now))
            elif waits is not None and now - last >= waits:
                self._send(reading.quiet(now))
        self._send(reading.end())

    def _bytes(self) -> bytes:
        try:
            return os.read(self.fileno, 64 * 1024)
        except OSError:
            return b""

    def _send(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            for message in self._messages(piece):
                self.process_message(message)

    def _messages(self, piece: Piece) -> Iterable[Message]:
        """Return what a piece means to Textual."""
        if piece.kind == "escape":
            return [events.Key("escape", "\x1b")]
        if piece.kind == "paste":
            return [events.Paste(piece.text)]
        if piece.kind == "alt":
            return [events.Key(self._alt_keys()[piece.text], None)]
        found = list(self._parser.feed(piece.text))
        if not found:
            # It waits for the rest of a sequence that it does not know: it begins anew.
            before, self._parser = self._parser, XTermParser()
            for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size"):
                setattr(self._parser, name, getattr(before, name))
        return found

    def _alt_keys(self) -> dict[str, str]:
        """Return the person's own keys with Alt, by the character the terminal sends."""
        found = {}
        for key in self._journal_app.alt_keys:
            *held, last = key.split("+")
            letter = key_to_character(last)
            if letter is not None and set(held) <= {"alt", "shift"}:
                found[letter.upper() if "shift" in held else letter] = key
        return found

    def _signalled(self, number: int, _frame: object) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._leave, number)

    def _leave(self, number: int) -> None:
        """Leave in the usual way; a window that closes sends its signal more than once."""
        if self._leaving:
            return
        self._leaving = True
        self._journal_app.exit(return_code=128 + number)

    def _told(self, context: dict[str, Any]) -> None:
        """End with the report of a fault that no one else has told."""
        if isinstance(error := context.get("exception"), Exception):
            self._journal_app.crashed(error)
