"""Drafts of an earlier session: their form titles, and those that no form can show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recovery_journal.app.screen_names import PAGE_SCREENS, load_screen
from recovery_journal.errors import RecordNotFound
from recovery_journal.forms.record_forms import FORMS
from recovery_journal.i18n import N_, _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

DIALOG_TITLES = {
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


def draft_titles(keys: Iterable[str]) -> list[str]:
    """Return the names of the forms and dialogs that have these keys, each once."""
    return [*dict.fromkeys(_draft_title(key) for key in keys)]


def _draft_title(key: str) -> str:
    kind = key.partition(":")[0]
    if kind in FORMS:
        return _(FORMS[kind].heading)
    target = next((target for page, target in PAGE_SCREENS.items() if page == kind), "")
    return _(load_screen(target).heading if target else DIALOG_TITLES[kind])


def is_leftover(journal: Journal, key: str) -> bool:
    """Say whether no form can offer this draft: what it was about is gone, or the form itself."""
    kind, _colon, subject = key.partition(":")
    if kind not in DIALOG_TITLES and kind not in FORMS and kind not in PAGE_SCREENS:
        return True
    try:
        if subject.startswith("#"):
            (journal.goals if kind == "goal" else journal.entries).get(int(subject[1:]))
        elif kind == "step" and subject.isdigit():
            journal.safety_steps.get(int(subject))
        elif kind in FORMS or kind in {"pause", "person"}:
            for contact_id in subject.split(","):
                if contact_id.isdigit():
                    journal.contacts.get(int(contact_id))
    except RecordNotFound:
        return True
    return False
