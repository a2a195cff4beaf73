"""The rows of the settings: the label, control and storage of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget

from recovery_journal.dates import weekday_short
from recovery_journal.i18n import N_, _
from recovery_journal.settings import Settings, language_names
from recovery_journal.theme import THEME_LABELS
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.text_field import TextField

FILE_SETTINGS = ("language", "country", "theme", "motion")
"""What is needed before the passphrase, in the order in which it is offered.

Not ``lock_minutes``: nothing locks by itself yet, and a row here would promise it.
"""

LABELS = {
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
EXPLANATIONS = {
    "day_ends_at": N_(
        "What is recorded before this time belongs to the day before. "
        "A change moves every entry to the day it then belongs to."
    ),
}


def setting_control(name: str) -> Widget:
    """Return the control of one setting."""
    if name == "language":
        return ChoiceControl(language_names())
    if name == "theme":
        return ChoiceControl([(code, _(theme_name)) for code, theme_name in THEME_LABELS.items()])
    if name == "motion":
        return ChoiceControl([(True, _("on")), (False, _("off"))])
    if name == "first_weekday":
        return ChoiceControl([(day, weekday_short(day)) for day in range(7)])
    return TextField(placeholder=_(HINTS[name]))


def setting_rows(names: tuple[str, ...]) -> Iterator[FormRow]:
    """Return a row for each of these settings."""
    for name in names:
        yield FormRow(name, _(LABELS[name]), setting_control(name))


def file_values(file_settings: Settings) -> dict[str, Any]:
    """Return the settings of the file, as the controls hold them."""
    return {name: to_control_value(getattr(file_settings, name)) for name in FILE_SETTINGS}


def to_control_value(value: Any) -> Any:
    """Return a setting as its control holds it: a number in a text field is text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
