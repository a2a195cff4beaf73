"""A safety step: a line of what the person wrote down for a hard moment."""

from dataclasses import dataclass

from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.fields import Fields, Line, SingleChoice

FIELDS: Fields = {"text": Line()}
HEADING: SingleChoice[StepHeading] = SingleChoice(StepHeading, required=True)


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
