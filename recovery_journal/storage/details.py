"""The private details of contacts: phone numbers, e-mails and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recovery_journal.domain.contact import ContactDetail
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean

_COLUMNS = "detail_kind, value, original, label, source"


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

    One that is there already keeps its label and how it was written. All of
    them are the person's own from here on: an import does not take one away.
    """
    before = [one for one in read(door, contact_id) if one.detail_kind == detail_kind]
    wanted = [value for value in values if value.strip()]
    if [_bare(value) for value in wanted] == [_bare(one.value) for one in before]:
        return
    there = {_bare(one.value): replace(one, source="journal") for one in before}
    door.run(
        "DELETE FROM contact_detail WHERE contact_id = ? AND detail_kind = ?",
        (contact_id, detail_kind),
    )
    write(
        door,
        contact_id,
        [
            there.get(_bare(value)) or ContactDetail(detail_kind=detail_kind, value=value)
            for value in wanted
        ],
    )


def _bare(value: str) -> str:
    """Return a value on one line, as it is compared."""
    return " ".join(value.split())
