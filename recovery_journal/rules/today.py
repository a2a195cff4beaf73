"""Summary of a day: records by kind, who is due, and the one next step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.network.snapshot import name_sort_key
from recovery_journal.rules.network.states import due_ratio

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record
    from recovery_journal.rules.network.snapshot import MapContact, Network


SEPARATE_KINDS = frozenset({"check_in", "urge", "reach_out", "meeting"})
"""The kinds of records that a day holds by themselves."""


class NextStep(NamedTuple):
    """What could come next: check in, reach ``contact``, nothing, or add to an earlier day."""

    kind: Literal["check_in", "reach", "nothing", "add_later"]
    contact: MapContact | None = None


class DaySummary(NamedTuple):
    """One of the person's days as it stands.

    Records are in the order they happened. ``reached`` and ``tried`` name each
    contact once; risk ties are in neither, they stay in the timeline. ``other_records``
    are the records of the remaining kinds. ``due`` holds who is due or drifting,
    most due first. ``next_step`` is one thing that could be done.
    """

    day: date
    check_ins: tuple[CheckIn, ...]
    urges: tuple[Urge, ...]
    reached: tuple[ContactRef, ...]
    tried: tuple[ContactRef, ...]
    meetings: tuple[Meeting, ...]
    other_records: tuple[Record, ...]
    due: tuple[MapContact, ...]
    next_step: NextStep


def summarize_day(
    records: Iterable[Record],
    network: Network,
    day: date,
    *,
    is_past: bool = False,
    appointment_ids: Collection[int] = (),
) -> DaySummary:
    """Return a day from its records and the network as of that day.

    Records of other days are left aside, as ``records_of_day`` says. ``is_past`` says that
    it is an earlier day than the present one, which has nothing next in it.
    Whoever is ``appointment_ids`` has a day of their own, and is not what comes next.
    """
    day_records = records_of_day(records, day, is_past=is_past)
    check_ins = tuple(r for r in day_records if isinstance(r, CheckIn))
    reach_outs = [r for r in day_records if isinstance(r, ReachOut)]
    tried = _distinct_refs((r for r in reach_outs if not r.is_connected), network.risk_ids)
    due = due_contacts(network)
    candidates = [
        map_contact for map_contact in due if map_contact.contact.id not in appointment_ids
    ]
    return DaySummary(
        day=day,
        check_ins=check_ins,
        urges=tuple(r for r in day_records if isinstance(r, Urge)),
        reached=_distinct_refs((r for r in reach_outs if r.is_connected), network.risk_ids),
        tried=tried,
        meetings=tuple(r for r in day_records if isinstance(r, Meeting)),
        other_records=tuple(r for r in day_records if r.kind not in SEPARATE_KINDS),
        due=due,
        next_step=NextStep("add_later") if is_past else _next_step(check_ins, candidates, tried),
    )


def records_of_day(records: Iterable[Record], day: date, *, is_past: bool = False) -> list[Record]:
    """Return the records of a day, in the order they happened.

    To the present day belongs what happened, in absolute time, after it began,
    whatever the wall clock said then: whoever flew west writes on an earlier
    date than in the morning, and sees it on the day it was lived.
    """
    records = list(records)
    day_records = [r for r in records if r.local_date == day]
    if not is_past:
        day_start = min((r.occurred_at for r in day_records if not _is_planned(r)), default=None)
        if day_start is not None:
            day_records += [r for r in records if r.local_date < day and r.occurred_at > day_start]
    return sorted(day_records, key=lambda r: (r.occurred_at.timestamp(), r.id))


def _is_planned(record: Record) -> bool:
    return getattr(record, "status", None) == "planned"


def due_contacts(network: Network) -> tuple[MapContact, ...]:
    """Return who is due or drifting, the longest beyond their rhythm first.

    A risk tie, a pause and a contact without rhythm are in the state paused, so
    that none of them is here; less contact now was the person's own wish.
    """
    due = [
        map_contact
        for map_contact in network.contacts
        if map_contact.state in ("due", "drifting") and map_contact.contact.status != "less_now"
    ]
    return tuple(
        sorted(
            due,
            key=lambda map_contact: (
                -due_ratio(map_contact.activity, network.as_of),
                *name_sort_key(map_contact.contact),
            ),
        )
    )


def _distinct_refs(
    reach_outs: Iterable[ReachOut], risk_ids: Collection[int]
) -> tuple[ContactRef, ...]:
    """Return the different contacts of some reach-outs, in the order they came."""
    refs = (ref for record in reach_outs for ref in record.contacts if ref.id not in risk_ids)
    return tuple(dict.fromkeys(refs))


def _next_step(
    check_ins: Sequence[CheckIn], due: Sequence[MapContact], tried: Iterable[ContactRef]
) -> NextStep:
    """Return the one next thing, as something that could be done."""
    if not check_ins:
        return NextStep("check_in")
    tried_ids = {ref.id for ref in tried}  # that is effort enough
    waiting = (map_contact for map_contact in due if map_contact.contact.id not in tried_ids)
    return next((NextStep("reach", map_contact) for map_contact in waiting), NextStep("nothing"))
