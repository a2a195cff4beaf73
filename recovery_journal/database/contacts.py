"""The contact table: storing contacts, finding them by name, and the activity of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from recovery_journal.database import contact_cards, undo_log
from recovery_journal.database import contact_details as private
from recovery_journal.database.connection import Connection, SqlRow
from recovery_journal.database.entries import Entries
from recovery_journal.database.rows import from_column, to_column
from recovery_journal.domain.contact import FIELDS, Contact, ContactActivity, ContactDetail
from recovery_journal.domain.fields import check_fields, clean_name
from recovery_journal.errors import Ambiguous, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.rules.search import contains_all, tokenize
from recovery_journal.text import normalize, replace_surrogates

if TYPE_CHECKING:
    from recovery_journal.domain.imported_contact import ImportedContact, KnownContact

_DATE_COLUMNS = ("added_on", "ended_on", "paused_from", "paused_until")
_COLUMNS = (*FIELDS, "id", "uuid", "source", "letter", *_DATE_COLUMNS)
_SELECT_COLUMNS = ", ".join(f"contact.{name}" for name in _COLUMNS)


class Contacts:
    """The contacts of one journal."""

    def __init__(
        self, connection: Connection, clock: Callable[[], datetime], entries: Entries
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._entries = entries

    def add(self, contact: Contact, details: Sequence[ContactDetail] = ()) -> Contact:
        """Store a new contact with its private details; raises ``BadValue`` for no name."""
        with self._connection.transaction():
            stored = self._insert(contact, details)
            undo_log.record_change(
                self._connection, "add", "contact", [("contact", stored.id, None)], self._clock()
            )
        return stored

    def add_all(self, contacts: Sequence[Contact]) -> list[Contact]:
        """Store several new contacts, or none of them; they are taken back as one."""
        with self._connection.transaction():
            stored = [self._insert(contact, ()) for contact in contacts]
            items = [("contact", contact.id, None) for contact in stored]
            if items:
                undo_log.record_change(self._connection, "add", "contact", items, self._clock())
        return stored

    def get(self, contact_id: int) -> Contact:
        """Return one contact; raises ``RecordNotFound``."""
        row = self._connection.fetch_one(
            f"SELECT {_SELECT_COLUMNS} FROM contact WHERE id = ?", (contact_id,)
        )
        if row is None:
            raise RecordNotFound(
                _("There is no contact {id}.").format(id=contact_id), code="unknown_contact"
            )
        return _to_contact(row)

    def all(self, ended: bool = False) -> list[Contact]:
        """Return the contacts in the order of their names; the ended ones only if asked."""
        rows = self._connection.fetch_all(f"SELECT {_SELECT_COLUMNS} FROM contact")
        contacts = [_to_contact(row) for row in rows]
        return sorted(
            (contact for contact in contacts if ended or contact.status != "ended"),
            key=lambda contact: (normalize(contact.name), contact.id),
        )

    def find(self, text: str) -> Contact:
        """Return the contact that a person means by an id or a name.

        A whole name comes before the start of one; ``text.normalize`` says which
        names are the same. Raises ``RecordNotFound``, or ``Ambiguous`` with the candidates.
        """
        text = replace_surrogates(text).strip()
        number_text = text.removeprefix("#").removeprefix("id:")
        if number_text.isascii() and number_text.isdigit():
            if len(number_text) < 19:
                return self.get(int(number_text))
            raise RecordNotFound(
                _("There is no contact {id}.").format(id=text), code="unknown_contact"
            )
        matches = self._find_by_name(text)
        if not matches:
            raise RecordNotFound(
                _(
                    "There is no contact called {name}. Add one with: recovery-journal contact add"
                ).format(name=text),
                code="unknown_contact",
            )
        if len(matches) > 1:
            raise Ambiguous(
                _("{name} could be: {candidates}. You could use the number.").format(
                    name=text, candidates=", ".join(f"{row[0]} {row[1]}" for row in matches)
                ),
                candidates=[{"id": row[0], "name": row[1]} for row in matches],
            )
        return self.get(matches[0][0])

    def _find_by_name(self, name: str) -> list[SqlRow]:
        """Return (id, name) of the contacts that a name may mean."""
        target = normalize(name)
        rows = self._connection.fetch_all("SELECT id, name FROM contact")
        if not target:  # nothing but marks and what is not seen
            return [row for row in rows if row[1] == name]
        normalized = [(normalize(row[1]), row) for row in rows]
        exact = [row for normalized_name, row in normalized if normalized_name == target]
        return exact or [
            row for normalized_name, row in normalized if normalized_name.startswith(target)
        ]

    def search(self, text: str) -> list[Contact]:
        """Return the contacts whose name, note, boundaries or relation hold every word.

        Of the relation only the person's own word for it.
        """
        terms = tokenize(text)
        # Of most contacts a search reads only the text columns.
        rows = self._connection.fetch_all(
            "SELECT id, name, note, boundaries, relation_word FROM contact"
        )
        matches = [
            (normalize(name), contact_id)
            for contact_id, name, *texts in rows
            if contains_all(" ".join((name, *filter(None, texts))), terms)
        ]
        return [self.get(contact_id) for _name, contact_id in sorted(matches)]

    def with_exact_name(self, name: str) -> list[Contact]:
        """Return the contacts of exactly this name; capitals and accents do not matter."""
        target = normalize(name)
        rows = self._connection.fetch_all("SELECT id, name FROM contact ORDER BY id")
        return [self.get(row[0]) for row in rows if normalize(row[1]) == target]

    def edit(
        self,
        contact_id: int,
        *,
        details: Mapping[str, Sequence[str]] | None = None,
        **changes: Any,
    ) -> Contact:
        """Change fields of a contact; a new relation brings a new letter.

        ``details`` puts other phones, e-mails or addresses in the place of
        those kinds; an empty list removes them. All of it is one change.
        """
        with self._connection.transaction():
            original = self.get(contact_id)
            snapshot = undo_log.snapshot(self._connection, "contact", contact_id)
            changed = replace(original, **changes)
            if changed.relation != original.relation:
                changed = replace(changed, letter=self._next_letter(changed.relation))
            self._update(changed)
            for detail_kind, values in (details or {}).items():
                private.replace_details(self._connection, contact_id, detail_kind, values)
            if changed.name != original.name:
                self._entries.reindex(self.entry_ids(contact_id))
            undo_log.record_change(
                self._connection,
                "edit",
                "contact",
                [("contact", contact_id, snapshot)],
                self._clock(),
            )
        return self.get(contact_id)

    def delete(self, contact_id: int) -> Contact:
        """Delete a contact; entries stay and show "someone" in its place."""
        with self._connection.transaction():
            contact = self.get(contact_id)
            snapshot = undo_log.snapshot(
                self._connection, "contact", contact_id, with_references=True
            )
            entry_ids = self.entry_ids(contact_id)
            self._connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
            self._entries.reindex(entry_ids)
            undo_log.record_change(
                self._connection,
                "delete",
                "contact",
                [("contact", contact_id, snapshot)],
                self._clock(),
            )
        self._connection.checkpoint_wal()
        return contact

    def details(self, contact_id: int) -> list[ContactDetail]:
        """Return the private details: read by the person's own page and nothing else."""
        return private.read_details(self._connection, contact_id)

    def known_contacts(self) -> list[KnownContact]:
        """Return every contact with what an import knows them by."""
        with self._connection.read_transaction():
            return contact_cards.known_contacts(self._connection)

    def import_cards(
        self,
        new_cards: Sequence[ImportedContact],
        changed_cards: Sequence[tuple[int, ImportedContact]],
    ) -> None:
        """Store a whole import in one transaction, taken back as one.

        ``changed_cards`` pairs the id of a contact known already with its new card: what
        the person wrote, changed or took away since the last import stays so.
        """
        if not new_cards and not changed_cards:
            return
        items: list[tuple[str, int, str | None]] = []
        with self._connection.transaction():
            for card in new_cards:
                stored = self._insert(card.contact, card.details)
                items.append(("contact", stored.id, None))
                contact_cards.remember_card(self._connection, stored.id, card)
            for contact_id, card in changed_cards:
                items.append(
                    (
                        "contact",
                        contact_id,
                        undo_log.snapshot(self._connection, "contact", contact_id),
                    )
                )
                if contact_cards.update_from_card(self._connection, contact_id, card):
                    self._entries.reindex(self.entry_ids(contact_id))
            undo_log.record_change(self._connection, "import", "contact", items, self._clock())

    def with_activity(self, as_of: date) -> list[ContactActivity]:
        """Return every contact with its activity up to the end of that day."""
        day = as_of.isoformat()
        with self._connection.read_transaction():
            rows = self._connection.fetch_all(
                _ACTIVITY_SQL.format(columns=_SELECT_COLUMNS), {"day": day}
            )
        return [
            ContactActivity(
                contact=_to_contact(row[3:]),
                first_logged=_parse_date(row[0]),
                last_connected=_parse_date(row[1]),
                tried_since=row[2],
            )
            for row in rows
        ]

    def entry_ids(self, contact_id: int) -> list[int]:
        """Return the ids of the entries that name a contact."""
        rows = self._connection.fetch_all(
            "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
        )
        return [row[0] for row in rows]

    def _insert(self, contact: Contact, details: Sequence[ContactDetail]) -> Contact:
        contact = replace(
            contact,
            uuid=contact.uuid or str(uuid4()),
            letter=self._next_letter(contact.relation),
        )
        row = _to_row(contact)
        placeholders = ", ".join("?" * len(row))
        contact_id = self._connection.execute(
            f"INSERT INTO contact ({', '.join(row)}) VALUES ({placeholders})", tuple(row.values())
        )
        private.add_details(self._connection, contact_id, details)
        return self.get(contact_id)

    def _update(self, contact: Contact) -> None:
        row = _to_row(contact)
        assignments = ", ".join(f"{name} = ?" for name in row)
        self._connection.execute(
            f"UPDATE contact SET {assignments} WHERE id = ?", (*row.values(), contact.id)
        )

    def _next_letter(self, relation: str | None) -> int:
        """Return the next number of a relation; none is given twice, not even after a delete."""
        key = relation or ""
        self._connection.execute(
            "INSERT INTO letter VALUES (?, 1) ON CONFLICT (relation) DO UPDATE SET last = last + 1",
            (key,),
        )
        row = self._connection.fetch_one("SELECT last FROM letter WHERE relation = ?", (key,))
        return 0 if row is None else int(row[0])


