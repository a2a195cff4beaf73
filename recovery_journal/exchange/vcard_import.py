"""Brings the people of an address book into the journal, each once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.exchange.vcard import Card, read_cards

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.lists import ContactKind
    from recovery_journal.storage import Journal
    from recovery_journal.storage.details import CardOf

SOURCE = "vcard"
_KINDS: dict[str, ContactKind] = {"group": "group", "org": "service"}


class ImportResult(NamedTuple):
    """What an import came to, in cards; ``not_understood`` holds (place, reason).

    ``photos`` counts the pictures that were left out.
    """

    read: int
    added: int
    updated: int
    already_there: int
    not_understood: tuple[tuple[str, str], ...]
    photos: int


def import_cards(
    journal: Journal, data: bytes, now: datetime, *, dry_run: bool = False
) -> ImportResult:
    """Bring the cards of a file into the journal in one step that undo takes back.

    A card that was imported before is known again by its key, whatever the
    person has changed since: with the same fingerprint it is already there,
    with another one its details are brought up to date. With ``dry_run``
    nothing is written. Imported contacts are not placed on the map.
    """
    reading = read_cards(data)
    new, changed = _sorted(journal, reading.cards, journal.today(now))
    if not dry_run:
        journal.contacts.import_cards(new, changed)
    return ImportResult(
        read=reading.read,
        added=len(new),
        updated=len(changed),
        already_there=len(reading.cards) - len(new) - len(changed),
        not_understood=tuple((one.place, one.reason) for one in reading.refused),
        photos=reading.photos,
    )


def _sorted(
    journal: Journal, cards: tuple[Card, ...], today: date
) -> tuple[list[CardOf], list[tuple[int, CardOf]]]:
    """Return the cards that are new, and those that changed with the id of their contact."""
    from recovery_journal.storage.details import CardOf

    new: list[CardOf] = []
    changed: list[tuple[int, CardOf]] = []
    seen: set[str] = set()
    for card in cards:
        # Of two cards with one key in a file the first counts, in every run.
        if card.key in seen:
            continue
        seen.add(card.key)
        known = journal.contacts.by_card_key(card.key)
        if known is not None and known[1] == card.fingerprint:
            continue
        made = CardOf(_contact(card, today), _details(card), card.key, card.fingerprint)
        if known is None:
            new.append(made)
        else:
            changed.append((known[0].id, made))
    return new, changed


def _contact(card: Card, today: date) -> Contact:
    """Return the contact of a card: no relation, no ring and no rhythm yet."""
    return Contact(
        name=card.name,
        contact_kind=_KINDS.get(card.card_kind, "person"),
        added_on=today,
        source=SOURCE,
        note=card.note,
    )


def _details(card: Card) -> tuple[ContactDetail, ...]:
    return tuple(
        ContactDetail(
            detail_kind=one.detail_kind,  # type: ignore[arg-type]  # phone, email or address
            value=one.value,
            original=one.original,
            label=one.label,
            source=SOURCE,
        )
        for one in card.details
    )
