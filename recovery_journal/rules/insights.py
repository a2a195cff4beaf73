"""Every insight, in the order in which they are read.

Those about a week, 28 days or 26 weeks look at just that; the others at the
weeks that were asked for. Risk ties are in no count of people.
"""

from __future__ import annotations

from datetime import date

from recovery_journal.rules import insights_days, insights_people, insights_urges
from recovery_journal.rules.figures import only_risk
from recovery_journal.rules.insight import Insight
from recovery_journal.rules.trends import TrendMaterial, Trends

__all__ = ["Insight", "insights"]


def insights(material: TrendMaterial, found: Trends, today: date) -> tuple[Insight, ...]:
    """Return what the entries say, and what needs more of them; ``found`` are their trends."""
    risk = material.risk
    start = found.start
    urges = [u for u in material.urges if start <= u.local_date <= today]
    reach_outs = [r for r in material.reach_outs if r.local_date <= today]
    meetings = [m for m in material.meetings if m.local_date <= today]
    in_span = [r for r in reach_outs if r.local_date >= start]
    check_ins = [c for c in material.check_ins if start <= c.local_date <= today]
    at_risk = {r.id for r in reach_outs if only_risk(r, risk)}
    connected = insights_days.with_connection(reach_outs, meetings, risk)
    with_entries = {record.local_date for record in material.records}
    return (
        insights_people.reached_this_week(reach_outs, with_entries, risk, today),
        insights_days.mood_and_connection(found.days, connected),
        insights_days.urge_and_connection(found.days, connected),
        insights_urges.urge_and_reaching_out(urges, material.copings, risk, at_risk),
        insights_days.confidence_trend(check_ins),
        insights_urges.triggers_by_time(urges),
        insights_urges.triggers_by_place(urges),
        insights_urges.triggers_by_company(urges),
        insights_urges.helped_for_trigger(urges, material.copings),
        insights_people.tried_and_reached(in_span, risk),
        insights_people.how_soon(in_span, risk),
        insights_people.weeks_with_meeting(
            meetings, material.first_day, today, material.first_weekday
        ),
        insights_people.helped_someone(reach_outs, meetings, risk, today),
        insights_people.top_person(material.ties, [*reach_outs, *meetings], today),
    )
