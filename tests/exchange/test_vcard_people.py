"""Who a card is of: among the cards of a file, and among those known already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.exchange.vcard.importer import ImportResult, import_vcards
from recovery_journal.exchange.vcard.matching import match_cards
from recovery_journal.exchange.vcard.parser import parse_cards
from recovery_journal.rules.identity_keys import detail_key, name_key
from recovery_journal.storage import Journal

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")


def card(name: str, *lines: str, uid: str = "") -> str:
    inner = [f"FN:{name}", *([f"UID:{uid}"] if uid else []), *lines]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *inner, "END:VCARD", ""])


ADA = card("Ada One", "TEL:+1 555 0101", uid="1")
BEN = card("Ben Two", "TEL:+1 555 0102", uid="1")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(
        tmp_path / "journal.db", None, JournalSettings(), clock=lambda: NOW
    ) as made:
        yield made


def bring(journal: Journal, *cards: str) -> tuple[int, int, int]:
    """Import these cards; returns how many were added, updated, already there."""
    result = imported(journal, *cards)
    return result.added, result.updated, result.already_there


def imported(journal: Journal, *cards: str) -> ImportResult:
    return import_vcards(journal, "".join(cards).encode(), NOW)


def people(journal: Journal) -> list[tuple[str, ...]]:
    """Return name and details of everybody."""
    return [
        (one.name, *(detail.value for detail in journal.contacts.details(one.id)))
        for one in journal.contacts.all(ended=True)
    ]


def test_one_uid_and_nothing_else_in_common_is_two_people(journal: Journal) -> None:
    assert bring(journal, ADA) == (1, 0, 0)
    journal.contacts.edit(1, relation="friend", note="my own words")
    result = imported(journal, BEN)
    assert (result.added, result.updated) == (1, 0)
    assert result.apart == (("Ada One", "Ben Two"),)
    assert people(journal) == [("Ada One", "+1 555 0101"), ("Ben Two", "+1 555 0102")]
    assert journal.contacts.get(1).note == "my own words"
    assert bring(journal, ADA) == bring(journal, BEN) == (0, 0, 1)
    assert bring(journal, BEN, ADA) == (0, 0, 2)


def test_two_people_of_one_uid_in_a_file_are_both_there(journal: Journal) -> None:
    assert bring(journal, ADA, BEN, card("Cy", uid="1")) == (3, 0, 0)
    assert bring(journal, card("Cy", uid="1"), BEN, ADA) == (0, 0, 3)
    changed = BEN.replace("0102", "0103")
    assert bring(journal, changed, ADA) == (0, 1, 1)
    assert ("Ben Two", "+1 555 0103") in people(journal)


def test_namesakes_of_one_uid_in_a_file_are_both_there(journal: Journal) -> None:
    other = card("Ada One", "TEL:+1 555 0109", uid="1")
    assert bring(journal, ADA, other) == (2, 0, 0)
    assert bring(journal, other, ADA) == (0, 0, 2)


@pytest.mark.parametrize("name", ["Ada Wed", "A. O.", "Łucja"])
@pytest.mark.parametrize("phone", ["+1 555 0101", "+1-555-0101", "(001) 5550101", "555 0101"])
def test_a_changed_name_with_the_same_number_is_the_same_person(
    journal: Journal, name: str, phone: str
) -> None:
    bring(journal, ADA)
    assert bring(journal, card(name, f"TEL:{phone}", uid="1")) == (0, 1, 0)
    assert people(journal) == [(name, phone)]


def test_a_changed_name_with_the_same_address_is_the_same_person(journal: Journal) -> None:
    bring(journal, card("Ada", "EMAIL:Ada@Example.org", uid="1"))
    assert bring(journal, card("Eda", "EMAIL:ada@example.org", uid="1")) == (0, 1, 0)
    bring(journal, card("Bo", "ADR:;;Quay 1;Galway;;;", uid="2"))
    assert bring(journal, card("Bob", "ADR:;;Quay 1\\, Galway;;;;", uid="2")) == (0, 1, 0)


def test_one_name_and_uid_with_another_number_is_the_same_person(journal: Journal) -> None:
    bring(journal, ADA)
    assert bring(journal, card("ONE, Áda", "TEL:+44 20 1", uid="1")) == (0, 1, 0)
    assert people(journal) == [("ONE, Áda", "+44 20 1")]


def test_a_renamed_person_is_known_by_the_name_of_the_card(journal: Journal) -> None:
    bring(journal, ADA)
    journal.contacts.edit(1, name="A.")
    assert bring(journal, card("Ada One", "TEL:+44 20 1", uid="1")) == (0, 1, 0)
    assert people(journal) == [("A.", "+44 20 1")]


def test_a_number_that_was_taken_away_still_tells_who_it_is(journal: Journal) -> None:
    bring(journal, ADA)
    journal.contacts.edit(1, details={"phone": []})
    assert bring(journal, card("Ada Wed", "TEL:+1 555 0101", uid="1")) == (0, 1, 0)
    assert people(journal) == [("Ada Wed",)]


def test_without_a_uid_one_name_and_a_number_in_common_is_the_same_person(
    journal: Journal,
) -> None:
    bring(journal, card("Ada", "TEL:555 0101"))
    assert bring(journal, card("Ada", "TEL:5550101", "EMAIL:a@example.org")) == (0, 1, 0)
    assert people(journal) == [("Ada", "5550101", "a@example.org")]
    assert bring(journal, card("Ada", "TEL:555 0999")) == (1, 0, 0)
    assert bring(journal, card("Bea", "TEL:555 0101")) == (1, 0, 0)


def test_the_uids_of_another_program_make_nobody_twice(journal: Journal) -> None:
    bring(journal, ADA)
    other = card("Ada One", "TEL:+1 555 0101", uid="other-program")
    assert bring(journal, other) == (0, 1, 0)
    assert bring(journal, ADA) == bring(journal, other) == (0, 0, 1)


def test_who_was_added_by_hand_is_met_by_name_and_number(journal: Journal) -> None:
    from recovery_journal.domain.contact import Contact, ContactDetail

    journal.contacts.add(
        Contact(name="Ada One", added_on=NOW.date()),
        [ContactDetail(detail_kind="phone", value="5550101")],
    )
    assert bring(journal, ADA) == (0, 1, 0)
    assert bring(journal, ADA) == (0, 0, 1)
    assert people(journal) == [("Ada One", "5550101", "+1 555 0101")]
    journal.undo()
    assert bring(journal, card("Ada One", "TEL:999", uid="1")) == (1, 0, 0)


def test_two_cards_of_one_person_in_a_file_become_one_with_all_of_it(journal: Journal) -> None:
    home = card("Ada", "TEL:1", "TEL:2", "NOTE:at home")
    work = card("Ada", "TEL:2", "EMAIL:a@example.org", "NOTE:at work")
    assert bring(journal, home, work, home) == (1, 0, 2)
    assert sorted(people(journal)[0][1:]) == ["1", "2", "a@example.org"]
    assert set((journal.contacts.get(1).note or "").split("\n\n")) == {"at home", "at work"}
    assert bring(journal, work, home) == (0, 0, 2)


def test_an_import_of_people_with_one_uid_is_taken_back_whole(journal: Journal) -> None:
    bring(journal, ADA)
    before = people(journal), journal.contacts.known_contacts()
    bring(journal, ADA.replace("0101", "0109"), BEN)
    journal.undo()
    assert (people(journal), journal.contacts.known_contacts()) == before
    assert bring(journal, ADA, BEN) == (1, 0, 1)


CARDS = st.lists(
    st.builds(
        card,
        st.sampled_from(["Ada", "ADA", "Ben", "Cy Dee"]),
        st.sampled_from(["X:", "TEL:1", "TEL:2", "NOTE:n", "ADR:;;Quay;;;;"]),
        st.sampled_from(["X:", "TEL:2", "EMAIL:a@example.org"]),
        uid=st.sampled_from(["", "1", "2"]),
    ),
    min_size=1,
    max_size=7,
)


@given(CARDS, st.randoms())
def test_a_second_run_adds_nothing_in_whatever_order(
    tmp_path_factory: pytest.TempPathFactory, cards: list[str], random: Random
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    with Journal.create(path, None, JournalSettings(), clock=lambda: NOW) as journal:
        first = imported(journal, *cards)
        assert first.added + first.already_there == first.read
        before = people(journal)
        random.shuffle(cards)
        assert bring(journal, *cards) == (0, 0, len(cards))
        for one in cards:
            # Nothing that a card says is lost.
            name = one.split("FN:")[1].split("\r")[0]
            phones = {line[4:] for line in one.split("\r\n") if line.startswith("TEL:")}
            assert any(
                name.casefold() == found[0].casefold() and phones <= {*found[1:]}
                for found in before
            )


def test_people_with_one_uid_are_compared_with_a_few_only() -> None:
    from recovery_journal.domain.contact import KnownContact

    names = [f"Name {n}" for n in range(3000)]
    known = [
        KnownContact(
            contact_id=n,
            name=name,
            cards={f"uid:1\x1f{n}": "f"},
            names=frozenset({name_key("Ada")}),
            detail_keys=frozenset({detail_key("phone", "1")}),
        )
        for n, name in enumerate(names)
    ]
    cards = parse_cards(
        "".join(card("Ada", "TEL:1", uid="1") + card(name, uid="1") for name in names).encode()
    ).cards
    # Compared with everybody, these would be millions of pairs.
    assert len(match_cards(cards, known)) == len(names) + 1
