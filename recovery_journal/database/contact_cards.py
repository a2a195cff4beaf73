"""The cards that contacts were imported from, and bringing in what is new on them.

Beside the fingerprint of a card stand hashes of what it held (``value_fingerprint``):
the next import sees by them what the card lost since, and what the person
took away or changed, which does not come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from recovery_journal.database import contact_details as private
from recovery_journal.database.connection import Connection
from recovery_journal.domain.contact import ContactDetail
from recovery_journal.domain.imported_contact import ImportedContact, KnownContact
from recovery_journal.rules.identity_keys import detail_key, name_key, value_fingerprint
from recovery_journal.text import replace_surrogates

# Between a fingerprint and its marks; journals made before there were any have none.
_MARKS_SEPARATOR = "marks"


def known_contacts(connection: Connection) -> list[KnownContact]:
    """Return every contact as an import knows them."""
    names: dict[int, set[str]] = defaultdict(set)
    detail_keys: dict[int, set[str]] = defaultdict(set)
    marks: dict[int, set[str]] = defaultdict(set)
    cards: dict[int, dict[str, str]] = defaultdict(dict)
    names_by_id: dict[int, str] = dict(
        connection.fetch_all("SELECT id, name FROM contact ORDER BY id")
    )
    for contact_id, name in names_by_id.items():
        names[contact_id].add(name_key(name))
    for contact_id, kind, value in connection.fetch_all(
        "SELECT contact_id, detail_kind, value FROM contact_detail"
    ):
        detail_keys[contact_id].add(detail_key(kind, value))
    for contact_id, key, stored, name in connection.fetch_all(
        "SELECT contact_id, card_key, fingerprint, imported_name FROM contact_card"
    ):
        fingerprint, card_marks = _split_fingerprint(stored)
        cards[contact_id][key] = fingerprint
        names[contact_id].add(name_key(name))
        marks[contact_id] |= card_marks or set()
    return [
        KnownContact(
            contact_id=known_id,
            name=name,
            cards=cards.get(known_id, {}),
            names=frozenset(names[known_id]),
            detail_keys=frozenset(detail_keys.get(known_id, ())),
            value_marks=frozenset(marks.get(known_id, ())),
        )
        for known_id, name in names_by_id.items()
    ]


def remember_card(connection: Connection, contact_id: int, card: ImportedContact) -> None:
    """Remember which card a contact came from, and what was on it."""
    marks = sorted(
        {_detail_mark(detail) for detail in card.details} | _note_marks(card.contact.note)
    )
    connection.execute(
        "INSERT INTO contact_card VALUES (?, ?, ?, ?) ON CONFLICT (card_key) DO UPDATE SET"
        " fingerprint = excluded.fingerprint, imported_name = excluded.imported_name",
        (
            card.card_key,
            contact_id,
            " ".join((card.fingerprint, _MARKS_SEPARATOR, *marks)),
            replace_surrogates(card.contact.name),
        ),
    )


def update_from_card(connection: Connection, contact_id: int, card: ImportedContact) -> bool:
    """Bring in a changed card; returns whether the name is another one now.

    What the person wrote, changed or took away stays so. From the card come
    what it did not hold before, and its name and note where the person has left
    them alone.
    """
    marks_before: set[str] | None = None  # what this card held when it was last imported
    other_marks: set[str] = set()
    rows = connection.fetch_all(
        "SELECT card_key, fingerprint, imported_name FROM contact_card WHERE contact_id = ?",
        (contact_id,),
    )
    previous_name = None
    for key, stored, imported_name in rows:
        card_marks = _split_fingerprint(stored)[1]
        if key == card.card_key:
            marks_before, previous_name = card_marks, imported_name
        else:
            other_marks |= card_marks or set()
    if not any(row[0] == card.card_key for row in rows):
        marks_before = set()  # a contact met here for the first time
    _update_details(connection, contact_id, card, marks_before, other_marks)
    _update_note(connection, contact_id, card, marks_before)
    renamed = _update_name(
        connection, contact_id, replace_surrogates(card.contact.name), previous_name
    )
    remember_card(connection, contact_id, card)
    return renamed


def _update_details(
    connection: Connection,
    contact_id: int,
    card: ImportedContact,
    marks_before: set[str] | None,
    other_marks: set[str],
) -> None:
    current = private.read_details(connection, contact_id)
    own_marks = {_detail_mark(detail) for detail in current if detail.source == "journal"}
    imported_by_mark = {
        _detail_mark(detail): detail for detail in current if detail.source != "journal"
    }
    added = [
        detail
        for detail in card.details
        if (mark := _detail_mark(detail)) not in own_marks
        # One that the card held and the contact does not was taken away by the person.
        and (mark in imported_by_mark or marks_before is None or mark not in marks_before)
    ]
    on_card = {_detail_mark(detail) for detail in card.details}
    retained = [
        detail
        for mark, detail in imported_by_mark.items()
        if mark not in on_card
        and (mark in other_marks or (marks_before is not None and mark not in marks_before))
    ]
    connection.execute(
        "DELETE FROM contact_detail WHERE contact_id = ? AND source <> 'journal'", (contact_id,)
    )
    private.add_details(connection, contact_id, [*retained, *added])


def _update_note(
    connection: Connection, contact_id: int, card: ImportedContact, marks_before: set[str] | None
) -> None:
    """Bring in the note of the card where the contact's is still as it was imported."""
    row = connection.fetch_one("SELECT note FROM contact WHERE id = ?", (contact_id,))
    current_note = None if row is None else row[0]
    note_marks = {mark for mark in marks_before or () if mark.startswith(_NOTE_PREFIX)}
    is_untouched = marks_before is not None and _note_marks(current_note) == note_marks
    if is_untouched and card.contact.note is not None:
        connection.execute(
            "UPDATE contact SET note = ? WHERE id = ?",
            (replace_surrogates(card.contact.note), contact_id),
        )


def _update_name(
    connection: Connection, contact_id: int, name: str, imported_name: str | None
) -> bool:
    """Give an imported contact the name of its card where the person left it alone."""
    row = connection.fetch_one("SELECT name, source FROM contact WHERE id = ?", (contact_id,))
    if row is None or row[1] == "journal" or row[0] != imported_name or row[0] == name:
        return False
    connection.execute("UPDATE contact SET name = ? WHERE id = ?", (name, contact_id))
    return True


_NOTE_PREFIX = "note-"


def _note_marks(note: str | None) -> set[str]:
    return {_NOTE_PREFIX + value_fingerprint("note", note)} if note else set()


def _detail_mark(detail: ContactDetail) -> str:
    return value_fingerprint(detail.detail_kind, detail.value)


def _split_fingerprint(stored: str) -> tuple[str, set[str] | None]:
    """Return the fingerprint of a card, and what it held, None where that is not known."""
    fingerprint, *parts = stored.split(" ")
    known_marks: Iterable[str] = parts[1:]
    return fingerprint, set(known_marks) if parts[:1] == [_MARKS_SEPARATOR] else None
