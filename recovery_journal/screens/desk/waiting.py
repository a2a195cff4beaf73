"""What waits from before: where it was typed, and what has no form to be offered in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recovery_journal.errors import Unknown
from recovery_journal.screens.desk import FORMS, PAGES, load
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

DIALOGS = {
    "Newcomer": N_("Someone new on the map"),
    "Week": N_("Week"),
    "day": N_("Timeline"),
    "pause": N_("Pause"),
    "plan": N_("Meetings"),
    "step": N_("My steps"),
    "talk": N_("Talk"),
    "write": N_("Week"),
}
"""The first part of the key of what is no form and no page -> where that is."""


def places(keys: Iterable[str]) -> list[str]:
    """Return the names of the forms and dialogs that have these keys, each once."""
    return [*dict.fromkeys(_place(key) for key in keys)]


def _place(key: str) -> str:
    kind = key.partition(":")[0]
    module = FORMS.get(kind) or PAGES.get(kind)  # type: ignore[call-overload]  # any text may be asked for
    return _(load(module).heading if module else DIALOGS[kind])


def is_left_over(journal: Journal, key: str) -> bool:
    """Say whether no form can offer this draft: what it was about is gone, or the form itself."""
    kind, _colon, about = key.partition(":")
    if kind not in DIALOGS and kind not in FORMS and kind not in PAGES:
        return True
    try:
        if about.startswith("#"):
            (journal.goals if kind == "goal" else journal.entries).get(int(about[1:]))
        elif kind == "step" and about.isdigit():
            journal.steps.get(int(about))
        elif kind in FORMS or kind in {"pause", "person"}:
            for person in about.split(","):
                if person.isdigit():
                    journal.contacts.get(int(person))
    except Unknown:
        return True
    return False
