"""The trends of some weeks, with their insights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.insights.compute import compute_insights
from recovery_journal.rules.insights.contact_insights import PREVIOUS_WEEKS
from recovery_journal.rules.insights.insight import Insight
from recovery_journal.rules.meetings import weeks_bounds
from recovery_journal.rules.trends import Trends, TrendsInput, build_trends, trends_start
from recovery_journal.storage import Journal

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsPage:
    """The trends of some weeks with what the entries say; both faces show this.

    ``has_entries`` says whether there is any entry in the journal at all.
    """

    trends: Trends
    insights: tuple[Insight, ...]
    first_weekday: int
    has_entries: bool


def load_trends_page(journal: Journal, today: date, weeks: int) -> TrendsPage:
    """Return the trends of so many weeks, the present one being the last."""
    trends_input = load_trends(journal, today, weeks)
    trends = build_trends(trends_input, today, weeks)
    return TrendsPage(
        trends=trends,
        insights=compute_insights(trends_input, trends, today),
        first_weekday=trends_input.first_weekday,
        has_entries=trends_input.first_day is not None,
    )


def load_trends(journal: Journal, today: date, weeks: int) -> TrendsInput:
    """Read what so many weeks up to today need.

    Bounded by those weeks, or the few that an insight looks back on: a journal
    of fifty years costs what one of a year does.
    """
    first_weekday = journal.settings.first_weekday
    start = trends_start(today, weeks, first_weekday)
    start = min(start, today - timedelta(weeks=PREVIOUS_WEEKS + 1))
    entries = journal.entries
    other_records: dict[str, list[Record]] = {}
    kinds = ("return_to_use", "milestone", "activity", "reflection")
    for record in entries.between(start, today, *kinds):
        other_records.setdefault(record.kind, []).append(record)
    meetings_start = min(start, weeks_bounds(today, first_weekday)[0])
    return TrendsInput(
        check_ins=journal.statistics.check_in_scores(start, today),
        urges=entries.of(Urge, start, today),
        reach_outs=entries.of(ReachOut, start, today),
        meetings=entries.of(Meeting, meetings_start, today),
        other_records=[record for records in other_records.values() for record in records],
        contact_activities=journal.contacts.with_activity(today),
        copings=journal.vocabulary.copings(),
        first_day=entries.first_day(),
        first_weekday=first_weekday,
    )
