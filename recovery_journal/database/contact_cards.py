"""What belongs to a contact: its private details, and the cards it was imported from.

Beside the fingerprint of a card stand hashes of what it held (``value_fingerprint``):
the next import sees by them what the card lost since, and what the person
took away or changed, which does not come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recovery_journal.database.connection import Connection
from recovery_journal.database.record_table import RecordTable
from recovery_journal.domain.contact import ContactDetail, ImportedContact, KnownContact
from recovery_journal.rules.identity_keys import detail_key, name_key, value_fingerprint
from recovery_journal.text import replace_surrogates

if TYPE_CHECKING:
    from recovery_journal.domain.choices import DetailKind

# Between a fingerprint and its marks; journals made before there were any have none.
_MARKS_SEPARATOR = "marks"
_NOTE_PREFIX = "note-"


class ContactDetails:
    """The phone numbers, e-mails and addresses of contacts, in the order they were given."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = RecordTable(connection, "contact_detail", ContactDetail)

    def of_contact(self, contact_id: int) -> list[ContactDetail]:
        """Return the details of a contact."""
        return self._table.select("WHERE contact_id = ? ORDER BY id", (contact_id,))

    def add(self, contact_id: int, details: Sequence[ContactDetail]) -> None:
        """Add details to a contact."""
        for detail in details:
            self._table.insert(replace(detail, contact_id=contact_id))

    def replace(self, contact_id: int, detail_kind: DetailKind, values: Sequence[str]) -> None:
        """Put these values in the place of a contact's details of one kind.

        One that is there already keeps its label and how it was written. All of
        them are the person's own from here on: an import does not take one away.
        """
        current = [
            detail for detail in self.of_contact(contact_id) if detail.detail_kind == detail_kind
        ]
        new_values = [value for value in values if value.strip()]
        if [_on_one_line(value) for value in new_values] == [
            _on_one_line(detail.value) for detail in current
        ]:
            return
        own_details = {
            _on_one_line(detail.value): replace(detail, source="journal") for detail in current
        }
        self._connection.execute(
            "DELETE FROM contact_detail WHERE contact_id = ? AND detail_kind = ?",
            (contact_id, detail_kind),
        )
        self.add(
            contact_id,
            [
                own_details.get(_on_one_line(value))
                or ContactDetail(detail_kind=detail_kind, value=value)
                for value in new_values
            ],
        )

    def replace_imported(self, contact_id: int, details: Sequence[ContactDetail]) -> None:
        """Put these in the place of the details that came from cards."""
        self._connection.execute(
            "DELETE FROM contact_detail WHERE contact_id = ? AND source <> 'journal'",
            (contact_id,),
        )
        self.add(contact_id, details)


def _on_one_line(value: str) -> str:
    """Return a value on one line, as it is compared."""
    return " ".join(value.split())


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
    table = ContactDetails(connection)
    current = table.of_contact(contact_id)
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
    table.replace_imported(contact_id, [*retained, *added])


def _update_note(
    connection: Connection, contact_id: int, card: ImportedContact, marks_before: set[str] | None
) -> None:
    """Bring in the note of the card where the contact's is still as it was imported."""
    row = connection.fetch_one("SELECT note FROM contact WHERE id = ?", (contact_id,))
    current_note = None if row is None else row[0]
    note_marks = {mark for mark in marks_before or () if mark.startswith(_NOTE_PREFIX)}
    is_untouched = marks_before is not None and _note_marks(current_note) == note_marks
    if is_untouched and card.contact.note is not None:
        note = replace_surrogates(card.contact.note)
        connection.update("contact", contact_id, {"note": note})


def _update_name(
    connection: Connection, contact_id: int, name: str, imported_name: str | None
) -> bool:
    """Give an imported contact the name of its card where the person left it alone."""
    row = connection.fetch_one("SELECT name, source FROM contact WHERE id = ?", (contact_id,))
    if row is None or row[1] == "journal" or row[0] != imported_name or row[0] == name:
        return False
    connection.update("contact", contact_id, {"name": name})
    return True


def _note_marks(note: str | None) -> set[str]:
    return {_NOTE_PREFIX + value_fingerprint("note", note)} if note else set()


def _detail_mark(detail: ContactDetail) -> str:
    return value_fingerprint(detail.detail_kind, detail.value)


def _split_fingerprint(stored: str) -> tuple[str, set[str] | None]:
    """Return the fingerprint of a card, and what it held, None where that is not known."""
    fingerprint, *parts = stored.split(" ")
    return fingerprint, set(parts[1:]) if parts[:1] == [_MARKS_SEPARATOR] else None
