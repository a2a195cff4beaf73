"""What one command line asked for, and the ways to answer it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.clock import clock
from recovery_journal.errors import BadValue
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
            try:
                self._now = clock()
            except ValueError:
                raise BadValue(_("RECOVERY_JOURNAL_NOW takes an ISO date and time.")) from None
        return self._now

    @property
    def path(self) -> Path:
        """The journal file of this command."""
        return named_path(self.journal)

    @contextmanager
    def open(self) -> Iterator[Journal]:
        """Open the journal, asking for its passphrase only where it has one.

        It stays open until ``close``: a program that ends without closing
        leaves its log as it is, which spares a save two syncs (decision 0005).
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
        yield journal

    def hold(self, journal: Journal) -> None:
        """Keep an open journal until ``close``."""
        self._opened = journal

    def close(self) -> None:
        """Close the journal if this command opened one."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def today(self, journal: Journal) -> date:
        """Return the person's day that it is now."""
        from recovery_journal.rules.days import local_date

        return local_date(self.now, journal.settings.day_ends_at)

    # ---- reading

    @property
    def terminal(self) -> bool:
        """Whether someone is there to answer a question."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def first_line(self) -> str:
        """Return the first line of standard input: the passphrase, with ``-``."""
        if self._first_line is None:
            self._first_line = _decoded(sys.stdin.buffer.readline()).rstrip("\r\n")
        return self._first_line

    def standard_input(self) -> str:
        """Return all of standard input that is not the passphrase; only once."""
        if self.passphrase_file == "-":
            self.first_line()
        if self._read_all:
            raise BadValue(_("Standard input can be read for one text only."))
        self._read_all = True
        return _decoded(sys.stdin.buffer.read())

    def text(self, name: str, value: str) -> str:
        """Return a text value: ``-`` is standard input, and a blank one is refused."""
        if value == "-":
            if self.terminal:
                self.notice(_("Write the text, then ctrl+d on a line of its own."))
            value = self.standard_input()
            value = value.removesuffix("\n").removesuffix("\r")
        if not value.strip():
            from recovery_journal.domain.labels import field_label

            raise BadValue(_("{name} is empty.").format(name=field_label(name)), field=name)
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def ask(self, question: str) -> str:
        """Ask in the terminal and return the line, "" for Enter alone."""
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        line = _decoded(sys.stdin.buffer.readline())
        if not line:
            sys.stderr.write("\n")
            raise BadValue(_("The question was not answered, so nothing was saved."))
        return line.rstrip("\r\n")

    def needed(self, name: str, value: str | None, question: str) -> str:
        """Return a text argument, asked for in a terminal when it is missing."""
        if value is None:
            if not self.terminal:
                raise BadValue(_("{name} is missing.").format(name=name.upper()), field=name)
            value = self.ask(question)
        return self.text(name, value)

    def agrees(self, question: str) -> bool:
        """Ask a yes-or-no question; anything but yes is no."""
        return self.ask(question).strip().casefold() in {"y", "yes", _("yes"), _("y"), "si"}

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
    path = Path(text if text.isascii() else os.fsdecode(text.encode("utf-8", "surrogateescape")))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


# Later control characters, unseen marks, marks of direction, halves of a pair.
_UNSEEN = (
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def as_json(document: Any) -> str:
    """Return JSON in which no character can steer a terminal or turn the text around."""
    import json
    import re

    text = json.dumps(document, ensure_ascii=False, indent=2)
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def _harmless(text: str) -> str:
    """Return text without the power to steer a terminal, its lines kept."""
    if text.isascii() and text.isprintable():
        return text
    from recovery_journal.report.plain import harmless

    return "\n".join(harmless(line) for line in text.split("\n"))


def _decoded(data: bytes) -> str:
    """Return what was typed or piped as text; bytes that are no UTF-8 are marked."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")
