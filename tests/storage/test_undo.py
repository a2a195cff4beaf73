"""Taking changes back, and forgetting them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import RecordNotFound
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact, reach_out


def test_changes_are_taken_back_newest_first_from_any_program(path: Path, clock: Clock) -> None:
    from recovery_journal.domain.journal_settings import JournalSettings

    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        one = journal.entries.add(check_in(mood=1, note="first"))
        journal.entries.edit(one.id, mood=9, note="changed")
        journal.entries.delete(one.id)
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.undo().action == "delete"
        assert journal.entries.get(one.id).mood == 9  # type: ignore[attr-defined]  # a check-in or an urge
        assert len(journal.entries.search("changed")[0]) == 1
        assert journal.undo().action == "edit"
        assert journal.entries.get(one.id) == one
        assert len(journal.entries.search("first")[0]) == 1
        undone = journal.undo()
        assert (undone.action, undone.kind, undone.ids) == ("add", "check_in", (one.id,))
        assert journal.entries.timeline() == ([], False)
        with pytest.raises(RecordNotFound, match="nothing to take back"):
            journal.undo()


def test_only_twenty_changes_are_kept(journal: Journal) -> None:
    journal.entries.add_many([check_in(), check_in()])
    for _ in range(20):
        journal.entries.add(check_in())
    for _ in range(20):
        journal.undo()
    with pytest.raises(RecordNotFound):
        journal.undo()
    assert len(journal.entries.timeline()[0]) == 2


def test_a_change_older_than_seven_days_stays(journal: Journal, clock: Clock) -> None:
    journal.entries.add(check_in())
    clock.move(days=7)
    journal.undo()
    journal.entries.add(check_in())
    clock.move(days=7, seconds=1)
    with pytest.raises(RecordNotFound):
        journal.undo()


def test_a_name_that_came_with_an_entry_leaves_with_it_unless_used(journal: Journal) -> None:
    def own() -> list[str]:
        return [one.name for one in journal.vocabulary.triggers() if one.own]

    journal.entries.add(Urge(triggers=("mistyped",), occurred_at=NOW, recorded_at=NOW))
    journal.undo()
    assert own() == []
    first = journal.entries.add(Urge(triggers=("street",), occurred_at=NOW, recorded_at=NOW))
    journal.entries.add_many(
        [Urge(triggers=("street",), occurred_at=NOW, recorded_at=NOW)], undoable=False
    )
    journal.undo()
    assert own() == ["street"]
    assert first.id


def test_an_edit_that_brought_a_name_is_taken_back_with_it(journal: Journal) -> None:
    stored = journal.entries.add(check_in(emotions=(RatedName("calm", 1),)))
    journal.entries.edit(stored.id, emotions=(RatedName("wistful", 2),))
    assert "wistful" in journal.vocabulary.emotions()
    journal.undo()
    assert journal.entries.get(stored.id) == stored
    assert "wistful" not in journal.vocabulary.emotions()


def test_what_comes_back_stands_on_the_day_of_the_settings_of_now(journal: Journal) -> None:
    stored = journal.entries.add(check_in(NOW.replace(hour=1)))
    journal.entries.delete(stored.id)
    journal.change_settings(day_ends_at=time(0, 0))
    journal.undo()
    assert journal.entries.get(stored.id).local_date == NOW.date()


def test_a_contact_edit_taken_back_keeps_its_entries(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    call = journal.entries.add(reach_out(ana))
    journal.contacts.edit(ana.id, name="Bea", ring=1)
    journal.undo()
    assert journal.contacts.get(ana.id) == ana
    assert journal.entries.get(call.id) == call


def test_talk_items_are_taken_back_too(journal: Journal) -> None:
    item = journal.talk_items.add("sleep")
    journal.talk_items.mark_done(item.id)
    journal.undo()
    assert [one.text for one in journal.talk_items.list()] == ["sleep"]
    journal.undo()
    assert journal.talk_items.list(done=True) == []


def test_a_deleted_note_is_gone_from_the_file_once_forgotten(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    stored = journal.entries.add(check_in(note="unrepeatable zebra", good_moment="giraffe"))
    journal.entries.add(check_in(note="stays"))
    assert b"zebra" in everything()
    journal.entries.delete(stored.id)
    assert journal.purge_undo().changes == 3
    left = everything()
    assert b"zebra" not in left
    assert b"giraffe" not in left
    assert b"stays" in left
    with pytest.raises(RecordNotFound):
        journal.undo()


def test_an_entry_taken_back_is_gone_from_the_file_once_forgotten(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    journal.entries.add(check_in(note="unrepeatable zebra"))
    journal.undo()
    assert journal.purge_undo().changes == 1
    with pytest.raises(RecordNotFound, match="nothing to bring back"):
        journal.redo()
    assert b"zebra" not in everything()


def test_an_edited_note_is_gone_from_the_file_once_forgotten(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    stored = journal.entries.add(check_in(note="unrepeatable zebra"))
    journal.entries.edit(stored.id, note="other")
    journal.purge_undo()
    assert b"zebra" not in everything()


def test_old_values_leave_by_themselves_after_a_while(
    journal: Journal, clock: Clock, everything: Callable[[], bytes]
) -> None:
    stored = journal.entries.add(check_in(note="unrepeatable zebra"))
    journal.entries.delete(stored.id)
    clock.move(days=8)
    journal.entries.add(check_in())
    journal.erase_due()
    assert b"zebra" not in everything()


def test_the_newest_change_is_taken_back_first_whatever_the_clock_did(
    journal: Journal, clock: Clock
) -> None:
    ana = journal.contacts.add(contact("Ana"))
    clock.move(days=-300)
    call = journal.entries.add(reach_out(ana))
    clock.move(days=300)
    with pytest.raises(RecordNotFound):
        journal.undo()
    assert journal.entries.get(call.id) == call
    assert journal.contacts.get(ana.id) == ana


def test_a_contact_edit_taken_back_leaves_the_days_of_its_entries(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    call = journal.entries.add(reach_out(ana, at=NOW.replace(hour=2)))
    journal.contacts.edit(ana.id, name="Bea")
    journal.change_settings(day_ends_at=time(0, 0))
    journal.undo()
    day = journal.entries.get(call.id).local_date
    assert journal.contacts.with_activity(NOW.date())[0].last_connected == day == NOW.date()
    assert len(journal.entries.search("ana")[0]) == 1


def test_what_was_taken_back_comes_back_in_order_with_its_ids(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    call = journal.entries.add(reach_out(ana, note="by the river"))
    renamed = journal.contacts.edit(ana.id, name="Bea")
    journal.entries.delete(call.id)
    for _ in range(4):
        journal.undo()
    assert journal.contacts.all() == []
    assert [journal.redo().action for _ in range(3)] == ["add", "add", "edit"]
    assert journal.contacts.get(ana.id) == renamed
    assert journal.entries.get(call.id).uuid == call.uuid
    assert len(journal.entries.search("bea river")[0]) == 1
    assert journal.redo().action == "delete"
    assert journal.entries.timeline() == ([], False)
    with pytest.raises(RecordNotFound, match="nothing to bring back"):
        journal.redo()
    journal.undo()
    assert journal.entries.get(call.id).note == "by the river"


def test_a_new_change_ends_what_could_be_brought_back(journal: Journal) -> None:
    journal.entries.add(check_in(note="first"))
    journal.undo()
    journal.talk_items.add("sleep")
    with pytest.raises(RecordNotFound):
        journal.redo()
    assert journal.undo().kind == "talk_item"
    with pytest.raises(RecordNotFound):
        journal.undo()


def test_another_program_brings_back_what_one_took(path: Path, clock: Clock) -> None:
    from recovery_journal.domain.journal_settings import JournalSettings

    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        one = journal.entries.add(check_in(note="first"))
        change = journal.latest_change()
        assert change is not None
        assert change.this_session
        journal.undo()
    with Journal.open(path, None, clock=clock) as journal:
        undone = journal.latest_undone()
        assert undone is not None
        assert not undone.this_session
        journal.redo()
        assert journal.entries.get(one.id) == one
        change = journal.latest_change()
        assert change is not None
        assert change.this_session  # it was done again here
    with Journal.open(path, None, clock=clock) as journal:
        change = journal.latest_change()
        assert change is not None
        assert not change.this_session


def test_only_the_change_that_is_meant_is_taken_back(journal: Journal) -> None:
    journal.talk_items.add("one")
    meant = journal.latest_change()
    assert meant is not None
    journal.talk_items.add("two")
    with pytest.raises(RecordNotFound):
        journal.undo(meant.id)
    assert len(journal.talk_items.list()) == 2


def test_what_was_taken_back_can_be_brought_back_for_seven_days(
    journal: Journal, clock: Clock
) -> None:
    first = journal.entries.add(check_in())
    clock.move(days=2)
    journal.entries.edit(first.id, mood=9)
    journal.undo()
    journal.undo()
    clock.move(days=5, seconds=1)
    journal.erase_due()
    with pytest.raises(RecordNotFound):  # the later one is not brought back without the first
        journal.redo()
    assert journal.entries.timeline() == ([], False)


def test_twenty_changes_are_kept_also_after_some_were_taken_back(journal: Journal) -> None:
    for number in range(22):
        journal.talk_items.add(f"{number}")
    for _ in range(5):
        journal.undo()
    for number in range(5):
        journal.talk_items.add(f"again {number}")
    for _ in range(20):
        journal.undo()
    with pytest.raises(RecordNotFound):
        journal.undo()
    assert [one.text for one in journal.talk_items.list()] == ["0", "1"]


def test_a_change_says_what_it_touched(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    urge = Urge(triggers=("the old street",), occurred_at=NOW, recorded_at=NOW, note="river")
    stored = journal.entries.add(urge)
    journal.entries.delete(stored.id)
    for find in (journal.undo, journal.undo, journal.redo, journal.redo):
        (item,) = find().items
        assert (item.id, item.kind, item.day, item.record) == (
            stored.id, "urge", NOW.date(), stored,
        )  # fmt: skip
    for find in (journal.undo, journal.undo, journal.undo, journal.redo):
        (item,) = (found := find()).items
    assert (found.action, item.kind, item.text, item.id) == ("add", "contact", "Ana", ana.id)


def test_what_points_at_a_thing_taken_back_points_at_it_again(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    (call,) = journal.entries.add_many([reach_out(ana, note="river")], undoable=False)
    journal.undo()
    assert [one.name for one in journal.entries.get(call.id).contacts] == ["someone"]  # type: ignore[attr-defined]  # a reach-out
    journal.redo()
    assert journal.entries.get(call.id) == call
    assert len(journal.entries.search("ana")[0]) == 1
    assert journal._connection.fetch_all("SELECT * FROM change_item WHERE after IS NOT NULL") == []
