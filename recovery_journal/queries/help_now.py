"""The safety steps, and the contacts who could be told in a hard moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recovery_journal.domain.choices import StepHeading
from recovery_journal.queries.suggestions import Suggestions, load_suggestions

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.safety_step import SafetyStep
    from recovery_journal.storage import Journal

HELP_NOW_FIRST: tuple[StepHeading, ...] = ("people_to_tell", "professionals")
"""The headings of the safety steps that come first in Help now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyStepsPage:
    """The person's steps in their order; ``names`` are those of all contacts by id, ended too."""

    steps: tuple[SafetyStep, ...]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNowPage:
    """What Help now shows of an open journal.

    ``people_on_steps`` are the contacts of the person's own steps, each with its
    step; ``first_steps`` the other lines under the same headings, ``other_steps`` those
    under the rest. ``suggestions.people`` name nobody who is on the steps.
    ``names`` are those of all contacts by id.
    """

    people_on_steps: tuple[tuple[Contact, SafetyStep], ...]
    first_steps: tuple[SafetyStep, ...]
    other_steps: tuple[SafetyStep, ...]
    names: Mapping[int, str]
    suggestions: Suggestions

    @property
    def has_steps(self) -> bool:
        """Whether any step is written down."""
        return bool(self.people_on_steps or self.first_steps or self.other_steps)


def load_safety_steps(journal: Journal) -> SafetyStepsPage:
    """Return the person's own steps, and the names of whom they are about."""
    return SafetyStepsPage(
        steps=tuple(journal.safety_steps.list()),
        names={contact.id: contact.name for contact in journal.contacts.all(ended=True)},
    )


def load_help_now(journal: Journal, day: date) -> HelpNowPage:
    """Return who could be told in a hard moment, and the person's own steps."""
    steps = journal.safety_steps.list()
    contacts = {contact.id: contact for contact in journal.contacts.all()}
    people_on_steps = tuple(_people_on_steps(steps, contacts))
    ids = {contact.id for contact, _step in people_on_steps}
    suggestions = load_suggestions(journal, day, hard_moment=True)
    others = tuple(person for person in suggestions.people if person.contact.id not in ids)
    return HelpNowPage(
        people_on_steps=people_on_steps,
        first_steps=tuple(
            step for step in steps if step.heading in HELP_NOW_FIRST and step.contact_id not in ids
        ),
        other_steps=tuple(step for step in steps if step.heading not in HELP_NOW_FIRST),
        names={contact_id: contact.name for contact_id, contact in contacts.items()},
        suggestions=replace(suggestions, people=others),
    )


def _people_on_steps(
    steps: Sequence[SafetyStep], contacts: Mapping[int, Contact]
) -> Iterator[tuple[Contact, SafetyStep]]:
    """Yield the contacts of the steps that come first, each once.

    Someone marked as a risk since then, or with whom there is to be less contact
    now, is not named as a person to reach; the line that was written stays.
    """
    seen_ids: set[int] = set()
    for step in steps:
        contact = contacts.get(step.contact_id or 0)
        if step.heading not in HELP_NOW_FIRST or contact is None or contact.id in seen_ids:
            continue
        if contact.influence != "risk" and contact.status != "less_now":
            seen_ids.add(contact.id)
            yield contact, step
