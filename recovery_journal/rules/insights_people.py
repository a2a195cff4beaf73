"""What the log of reach-outs and meetings says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recovery_journal.dates import number
from recovery_journal.rules.day_values import people_of
from recovery_journal.rules.days import last_days, median, week_of
from recovery_journal.rules.figures import ENOUGH_FOR_SHARE, WEEK, WINDOW, figures, only_risk
from recovery_journal.rules.figures import counted as counted_ties
from recovery_journal.rules.insight import Insight, so_far
from recovery_journal.rules.meetings import WEEKS, weeks_with_a_meeting
from recovery_journal.rules.states import days_in_words, there_on
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut

WEEKS_BEFORE = 8
"""The weeks that a usual week is made from."""
FOR_USUAL = 4
FOR_TRIED = 3
FOR_ANSWERS = 3
TOP = 3
TWICE = 2
HOURS_IN_WORDS = 48
HELPING = frozenset({"helped_newcomer", "service"})


def reached_this_week(
    reach_outs: Sequence[ReachOut],
    days_with_entries: Collection[date],
    risk: Collection[int],
    today: date,
) -> Insight:
    """Put the people of the last 7 days beside the median of the 8 weeks before.

    Those weeks are 7 days each, ending the day before this one begins; one
    without any entry does not count.
    """
    id, title = "reached_this_week", _("People reached this week")
    by_day: dict[date, list[ReachOut]] = {}
    for record in reach_outs:
        if record.connected:
            by_day.setdefault(record.local_date, []).append(record)

    def reached(back: int) -> int | None:
        end = today - timedelta(days=WEEK * back)
        days = [end - timedelta(days=n) for n in range(WEEK)]
        if not any(day in days_with_entries for day in days):
            return None
        return people_of((r for day in days for r in by_day.get(day, ())), risk)

    before = [n for back in range(1, WEEKS_BEFORE + 1) if (n := reached(back)) is not None]
    usual = median(before)
    if usual is None or len(before) < FOR_USUAL:
        return so_far(id, title, len(before), FOR_USUAL)
    now = reached(0)
    if now is None:
        words = _("no entry in 7 days; usual for you is {usual} (median of {n} weeks before)")
    else:
        words = ngettext(
            "{now} person in 7 days; usual for you is {usual} (median of {n} weeks before)",
            "{now} people in 7 days; usual for you is {usual} (median of {n} weeks before)",
            now,
        )
    words = words.format(now=now, usual=number(usual), n=len(before))
    return Insight(id, title, words, len(before), FOR_USUAL, {"this_week": now, "usual": usual})


def tried_and_reached(reach_outs: Iterable[ReachOut], risk: Collection[int]) -> Insight:
    """Count the attempts that connected and those that did not, and who was tried most."""
    id, title = "tried_and_reached", _("Trying and getting through")
    counted = [r for r in reach_outs if not only_risk(r, risk)]
    n = len(counted)
    if n < FOR_TRIED:
        return so_far(id, title, n, FOR_TRIED)
    tried = [r for r in counted if not r.connected]
    people = Counter(ref for r in tried for ref in r.contacts if ref.id not in risk)
    ordered = sorted(people.items(), key=lambda item: (-item[1], item[0].name.casefold()))
    most = [(ref, k) for ref, k in ordered[:TOP] if k >= TWICE and ref.id is not None]
    values = {
        "connected": n - len(tried),
        "tried": len(tried),
        "people": [{"id": ref.id, "name": ref.name, "tried": k} for ref, k in most],
    }
    words = ngettext(
        "of {n} reach-outs {connected} got through, {tried} was a try",
        "of {n} reach-outs {connected} got through, {tried} were tries",
        len(tried),
    ).format(n=n, connected=n - len(tried), tried=len(tried))
    if most:
        names = ", ".join(f"{ref.name} {k}" for ref, k in most)
        words = _("{words}; tried most: {names}").format(words=words, names=names)
    return Insight(id, title, words, n, FOR_TRIED, values)


def hours_to_answer(reach_outs: Iterable[ReachOut], risk: Collection[int]) -> list[float]:
    """Return the hours from each try to the next time that person was reached."""
    waiting: dict[int, list[float]] = {}
    hours = []
    for record in sorted(reach_outs, key=lambda r: r.occurred_at.timestamp()):
        at = record.occurred_at.timestamp()
        for person in {ref.id for ref in record.contacts}:
            if person is None or person in risk:
                continue
            if record.connected:
                hours += [(at - tried) / 3600 for tried in waiting.pop(person, ())]
            else:
                waiting.setdefault(person, []).append(at)
    return hours


def how_soon(reach_outs: Iterable[ReachOut], risk: Collection[int]) -> Insight:
    """Return how soon someone who was tried was reached."""
    id, title = "how_soon_people_answer", _("How soon people answer")
    hours = hours_to_answer(reach_outs, risk)
    n = len(hours)
    usual = median(hours)
    if usual is None or n < FOR_ANSWERS:
        return so_far(id, title, n, FOR_ANSWERS)
    words = _("from a try to reaching them a median of {time}, {n} times").format(
        time=_time_words(usual), n=n
    )
    return Insight(id, title, words, n, FOR_ANSWERS, {"hours": usual})


def _time_words(hours: float) -> str:
    """Return a time as hours, from two days on as days: "3 hours", "5 days"."""
    if hours > HOURS_IN_WORDS:
        return days_in_words(round(hours / 24))
    whole = max(round(hours), 1)
    return ngettext("{n} hour", "{n} hours", whole).format(n=whole)


def weeks_with_meeting(
    meetings: Iterable[Meeting], first_day: date | None, today: date, first_weekday: int = 0
) -> Insight:
    """Count the weeks with a meeting of the last 26, or of those since the first entry.

    The weeks are the person's own, this one included.
    """
    id, title = "weeks_with_a_meeting", _("Weeks with a meeting")
    there = [m for m in meetings if m.was_there and m.local_date <= today]
    if first_day is None or not there:
        return so_far(id, title, 0, 1)
    since_first = week_of(today, first_weekday)[0] - week_of(first_day, first_weekday)[0]
    k, n = weeks_with_a_meeting(
        there, today, first_weekday, min(since_first.days // WEEK + 1, WEEKS)
    )
    words = ngettext("{k} of the last {n} week", "{k} of the last {n} weeks", n).format(k=k, n=n)
    return Insight(id, title, words, n, 1, {"weeks": k, "of": n})


def helped_someone(
    reach_outs: Iterable[ReachOut],
    meetings: Iterable[Meeting],
    risk: Collection[int],
    today: date,
) -> Insight:
    """Count the days of the last 28 on which the person helped someone.

    Support given in a reach-out, or a meeting with service or help for a newcomer.
    """
    id, title = "days_i_helped", _("Days I helped someone")
    start = last_days(today, WINDOW)[0]
    said = [
        r
        for r in reach_outs
        if start <= r.local_date <= today and r.support_given is not None and not only_risk(r, risk)
    ]
    there = [m for m in meetings if start <= m.local_date <= today and m.was_there and m.roles]
    n = len(said) + len(there)
    if not n:
        return so_far(id, title, 0, 1)
    days = {r.local_date for r in said if r.support_given}
    days |= {m.local_date for m in there if HELPING & set(m.roles)}
    words = ngettext(
        "{days} of the last {window} days ({n} entry tells of it)",
        "{days} of the last {window} days ({n} entries tell of it)",
        n,
    ).format(days=len(days), window=WINDOW, n=n)
    return Insight(id, title, words, n, 1, {"days": len(days), "of": WINDOW})


def top_person(
    ties: Iterable[Tie],
    records: Sequence[ReachOut | Meeting],
    today: date,
) -> Insight:
    """Return the share of connected reach-outs that went to one person, over 28 days."""
    id, title = "top_person_share", _("Connections with one person")
    of = counted_ties(tie for tie in ties if there_on(tie, today))
    share, n = figures(of, records, (), today)["top_person_share"]
    if n < ENOUGH_FOR_SHARE:
        return so_far(id, title, n, ENOUGH_FOR_SHARE)
    if share is None:
        words = _("not known; {n} named nobody who is on the map").format(n=n)
        return Insight(id, title, words, n, ENOUGH_FOR_SHARE)
    words = _("{percent}% of {n} connections in the last {window} days").format(
        percent=round(share * 100), n=n, window=WINDOW
    )
    return Insight(id, title, words, n, ENOUGH_FOR_SHARE, {"share": share})
