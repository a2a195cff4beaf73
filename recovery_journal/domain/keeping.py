"""What the journal keeps beside its dated records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from recovery_journal.domain.lists import CopingCategory, ForState, TriggerKind


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
