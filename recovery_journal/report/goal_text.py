"""The goal, what is here in all, and the milestones near, in words.

Text comes back as it was written; whoever shows it makes it harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from recovery_journal.dates import long_day
from recovery_journal.domain.labels import field_label, label
from recovery_journal.rules.milestones import Near, near
from recovery_journal.rules.totals import Totals, totals
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.activity import Activity
    from recovery_journal.domain.keeping import Goal
    from recovery_journal.domain.milestone import Milestone
    from recovery_journal.domain.reflection import Reflection


def goal_rows(goal: Goal) -> list[tuple[str, str]]:
    """Return what was said of a goal, each with its label; what was left out is not there."""
    rows = [
        (_("Goal"), label(goal.goal_kind)),
        (_("In my words"), goal.wording),
        (_("Chosen by"), goal.chosen_by and label(goal.chosen_by)),
        (_("Since"), long_day(goal.start)),
        (_("Look at it again"), goal.review_on and long_day(goal.review_on)),
        (_("Put aside"), goal.ended_on and long_day(goal.ended_on)),
        (_("Reasons"), goal.reasons),
    ]
    return [(name, words) for name, words in rows if words]


def totals_rows(found: Totals, meetings: int, connections: int) -> list[tuple[str, str]]:
    """Return what is here in all, each with its label; a 0 is not shown as one."""
    here = dict(here_rows(found, meetings, connections))
    names = (_met(), _last_30(), _in_a_row(), _meetings(), _connections())
    return [(name, here.get(name) or _("none recorded yet")) for name in names]


def here_rows(found: Totals, meetings: int, connections: int) -> list[tuple[str, str]]:
    """Return the same, without what nothing is recorded of."""
    in_all = _("{met} in all").format(met=found.met) if found.met else ""
    if found.partly:
        words = _("{met} in all; partly {partly}") if found.met else _("partly {partly}")
        in_all = words.format(met=found.met, partly=found.partly)
    rows = [
        (_met(), in_all),
        (_last_30(), _last_30_words(found)),
        (_in_a_row(), str(found.longest_run or "")),
        (_meetings(), str(meetings or "")),
        (_connections(), str(connections or "")),
    ]
    return [(name, words) for name, words in rows if words]


def _met() -> str:
    return _("Days recorded as met")


def _last_30() -> str:
    return _("The last 30 days")


def _in_a_row() -> str:
    return _("Most days in a row")


def _meetings() -> str:
    return _("Meetings attended")


def _connections() -> str:
    return _("Connections")


def milestones_near(
    goal: Goal | None, goal_days: Mapping[date, str], tally: tuple[int, int], today: date
) -> tuple[str, ...]:
    """Return the milestones that are near, one sentence each; without a goal none.

    Takes ``journal.goals.current()``, ``journal.totals.goal_days()`` and
    ``journal.totals.tally()``, and the person's today.
    """
    if goal is None:
        return ()
    return tuple(near_words(one) for one in near(totals(goal_days, today), *tally))


def given_by(one: Near) -> dict[str, str]:
    """Return a milestone that is near as the form for one begins with it."""
    words = {
        "days_toward_goal": ngettext("{n} day", "{n} days", one.at),
        "meetings": ngettext("{n} meeting", "{n} meetings", one.at),
        "connection": ngettext("{n} connection", "{n} connections", one.at),
    }
    return {"milestone_kind": one.kind, "wording": words[one.kind].format(n=one.at)}


def milestone_words(record: Milestone) -> str:
    """Return a milestone on one line: which one, and how it was marked."""
    words = record.wording or label(record.milestone_kind)
    return f"{words} ({record.marked_how})" if record.marked_how else words


def activity_words(record: Activity) -> str:
    """Return an activity on one line: what it was, and how much it was enjoyed."""
    words = record.name or label(record.activity_kind)
    if record.enjoyment is None:
        return words
    return _("{activity}, enjoyed {n} of 10").format(activity=words, n=record.enjoyment)


def reflection_words(record: Reflection) -> str:
    """Return a reflection on one line: its marks, else its words."""
    marks = [
        f"{field_label(name)} {value}"
        for name in ("body", "mind", "people", "purpose")
        if (value := getattr(record, name)) is not None
    ]
    said = [text for text in (record.proud_of, record.learned, record.note) if text]
    return "; ".join([part for part in (", ".join(marks), *said[:1]) if part])


def near_words(one: Near) -> str:
    """Return a milestone that is near as a fact."""
    if one.kind == "days_toward_goal":
        here, left = _days_words(one)
    elif one.kind == "meetings":
        here = ngettext("{at} meeting attended.", "{at} meetings attended.", one.at)
        left = ngettext("{left} more meeting makes {at}.", "{left} more meetings make {at}.",
                        one.left)  # fmt: skip
    else:
        here = ngettext("{at} connection with someone.", "{at} connections with someone.", one.at)
        left = ngettext("{left} more connection makes {at}.", "{left} more connections make {at}.",
                        one.left)  # fmt: skip
    return (left if one.left else here).format(at=one.at, left=one.left)


def _days_words(one: Near) -> tuple[str, str]:
    here = ngettext("{at} day recorded as met.", "{at} days recorded as met.", one.at)
    left = ngettext(
        "{left} more day recorded as met makes {at}.",
        "{left} more days recorded as met make {at}.",
        one.left,
    )
    return here, left


def _last_30_words(found: Totals) -> str:
    """Return the days met of those recorded in the window; not recorded is not 0."""
    if not found.recorded_of_last_30:
        return ""
    if not found.met_of_last_30:
        return ngettext("{n} day recorded", "{n} days recorded", found.recorded_of_last_30).format(
            n=found.recorded_of_last_30
        )
    return _("{met} met, of {n} recorded").format(
        met=found.met_of_last_30, n=found.recorded_of_last_30
    )
