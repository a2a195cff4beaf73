"""The first people: after the journal is made, up to three who could be reached."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import Relation
from recovery_journal.domain.relation_words import own_word, relation_of
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.messages import JournalWritten
from recovery_journal.palette import in_own_keys
from recovery_journal.report.plain import harmless
from recovery_journal.rules.placement import OUTER_RING, placed
from recovery_journal.screens import PageScreen
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.dialogs import Question
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.picker import Picked, Picker
from recovery_journal.widgets.row import left_words
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.widgets.unscrolled import Down
from recovery_journal.words import N_, _, ngettext

ROWS = 3
WHOLE = 72
"""Columns of the window from which the first field says more than Name."""
SOME: tuple[Relation, ...] = ("family", "friend", "peer_in_recovery", "work_school", "other")
"""What is named where the letters typed fit nothing."""


class PersonRow(Down):
    """One person: name, what they are to me, and how close."""

    def compose(self) -> ComposeResult:
        """Lay out the three fields, and the line for what is not right."""
        relations = [(one, label(one)) for one in get_args(Relation)]
        with Horizontal():
            yield TextField(classes="name")
            hint = _("friend, family, …")
            yield Picker(relations, one=True, placeholder=hint, key_of=relation_of)
            yield Scale(1, 3)
        yield Static(classes="notice problem", markup=False)

    def on_resize(self) -> None:
        """Say what the first field is for, in words that are read whole."""
        field, words = self.query_one(".name", TextField), _("name or initials")
        room = self.screen.size.width >= WHOLE
        field.placeholder = words if room else _("Name")

    @property
    def raw(self) -> list[Any]:
        """What stands in the fields: name, role, the letters of a role, ring, word for the role."""
        picker = self.query_one(Picker)
        relation = picker.value[0].key if picker.value else None
        word = own_word(picker.value[0].label) if picker.value else None
        return [self.query_one(".name", TextField).value, relation, picker.typed,
                self.query_one(Scale).value, word]  # fmt: skip

    @raw.setter
    def raw(self, kept: list[Any]) -> None:
        name, relation, letters, ring, *word = kept
        picker = self.query_one(Picker)
        self.query_one(".name", TextField).value = name
        words = next(filter(None, word), None) or label(relation or "")
        picker.set_value([Picked(relation, words)] if relation else [])
        picker.typed = letters
        self.query_one(Scale).set_value(ring)

    def takes(self, kept: Any) -> bool:
        """Say whether the fields can hold this, which an earlier version may have held."""
        if not isinstance(kept, list) or len(kept) not in (4, 5):
            return False
        name, relation, letters, ring, *word = kept
        roles = (None, *get_args(Relation))
        return (
            isinstance(name, str)
            and isinstance(letters, str)
            and relation in roles
            and all(one is None or isinstance(one, str) for one in word)
            and (ring is None or self.query_one(Scale).takes(ring))
        )

    def say(self, sentence: str) -> None:
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
        Binding(
            "ctrl+s", "add", N_("Add"), id="first.add", tooltip=N_("Add everyone who is named")
        ),
        Binding("escape", "back", N_("Later"), id="page.back", tooltip=N_("Go to Today")),
        Binding("down", "app.focus_next", N_("Next field"), id="first.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="first.before", show=False),
    ]
    _told_of_nobody = False

    def compose_body(self) -> Iterable[Any]:
        """Lay out what it is for, and the rows."""
        with Page(id="page"):
            yield Static(Content(in_own_keys(self, _words())), id="about")
            for _number in range(ROWS):
                yield PersonRow()
            yield Static(
                Content(in_own_keys(self, _enter_words())),
                classes="quiet",
            )

    def on_mount(self) -> None:
        """Begin with the first name, and with what was typed before."""
        kept = getattr(self.app, "drafts", {}).get(self.key, {})
        people = kept.get("people")
        places = [
            *zip(self.query(PersonRow), people if isinstance(people, list) else (), strict=False)
        ]
        for row, raw in places:
            if row.takes(raw):
                row.raw = raw
        if kept:
            whole = bool(places) and all(row.takes(raw) for row, raw in places)
            said = (_("What you typed before is still here."), "" if whole else left_words(kept))
            self.notify("\n".join(filter(None, said)), markup=False)
        self.set_focus(self.query(".name").first(TextField))

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed."""
        if not self.is_mounted:
            return getattr(self.app, "drafts", {}).get(self.key)
        rows = [row.raw for row in self.query(PersonRow)]
        return {"people": rows} if any(any(row) for row in rows) else None

    @on(TextField.Submitted)
    @on(Submitted)
    def _enter(self) -> None:
        """Go on to the next field; from an empty name, or the last field, add them."""
        here = self.focused
        ends = here is None or here is self.query(Scale).last()
        nobody = isinstance(here, TextField) and here.has_class("name") and not here.value.strip()
        if ends or nobody:
            self.action_add()
        else:
            self.focus_next()

    @on(Picker.Changed)
    def _picked(self) -> None:
        """What was asked is answered."""
        for row in self.query(PersonRow):
            if row.query_one(Picker).value:
                row.say("")

    @on(TextField.Changed, ".name")
    def _named(self) -> None:
        """Someone is named: what was said of nobody is answered."""
        if self._told_of_nobody:
            self._told_of_nobody = False
            self.query(PersonRow).first().say("")

    @on(Picker.NotFound)
    def _not_found(self, event: Picker.NotFound) -> None:
        """Say beside the row that nothing fits, and what would."""
        next(row for row in self.query(PersonRow) if event.picker in row.query(Picker)).say(
            _no_such_role()
        )

    @on(Picker.Added)
    def _go_on(self, event: Picker.Added) -> None:
        """One role is enough: the next key is for how close, and Enter keeps what is shown."""
        if event.picker.has_focus_within:
            close = next(one for one in event.picker.siblings if isinstance(one, Scale))
            if close.value is None:
                close.set_value(OUTER_RING)
            self.set_focus(close)

    def action_back(self) -> None:
        """Leave it for later; asks where something typed would be gone with it."""
        if self.draft() is None:
            self._leave(True)
            return
        question = _("Something you typed is not saved. Leave without it?")
        self.app.push_screen(Question(question, _("Leave"), _("Stay")), self._leave)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            getattr(self.app, "drafts", {}).pop(self.key, None)
            self.dismiss()

    def action_add(self) -> None:
        """Add everyone who was named, or say beside the row what is not right."""
        people = []
        for row in self.query(PersonRow):
            row.say("")
            try:
                person = self._person(row)
            except JournalError as error:
                row.say(error.message)
                self.set_focus(row.query_one(Picker).query_one(TextField))
                return
            if person:
                people.append(person)
        if not people:  # a key too many is no answer, and those after it are no actions
            first = self.query(PersonRow).first()
            self._told_of_nobody = True
            first.say(in_own_keys(self, _("Nobody is named here yet. esc leaves it for later.")))
            self.set_focus(first.query_one(".name", TextField))
            return
        try:
            with self.saving(self.key):
                self.journal.contacts.add_all(people)
        except JournalError as error:
            self.notify(error.message, markup=False)
            return
        said = ngettext("{n} person added.", "{n} people added.", len(people))
        self.post_message(JournalWritten(said.format(n=len(people))))
        self._leave(True)

    def _person(self, row: PersonRow) -> Contact | None:
        """Return who stands in a row, None for an empty one; raises BadValue."""
        row.query_one(Picker).pick_typed()
        name, relation, letters, ring, word = row.raw
        if not name.strip():
            return None
        if letters:
            raise BadValue(_no_such_role(), field="relation")
        if relation is None:
            sentence = _("What is {name} to you? Two letters find it, and Enter picks it.")
            raise BadValue(sentence.format(name=harmless(name)), field="relation")
        contact = Contact(
            name=name,
            relation=cast("Relation", relation),
            relation_word=word,
            ring=ring,
            added_on=self.today,
        )
        return placed(contact)


def _no_such_role() -> str:
    sentence = _("Nothing fits these letters. Some that would: {roles}.")
    return sentence.format(roles=", ".join(label(one) for one in SOME))


def _enter_words() -> str:
    return _(
        "Enter goes on. At the end, or on an empty name, it adds them. esc leaves it for later."
    )


def _words() -> str:
    return "\n".join(
        (
            _("Who are three people you could reach? Each row can stay empty."),
            _("How close: 1 hard to imagine life without, 2 close, 3 the wider circle."),
            _("Only you see this. The map (2) shows them, and n there adds more."),
        )
    )
