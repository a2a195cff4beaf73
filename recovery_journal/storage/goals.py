"""The person's goals: the one that holds now, and those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from recovery_journal.domain.fields import check_all
from recovery_journal.domain.keeping import GOAL_FIELDS, Goal
from recovery_journal.errors import BadValue, Unknown
from recovery_journal.storage import history
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean
from recovery_journal.words import _

_COLUMNS = "goal_kind, wording, chosen_by, start, review_on, reasons, ended_on"


class Goals:
    """The goals of one journal."""

    def __init__(self, door: Door, clock: Callable[[], datetime]) -> None:
        self._door = door
        self._clock = clock

    def current(self) -> Goal | None:
        """Return the goal that holds, None where none was set."""
        rows = self._goals("WHERE ended_on IS NULL", ())
        return rows[-1] if rows else None

    def list(self) -> Sequence[Goal]:
        """Return every goal, the first one first."""
        return self._goals("", ())

    def set(self, goal: Goal) -> Goal:
        """Set a goal; the one that held until now ends the day this one begins.

        Raises ``BadValue``.
        """
        _check(goal)
        with self._door.writing():
            changed: list[tuple[str, int, str | None]] = []
            before = self.current()
            if before is not None:
                ended = max(goal.start, before.start)
                changed.append(("goal", before.id, history.image(self._door, "goal", before.id)))
                self._update(replace(before, ended_on=ended))
            new = self._door.run(
                f"INSERT INTO goal (uuid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (str(uuid4()), *_row(goal)),
            )
            changed.append(("goal", new, None))
            history.keep(self._door, "add", "goal", changed, self._clock())
        return self.get(new)

    def get(self, goal_id: int) -> Goal:
        """Return one goal; raises ``Unknown``."""
        rows = self._goals("WHERE id = ?", (goal_id,))
        if not rows:
            raise Unknown(_("There is no goal {id}.").format(id=goal_id))
        return rows[0]

    def edit(self, goal_id: int, **changes: Any) -> Goal:
        """Change a goal; ``ended_on`` puts it aside. Raises ``Unknown`` and ``BadValue``."""
        with self._door.writing():
            changed = replace(self.get(goal_id), **changes)
            _check(changed)
            kept = history.image(self._door, "goal", goal_id)
            self._update(changed)
            history.keep(self._door, "edit", "goal", [("goal", goal_id, kept)], self._clock())
        return self.get(goal_id)

    def _update(self, goal: Goal) -> None:
        places = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
        self._door.run(f"UPDATE goal SET {places} WHERE id = ?", (*_row(goal), goal.id))

    def _goals(self, where: str, values: tuple[int, ...]) -> Sequence[Goal]:
        rows = self._door.all(f"SELECT id, uuid, {_COLUMNS} FROM goal {where} ORDER BY id", values)
        return [
            Goal(
                id=row[0],
                uuid=row[1],
                goal_kind=row[2],
                wording=row[3],
                chosen_by=row[4],
                start=date.fromisoformat(row[5]),
                review_on=row[6] and date.fromisoformat(row[6]),
                reasons=row[7],
                ended_on=row[8] and date.fromisoformat(row[8]),
            )
            for row in rows
        ]


def _row(goal: Goal) -> tuple[Any, ...]:
    return (
        goal.goal_kind,
        clean(goal.wording),
        goal.chosen_by,
        goal.start.isoformat(),
        goal.review_on and goal.review_on.isoformat(),
        clean(goal.reasons),
        goal.ended_on and goal.ended_on.isoformat(),
    )


def _check(goal: Goal) -> None:
    """Hold every field to what it may hold; raises ``BadValue``."""
    check_all(GOAL_FIELDS, goal)
    if goal.review_on is not None and goal.review_on < goal.start:
        raise BadValue(_("The day to look at it again comes after its start."), field="review_on")
