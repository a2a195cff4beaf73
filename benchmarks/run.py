"""One run: makes the journals, measures every line in turn, counts the syncs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import jrnl, peer, syncs
from benchmarks.environment import clean_environment
from benchmarks.journals import write_demo_journal, write_journal
from benchmarks.plan import (
    ADD,
    ENCRYPTED,
    JRNL_ENCRYPTED,
    JRNL_PLAIN,
    JRNL_SIZES,
    LARGEST,
    LAST,
    NETWORK,
    OPEN,
    PASSPHRASE,
    PLAIN,
    PYTHON,
    SEARCH,
    SENTENCE,
    SIZES,
    START,
    TODAY,
    TYPER,
    WEEK,
    WORD,
    WORKS,
    YEAR,
    YEARS,
    Command,
    Key,
    Samples,
    entries,
)
from benchmarks.timing import MeasurementError, Starter, measure

_ARGUMENTS = {
    ADD: ("checkin", "--mood", "7", "--note", SENTENCE),
    LAST: ("timeline", "--limit", "10"),
    SEARCH: ("search", WORD, "--limit", "10"),
    TODAY: ("today",),
    NETWORK: ("network",),
    WEEK: ("week",),
}


class Result(NamedTuple):
    """All that one run found."""

    samples: Samples
    syncs: dict[str, int | None]
    without_jrnl: str
    no_strace: str


class Bench:
    """One run in a folder of its own, which holds every journal and is thrown away."""

    def __init__(
        self, folder: Path, now: datetime, *, quick: bool, report_progress: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.now = now
        self.sizes = SIZES[:-1] if quick else SIZES
        self.demo_labels = () if quick else (YEAR, YEARS)
        self.report_progress = report_progress
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)
        self.commands: dict[Key, Command] = {}
        self.without_jrnl = ""

    def prepare(self) -> None:
        """Make every journal, and the list of what is measured on it."""
        self._prepare_floor()
        for size in self.sizes:
            self.report_progress(f"making the journals of {size:,} entries")
            self._prepare_journals(size)
            self._prepare_peer(size)
        self._prepare_sqlcipher_open()
        for label in self.demo_labels:
            self.report_progress(f"making the demo's life of {label}")
            path = self.folder / f"life-{label.replace(' ', '-')}.db"
            write_demo_journal(path, label, self.now.date(), self.now)
            for work in (NETWORK, WEEK):
                self.commands[Key(PLAIN, work, label)] = self._own_command(work, path, PLAIN)
        try:
            self.report_progress("making jrnl's environment and journals")
            self._prepare_jrnl()
        except jrnl.NotInstalled as reason:
            self.without_jrnl = f"not measured: {reason}"

    def run(self, runs: int) -> Result:
        """Measure everything in turn, then count the syncs of a save."""
        with Starter(self.folder) as starter:
            samples = measure(self.commands, runs, starter.run, self.report_progress)
        journal_label = entries(self.sizes[1])
        sync_counts = {
            contender: syncs.count(self.commands[Key(contender, ADD, journal_label)], self.folder)
            for contender in (PLAIN, ENCRYPTED)
        }
        no_strace = "" if None not in sync_counts.values() else "not counted: no strace"
        return Result(samples, sync_counts, self.without_jrnl, no_strace)

    def _prepare_floor(self) -> None:
        self.commands[Key(PYTHON, START)] = Command(
            (sys.executable, "-I", "-c", "pass"), clean_environment(self.home)
        )
        peer.install(self.folder / "peer")

    def _prepare_sqlcipher_open(self) -> None:
        """Have SQLCipher open the smallest encrypted journal; its size does not matter there."""
        script = str(Path(__file__).with_name("open_sqlcipher.py"))
        journal = str(self.folder / f"encrypted-{self.sizes[0]}.db")
        argv = (sys.executable, script, journal, PASSPHRASE)
        self.commands[Key(ENCRYPTED, OPEN)] = Command(
            argv, clean_environment(self.home), reports=True
        )

    def _prepare_journals(self, size: int) -> None:
        """Make the plain and the encrypted journal of this size."""
        extra_works = (TODAY, NETWORK, WEEK) if size == LARGEST else ()
        for contender, name in ((PLAIN, "plain"), (ENCRYPTED, "encrypted")):
            path = self.folder / f"{name}-{size}.db"
            write_journal(path, size, encrypted=contender == ENCRYPTED, now=self.now)
            for work in (*WORKS, *extra_works):
                self.commands[Key(contender, work, entries(size))] = self._own_command(
                    work, path, contender
                )

    def _own_command(self, work: str, journal: Path, contender: str) -> Command:
        """Return this program's own command line: the installed one, beside this Python."""
        program = Path(sys.executable).with_name("recovery-journal")
        if not program.exists():
            raise MeasurementError(
                "the journal is not installed beside this Python; make bench does that"
            )
        key = {"RECOVERY_JOURNAL_PASSPHRASE": PASSPHRASE} if contender == ENCRYPTED else {}
        return Command(
            (str(program), *_ARGUMENTS[work], "--journal", str(journal)),
            clean_environment(self.home, **key),
        )

    def _prepare_peer(self, size: int) -> None:
        path = self.folder / f"peer-{size}.db"
        peer.write_journal(path, size, self.now)
        for work in WORKS:
            self.commands[Key(TYPER, work, entries(size))] = Command(
                peer.argv(self.folder / "peer", work, path), clean_environment(self.home)
            )

    def _prepare_jrnl(self) -> None:
        for contender in (JRNL_PLAIN, JRNL_ENCRYPTED):
            encrypted = contender == JRNL_ENCRYPTED
            for size in JRNL_SIZES:
                settings = jrnl.write_journal(
                    self.folder,
                    f"jrnl-{'encrypted' if encrypted else 'plain'}-{size}",
                    size,
                    encrypted=encrypted,
                    home=self.home,
                    now=self.now,
                )
                for work in WORKS:
                    self.commands[Key(contender, work, entries(size))] = Command(
                        jrnl.argv(settings, work),
                        jrnl.env(self.home, self.folder, encrypted=encrypted),
                    )
