"""Facts that cross screens: posted by a screen, heard by the App.

Screens know neither each other nor the App: they say what happened or what the
person asked for, and the App acts on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from textual.message import Message

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

Form = Literal["check_in", "urge", "reached", "meeting"]


@dataclass
class FormAsked(Message):
    """The person asked for a form; ``values`` fill in fields by their domain names.

    For people: ``FormAsked("reached", {"contacts": (ContactRef(id, name),)})``; an
    attempt has ``"outcome": "no_answer"`` besides.
    """

    form: Form
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class JournalWritten(Message):
    """This screen wrote to the journal; ``said`` is the sentence to show.

    ``undoable`` adds how to take it back.
    """

    said: str
    undoable: bool = True


@dataclass
class JournalOpened(Message):
    """A journal was made or opened; the App keeps it from now on."""

    journal: Journal


@dataclass
class FormClosed(Message):
    """A form was left; ``draft`` is what was typed, None when it was saved or empty."""

    key: str
    draft: dict[str, Any] | None
