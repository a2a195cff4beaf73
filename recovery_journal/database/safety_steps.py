"""The safety steps: what the person wrote down for a hard moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import get_args
from uuid import uuid4

from recovery_journal.database import undo_log
from recovery_journal.database.connection import Connection
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.text import replace_surrogates

HEADINGS: tuple[StepHeading, ...] = get_args(StepHeading)


class SafetySteps:
    """The safety steps of one journal."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def list(self) -> Sequence[SafetyStep]:
        """Return every line, heading by heading, in the person's own order."""
        steps = self._select("", ())
        return sorted(steps, key=lambda step: HEADINGS.index(step.heading))

    def get(self, step_id: int) -> SafetyStep:
        """Return one line; raises ``RecordNotFound``."""
        rows = self._select("WHERE id = ?", (step_id,))
        if not rows:
            raise RecordNotFound(_("There is no step {id}.").format(id=step_id))
        return rows[0]

    def add(self, heading: StepHeading, text: str, contact_id: int | None = None) -> SafetyStep:
        """Add a line at the end of its heading; raises ``BadValue`` and ``RecordNotFound``."""
        text = self._validated_text(heading, text, contact_id)
        with self._connection.transaction():
            row = self._connection.fetch_one(
                "SELECT coalesce(max(position), 0) + 1 FROM safety_step"
            )
            step_id = self._connection.execute(
                "INSERT INTO safety_step (uuid, heading, position, text, contact_id)"
                " VALUES (?, ?, ?, ?, ?)",
                (str(uuid4()), heading, row and row[0], text, contact_id),
            )
            self._record_change("add", [(step_id, None)])
        return self.get(step_id)

    def edit(self, step_id: int, text: str, contact_id: int | None = None) -> SafetyStep:
        """Change a line, and whom it is about; raises ``BadValue`` and ``RecordNotFound``."""
        with self._connection.transaction():
            text = self._validated_text(self.get(step_id).heading, text, contact_id)
            snapshot = undo_log.snapshot(self._connection, "safety_step", step_id)
            self._connection.execute(
                "UPDATE safety_step SET text = ?, contact_id = ? WHERE id = ?",
                (text, contact_id, step_id),
            )
            self._record_change("edit", [(step_id, snapshot)])
        return self.get(step_id)

    def delete(self, step_id: int) -> SafetyStep:
        """Take a line away; raises ``RecordNotFound``."""
        with self._connection.transaction():
            step = self.get(step_id)
            snapshot = undo_log.snapshot(self._connection, "safety_step", step_id)
            self._connection.execute("DELETE FROM safety_step WHERE id = ?", (step_id,))
            self._record_change("delete", [(step_id, snapshot)])
        self._connection.checkpoint_wal()
        return step

    def move(self, step_id: int, offset: int) -> None:
        """Move a line up (-1) or down (1) under its heading; at the end it stays."""
        with self._connection.transaction():
            step = self.get(step_id)
            ids = [sibling.id for sibling in self.list() if sibling.heading == step.heading]
            new_index = ids.index(step_id) + offset
            if not 0 <= new_index < len(ids):
                return
            pair = (step_id, ids[new_index])
            snapshots = [
                (moved_id, undo_log.snapshot(self._connection, "safety_step", moved_id))
                for moved_id in pair
            ]
            positions = [self._position(moved_id) for moved_id in pair]
            for moved_id, position in zip(pair, reversed(positions), strict=True):
                self._connection.execute(
                    "UPDATE safety_step SET position = ? WHERE id = ?", (position, moved_id)
                )
            self._record_change("edit", snapshots)

    def _position(self, step_id: int) -> int:
        row = self._connection.fetch_one(
            "SELECT position FROM safety_step WHERE id = ?", (step_id,)
        )
        return 0 if row is None else int(row[0])

    def _validated_text(self, heading: str, text: str, contact_id: int | None) -> str:
        """Return the text as it can be stored, or say what does not fit."""
        if heading not in HEADINGS:
            raise BadValue(
                _("heading takes one of: {choices}.").format(choices=", ".join(HEADINGS)),
                field="heading",
                choices=list(HEADINGS),
            )
        text = str(replace_surrogates(text)).strip()
        if not text:
            raise BadValue(_("There is no text to add."), field="text")
        if contact_id is not None and not self._connection.fetch_all(
            "SELECT 1 FROM contact WHERE id = ?", (contact_id,)
        ):
            raise RecordNotFound(
                _("There is no contact {id}.").format(id=contact_id), code="unknown_contact"
            )
        return text

    def _record_change(self, what: str, items: Sequence[tuple[int, str | None]]) -> None:
        changes = [("safety_step", step_id, snapshot) for step_id, snapshot in items]
        undo_log.record_change(self._connection, what, "safety_step", changes, self._clock())

    def _select(self, where: str, values: tuple[int, ...]) -> Sequence[SafetyStep]:
        rows = self._connection.fetch_all(
            f"SELECT id, uuid, heading, text, contact_id FROM safety_step {where}"
            " ORDER BY position, id",
            values,
        )
        return [
            SafetyStep(id=row[0], uuid=row[1], heading=row[2], text=row[3], contact_id=row[4])
            for row in rows
        ]
