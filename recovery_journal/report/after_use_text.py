"""What is said after a return to use, the same in the app and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal import facts
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Goal


def welcome() -> str:
    """Return the first sentence where nothing is written down yet."""
    return _("Thank you for coming here. Nothing you have done is lost.")


def thanks() -> str:
    """Return the first sentence after it was written down."""
    return _("Thank you for writing it down. Nothing you have done is lost.")


def safe_now(country: str | None) -> str:
    """Return the question that comes first, and who helps at once."""
    return _("Are you safe right now? If not: {number}.").format(
        number=facts.emergency_words(country)
    )


def fact_lines(goal: Goal | None) -> list[tuple[str, str]]:
    """Return the two facts, each with who says it and when.

    None where the goal is about another behaviour than the use of a substance.
    """
    if goal is not None and goal.goal_kind == "other_behaviour":
        return []
    return [
        (fact.text, "; ".join(f"{one.name}, {one.dated}" for one in fact.sources))
        for fact in facts.safety_facts()
    ]
