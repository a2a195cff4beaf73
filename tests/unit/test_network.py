"""Figures, gaps and the map of any day."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.report.json_documents import contact_json, network_json
from recovery_journal.report.state_text import gap_questions
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.network.snapshot import Figure, build_network, offering_support

DAY = date(2026, 11, 20)
FIRST = DAY - timedelta(days=100)


def tie(id, name="Maya", relation="friend", days=None, added=FIRST, **values):
    contact = with_defaults(Contact(id=id, name=name, relation=relation, added_on=added, **values))
    return ContactActivity(
        contact=contact, last_connected=None if days is None else DAY - timedelta(days=days)
    )


def when(days):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC) - timedelta(days=days)
    return {"occurred_at": at, "recorded_at": at, "local_date": at.date()}


def refs(ids):
    return tuple(ContactRef(id, "" if id else "someone") for id in ids)


def reached(*ids, days=0, **values):
    return ReachOut(contacts=refs(ids), **when(days), **values)


def tried(*ids, days=0, outcome="no_answer"):
    return reached(*ids, days=days, outcome=outcome)


def met(*ids, days=0, status="attended"):
    return Meeting(name="group", contacts=refs(ids), status=status, **when(days))


ALL = frozenset(DAY - timedelta(days=n) for n in range(60))
"""Days with a record, as many as any window holds."""


def figures(ties, records, recorded=ALL, as_of=DAY):
    return build_network(ties, records, recorded, as_of).figures


THREE = [tie(1), tie(2), tie(3)]


def test_the_figures_have_their_fixed_names():
    assert set(figures([], [])) == {
        "reached_7d",
        "tried_7d",
        "reached_28d",
        "tried_28d",
        "near_daily",
        "peers",
        "supports_goal",
        "sectors_covered",
        "support_covered",
        "bonding",
        "bridging",
        "gave_28d",
        "received_28d",
        "days_without_connection_28d",
        "top_person_share",
    }


def test_a_tried_contact_is_not_reached():
    found = figures(THREE, [tried(1), tried(2, outcome="declined"), reached(3)])
    assert found["reached_7d"] == (1, 3)
    assert found["tried_7d"] == (2, 3)


def test_someone_reached_twice_is_one_person():
    assert figures(THREE, [reached(1), reached(1, 2, days=2)])["reached_7d"] == (2, 3)


def test_windows_hold_the_day_asked_for_and_the_days_before():
    records = [reached(1, days=6), reached(2, days=7), reached(3, days=27), tried(1, days=28)]
    found = figures(THREE, [*records, reached(2, days=-1)])
    assert found["reached_7d"].value == 1
    assert found["reached_28d"].value == 3
    assert found["tried_28d"].value == 0


def test_a_risk_tie_is_on_the_map_and_in_no_figure():
    risky = tie(9, influence="risk", support=("emotional",), tie="bonding", supports_goal="yes")
    days = [reached(9, days=n, support_given=True) for n in range(5)]
    found = build_network([tie(1), risky], [*days, tried(9), met(9)], ALL, DAY)
    assert [p.state for p in found.contacts] == ["new", "paused"]
    assert found.risk_ids == {9}
    assert {f.n for f in found.figures.values()} <= {0, 1, 5, 7, 28}
    assert found.figures["days_without_connection_28d"] == (28, 28)
    for name in set(found.figures) - {"days_without_connection_28d", "sectors_covered"}:
        assert not found.figures[name].value
    assert not any(gap.active for gap in found.gaps)


def test_a_reach_out_with_a_risk_tie_and_a_friend_counts_for_the_friend():
    found = figures([tie(1), tie(9, influence="risk")], [reached(1, 9)])
    assert found["reached_7d"] == (1, 1)
    assert found["days_without_connection_28d"] == (27, 28)


def test_four_of_seven_days_is_near_daily_and_three_is_not():
    records = [reached(1, days=n) for n in (0, 2, 4, 6)]
    records += [reached(2, days=n) for n in (0, 0, 1, 2, 7, 8)]
    records += [tried(3, days=n) for n in range(7)]
    assert figures(THREE, records)["near_daily"] == (1, 3)


def test_a_meeting_is_a_day_with_connection_and_not_a_person():
    group = tie(4, relation="recovery_group")
    found = figures([tie(1), group], [met(4), met(days=1, status="left_early"), met(4, days=1)])
    assert found["days_without_connection_28d"] == (26, 28)
    assert found["reached_7d"] == (0, 2)
    assert found["near_daily"] == (0, 2)


def test_a_meeting_not_attended_or_planned_connects_nobody():
    records = [met(days=1, status="not_attended"), met(days=2, status="planned"), tried(1, days=3)]
    assert figures(THREE, records)["days_without_connection_28d"] == (28, 28)


def test_days_without_connection_are_out_of_the_days_with_a_record():
    back = [DAY - timedelta(days=n) for n in (0, 3, 27, 28, 900)]
    assert figures(THREE, [], back)["days_without_connection_28d"] == (3, 3)
    assert figures(THREE, [reached(1, days=3)], back)["days_without_connection_28d"] == (2, 3)
    ahead = [*back, DAY + timedelta(days=1)]
    assert figures(THREE, [reached(1, days=3)], ahead)["days_without_connection_28d"] == (2, 3)


def test_without_a_record_days_without_connection_are_not_known():
    assert figures(THREE, [], ())["days_without_connection_28d"] == Figure(None, 0)


def test_someone_deleted_still_made_a_day_with_connection():
    found = figures(THREE, [reached(None)])
    assert found["days_without_connection_28d"] == (27, 28)
    assert found["reached_7d"] == (0, 3)


def test_the_share_of_one_person_needs_five_connections():
    four = [reached(1), reached(1), reached(1), reached(2)]
    assert figures(THREE, [*four, tried(1)])["top_person_share"] == (None, 4)
    assert figures(THREE, [*four, reached(2, 3)])["top_person_share"] == (0.6, 5)


def test_the_share_is_not_known_when_nobody_named_is_there():
    assert figures(THREE, [reached(None)] * 5)["top_person_share"] == (None, 5)


def test_giving_and_receiving_are_out_of_the_connections():
    records = [
        reached(1, support_given=True, support_received=("emotional", "practical")),
        reached(2, support_given=False),
        reached(3),
        tried(1),
    ]
    found = figures(THREE, records)
    assert found["gave_28d"] == (1, 3)
    assert found["received_28d"] == (1, 3)


def test_what_the_contacts_are_is_out_of_the_active_ones():
    found = figures(
        [
            tie(1, relation="peer_in_recovery", tie="bonding", supports_goal="yes"),
            tie(2, relation="sponsor_mentor", tie="bridging", supports_goal="mixed"),
            tie(3, relation="medical", support=("practical", "informational")),
            tie(4, relation="family", support=("practical",), status="less_now"),
            tie(5, relation="friend", status="ended", ended_on=DAY, support=("financial",)),
            tie(6, relation=None, supports_goal="yes", support=("advocacy",)),
        ],
        [],
    )
    assert found["peers"] == (2, 4)
    assert found["supports_goal"] == (1, 4)
    assert found["bonding"] == found["bridging"] == (1, 4)
    assert found["sectors_covered"] == (3, 5)
    assert found["support_covered"] == (2, 7)


def test_one_not_placed_yet_stands_apart_and_reaching_them_is_not_lost():
    found = build_network(
        [tie(1), tie(2, "zed", None), tie(3, "Abe", None)], [reached(2)], ALL, DAY
    )
    assert [p.contact.id for p in found.contacts] == [1]
    assert [c.name for c in found.not_placed] == ["Abe", "zed"]
    assert found.figures["reached_7d"] == (1, 2)
    assert found.figures["tried_7d"] == (0, 1)


def test_an_ended_contact_is_on_the_map_of_an_earlier_day():
    ended = tie(1, status="ended", ended_on=DAY, days=3)
    assert not build_network([ended], [], ALL, DAY).contacts
    earlier = build_network([ended], [], ALL, DAY - timedelta(days=1))
    assert earlier.contacts[0].days_since == 2
    assert earlier.as_of == DAY - timedelta(days=1)


def test_a_contact_added_later_is_not_on_an_earlier_map():
    new = tie(1, added=DAY)
    assert not build_network([new], [], ALL, DAY - timedelta(days=1)).contacts
    assert build_network([new], [], ALL, DAY).contacts[0].contact is new.contact


def test_people_have_a_fixed_place_by_sector_ring_and_name():
    ties = [
        tie(1, "zoe", "friend", ring=2),
        tie(2, "Abe", "friend", ring=2),
        tie(3, "Ben", "friend", ring=1),
        tie(4, "Mum", "family"),
        tie(5, "abe", "friend", ring=2),
    ]
    for order in itertools.permutations(ties):
        people = build_network(order, [], ALL, DAY).contacts
        assert [p.contact.id for p in people] == [4, 3, 2, 5, 1]


def test_a_cell_counts_active_contacts_and_the_recent_among_them():
    found = build_network(
        [
            tie(1, relation="friend", days=2, support=("practical", "emotional")),
            tie(2, relation="friend", days=400, support=("practical",)),
            tie(3, relation="friend", status="ended", support=("practical",)),
            tie(4, relation=None, support=("practical",)),
        ],
        [],
        ALL,
        DAY,
    )
    assert len(found.gaps) == len({(g.support, g.sector) for g in found.gaps}) == 35
    assert [g for g in found.gaps if g.active] == [
        ("emotional", "friends", 1, 1),
        ("practical", "friends", 2, 1),
    ]


def test_a_filter_leaves_those_who_give_any_of_the_kinds():
    ties = [
        tie(1, support=("practical",)),
        tie(2, support=("emotional", "advocacy")),
        tie(3),
    ]
    people = build_network(ties, [], ALL, DAY).contacts

    def who_give(*kinds):
        return {one.contact.id for one in offering_support(people, kinds)}

    assert who_give() == {1, 2, 3}
    assert who_give("practical") == {1}
    assert who_give("practical", "advocacy") == {1, 2}
    assert who_give("financial") == set()


def test_a_kind_of_support_with_nobody_listed_asks_a_question():
    some = build_network([tie(1, support=("emotional",))], [], ALL, DAY)
    questions = gap_questions(some.gaps)
    assert len(questions) == 6
    assert "No one listed yet for practical help. Is there someone, or a service?" in questions
    assert not any("emotional" in question for question in questions)


records = st.lists(
    st.builds(
        lambda ids, days, outcome: reached(*ids, days=days, outcome=outcome),
        st.lists(st.integers(1, 6) | st.none(), min_size=1, max_size=3),
        st.integers(-2, 40),
        st.sampled_from(["connected", "no_answer", "cancelled"]),
    ),
    max_size=30,
)
CAST = [
    tie(1),
    tie(2, relation="recovery_group"),
    tie(3, relation=None),
    tie(4, influence="risk"),
    tie(5, status="ended", ended_on=DAY - timedelta(days=10)),
    tie(6, paused_from=FIRST),
]


@given(
    log=records,
    recorded=st.sets(st.integers(-2, 60).map(lambda n: DAY - timedelta(days=n))),
    back=st.integers(0, 30),
)
def test_no_figure_is_beyond_what_it_is_out_of(log, recorded, back):
    as_of = DAY - timedelta(days=back)
    found = build_network(CAST, log, recorded, as_of)
    for figure in found.figures.values():
        assert figure.value is None or 0 <= figure.value <= figure.n
    for gap in found.gaps:
        assert 0 <= gap.recent <= gap.active


@given(log=records)
def test_the_order_of_the_log_changes_nothing(log):
    assert figures(CAST, log) == figures(CAST, log[::-1])


def test_the_network_as_json_has_the_keys_of_the_contract():
    found = network_json(
        build_network([tie(1, days=2), tie(2, relation=None)], [reached(1)], ALL, DAY)
    )
    assert found["as_of"] == "2026-11-20"
    assert [c["state"] for c in found["contacts"]] == ["recent"]
    assert found["not_placed"] == [{"id": 2, "name": "Maya"}]
    assert found["figures"]["reached_7d"] == {"value": 1, "n": 1}
    assert found["gaps"][0] == {
        "support": "emotional",
        "sector": "family",
        "active": 0,
        "recent": 0,
    }


def test_a_contact_as_json_has_its_fields_and_its_state():
    someone = tie(1, days=2, support=("practical", "emotional"), note="met at work")
    found = contact_json(someone.contact, someone, DAY)
    assert list(found)[:12] == [
        "id",
        "name",
        "contact_kind",
        "relation",
        "sector",
        "ring",
        "cadence_days",
        "state",
        "booked",
        "days_since",
        "tried_since",
        "status",
    ]
    assert (found["state"], found["days_since"], found["tried_since"]) == ("recent", 2, 0)
    assert found["support"] == ["emotional", "practical"]
    assert found["added_on"] == "2026-08-12"
    assert found["placed"] is True


def test_a_contact_as_json_without_a_day_has_no_state():
    found = contact_json(tie(1).contact)
    assert found["state"] is found["days_since"] is found["tried_since"] is None
