"""The person's goals: the one that holds now, and those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from recovery_journal.database import undo_log
from recovery_journal.database.connection import Connection
from recovery_journal.domain.fields import check_fields
from recovery_journal.domain.goal import GOAL_FIELDS, Goal
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.text import replace_surrogates

_COLUMNS = "goal_kind, wording, chosen_by, start, review_on, reasons, ended_on"


class Goals:
    """The goals of one journal."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def current(self) -> Goal | None:
        """Return the goal that holds, None where none was set."""
        rows = self._select("WHERE ended_on IS NULL", ())
        return rows[-1] if rows else None

    def list(self) -> Sequence[Goal]:
        """Return every goal, the first one first."""
        return self._select("", ())

    def set(self, goal: Goal) -> Goal:
        """Set a goal; the one that held until now ends the day this one begins.

        Raises ``BadValue``.
        """
        _validate(goal)
        with self._connection.transaction():
            items: list[tuple[str, int, str | None]] = []
            previous = self.current()
            if previous is not None:
                end_day = max(goal.start, previous.start)
                items.append(
                    ("goal", previous.id, undo_log.snapshot(self._connection, "goal", previous.id))
                )
                self._update(replace(previous, ended_on=end_day))
            goal_id = self._connection.execute(
                f"INSERT INTO goal (uuid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (str(uuid4()), *_to_row(goal)),
            )
            items.append(("goal", goal_id, None))
            undo_log.record_change(self._connection, "add", "goal", items, self._clock())
        return self.get(goal_id)

    def get(self, goal_id: int) -> Goal:
        """Return one goal; raises ``RecordNotFound``."""
        rows = self._select("WHERE id = ?", (goal_id,))
        if not rows:
            raise RecordNotFound(_("There is no goal {id}.").format(id=goal_id))
        return rows[0]

    def edit(self, goal_id: int, **changes: Any) -> Goal:
        """Change a goal; ``ended_on`` puts it aside. Raises ``RecordNotFound`` and ``BadValue``."""
        with self._connection.transaction():
            changed = replace(self.get(goal_id), **changes)
            _validate(changed)
            snapshot = undo_log.snapshot(self._connection, "goal", goal_id)
            self._update(changed)
            undo_log.record_change(
                self._connection, "edit", "goal", [("goal", goal_id, snapshot)], self._clock()
            )
        return self.get(goal_id)

    def _update(self, goal: Goal) -> None:
        assignments = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
        self._connection.execute(
            f"UPDATE goal SET {assignments} WHERE id = ?", (*_to_row(goal), goal.id)
        )

    def _select(self, where: str, values: tuple[int, ...]) -> Sequence[Goal]:
        rows = self._connection.fetch_all(
            f"SELECT id, uuid, {_COLUMNS} FROM goal {where} ORDER BY id", values
        )
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


def _to_row(goal: Goal) -> tuple[Any, ...]:
    return (
        goal.goal_kind,
        replace_surrogates(goal.wording),
        goal.chosen_by,
        goal.start.isoformat(),
        goal.review_on and goal.review_on.isoformat(),
        replace_surrogates(goal.reasons),
        goal.ended_on and goal.ended_on.isoformat(),
    )


def _validate(goal: Goal) -> None:
    """Hold every field to what it may hold; raises ``BadValue``."""
    check_fields(GOAL_FIELDS, goal)
    if goal.review_on is not None and goal.review_on < goal.start:
        raise BadValue(_("The day to look at it again comes after its start."), field="review_on")
