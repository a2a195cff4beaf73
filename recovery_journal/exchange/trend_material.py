"""Reading from the journal what the trends are made from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from recovery_journal.rules.insights_people import WEEKS_BEFORE
from recovery_journal.rules.meetings import weeks_until
from recovery_journal.rules.trends import TrendMaterial, first_day_of
from recovery_journal.storage import Journal

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record


def trend_material(journal: Journal, today: date, weeks: int) -> TrendMaterial:
    """Read what so many weeks up to today need.

    Bounded by those weeks, or the few that an insight looks back on: a journal
    of fifty years costs what one of a year does.
    """
    first_weekday = journal.settings.first_weekday
    start = first_day_of(today, weeks, first_weekday)
    start = min(start, today - timedelta(weeks=WEEKS_BEFORE + 1))
    entries = journal.entries
    by_kind: dict[str, list[Record]] = {}
    kinds = ("urge", "reach_out", "return_to_use", "milestone", "activity", "reflection")
    for record in entries.between(start, today, *kinds):
        by_kind.setdefault(record.kind, []).append(record)
    meetings: Any = entries.between(
        min(start, weeks_until(today, first_weekday)[0]), today, "meeting"
    )
    urges: Any = by_kind.pop("urge", [])
    reach_outs: Any = by_kind.pop("reach_out", [])
    return TrendMaterial(
        check_ins=journal.brief.check_ins(start, today),
        urges=urges,
        reach_outs=reach_outs,
        meetings=meetings,
        others=[record for records in by_kind.values() for record in records],
        ties=journal.contacts.ties(today),
        copings=journal.lists.copings(),
        first_day=entries.first_day(),
        first_weekday=first_weekday,
    )
