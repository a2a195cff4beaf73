"""What is said after a return to use, the same in the app and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal import helplines
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.domain.goal import Goal


def no_record_yet_text() -> str:
    """Return the first sentence where nothing is written down yet."""
    return _("Thank you for coming here. Nothing you have done is lost.")


def recorded_thanks_text() -> str:
    """Return the first sentence after it was written down."""
    return _("Thank you for writing it down. Nothing you have done is lost.")


def safety_question_text(country: str | None) -> str:
    """Return the question that comes first, and who helps at once."""
    return _("Are you safe right now? If not: {number}.").format(
        number=helplines.emergency_number_text(country)
    )


def safety_fact_lines(goal: Goal | None) -> list[tuple[str, str]]:
    """Return the two facts, each with who says it and when.

    None where the goal is about another behaviour than the use of a substance.
    """
    if goal is not None and goal.goal_kind == "other_behaviour":
        return []
    return [
        (fact.text, "; ".join(f"{source.name}, {source.dated}" for source in fact.sources))
        for fact in helplines.safety_facts()
    ]
