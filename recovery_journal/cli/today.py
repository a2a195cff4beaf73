"""``today``: the day so far, as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.parsing import parse_day, parse_past_day
from recovery_journal.domain.record import Record
from recovery_journal.i18n import N_, _
from recovery_journal.queries.today import DayPage, load_day
from recovery_journal.report.entry_text import title_line
from recovery_journal.report.goal_text import upcoming_milestone_text
from recovery_journal.report.json_documents import due_contacts_json, record_json
from recovery_journal.report.today_text import due_lines, next_step_text, planned_meeting_text
from recovery_journal.terminal_text import to_single_line


@command("today --date yesterday")
def today(
    context: CommandContext,
    date: Annotated[str | None, Option("D", N_("another day than today"))] = None,
) -> None:
    """Print the day so far: entries, people, what is due, and one next thing."""
    parse_day(context, date)
    with context.open() as journal:
        shown_day = parse_past_day(context, date, journal)
        is_today = shown_day == context.today(journal)
        page = load_day(journal, shown_day, context.now if is_today else None)
    if context.json:
        context.print_json(_to_json(page))
    else:
        _print_text(context, page)


def _to_json(page: DayPage) -> dict[str, Any]:
    summary = page.summary
    return {
        "date": summary.day.isoformat(),
        "check_ins": [record_json(record) for record in summary.check_ins],
        "urges": [record_json(record) for record in summary.urges],
        "reached": [{"id": ref.id, "name": ref.name} for ref in summary.reached],
        "tried": [{"id": ref.id, "name": ref.name} for ref in summary.tried],
        "meetings": [record_json(record) for record in summary.meetings],
        "others": [record_json(record) for record in summary.other_records],
        "planned": [record_json(record) for record in page.planned],
        "due": due_contacts_json(page.due),
        "milestones": [upcoming_milestone_text(milestone) for milestone in page.milestones],
        "next": next_step_text(summary),
    }


def _print_text(context: CommandContext, page: DayPage) -> None:
    summary = page.summary
    context.print(summary.day.isoformat(), bold=True)
    record_groups: list[Sequence[Record]] = [
        summary.check_ins,
        summary.urges,
        [meeting for meeting in summary.meetings if meeting not in page.planned],
        summary.other_records,
    ]
    is_empty = not any((*record_groups, summary.reached, summary.tried))
    for section in record_groups:
        for record in section:
            text = to_single_line(title_line(record, page.own_word))
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
    for line in (
        *due_lines(page.due),
        *(planned_meeting_text(meeting, summary.day) for meeting in page.planned),
        *map(upcoming_milestone_text, page.milestones),
    ):
        context.print(line)
    context.print(_("next: {sentence}").format(sentence=next_step_text(summary)))
