"""A day so far: what was recorded, who is due, and one next thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from recovery_journal.domain.fields import ContactRef
from recovery_journal.rules.network import by_name
from recovery_journal.rules.states import boundary_words, how_due, state_words
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.check_in import CheckIn
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.urge import Urge
    from recovery_journal.rules.network import Network, Placed


APART = frozenset({"check_in", "urge", "reach_out", "meeting"})
"""The kinds of records that a day holds by themselves."""


class Today(NamedTuple):
    """One of the person's days as it stands.

    Records are in the order they happened. ``reached`` and ``tried`` name each
    contact once; risk ties are in neither, they stay in the timeline. ``others``
    are the records of the remaining kinds. ``due`` holds who is due or drifting,
    most due first. ``next`` is one sentence, with names as they were typed.
    """

    day: date
    check_ins: tuple[CheckIn, ...]
    urges: tuple[Urge, ...]
    reached: tuple[ContactRef, ...]
    tried: tuple[ContactRef, ...]
    meetings: tuple[Meeting, ...]
    others: tuple[Record, ...]
    due: tuple[Placed, ...]
    next: str


def today(
    records: Iterable[Record],
    network: Network,
    day: date,
    *,
    is_past: bool = False,
    booked: Collection[int] = (),
) -> Today:
    """Return a day from its records and the network as of that day.

    Records of other days are left aside, as ``of_day`` says. ``is_past`` says that
    it is an earlier day than the present one, which has nothing next in it.
    Whoever is ``booked`` has a day of their own, and is not what comes next.
    """
    own = of_day(records, day, is_past=is_past)
    check_ins = tuple(cast("CheckIn", r) for r in own if r.kind == "check_in")
    reach_outs = [cast("ReachOut", r) for r in own if r.kind == "reach_out"]
    tried = _people((r for r in reach_outs if not r.connected), network.risk)
    due = most_due(network)
    waiting = [one for one in due if one.contact.id not in booked]
    return Today(
        day=day,
        check_ins=check_ins,
        urges=tuple(cast("Urge", r) for r in own if r.kind == "urge"),
        reached=_people((r for r in reach_outs if r.connected), network.risk),
        tried=tried,
        meetings=tuple(cast("Meeting", r) for r in own if r.kind == "meeting"),
        others=tuple(r for r in own if r.kind not in APART),
        due=due,
        next=_past_words() if is_past else _next(check_ins, waiting, tried, day),
    )


def of_day(records: Iterable[Record], day: date, *, is_past: bool = False) -> list[Record]:
    """Return the records of a day, in the order they happened.

    To the present day belongs what happened, in absolute time, after it began,
    whatever the wall clock said then: whoever flew west writes on an earlier
    date than in the morning, and sees it on the day it was lived.
    """
    records = list(records)
    own = [r for r in records if r.local_date == day]
    if not is_past:
        began = min((r.occurred_at for r in own if not _planned(r)), default=None)
        if began is not None:
            own += [r for r in records if r.local_date < day and r.occurred_at > began]
    return sorted(own, key=lambda r: (r.occurred_at.timestamp(), r.id))


def _planned(record: Record) -> bool:
    return getattr(record, "status", None) == "planned"


def most_due(network: Network) -> tuple[Placed, ...]:
    """Return who is due or drifting, the longest beyond their rhythm first.

    A risk tie, a pause and a contact without rhythm are in the state paused, so
    that none of them is here; less contact now was the person's own wish.
    """
    due = [
        placed
        for placed in network.people
        if placed.state in ("due", "drifting") and placed.contact.status != "less_now"
    ]
    return tuple(sorted(due, key=lambda p: (-how_due(p.tie, network.as_of), *by_name(p.contact))))


def _people(reach_outs: Iterable[ReachOut], risk: Collection[int]) -> tuple[ContactRef, ...]:
    """Return the different contacts of some reach-outs, in the order they came."""
    refs = (ref for record in reach_outs for ref in record.contacts if ref.id not in risk)
    return tuple(dict.fromkeys(refs))


def _next(
    check_ins: Sequence[CheckIn],
    due: Sequence[Placed],
    tried: Iterable[ContactRef],
    day: date,
) -> str:
    """Return the one next thing, as something that could be done."""
    if not check_ins:
        return _("You could check in: how is it now?")
    tried_today = {ref.id for ref in tried}
    for placed in due:
        contact = placed.contact
        if contact.id in tried_today:  # that is effort enough
            continue
        facts = (state_words(placed.tie, day), boundary_words(contact))
        return _("You could reach {name}; {state}.").format(
            name=contact.name, state="; ".join(filter(None, facts))
        )
    return _("Nothing else is waiting today.")


def _past_words() -> str:
    """Return what stands in the place of a next thing on an earlier day."""
    return _("You can add to this day at any time.")
