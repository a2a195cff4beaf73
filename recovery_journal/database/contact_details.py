"""The private details of contacts: phone numbers, e-mails and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recovery_journal.database.connection import Connection
from recovery_journal.domain.contact import ContactDetail
from recovery_journal.text import replace_surrogates

_COLUMNS = "detail_kind, value, original, label, source"


def read_details(connection: Connection, contact_id: int) -> list[ContactDetail]:
    """Return a contact's details in the order they were given."""
    rows = connection.fetch_all(
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


def add_details(connection: Connection, contact_id: int, details: Sequence[ContactDetail]) -> None:
    """Add details to a contact."""
    for detail in details:
        connection.execute(
            f"INSERT INTO contact_detail (contact_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                contact_id,
                detail.detail_kind,
                replace_surrogates(detail.value),
                replace_surrogates(detail.original),
                replace_surrogates(detail.label),
                detail.source,
            ),
        )


def replace_details(
    connection: Connection, contact_id: int, detail_kind: Any, values: Sequence[str]
) -> None:
    """Put these values in the place of a contact's details of one kind.

    One that is there already keeps its label and how it was written. All of
    them are the person's own from here on: an import does not take one away.
    """
    current = [
        detail
        for detail in read_details(connection, contact_id)
        if detail.detail_kind == detail_kind
    ]
    new_values = [value for value in values if value.strip()]
    if [_on_one_line(value) for value in new_values] == [
        _on_one_line(detail.value) for detail in current
    ]:
        return
    details_by_value = {
        _on_one_line(detail.value): replace(detail, source="journal") for detail in current
    }
    connection.execute(
        "DELETE FROM contact_detail WHERE contact_id = ? AND detail_kind = ?",
        (contact_id, detail_kind),
    )
    add_details(
        connection,
        contact_id,
        [
            details_by_value.get(_on_one_line(value))
            or ContactDetail(detail_kind=detail_kind, value=value)
            for value in new_values
        ],
    )


def _on_one_line(value: str) -> str:
    """Return a value on one line, as it is compared."""
    return " ".join(value.split())
