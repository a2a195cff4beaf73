"""The connection section of the weekly page: people, meetings, gaps.

Contacts are counted by the population of ``rules.network.figures``: contacts of that day,
and no risk tie anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.network.figures import (
    Population,
    days_with_connection,
    involves_only_risk,
)
from recovery_journal.rules.network.gaps import SUPPORT_KINDS, gap_grid
from recovery_journal.rules.redaction import RedactionWords, Redactor, display_name
from recovery_journal.rules.week.model import (
    FeelingChange,
    ValueCount,
    WeekConnection,
    WeekContact,
    WeekMeetings,
    WeekOptions,
)


def contact_counts(
    reach_outs: Iterable[ReachOut], population: Population, *, connected: bool
) -> Counter[int]:
    """Return how many times each contact that counts was reached, or tried."""
    counted_ids = population.placed_ids | population.unplaced_ids
    return Counter(
        contact_id
        for record in reach_outs
        if record.is_connected == connected
        for contact_id in {ref.id for ref in record.contacts if ref.id in counted_ids}
        if contact_id is not None
    )


def connection_section(
    reach_outs: Sequence[ReachOut],
    meetings: Sequence[Meeting],
    contacts: Iterable[Contact],
    population: Population,
    options: WeekOptions,
    recorded_days: Collection[date],
    redaction_words: RedactionWords,
    name_redactor: Redactor | None,
) -> WeekConnection:
    """Return who was reached and tried, how it was, and what the meetings came to.

    The records are those of the period; ``recorded_days`` are its days with a record,
    for a day without one says nothing; ``name_redactor`` None says no name and no program
    of a meeting.
    """
    reached = contact_counts(reach_outs, population, connected=True)
    tried = contact_counts(reach_outs, population, connected=False)
    connected_reach_outs = [r for r in reach_outs if r.is_connected]
    connecting_records: list[ReachOut | Meeting] = [
        *connected_reach_outs,
        *(m for m in meetings if m.was_present),
    ]
    connected_on_days = days_with_connection(
        r for r in connecting_records if not involves_only_risk(r, population.risk_ids)
    )
    covered = {
        cell.support for cell in gap_grid(population.activities, options.period_to) if cell.active
    }
    return WeekConnection(
        reached=len(reached),
        of=len(population.placed_ids | reached.keys()),
        tried=len(tried),
        people=_listed_contacts(contacts, reached, tried, options.names, redaction_words),
        felt=_feeling_change(
            r for r in connected_reach_outs if not involves_only_risk(r, population.risk_ids)
        ),
        gaps=tuple(support for support in SUPPORT_KINDS if support not in covered),
        days_without_connection=len(set(recorded_days) - connected_on_days),
        days=len(recorded_days),
        meetings=_week_meetings(meetings, contacts, redaction_words, name_redactor),
    )


def _listed_contacts(
    contacts: Iterable[Contact],
    reached: Counter[int],
    tried: Counter[int],
    include_names: bool,
    redaction_words: RedactionWords,
) -> tuple[WeekContact, ...]:
    """List those who may be listed, the most often reached first."""
    rows = [
        WeekContact(page_name, reached[contact.id], tried[contact.id])
        for contact in contacts
        if contact.id in reached or contact.id in tried
        if (page_name := display_name(contact, redaction_words, include_names)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (-row.reached, -row.tried, row.who)))


def _feeling_change(reach_outs: Iterable[ReachOut]) -> FeelingChange:
    """Count how it felt after compared with before, where both were recorded."""
    changes = [
        record.felt_after - record.felt_before
        for record in reach_outs
        if record.felt_after is not None and record.felt_before is not None
    ]
    better = sum(change > 0 for change in changes)
    worse = sum(change < 0 for change in changes)
    return FeelingChange(better, len(changes) - better - worse, worse, len(changes))


def _week_meetings(
    meetings: Sequence[Meeting],
    contacts: Iterable[Contact],
    redaction_words: RedactionWords,
    name_redactor: Redactor | None,
) -> WeekMeetings:
    """Return what the meetings came to; ``name_redactor`` None says no name and no program."""
    attended = [meeting for meeting in meetings if meeting.was_present]
    unnamed_ids = {contact.id for contact in contacts if contact.share_as == "nobody"}
    return WeekMeetings(
        attended=len(attended),
        planned=len(meetings),
        names=_value_counts(
            _meeting_name(meeting, unnamed_ids, redaction_words, name_redactor)
            for meeting in attended
        ),
        roles=_value_counts(role for meeting in attended for role in meeting.roles),
        held_back_by=_value_counts(
            reason for meeting in meetings for reason in meeting.held_back_by
        ),
    )


def _meeting_name(
    meeting: Meeting,
    unnamed_ids: set[int],
    redaction_words: RedactionWords,
    name_redactor: Redactor | None,
) -> str:
    """Return how the page calls a meeting; where and when it was are not part of that."""
    if name_redactor is None or any(ref.id in unnamed_ids for ref in meeting.contacts):
        return redaction_words.meeting
    name, program = meeting.name, meeting.program
    if program and program.casefold() not in name.casefold():
        name = redaction_words.meeting_of_program.format(meeting=name, program=program)
    return name_redactor(name, "connection")


def _value_counts(values: Iterable[str]) -> tuple[ValueCount, ...]:
    """Return each value with how often it came up, the most frequent first."""
    counts = Counter(values)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ValueCount(value, n) for value, n in ranked)
