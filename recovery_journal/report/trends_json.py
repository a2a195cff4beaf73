"""The trends as JSON, by the contract of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recovery_journal.rules.insight import Insight
    from recovery_journal.rules.trends import Series, Trends


def trends_json(found: Trends, insights: Iterable[Insight]) -> dict[str, Any]:
    """Return the trends with every point, the weeks of people, the tables and the insights."""
    return {
        "weeks": found.weeks,
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "series": {series.name: _points(series) for series in found.series},
        "summary": {series.name: _summary(series) for series in found.series},
        "reached_by_week": [
            {
                "from": week.start.isoformat(),
                "to": week.end.isoformat(),
                "reached": week.reached,
                "tried": week.tried,
            }
            for week in found.people
        ],
        "calendar": [
            {"date": day.day.isoformat(), "mood": day.mood, "entries": day.entries}
            for day in found.days
        ],
        "triggers": [
            {"name": row.name, "n": row.n, "median_peak": row.peak} for row in found.triggers
        ],
        "helped": [
            {"name": row.name, "uses": row.uses, "helped": row.helped} for row in found.helped
        ],
        "insights": [
            {
                "id": one.id,
                "n": one.n,
                "needed": one.needed,
                "enough": one.enough,
                "values": dict(one.values),
                "words": one.words,
            }
            for one in insights
        ],
    }


def _summary(series: Series) -> dict[str, Any]:
    return {
        "median": series.median,
        "lowest": series.lowest,
        "highest": series.highest,
        "recorded": series.recorded,
        "days": series.days,
    }


def _points(series: Series) -> list[dict[str, Any]]:
    return [
        {
            "from": point.start.isoformat(),
            "to": point.end.isoformat(),
            "value": point.value,
            "n": point.n,
        }
        for point in series.points
    ]
