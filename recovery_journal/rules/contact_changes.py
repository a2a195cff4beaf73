"""What follows for a contact from a change: of relation, of standing, of a pause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from recovery_journal.domain.contact import FIELDS, Contact
from recovery_journal.domain.fields import as_name, required
from recovery_journal.domain.lists import Status
from recovery_journal.domain.relation_words import relation_of
from recovery_journal.errors import BadValue
from recovery_journal.rules.placement import kind_of, placed, sector_of
from recovery_journal.words import _


def changed(before: Contact, changes: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return every field that is another than before, with what follows from the changes.

    A contact that gets its first relation or ring gets a place and a rhythm, too.
    A new relation brings its sector and kind, where those followed from the old
    one; the own word for the old one goes. Where there is no relation, a known word
    brings it. An end has its day. Raises ``BadValue`` for a field that may not be empty.
    """
    for name in required(FIELDS) & changes.keys():
        if changes[name] is None:
            raise BadValue(_("Choose one of these; a contact has one."), field=name)
    after = replace(before, **changes)
    after = replace(after, name=as_name(after.name))
    if after.relation is None and changes.get("relation_word") and "relation" not in changes:
        after = replace(after, relation=relation_of(changes["relation_word"]))
    elif after.relation != before.relation and "relation_word" not in changes:
        after = replace(after, relation_word=None)  # which was a word for the one before
    if not before.placed:
        after = placed(after, set(changes))
    elif after.relation != before.relation:
        if "sector" not in changes and before.sector == sector_of(before.relation):
            after = replace(after, sector=sector_of(after.relation))
        if "contact_kind" not in changes and before.contact_kind == kind_of(before.relation):
            after = replace(after, contact_kind=kind_of(after.relation))
    if after.placed and after.sector is None:
        after = replace(after, sector=sector_of(after.relation))
    if after.status != before.status:
        after = replace(after, ended_on=today if after.status == "ended" else None)
    names = (*FIELDS, "ended_on")
    return {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }


def paused(today: date, until: date | None) -> dict[str, Any]:
    """Return the changes of a pause from today; ``until`` None is until further notice."""
    if until is not None and until < today:
        raise BadValue(_("A pause ends on the day it begins, or later."), field="until")
    return {"paused_from": today, "paused_until": until}


def resumed(contact: Contact, today: date) -> dict[str, Any]:
    """Return the changes that bring a contact back from a pause; none where there is no pause.

    The days it was paused stay so on the map of those days.
    """
    since = contact.paused_from
    if since is None or (contact.paused_until is not None and contact.paused_until < today):
        return {}
    if since < today:
        return {"paused_until": today - timedelta(days=1)}
    return {"paused_from": None, "paused_until": None}


def standing(contact: Contact, status: Status, today: date) -> dict[str, Any]:
    """Return the changes of less contact, of an end, or of coming back from either."""
    return changed(contact, {"status": status}, today)
