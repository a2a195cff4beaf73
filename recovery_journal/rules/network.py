"""The support network as of one day: who is on the map, in which state, figures and gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.domain.lists import State, Support
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.figures import Figure, counted, figures
from recovery_journal.rules.gaps import Gap, gap_questions, gaps
from recovery_journal.rules.placement import OUTER_RING, SECTORS, sector_on_map
from recovery_journal.rules.states import days_since, state_of, there_on

__all__ = ["Figure", "Gap", "Network", "Placed", "by_name", "gap_questions", "giving", "network"]


class Placed(NamedTuple):
    """Someone on the map, with their state that day; ``days_since`` None is not reached yet."""

    tie: Tie
    state: State
    days_since: int | None

    @property
    def contact(self) -> Contact:
        """The contact itself."""
        return self.tie.contact


class Network(NamedTuple):
    """The map and what stands beside it, as of a day.

    ``people`` are the active, placed contacts by sector, ring and name, risk
    ties among them; ``not_placed`` the imported ones not looked at yet, by name;
    ``risk`` the ids of all risk ties, ended ones too, which count nowhere.
    """

    as_of: date
    people: tuple[Placed, ...]
    not_placed: tuple[Contact, ...]
    figures: dict[str, Figure]
    gaps: tuple[Gap, ...]
    risk: frozenset[int]


def giving(people: Iterable[Placed], kinds: Collection[Support]) -> tuple[Placed, ...]:
    """Return those who give any of these kinds of support; everyone where none is named."""
    return tuple(
        one for one in people if not kinds or not set(kinds).isdisjoint(one.contact.support)
    )


def network(
    ties: Iterable[Tie],
    records: Sequence[ReachOut | Meeting],
    recorded: Collection[date],
    as_of: date,
) -> Network:
    """Return the network as it was on a day.

    ``ties`` are of that day, ``records`` the reach-outs and meetings of the 28
    days up to it, ``recorded`` the days of these with a record of any kind. Log,
    pause and end are of that day; ring, rhythm and relation are today's.
    """
    ties = tuple(ties)
    risk = frozenset(tie.contact.id for tie in ties if tie.contact.influence == "risk")
    there = [tie for tie in ties if there_on(tie, as_of)]
    people = [
        Placed(tie, state_of(tie, as_of), days_since(tie, as_of))
        for tie in there
        if tie.contact.placed
    ]
    of = counted(there)._replace(risk=risk)
    return Network(
        as_of=as_of,
        people=tuple(sorted(people, key=_place)),
        not_placed=tuple(sorted((t.contact for t in there if not t.contact.placed), key=by_name)),
        figures=figures(of, records, recorded, as_of),
        gaps=gaps(of.ties, as_of),
        risk=risk,
    )


def by_name(contact: Contact) -> tuple[str, int]:
    """Return the key that sorts contacts by name, capitals aside, the older first."""
    return contact.name.casefold(), contact.id


def _place(placed: Placed) -> tuple[int, int, str, int]:
    """Return the key of a fixed place: sector, ring, name."""
    contact = placed.contact
    return SECTORS.index(sector_on_map(contact)), contact.ring or OUTER_RING, *by_name(contact)
