"""The small tables: goals, safety steps, talk items, and the log of what was shared.

Each row is a whole record. None of them is dated by the person's day, so that no index,
no search and no day has to follow a change of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from recovery_journal.database.connection import Connection
from recovery_journal.database.record_table import RecordTable
from recovery_journal.database.rows import check_contact
from recovery_journal.database.undo import UndoLog
from recovery_journal.domain import safety_step, talk_item
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.fields import check_fields
from recovery_journal.domain.goal import Goal, check_goal
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.i18n import N_
from recovery_journal.rules.search import contains_all, tokenize


class Goals:
    """The goals of one journal: the one that holds now, and those before it."""

    def __init__(self, connection: Connection, undo: UndoLog) -> None:
        self._undo = undo
        self._table = RecordTable(connection, "goal", Goal, N_("There is no goal {id}."))

    def current(self) -> Goal | None:
        """Return the goal that holds, None where none was set."""
        goals = self._table.select("WHERE ended_on IS NULL ORDER BY id")
        return goals[-1] if goals else None

    def list(self) -> Sequence[Goal]:
        """Return every goal, the first one first."""
        return self._table.select("ORDER BY id")

    def get(self, goal_id: int) -> Goal:
        """Return one goal; raises ``RecordNotFound``."""
        return self._table.get(goal_id)

    def set(self, goal: Goal) -> Goal:
        """Set a goal; the one that held until now ends the day this one begins.

        Raises ``BadValue``.
        """
        check_goal(goal)
        with self._undo.change("add", "goal") as change:
            previous = self.current()
            if previous is not None:
                change.will_touch(previous.id)
                end_day = max(goal.start, previous.start)
                self._table.update(previous.id, replace(previous, ended_on=end_day))
            goal_id = self._table.insert(replace(goal, uuid=""))
            change.added(goal_id)
        return self.get(goal_id)

    def edit(self, goal_id: int, **changes: Any) -> Goal:
        """Change a goal; ``ended_on`` puts it aside. Raises ``RecordNotFound`` and ``BadValue``."""
        with self._undo.change("edit", "goal", goal_id):
            changed = replace(self.get(goal_id), **changes)
            check_goal(changed)
            self._table.update(goal_id, changed)
        return self.get(goal_id)


class SafetySteps:
    """The safety steps of one journal: what the person wrote down for a hard moment."""

    def __init__(self, connection: Connection, undo: UndoLog) -> None:
        self._connection = connection
        self._undo = undo
        self._table = RecordTable(
            connection, "safety_step", SafetyStep, N_("There is no step {id}.")
        )

    def list(self) -> Sequence[SafetyStep]:
        """Return every line, heading by heading, in the person's own order."""
        steps = self._table.select("ORDER BY position, id")
        headings = safety_step.HEADING.choices
        return sorted(steps, key=lambda step: headings.index(step.heading))

    def get(self, step_id: int) -> SafetyStep:
        """Return one line; raises ``RecordNotFound``."""
        return self._table.get(step_id)

    def add(self, heading: StepHeading, text: str, contact_id: int | None = None) -> SafetyStep:
        """Add a line at the end of its heading; raises ``BadValue`` and ``RecordNotFound``."""
        step = self._checked(SafetyStep(heading=heading, text=text, contact_id=contact_id))
        with self._undo.change("add", "safety_step") as change:
            last = self._connection.fetch_int("SELECT max(position) FROM safety_step")
            step_id = self._table.insert(step, position=last + 1)
            change.added(step_id)
        return self.get(step_id)

    def edit(self, step_id: int, text: str, contact_id: int | None = None) -> SafetyStep:
        """Change a line, and whom it is about; raises ``BadValue`` and ``RecordNotFound``."""
        with self._undo.change("edit", "safety_step", step_id):
            changed = replace(self.get(step_id), text=text, contact_id=contact_id)
            self._table.update(step_id, self._checked(changed))
        return self.get(step_id)

    def delete(self, step_id: int) -> SafetyStep:
        """Take a line away; raises ``RecordNotFound``."""
        with self._undo.change("delete", "safety_step", step_id):
            return self._table.delete(step_id)

    def move(self, step_id: int, offset: int) -> None:
        """Move a line up (-1) or down (1) under its heading; at the end it stays."""
        with self._undo.change("edit", "safety_step") as change:
            heading = self.get(step_id).heading
            ids = [step.id for step in self.list() if step.heading == heading]
            new_index = ids.index(step_id) + offset
            if not 0 <= new_index < len(ids):
                return
            pair = (step_id, ids[new_index])
            positions = [self._position(moved_id) for moved_id in pair]
            for moved_id, position in zip(pair, reversed(positions), strict=True):
                change.will_touch(moved_id)
                self._connection.update("safety_step", moved_id, {"position": position})

    def _position(self, step_id: int) -> int:
        return self._connection.fetch_int(
            "SELECT position FROM safety_step WHERE id = ?", (step_id,)
        )

    def _checked(self, step: SafetyStep) -> SafetyStep:
        """Return a step as it can be stored, or say what does not fit."""
        safety_step.HEADING.check("heading", step.heading)
        check_fields(safety_step.FIELDS, step)
        check_contact(self._connection, step.contact_id)
        return replace(step, text=step.text.strip())


