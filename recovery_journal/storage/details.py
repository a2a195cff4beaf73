"""The private details of contacts, and the cards they were imported from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean

_COLUMNS = "detail_kind, value, original, label, source"


class CardOf(NamedTuple):
    """A card to import: the contact it makes, its details, and how to know it again."""

    contact: Contact
    details: tuple[ContactDetail, ...]
    card_key: str
    fingerprint: str


def read(door: Door, contact_id: int) -> list[ContactDetail]:
    """Return a contact's details in the order they were given."""
    rows = door.all(
        f"SELECT id, {_COLUMNS} FROM contact_detail WHERE contact_id = ? ORDER BY id",
        (contact_id,),
    )
    return [
        ContactDetail(
            id=row[0],
            contact_id=contact_id,
            detail_kind=row[1],
            value=row[2],
            original=row[3],
            label=row[4],
            source=row[5],
        )
        for row in rows
    ]


def write(door: Door, contact_id: int, details: Sequence[ContactDetail]) -> None:
    """Add details to a contact."""
    for one in details:
        door.run(
            f"INSERT INTO contact_detail (contact_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                contact_id,
                one.detail_kind,
                clean(one.value),
                clean(one.original),
                clean(one.label),
                one.source,
            ),
        )


def replace_kind(door: Door, contact_id: int, detail_kind: Any, values: Sequence[str]) -> None:
    """Put these values in the place of a contact's details of one kind.

    One that is there already stays as it came, with its label.
    """
    before = [one for one in read(door, contact_id) if one.detail_kind == detail_kind]
    there = {_bare(one.value): one for one in before}
    door.run(
        "DELETE FROM contact_detail WHERE contact_id = ? AND detail_kind = ?",
        (contact_id, detail_kind),
    )
    write(
        door,
        contact_id,
        [
            there.get(_bare(value)) or ContactDetail(detail_kind=detail_kind, value=value)
            for value in values
            if value.strip()
        ],
    )


def _bare(value: str) -> str:
    """Return a value on one line, as it is compared."""
    return " ".join(value.split())


def keep_card(door: Door, contact_id: int, card: CardOf) -> None:
    """Remember which card a contact came from."""
    door.run(
        "INSERT INTO contact_card VALUES (?, ?, ?, ?)",
        (card.card_key, contact_id, card.fingerprint, clean(card.contact.name)),
    )


def refresh(door: Door, contact_id: int, card: CardOf) -> bool:
    """Bring in a changed card: its details, and its name where the person left it alone.

    Returns whether the name is another one now.
    """
    name = clean(card.contact.name)
    before = door.one("SELECT name FROM contact WHERE id = ?", (contact_id,))
    door.run(
        "UPDATE contact SET name = ? WHERE id = ? AND name ="
        " (SELECT imported_name FROM contact_card WHERE card_key = ?)",
        (name, contact_id, card.card_key),
    )
    door.run(
        "DELETE FROM contact_detail WHERE contact_id = ? AND source <> 'journal'", (contact_id,)
    )
    write(door, contact_id, card.details)
    door.run(
        "UPDATE contact_card SET fingerprint = ?, imported_name = ? WHERE card_key = ?",
        (card.fingerprint, name, card.card_key),
    )
    return door.one("SELECT name FROM contact WHERE id = ?", (contact_id,)) != before
