"""An urge: what came before, what I did, what followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import Acted, PlaceKind, RecordKind, UrgeFunction, WithWhom
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    EntryRef,
    Fields,
    Integer,
    MultipleChoice,
    RatedName,
    RatedNames,
    SingleChoice,
    Text,
    VocabularyNames,
)
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "about": Text(),
    "peak": Integer(0, 10),
    "after": Integer(0, 10),
    "minutes": Integer(0),
    "control": Integer(0, 10),
    "triggers": VocabularyNames(),
    "with_whom": SingleChoice(WithWhom),
    "contacts": ContactRefs(),
    "place": Text(),
    "place_kind": SingleChoice(PlaceKind),
    "thing": Text(),
    "thought": Text(),
    "other_view": Text(),
    "function": MultipleChoice(UrgeFunction),
    "coping": RatedNames(-1, 2),
    "reach_out": EntryRef(),
    "acted": SingleChoice(Acted),
    "short_term": Text(),
    "longer_term": Text(),
    "next_time": Text(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Urge(Record):
    """An episode. Having an urge and acting on it stay two facts.

    ``about`` is the person's own name for the substance or behaviour; ``peak``,
    ``after`` and ``control`` are 0 to 10; the first of ``triggers`` is the main
    one; ``coping`` marks are -1 made it worse, 0 no change, 1 a bit, 2 a lot;
    ``reach_out`` is the id of the reach-out it led to.
    """

    kind: ClassVar[RecordKind] = "urge"
    fields: ClassVar[Fields] = FIELDS

    about: str | None = None
    peak: int | None = None
    after: int | None = None
    minutes: int | None = None
    control: int | None = None
    triggers: tuple[str, ...] = ()
    with_whom: WithWhom | None = None
    contacts: tuple[ContactRef, ...] = ()
    place: str | None = None
    place_kind: PlaceKind | None = None
    thing: str | None = None
    thought: str | None = None
    other_view: str | None = None
    function: tuple[UrgeFunction, ...] = ()
    coping: tuple[RatedName, ...] = ()
    reach_out: int | None = None
    acted: Acted | None = None
    short_term: str | None = None
    longer_term: str | None = None
    next_time: str | None = None
