"""The support network as of one day: who is on the map, in which state, figures and gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from recovery_journal.domain.choices import ContactState, SupportKind
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.network.figures import Figure, build_population, network_figures
from recovery_journal.rules.network.gaps import GapCell, gap_grid
from recovery_journal.rules.network.placement import OUTER_RING, SECTORS, contact_sector
from recovery_journal.rules.network.states import contact_state, days_since, is_listed_on

__all__ = [
    "Figure",
    "GapCell",
    "MapContact",
    "Network",
    "build_network",
    "name_sort_key",
    "offering_support",
]


class MapContact(NamedTuple):
    """Someone on the map, with their state that day; ``days_since`` None is not reached yet."""

    activity: ContactActivity
    state: ContactState
    days_since: int | None

    @property
    def contact(self) -> Contact:
        """The contact itself."""
        return self.activity.contact


class Network(NamedTuple):
    """The map and what stands beside it, as of a day.

    ``contacts`` are the active, placed contacts by sector, ring and name, risk
    ties among them; ``former`` the placed ones who are on it no more, or not yet;
    ``not_placed`` the imported ones not looked at yet, by name;
    ``risk_ids`` the ids of all risk ties, ended ones too, which count nowhere.
    """

    as_of: date
    contacts: tuple[MapContact, ...]
    former: tuple[Contact, ...]
    not_placed: tuple[Contact, ...]
    figures: dict[str, Figure]
    gaps: tuple[GapCell, ...]
    risk_ids: frozenset[int]


def offering_support(
    map_contacts: Iterable[MapContact], support_kinds: Collection[SupportKind]
) -> tuple[MapContact, ...]:
    """Return those who give any of these kinds of support; everyone where none is named."""
    return tuple(
        map_contact
        for map_contact in map_contacts
        if not support_kinds or not set(support_kinds).isdisjoint(map_contact.contact.support)
    )


def build_network(
    activities: Iterable[ContactActivity],
    records: Sequence[ReachOut | Meeting],
    recorded_days: Collection[date],
    as_of: date,
) -> Network:
    """Return the network as it was on a day.

    ``activities`` are of that day, ``records`` the reach-outs and meetings of the 28
    days up to it, ``recorded_days`` the days of these with a record of any kind. Log,
    pause and end are of that day; ring, rhythm and relation are today's.
    """
    activities = tuple(activities)
    risk_ids = frozenset(
        activity.contact.id for activity in activities if activity.contact.influence == "risk"
    )
    listed = [activity for activity in activities if is_listed_on(activity, as_of)]
    listed_ids = {activity.contact.id for activity in listed}
    map_contacts = [
        MapContact(activity, contact_state(activity, as_of), days_since(activity, as_of))
        for activity in listed
        if activity.contact.is_placed
    ]
    population = build_population(listed)._replace(risk_ids=risk_ids)
    return Network(
        as_of=as_of,
        contacts=tuple(sorted(map_contacts, key=_map_sort_key)),
        former=tuple(
            activity.contact
            for activity in activities
            if activity.contact.is_placed and activity.contact.id not in listed_ids
        ),
        not_placed=tuple(
            sorted(
                (activity.contact for activity in listed if not activity.contact.is_placed),
                key=name_sort_key,
            )
        ),
        figures=network_figures(population, records, recorded_days, as_of),
        gaps=gap_grid(population.activities, as_of),
        risk_ids=risk_ids,
    )


def name_sort_key(contact: Contact) -> tuple[str, int]:
    """Return the key that sorts contacts by name, capitals aside, the older first."""
    return contact.name.casefold(), contact.id


def _map_sort_key(map_contact: MapContact) -> tuple[int, int, str, int]:
    """Return the key of a fixed place: sector, ring, name."""
    contact = map_contact.contact
    return (
        SECTORS.index(contact_sector(contact)),
        contact.ring or OUTER_RING,
        *name_sort_key(contact),
    )
