"""The person's own goal, and what each of its fields may hold."""

from dataclasses import dataclass
from datetime import date

from recovery_journal.domain.choices import ChosenBy, GoalKind
from recovery_journal.domain.fields import check_fields, fields_of
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _


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


GOAL_FIELDS = fields_of(Goal, without=("uuid",))


def check_goal(goal: Goal) -> None:
    """Hold every field to what it may hold; raises ``BadValue``."""
    check_fields(GOAL_FIELDS, goal)
    if goal.review_on is not None and goal.review_on < goal.start:
        raise BadValue(_("The day to look at it again comes after its start."), field="review_on")
