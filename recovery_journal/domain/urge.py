"""An urge: what came before, what I did, what followed."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from recovery_journal.domain.choices import Acted, PlaceKind, RecordKind, UrgeFunction, WithWhom
from recovery_journal.domain.fields import (
    ContactRef,
    EntryRef,
    Minutes,
    RatedName,
    RatedNames,
    Scale,
    fields_of,
)
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Urge(Record):
    """An episode. Having an urge and acting on it stay two facts.

    ``about`` is the person's own name for the substance or behaviour; ``peak``,
    ``after`` and ``control`` are 0 to 10; the first of ``triggers`` is the main
    one; ``coping`` marks are -1 made it worse, 0 no change, 1 a bit, 2 a lot;
    ``reach_out`` is the id of the reach-out it led to.
    """

    kind: ClassVar[RecordKind] = "urge"

    about: str | None = None
    peak: Scale = None
    after: Scale = None
    minutes: Minutes = None
    control: Scale = None
    triggers: tuple[str, ...] = ()
    with_whom: WithWhom | None = None
    contacts: tuple[ContactRef, ...] = ()
    place: str | None = None
    place_kind: PlaceKind | None = None
    thing: str | None = None
    thought: str | None = None
    other_view: str | None = None
    function: tuple[UrgeFunction, ...] = ()
    coping: Annotated[tuple[RatedName, ...], RatedNames(-1, 2)] = ()
    reach_out: Annotated[int | None, EntryRef()] = None
    acted: Acted | None = None
    short_term: str | None = None
    longer_term: str | None = None
    next_time: str | None = None


FIELDS = Urge.fields = fields_of(Urge)
