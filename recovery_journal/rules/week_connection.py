"""The connection section of the weekly page: people, meetings, gaps.

Who counts is what the figures beside the map say (``rules.figures``): contacts
of that day, and no risk tie anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.figures import Counted, connected_days, only_risk
from recovery_journal.rules.gaps import SUPPORTS, gaps
from recovery_journal.rules.redaction import Redaction, shown_as
from recovery_journal.rules.week_facts import Choices, Connection, Count, Felt, Meetings, Person
from recovery_journal.words import _


def people_in(reach_outs: Iterable[ReachOut], of: Counted, *, connected: bool) -> Counter[int]:
    """Return how many times each contact that counts was reached, or tried."""
    who = of.ids | of.unplaced
    return Counter(
        person
        for record in reach_outs
        if record.connected == connected
        for person in {ref.id for ref in record.contacts if ref.id in who}
        if person is not None
    )


def connection(
    reach_outs: Sequence[ReachOut],
    meetings: Sequence[Meeting],
    contacts: Iterable[Contact],
    of: Counted,
    choices: Choices,
    recorded: Collection[date],
    naming: Redaction | None,
) -> Connection:
    """Return who was reached and tried, how it was, and what the meetings came to.

    The records are those of the period; ``recorded`` are its days with a record,
    for a day without one says nothing; ``naming`` None says no name and no program
    of a meeting.
    """
    reached = people_in(reach_outs, of, connected=True)
    tried = people_in(reach_outs, of, connected=False)
    with_connection = [r for r in reach_outs if r.connected]
    there: list[ReachOut | Meeting] = [*with_connection, *(m for m in meetings if m.was_there)]
    connected_on = connected_days(r for r in there if not only_risk(r, of.risk))
    covered = {gap.support for gap in gaps(of.ties, choices.period_to) if gap.active}
    return Connection(
        reached=len(reached),
        of=len(of.ids | reached.keys()),
        tried=len(tried),
        people=_people(contacts, reached, tried, choices.names),
        felt=_felt(r for r in with_connection if not only_risk(r, of.risk)),
        gaps=tuple(support for support in SUPPORTS if support not in covered),
        days_without_connection=len(set(recorded) - connected_on),
        days=len(recorded),
        meetings=_meetings(meetings, contacts, naming),
    )


def _people(
    contacts: Iterable[Contact], reached: Counter[int], tried: Counter[int], names: bool
) -> tuple[Person, ...]:
    """List those who may be listed, the most often reached first."""
    people = [
        Person(shown, reached[contact.id], tried[contact.id])
        for contact in contacts
        if contact.id in reached or contact.id in tried
        if (shown := shown_as(contact, names)) is not None
    ]
    return tuple(sorted(people, key=lambda one: (-one.reached, -one.tried, one.who)))


def _felt(reach_outs: Iterable[ReachOut]) -> Felt:
    """Count how it felt after compared with before, where both were recorded."""
    changes = [
        record.felt_after - record.felt_before
        for record in reach_outs
        if record.felt_after is not None and record.felt_before is not None
    ]
    better = sum(change > 0 for change in changes)
    worse = sum(change < 0 for change in changes)
    return Felt(better, len(changes) - better - worse, worse, len(changes))


def _meetings(
    meetings: Sequence[Meeting], contacts: Iterable[Contact], naming: Redaction | None
) -> Meetings:
    """Return what the meetings came to; ``naming`` None says no name and no program."""
    there = [meeting for meeting in meetings if meeting.was_there]
    unnamed = {contact.id for contact in contacts if contact.share_as == "nobody"}
    return Meetings(
        attended=len(there),
        planned=len(meetings),
        names=_counted(_name(meeting, unnamed, naming) for meeting in there),
        roles=_counted(role for meeting in there for role in meeting.roles),
        held_back_by=_counted(reason for meeting in meetings for reason in meeting.held_back_by),
    )


def _name(meeting: Meeting, unnamed: set[int], naming: Redaction | None) -> str:
    """Return how the page calls a meeting; where and when it was are not part of that."""
    if naming is None or any(ref.id in unnamed for ref in meeting.contacts):
        return _("mutual-help meeting")
    name, program = meeting.name, meeting.program
    if program and program.casefold() not in name.casefold():
        name = _("{meeting} ({program})").format(meeting=name, program=program)
    return naming(name, "connection")


def _counted(values: Iterable[str]) -> tuple[Count, ...]:
    """Return each value with how often it came up, the most frequent first."""
    counts = Counter(values)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(value, n) for value, n in ordered)
