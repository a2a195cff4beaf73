"""Names that can be used again: triggers and ways of coping, built in or the person's own."""

from dataclasses import dataclass

from recovery_journal.domain.choices import CopingCategory, ForState, TriggerKind


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
