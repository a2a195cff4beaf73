"""The rows of the settings: what each is called, what it takes, and where it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget

from recovery_journal.dates import weekday_short
from recovery_journal.settings import Settings, language_names
from recovery_journal.theme import NAMES
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

IN_FILE = ("language", "country", "theme", "motion")
"""What is needed before the passphrase, in the order in which it is offered.

Not ``lock_minutes``: nothing locks by itself yet, and a row here would promise it.
"""

NAMED = {
    "language": N_("Language"),
    "country": N_("Country"),
    "theme": N_("Theme"),
    "motion": N_("Motion"),
    "name": N_("My name"),
    "day_ends_at": N_("My day ends"),
    "first_weekday": N_("Week begins"),
    "meetings_per_week": N_("Meetings a week"),
    "words.return_to_use": N_("Return to use"),
    "words.goal": N_("My goal"),
    "words.day": N_("My day"),
}
HINTS = {
    "country": N_("two letters, such as US or NZ, for crisis lines"),
    "name": N_("a name or initials"),
    "day_ends_at": N_("a time from 00:00 to 12:00, such as 03:00"),
    "meetings_per_week": N_("how many you plan to go to"),
    "words.return_to_use": N_("your own words for a return to use"),
    "words.goal": N_("your own words for your goal"),
    "words.day": N_("your own words for a day with the goal met"),
}
BELOW = {
    "day_ends_at": N_(
        "What is recorded before this time belongs to the day before. "
        "A change moves every entry to the day it then belongs to."
    ),
}


def control(name: str) -> Widget:
    """Return the control of one setting."""
    if name == "language":
        return Choice(language_names())
    if name == "theme":
        return Choice([(code, _(words)) for code, words in NAMES.items()])
    if name == "motion":
        return Choice([(True, _("on")), (False, _("off"))])
    if name == "first_weekday":
        return Choice([(day, weekday_short(day)) for day in range(7)])
    return TextField(placeholder=_(HINTS[name]))


def rows(names: tuple[str, ...]) -> Iterator[Row]:
    """Return a row for each of these settings."""
    for name in names:
        yield Row(name, _(NAMED[name]), control(name))


def file_values(chosen: Settings) -> dict[str, Any]:
    """Return the settings of the file, as the controls hold them."""
    return {name: as_raw(getattr(chosen, name)) for name in IN_FILE}


def as_raw(value: Any) -> Any:
    """Return a setting as its control holds it: a number in a text field is text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
