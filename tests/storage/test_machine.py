"""The journal against a plain model: whatever is done, both say the same."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from recovery_journal.domain.fields import Marked
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.errors import Unknown
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact, reach_out

WORDS = ("river", "lake", "storm", "tea")


class Machine(RuleBasedStateMachine):
    """A journal, a dict of what is in it, and a list of what it was before each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.path = Path(self.folder.name) / "journal.db"
        self.journal = Journal.create(self.path, None, JournalSettings(), clock=self.clock)
        self.model: dict[tuple[str, int], Any] = {}
        self.before: list[dict[tuple[str, int], Any]] = []

    def remember(self) -> None:
        self.before = [*self.before, dict(self.model)][-20:]

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
                emotions=(Marked(f"my {word}", 1),),
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
            except Unknown:
                return
            raise AssertionError("something was taken back that nobody changed")
        self.journal.undo()
        self.model = self.before.pop()

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
        for tie in self.journal.contacts.ties(NOW.date()):
            calls = [
                value
                for (part, _), value in self.model.items()
                if part == "entry"
                and value.kind == "reach_out"
                and tie.contact.id in {one.id for one in value.contacts}
            ]
            reached = [one.local_date for one in calls if one.connected]
            assert tie.last_connected == max(reached, default=None)

    def teardown(self) -> None:
        assert self.journal._door.all("PRAGMA integrity_check") == [("ok",)]
        assert self.journal._door.all("PRAGMA foreign_key_check") == []
        self.journal.close()
        self.folder.cleanup()


Machine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestJournalAgainstAModel = Machine.TestCase
