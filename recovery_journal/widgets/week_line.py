"""The line of the week: a mark a day, a small bar for mood, a dot for no entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import number, short_day, weekday_two
from recovery_journal.domain.day import DayValues
from recovery_journal.report.calendar import mark_of
from recovery_journal.words import _


class WeekLine(Static):
    """Seven days in a row; today is underlined."""

    DEFAULT_CSS = """
    WeekLine { height: 2; width: 28; }
    """

    def show(self, days: Sequence[DayValues], today: date) -> None:
        """Show these days."""
        heads, marks = [], []
        for values in days:
            here = values.day == today
            heads.append((f"{weekday_two(values.day):<4}", "bold" if here else "$quiet"))
            later = values.day > today
            marks.append((f"{' ' if later else mark_of(values)}   ", "$accent"))
        self.update(Content.assemble(*heads, "\n", *marks))
        self.tooltip = "\n".join(_words(values) for values in days if values.day <= today)


def _words(values: DayValues) -> str:
    if values.mood is None:
        mood = _("no entry") if not values.entries else _("mood not recorded")
    else:
        mood = _("mood {mood}").format(mood=number(values.mood))
    return f"{short_day(values.day)}  {mood}"
