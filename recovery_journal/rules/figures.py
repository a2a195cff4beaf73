"""The figures beside the map, each with the number it is out of; there is no total score.

What counts, for all of them:

- **Who.** The contacts on the map that day: there, active, placed, of any kind
  (a call to a helpline is a reach-out like any other), and not a risk tie. A
  contact not placed yet that was reached or tried in the window joins both
  sides of that figure, so that effort is not lost and no value exceeds its n.
  A contact that has ended or was deleted is not among them.
- **What.** Reach-outs. A meeting connects with a group and makes a day one with
  connection, but is not a person reached.
- **Days.** Only days with a record of any kind: one without says nothing, on the
  weekly page as here.
- **Risk.** A reach-out or meeting with nobody but risk ties counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, get_args

from recovery_journal.domain.contact import Tie
from recovery_journal.domain.lists import Sector, Support
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.days import last_days
from recovery_journal.rules.placement import sector_on_map

NEAR_DAILY = 4
ENOUGH_FOR_SHARE = 5
WEEK = 7
WINDOW = 28


class Figure(NamedTuple):
    """A number and what it is out of; ``value`` None where there is too little to say."""

    value: int | float | None
    n: int


class Counted(NamedTuple):
    """Whom the figures speak of: ids on the map, ids not placed yet, ids of risk ties."""

    ties: tuple[Tie, ...]
    unplaced: frozenset[int]
    risk: frozenset[int]

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the active, placed contacts that are no risk tie: N of them."""
        return frozenset(tie.contact.id for tie in self.ties)


def counted(ties: Iterable[Tie]) -> Counted:
    """Sort the contacts there on a day into those the figures speak of, and the others."""
    ties = tuple(ties)
    risk = frozenset(t.contact.id for t in ties if t.contact.influence == "risk")
    rest = [t for t in ties if t.contact.id not in risk]
    return Counted(
        ties=tuple(t for t in rest if t.contact.placed),
        unplaced=frozenset(t.contact.id for t in rest if not t.contact.placed),
        risk=risk,
    )


def figures(
    of: Counted, records: Sequence[ReachOut | Meeting], recorded: Collection[date], as_of: date
) -> dict[str, Figure]:
    """Return every figure by its name, as of a day.

    ``records`` are the reach-outs and meetings of the 28 days up to ``as_of``;
    others are left aside. ``recorded`` are the days of these with a record of any kind.
    """
    start = last_days(as_of, WINDOW)[0]
    window = [r for r in records if start <= r.local_date <= as_of and not only_risk(r, of.risk)]
    reach_outs = [r for r in window if isinstance(r, ReachOut)]
    week_start = last_days(as_of, WEEK)[0]
    this_week = [r for r in reach_outs if r.local_date >= week_start]
    return {
        "reached_7d": _people(of, this_week, connected=True),
        "tried_7d": _people(of, this_week, connected=False),
        "reached_28d": _people(of, reach_outs, connected=True),
        "tried_28d": _people(of, reach_outs, connected=False),
        "near_daily": _near_daily(of, this_week),
        **_ties(of.ties),
        **_exchange([r for r in reach_outs if r.connected]),
        "days_without_connection_28d": _days_without(window, recorded, as_of),
        "top_person_share": _top_person(of, [r for r in reach_outs if r.connected]),
    }


def only_risk(record: ReachOut | Meeting, risk: Collection[int]) -> bool:
    """Say whether a record names contacts and every one of them is a risk tie."""
    return bool(record.contacts) and all(ref.id in risk for ref in record.contacts)


def _named(of: Counted, record: ReachOut) -> set[int]:
    """Return the ids of a reach-out's contacts that count."""
    return {
        ref.id
        for ref in record.contacts
        if ref.id is not None and (ref.id in of.ids or ref.id in of.unplaced)
    }


def _people(of: Counted, reach_outs: Iterable[ReachOut], *, connected: bool) -> Figure:
    """Count the different people reached, or tried."""
    people: set[int] = set()
    for record in reach_outs:
        if record.connected == connected:
            people |= _named(of, record)
    return Figure(len(people), len(of.ids | people))


def _near_daily(of: Counted, this_week: Iterable[ReachOut]) -> Figure:
    """Count the people connected with on 4 or more of the last 7 days."""
    days: dict[int, set[date]] = {}
    for record in this_week:
        if record.connected:
            for person in _named(of, record):
                days.setdefault(person, set()).add(record.local_date)
    close = {person for person, on in days.items() if len(on) >= NEAR_DAILY}
    return Figure(len(close), len(of.ids | close))


def _ties(ties: Sequence[Tie]) -> dict[str, Figure]:
    """Count what the contacts on the map are, and how much of the map they cover."""
    contacts = [tie.contact for tie in ties]
    n = len(contacts)
    sectors = [sector_on_map(c) for c in contacts]
    kinds = {support for c in contacts for support in c.support}
    return {
        "peers": Figure(sectors.count("peers"), n),
        "supports_goal": Figure(sum(c.supports_goal == "yes" for c in contacts), n),
        "sectors_covered": Figure(len(set(sectors)), len(get_args(Sector))),
        "support_covered": Figure(len(kinds), len(get_args(Support))),
        "bonding": Figure(sum(c.tie == "bonding" for c in contacts), n),
        "bridging": Figure(sum(c.tie == "bridging" for c in contacts), n),
    }


def _exchange(connections: Sequence[ReachOut]) -> dict[str, Figure]:
    """Count the connected reach-outs in which giving, or receiving, was noted."""
    n = len(connections)
    return {
        "gave_28d": Figure(sum(r.support_given is True for r in connections), n),
        "received_28d": Figure(sum(bool(r.support_received) for r in connections), n),
    }


def _days_without(
    window: Iterable[ReachOut | Meeting], recorded: Collection[date], as_of: date
) -> Figure:
    """Return on how many of the days with a record there was no connection, of the 28."""
    start = last_days(as_of, WINDOW)[0]
    days = {day for day in recorded if start <= day <= as_of}
    without = days - connected_days(window)
    return Figure(len(without) if days else None, len(days))


def connected_days(records: Iterable[ReachOut | Meeting]) -> set[date]:
    """Return the days with a connected reach-out, or a meeting the person was at."""
    return {
        record.local_date
        for record in records
        if (record.connected if isinstance(record, ReachOut) else record.was_there)
    }


def _top_person(of: Counted, connections: Sequence[ReachOut]) -> Figure:
    """Return the share of connected reach-outs that went to one person, 0 to 1.

    None under 5 connected reach-outs, or when none of them names someone who counts.
    """
    times = Counter(person for record in connections for person in _named(of, record))
    n = len(connections)
    if n < ENOUGH_FOR_SHARE or not times:
        return Figure(None, n)
    return Figure(round(max(times.values()) / n, 2), n)
