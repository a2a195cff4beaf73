"""Fields of a contact that change along with others: relation, status, pause and their dates.

One function per change returns every field to store, so that the command line, the app and
the import set the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from recovery_journal.domain.choices import ContactStatus
from recovery_journal.domain.contact import FIELDS, Contact
from recovery_journal.domain.fields import clean_name, required_fields
from recovery_journal.domain.relation_words import find_relation
from recovery_journal.errors import BadValue
from recovery_journal.rules.network.placement import (
    kind_for_relation,
    sector_for_relation,
    with_defaults,
)


def resolve_changes(original: Contact, changes: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return every field that is another than before, with what follows from the changes.

    A contact that gets its first relation or ring gets a place and a rhythm, too.
    A new relation brings its sector and kind, where those followed from the old
    one; the own word for the old one goes. Where there is no relation, a known word
    brings it. An end has its day. Raises ``BadValue`` for a field that may not be empty.
    """
    for name in required_fields(FIELDS) & changes.keys():
        if changes[name] is None:
            raise BadValue.because("field_needed", field=name)
    updated = replace(original, **changes)
    updated = replace(updated, name=clean_name(updated.name))
    if updated.relation is None and changes.get("relation_word") and "relation" not in changes:
        updated = replace(updated, relation=find_relation(changes["relation_word"]))
    elif updated.relation != original.relation and "relation_word" not in changes:
        updated = replace(updated, relation_word=None)  # which was a word for the one before
    if not original.is_placed:
        updated = with_defaults(updated, set(changes))
    elif updated.relation != original.relation:
        if "sector" not in changes and original.sector == sector_for_relation(original.relation):
            updated = replace(updated, sector=sector_for_relation(updated.relation))
        if "contact_kind" not in changes and original.contact_kind == kind_for_relation(
            original.relation
        ):
            updated = replace(updated, contact_kind=kind_for_relation(updated.relation))
    if updated.is_placed and updated.sector is None:
        updated = replace(updated, sector=sector_for_relation(updated.relation))
    if updated.status != original.status:
        updated = replace(updated, ended_on=today if updated.status == "ended" else None)
    field_names = (*FIELDS, "ended_on")
    return {
        name: getattr(updated, name)
        for name in field_names
        if getattr(updated, name) != getattr(original, name)
    }


def pause_changes(today: date, until: date | None) -> dict[str, Any]:
    """Return the changes of a pause from today; ``until`` None is until further notice."""
    if until is not None and until < today:
        raise BadValue.because("pause_ends_before", field="until")
    return {"paused_from": today, "paused_until": until}


def resume_changes(contact: Contact, today: date) -> dict[str, Any]:
    """Return the changes that bring a contact back from a pause; none where there is no pause.

    The days it was paused stay so on the map of those days.
    """
    paused_since = contact.paused_from
    if paused_since is None or (contact.paused_until is not None and contact.paused_until < today):
        return {}
    if paused_since < today:
        return {"paused_until": today - timedelta(days=1)}
    return {"paused_from": None, "paused_until": None}


def status_changes(contact: Contact, status: ContactStatus, today: date) -> dict[str, Any]:
    """Return the changes of less contact, of an end, or of coming back from either."""
    return resolve_changes(contact, {"status": status}, today)
