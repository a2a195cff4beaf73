"""People, groups and services: keeping them, finding them by name, what the log says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail, Tie
from recovery_journal.domain.fields import as_name, check_all
from recovery_journal.errors import Ambiguous, Unknown
from recovery_journal.storage import details as private
from recovery_journal.storage import history, imported, writing
from recovery_journal.storage.door import Door, Row
from recovery_journal.storage.entries import Entries
from recovery_journal.storage.mapping import clean, from_column, to_column
from recovery_journal.text import normalize
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.storage.imported import CardOf, Known

_DAYS = ("added_on", "ended_on", "paused_from", "paused_until")
_COLUMNS = (*FIELDS, "id", "uuid", "source", "letter", *_DAYS)
_SELECT = ", ".join(f"contact.{name}" for name in _COLUMNS)


class Contacts:
    """The contacts of one journal."""

    def __init__(self, door: Door, clock: Callable[[], datetime], entries: Entries) -> None:
        self._door = door
        self._clock = clock
        self._entries = entries

    def add(self, contact: Contact, extra: Sequence[ContactDetail] = ()) -> Contact:
        """Store a new contact with its private details; raises ``BadValue`` for no name."""
        with self._door.writing():
            stored = self._insert(contact, extra)
            history.keep(
                self._door, "add", "contact", [("contact", stored.id, None)], self._clock()
            )
        return stored

    def add_all(self, people: Sequence[Contact]) -> list[Contact]:
        """Store several new contacts, or none of them; they are taken back as one."""
        with self._door.writing():
            stored = [self._insert(contact, ()) for contact in people]
            made = [("contact", contact.id, None) for contact in stored]
            if made:
                history.keep(self._door, "add", "contact", made, self._clock())
        return stored

    def get(self, contact_id: int) -> Contact:
        """Return one contact; raises ``Unknown``."""
        row = self._door.one(f"SELECT {_SELECT} FROM contact WHERE id = ?", (contact_id,))
        if row is None:
            raise Unknown(
                _("There is no contact {id}.").format(id=contact_id), code="unknown_contact"
            )
        return _contact(row)

    def all(self, ended: bool = False) -> list[Contact]:
        """Return the contacts in the order of their names; the ended ones only if asked."""
        rows = self._door.all(f"SELECT {_SELECT} FROM contact")
        found = [_contact(row) for row in rows]
        return sorted(
            (one for one in found if ended or one.status != "ended"),
            key=lambda one: (normalize(one.name), one.id),
        )

    def find(self, text: str) -> Contact:
        """Return the contact that a person means by an id or a name.

        A whole name comes before the start of one; ``text.normalize`` says which
        names are the same. Raises ``Unknown``, or ``Ambiguous`` with the candidates.
        """
        text = clean(text).strip()
        bare = text.removeprefix("#").removeprefix("id:")
        if bare.isascii() and bare.isdigit():
            if len(bare) < 19:
                return self.get(int(bare))
            raise Unknown(_("There is no contact {id}.").format(id=text), code="unknown_contact")
        found = self._called(text)
        if not found:
            raise Unknown(
                _(
                    "There is no contact called {name}. Add one with: recovery-journal contact add"
                ).format(name=text),
                code="unknown_contact",
            )
        if len(found) > 1:
            raise Ambiguous(
                _("{name} could be: {candidates}. You could use the number.").format(
                    name=text, candidates=", ".join(f"{row[0]} {row[1]}" for row in found)
                ),
                candidates=[{"id": row[0], "name": row[1]} for row in found],
            )
        return self.get(found[0][0])

    def _called(self, name: str) -> list[Row]:
        """Return (id, name) of the contacts that a name may mean."""
        wanted = normalize(name)
        rows = self._door.all("SELECT id, name FROM contact")
        if not wanted:  # nothing but marks and what is not seen
            return [row for row in rows if row[1] == name]
        plain = [(normalize(row[1]), row) for row in rows]
        same = [row for one, row in plain if one == wanted]
        return same or [row for one, row in plain if one.startswith(wanted)]

    def search(self, text: str) -> list[Contact]:
        """Return the contacts whose name, note, boundaries or relation hold every word.

        Of the relation only the person's own word for it.
        """
        wanted = writing.wanted_of(text)
        # Of most contacts a search reads the words alone.
        rows = self._door.all("SELECT id, name, note, boundaries, relation_word FROM contact")
        found = [
            (normalize(name), contact)
            for contact, name, *more in rows
            if writing.holds(" ".join((name, *filter(None, more))), wanted)
        ]
        return [self.get(contact) for _name, contact in sorted(found)]

    def named(self, name: str) -> list[Contact]:
        """Return the contacts of exactly this name; capitals and accents do not matter."""
        wanted = normalize(name)
        rows = self._door.all("SELECT id, name FROM contact ORDER BY id")
        return [self.get(row[0]) for row in rows if normalize(row[1]) == wanted]

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
        with self._door.writing():
            before = self.get(contact_id)
            kept = history.image(self._door, "contact", contact_id)
            changed = replace(before, **changes)
            if changed.relation != before.relation:
                changed = replace(changed, letter=self._next_letter(changed.relation))
            self._update(changed)
            for detail_kind, values in (details or {}).items():
                private.replace_kind(self._door, contact_id, detail_kind, values)
            if changed.name != before.name:
                self._entries.reindex(self.entry_ids(contact_id))
            history.keep(
                self._door, "edit", "contact", [("contact", contact_id, kept)], self._clock()
            )
        return self.get(contact_id)

    def delete(self, contact_id: int) -> Contact:
        """Delete a contact; entries stay and show "someone" in its place."""
        with self._door.writing():
            contact = self.get(contact_id)
            kept = history.image(self._door, "contact", contact_id, leaving=True)
            named = self.entry_ids(contact_id)
            self._door.run("DELETE FROM contact WHERE id = ?", (contact_id,))
            self._entries.reindex(named)
            history.keep(
                self._door, "delete", "contact", [("contact", contact_id, kept)], self._clock()
            )
        self._door.clear_log()
        return contact

    def details(self, contact_id: int) -> list[ContactDetail]:
        """Return the private details: read by the person's own page and nothing else."""
        return private.read(self._door, contact_id)

    def known(self) -> list[Known]:
        """Return every contact with what an import knows them by."""
        with self._door.reading():
            return imported.known(self._door)

    def import_cards(self, new: Sequence[CardOf], changed: Sequence[tuple[int, CardOf]]) -> None:
        """Store a whole import in one transaction, taken back as one.

        ``changed`` pairs the id of a contact known already with its new card: what
        the person wrote, changed or took away since the last import stays so.
        """
        if not new and not changed:
            return
        made: list[tuple[str, int, str | None]] = []
        with self._door.writing():
            for card in new:
                stored = self._insert(card.contact, card.details)
                made.append(("contact", stored.id, None))
                imported.keep_card(self._door, stored.id, card)
            for contact_id, card in changed:
                made.append(
                    ("contact", contact_id, history.image(self._door, "contact", contact_id))
                )
                if imported.refresh(self._door, contact_id, card):
                    self._entries.reindex(self.entry_ids(contact_id))
            history.keep(self._door, "import", "contact", made, self._clock())

    def ties(self, as_of: date) -> list[Tie]:
        """Return every contact with what the log says of it up to the end of that day."""
        day = as_of.isoformat()
        with self._door.reading():
            rows = self._door.all(_TIES.format(columns=_SELECT), {"day": day})
        return [
            Tie(
                contact=_contact(row[3:]),
                first_logged=_day(row[0]),
                last_connected=_day(row[1]),
                tried_since=row[2],
            )
            for row in rows
        ]

    def entry_ids(self, contact_id: int) -> list[int]:
        """Return the ids of the entries that name a contact."""
        rows = self._door.all(
            "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
        )
        return [row[0] for row in rows]

    def _insert(self, contact: Contact, extra: Sequence[ContactDetail]) -> Contact:
        contact = replace(
            contact,
            uuid=contact.uuid or str(uuid4()),
            letter=self._next_letter(contact.relation),
        )
        row = _row(contact)
        marks = ", ".join("?" * len(row))
        contact_id = self._door.run(
            f"INSERT INTO contact ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        private.write(self._door, contact_id, extra)
        return self.get(contact_id)

    def _update(self, contact: Contact) -> None:
        row = _row(contact)
        places = ", ".join(f"{name} = ?" for name in row)
        self._door.run(f"UPDATE contact SET {places} WHERE id = ?", (*row.values(), contact.id))

    def _next_letter(self, relation: str | None) -> int:
        """Return the next number of a relation; none is given twice, not even after a delete."""
        key = relation or ""
        self._door.run(
            "INSERT INTO letter VALUES (?, 1) ON CONFLICT (relation) DO UPDATE SET last = last + 1",
            (key,),
        )
        row = self._door.one("SELECT last FROM letter WHERE relation = ?", (key,))
        return 0 if row is None else int(row[0])


# Each lookup is one step into an index, so the age of the journal does not matter.
# Whoever flies west writes on an earlier day than before: what came first is told
# by the moment, and the days only bound where to look.
_TIES = """
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


def _row(contact: Contact) -> dict[str, Any]:
    """Return the columns of a contact, its fields checked."""
    check_all(FIELDS, contact)
    row: dict[str, Any] = {
        name: to_column(field, getattr(contact, name)) for name, field in FIELDS.items()
    }
    row["name"] = as_name(row["name"])
    row["relation_word"] = as_name(row["relation_word"] or "") or None
    for name in _DAYS:
        day = getattr(contact, name)
        row[name] = None if day is None else day.isoformat()
    return row | {"uuid": contact.uuid, "source": contact.source, "letter": contact.letter}


def _contact(row: Row) -> Contact:
    stored = dict(zip(_COLUMNS, row, strict=True))
    for name, field in FIELDS.items():
        stored[name] = from_column(field, stored[name])
    for name in _DAYS:
        stored[name] = _day(stored[name])
    return Contact(**stored)


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
