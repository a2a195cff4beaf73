"""Brings the people of an address book into the journal, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.contact import Contact, ImportedContact
from recovery_journal.exchange.vcard.parser import Card, parse_cards

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.choices import ContactKind
    from recovery_journal.storage import Journal

SOURCE = "vcard"
_CONTACT_KINDS: dict[str, ContactKind] = {"group": "group", "org": "service"}


class ImportResult(NamedTuple):
    """What an import came to, in cards; ``not_understood`` holds (place, reason).

    ``photos`` counts the pictures that were left out. ``apart`` holds the names
    of each group of people whose cards have one UID.
    """

    read: int
    added: int
    updated: int
    already_there: int
    not_understood: tuple[tuple[str, str], ...]
    photos: int
    apart: tuple[tuple[str, ...], ...]


def import_vcards(
    journal: Journal, data: bytes, now: datetime, *, dry_run: bool = False
) -> ImportResult:
    """Bring the cards of a file into the journal in one step that undo takes back.

    Who a card is of, ``matching`` says. One that says what it said at the
    last import is already there, whatever the person has changed since; of
    another, what is new on it is brought in. With ``dry_run`` nothing is
    written. Imported contacts are not placed on the map.
    """
    from recovery_journal.exchange.vcard.matching import match_cards, names_sharing_uid

    parsed = parse_cards(data)
    today = journal.today(now)
    new: list[ImportedContact] = []
    changed: list[tuple[int, ImportedContact]] = []
    known_contacts = journal.contacts.known_contacts()
    matches = match_cards(parsed.cards, known_contacts)
    for card, known_contact, key in matches:
        if known_contact is not None and known_contact.cards.get(key) == card.fingerprint:
            continue
        details = tuple(replace(detail, source=SOURCE) for detail in card.details)
        imported = ImportedContact(_to_contact(card, today), details, key, card.fingerprint)
        if known_contact is None:
            new.append(imported)
        else:
            changed.append((known_contact.contact_id, imported))
    if not dry_run:
        journal.contacts.import_cards(new, changed)
    rejections = sorted(
        (*parsed.rejected, *parsed.stray_lines), key=lambda rejection: rejection.line
    )
    return ImportResult(
        read=parsed.card_count,
        added=len(new),
        updated=len(changed),
        already_there=len(parsed.cards) - len(new) - len(changed),
        not_understood=tuple((rejection.location, rejection.reason) for rejection in rejections),
        photos=parsed.photos,
        apart=names_sharing_uid(matches, known_contacts),
    )


def _to_contact(card: Card, today: date) -> Contact:
    """Return the contact of a card: no relation, no ring and no rhythm yet."""
    return Contact(
        name=card.name,
        contact_kind=_CONTACT_KINDS.get(card.card_kind, "person"),
        added_on=today,
        source=SOURCE,
        note=card.note,
    )
