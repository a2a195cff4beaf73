"""The cards that contacts were imported from, and bringing in what is new on them.

Beside the fingerprint of a card stand marks of what it held (``value_mark``):
the next import tells by them what the card lost since, and what the person
took away or changed, which does not come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.rules.same_person import name_words, value_mark, way
from recovery_journal.storage import details as private
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean

# Between a fingerprint and its marks; journals made before there were any have none.
_MARKS = "marks"


class CardOf(NamedTuple):
    """A card to import: the contact it makes, its details, and how to know it again."""

    contact: Contact
    details: tuple[ContactDetail, ...]
    card_key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A contact of the journal, with what there is to know them by in an address book.

    ``cards`` maps the key of each card they came from to its fingerprint;
    ``names`` are the present one and those of the cards, ``ways`` and ``marks``
    as in ``rules.same_person``: of the details now there, and once imported.
    """

    contact_id: int
    name: str = ""
    cards: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


def known(door: Door) -> list[Known]:
    """Return every contact as an import knows them."""
    names: dict[int, set[str]] = defaultdict(set)
    ways: dict[int, set[str]] = defaultdict(set)
    marks: dict[int, set[str]] = defaultdict(set)
    cards: dict[int, dict[str, str]] = defaultdict(dict)
    present: dict[int, str] = dict(door.all("SELECT id, name FROM contact ORDER BY id"))
    for contact_id, name in present.items():
        names[contact_id].add(name_words(name))
    for contact_id, kind, value in door.all(
        "SELECT contact_id, detail_kind, value FROM contact_detail"
    ):
        ways[contact_id].add(way(kind, value))
    for contact_id, key, stored, name in door.all(
        "SELECT contact_id, card_key, fingerprint, imported_name FROM contact_card"
    ):
        fingerprint, held = _split(stored)
        cards[contact_id][key] = fingerprint
        names[contact_id].add(name_words(name))
        marks[contact_id] |= held or set()
    return [
        Known(
            contact_id=one,
            name=name,
            cards=cards.get(one, {}),
            names=frozenset(names[one]),
            ways=frozenset(ways.get(one, ())),
            marks=frozenset(marks.get(one, ())),
        )
        for one, name in present.items()
    ]


def keep_card(door: Door, contact_id: int, card: CardOf) -> None:
    """Remember which card a contact came from, and what was on it."""
    held = sorted({_mark(one) for one in card.details} | _note_marks(card.contact.note))
    door.run(
        "INSERT INTO contact_card VALUES (?, ?, ?, ?) ON CONFLICT (card_key) DO UPDATE SET"
        " fingerprint = excluded.fingerprint, imported_name = excluded.imported_name",
        (
            card.card_key,
            contact_id,
            " ".join((card.fingerprint, _MARKS, *held)),
            clean(card.contact.name),
        ),
    )


def refresh(door: Door, contact_id: int, card: CardOf) -> bool:
    """Bring in a changed card; returns whether the name is another one now.

    What the person wrote, changed or took away stays so. From the card come
    what it did not hold before, and its name and note where the person has left
    them alone.
    """
    before: set[str] | None = None  # what this card held when it was last imported
    others: set[str] = set()
    rows = door.all(
        "SELECT card_key, fingerprint, imported_name FROM contact_card WHERE contact_id = ?",
        (contact_id,),
    )
    name_before = None
    for key, stored, imported_name in rows:
        held = _split(stored)[1]
        if key == card.card_key:
            before, name_before = held, imported_name
        else:
            others |= held or set()
    if not any(row[0] == card.card_key for row in rows):
        before = set()  # a contact met here for the first time
    _refresh_details(door, contact_id, card, before, others)
    _refresh_note(door, contact_id, card, before)
    renamed = _rename(door, contact_id, clean(card.contact.name), name_before)
    keep_card(door, contact_id, card)
    return renamed


def _refresh_details(
    door: Door, contact_id: int, card: CardOf, before: set[str] | None, others: set[str]
) -> None:
    there = private.read(door, contact_id)
    own = {_mark(one) for one in there if one.source == "journal"}
    imported = {_mark(one): one for one in there if one.source != "journal"}
    coming = [
        one
        for one in card.details
        if (mark := _mark(one)) not in own
        # One that the card held and the contact does not was taken away by the person.
        and (mark in imported or before is None or mark not in before)
    ]
    on_card = {_mark(one) for one in card.details}
    staying = [
        one
        for mark, one in imported.items()
        if mark not in on_card and (mark in others or (before is not None and mark not in before))
    ]
    door.run(
        "DELETE FROM contact_detail WHERE contact_id = ? AND source <> 'journal'", (contact_id,)
    )
    private.write(door, contact_id, [*staying, *coming])


def _refresh_note(door: Door, contact_id: int, card: CardOf, before: set[str] | None) -> None:
    """Bring in the note of the card where the contact's is still as it was imported."""
    row = door.one("SELECT note FROM contact WHERE id = ?", (contact_id,))
    present = None if row is None else row[0]
    held = {mark for mark in before or () if mark.startswith(_NOTE)}
    untouched = before is not None and _note_marks(present) == held
    if untouched and card.contact.note is not None:
        door.run("UPDATE contact SET note = ? WHERE id = ?", (clean(card.contact.note), contact_id))


def _rename(door: Door, contact_id: int, name: str, imported_name: str | None) -> bool:
    """Give an imported contact the name of its card where the person left it alone."""
    row = door.one("SELECT name, source FROM contact WHERE id = ?", (contact_id,))
    if row is None or row[1] == "journal" or row[0] != imported_name or row[0] == name:
        return False
    door.run("UPDATE contact SET name = ? WHERE id = ?", (name, contact_id))
    return True


_NOTE = "note-"


def _note_marks(note: str | None) -> set[str]:
    return {_NOTE + value_mark("note", note)} if note else set()


def _mark(detail: ContactDetail) -> str:
    return value_mark(detail.detail_kind, detail.value)


def _split(stored: str) -> tuple[str, set[str] | None]:
    """Return the fingerprint of a card, and what it held, None where that is not known."""
    fingerprint, *rest = stored.split(" ")
    known_marks: Iterable[str] = rest[1:]
    return fingerprint, set(known_marks) if rest[:1] == [_MARKS] else None
