"""A contact: a person, group or service of the support network, and what an import knows of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

from recovery_journal.domain.choices import (
    BoundaryKind,
    Channel,
    ContactKind,
    ContactStatus,
    DetailKind,
    Influence,
    Relation,
    Sector,
    ShareAs,
    SupportKind,
    SupportsGoal,
    TieKind,
)
from recovery_journal.domain.fields import Fields, Integer, fields_of
from recovery_journal.domain.relation_words import RelationField


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Contact:
    """Someone, or a group or service, as the person placed them.

    ``relation_word`` is the person's own word for the relation, shown instead of it.
    ``ring`` 1 is hard to imagine life without, 2 close, 3 the wider circle, and
    None for an imported contact not placed yet. ``cadence_days`` is the rhythm
    of keeping in touch, None for no rhythm. ``letter`` numbers the contacts of
    one relation (1 = A), so that a page can say "peer A" week after week.
    ``share_as`` None was not chosen: the role, or the name on a page with names on.
    ``paused_until`` None with ``paused_from`` set is until further notice.
    """

    fields: ClassVar[Fields]

    id: int = 0
    uuid: str = ""
    name: str
    contact_kind: ContactKind = "person"
    relation: Annotated[Relation | None, RelationField(Relation)] = None
    relation_word: str | None = None
    sector: Sector | None = None
    ring: Annotated[int | None, Integer(1, 3)] = None
    tie: TieKind | None = None
    support: tuple[SupportKind, ...] = ()
    supports_goal: SupportsGoal | None = None
    influence: Influence | None = None
    cadence_days: Annotated[int | None, Integer(1, 3660)] = None
    suggest: bool = True
    ok_when_urge: bool | None = None
    preferred_channel: Channel | None = None
    language: str | None = None
    boundaries: str | None = None
    boundary_kind: BoundaryKind | None = None
    share_as: ShareAs | None = None
    status: ContactStatus = "active"
    added_on: date
    ended_on: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    source: str = "journal"
    note: str | None = None
    letter: int = 0

    @property
    def is_placed(self) -> bool:
        """Whether the person has given it a relation or a ring."""
        return self.relation is not None or self.ring is not None

    def is_paused_on(self, day: date) -> bool:
        """Whether the contact is paused on that day, the last day included."""
        if self.paused_from is None or day < self.paused_from:
            return False
        return self.paused_until is None or day <= self.paused_until


FIELDS = Contact.fields = fields_of(Contact, without=("uuid", "source"))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ContactDetail:
    """A phone number, e-mail or address, kept in a table of its own.

    ``value`` is cleaned of invisible marks, ``original`` is as it came.
    """

    id: int = 0
    contact_id: int = 0
    detail_kind: DetailKind
    value: str
    original: str | None = None
    label: str | None = None
    source: str = "journal"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ContactActivity:
    """A contact with its activity in the journal, as of one day.

    ``first_logged`` is the first day it appears in an entry, ``last_connected``
    the last day it was reached, ``tried_since`` how often it was tried after
    that. All three count entries up to the day asked for. ``appointment_on`` is the
    day of the appointment that takes the place of due, where that was looked up.
    """

    contact: Contact
    first_logged: date | None = None
    last_connected: date | None = None
    tried_since: int = 0
    appointment_on: date | None = None


class ImportedContact(NamedTuple):
    """A card to import: the contact it makes, its details, and how to know it again."""

    contact: Contact
    details: tuple[ContactDetail, ...]
    card_key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownContact:
    """A contact of the journal, with what there is to know them by in an address book.

    ``cards`` maps the key of each card they came from to its fingerprint;
    ``names`` are the present one and those of the cards, ``detail_keys`` and ``value_marks``
    as in ``rules.identity_keys``: of the details now there, and once imported.
    """

    contact_id: int
    name: str = ""
    cards: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    detail_keys: frozenset[str] = frozenset()
    value_marks: frozenset[str] = frozenset()
