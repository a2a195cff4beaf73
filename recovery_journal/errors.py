"""The exceptions whose message is shown to the user, each with its exit code.

    JournalError                 1  could not be done
     ├─ RecordNotFound           1  no such contact, or no such id
     ├─ Ambiguous                1  more than one contact fits
     ├─ AlreadyExists            1  a file is there and is left alone
     ├─ CannotWrite              1  the disk, the folder or another program says no
     │   └─ Busy                 1  another program is writing just now
     ├─ NothingUnderstood        1  an import in which no part could be read
     ├─ BadValue                 2  out of range, unknown, empty
     │   └─ BadWhen              2  a time that is not understood, or in the future
     ├─ PassphraseNeeded         3  missing or wrong
     ├─ NoJournal                4  nothing there yet
     └─ UnusableJournal          5  not a journal, damaged, or from a newer version

Each is raised with the sentence a person reads, already translated; the one
exit point in ``cli`` (and the error line of a screen) shows it as it is. No
exception carries text out of the journal except a name or value that the
person has just typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, Self

from recovery_journal.i18n import N_, _

Reason = Literal[
    "time_not_understood",
    "time_to_come",
    "day_not_understood",
    "field_needed",
    "pause_ends_before",
    "week_and_since",
    "section_stays",
    "since_to_come",
    "no_such_section",
]
"""Why a rule refuses a value; the rules know no sentences, so they stand here."""

_SENTENCES: dict[Reason, str] = {
    "time_not_understood": N_(
        "This time is not understood. Two that are: 2026-11-20T21:30, yesterday 9pm."
    ),
    "time_to_come": N_(
        "This time is still to come. Two that have been: yesterday 21:30, 2 hours ago."
    ),
    "day_not_understood": N_(
        "This day is not understood. Some that are: 2026-11-20, yesterday, in 2 weeks."
    ),
    "field_needed": N_("Choose one of these; a contact has one."),
    "pause_ends_before": N_("A pause ends on the day it begins, or later."),
    "week_and_since": N_("A page is of one week, or since one day; please give one of the two."),
    "section_stays": N_("The {section} section stays on the page and can not be switched off."),
    "since_to_come": N_("A page since a day takes a day that has come."),
    "no_such_section": N_("A section is one of: {sections}."),
}


class JournalError(Exception):
    """Something could not be done; ``str()`` of it is the sentence to show.

    ``code`` is the fixed word of the JSON error, ``exit_code`` the number of
    the command line contract, ``details`` extra JSON keys (candidates, field).
    """

    code = "cannot_write"
    exit_code = 1

    def __init__(self, message: str, *, code: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.details = details
        if code is not None:
            self.code = code

    @classmethod
    def because(
        cls,
        reason: Reason,
        values: Mapping[str, str] = MappingProxyType({}),
        *,
        code: str | None = None,
        **details: Any,
    ) -> Self:
        """Return the error with the sentence of a reason, ``values`` in its placeholders."""
        return cls(_(_SENTENCES[reason]).format(**values), code=code, **details)


class RecordNotFound(JournalError):
    """No contact of that name, or no record of that id."""

    code = "no_such_id"


class Ambiguous(JournalError):
    """More than one contact fits; ``details['candidates']`` lists them."""

    code = "ambiguous_contact"


class AlreadyExists(JournalError):
    """A file of that name is there already and is left as it was."""

    code = "exists"


class CannotWrite(JournalError):
    """The file could not be written; nothing was half-written."""

    code = "cannot_write"


class Busy(CannotWrite):
    """Another program is writing; a moment later it can be done."""


class NothingUnderstood(JournalError):
    """An import in which nothing could be read."""

    code = "nothing_understood"


class BadValue(JournalError):
    """A value out of range, of the wrong kind, unknown, or empty.

    ``details['field']`` names the field where one is known.
    """

    code = "bad_value"
    exit_code = 2


class BadWhen(BadValue):
    """A time that is not understood (bad_when) or in the future (future_when)."""

    code = "bad_when"


class PassphraseNeeded(JournalError):
    """The passphrase is missing, or does not open this file."""

    code = "passphrase"
    exit_code = 3


class NoJournal(JournalError):
    """There is no journal at that place yet."""

    code = "no_journal"
    exit_code = 4


class UnusableJournal(JournalError):
    """Not a journal (not_a_journal), damaged, or from a newer_version."""

    code = "not_a_journal"
    exit_code = 5