class TalkItems:
    """What the person wants to talk about next session."""

    def __init__(
        self, connection: Connection, undo: UndoLog, clock: Callable[[], datetime]
    ) -> None:
        self._undo = undo
        self._clock = clock
        self._table = RecordTable(
            connection, "talk_item", TalkItem, N_("There is no talk item {id}.")
        )

    def add(self, text: str, added: datetime | None = None) -> TalkItem:
        """Add a line, now or as of an earlier time; raises ``BadValue`` for an empty one."""
        item = TalkItem(text=text.strip(), added=added or self._clock())
        check_fields(talk_item.FIELDS, item)
        with self._undo.change("add", "talk_item") as change:
            item_id = self._table.insert(item)
            change.added(item_id)
        return self.get(item_id)

    def get(self, item_id: int) -> TalkItem:
        """Return one line; raises ``RecordNotFound``."""
        return self._table.get(item_id)

    def list(self, done: bool = False) -> Sequence[TalkItem]:
        """Return the open lines in the order they were added; the done ones too if asked."""
        return self._table.select(f"{'' if done else 'WHERE done_on IS NULL'} ORDER BY id")

    def search(self, text: str) -> Sequence[TalkItem]:
        """Return the lines, done ones too, that hold every word of the text."""
        terms = tokenize(text)
        return [item for item in self.list(done=True) if contains_all(item.text, terms)]

    def mark_done(self, item_id: int) -> TalkItem:
        """Mark a line as talked about today."""
        with self._undo.change("edit", "talk_item", item_id):
            done = replace(self.get(item_id), done_on=self._clock().date())
            self._table.update(item_id, done)
        return done

    def delete(self, item_id: int) -> None:
        """Strike a line, as if it had not been noted; raises ``RecordNotFound``."""
        with self._undo.change("delete", "talk_item", item_id):
            self._table.delete(item_id)


class SharingLog:
    """The log of what left the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = RecordTable(connection, "shared", SharingLogEntry)

    def add(self, log_entry: SharingLogEntry) -> SharingLogEntry:
        """Add a line to the log."""
        with self._connection.transaction():
            return replace(log_entry, id=self._table.insert(log_entry))

    def list(self) -> Sequence[SharingLogEntry]:
        """Return the log, the newest line first."""
        return self._table.select("ORDER BY id DESC")

    def recipients(self) -> tuple[str, ...]:
        """Return the recipients in the sharing log, each once."""
        rows = self._connection.fetch_all(
            "SELECT for_whom FROM shared WHERE for_whom IS NOT NULL GROUP BY for_whom"
            " ORDER BY min(id)"
        )
        return tuple(row[0] for row in rows)

    def remove_recipients(self) -> int:
        """Take "for whom" out of every line, inside the open transaction; returns how many."""
        count = self._connection.fetch_int("SELECT count(*) FROM shared WHERE for_whom IS NOT NULL")
        self._connection.execute("UPDATE shared SET for_whom = NULL")
        return count
