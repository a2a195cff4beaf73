"""``load_week``: everything that one weekly page is computed from."""

from __future__ import annotations

from datetime import date

from recovery_journal.rules.week.day_sections import comparison_start
from recovery_journal.rules.week.model import WeekInput
from recovery_journal.storage import Journal


def load_week(journal: Journal, start: date, end: date, made_on: date) -> WeekInput:
    """Read what a page from ``start`` to ``end`` needs; ``made_on`` is the user's today.

    A few reads, bounded by the period and the 28 days before it, so that a
    journal of fifty years costs what one of a year does.
    """
    return WeekInput(
        made_on=made_on,
        settings=journal.settings,
        records=tuple(journal.entries.between(comparison_start(start), end)),
        contact_activities=tuple(journal.contacts.with_activity(min(end, made_on))),
        talk_items=tuple(journal.talk_items.list()),
        triggers=tuple(journal.vocabulary.triggers()),
        copings=tuple(journal.vocabulary.copings()),
        goals=tuple(journal.goals.list()),
    )
