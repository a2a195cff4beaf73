"""The form in which everything about a person is changed, a row for each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import (
    BoundaryKind,
    Channel,
    ContactKind,
    Influence,
    Relation,
    Sector,
    ShareAs,
    Status,
    Support,
    SupportsGoal,
    TieKind,
)
from recovery_journal.errors import JournalError
from recovery_journal.palette import in_own_keys
from recovery_journal.report.network_text import ring_words
from recovery_journal.rules.gaps import support_words
from recovery_journal.widgets.choice import Choice, Option
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.row import Row, left_words, put_back, show_whole
from recovery_journal.widgets.text_field import NoteField, TextField
from recovery_journal.widgets.unscrolled import Down
from recovery_journal.words import N_, _

PRIVATE = ("phone", "email", "address")


class PersonForm(Down):
    """Every field of a contact. ``kept`` is what was typed before and not saved."""

    BINDINGS = [
        Binding("down", "app.focus_next", N_("Next field"), id="person-form.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="person-form.before",
                show=False),
    ]  # fmt: skip

    def __init__(
        self, contact: Contact, details: Sequence[ContactDetail], kept: Mapping[str, Any]
    ) -> None:
        super().__init__()
        self.contact = contact
        self.kept = dict(kept)
        self._begun = begun(contact, details)

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        with Page():
            yield Static(id="person-kept", classes="quiet", markup=False)
            yield from self._fields()
            yield Static(_("Only on this person's page"), classes="person-form--head")
            several = _("several: one a line")
            for name, words in (
                ("phone", _("Phone")), ("email", _("E-mail")), ("address", _("Address")),
            ):  # fmt: skip
                yield Row(name, words, NoteField(self._begun[name] or "", several))

    def _fields(self) -> Iterable[Widget]:
        """Yield a row for each field."""
        yes_no = ((True, _("yes")), (False, _("no")))
        rings = [(ring, ring_words(ring)) for ring in (1, 2, 3)]
        support = [(one, support_words(one)) for one in get_args(Support)]
        yield self._text("name", _("Name"))
        yield self._text("boundaries", _("My boundary"), several=True)
        yield self._choice("boundary_kind", _("It is about"), _listed(BoundaryKind))
        yield self._choice("relation", _("To me"), _listed(Relation))
        yield self._text("relation_word", _("In my word"), _("sister, doctor, boss, …"))
        yield self._choice("ring", _("How close"), rings)
        yield self._choice("sector", _("On the map"), _listed(Sector))
        yield self._text("cadence_days", _("Rhythm, days"), _("a number of days, or: none"))
        yield self._choice("support", _("Support"), support, many=True)
        yield self._choice("supports_goal", _("For my goal"), _listed(SupportsGoal))
        yield self._choice("influence", _("Influence"), _listed(Influence))
        yield self._choice("suggest", _("Suggest them"), yes_no)
        yield self._choice("ok_when_urge", _("In a hard moment"), yes_no)
        yield self._choice("preferred_channel", _("Best reached"), _listed(Channel))
        yield self._text("language", _("Language"))
        yield self._choice("tie", _("Tie"), _listed(TieKind))
        yield self._choice("share_as", _("On weekly page"), _listed(ShareAs))
        yield self._choice("contact_kind", _("Kind"), _listed(ContactKind))
        yield self._choice("status", _("Contact"), _listed(Status))
        yield self._text("note", _("Note"), several=True)

    def _text(self, name: str, words: str, hint: str = "", *, several: bool = False) -> Row:
        text = self._begun[name] or ""
        control = NoteField(text, hint) if several else TextField(text, hint)
        return Row(name, words, control)

    def _choice(
        self, name: str, words: str, options: Sequence[Option], *, many: bool = False
    ) -> Row:
        return Row(name, words, Choice(options, many=many, value=self._begun[name]))

    def on_mount(self) -> None:
        """Put in what was typed before."""
        rows = self.rows()
        left = left_words(put_back(rows, self.kept))
        said = _("Enter saves, ctrl+s does it too. Escape goes back and keeps what you typed.")
        if self.kept:
            said = _("What you typed before is still here. ctrl+r puts back what was.")
        said = "\n".join(filter(None, (in_own_keys(self, said), left)))
        self.query_one("#person-kept", Static).update(Content(said))
        # In another size the rows are folded anew.
        self.watch(self.query_one(Page), "virtual_size", self._folded_anew, init=False)

    def _folded_anew(self) -> None:
        self.call_after_refresh(self.into_sight)

    def rows(self) -> dict[str, Row]:
        """Return the rows by the names of their fields."""
        return {row.field_name: row for row in self.query(Row)}

    def begin_at(self, field: str) -> None:
        """Put the cursor in a field at once, so that the next key is for it."""
        rows = self.rows()
        row = rows.get(field, rows["name"])
        # Textual would bring the field into sight without its name.
        self.screen.set_focus(row.control, scroll_visible=False)
        self.call_after_refresh(show_whole, row.control)

    def into_sight(self) -> None:
        """Keep the field that is being changed in sight."""
        if self.is_attached:  # it may have been saved meanwhile
            show_whole(self.screen.focused)

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        rows = self.rows()
        if not rows:  # not laid out yet
            return self.kept or None
        now = {name: row.raw for name, row in rows.items()}
        return {name: raw for name, raw in now.items() if raw != self._begun[name]} or None

    def put_back(self) -> None:
        """Take away what was typed."""
        for name, row in self.rows().items():
            row.raw = self._begun[name]
            row.say("")
        self.query_one("#person-kept", Static).update("")

    def changes(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """Return the fields that were changed, and the private details by kind.

        Raises ``BadValue``.
        """
        rows = self.rows()
        for row in rows.values():
            row.say("")
        typed = self.draft() or {}
        fields = {name: _value(name, raw) for name, raw in typed.items() if name in FIELDS}
        details = {name: (raw or "").splitlines() for name, raw in typed.items() if name in PRIVATE}
        return fields, details

    def say(self, error: JournalError) -> None:
        """Show what is not right beside its field."""
        rows = self.rows()
        name = str(error.details.get("field", ""))
        row = rows.get(name, rows["name"])
        row.say(error.message)
        self.begin_at(row.field_name)


def begun(contact: Contact, details: Sequence[ContactDetail]) -> dict[str, Any]:
    """Return what the rows hold to begin with, as ``Row.raw`` gives it."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(contact, name)
        found[name] = None if value in ((), "") else value
    if contact.cadence_days is not None:
        found["cadence_days"] = str(contact.cadence_days)
    elif contact.placed:
        found["cadence_days"] = _("none")
    if contact.support:
        # As the control orders them.
        found["support"] = tuple(one for one in get_args(Support) if one in contact.support)
    for kind in PRIVATE:
        texts = [" ".join(one.value.split()) for one in details if one.detail_kind == kind]
        found[kind] = "\n".join(texts) or None
    return found


def _value(name: str, raw: Any) -> Any:
    """Return what a field means by what its row holds; raises ``BadValue``."""
    if name == "name":
        return raw or ""
    if name == "support":
        return raw or ()
    if name == "cadence_days":
        typed = (raw or "").strip().casefold()
        if typed in {"", "none", _("none")}:
            return None
        return FIELDS[name].parse(name, typed)
    return raw


def _listed(literal: Any) -> list[Option]:
    return [(value, label(value)) for value in get_args(literal)]
