"""The trends as JSON, by the contract of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recovery_journal.report.insight_text import insight_text

if TYPE_CHECKING:
    from recovery_journal.rules.insights.insight import Insight
    from recovery_journal.rules.trends import Trends, TrendSeries


def trends_json(trends: Trends, insights: Iterable[Insight]) -> dict[str, Any]:
    """Return the trends with every point, the weeks of people, the tables and the insights."""
    return {
        "weeks": trends.weeks,
        "from": trends.start.isoformat(),
        "to": trends.end.isoformat(),
        "series": {series.name: _series_points(series) for series in trends.series},
        "summary": {series.name: _series_summary(series) for series in trends.series},
        "reached_by_week": [
            {
                "from": week.start.isoformat(),
                "to": week.end.isoformat(),
                "reached": week.reached,
                "tried": week.tried,
            }
            for week in trends.weekly_reach
        ],
        "calendar": [
            {"date": day.day.isoformat(), "mood": day.mood, "entries": day.entries}
            for day in trends.days
        ],
        "triggers": [
            {"name": row.name, "n": row.n, "median_peak": row.peak} for row in trends.triggers
        ],
        "helped": [
            {"name": row.name, "uses": row.uses, "helped": row.times_helped}
            for row in trends.coping
        ],
        "insights": [
            {
                "id": insight.id,
                "n": insight.n,
                "needed": insight.needed,
                "enough": insight.is_enough,
                "values": dict(insight.values),
                "words": insight_text(insight),
            }
            for insight in insights
        ],
    }


def _series_summary(series: TrendSeries) -> dict[str, Any]:
    return {
        "median": series.median,
        "lowest": series.lowest,
        "highest": series.highest,
        "recorded": series.recorded,
        "days": series.days,
    }


def _series_points(series: TrendSeries) -> list[dict[str, Any]]:
    return [
        {
            "from": point.start.isoformat(),
            "to": point.end.isoformat(),
            "value": point.value,
            "n": point.n,
        }
        for point in series.points
    ]
