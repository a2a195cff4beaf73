"""Insights from reach-outs and meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recovery_journal.rules.day_values import count_people
from recovery_journal.rules.days import median, week_bounds, window_bounds
from recovery_journal.rules.insights.insight import Insight, InsightId
from recovery_journal.rules.meetings import DEFAULT_WEEKS, count_weeks_with_meeting
from recovery_journal.rules.network.figures import (
    MIN_FOR_SHARE,
    WEEK_DAYS,
    WINDOW_DAYS,
    involves_only_risk,
    network_figures,
)
from recovery_journal.rules.network.figures import build_population as counted_ties
from recovery_journal.rules.network.states import is_listed_on

if TYPE_CHECKING:
    from recovery_journal.domain.contact import ContactActivity
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut

PREVIOUS_WEEKS = 8
"""The weeks that a usual week is made from."""
MIN_PREVIOUS_WEEKS = 4
MIN_REACH_OUTS = 3
MIN_ANSWERS = 3
TOP_CONTACTS = 3
MIN_TRIES = 2
HELPING_ROLES = frozenset({"helped_newcomer", "service"})


def reached_this_week(
    reach_outs: Sequence[ReachOut],
    days_with_entries: Collection[date],
    risk_ids: Collection[int],
    today: date,
) -> Insight:
    """Put the people of the last 7 days beside the median of the 8 weeks before.

    Those weeks are 7 days each, ending the day before this one begins; one
    without any entry does not count.
    """
    insight_id: InsightId = "reached_this_week"
    reach_outs_by_day: dict[date, list[ReachOut]] = {}
    for record in reach_outs:
        if record.is_connected:
            reach_outs_by_day.setdefault(record.local_date, []).append(record)

    def count_week(weeks_back: int) -> int | None:
        end = today - timedelta(days=WEEK_DAYS * weeks_back)
        days = [end - timedelta(days=n) for n in range(WEEK_DAYS)]
        if not any(day in days_with_entries for day in days):
            return None
        return count_people((r for day in days for r in reach_outs_by_day.get(day, ())), risk_ids)

    previous_counts = [
        n
        for weeks_back in range(1, PREVIOUS_WEEKS + 1)
        if (n := count_week(weeks_back)) is not None
    ]
    usual_count = median(previous_counts)
    if usual_count is None or len(previous_counts) < MIN_PREVIOUS_WEEKS:
        return Insight(insight_id, len(previous_counts), MIN_PREVIOUS_WEEKS)
    current_count = count_week(0)
    return Insight(
        insight_id,
        len(previous_counts),
        MIN_PREVIOUS_WEEKS,
        {"this_week": current_count, "usual": usual_count},
    )


def tried_and_reached(reach_outs: Iterable[ReachOut], risk_ids: Collection[int]) -> Insight:
    """Count the attempts that connected and those that did not, and who was tried most."""
    insight_id: InsightId = "tried_and_reached"
    records = [r for r in reach_outs if not involves_only_risk(r, risk_ids)]
    n = len(records)
    if n < MIN_REACH_OUTS:
        return Insight(insight_id, n, MIN_REACH_OUTS)
    tried = [r for r in records if not r.is_connected]
    tries_by_contact = Counter(ref for r in tried for ref in r.contacts if ref.id not in risk_ids)
    ranked = sorted(tries_by_contact.items(), key=lambda item: (-item[1], item[0].name.casefold()))
    most_tried = [
        (ref, tries)
        for ref, tries in ranked[:TOP_CONTACTS]
        if tries >= MIN_TRIES and ref.id is not None
    ]
    values = {
        "connected": n - len(tried),
        "tried": len(tried),
        "people": [{"id": ref.id, "name": ref.name, "tried": tries} for ref, tries in most_tried],
    }
    return Insight(insight_id, n, MIN_REACH_OUTS, values)


def hours_to_answer(reach_outs: Iterable[ReachOut], risk_ids: Collection[int]) -> list[float]:
    """Return the hours from each try to the next time that person was reached."""
    attempts_by_contact: dict[int, list[float]] = {}
    hours = []
    for record in sorted(reach_outs, key=lambda r: r.occurred_at.timestamp()):
        timestamp = record.occurred_at.timestamp()
        for contact_id in {ref.id for ref in record.contacts}:
            if contact_id is None or contact_id in risk_ids:
                continue
            if record.is_connected:
                hours += [
                    (timestamp - attempt_time) / 3600
                    for attempt_time in attempts_by_contact.pop(contact_id, ())
                ]
            else:
                attempts_by_contact.setdefault(contact_id, []).append(timestamp)
    return hours


def answer_time(reach_outs: Iterable[ReachOut], risk_ids: Collection[int]) -> Insight:
    """Return how soon someone who was tried was reached."""
    insight_id: InsightId = "how_soon_people_answer"
    hours = hours_to_answer(reach_outs, risk_ids)
    n = len(hours)
    median_hours = median(hours)
    if median_hours is None or n < MIN_ANSWERS:
        return Insight(insight_id, n, MIN_ANSWERS)
    return Insight(insight_id, n, MIN_ANSWERS, {"hours": median_hours})


def weeks_with_meeting_share(
    meetings: Iterable[Meeting], first_day: date | None, today: date, first_weekday: int = 0
) -> Insight:
    """Count the weeks with a meeting of the last 26, or of those since the first entry.

    The weeks are the person's own, this one included.
    """
    insight_id: InsightId = "weeks_with_a_meeting"
    attended = [m for m in meetings if m.was_present and m.local_date <= today]
    if first_day is None or not attended:
        return Insight(insight_id, 0, 1)
    time_since_first = (
        week_bounds(today, first_weekday)[0] - week_bounds(first_day, first_weekday)[0]
    )
    weeks_attended, n = count_weeks_with_meeting(
        attended, today, first_weekday, min(time_since_first.days // WEEK_DAYS + 1, DEFAULT_WEEKS)
    )
    return Insight(insight_id, n, 1, {"weeks": weeks_attended, "of": n})


def days_helping_others(
    reach_outs: Iterable[ReachOut],
    meetings: Iterable[Meeting],
    risk_ids: Collection[int],
    today: date,
) -> Insight:
    """Count the days of the last 28 on which the person helped someone.

    Support given in a reach-out, or a meeting with service or help for a newcomer.
    """
    insight_id: InsightId = "days_i_helped"
    start = window_bounds(today, WINDOW_DAYS)[0]
    support_reach_outs = [
        r
        for r in reach_outs
        if start <= r.local_date <= today
        and r.support_given is not None
        and not involves_only_risk(r, risk_ids)
    ]
    attended_meetings = [
        m for m in meetings if start <= m.local_date <= today and m.was_present and m.roles
    ]
    n = len(support_reach_outs) + len(attended_meetings)
    if not n:
        return Insight(insight_id, 0, 1)
    days = {r.local_date for r in support_reach_outs if r.support_given}
    days |= {m.local_date for m in attended_meetings if HELPING_ROLES & set(m.roles)}
    return Insight(insight_id, n, 1, {"days": len(days), "of": WINDOW_DAYS})


def top_person_share(
    activities: Iterable[ContactActivity],
    records: Sequence[ReachOut | Meeting],
    today: date,
) -> Insight:
    """Return the share of connected reach-outs that went to one person, over 28 days."""
    insight_id: InsightId = "top_person_share"
    population = counted_ties(activity for activity in activities if is_listed_on(activity, today))
    share, n = network_figures(population, records, (), today)["top_person_share"]
    if n < MIN_FOR_SHARE:
        return Insight(insight_id, n, MIN_FOR_SHARE)
    if share is None:
        return Insight(insight_id, n, MIN_FOR_SHARE)  # they named nobody who is on the map
    return Insight(insight_id, n, MIN_FOR_SHARE, {"share": share})
