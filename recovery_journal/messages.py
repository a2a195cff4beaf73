"""The Textual messages that screens post and the App handles.

Screens know neither each other nor the App: they say what happened or what the
person asked for, and the App acts on it. They may hold what was typed, so they
have no ``repr``; and nobody compares them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from textual.message import Message

if TYPE_CHECKING:
    from recovery_journal.settings import Settings

FormName = Literal[
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
_FORM_NAMES: tuple[FormName, ...] = get_args(FormName)
PageName = Literal[
    "person", "search", "settings", "steps", "goal", "hard_moment", "after_use", "first_people"
]


def form_name_for(kind: str) -> FormName:
    """Return the form in which a record of this kind is written and changed."""
    return _FORM_NAMES[_FORM_NAMES.index("reached" if kind == "reach_out" else kind)]


@dataclass(eq=False, repr=False)
class OpenForm(Message):
    """The person asked for a form; ``values`` fill in fields by their domain names.

    For people: ``OpenForm("reached", {"contacts": (ContactRef(id, name),)})``; an
    attempt has ``"outcome": "no_answer"`` besides. ``entry`` is the id of the entry
    that is to be changed, None for a new one.
    """

    form: FormName
    values: dict[str, Any] = field(default_factory=dict)
    entry: int | None = None


@dataclass(eq=False, repr=False)
class OpenPage(Message):
    """The person asked for a page that lies on top of the main screens.

    ``about`` is what it is about, where it needs to be said: the id of a contact
    for "person".
    """

    page: PageName
    about: Any = None


@dataclass(eq=False, repr=False)
class ShowTalkItem(Message):
    """Something to talk about is to be shown where it stands, on Today."""

    item_id: int


@dataclass(eq=False, repr=False)
class JournalChanged(Message):
    """This screen wrote to the journal; ``message`` is the sentence to show.

    ``undoable`` adds how to take it back.
    """

    message: str
    undoable: bool = True


@dataclass(eq=False, repr=False)
class JournalOpened(Message):
    """A journal was made or opened, and now belongs to the App.

    ``next_page`` is a page to open on it.
    """

    journal: Any  # a storage.Journal; widgets post this, and know nothing of storage
    next_page: OpenPage | None = None


@dataclass(eq=False, repr=False)
class FormClosed(Message):
    """A form was left; ``draft`` is what was typed, None when it was saved or empty."""

    key: str
    draft: dict[str, Any] | None


@dataclass(eq=False, repr=False)
class SettingsChanged(Message):
    """The settings were saved; the App puts them to use at once."""

    settings: Settings
