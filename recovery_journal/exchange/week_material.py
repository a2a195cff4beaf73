"""Reading from the journal what one weekly page is made from."""

from __future__ import annotations

from datetime import date

from recovery_journal.rules.week_days import first_day_compared
from recovery_journal.rules.week_facts import Material
from recovery_journal.storage import Journal


def material(journal: Journal, start: date, end: date, made_on: date) -> Material:
    """Read what a page from ``start`` to ``end`` needs; ``made_on`` is the user's today.

    A few reads, bounded by the period and the 28 days before it, so that a
    journal of fifty years costs what one of a year does.
    """
    return Material(
        made_on=made_on,
        settings=journal.settings,
        records=tuple(journal.entries.between(first_day_compared(start), end)),
        ties=tuple(journal.contacts.ties(min(end, made_on))),
        talk=tuple(journal.talk.list()),
        triggers=tuple(journal.lists.triggers()),
        copings=tuple(journal.lists.copings()),
        goals=tuple(journal.goals.list()),
    )
