"""Where people stand on the map: everyone inside, nobody on another, always the same place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.network_map.layout import (
    MapPosition,
    build_grid,
    build_layout,
    nearest_position,
)
from recovery_journal.network_map.map_labels import map_labels
from recovery_journal.network_map.map_rows import braille_rows
from recovery_journal.rules.network.placement import SECTORS, contact_sector, with_defaults
from recovery_journal.rules.network.snapshot import MapContact
from recovery_journal.rules.network.states import contact_state, days_since
from recovery_journal.widgets.network_map import NetworkMap

TODAY = date(2026, 11, 20)
NAMES = [
    "Jo",
    "Maria",
    "محمد عبد الله",
    "日本の友だち",
    "👨‍👩‍👧‍👦 Lopez",
    "Bartholomew Featherstonehaugh",
    "नमस्ते",
    "A\x1b[31m",
]

people_lists = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(get_args(Relation)),
        st.sampled_from((1, 2, 3)),
        st.integers(0, 300),
        st.none() | st.integers(0, 200),
        st.integers(0, 120),
    ),
    max_size=60,
)
sizes = st.tuples(st.integers(56, 170), st.integers(10, 60))


def someone(number: int, facts: tuple, as_of: date = TODAY) -> MapContact:
    name, relation, ring, added, reached, tried = facts
    contact = with_defaults(
        Contact(
            id=number,
            name=name,
            relation=relation,
            ring=ring,
            added_on=TODAY - timedelta(days=added),
        )
    )
    last = None if reached is None else TODAY - timedelta(days=reached)
    tie = ContactActivity(contact=contact, last_connected=last, tried_since=tried)
    return MapContact(tie, contact_state(tie, as_of), days_since(tie, as_of))


def crowd(facts: list[tuple], as_of: date = TODAY) -> list[MapContact]:
    return [someone(number, one, as_of) for number, one in enumerate(facts, start=1)]


def places(people: list[MapContact], size: tuple[int, int]) -> dict:
    found = build_layout(people, *size)
    return {spot.contact_id: (spot.row, spot.column) for spot in found.positions if spot.contact_id}


@given(people_lists, sizes, st.booleans())
def test_everyone_is_inside_and_nobody_stands_on_another(facts, size, are_booked):
    width, height = size
    people = crowd(facts)
    if are_booked:
        people = [
            one._replace(activity=replace(one.activity, appointment_on=TODAY)) for one in people
        ]
    found = map_labels(build_layout(people, width, height), {one.contact.id: one for one in people})
    taken: dict[int, list[tuple[int, int]]] = {}
    for piece in found:
        assert 0 <= piece.row < height
        assert piece.start >= 0
        assert piece.start + piece.width <= width
        assert sum(map(cell_len, piece.texts)) + len(piece.texts) - 1 == piece.width
        for start, end in taken.get(piece.row, []):
            assert piece.start >= end or piece.start + piece.width <= start
        taken.setdefault(piece.row, []).append((piece.start, piece.start + piece.width))


@given(people_lists, sizes)
def test_everyone_is_on_the_map_or_counted_at_the_rim(facts, size):
    people = crowd(facts)
    found = build_layout(people, *size)
    for sector in SECTORS:
        spots = [spot for spot in found.positions if spot.sector == sector]
        here = sum(contact_sector(one.contact) == sector for one in people)
        assert (
            sum(1 for spot in spots if spot.contact_id) + sum(s.more_count for s in spots) == here
        )


@given(people_lists, sizes, st.integers(0, 400))
def test_a_place_does_not_move_with_time_or_state(facts, size, days):
    later = crowd(facts, TODAY + timedelta(days=days))
    reached = [
        one._replace(
            activity=replace(one.activity, last_connected=TODAY, tried_since=0), state="recent"
        )
        for one in later
    ]
    assert places(crowd(facts), size) == places(later, size) == places(reached, size)


@given(people_lists, sizes, st.sampled_from(get_args(Relation)), st.sampled_from((1, 2, 3)))
def test_someone_new_moves_nobody(facts, size, relation, ring):
    people = crowd(facts)
    newcomer = someone(len(people) + 1, ("New", relation, ring, -1, None, 0))
    before, after = places(people, size), places([*people, newcomer], size)
    assert before.items() <= after.items()


@given(people_lists, sizes, st.lists(st.integers(1, 60), unique=True, max_size=8))
def test_an_end_moves_nobody_who_has_a_place(facts, size, leaving):
    people = crowd(facts)
    gone: list[Contact] = []
    for day, number in enumerate(leaving):
        before = {one.contact.id for one in people}
        spots = _spots(people, gone, size)
        ended_on = TODAY + timedelta(days=day)
        gone += [
            replace(one.contact, status="ended", ended_on=ended_on)
            for one in people
            if one.contact.id == number
        ]
        people = [one for one in people if one.contact.id != number]
        after = _spots(people, gone, size)
        assert number not in after
        for person in before & spots.keys() - {number}:
            assert after[person] == spots[person]


def _spots(people: list[MapContact], gone: list[Contact], size: tuple[int, int]) -> dict:
    found = build_layout(people, *size, former=gone)
    return {spot.contact_id: (spot.row, spot.column) for spot in found.positions if spot.contact_id}


def test_who_waits_for_a_place_takes_that_of_someone_who_left():
    friends = [("Jo", "friend", 1, 90 - number, None, 0) for number in range(60)]
    people = crowd(friends)
    size = (80, 24)
    spots = _spots(people, [], size)
    waiting = next(one.contact.id for one in people if one.contact.id not in spots)
    first = people[0].contact
    gone = [replace(first, status="ended", ended_on=TODAY)]
    after = _spots(people[1:], gone, size)
    assert after[waiting] == spots[first.id]
    waited_in_vain = [replace(people[-1].contact, status="ended", ended_on=TODAY)]
    assert _spots(people[:-1], waited_in_vain, size) == spots


def test_someone_not_there_on_that_day_keeps_their_place():
    people = crowd([("Jo", "friend", 1, 9, None, 0), ("Al", "friend", 1, 8, None, 0)])
    both = _spots(people, [], (80, 24))
    assert _spots(people[1:], [people[0].contact], (80, 24)) == {2: both[2]}


@given(people_lists, sizes)
def test_the_order_in_which_people_are_given_does_not_matter(facts, size):
    people = crowd(facts)
    assert places(people, size) == places(people[::-1], size)


@pytest.mark.parametrize("size", [(78, 14), (76, 28), (116, 43)])
def test_every_part_of_the_map_has_room_on_every_ring(size):
    for slots in build_grid(*size).slots.values():
        assert len(slots) >= 2


@pytest.mark.parametrize("size", [(78, 14), (76, 28), (116, 43)])
def test_the_inner_ring_is_nearer_the_middle(size):
    ground = build_grid(*size)
    (x, y), (across, down) = ground.shape.center, ground.shape.radii
    for sector in SECTORS:
        far = [
            [
                ((s.column - x) / across) ** 2 + ((s.row - y) / down) ** 2
                for s in ground.slots[sector, ring]
            ]
            for ring in (1, 2, 3)
        ]
        assert max(far[0]) < min(far[1])
        assert max(far[1]) < min(far[2])


@given(people_lists.filter(bool), sizes)
@settings(max_examples=30)
def test_arrows_go_where_they_point(facts, size):
    spots = build_layout(crowd(facts), *size).positions
    for spot in spots:
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            found = nearest_position(spots, spot, (across, down))
            if found is not None:
                assert (found.column - spot.column) * across + (found.row - spot.row) * down > 0


@pytest.mark.parametrize("direction", [(0, -1), (0, 1), (1, 0), (-1, 0)])
@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(("beside", "is_found"), [(0, True), (5, True), (6, True), (7, False)])
def test_an_arrow_reaches_up_to_three_times_as_far_aside_as_ahead(
    direction, side, beside, is_found
):
    """Two rows ahead, someone six rows aside is still "up"; a cell is twice as high as wide."""

    def at(contact_id, across, down):
        return MapPosition(contact_id, "friends", 1, 50 + down, 100 + 2 * across, False, 10)

    across, down = direction
    origin = at(1, 0, 0)
    other = at(2, 2 * across + side * beside * abs(down), 2 * down + side * beside * abs(across))
    found = nearest_position([origin, other], origin, direction)
    assert (found == other) == is_found


def test_the_rings_are_drawn_in_the_size_of_the_map():
    rows = braille_rows(build_grid(78, 14))
    assert len(rows) == 14
    assert {len(row) for row in rows} == {78}
    assert any(character > "\u2800" for row in rows for character in row)


def test_what_follows_a_name_written_from_right_to_left_stays_behind_it():
    people = [someone(1, ("محمد", "friend", 2, 5, 90, 2))]
    found = map_labels(build_layout(people, 78, 14), {1: people[0]})
    person = next(piece for piece in found if piece.key == 1)
    assert person.texts[1] == "محمد\u200e"
    assert person.texts[2] == "~2"


def test_a_long_name_is_cut_with_a_mark():
    people = [someone(1, ("Bartholomew Featherstonehaugh-Smythe" * 3, "friend", 3, 5, 0, 0))]
    found = map_labels(build_layout(people, 78, 14), {1: people[0]})
    assert next(piece for piece in found if piece.key == 1).texts[1].endswith("…")


class MapApp(App[None]):
    """The map alone."""

    def __init__(self, people: list[MapContact]) -> None:
        super().__init__()
        self.people = people
        self.heard: list[object] = []

    def compose(self):
        yield NetworkMap()

    def on_mount(self) -> None:
        self.query_one(NetworkMap).show(self.people)

    def on_network_map_opened(self, event: NetworkMap.Opened) -> None:
        self.heard.append(event.contact_id)

    def on_network_map_more_opened(self, event: NetworkMap.MoreOpened) -> None:
        self.heard.append(event.sector)


FEW = [
    ("Ana", "partner", 1, 9, 0, 0),
    ("Bo", "friend", 2, 8, 3, 0),
    ("Cy", "peer_in_recovery", 3, 7, 50, 2),
    ("Di", "medical", 2, 6, None, 0),
    ("Ed", "helpline", 3, 5, None, 0),
]


async def test_s_goes_round_the_sectors():
    app = MapApp(crowd(FEW))
    async with app.run_test(size=(78, 16)) as pilot:
        chart = app.query_one(NetworkMap)
        assert chart.cursor == 1
        seen = []
        for key in ("s", "s", "s", "s", "s", "S"):
            await pilot.press(key)
            seen.append(chart.cursor)
        assert seen == [2, 3, 4, 5, 1, 5]


async def test_arrows_reach_everyone():
    app = MapApp(
        crowd(
            [("X", relation, ring, 9, 0, 0) for relation in get_args(Relation) for ring in (1, 2)]
        )
    )
    async with app.run_test(size=(100, 40)) as pilot:
        chart = app.query_one(NetworkMap)
        spots = chart._map_layout.positions
        seen, todo = {chart.cursor}, [chart.cursor]
        while todo:
            at = chart._map_layout.position_of(todo.pop())
            for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                found = nearest_position(spots, at, way)
                if found is not None and found.key not in seen:
                    seen.add(found.key)
                    todo.append(found.key)
        assert seen == {spot.key for spot in spots}
        await pilot.press("left", "down")
        assert chart.cursor in seen


async def test_a_click_goes_to_a_person_and_a_second_one_opens():
    app = MapApp(crowd(FEW))
    async with app.run_test(size=(78, 16)) as pilot:
        chart = app.query_one(NetworkMap)
        spot = chart._map_layout.position_of(3)
        await pilot.hover(NetworkMap, offset=(spot.column, spot.row))
        assert chart.highlighted == 3
        assert chart.cursor == 1
        await pilot.click(NetworkMap, offset=(spot.column, spot.row), times=2)
        assert chart.cursor == 3
        assert app.heard == [3]


async def test_enter_on_more_opens_the_list_there():
    app = MapApp(crowd([("X", "friend", 1, 9, 0, 0)] * 30))
    async with app.run_test(size=(78, 16)) as pilot:
        app.query_one(NetworkMap).go_to("friends")
        await pilot.press("enter")
        assert app.heard == ["friends"]


async def test_the_cursor_stays_on_the_person_when_the_map_is_shown_again():
    people = crowd(FEW)
    app = MapApp(people)
    async with app.run_test(size=(78, 16)) as pilot:
        chart = app.query_one(NetworkMap)
        chart.go_to(4)
        chart.show(people[1:])
        await pilot.pause()
        assert chart.cursor == 4
        chart.show(people[:3])
        await pilot.pause()
        assert chart.cursor in {1, 2, 3}
        chart.show([])
        await pilot.pause()
        assert chart.cursor is None
        await pilot.press("right", "s", "enter")
        assert app.heard == []


async def test_a_map_without_room_draws_nothing():
    app = MapApp(crowd(FEW))
    async with app.run_test(size=(6, 3)) as pilot:
        await pilot.pause()
        assert app.query_one(NetworkMap).cursor is None
