"""Facts that cross screens: posted by a screen, heard by the App.

Screens know neither each other nor the App: they say what happened or what the
person asked for, and the App acts on it. They may hold what was typed, so they
have no ``repr``; and nobody compares them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from textual.message import Message

if TYPE_CHECKING:
    from recovery_journal.settings import Settings

Form = Literal[
    "check_in",
    "urge",
    "reached",
    "meeting",
    "activity",
    "reflection",
    "milestone",
    "return_to_use",
    "goal",
]
Page = Literal[
    "person", "search", "settings", "steps", "goal", "hard_moment", "after_use", "first_people"
]


def form_for(kind: str) -> Form:
    """Return the form in which a record of this kind is written and changed."""
    return "reached" if kind == "reach_out" else kind  # type: ignore[return-value]  # else named alike


@dataclass(eq=False, repr=False)
class FormAsked(Message):
    """The person asked for a form; ``values`` fill in fields by their domain names.

    For people: ``FormAsked("reached", {"contacts": (ContactRef(id, name),)})``; an
    attempt has ``"outcome": "no_answer"`` besides. ``entry`` is the id of the entry
    that is to be changed, None for a new one.
    """

    form: Form
    values: dict[str, Any] = field(default_factory=dict)
    entry: int | None = None


@dataclass(eq=False, repr=False)
class PageAsked(Message):
    """The person asked for a page that lies on top of the main screens.

    ``about`` is what it is about, where it needs to be said: the id of a contact
    for "person".
    """

    page: Page
    about: Any = None


@dataclass(eq=False, repr=False)
class TalkAsked(Message):
    """Something to talk about is to be shown where it stands, on Today."""

    item: int


@dataclass(eq=False, repr=False)
class JournalWritten(Message):
    """This screen wrote to the journal; ``said`` is the sentence to show.

    ``undoable`` adds how to take it back.
    """

    said: str
    undoable: bool = True


@dataclass(eq=False, repr=False)
class JournalOpened(Message):
    """A journal was made or opened; the App keeps it from now on.

    ``then`` is a page to open on it.
    """

    journal: Any  # a storage.Journal; widgets post this, and know nothing of storage
    then: PageAsked | None = None


@dataclass(eq=False, repr=False)
class FormClosed(Message):
    """A form was left; ``draft`` is what was typed, None when it was saved or empty."""

    key: str
    draft: dict[str, Any] | None


@dataclass(eq=False, repr=False)
class SettingsChanged(Message):
    """The settings were saved; the App puts them to use at once."""

    settings: Settings


def form_of(kind: str) -> Form:
    """Return the form in which an entry of this kind is written and changed."""
    return cast("Form", "reached" if kind == "reach_out" else kind)
