"""``today``: the day so far, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, option
from recovery_journal.cli.parsing import ensure_not_future, parse_day
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day
    from datetime import datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.record import Record
    from recovery_journal.rules.today import DaySummary
    from recovery_journal.storage import Journal


def today() -> Command:
    """Build the command."""
    return Command(
        "today",
        _today,
        [option("--date", _("another day than today"), "D")],
        help=_("Print the day so far: entries, people, what is due, and one next thing."),
        example="today --date yesterday",
    )


def print_today(context: CommandContext) -> None:
    """Print the day so far."""
    _today(context, None)


def _today(context: CommandContext, date: str | None) -> None:
    from recovery_journal.cli.network import load_network
    from recovery_journal.queries.appointments import load_appointments
    from recovery_journal.rules.days import earliest_date_today
    from recovery_journal.rules.today import due_contacts
    from recovery_journal.rules.today import summarize_day as rule

    if date is not None:
        parse_day(context, date)
    with context.open() as journal:
        current_day = context.today(journal)
        shown_day = (
            current_day
            if date is None
            else ensure_not_future(parse_day(context, date, journal), current_day)
        )
        records = journal.entries.between(earliest_date_today(shown_day), shown_day)
        network = load_network(journal, shown_day)
        appointment_by_id = (
            {}
            if shown_day != current_day
            else load_appointments(journal, due_contacts(network), shown_day, context.now)
        )
        summary = rule(
            records,
            network,
            shown_day,
            is_past=shown_day != current_day,
            appointment_ids=appointment_by_id,
        )
        planned, milestones = (
            _planned_and_milestones(context, journal, shown_day)
            if shown_day == current_day
            else ((), ())
        )
        return_label = journal.settings.word_for("return_to_use")
    if context.json:
        context.print_json(_to_json(summary, appointment_by_id, planned, milestones))
    else:
        _print_text(context, summary, appointment_by_id, planned, milestones, return_label)


def _planned_and_milestones(
    context: CommandContext, journal: Journal, day: Day
) -> tuple[tuple[Meeting, ...], tuple[str, ...]]:
    """Return what is planned until tomorrow, and the milestones near."""
    from datetime import timedelta

    from recovery_journal.rules.days import earliest_date_today
    from recovery_journal.rules.planned_meetings import meetings_until_tomorrow

    meetings = journal.entries.between(earliest_date_today(day), day + timedelta(days=1), "meeting")
    planned = meetings_until_tomorrow(meetings, context.now, day)
    goal = journal.goals.current()
    if goal is None:
        return planned, ()
    from recovery_journal.report.goal_text import upcoming_milestone_texts

    totals = journal.statistics
    return planned, upcoming_milestone_texts(
        goal, totals.goal_outcomes_by_day(), totals.lifetime_counts(), day
    )


def _planned_lines(planned: Sequence[Meeting], day: Day) -> list[str]:
    from recovery_journal.report.today_text import planned_meeting_text

    return [planned_meeting_text(meeting, day) for meeting in planned]


def _to_json(
    summary: DaySummary,
    appointment_by_id: Mapping[int, datetime],
    planned: Sequence[Meeting],
    milestones: Sequence[str],
) -> dict[str, Any]:
    from recovery_journal.report.contact_json import due_contact_json
    from recovery_journal.report.record_json import record_json

    return {
        "date": summary.day.isoformat(),
        "check_ins": [record_json(record) for record in summary.check_ins],
        "urges": [record_json(record) for record in summary.urges],
        "reached": [{"id": ref.id, "name": ref.name} for ref in summary.reached],
        "tried": [{"id": ref.id, "name": ref.name} for ref in summary.tried],
        "meetings": [record_json(record) for record in summary.meetings],
        "others": [record_json(record) for record in summary.other_records],
        "planned": [record_json(record) for record in planned],
        "due": [
            due_contact_json(
                map_contact.contact,
                map_contact.activity,
                summary.day,
                appointment_by_id.get(map_contact.contact.id),
            )
            for map_contact in summary.due
        ],
        "milestones": list(milestones),
        "next": summary.next_text,
    }


def _print_text(
    context: CommandContext,
    summary: DaySummary,
    appointment_by_id: Mapping[int, datetime],
    planned: Sequence[Meeting],
    milestones: Sequence[str],
    return_label: str | None,
) -> None:
    from recovery_journal.report.entry_text import title_line
    from recovery_journal.report.today_text import due_contact_text
    from recovery_journal.terminal_text import to_single_line

    context.print(summary.day.isoformat(), bold=True)
    record_groups: list[Sequence[Record]] = [
        summary.check_ins,
        summary.urges,
        [meeting for meeting in summary.meetings if meeting not in planned],
        summary.other_records,
    ]
    is_empty = not any((*record_groups, summary.reached, summary.tried))
    for section in record_groups:
        for record in section:
            text = to_single_line(title_line(record, return_label))
            context.print(f"{record.id}  {record.occurred_at:%H:%M}  {text}")
    if summary.reached:
        context.print(
            _("reached: {names}").format(names=", ".join(ref.name for ref in summary.reached))
        )
    if summary.tried:
        context.print(
            _("tried: {names}").format(names=", ".join(ref.name for ref in summary.tried))
        )
    if is_empty:
        context.print(_("no entry"))
    for map_contact in summary.due:
        context.print(
            due_contact_text(
                map_contact, appointment_by_id.get(map_contact.contact.id), summary.day
            )
        )
    for line in (*_planned_lines(planned, summary.day), *milestones):
        context.print(line)
    context.print(_("next: {sentence}").format(sentence=summary.next_text))
