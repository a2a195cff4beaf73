"""Contacts as an import knows them: what a card brings, and whom the journal has already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from recovery_journal.domain.contact import Contact, ContactDetail


class ImportedContact(NamedTuple):
    """A card to import: the contact it makes, its details, and how to know it again."""

    contact: Contact
    details: tuple[ContactDetail, ...]
    card_key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownContact:
    """A contact of the journal, with what there is to know them by in an address book.

    ``cards`` maps the key of each card they came from to its fingerprint;
    ``names`` are the present one and those of the cards, ``detail_keys`` and ``value_marks``
    as in ``rules.identity_keys``: of the details now there, and once imported.
    """

    contact_id: int
    name: str = ""
    cards: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    detail_keys: frozenset[str] = frozenset()
    value_marks: frozenset[str] = frozenset()