# Each lookup is one step into an index, so the age of the journal does not matter.
# Whoever flies west writes on an earlier day than before: what came first is known
# by the moment, and the days only bound the search.
_ACTIVITY_SQL = """
SELECT
    (SELECT min(local_date) FROM entry_contact AS first
        WHERE first.contact_id = contact.id AND first.local_date <= :day),
    last.local_date,
    (SELECT count(*) FROM entry_contact AS tried
        WHERE tried.contact_id = contact.id AND tried.connected = 0
        AND tried.local_date <= :day
        AND tried.local_date >= coalesce(date(last.local_date, '-2 days'), '')
        AND tried.moment > coalesce(last.moment, -1e18)),
    {columns}
FROM contact LEFT JOIN entry_contact AS last ON (last.entry_id, last.position) = (
    SELECT entry_id, position FROM entry_contact AS reached
        WHERE reached.contact_id = contact.id AND reached.connected = 1
        AND reached.local_date <= :day
        ORDER BY reached.local_date DESC, reached.moment DESC LIMIT 1)
ORDER BY contact.id
"""


def _to_row(contact: Contact) -> dict[str, Any]:
    """Return the columns of a contact, its fields checked."""
    check_fields(FIELDS, contact)
    row: dict[str, Any] = {
        name: to_column(field, getattr(contact, name)) for name, field in FIELDS.items()
    }
    row["name"] = clean_name(row["name"])
    row["relation_word"] = clean_name(row["relation_word"] or "") or None
    for name in _DATE_COLUMNS:
        day = getattr(contact, name)
        row[name] = None if day is None else day.isoformat()
    return row | {"uuid": contact.uuid, "source": contact.source, "letter": contact.letter}


def _to_contact(row: SqlRow) -> Contact:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name, field in FIELDS.items():
        values[name] = from_column(field, values[name])
    for name in _DATE_COLUMNS:
        values[name] = _parse_date(values[name])
    return Contact(**values)


def _parse_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
