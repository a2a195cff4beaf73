"""The journal against a plain model: whatever is done, both say the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from recovery_journal.domain.activity import Activity
from recovery_journal.domain.contact import ContactDetail, ImportedContact
from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.errors import RecordNotFound
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact, reach_out

WORDS = ("river", "lake", "storm", "tea")


class Machine(RuleBasedStateMachine):
    """A journal, a dict of what is in it, and lists of what it was before each change, and after."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.path = Path(self.folder.name) / "journal.db"
        self.journal = Journal.create(self.path, None, JournalSettings(), clock=self.clock)
        self.model: dict[tuple[str, int], Any] = {}
        self.before: list[dict[tuple[str, int], Any]] = []
        self.after: list[dict[tuple[str, int], Any]] = []

    def remember(self) -> None:
        self.before = [*self.before, dict(self.model)][-20:]
        self.after = []

    def ids(self, part: str) -> list[int]:
        return sorted(item for kind, item in self.model if kind == part)

    @rule(mood=st.integers(0, 10), word=st.sampled_from(WORDS), days=st.integers(0, 400))
    def add(self, mood: int, word: str, days: int) -> None:
        self.remember()
        stored = self.journal.entries.add(
            check_in(
                NOW - timedelta(days=days),
                mood=mood,
                note=word,
                emotions=(RatedName(f"my {word}", 1),),
            )
        )
        self.model["entry", stored.id] = stored

    @rule(name=st.sampled_from(("Ana", "Bea", "Cid")))
    def meet(self, name: str) -> None:
        self.remember()
        stored = self.journal.contacts.add(contact(name))
        self.model["contact", stored.id] = stored

    @precondition(lambda self: self.ids("contact"))
    @rule(data=st.data(), outcome=st.sampled_from(("connected", "no_answer")))
    def reach(self, data: st.DataObject, outcome: str) -> None:
        person = self.model["contact", data.draw(st.sampled_from(self.ids("contact")))]
        self.remember()
        stored = self.journal.entries.add(reach_out(person, outcome=outcome))
        self.model["entry", stored.id] = stored

    @rule(word=st.sampled_from(WORDS), kind=st.sampled_from((Milestone, Activity, Reflection)))
    def mark(self, word: str, kind: Any) -> None:
        needed = {
            Milestone: {"milestone_kind": "skill"},
            Activity: {"activity_kind": "move"},
            Reflection: {"body": 3},
        }
        self.remember()
        stored = self.journal.entries.add(
            kind(occurred_at=NOW, recorded_at=NOW, note=word, **needed[kind])
        )
        self.model["entry", stored.id] = stored

    @rule(kind=st.sampled_from(("abstain", "reduce", "wellbeing")), days=st.integers(0, 90))
    def aim(self, kind: Any, days: int) -> None:
        self.remember()
        self.journal.goals.set(Goal(goal_kind=kind, start=NOW.date() - timedelta(days=days)))
        # The one that held until now has ended with it.
        for one in self.journal.goals.list():
            before = self.model.get(("goal", one.id))
            assert before is None or replace(before, ended_on=one.ended_on) == one
            self.model["goal", one.id] = one

    @rule(word=st.sampled_from(WORDS), data=st.data())
    def plan(self, word: str, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from([None, *self.ids("contact")]))
        self.remember()
        stored = self.journal.safety_steps.add("alone", word, person)
        self.model["step", stored.id] = stored

    @precondition(lambda self: self.ids("step"))
    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        step_id = data.draw(st.sampled_from(self.ids("step")))
        self.remember()
        self.journal.safety_steps.delete(step_id)
        del self.model["step", step_id]

    @precondition(lambda self: self.ids("entry"))
    @rule(data=st.data(), word=st.sampled_from(WORDS))
    def change(self, data: st.DataObject, word: str) -> None:
        entry_id = data.draw(st.sampled_from(self.ids("entry")))
        self.remember()
        self.model["entry", entry_id] = self.journal.entries.edit(entry_id, note=word)

    @precondition(lambda self: self.ids("entry"))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        entry_id = data.draw(st.sampled_from(self.ids("entry")))
        self.remember()
        self.journal.entries.delete(entry_id)
        del self.model["entry", entry_id]

    @precondition(lambda self: self.ids("contact"))
    @rule(data=st.data(), name=st.sampled_from(("Dan", "Eva")))
    def rename(self, data: st.DataObject, name: str) -> None:
        contact_id = data.draw(st.sampled_from(self.ids("contact")))
        self.remember()
        self.model["contact", contact_id] = self.journal.contacts.edit(contact_id, name=name)
        self.refresh()

    @precondition(lambda self: self.ids("contact"))
    @rule(data=st.data())
    def part(self, data: st.DataObject) -> None:
        contact_id = data.draw(st.sampled_from(self.ids("contact")))
        self.remember()
        self.journal.contacts.delete(contact_id)
        del self.model["contact", contact_id]
        for step_id in self.ids("step"):
            step = self.model["step", step_id]
            if step.contact_id == contact_id:  # its text stays
                self.model["step", step_id] = replace(step, contact_id=None)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what a contact's change shows in entries; the invariant checks the rest."""
        for entry_id in self.ids("entry"):
            self.model["entry", entry_id] = self.journal.entries.get(entry_id)

    @rule()
    def undo(self) -> None:
        if not self.before:
            try:
                self.journal.undo()
            except RecordNotFound:
                return
            raise AssertionError("something was taken back that nobody changed")
        self.journal.undo()
        self.after.append(self.model)
        self.model = self.before.pop()

    @rule()
    def redo(self) -> None:
        if not self.after:
            try:
                self.journal.redo()
            except RecordNotFound:
                return
            raise AssertionError("something was done again that nobody took back")
        self.journal.redo()
        self.before.append(self.model)
        self.model = self.after.pop()

    @rule(names=st.lists(st.sampled_from(("Gus", "Hal", "Ida")), min_size=1, max_size=3))
    def bring_in(self, names: list[str]) -> None:
        self.remember()
        known = set(self.ids("contact"))
        cards = [
            ImportedContact(
                contact(name),
                (ContactDetail(detail_kind="phone", value=f"5550{number}"),),
                f"{uuid4()}",
                "f",
            )
            for number, name in enumerate(names)
        ]
        self.journal.contacts.import_cards(cards, ())
        for one in self.journal.contacts.all():
            if one.id not in known:
                self.model["contact", one.id] = one

    @rule(data=st.data(), many=st.integers(1, 4))
    def back_and_again(self, data: st.DataObject, many: int) -> None:
        steps = min(many, len(self.before))
        before = self.everything()
        for _ in range(steps):
            self.journal.undo()
        for _ in range(steps):
            self.journal.redo()
        assert self.everything() == before

    def everything(self) -> dict[str, list[Any]]:
        """Every row that a person would miss; the undo log and the index's own pages aside."""
        aside = {"change", "change_item", "erasure", "sqlite_sequence"}
        tables = self.journal._connection.fetch_all(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        )
        names = [name for (name,) in tables if name not in aside and not name.startswith("writing")]
        found = {
            name: sorted(map(repr, self.journal._connection.fetch_all(f"SELECT * FROM {name}")))
            for name in names
        }
        # Each save marks the state of the file anew.
        found["setting"] = [row for row in found["setting"] if not row.startswith("('log'")]
        found["index"] = self.journal._connection.fetch_all(
            "SELECT rowid, * FROM writing ORDER BY rowid"
        )
        return found

    @rule()
    def reopen(self) -> None:
        self.journal.close()
        self.journal = Journal.open(self.path, None, clock=self.clock)

    @invariant()
    def the_entries_are_those_of_the_model(self) -> None:
        stored, more = self.journal.entries.timeline(limit=None)
        assert not more
        assert {one.id: one for one in stored} == {
            item: value for (part, item), value in self.model.items() if part == "entry"
        }
        order = [(one.local_date, one.occurred_at, one.id) for one in stored]
        assert order == sorted(order, reverse=True)

    @invariant()
    def the_contacts_are_those_of_the_model(self) -> None:
        stored = {one.id: one for one in self.journal.contacts.all(ended=True)}
        assert stored == {
            item: value for (part, item), value in self.model.items() if part == "contact"
        }

    @invariant()
    def the_goals_and_steps_are_those_of_the_model(self) -> None:
        goals = {one.id: one for one in self.journal.goals.list()}
        assert goals == {item: one for (part, item), one in self.model.items() if part == "goal"}
        assert sum(one.ended_on is None for one in goals.values()) == bool(goals)
        steps = {one.id: one for one in self.journal.safety_steps.list()}
        assert steps == {item: one for (part, item), one in self.model.items() if part == "step"}

    @invariant()
    def the_index_finds_each_word_where_it_is(self) -> None:
        for word in WORDS:
            found, _more = self.journal.entries.search(word, limit=None)
            assert {one.record.id for one in found} == {
                item
                for (part, item), value in self.model.items()
                if part == "entry"
                and (value.note == word or f"my {word}" in str(getattr(value, "emotions", "")))
            }

    @invariant()
    def the_ties_are_what_the_log_says(self) -> None:
        for tie in self.journal.contacts.with_activity(NOW.date()):
            calls = [
                value
                for (part, _), value in self.model.items()
                if part == "entry"
                and value.kind == "reach_out"
                and tie.contact.id in {one.id for one in value.contacts}
            ]
            reached = [one.local_date for one in calls if one.is_connected]
            assert tie.last_connected == max(reached, default=None)

    def teardown(self) -> None:
        assert self.journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]
        assert self.journal._connection.fetch_all("PRAGMA foreign_key_check") == []
        self.journal.close()
        self.folder.cleanup()


Machine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestJournalAgainstAModel = Machine.TestCase
