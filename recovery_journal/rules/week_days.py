"""The sections of the weekly page that follow from its days: glance, goal, compared, safety."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.keeping import Goal as OwnGoal
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.rules.days import median
from recovery_journal.rules.redaction import Redaction
from recovery_journal.rules.week_facts import (
    Change,
    Compared,
    Day,
    Glance,
    Goal,
    Header,
    Return,
    Safety,
    WeekMilestone,
)

ROWS = 14
WEEK = 7
WEEKS_BEFORE = 4
ENOUGH_DAYS = 4


def header(name: str | None, names: bool, days: Sequence[DayValues], made_on: date) -> Header:
    """Return whose page it is, as initials or by name, and how much was recorded."""
    return Header(
        who=name if names or name is None else initials(name),
        days_with_entries=sum(day.entries > 0 for day in days),
        days=len(days),
        running=days[-1].day > made_on,
        filled_in_later=sum(day.filled_in_later for day in days),
    )


def initials(name: str) -> str | None:
    """Return the initials of a name, "R.K." of "Robin Kay"; None where it has no letter."""
    found = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)
    return "".join(f"{word[0].upper()}." for word in found) or None


def safety(returns: Iterable[ReturnToUse], word: str | None) -> Safety:
    """Return the returns to use of the period: the day and whether someone was told."""
    return Safety(tuple(Return(r.local_date, r.told) for r in returns), word)


def glance(days: Sequence[DayValues]) -> Glance:
    """Return a row a day for the last days of the period."""
    rows = tuple(
        Day(
            day.day,
            day.mood,
            day.urge,
            day.confidence,
            day.connectedness,
            day.reached,
            day.meetings,
            day.sleep_hours,
        )
        for day in days[-ROWS:]
    )
    return Glance(rows, len(days))


def goal(check_ins: Iterable[CheckIn], word: str | None, redaction: Redaction) -> Goal:
    """Return on how many days the goal was met, and one good moment if it is shared.

    A day is what its last check-in that says met, partly or not met says; not
    applicable and prefer not to say are no answer to count. The good moment is
    the last one whose check-in the writer marked to share.
    """
    answers: dict[date, str] = {}
    moment = None
    for check_in in check_ins:
        if check_in.goal_today in ("met", "partly", "not_met"):
            answers[check_in.local_date] = check_in.goal_today
        if check_in.share and check_in.good_moment and check_in.good_moment.strip():
            moment = check_in.good_moment
    met = sum(answer == "met" for answer in answers.values())
    partly = sum(answer == "partly" for answer in answers.values())
    return Goal(
        met=met,
        partly=partly,
        days_recorded=len(answers),
        good_moment=None if moment is None else redaction(moment, "goal"),
        word=word,
    )


def goal_on(goals: Iterable[OwnGoal], day: date) -> OwnGoal | None:
    """Return the goal that held on a day; of two that meet on it, the later one."""
    held = [
        one for one in goals if one.start <= day and (one.ended_on is None or day < one.ended_on)
    ]
    return held[-1] if held else None


def own_goal(made: Goal, goal: OwnGoal | None, own: Redaction | None) -> Goal:
    """Return the section with the kind of the goal, its wording only with own words."""
    if goal is None:
        return made
    wording = _own_words(goal.wording, own)
    return made._replace(goal_kind=goal.goal_kind, wording=wording)


def marked(milestones: Iterable[Milestone], own: Redaction | None) -> tuple[WeekMilestone, ...]:
    """Return the milestones marked in the period, by their kind; which one with own words."""
    return tuple(
        WeekMilestone(one.milestone_kind, _own_words(one.wording, own)) for one in milestones
    )


def _own_words(text: str | None, own: Redaction | None) -> str | None:
    return own(text, "goal") if own is not None and text and text.strip() else None


def compared(
    days: Sequence[DayValues], before: Sequence[DayValues], people: Mapping[date, set[int]]
) -> Compared:
    """Return the medians of the period's days beside those of the 28 days before.

    ``days`` are those that can have an entry, ``people`` who was reached on each
    day. Only with 4 or more days recorded on both sides. People reached are
    counted by week, backwards from the last day: of the weeks with an entry,
    the median. A period shorter than a week is one week so far.
    """
    return Compared(
        mood=_change(days, before, lambda day: day.mood),
        urge=_change(days, before, lambda day: day.urge),
        confidence=_change(days, before, lambda day: day.confidence),
        people_reached=_people_change(days, before, people),
    )


def _change(
    days: Iterable[DayValues],
    before: Iterable[DayValues],
    value: Callable[[DayValues], float | None],
) -> Change | None:
    known = [found for day in days if (found := value(day)) is not None]
    known_before = [found for day in before if (found := value(day)) is not None]
    return _if_enough(median(known), median(known_before), len(known), len(known_before))


def _people_change(
    days: Sequence[DayValues], before: Sequence[DayValues], people: Mapping[date, set[int]]
) -> Change | None:
    return _if_enough(
        median(_by_week(days, people)),
        median(_by_week(before, people)),
        sum(day.entries > 0 for day in days),
        sum(day.entries > 0 for day in before),
    )


def _by_week(days: Sequence[DayValues], people: Mapping[date, set[int]]) -> list[int]:
    """Count the different people of each whole week with an entry, from the last backwards."""
    counts = []
    for end in range(len(days), 0, -WEEK):
        week = days[max(0, end - WEEK) : end]
        whole = len(week) == WEEK or end == len(days)
        if whole and any(day.entries for day in week):
            counts.append(len(set().union(*(people.get(day.day, set()) for day in week))))
    return counts


def _if_enough(
    now: float | None, before: float | None, days_now: int, days_before: int
) -> Change | None:
    enough = min(days_now, days_before) >= ENOUGH_DAYS
    if now is None or before is None or not enough:
        return None
    return Change(now, before, days_now, days_before)


def first_day_compared(start: date) -> date:
    """Return the first of the 28 days that a period starting on ``start`` is compared with."""
    return start - timedelta(days=WEEK * WEEKS_BEFORE)
