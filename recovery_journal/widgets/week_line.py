"""The line of the week: a mark a day, a small bar for mood, a dot for no entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import format_number, short_day, weekday_two_letters
from recovery_journal.domain.day import DayValues
from recovery_journal.i18n import _
from recovery_journal.report.mood_calendar import day_mark


class WeekLine(Static):
    """Seven days in a row; today is underlined."""

    DEFAULT_CSS = """
    WeekLine { height: 2; width: 28; }
    """

    def show(self, days: Sequence[DayValues], today: date) -> None:
        """Show these days."""
        day_labels, marks = [], []
        for values in days:
            is_today = values.day == today
            day_labels.append(
                (f"{weekday_two_letters(values.day):<4}", "bold" if is_today else "$quiet")
            )
            is_future = values.day > today
            marks.append((f"{' ' if is_future else day_mark(values)}   ", "$accent"))
        self.update(Content.assemble(*day_labels, "\n", *marks))
        self.tooltip = "\n".join(_day_text(values) for values in days if values.day <= today)


def _day_text(values: DayValues) -> str:
    if values.mood is None:
        mood = _("no entry") if not values.entries else _("mood not recorded")
    else:
        mood = _("mood {mood}").format(mood=format_number(values.mood))
    return f"{short_day(values.day)}  {mood}"
