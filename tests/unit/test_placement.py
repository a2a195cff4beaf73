"""Where a new contact goes when its person has not said."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.choices import ContactKind, Influence, Relation, Sector
from recovery_journal.domain.contact import Contact
from recovery_journal.rules.network.placement import (
    SECTORS,
    contact_sector,
    default_cadence,
    kind_for_relation,
    sector_for_relation,
    with_defaults,
)

DAY = date(2026, 11, 20)


def contact(**values):
    return Contact(name="Maya", added_on=DAY, **values)


def test_the_map_has_the_five_sectors_of_the_list():
    assert set(SECTORS) == set(get_args(Sector))


@pytest.mark.parametrize("relation", [*get_args(Relation), None])
def test_every_relation_has_a_sector_and_a_kind(relation):
    assert sector_for_relation(relation) in get_args(Sector)
    assert kind_for_relation(relation) in get_args(ContactKind)


@pytest.mark.parametrize(
    ("relation", "sector", "kind"),
    [
        ("partner", "family", "person"),
        ("friend", "friends", "person"),
        ("sponsor_mentor", "peers", "person"),
        ("recovery_group", "peers", "group"),
        ("counselor_therapist", "professionals", "person"),
        ("helpline", "community", "service"),
        (None, "community", "person"),
    ],
)
def test_sector_and_kind_follow_from_the_relation(relation, sector, kind):
    assert (sector_for_relation(relation), kind_for_relation(relation)) == (sector, kind)


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"relation": "sponsor_mentor", "ring": 3}, 3),
        ({"relation": "recovery_group", "ring": 1}, 7),
        ({"relation": "friend", "ring": 1}, 7),
        ({"relation": "friend", "ring": 2}, 30),
        ({"relation": "friend", "ring": 3}, 90),
        ({"relation": "friend"}, 90),
        ({"ring": 2}, 30),
        ({"relation": "sponsor_mentor", "influence": "risk"}, None),
        ({}, None),
    ],
)
def test_the_default_rhythm_follows_relation_then_ring(values, days):
    assert default_cadence(contact(**values)) == days


def test_what_was_left_open_is_filled_in():
    group = with_defaults(contact(relation="recovery_group"))
    assert (group.contact_kind, group.sector, group.ring, group.cadence_days) == (
        "group",
        "peers",
        3,
        7,
    )


def test_what_the_person_said_is_kept():
    said = contact(
        relation="recovery_group", contact_kind="person", sector="friends", ring=1, cadence_days=5
    )
    assert with_defaults(said, given_fields={"contact_kind"}) == said
    assert with_defaults(said).contact_kind == "group"


def test_no_rhythm_wanted_stays_no_rhythm():
    friend = contact(relation="friend", ring=1)
    assert with_defaults(friend).cadence_days == 7
    assert with_defaults(friend, given_fields={"cadence_days"}).cadence_days is None


def test_an_imported_contact_comes_back_as_it_is():
    imported = contact(source="vcard")
    assert with_defaults(imported) is imported


def test_a_contact_with_a_ring_alone_stands_in_the_community():
    assert with_defaults(contact(ring=2)).sector == "community"
    assert contact_sector(contact(ring=2)) == "community"
    assert contact_sector(contact(ring=2, sector="peers")) == "peers"


@given(
    relation=st.sampled_from([*get_args(Relation), None]),
    ring=st.sampled_from([1, 2, 3, None]),
    influence=st.sampled_from([*get_args(Influence), None]),
    cadence=st.none() | st.integers(1, 3660),
)
def test_placing_twice_changes_nothing_more(relation, ring, influence, cadence):
    once = with_defaults(
        contact(relation=relation, ring=ring, influence=influence, cadence_days=cadence)
    )
    assert with_defaults(once) == once
    if once.is_placed:
        assert None not in (once.sector, once.ring)
        assert (once.cadence_days is None) == (cadence is None and influence == "risk")
    else:
        assert once == replace(once, sector=None, ring=None)
