"""``CommandContext``: what one command line asked for, its prompts and its output.

Here, too, the present enters the program: ``current_time``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from recovery_journal.cli.streams import StandardInput, normalize_newlines
from recovery_journal.domain.labels import field_label
from recovery_journal.errors import AlreadyExists, BadValue, JournalError, PassphraseNeeded
from recovery_journal.i18n import _
from recovery_journal.paths import default_journal, exposed_permissions
from recovery_journal.terminal_text import escape_control

if TYPE_CHECKING:
    from recovery_journal.storage import Journal


# The ends of the calendar have no days around them to look at.
FIRST_YEAR = 1900
LAST_YEAR = 9998


def current_time() -> datetime:
    """Return now in this machine's zone, to the second.

    RECOVERY_JOURNAL_NOW (ISO 8601) stands in for the present in tests; without
    an offset it is read as this machine's time. Raises ``BadValue`` where it, or
    this machine's zone, tells no time from 1901 to 9997.
    """
    override = os.environ.get("RECOVERY_JOURNAL_NOW")
    try:
        now = datetime.fromisoformat(override) if override else datetime.now()
        now = now if now.tzinfo else now.astimezone()
        now.astimezone()  # an impossible TZ is found here, and nowhere below
        if FIRST_YEAR < now.year < LAST_YEAR:
            return now.replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        pass
    if override:
        raise BadValue(
            _("RECOVERY_JOURNAL_NOW takes an ISO date and time, such as 2026-11-20T21:30.")
        )
    raise BadValue(
        _("This machine's date or time zone is not understood; TZ may hold one that is not there.")
    )


class CommandContext:
    """The global options of one command line, and its three streams.

    ``journal``, ``passphrase_file``, ``json`` and ``plain`` are set by the
    options of the same name, wherever on the line they stand.
    """

    def __init__(self) -> None:
        self.journal: str | None = None
        self.passphrase_file: str | None = None
        self.json = False
        self.plain = False
        self.exit_code = 0
        self.pending_notices: list[str] = []
        self._now: datetime | None = None
        self._passphrase_line: str | None = None
        self._stdin_consumed = False
        self._open_journal: Journal | None = None

    # ---- what was asked for

    @property
    def now(self) -> datetime:
        """The present, the same through the whole command."""
        if self._now is None:
            self._now = current_time()
        return self._now

    @property
    def journal_path(self) -> Path:
        """The journal of ``--journal``, else of the environment, else the usual one."""
        path_text = self.journal or os.environ.get("RECOVERY_JOURNAL_FILE")
        return parse_path(path_text) if path_text else default_journal()

    @contextmanager
    def open(self) -> Iterator[Journal]:
        """Open the journal, asking for its passphrase only where it has one.

        It stays open until ``close``, which every command ends with.
        """
        from recovery_journal.storage import Journal

        path = self.journal_path
        passphrase = None
        if Journal.needs_passphrase(path):
            from recovery_journal.cli.passphrase import read_passphrase

            passphrase = read_passphrase(self)
        self.close_on_exit(journal := Journal.open(path, passphrase, clock=current_time))
        self._warn_if_readable_by_others(path)
        yield journal

    def _warn_if_readable_by_others(self, path: Path) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if exposed_permissions(path):
            from recovery_journal.settings import warn_readable_once

            if message := warn_readable_once(path):
                self.warn(message)

    def close_on_exit(self, journal: Journal) -> None:
        """Keep an open journal until ``close``."""
        self._open_journal = journal

    def close(self) -> None:
        """Close the journal if this command opened one."""
        if self._open_journal is not None:
            self._open_journal.close()
            self._open_journal = None

    def damage_error(self, error: Exception) -> JournalError | None:
        """Return the error to show where an unforeseen one comes from a damaged journal."""
        return self._open_journal.diagnose_damage(error) if self._open_journal is not None else None

    def today(self, journal: Journal) -> date:
        """Return the person's day that it is now."""
        return journal.today(self.now)

    # ---- reading

    @property
    def is_interactive(self) -> bool:
        """Whether someone is there to answer a question."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @cached_property
    def _stdin(self) -> StandardInput:
        return StandardInput(sys.stdin.buffer)

    def stdin_first_line(self) -> str:
        """Return the first line of standard input: the passphrase, with ``-``."""
        if self._passphrase_line is None:
            try:
                self._passphrase_line = self._stdin.read_line() or ""
            except OSError as error:
                raise PassphraseNeeded(_stdin_error_text(error)) from None
        return self._passphrase_line

    def read_stdin(self) -> str:
        """Return all of standard input that is not the passphrase; only once."""
        if self.passphrase_file == "-":
            self.stdin_first_line()
        if self._stdin_consumed:
            raise BadValue(_("Standard input can be read for one text only."))
        self._stdin_consumed = True
        try:
            return self._stdin.read_remaining()
        except OSError as error:
            raise BadValue(_stdin_error_text(error)) from None

    def resolve_text(self, name: str, value: str) -> str:
        """Return a text value: ``-`` is standard input, and a blank one is refused."""
        if value == "-":
            if self.is_interactive:
                self.warn(_("Write the text, then ctrl+d on a line of its own."))
            value = self.read_stdin().removesuffix("\n")
        if not value.strip():
            raise BadValue(_("{name} is empty.").format(name=field_label(name)), field=name)
        return (
            normalize_newlines(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        )

    def ask(self, question: str) -> str:
        """Ask in the terminal and return the line, "" for Enter alone.

        A line that is no text, as of a terminal in another encoding, is asked for again.
        """
        while True:
            sys.stderr.write(f"{question} ")
            sys.stderr.flush()
            try:
                line = self._stdin.read_line()
            except BadValue as problem:
                self.warn_now(problem.message)
                continue
            if line is None:
                sys.stderr.write("\n")
                raise BadValue(_("The question was not answered, so nothing was saved."))
            return line

    def require_text(self, name: str, value: str | None, question: str) -> str:
        """Return a text argument, asked for in a terminal when it is missing."""
        if value is None:
            if not self.is_interactive:
                raise BadValue(_("{name} is missing.").format(name=name.upper()), field=name)
            value = self.ask(question)
        return self.resolve_text(name, value)

    def confirm(self, question: str) -> bool:
        """Ask a yes-or-no question; anything but yes is no, Enter alone too."""
        answer = normalize("NFC", self.ask(question)).strip().casefold()
        # Without "": a word that is missing in a language would make Enter a yes.
        return answer in {"y", "yes", "si", _("yes"), _("y")} - {""}

    # ---- answering

    @property
    def styled(self) -> bool:
        """Whether bold type and box drawing are wanted on standard output."""
        return not self.plain and not is_dumb_terminal() and sys.stdout.isatty()

    def print(self, text: str = "", *, bold: bool = False) -> None:
        """Print a result; what someone wrote is shown harmless."""
        escaped = _escape_lines(text)
        if bold and self.styled:
            escaped = f"\x1b[1m{escaped}\x1b[0m"
        sys.stdout.write(f"{escaped}\n")

    def print_lines(self, text: str) -> None:
        """Print a text of several lines."""
        for line in text.rstrip("\n").split("\n"):
            self.print(line)

    @property
    def terminal_width(self) -> int:
        """How many columns the terminal has."""
        return get_terminal_size((80, 24)).columns

    def warn(self, text: str) -> None:
        """Print something beside the result, on standard error.

        With --json it waits for the end, so that an error is the only document there.
        """
        if self.json and not self.is_interactive:
            self.pending_notices.append(text)
            return
        self.warn_now(text)

    def warn_now(self, text: str) -> None:
        """Print a notice without waiting."""
        sys.stdout.flush()
        sys.stderr.write(f"{_escape_lines(text)}\n")
        sys.stderr.flush()

    def print_document(self, text: str) -> None:
        """Print a document as it is, never restyled."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def print_json(self, document: Any) -> None:
        """Print one JSON document."""
        sys.stdout.write(f"{format_json(document)}\n")

    def print_json_error(self, error: dict[str, Any]) -> None:
        """Print an error as JSON, on standard error."""
        sys.stdout.flush()
        sys.stderr.write(f"{format_json({'error': error})}\n")
        sys.stderr.flush()


def is_dumb_terminal() -> bool:
    """Say whether the terminal can show lines of text and nothing else."""
    return os.environ.get("TERM", "").casefold() in {"dumb", "unknown"}


def parse_path(text: str) -> Path:
    """Return the path a person named; ``~`` is their home."""
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


def refuse_existing(path: Path) -> None:
    """Raise ``AlreadyExists`` where a file is there, before any question is asked."""
    try:
        exists = os.path.lexists(path)
    except ValueError:
        exists = False
    if exists:
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )


def format_json(document: Any) -> str:
    """Return JSON in which no character can steer a terminal or turn the text around."""
    from recovery_journal.report.json_text import to_json_text

    return to_json_text(document)


def _escape_lines(text: str) -> str:
    """Return text with control characters escaped, but for newlines."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join(escape_control(line) for line in text.split("\n"))


def _stdin_error_text(error: OSError) -> str:
    """Return the sentence for a standard input that could not be read."""
    return _("Standard input could not be read: {reason}.").format(reason=error.strerror)
