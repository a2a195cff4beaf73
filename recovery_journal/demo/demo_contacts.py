"""The people, groups and services of the made-up life, and how each is met in it."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from recovery_journal.demo.demo_calendar import DemoCalendar, random_uuid
from recovery_journal.domain.choices import Channel, DetailKind
from recovery_journal.domain.contact import Contact, ContactDetail

# The id a contact gets in a new journal: its place among PEOPLE, counted from 1.
AMELIE, TOMASZ, ILSE, YUSUF, DEE, ANIKA, MARCUS, LINH, SMART, SANGHA, OSEI = range(1, 12)


class DemoContact(NamedTuple):
    """One contact and its part in the story.

    ``added_days_ago`` is how many days before the end it was added (None: from the
    first day), ``last`` how many days before the end it was last reached (None:
    not yet), which fixes its state on the map whatever the seed. ``weight`` is
    its share of the week's reach-outs, ``lift`` how it usually feels after.
    ``days`` are the dates of a pause or an ending, in days before the end.
    """

    fields: dict[str, Any]
    last: int | None = None
    since: int | None = None
    weight: int = 0
    lift: int = 0
    channels: tuple[Channel, ...] = ("call", "text")
    details: tuple[tuple[DetailKind, str], ...] = ()
    days: tuple[tuple[str, int], ...] = ()


def _contact_fields(
    name: str, relation: str | None, sector: str | None, **extra: Any
) -> dict[str, Any]:
    return {"name": name, "relation": relation, "sector": sector, "source": "demo", **extra}


_FAMILY = (
    DemoContact(
        _contact_fields(
            "Amélie", "partner", "family", ring=1, tie="bonding", cadence_days=3,
            support=("companionship", "emotional", "practical"), supports_goal="yes",
            influence="protective", ok_when_urge=True, preferred_channel="call",
            note="Lives an hour away, here most weekends.",
        ),
        last=0, weight=12, lift=1, channels=("in_person", "call", "text"),
        details=(("phone", "+44 20 7946 0011"),),
    ),
    DemoContact(
        _contact_fields(
            "Tomasz", "family", "family", ring=2, tie="bonding", cadence_days=14,
            support=("emotional", "practical"), supports_goal="yes", influence="protective",
            preferred_channel="call", language="Polish", note="My brother. Night shifts.",
        ),
        last=26, weight=5, lift=1, details=(("phone", "+44 20 7946 0012"),),
    ),
    DemoContact(
        _contact_fields(
            "Ilse", "family", "family", ring=1, tie="bonding", cadence_days=30,
            support=("companionship",), supports_goal="does_not_know", influence="mixed",
            preferred_channel="letter_email", boundary_kind="topic",
            boundaries="We talk about the garden, not about my health.", share_as="nobody",
        ),
        last=37, weight=3, channels=("call", "letter_email"),
    ),
)  # fmt: skip

_FRIENDS = (
    DemoContact(
        _contact_fields(
            "يوسف", "friend", "friends", ring=2, tie="bonding", cadence_days=14,
            support=("companionship", "practical"), supports_goal="yes", influence="protective",
            preferred_channel="in_person", language="Arabic",
        ),
        last=6, weight=6, lift=1, channels=("in_person", "text", "social_media"),
        details=(("phone", "+44 20 7946 0014"), ("email", "yusuf@example.org")),
    ),
    DemoContact(
        _contact_fields(
            "Dee", "friend", "friends", ring=2, tie="bonding", cadence_days=None,
            support=("companionship",), supports_goal="no", influence="risk",
            ok_when_urge=False, boundary_kind="use_around_me",
            boundaries="Coffee by daylight only. When bottles come out, I go home.",
            note="Twenty years of friendship, and most of the wine.",
        ),
        last=20, weight=2, lift=-1, channels=("in_person", "text"),
    ),
)  # fmt: skip

_PEERS = (
    DemoContact(
        _contact_fields(
            "Anika", "peer_in_recovery", "peers", ring=3, tie="bridging", cadence_days=14,
            support=("companionship",), supports_goal="yes", influence="unsure",
            preferred_channel="text", note="Gave me her number after the group.",
        ),
        since=8, details=(("phone", "+44 20 7946 0016"),),
    ),
    DemoContact(
        _contact_fields(
            "Marcus", "sponsor_mentor", "peers", ring=1, tie="bridging", cadence_days=3,
            support=("accountability", "emotional", "informational"), supports_goal="yes",
            influence="protective", ok_when_urge=True, preferred_channel="call",
            boundary_kind="time", boundaries="Not before 7 in the morning.",
        ),
        last=1, weight=10, lift=1, channels=("call", "call", "in_person", "text"),
        details=(("phone", "+44 20 7946 0017"),),
    ),
    DemoContact(
        _contact_fields(
            "Linh", "peer_in_recovery", "peers", ring=2, tie="bonding", cadence_days=7,
            support=("accountability", "companionship", "emotional"), supports_goal="yes",
            influence="protective", ok_when_urge=True, preferred_channel="text",
            language="Vietnamese",
        ),
        last=9, weight=7, lift=1, channels=("text", "call", "video"),
        details=(("phone", "+44 20 7946 0018"),),
    ),
    DemoContact(
        _contact_fields(
            "Thursday circle", "recovery_group", "peers", contact_kind="group", ring=2,
            tie="bridging", cadence_days=7, support=("emotional", "informational"),
            supports_goal="yes", influence="protective", preferred_channel="group",
        ),
    ),
    DemoContact(
        _contact_fields(
            "Sunday sangha", "recovery_group", "peers", contact_kind="group", ring=3,
            tie="bridging", cadence_days=14, support=("companionship", "emotional"),
            supports_goal="yes", influence="protective", preferred_channel="group",
        ),
    ),
)  # fmt: skip

_OTHERS = (
    DemoContact(
        _contact_fields(
            "Dr Osei", "counselor_therapist", "professionals", ring=2, tie="bridging",
            cadence_days=14, support=("advocacy", "emotional", "informational"),
            supports_goal="yes", influence="protective", preferred_channel="in_person",
        ),
        lift=1, channels=("in_person",), details=(("phone", "+44 20 7946 0021"),),
    ),
    DemoContact(
        _contact_fields(
            "Nurse Wren", "medical", "professionals", ring=3, tie="bridging", cadence_days=90,
            support=("informational",), supports_goal="yes", influence="protective",
            preferred_channel="call",
        ),
        last=33, weight=1, channels=("call",), details=(("phone", "+44 20 7946 0022"),),
    ),
    DemoContact(
        _contact_fields(
            "Kofi", "work_school", "community", ring=3, tie="bridging", cadence_days=30,
            support=("companionship", "practical"), supports_goal="mixed", influence="mixed",
            note="On parental leave, back next month.",
        ),
        last=24, weight=3, channels=("in_person", "text"),
        days=(("paused_from", 10), ("paused_until", -20)),
    ),
    DemoContact(
        _contact_fields(
            "Repair Café", "community_org", "community", contact_kind="group", ring=3,
            tie="bridging", cadence_days=30, support=("companionship", "practical"),
            supports_goal="does_not_know", influence="protective", preferred_channel="group",
        ),
        last=61, weight=2, lift=1, channels=("in_person",),
    ),
    DemoContact(
        _contact_fields(
            "Pieter", "housemate", "friends", ring=3, tie="unsure", cadence_days=90,
            supports_goal="mixed", influence="mixed", status="ended", note="Moved to the coast.",
        ),
        last=80, weight=2, channels=("in_person",), days=(("ended_on", 75),),
    ),
    DemoContact(
        {"name": "Hélène Marchetti", "source": "vcard"}, since=15,
        details=(("phone", "+44 20 7946 0026"), ("email", "helene@example.org")),
    ),
    DemoContact(
        {"name": "Bowen", "source": "vcard"}, since=15,
        details=(("phone", "+44 20 7946 0027"),),
    ),
)  # fmt: skip

DEMO_CONTACTS: tuple[DemoContact, ...] = _FAMILY + _FRIENDS + _PEERS + _OTHERS


def added_days_ago(contact: DemoContact, calendar: DemoCalendar) -> int:
    """Return how many days before the end the contact was added."""
    start = calendar.days - 1
    return start if contact.since is None else min(contact.since, start)


def build_contacts(
    rng: Random, calendar: DemoCalendar
) -> tuple[tuple[Contact, tuple[ContactDetail, ...]], ...]:
    """Return each contact with its private details, in the order of their ids."""
    contacts_with_details = []
    for contact_id, contact in enumerate(DEMO_CONTACTS, start=1):
        dates: dict[str, Any] = {
            name: calendar.until - timedelta(days=days_ago) for name, days_ago in contact.days
        }
        dates["added_on"] = min(
            calendar.day(added_days_ago(contact, calendar)), *dates.values(), calendar.until
        )
        details = tuple(
            ContactDetail(
                contact_id=contact_id,
                detail_kind=detail_kind,
                value=value,
                source=contact.fields["source"],
            )
            for detail_kind, value in contact.details
        )
        contacts_with_details.append(
            (Contact(uuid=random_uuid(rng), **contact.fields, **dates), details)
        )
    return tuple(contacts_with_details)
