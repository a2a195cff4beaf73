"""The first people: after the journal is made, up to three who could be reached."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.domain.relation_words import custom_relation_word, find_relation
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import JournalChanged
from recovery_journal.rules.network.placement import OUTER_RING, with_defaults
from recovery_journal.screens import PageScreen
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.dialogs import ConfirmDialog
from recovery_journal.widgets.form_rows import FormBody, labelled, leftover_text
from recovery_journal.widgets.picker import PickedItem, Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_blocks import VerticalBox
from recovery_journal.widgets.text_field import TextField

ROW_COUNT = 3
FULL_LABEL_WIDTH = 72
"""Columns of the window from which the first field says more than Name."""
EXAMPLE_RELATIONS: tuple[Relation, ...] = (
    "family",
    "friend",
    "peer_in_recovery",
    "work_school",
    "other",
)
"""What is named where the letters typed fit nothing."""


class PersonRow(VerticalBox):
    """One person: name, what they are to me, and how close."""

    def compose(self) -> ComposeResult:
        """Lay out the three fields, and the line for what is not right."""
        with Horizontal():
            yield TextField(classes="name")
            hint = _("friend, family, …")
            yield Picker(
                labelled(Relation), single=True, placeholder=hint, resolve_key=find_relation
            )
            yield Scale(1, 3)
        yield Static(classes="notice problem", markup=False)

    def on_resize(self) -> None:
        """Say what the first field is for, in words that are read whole."""
        field, full_label = self.query_one(".name", TextField), _("name or initials")
        is_wide = self.screen.size.width >= FULL_LABEL_WIDTH
        field.placeholder = full_label if is_wide else _("Name")

    @property
    def control_value(self) -> list[Any]:
        """What stands in the fields: name, role, the letters of a role, ring, word for the role."""
        picker = self.query_one(Picker)
        relation = picker.value[0].key if picker.value else None
        word = custom_relation_word(picker.value[0].label) if picker.value else None
        return [self.query_one(".name", TextField).value, relation, picker.typed_text,
                self.query_one(Scale).value, word]  # fmt: skip

    @control_value.setter
    def control_value(self, values: list[Any]) -> None:
        name, relation, letters, ring, *word = values
        picker = self.query_one(Picker)
        self.query_one(".name", TextField).value = name
        role_label = next(filter(None, word), None) or label(relation or "")
        picker.set_value([PickedItem(relation, role_label)] if relation else [])
        picker.typed_text = letters
        self.query_one(Scale).set_value(ring)

    def takes(self, value: Any) -> bool:
        """Say whether the fields can hold this, which an earlier version may have held."""
        if not isinstance(value, list) or len(value) not in (4, 5):
            return False
        name, relation, letters, ring, *word = value
        relations = (None, *get_args(Relation))
        return (
            isinstance(name, str)
            and isinstance(letters, str)
            and relation in relations
            and all(item is None or isinstance(item, str) for item in word)
            and (ring is None or self.query_one(Scale).accepts(ring))
        )

    def show_error(self, sentence: str) -> None:
        """Show what is not right; "" takes it away."""
        problem = self.query_one(".problem", Static)
        problem.update(Content(sentence))
        problem.display = bool(sentence)


class FirstPeopleScreen(PageScreen):
    """Three small rows, each of which can stay empty; Escape leaves it for later."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    page = "first_people"
    heading = N_("Your people")
    BINDINGS = [
        Binding("ctrl+s", "add", N_("Add"), id="first.add",
                tooltip=N_("Add everyone who is named")),
        Binding("escape", "back", N_("Later"), id="page.back", tooltip=N_("Go to Today")),
        Binding("down", "app.focus_next", N_("Next field"), id="first.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="first.before", show=False),
    ]  # fmt: skip
    _empty_error_shown = False

    def compose_body(self) -> Iterable[Any]:
        """Lay out what it is for, and the rows."""
        with FormBody(id="page"):
            yield Static(Content(with_user_keys(self, _intro_text())), id="about")
            for _number in range(ROW_COUNT):
                yield PersonRow()
            yield Static(Content(with_user_keys(self, _enter_hint())), classes="quiet")

    def on_mount(self) -> None:
        """Begin with the first name, and with what was typed before."""
        draft = self.session.drafts.get(self.key, {})
        people = draft.get("people")
        pairs = [
            *zip(self.query(PersonRow), people if isinstance(people, list) else (), strict=False)
        ]
        for row, values in pairs:
            if row.takes(values):
                row.control_value = values
        if draft:
            all_fit = bool(pairs) and all(row.takes(values) for row, values in pairs)
            sentences = (
                _("What you typed before is still here."),
                "" if all_fit else leftover_text(draft),
            )
            self.notify("\n".join(filter(None, sentences)), markup=False)
        self.set_focus(self.query(".name").first(TextField))

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed."""
        if not self.is_mounted:
            return self.session.drafts.get(self.key)
        rows = [row.control_value for row in self.query(PersonRow)]
        return {"people": rows} if any(any(row) for row in rows) else None

    @on(TextField.Submitted)
    @on(FormSubmitted)
    def _enter(self) -> None:
        """Go on to the next field; from an empty name, or the last field, add them."""
        focused = self.focused
        is_last_field = focused is None or focused is self.query(Scale).last()
        is_empty_name = (
            isinstance(focused, TextField)
            and focused.has_class("name")
            and not focused.value.strip()
        )
        if is_last_field or is_empty_name:
            self.action_add()
        else:
            self.focus_next()

    @on(Picker.Changed)
    def _clear_relation_errors(self) -> None:
        """What was asked is answered."""
        for row in self.query(PersonRow):
            if row.query_one(Picker).value:
                row.show_error("")

    @on(TextField.Changed, ".name")
    def _named(self) -> None:
        """Someone is named: what was said of nobody is answered."""
        if self._empty_error_shown:
            self._empty_error_shown = False
            self.query(PersonRow).first().show_error("")

    @on(Picker.NotFound)
    def _not_found(self, event: Picker.NotFound) -> None:
        """Say beside the row that nothing fits, and what would."""
        next(row for row in self.query(PersonRow) if event.picker in row.query(Picker)).show_error(
            _unknown_relation_text()
        )

    @on(Picker.Added)
    def _focus_ring(self, event: Picker.Added) -> None:
        """One role is enough: the next key is for how close, and Enter keeps what is shown."""
        if event.picker.has_focus_within:
            ring_scale = next(
                sibling for sibling in event.picker.siblings if isinstance(sibling, Scale)
            )
            if ring_scale.value is None:
                ring_scale.set_value(OUTER_RING)
            self.set_focus(ring_scale)

    def action_back(self) -> None:
        """Leave it for later; asks where something typed would be gone with it."""
        if self.draft() is None:
            self._leave(True)
            return
        question = _("Something you typed is not saved. Leave without it?")
        self.app.push_screen(ConfirmDialog(question, _("Leave"), _("Stay")), self._leave)

    def _leave(self, confirmed: bool | None) -> None:
        if confirmed:
            self.drop_draft(self.key)
            self.dismiss()

    def action_add(self) -> None:
        """Add everyone who was named, or say beside the row what is not right."""
        contacts = []
        for row in self.query(PersonRow):
            row.show_error("")
            try:
                contact = self._read_contact(row)
            except JournalError as error:
                row.show_error(error.message)
                self.set_focus(row.query_one(Picker).query_one(TextField))
                return
            if contact:
                contacts.append(contact)
        if not contacts:  # a key too many is no answer, and those after it are no actions
            first = self.query(PersonRow).first()
            self._empty_error_shown = True
            first.show_error(
                with_user_keys(
                    self, _("Nobody is named here yet. {page.back} leaves it for later.")
                )
            )
            self.set_focus(first.query_one(".name", TextField))
            return
        try:
            with self.saving(self.key):
                self.journal.contacts.add_all(contacts)
        except JournalError as error:
            self.notify(error.message, markup=False)
            return
        template = ngettext("{n} person added.", "{n} people added.", len(contacts))
        self.post_message(JournalChanged(template.format(n=len(contacts))))
        self._leave(True)

    def _read_contact(self, row: PersonRow) -> Contact | None:
        """Return who stands in a row, None for an empty one; raises BadValue."""
        row.query_one(Picker).pick_typed_text()
        name, relation, letters, ring, word = row.control_value
        if not name.strip():
            return None
        if letters:
            raise BadValue(_unknown_relation_text(), field="relation")
        if relation is None:
            sentence = _("What is {name} to you? Two letters find it, and Enter picks it.")
            raise BadValue(sentence.format(name=escape_control(name)), field="relation")
        contact = Contact(
            name=name,
            relation=relation,
            relation_word=word,
            ring=ring,
            added_on=self.today,
        )
        return with_defaults(contact)


def _unknown_relation_text() -> str:
    sentence = _("Nothing fits these letters. Some that would: {roles}.")
    return sentence.format(roles=", ".join(label(relation) for relation in EXAMPLE_RELATIONS))


def _enter_hint() -> str:
    return _(
        "Enter goes on. At the end, or on an empty name, it adds them. "
        "{page.back} leaves it for later."
    )


def _intro_text() -> str:
    return "\n".join(
        (
            _("Who are three people you could reach? Each row can stay empty."),
            _("How close: 1 hard to imagine life without, 2 close, 3 the wider circle."),
            _("Only you see this. The map ({go.map}) shows them, and n there adds more."),
        )
    )
