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
    FIRST_VISIT,
    FRAME,
    IDLE,
    IDLE_SECONDS,
    JOURNAL,
    MAIN_SCREENS,
    PAGE,
    PAGE_DOWN,
    READY,
    SCREENS,
    SEARCH,
    SEARCH_TEXTS,
    SWITCH,
    TYPE,
    YEAR_OF_ENTRIES,
    all_switches,
)
from benchmarks.app.terminal import Terminal
from benchmarks.environment import clean_environment
from benchmarks.journals import write_journal
from benchmarks.jrnl import NotInstalled
from benchmarks.plan import LARGEST, NOTHING, YEAR, Command, Key, Sample, Samples, entries
from benchmarks.timing import MeasurementError

PRESSES = 24
START_REPEATS = 4


class AppBench:
    """One run in a folder of its own, which is thrown away.

    ``without_bagels`` says why Bagels is not measured, where it is not.
    """

    def __init__(
        self, folder: Path, now: datetime, *, quick: bool, report_progress: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.now = now
        self.report_progress = report_progress
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
            self.report_progress(f"making the app's journal of {size:,} entries")
            path = self.folder / f"app-{size}.db"
            write_journal(path, size, encrypted=False, now=self.now)
            program = Path(sys.executable).with_name("recovery-journal")
            if not program.exists():
                raise MeasurementError(
                    "the journal is not installed beside this Python; make bench does that"
                )
            env = clean_environment(self.home, RECOVERY_JOURNAL_SETTINGS=str(settings))
            self._commands[label] = Command((str(program), "--journal", str(path)), env)
        self._bare = Command((sys.executable, bare.__file__), clean_environment(self.home))
        try:
            self.report_progress("making the environment of Bagels")
            self._commands[BAGELS] = bagels.command(self.folder, self.home)
        except NotInstalled as reason:
            self.without_bagels = f"not measured: {reason}"

    def run(self, runs: int) -> Samples:
        """Measure everything in turn, ``runs`` times after one round that is not counted."""
        largest = entries(self.size)
        for number in range(runs + 1):
            self.report_progress(f"app: round {number} of {runs}" if number else "app: first round")
            measurements = [
                *self._first_frames(),
                *self._bare_session(),
                *self._session(largest, is_full=True),
                *self._session(YEAR, is_full=False),
            ]
            for key, spent, memory in measurements if number else ():
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
        for attempt in range(START_REPEATS):
            for key, command, ready_text in contenders if attempt % 2 else reversed(contenders):
                with Terminal(command, self.folder) as app:
                    yield key, app.wait_for(ready_text), app.memory()

    def _bare_session(self) -> Iterator[tuple[Key, float, float]]:
        with Terminal(self._bare, self.folder) as bare_app:
            bare_app.wait_for(bare.READY)
            bare_app.settle()
            share = bare_app.idle_cpu_percent(IDLE_SECONDS / 5)
            yield Key(BARE, IDLE), share, bare_app.memory()
        full = self._bare._replace(argv=(*self._bare.argv, "table"))
        with Terminal(full, self.folder) as table:
            table.wait_for(bare.READY)
            table.settle()
            for _number in range(PRESSES):
                yield Key(BARE, PAGE), table.press(PAGE_DOWN).first_frame, table.memory()
        with Terminal(self._bare._replace(argv=(*self._bare.argv, "field")), self.folder) as field:
            field.wait_for(bare.READY)
            field.settle()
            for letter in "".join(SEARCH_TEXTS):
                yield Key(BARE, TYPE), field.press(letter).first_frame, field.memory()

    def _session(self, label: str, *, is_full: bool) -> Iterator[tuple[Key, float, float]]:
        """Open a journal, visit each screen, rest, go from each to every other, and use them."""
        with Terminal(self._commands[label], self.folder) as app:
            app.wait_for(READY)
            app.settle()
            for digit in MAIN_SCREENS:
                yield Key(JOURNAL, FIRST_VISIT, label), app.press(digit).last_frame, app.memory()
            app.press("1")
            app.settle()
            memory = app.memory()
            if is_full:
                yield Key(JOURNAL, IDLE, label), app.idle_cpu_percent(IDLE_SECONDS), memory
            for digit in all_switches():
                yield Key(JOURNAL, SWITCH, label), app.press(digit).last_frame, app.memory()
            if is_full:
                yield from self._keys(app, label)
                yield from self._search(app, label)

    def _keys(self, app: Terminal, label: str) -> Iterator[tuple[Key, float, float]]:
        for work, (digit, keys) in SCREENS.items():
            app.press("7")
            app.press(digit)
            app.settle(0.2)
            for number in range(PRESSES):
                spent = app.press(keys[number % len(keys)]).first_frame
                yield Key(JOURNAL, work, label), spent, app.memory()

    def _search(self, app: Terminal, label: str) -> Iterator[tuple[Key, float, float]]:
        for search_text in SEARCH_TEXTS:
            app.press("/")
            app.settle(0.2)
            for letter in search_text:
                # The letter and what it finds come in one frame; after it the scrollbar alone.
                yield Key(JOURNAL, SEARCH, label), app.press(letter).first_frame, app.memory()
            for _letter in search_text:
                app.press("\x7f")
            app.press("\x1b")
            app.settle(0.2)
