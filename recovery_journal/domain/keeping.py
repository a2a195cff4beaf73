"""What the journal keeps beside its dated records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from recovery_journal.domain.fields import Choice, Fields, Text
from recovery_journal.domain.lists import (
    ChosenBy,
    CopingCategory,
    ForState,
    GoalKind,
    StepHeading,
    TriggerKind,
)

GOAL_FIELDS: Fields = {
    "goal_kind": Choice(GoalKind, required=True),
    "wording": Text(),
    "chosen_by": Choice(ChosenBy),
    "reasons": Text(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TalkItem:
    """Something to talk about next session."""

    id: int = 0
    uuid: str = ""
    text: str
    added: datetime
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shared:
    """One line of the sharing log: what left the journal, when, and for whom.

    ``sections`` are the switches that were on, ``sha256`` the hash of the bytes
    written, ``names`` whether names were on.
    """

    id: int = 0
    shared_at: datetime
    period_from: date
    period_to: date
    sections: tuple[str, ...]
    names: bool = False
    programs: bool = False
    for_whom: str | None = None
    file_format: str = "md"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Trigger:
    """A re-usable trigger, built in or the person's own."""

    name: str
    trigger_kind: TriggerKind = "other"
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Coping:
    """A re-usable way of coping, built in or the person's own."""

    name: str
    category: CopingCategory = "other"
    for_state: ForState | None = None
    learned_in: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Goal:
    """The person's own goal, in their own words; a newer one takes its place.

    ``start`` is the day from which it holds, ``review_on`` when they want to look
    at it again, ``ended_on`` the day another goal took its place or it was put aside.
    """

    id: int = 0
    uuid: str = ""
    goal_kind: GoalKind
    wording: str | None = None
    chosen_by: ChosenBy | None = None
    start: date
    review_on: date | None = None
    reasons: str | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafetyStep:
    """One line of the safety steps, under its heading.

    ``contact_id`` is the contact the line is about, where there is one: that
    person can be reached from it by a key.
    """

    id: int = 0
    uuid: str = ""
    heading: StepHeading
    text: str
    contact_id: int | None = None
