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

SOURCE = "vcard"
_KINDS: dict[str, ContactKind] = {"group": "group", "org": "service"}


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


def import_cards(
    journal: Journal, data: bytes, now: datetime, *, dry_run: bool = False
) -> ImportResult:
    """Bring the cards of a file into the journal in one step that undo takes back.

    Who a card is of, ``vcard_people`` says. One that says what it said at the
    last import is already there, whatever the person has changed since; of
    another, what is new on it is brought in. With ``dry_run`` nothing is
    written. Imported contacts are not placed on the map.
    """
    from recovery_journal.exchange.vcard_people import matched, sharing_uid
    from recovery_journal.storage.imported import CardOf

    reading = read_cards(data)
    today = journal.today(now)
    new: list[CardOf] = []
    changed: list[tuple[int, CardOf]] = []
    known = journal.contacts.known()
    matches = matched(reading.cards, known)
    for card, somebody, key in matches:
        if somebody is not None and somebody.cards.get(key) == card.fingerprint:
            continue
        made = CardOf(_contact(card, today), _details(card), key, card.fingerprint)
        if somebody is None:
            new.append(made)
        else:
            changed.append((somebody.contact_id, made))
    if not dry_run:
        journal.contacts.import_cards(new, changed)
    named = sorted((*reading.refused, *reading.lines), key=lambda one: one.line)
    return ImportResult(
        read=reading.read,
        added=len(new),
        updated=len(changed),
        already_there=len(reading.cards) - len(new) - len(changed),
        not_understood=tuple((one.place, one.reason) for one in named),
        photos=reading.photos,
        apart=sharing_uid(matches, known),
    )


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
