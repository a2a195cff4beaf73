"""Contacts: finding, private details, what the log says, importing, deleting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recovery_journal.domain.contact import ContactDetail, ImportedContact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import Ambiguous, BadValue, JournalError, RecordNotFound
from recovery_journal.storage import Journal

from .conftest import NOW, contact, reach_out

TODAY = NOW.date()


def test_every_field_of_a_contact_comes_back(journal: Journal) -> None:
    given = contact(
        "  José   Ruíz ",
        relation="sponsor_mentor",
        sector="peers",
        ring=1,
        tie="bonding",
        support=("practical", "emotional"),
        supports_goal="yes",
        influence="protective",
        cadence_days=3,
        suggest=False,
        ok_when_urge=True,
        preferred_channel="call",
        language="es",
        boundaries="not after ten",
        boundary_kind="time",
        share_as="name",
        status="less_now",
        ended_on=None,
        paused_from=TODAY,
        paused_until=TODAY + timedelta(days=3),
        note="met in May",
    )
    stored = journal.contacts.add(given)
    assert stored == journal.contacts.get(stored.id)
    assert (stored.name, stored.support) == ("José Ruíz", ("emotional", "practical"))
    assert stored.is_paused_on(TODAY + timedelta(days=3))
    assert not stored.is_paused_on(TODAY + timedelta(days=4))


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_contact_without_a_name_is_refused(journal: Journal, name: str) -> None:
    with pytest.raises(BadValue):
        journal.contacts.add(contact(name))
    assert journal.contacts.all() == []


def test_a_contact_is_found_by_id_name_or_the_start_of_the_name(journal: Journal) -> None:
    ana, ana_maria, _jose = (
        journal.contacts.add(contact(name)) for name in ("Ana", "Ana María", "José")
    )
    for text, wanted in (
        ("ana", ana),
        ("ANA  MARIA", ana_maria),
        ("ana m", ana_maria),
        ("1", ana),
        ("#2", ana_maria),
        ("id:2", ana_maria),
    ):
        assert journal.contacts.find(text).id == wanted.id, text
    assert journal.contacts.find("jose").name == "José"
    for text in ("maria", "x", "99", "", "  "):
        with pytest.raises(RecordNotFound) as caught:
            journal.contacts.find(text)
        assert caught.value.code == "unknown_contact"


def test_a_name_that_fits_several_names_the_candidates(journal: Journal) -> None:
    for name in ("Sam B", "Sam C", "sam b"):
        journal.contacts.add(contact(name))
    with pytest.raises(Ambiguous) as caught:
        journal.contacts.find("sam")
    assert [one["id"] for one in caught.value.details["candidates"]] == [1, 2, 3]
    with pytest.raises(Ambiguous):
        journal.contacts.find("Sam B")


def test_a_bare_number_is_an_id_even_where_a_name_is_a_number(journal: Journal) -> None:
    journal.contacts.add(contact("12"))
    with pytest.raises(RecordNotFound):
        journal.contacts.find("12")


def test_the_list_is_in_the_order_of_names_without_the_ended(journal: Journal) -> None:
    for name, status in (("Óscar", "active"), ("ana", "active"), ("Bea", "ended")):
        journal.contacts.add(contact(name, status=status))
    assert [one.name for one in journal.contacts.all()] == ["ana", "Óscar"]
    assert [one.name for one in journal.contacts.all(ended=True)] == ["ana", "Bea", "Óscar"]


def test_private_details_are_read_only_by_their_own_way(journal: Journal) -> None:
    phone = ContactDetail(detail_kind="phone", value="+34 600 000 000", label="cell")
    ana = journal.contacts.add(contact("Ana"), [phone])
    journal.contacts.edit(ana.id, details={"email": ["ana@example.org", " "]})
    assert [(one.detail_kind, one.value) for one in journal.contacts.details(ana.id)] == [
        ("phone", "+34 600 000 000"),
        ("email", "ana@example.org"),
    ]
    assert journal.entries.search("600") == ([], False)
    journal.contacts.edit(ana.id, details={"phone": [], "email": []}, ring=2)
    assert journal.contacts.details(ana.id) == []
    journal.undo()
    assert len(journal.contacts.details(ana.id)) == 2
    assert journal.contacts.get(ana.id).ring is None


def test_a_tried_contact_is_not_reached(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    journal.entries.add(reach_out(ana, outcome="no_answer", at=NOW - timedelta(days=4)))
    tie = journal.contacts.with_activity(TODAY)[0]
    assert (tie.last_connected, tie.tried_since) == (None, 1)
    assert tie.first_logged == TODAY - timedelta(days=4)
    journal.entries.add(reach_out(ana, at=NOW - timedelta(days=3)))
    journal.entries.add(reach_out(ana, outcome="declined", at=NOW - timedelta(days=3, hours=-2)))
    journal.entries.add(reach_out(ana, outcome="cancelled", at=NOW - timedelta(days=1)))
    tie = journal.contacts.with_activity(TODAY)[0]
    assert (tie.last_connected, tie.tried_since) == (TODAY - timedelta(days=3), 2)


def test_the_ties_of_an_earlier_day_know_nothing_later(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    for days in (10, 5, 1):
        journal.entries.add(reach_out(ana, at=NOW - timedelta(days=days)))
    journal.entries.add(reach_out(ana, outcome="no_answer"))
    tie = journal.contacts.with_activity(TODAY - timedelta(days=3))[0]
    assert (tie.last_connected, tie.tried_since) == (TODAY - timedelta(days=5), 0)
    before = journal.contacts.with_activity(TODAY - timedelta(days=11))[0]
    assert (before.first_logged, before.last_connected) == (None, None)


def test_a_meeting_connects_with_its_group_unless_not_attended(journal: Journal) -> None:
    group = journal.contacts.add(contact("Group", contact_kind="group"))
    for days, status in ((9, "attended"), (5, "left_early"), (2, "not_attended"), (1, "planned")):
        journal.entries.add(
            Meeting(
                name="Group",
                contacts=(ContactRef(group.id, "Group"),),
                status=status,  # type: ignore[arg-type]  # of the list
                occurred_at=NOW - timedelta(days=days),
                recorded_at=NOW,
            )
        )
    tie = journal.contacts.with_activity(TODAY)[0]
    assert (tie.last_connected, tie.tried_since) == (TODAY - timedelta(days=5), 0)


def test_being_there_in_an_urge_is_in_the_log_and_no_connection(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    journal.entries.add(
        Urge(contacts=(ContactRef(ana.id, "Ana"),), occurred_at=NOW, recorded_at=NOW)
    )
    tie = journal.contacts.with_activity(TODAY)[0]
    assert (tie.first_logged, tie.last_connected, tie.tried_since) == (TODAY, None, 0)


def test_an_edited_outcome_changes_what_the_log_says(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    call = journal.entries.add(reach_out(ana))
    journal.entries.edit(call.id, outcome="no_answer")
    tie = journal.contacts.with_activity(TODAY)[0]
    assert (tie.last_connected, tie.tried_since) == (None, 1)


def test_a_deleted_contact_becomes_someone_and_comes_back_whole(journal: Journal) -> None:
    ana = journal.contacts.add(
        contact("Ana"), [ContactDetail(detail_kind="email", value="a@example.org")]
    )
    call = journal.entries.add(reach_out(ana))
    journal.contacts.delete(ana.id)
    assert journal.entries.get(call.id).contacts == (ContactRef(None, "someone"),)  # type: ignore[attr-defined]  # a check-in or an urge
    assert journal.entries.search("ana") == ([], False)
    assert journal.contacts.all(ended=True) == []
    journal.undo()
    assert journal.contacts.get(ana.id) == ana
    assert journal.entries.get(call.id).contacts == (ContactRef(ana.id, "Ana"),)  # type: ignore[attr-defined]  # a check-in or an urge
    assert len(journal.contacts.details(ana.id)) == 1
    assert len(journal.entries.search("ana")[0]) == 1


def test_the_entries_of_a_contact_are_newest_first(journal: Journal) -> None:
    ana, bea = (journal.contacts.add(contact(name)) for name in ("Ana", "Bea"))
    for days in (3, 1, 2):
        journal.entries.add(reach_out(ana, bea, at=NOW - timedelta(days=days)))
    journal.entries.add(reach_out(bea))
    found = journal.entries.with_contact(ana.id, limit=2)
    assert [one.local_date for one in found] == [TODAY - timedelta(days=n) for n in (1, 2)]
    assert len(journal.entries.with_contact(bea.id, start=TODAY)) == 1


def test_a_letter_is_given_once_and_stays(journal: Journal) -> None:
    first = journal.contacts.add(contact("A", relation="friend"))
    second = journal.contacts.add(contact("B", relation="friend"))
    other = journal.contacts.add(contact("C", relation="family"))
    assert (first.letter, second.letter, other.letter) == (1, 2, 1)
    journal.contacts.delete(second.id)
    assert journal.contacts.add(contact("D", relation="friend")).letter == 3
    assert journal.contacts.edit(first.id, name="AA").letter == 1
    assert journal.contacts.edit(first.id, relation="family").letter == 2


def card(name: str, key: str, fingerprint: str = "f1", phone: str = "600") -> ImportedContact:
    detail = ContactDetail(detail_kind="phone", value=phone, source="vcard")
    return ImportedContact(contact(name, source="vcard"), (detail,), key, fingerprint)


def test_an_import_is_one_change_and_knows_its_cards_again(journal: Journal) -> None:
    journal.contacts.import_cards([card("Ana", "uid:1"), card("Bea", "uid:2")], [])
    ana, bea = journal.contacts.known_contacts()
    assert (ana.name, ana.cards, bea.cards) == ("Ana", {"uid:1": "f1"}, {"uid:2": "f1"})
    assert not journal.contacts.get(ana.contact_id).is_placed
    journal.contacts.edit(ana.contact_id, name="Anita")
    known = journal.contacts.known_contacts()[0]
    assert (known.name, known.names) == ("Anita", {"ana", "anita"})
    journal.undo()
    undone = journal.undo()
    assert (undone.action, undone.count) == ("import", 2)
    assert journal.contacts.all() == []
    assert journal.contacts.known_contacts() == []


def test_a_changed_card_brings_its_details_and_respects_an_own_name(journal: Journal) -> None:
    journal.contacts.import_cards([card("Ana", "uid:1"), card("Bea", "uid:2")], [])
    journal.contacts.edit(1, details={"email": ["own@example.org"]})
    journal.contacts.edit(2, name="Beatriz")
    journal.contacts.import_cards(
        [], [(1, card("Ana R", "uid:1", "f2", "601")), (2, card("B", "uid:2", "f2"))]
    )
    assert [one.name for one in journal.contacts.all()] == ["Ana R", "Beatriz"]
    assert [one.value for one in journal.contacts.details(1)] == ["own@example.org", "601"]
    journal.undo()
    assert journal.contacts.get(1).name == "Ana"
    assert "600" in [one.value for one in journal.contacts.details(1)]
    assert journal.contacts.known_contacts()[0].cards == {"uid:1": "f1"}


def bring(journal: Journal, *phones: str, fingerprint: str, note: str | None = None) -> None:
    """Import the card of Ana (1) again, with these numbers on it."""
    details = tuple(
        ContactDetail(detail_kind="phone", value=phone, label="cell", source="vcard")
        for phone in phones
    )
    made = ImportedContact(contact("Ana", source="vcard", note=note), details, "uid:1", fingerprint)
    if journal.contacts.known_contacts():
        journal.contacts.import_cards([], [(1, made)])
    else:
        journal.contacts.import_cards([made], [])


def phones(journal: Journal) -> list[str]:
    return [one.value for one in journal.contacts.details(1)]


def test_a_number_the_person_took_away_does_not_come_back(journal: Journal) -> None:
    bring(journal, "600", "601", fingerprint="f1")
    journal.contacts.edit(1, details={"phone": ["601"]})
    bring(journal, "600", "601", "602", fingerprint="f2")
    assert phones(journal) == ["601", "602"]
    bring(journal, "600", "601", "603", fingerprint="f3")
    assert phones(journal) == ["601", "603"]


def test_a_number_the_person_changed_stays_as_they_changed_it(journal: Journal) -> None:
    bring(journal, "600", fingerprint="f1")
    journal.contacts.edit(1, details={"phone": ["609"]})
    bring(journal, "600", "601", fingerprint="f2")
    assert phones(journal) == ["609", "601"]
    bring(journal, fingerprint="f3")
    assert phones(journal) == ["609"]


def test_a_number_the_person_wrote_beside_one_of_the_card_keeps_both(journal: Journal) -> None:
    bring(journal, "+1 555 600", fingerprint="f1")
    journal.contacts.edit(1, details={"phone": ["+1 555 600", "555"]})
    bring(journal, "1-555-600", "601", fingerprint="f2")
    # They wrote both, so both are theirs; the card's is the same number.
    assert phones(journal) == ["+1 555 600", "555", "601"]
    assert journal.contacts.details(1)[0].label == "cell"


def test_saving_the_same_numbers_makes_none_of_them_the_persons_own(journal: Journal) -> None:
    bring(journal, "600", "601", fingerprint="f1")
    journal.contacts.edit(1, details={"phone": [" 600", "601"]})
    bring(journal, "602", fingerprint="f2")
    assert phones(journal) == ["602"]


def test_a_note_comes_with_the_card_until_the_person_writes_in_it(journal: Journal) -> None:
    bring(journal, fingerprint="f1")
    bring(journal, fingerprint="f2", note="met at the harbour")
    assert journal.contacts.get(1).note == "met at the harbour"
    bring(journal, fingerprint="f3", note="likes tea")
    assert journal.contacts.get(1).note == "likes tea"
    journal.contacts.edit(1, note="my own")
    bring(journal, fingerprint="f4", note="likes coffee")
    assert journal.contacts.get(1).note == "my own"
    journal.contacts.edit(1, note=None)
    bring(journal, fingerprint="f5", note="likes water")
    assert journal.contacts.get(1).note is None


def test_a_card_imported_before_there_were_marks_is_brought_up_to_date(journal: Journal) -> None:
    bring(journal, "600", fingerprint="f1", note="old")
    journal.contacts.edit(1, details={"email": ["own@example.org"]})
    journal._connection.execute("UPDATE contact_card SET fingerprint = 'f1'")
    assert journal.contacts.known_contacts()[0].cards == {"uid:1": "f1"}
    bring(journal, "601", fingerprint="f2", note="new")
    assert phones(journal) == ["own@example.org", "601"]
    assert journal.contacts.get(1).note == "old"
    bring(journal, "602", fingerprint="f3")
    assert phones(journal) == ["own@example.org", "602"]


def test_a_contact_made_by_hand_keeps_its_name_and_numbers(journal: Journal) -> None:
    journal.contacts.add(contact("Ana"), [ContactDetail(detail_kind="phone", value="600")])
    bring(journal, "(600)", "601", fingerprint="f1")
    assert phones(journal) == ["600", "601"]
    other = ImportedContact(contact("Anna", source="vcard"), (), "uid:1", "f2")
    journal.contacts.import_cards([], [(1, other)])
    assert journal.contacts.get(1).name == "Ana"
    assert phones(journal) == ["600"]


def test_an_import_of_nothing_is_no_change(journal: Journal) -> None:
    journal.contacts.import_cards([], [])
    with pytest.raises(RecordNotFound):
        journal.undo()


def test_days_of_a_contact_survive(journal: Journal) -> None:
    ended = journal.contacts.add(contact("E", status="ended", ended_on=date(2024, 2, 29)))
    assert journal.contacts.get(ended.id).ended_on == date(2024, 2, 29)


def test_tried_and_then_reached_on_one_day_leaves_no_attempt_open(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    journal.entries.add(reach_out(ana, outcome="no_answer", at=NOW - timedelta(hours=3)))
    journal.entries.add(reach_out(ana, at=NOW - timedelta(hours=1)))
    assert journal.contacts.with_activity(TODAY)[0].tried_since == 0


def test_a_detail_that_stays_keeps_its_label_and_its_lines(journal: Journal) -> None:
    ana = journal.contacts.add(
        contact("Ana"),
        [
            ContactDetail(detail_kind="phone", value="555 0100", label="work"),
            ContactDetail(detail_kind="address", value="1 Long Road\nSmalltown", label="home"),
        ],
    )

    journal.contacts.edit(
        ana.id,
        details={"phone": ["555 0100", "555 0199"], "address": ["1 Long Road Smalltown", "2 B"]},
    )

    found = [(one.value, one.label) for one in journal.contacts.details(ana.id)]
    assert found == [
        ("555 0100", "work"),
        ("555 0199", None),
        ("1 Long Road\nSmalltown", "home"),
        ("2 B", None),
    ]


def test_several_new_contacts_are_one_change_and_all_of_them_or_none(journal: Journal) -> None:
    with pytest.raises(BadValue):
        journal.contacts.add_all([contact("Maria"), contact(" ")])
    assert journal.contacts.all() == []
    added = journal.contacts.add_all([contact("Maria"), contact("Ben")])
    assert [one.name for one in added] == ["Maria", "Ben"]
    assert journal.undo().count == 2
    assert journal.contacts.all() == []
    assert journal.contacts.add_all([]) == []
    with pytest.raises(JournalError):
        journal.undo()
