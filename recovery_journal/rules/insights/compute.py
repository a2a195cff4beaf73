"""Computes every insight, in display order.

Those about a week, 28 days or 26 weeks use just that; the others the
weeks that were asked for. Risk ties are in no count of people.
"""

from __future__ import annotations

from datetime import date

from recovery_journal.rules.insights import contact_insights, day_insights, urge_insights
from recovery_journal.rules.insights.insight import Insight
from recovery_journal.rules.network.figures import involves_only_risk
from recovery_journal.rules.trends import Trends, TrendsInput

__all__ = ["Insight", "compute_insights"]


def compute_insights(inputs: TrendsInput, trends: Trends, today: date) -> tuple[Insight, ...]:
    """Return what the entries say, and what needs more of them; ``trends`` are their trends."""
    risk_ids = inputs.risk_ids
    start = trends.start
    urges = [u for u in inputs.urges if start <= u.local_date <= today]
    reach_outs = [r for r in inputs.reach_outs if r.local_date <= today]
    meetings = [m for m in inputs.meetings if m.local_date <= today]
    reach_outs_in_span = [r for r in reach_outs if r.local_date >= start]
    check_ins = [c for c in inputs.check_ins if start <= c.local_date <= today]
    risk_reach_outs = {r.id for r in reach_outs if involves_only_risk(r, risk_ids)}
    connected_days = day_insights.non_risk_connection_days(reach_outs, meetings, risk_ids)
    days_with_entries = {record.local_date for record in inputs.records}
    return (
        contact_insights.reached_this_week(reach_outs, days_with_entries, risk_ids, today),
        day_insights.mood_and_connection(trends.days, connected_days),
        day_insights.urge_and_connection(trends.days, connected_days),
        urge_insights.urge_and_reaching_out(urges, inputs.copings, risk_ids, risk_reach_outs),
        day_insights.confidence_trend(check_ins),
        urge_insights.triggers_by_time(urges),
        urge_insights.triggers_by_place(urges),
        urge_insights.triggers_by_company(urges),
        urge_insights.coping_by_trigger(urges, inputs.copings),
        contact_insights.tried_and_reached(reach_outs_in_span, risk_ids),
        contact_insights.answer_time(reach_outs_in_span, risk_ids),
        contact_insights.weeks_with_meeting_share(
            meetings, inputs.first_day, today, inputs.first_weekday
        ),
        contact_insights.days_helping_others(reach_outs, meetings, risk_ids, today),
        contact_insights.top_person_share(
            inputs.contact_activities, [*reach_outs, *meetings], today
        ),
    )
