"""The contact list: filtered by text and sorted, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from recovery_journal.domain.choices import ContactState
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.labels import label
from recovery_journal.rules.network.placement import OUTER_RING
from recovery_journal.rules.network.snapshot import MapContact
from recovery_journal.rules.network.states import (
    contact_state,
    days_since,
    has_ended_by,
    is_listed_on,
)
from recovery_journal.text import normalize

ContactSortKey = Literal["name", "role", "ring", "state", "last", "rhythm"]
CONTACT_SORT_KEYS: tuple[ContactSortKey, ...] = get_args(ContactSortKey)

# Who may be waiting comes first: that is what one sorts by state for.
_STATE_ORDER: tuple[ContactState, ...] = ("drifting", "due", "new", "recent", "paused")

SortValue = Any
"""What the contacts of one column are compared by; None where a contact has none."""


class ContactList(NamedTuple):
    """Everyone as of a day; ``not_placed`` and ``ended`` stand apart.

    ``listed_count`` is how many are there in all, the ended ones aside, and
    ``ended_count`` how many have ended, whatever is shown.
    """

    placed: tuple[MapContact, ...]
    not_placed: tuple[MapContact, ...]
    ended: tuple[MapContact, ...]
    listed_count: int
    ended_count: int

    @property
    def visible(self) -> tuple[MapContact, ...]:
        """Everyone that is shown, in their order."""
        return (*self.placed, *self.not_placed, *self.ended)


def list_contacts(
    activities: Iterable[ContactActivity],
    as_of: date,
    *,
    sort_by: ContactSortKey = "name",
    reverse: bool = False,
    query: str = "",
    include_ended: bool = False,
) -> ContactList:
    """Return everyone in the order asked for, those that the letters ``query`` find.

    Every word has to be in the name or the role; capitals and accents do not
    matter. ``include_ended`` shows the ended ones, too. Where an order says nothing of
    someone (no rhythm, not reached yet), they come last either way.
    """
    activities = tuple(activities)
    listed = [
        _map_contact(activity, as_of) for activity in activities if is_listed_on(activity, as_of)
    ]
    ended_contacts = [
        _map_contact(activity, as_of)
        for activity in activities
        if has_ended_by(activity.contact, as_of)
    ]
    terms = normalize(query).split()

    def select(map_contacts: Iterable[MapContact]) -> tuple[MapContact, ...]:
        return _sort_contacts(
            [map_contact for map_contact in map_contacts if _matches(map_contact.contact, terms)],
            sort_by,
            reverse,
        )

    return ContactList(
        placed=select(map_contact for map_contact in listed if map_contact.contact.is_placed),
        not_placed=select(
            map_contact for map_contact in listed if not map_contact.contact.is_placed
        ),
        ended=select(ended_contacts) if include_ended else (),
        listed_count=len(listed),
        ended_count=len(ended_contacts),
    )


def role_label(contact: Contact) -> str:
    """Return what a contact is: the person's own word, else the relation, else the kind."""
    return contact.relation_word or label(contact.relation or contact.contact_kind)


def _map_contact(activity: ContactActivity, as_of: date) -> MapContact:
    return MapContact(activity, contact_state(activity, as_of), days_since(activity, as_of))


def _matches(contact: Contact, terms: list[str]) -> bool:
    text = normalize(f"{contact.name} {role_label(contact)}")
    return all(term in text for term in terms)


def _sort_contacts(
    map_contacts: list[MapContact], sort_by: ContactSortKey, reverse: bool
) -> tuple[MapContact, ...]:
    value_of = _SORT_VALUES[sort_by]
    map_contacts.sort(
        key=lambda map_contact: (normalize(map_contact.contact.name), map_contact.contact.id)
    )
    with_value = [map_contact for map_contact in map_contacts if value_of(map_contact) is not None]
    with_value.sort(key=value_of, reverse=reverse)
    return (
        *with_value,
        *(map_contact for map_contact in map_contacts if value_of(map_contact) is None),
    )


def _state_sort_value(map_contact: MapContact) -> tuple[float, float]:
    """Return the order of states; among equals, who is most due."""
    days, cadence = map_contact.days_since, map_contact.contact.cadence_days
    due_ratio = days / cadence if days is not None and cadence else 0.0
    return _STATE_ORDER.index(map_contact.state), -due_ratio


_SORT_VALUES: dict[ContactSortKey, Callable[[MapContact], SortValue]] = {
    "name": lambda map_contact: normalize(map_contact.contact.name),
    "role": lambda map_contact: normalize(role_label(map_contact.contact)),
    "ring": lambda map_contact: map_contact.contact.ring or OUTER_RING,
    "state": _state_sort_value,
    "last": lambda map_contact: map_contact.days_since,
    "rhythm": lambda map_contact: map_contact.contact.cadence_days,
}
