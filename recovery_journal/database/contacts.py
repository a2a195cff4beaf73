"""The contact table: storing contacts, finding them by name, and the activity of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from recovery_journal.database import contact_cards, search_index
from recovery_journal.database.connection import Connection
from recovery_journal.database.contact_cards import ContactDetails
from recovery_journal.database.record_table import RecordTable
from recovery_journal.database.rows import check_contact, entries_naming, unknown_contact_error
from recovery_journal.database.sqlcipher import SqlRow
from recovery_journal.database.undo import UndoLog
from recovery_journal.domain.choices import DetailKind
from recovery_journal.domain.contact import FIELDS, Contact, ContactActivity, ContactDetail
from recovery_journal.domain.fields import check_fields, clean_name
from recovery_journal.errors import Ambiguous, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.rules.search import contains_all, tokenize
from recovery_journal.text import normalize, replace_surrogates

if TYPE_CHECKING:
    from recovery_journal.domain.contact import ImportedContact, KnownContact

_DETAIL_KINDS: tuple[DetailKind, ...] = get_args(DetailKind)


class Contacts:
    """The contacts of one journal."""

    def __init__(self, connection: Connection, undo: UndoLog) -> None:
        self._connection = connection
        self._undo = undo
        self._table = RecordTable(connection, "contact", Contact)
        self._details = ContactDetails(connection)

    def add(self, contact: Contact, details: Sequence[ContactDetail] = ()) -> Contact:
        """Store a new contact with its private details; raises ``BadValue`` for no name."""
        with self._undo.change("add", "contact") as change:
            stored = self._insert(contact, details)
            change.added(stored.id)
        return stored

    def add_all(self, contacts: Sequence[Contact]) -> list[Contact]:
        """Store several new contacts, or none of them; they are taken back as one."""
        with self._undo.change("add", "contact") as change:
            stored = [self._insert(contact, ()) for contact in contacts]
            for contact in stored:
                change.added(contact.id)
        return stored

    def get(self, contact_id: int) -> Contact:
        """Return one contact; raises ``RecordNotFound``."""
        for contact in self._table.select("WHERE id = ?", (contact_id,)):
            return contact
        raise unknown_contact_error(contact_id)

    def all(self, ended: bool = False) -> list[Contact]:
        """Return the contacts in the order of their names; the ended ones only if asked."""
        contacts = self._table.select("" if ended else "WHERE status <> 'ended'")
        return sorted(contacts, key=lambda contact: (normalize(contact.name), contact.id))

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
            raise unknown_contact_error(text)
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
        details: Mapping[str, Sequence[str]] = MappingProxyType({}),
        **changes: Any,
    ) -> Contact:
        """Change fields of a contact; a new relation brings a new letter.

        ``details`` puts other phones, e-mails or addresses in the place of
        those kinds; an empty list removes them. All of it is one change.
        """
        with self._undo.change("edit", "contact", contact_id):
            original = self.get(contact_id)
            changed = replace(original, **changes)
            if changed.relation != original.relation:
                changed = replace(changed, letter=self._next_letter(changed.relation))
            self._table.update(contact_id, _checked(changed))
            for detail_kind in _DETAIL_KINDS:
                if detail_kind in details:
                    self._details.replace(contact_id, detail_kind, details[detail_kind])
            if changed.name != original.name:
                search_index.reindex(self._connection, entries_naming(self._connection, contact_id))
        return self.get(contact_id)

    def delete(self, contact_id: int) -> Contact:
        """Delete a contact; entries stay and show "someone" in its place."""
        with self._undo.change("delete", "contact", contact_id):
            check_contact(self._connection, contact_id)
            entry_ids = entries_naming(self._connection, contact_id)
            contact = self._table.delete(contact_id)
            search_index.reindex(self._connection, entry_ids)
        return contact

    def details(self, contact_id: int) -> list[ContactDetail]:
        """Return the private details: read by the person's own page and nothing else."""
        return self._details.of_contact(contact_id)

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
        with self._undo.change("import", "contact") as change:
            for card in new_cards:
                stored = self._insert(card.contact, card.details)
                change.added(stored.id)
                contact_cards.remember_card(self._connection, stored.id, card)
            for contact_id, card in changed_cards:
                change.will_touch(contact_id)
                if contact_cards.update_from_card(self._connection, contact_id, card):
                    entry_ids = entries_naming(self._connection, contact_id)
                    search_index.reindex(self._connection, entry_ids)

    def with_activity(self, as_of: date) -> list[ContactActivity]:
        """Return every contact with its activity up to the end of that day."""
        day = as_of.isoformat()
        with self._connection.read_transaction():
            rows = self._connection.fetch_all(
                _ACTIVITY_SQL.format(columns=self._table.select_list), {"day": day}
            )
        return [
            ContactActivity(
                contact=self._table.to_record(row[3:]),
                first_logged=_parse_date(row[0]),
                last_connected=_parse_date(row[1]),
                tried_since=row[2],
            )
            for row in rows
        ]

    def _insert(self, contact: Contact, details: Sequence[ContactDetail]) -> Contact:
        contact = replace(contact, letter=self._next_letter(contact.relation))
        contact_id = self._table.insert(_checked(contact))
        self._details.add(contact_id, details)
        return self.get(contact_id)

    def _next_letter(self, relation: str | None) -> int:
        """Return the next number of a relation; none is given twice, not even after a delete."""
        key = relation or ""
        self._connection.execute(
            "INSERT INTO letter VALUES (?, 1) ON CONFLICT (relation) DO UPDATE SET last = last + 1",
            (key,),
        )
        return self._connection.fetch_int("SELECT last FROM letter WHERE relation = ?", (key,))


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


def _checked(contact: Contact) -> Contact:
    """Return a contact as it is stored, its fields checked; raises ``BadValue``."""
    check_fields(FIELDS, contact)
    return replace(
        contact,
        name=clean_name(contact.name),
        relation_word=clean_name(contact.relation_word or "") or None,
    )


def _parse_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
