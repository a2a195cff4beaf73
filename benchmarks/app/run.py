"""One run of the app: every contender in its own terminal, in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.app import bagels, bare
from benchmarks.app.plan import (
    BAGELS,
    BARE,
    FRAME,
    IDLE_SECONDS,
    JOURNAL,
    PAGE,
    PAGE_DOWN,
    READY,
    REST,
    SCREENS,
    SEARCH,
    SWITCH,
    TYPE,
    WORDS,
    YEAR_OF_ENTRIES,
    every_switch,
)
from benchmarks.app.terminal import Terminal
from benchmarks.environment import clean
from benchmarks.journals import write_journal
from benchmarks.jrnl import NotHad
from benchmarks.plan import LARGEST, NOTHING, YEAR, Command, Key, Sample, Samples, entries
from benchmarks.timing import Broken

PRESSES = 24
OPENED = 4
READY_BY = 3.0
"""Seconds after the first frame in which the app makes its other screens ready."""


class AppBench:
    """One run in a folder of its own, which is thrown away.

    ``without_bagels`` says why Bagels is not measured, where it is not.
    """

    def __init__(
        self, folder: Path, now: datetime, *, quick: bool, tell: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.now = now
        self.tell = tell
        self.size = LARGEST // 10 if quick else LARGEST
        self.home = folder / "app-home"
        self.home.mkdir(mode=0o700)
        self.samples: Samples = {}
        self.without_bagels = ""
        self._commands: dict[str, Command] = {}

    def prepare(self) -> None:
        """Make the journals, and the list of what is opened."""
        settings = self.home / "settings.json"
        settings.write_text('{"motion": false}')
        for label, size in ((YEAR, YEAR_OF_ENTRIES), (entries(self.size), self.size)):
            self.tell(f"making the app's journal of {size:,} entries")
            path = self.folder / f"app-{size}.db"
            write_journal(path, size, encrypted=False, now=self.now)
            program = Path(sys.executable).with_name("recovery-journal")
            if not program.exists():
                raise Broken(
                    "the journal is not installed beside this Python; make bench does that"
                )
            env = clean(self.home, RECOVERY_JOURNAL_SETTINGS=str(settings))
            self._commands[label] = Command((str(program), "--journal", str(path)), env)
        self._bare = Command((sys.executable, bare.__file__), clean(self.home))
        try:
            self.tell("making the environment of Bagels")
            self._commands[BAGELS] = bagels.command(self.folder, self.home)
        except NotHad as reason:
            self.without_bagels = f"not measured: {reason}"

    def run(self, runs: int) -> Samples:
        """Measure everything in turn, ``runs`` times after one round that is not counted."""
        largest = entries(self.size)
        for number in range(runs + 1):
            self.tell(f"app: round {number} of {runs}" if number else "app: first round")
            found = [
                *self._first_frames(),
                *self._bare_session(),
                *self._session(largest, whole=True),
                *self._session(YEAR, whole=False),
            ]
            for key, spent, memory in found if number else ():
                sample = self.samples.setdefault(key, Sample([], []))
                sample.times.append(spent)
                sample.peaks.append(memory)
        return self.samples

    def _first_frames(self) -> Iterator[tuple[Key, float, float]]:
        """Open everything and leave it again, a few times there and back: starts vary the most."""
        contenders = [(Key(BARE, FRAME), self._bare, bare.READY)]
        for label, command in self._commands.items():
            if label == BAGELS:
                contenders.append((Key(BAGELS, FRAME, NOTHING), command, bagels.READY))
            else:
                contenders.append((Key(JOURNAL, FRAME, label), command, READY))
        for opened in range(OPENED):
            for key, command, words in contenders if opened % 2 else reversed(contenders):
                with Terminal(command, self.folder) as app:
                    yield key, app.until(words), app.memory()

    def _bare_session(self) -> Iterator[tuple[Key, float, float]]:
        with Terminal(self._bare, self.folder) as bare_app:
            bare_app.until(bare.READY)
            bare_app.settle()
            share = bare_app.at_rest(IDLE_SECONDS / 5)
            yield Key(BARE, REST), share, bare_app.memory()
        full = self._bare._replace(argv=(*self._bare.argv, "table"))
        with Terminal(full, self.folder) as table:
            table.until(bare.READY)
            table.settle()
            for _number in range(PRESSES):
                yield Key(BARE, PAGE), table.press(PAGE_DOWN).first, table.memory()
        with Terminal(self._bare._replace(argv=(*self._bare.argv, "field")), self.folder) as field:
            field.until(bare.READY)
            field.settle()
            for letter in "".join(WORDS):
                yield Key(BARE, TYPE), field.press(letter).first, field.memory()

    def _session(self, label: str, *, whole: bool) -> Iterator[tuple[Key, float, float]]:
        """Open a journal, rest, go from every screen to every other, and use them."""
        with Terminal(self._commands[label], self.folder) as app:
            app.until(READY)
            app.settle()
            # Its other screens are made ready meanwhile: that is no rest yet, and
            # what it takes in memory counts.
            app.at_rest(READY_BY)
            memory = app.memory()
            if whole:
                yield Key(JOURNAL, REST, label), app.at_rest(IDLE_SECONDS), memory
            for digit in every_switch():
                yield Key(JOURNAL, SWITCH, label), app.press(digit).whole, app.memory()
            if whole:
                yield from self._keys(app, label)
                yield from self._search(app, label)

    def _keys(self, app: Terminal, label: str) -> Iterator[tuple[Key, float, float]]:
        for work, (digit, keys) in SCREENS.items():
            app.press("7")
            app.press(digit)
            app.settle(0.2)
            for number in range(PRESSES):
                spent = app.press(keys[number % len(keys)]).first
                yield Key(JOURNAL, work, label), spent, app.memory()

    def _search(self, app: Terminal, label: str) -> Iterator[tuple[Key, float, float]]:
        for words in WORDS:
            app.press("/")
            app.settle(0.2)
            for letter in words:
                # The letter and what it finds come in one frame; after it the scrollbar alone.
                yield Key(JOURNAL, SEARCH, label), app.press(letter).first, app.memory()
            for _letter in words:
                app.press("\x7f")
            app.press("\x1b")
            app.settle(0.2)
