"""What one command line asked for, and the ways to answer it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.clock import clock
from recovery_journal.cli.standard_input import StandardInput, one_line_end
from recovery_journal.errors import BadValue, JournalError, PassphraseNeeded
from recovery_journal.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from recovery_journal.storage import Journal
    from recovery_journal.storage.early import Early


class State:
    """The global options of one command line, and its three streams.

    ``journal``, ``passphrase_file``, ``json`` and ``plain`` are set by the
    options of the same name, wherever on the line they stand.
    """

    def __init__(self, early: Early | None = None) -> None:
        self.early = early
        self.journal: str | None = None
        self.passphrase_file: str | None = None
        self.json = False
        self.plain = False
        self.exit_code = 0
        self.held: list[str] = []
        self._now: datetime | None = None
        self._first_line: str | None = None
        self._read_all = False
        self._opened: Journal | None = None

    # ---- what was asked for

    @property
    def now(self) -> datetime:
        """The present, the same through the whole command."""
        if self._now is None:
            self._now = clock()
        return self._now

    @property
    def path(self) -> Path:
        """The journal file of this command."""
        return named_path(self.journal)

    @contextmanager
    def open(self) -> Iterator[Journal]:
        """Open the journal, asking for its passphrase only where it has one.

        It stays open until ``close``, which every command ends with.
        """
        from recovery_journal.storage import Journal

        path = self.path
        passphrase = None
        if self.early is not None:
            self.early.looked()
        if Journal.needs_passphrase(path):
            from recovery_journal.cli.passphrase import passphrase_for

            passphrase = passphrase_for(self)
        self.hold(journal := Journal.open(path, passphrase, clock=clock, early=self.early))
        self._say_who_can_read(path)
        yield journal

    def _say_who_can_read(self, path: Path) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        from recovery_journal.paths import open_to_others

        if open_to_others(path):
            from recovery_journal.settings import say_once_who_can_read

            if said := say_once_who_can_read(path):
                self.notice(said)

    def hold(self, journal: Journal) -> None:
        """Keep an open journal until ``close``."""
        self._opened = journal

    def close(self) -> None:
        """Close the journal if this command opened one, or was about to."""
        if self.early is not None:
            self.early.drop()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def damage(self, error: Exception) -> JournalError | None:
        """Return the error to tell where one that nobody foresaw comes from a damaged journal."""
        return self._opened.damage(error) if self._opened is not None else None

    def today(self, journal: Journal) -> date:
        """Return the person's day that it is now."""
        return journal.today(self.now)

    # ---- reading

    @property
    def terminal(self) -> bool:
        """Whether someone is there to answer a question."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @cached_property
    def _input(self) -> StandardInput:
        return StandardInput(sys.stdin.buffer)

    def first_line(self) -> str:
        """Return the first line of standard input: the passphrase, with ``-``."""
        if self._first_line is None:
            try:
                self._first_line = self._input.line() or ""
            except OSError as error:
                raise PassphraseNeeded(_unread(error)) from None
        return self._first_line

    def standard_input(self) -> str:
        """Return all of standard input that is not the passphrase; only once."""
        if self.passphrase_file == "-":
            self.first_line()
        if self._read_all:
            raise BadValue(_("Standard input can be read for one text only."))
        self._read_all = True
        try:
            return self._input.rest()
        except OSError as error:
            raise BadValue(_unread(error)) from None

    def text(self, name: str, value: str) -> str:
        """Return a text value: ``-`` is standard input, and a blank one is refused."""
        if value == "-":
            if self.terminal:
                self.notice(_("Write the text, then ctrl+d on a line of its own."))
            value = self.standard_input().removesuffix("\n")
        if not value.strip():
            from recovery_journal.domain.labels import field_label

            raise BadValue(_("{name} is empty.").format(name=field_label(name)), field=name)
        return one_line_end(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def ask(self, question: str) -> str:
        """Ask in the terminal and return the line, "" for Enter alone.

        A line that is no text, as of a terminal in another encoding, is asked for again.
        """
        while True:
            sys.stderr.write(f"{question} ")
            sys.stderr.flush()
            try:
                line = self._input.line()
            except BadValue as problem:
                self.notice_now(problem.message)
                continue
            if line is None:
                sys.stderr.write("\n")
                raise BadValue(_("The question was not answered, so nothing was saved."))
            return line

    def needed(self, name: str, value: str | None, question: str) -> str:
        """Return a text argument, asked for in a terminal when it is missing."""
        if value is None:
            if not self.terminal:
                raise BadValue(_("{name} is missing.").format(name=name.upper()), field=name)
            value = self.ask(question)
        return self.text(name, value)

    def agrees(self, question: str) -> bool:
        """Ask a yes-or-no question; anything but yes is no, Enter alone too."""
        from unicodedata import normalize

        said = normalize("NFC", self.ask(question)).strip().casefold()
        # Without "": a word that is missing in a language would make Enter a yes.
        return said in {"y", "yes", "si", _("yes"), _("y")} - {""}

    # ---- answering

    @property
    def dressed(self) -> bool:
        """Whether bold type and box drawing are wanted on standard output."""
        return not self.plain and not simple_terminal() and sys.stdout.isatty()

    def say(self, text: str = "", *, bold: bool = False) -> None:
        """Print a result; what someone wrote is shown harmless."""
        shown = _harmless(text)
        if bold and self.dressed:
            shown = f"\x1b[1m{shown}\x1b[0m"
        sys.stdout.write(f"{shown}\n")

    def page(self, text: str) -> None:
        """Print a text of several lines."""
        for line in text.rstrip("\n").split("\n"):
            self.say(line)

    @property
    def width(self) -> int:
        """How many columns the terminal has."""
        from shutil import get_terminal_size

        return get_terminal_size((80, 24)).columns

    def notice(self, text: str) -> None:
        """Print something beside the result, on standard error.

        With --json it waits for the end, so that an error is the only document there.
        """
        if self.json and not self.terminal:
            self.held.append(text)
            return
        self.notice_now(text)

    def notice_now(self, text: str) -> None:
        """Print a notice without waiting."""
        sys.stdout.flush()
        sys.stderr.write(f"{_harmless(text)}\n")
        sys.stderr.flush()

    def document(self, text: str) -> None:
        """Print a document as it is, never restyled."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def answer(self, document: Any) -> None:
        """Print one JSON document."""
        sys.stdout.write(f"{as_json(document)}\n")

    def json_error(self, error: dict[str, Any]) -> None:
        """Print an error as JSON, on standard error."""
        sys.stdout.flush()
        sys.stderr.write(f"{as_json({'error': error})}\n")
        sys.stderr.flush()


