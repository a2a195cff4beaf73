"""The goal as a person sets it: what its fields may hold, together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recovery_journal.domain.goal import Goal, check_goal
from recovery_journal.errors import BadValue

GOAL = Goal(goal_kind="abstain", start=date(2026, 11, 20), review_on=date(2026, 11, 20))


def test_a_goal_is_looked_at_again_on_its_first_day_or_later() -> None:
    check_goal(GOAL)
    with pytest.raises(BadValue) as caught:
        check_goal(replace(GOAL, review_on=date(2026, 11, 19)))
    assert caught.value.details["field"] == "review_on"
