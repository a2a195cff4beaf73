"""The sector of a contact, and the ring and cadence used until the person sets their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from recovery_journal.domain.choices import ContactKind, Relation, Sector
from recovery_journal.domain.contact import Contact

SECTORS: tuple[Sector, ...] = ("family", "friends", "peers", "professionals", "community")
OUTER_RING = 3

_SECTOR_BY_RELATION: dict[Relation, Sector] = {
    "partner": "family",
    "family": "family",
    "friend": "friends",
    "housemate": "friends",
    "peer_in_recovery": "peers",
    "sponsor_mentor": "peers",
    "peer_specialist": "peers",
    "recovery_group": "peers",
    "counselor_therapist": "professionals",
    "medical": "professionals",
    "social_worker": "professionals",
    "work_school": "community",
    "faith_community": "community",
    "community_org": "community",
    "helpline": "community",
    "other": "community",
}
_KIND_BY_RELATION: dict[Relation, ContactKind] = {
    "recovery_group": "group",
    "faith_community": "group",
    "community_org": "service",
    "helpline": "service",
}
_CADENCE_BY_RELATION: dict[Relation, int] = {"sponsor_mentor": 3, "recovery_group": 7}
_CADENCE_BY_RING = {1: 7, 2: 30, 3: 90}


def sector_for_relation(relation: Relation | None) -> Sector:
    """Return the sector that follows from the relation; community when there is none."""
    return "community" if relation is None else _SECTOR_BY_RELATION[relation]


def contact_sector(contact: Contact) -> Sector:
    """Return the sector a contact stands in: its own, else what its relation says."""
    return contact.sector or sector_for_relation(contact.relation)


def kind_for_relation(relation: Relation | None) -> ContactKind:
    """Return whether a contact of this relation is a person, a group or a service."""
    return "person" if relation is None else _KIND_BY_RELATION.get(relation, "person")


def default_cadence(contact: Contact) -> int | None:
    """Return the rhythm in days a contact starts with, None for no rhythm.

    None for a risk tie and for an imported contact that is not placed yet. A
    missing ring counts as the outer one.
    """
    if contact.influence == "risk" or not contact.is_placed:
        return None
    if contact.relation in _CADENCE_BY_RELATION:
        return _CADENCE_BY_RELATION[contact.relation]
    return _CADENCE_BY_RING[contact.ring or OUTER_RING]


def with_defaults(contact: Contact, given_fields: Collection[str] = ()) -> Contact:
    """Return the contact with what the person left open filled in.

    Sector and kind follow from the relation, the ring is the outer one, the
    rhythm is the default. A contact without relation and ring (an imported
    one) comes back as it is. ``given_fields`` names the fields that the person set,
    which are kept even where they look like nothing: ``cadence_days`` None
    (no rhythm wanted), ``contact_kind`` "person".
    """
    if not contact.is_placed:
        return contact
    kind = contact.contact_kind
    if kind == "person" and "contact_kind" not in given_fields:
        kind = kind_for_relation(contact.relation)
    cadence = contact.cadence_days
    if cadence is None and "cadence_days" not in given_fields:
        cadence = default_cadence(contact)
    return replace(
        contact,
        contact_kind=kind,
        sector=contact_sector(contact),
        ring=contact.ring or OUTER_RING,
        cadence_days=cadence,
    )
