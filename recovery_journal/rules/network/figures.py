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

from recovery_journal.domain.choices import Sector, SupportKind
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.days import window_bounds
from recovery_journal.rules.network.placement import contact_sector

NEAR_DAILY_DAYS = 4
MIN_FOR_SHARE = 5
WEEK_DAYS = 7
WINDOW_DAYS = 28


class Figure(NamedTuple):
    """A number and what it is out of; ``value`` None where there is too little to say."""

    value: int | float | None
    n: int


class Population(NamedTuple):
    """Whom the figures speak of: ids on the map, ids not placed yet, ids of risk ties."""

    activities: tuple[ContactActivity, ...]
    unplaced_ids: frozenset[int]
    risk_ids: frozenset[int]

    @property
    def placed_ids(self) -> frozenset[int]:
        """The ids of the active, placed contacts that are no risk tie: N of them."""
        return frozenset(activity.contact.id for activity in self.activities)


def build_population(activities: Iterable[ContactActivity]) -> Population:
    """Sort the contacts there on a day into those the figures speak of, and the others."""
    activities = tuple(activities)
    risk_ids = frozenset(
        activity.contact.id for activity in activities if activity.contact.influence == "risk"
    )
    non_risk = [activity for activity in activities if activity.contact.id not in risk_ids]
    return Population(
        activities=tuple(activity for activity in non_risk if activity.contact.is_placed),
        unplaced_ids=frozenset(
            activity.contact.id for activity in non_risk if not activity.contact.is_placed
        ),
        risk_ids=risk_ids,
    )


def network_figures(
    population: Population,
    records: Sequence[ReachOut | Meeting],
    recorded_days: Collection[date],
    as_of: date,
) -> dict[str, Figure]:
    """Return every figure by its name, as of a day.

    ``records`` are the reach-outs and meetings of the 28 days up to ``as_of``;
    others are left aside. ``recorded_days`` are the days of these with a record of any kind.
    """
    start = window_bounds(as_of, WINDOW_DAYS)[0]
    window = [
        r
        for r in records
        if start <= r.local_date <= as_of and not involves_only_risk(r, population.risk_ids)
    ]
    reach_outs = [r for r in window if isinstance(r, ReachOut)]
    week_start = window_bounds(as_of, WEEK_DAYS)[0]
    week_reach_outs = [r for r in reach_outs if r.local_date >= week_start]
    return {
        "reached_7d": _people_figure(population, week_reach_outs, connected=True),
        "tried_7d": _people_figure(population, week_reach_outs, connected=False),
        "reached_28d": _people_figure(population, reach_outs, connected=True),
        "tried_28d": _people_figure(population, reach_outs, connected=False),
        "near_daily": _near_daily_figure(population, week_reach_outs),
        **_composition_figures(population.activities),
        **_support_figures([r for r in reach_outs if r.is_connected]),
        "days_without_connection_28d": _unconnected_days_figure(window, recorded_days, as_of),
        "top_person_share": _top_person_figure(
            population, [r for r in reach_outs if r.is_connected]
        ),
    }


def involves_only_risk(record: ReachOut | Meeting, risk_ids: Collection[int]) -> bool:
    """Say whether a record names contacts and every one of them is a risk tie."""
    return bool(record.contacts) and all(ref.id in risk_ids for ref in record.contacts)


def _population_ids(population: Population, record: ReachOut) -> set[int]:
    """Return the ids of a reach-out's contacts that count."""
    return {
        ref.id
        for ref in record.contacts
        if ref.id is not None
        and (ref.id in population.placed_ids or ref.id in population.unplaced_ids)
    }


def _people_figure(
    population: Population, reach_outs: Iterable[ReachOut], *, connected: bool
) -> Figure:
    """Count the different people reached, or tried."""
    contact_ids: set[int] = set()
    for record in reach_outs:
        if record.is_connected == connected:
            contact_ids |= _population_ids(population, record)
    return Figure(len(contact_ids), len(population.placed_ids | contact_ids))


def _near_daily_figure(population: Population, reach_outs: Iterable[ReachOut]) -> Figure:
    """Count the people connected with on 4 or more of the last 7 days."""
    days_by_contact: dict[int, set[date]] = {}
    for record in reach_outs:
        if record.is_connected:
            for contact_id in _population_ids(population, record):
                days_by_contact.setdefault(contact_id, set()).add(record.local_date)
    near_daily_ids = {
        contact_id
        for contact_id, contact_days in days_by_contact.items()
        if len(contact_days) >= NEAR_DAILY_DAYS
    }
    return Figure(len(near_daily_ids), len(population.placed_ids | near_daily_ids))


def _composition_figures(activities: Sequence[ContactActivity]) -> dict[str, Figure]:
    """Count what the contacts on the map are, and how much of the map they cover."""
    contacts = [activity.contact for activity in activities]
    n = len(contacts)
    sectors = [contact_sector(c) for c in contacts]
    kinds = {support for c in contacts for support in c.support}
    return {
        "peers": Figure(sectors.count("peers"), n),
        "supports_goal": Figure(sum(c.supports_goal == "yes" for c in contacts), n),
        "sectors_covered": Figure(len(set(sectors)), len(get_args(Sector))),
        "support_covered": Figure(len(kinds), len(get_args(SupportKind))),
        "bonding": Figure(sum(c.tie == "bonding" for c in contacts), n),
        "bridging": Figure(sum(c.tie == "bridging" for c in contacts), n),
    }


def _support_figures(connections: Sequence[ReachOut]) -> dict[str, Figure]:
    """Count the connected reach-outs in which giving, or receiving, was noted."""
    n = len(connections)
    return {
        "gave_28d": Figure(sum(r.support_given is True for r in connections), n),
        "received_28d": Figure(sum(bool(r.support_received) for r in connections), n),
    }


def _unconnected_days_figure(
    window: Iterable[ReachOut | Meeting], recorded_days: Collection[date], as_of: date
) -> Figure:
    """Return on how many of the days with a record there was no connection, of the 28."""
    start = window_bounds(as_of, WINDOW_DAYS)[0]
    days = {day for day in recorded_days if start <= day <= as_of}
    unconnected_days = days - days_with_connection(window)
    return Figure(len(unconnected_days) if days else None, len(days))


def days_with_connection(records: Iterable[ReachOut | Meeting]) -> set[date]:
    """Return the days with a connected reach-out, or a meeting the person was at."""
    return {
        record.local_date
        for record in records
        if (record.is_connected if isinstance(record, ReachOut) else record.was_present)
    }


def _top_person_figure(population: Population, connections: Sequence[ReachOut]) -> Figure:
    """Return the share of connected reach-outs that went to one person, 0 to 1.

    None under 5 connected reach-outs, or when none of them names someone who counts.
    """
    counts = Counter(
        contact_id for record in connections for contact_id in _population_ids(population, record)
    )
    n = len(connections)
    if n < MIN_FOR_SHARE or not counts:
        return Figure(None, n)
    return Figure(round(max(counts.values()) / n, 2), n)