def simple_terminal() -> bool:
    """Say whether the terminal can show lines of text and nothing else."""
    return os.environ.get("TERM", "").casefold() in {"dumb", "unknown"}


def named_path(journal: str | None) -> Path:
    """Return the journal named by ``--journal``, else by the environment, else the usual one."""
    named = journal or os.environ.get("RECOVERY_JOURNAL_FILE")
    if named:
        return path_of(named)
    from recovery_journal.paths import default_journal

    return default_journal()


def path_of(text: str) -> Path:
    """Return the path a person named; ``~`` is their home."""
    from pathlib import Path

    if not text.strip() or "\0" in text:
        raise BadValue(_("The name of a file is empty."))
    if text == "-":
        raise BadValue(_("A file has a name here; - is for texts that are read."))
    # Arguments were read as UTF-8; the file system may take another encoding.
    path = Path(os.fsdecode(text.encode("utf-8", "surrogateescape")))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def as_json(document: Any) -> str:
    """Return JSON in which no character can steer a terminal or turn the text around."""
    from recovery_journal.report.json_text import as_json as text_of

    return text_of(document)


def _harmless(text: str) -> str:
    """Return text without the power to steer a terminal, its lines kept."""
    if text.isascii() and text.isprintable():
        return text
    from recovery_journal.report.plain import harmless

    return "\n".join(harmless(line) for line in text.split("\n"))


def _unread(error: OSError) -> str:
    """Return the sentence for a standard input that could not be read."""
    return _("Standard input could not be read: {reason}.").format(reason=error.strerror)
