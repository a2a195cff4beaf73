"""The safety steps: what the person wrote down for a hard moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import get_args
from uuid import uuid4

from recovery_journal.domain.keeping import SafetyStep
from recovery_journal.domain.lists import StepHeading
from recovery_journal.errors import BadValue, Unknown
from recovery_journal.storage import history
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean
from recovery_journal.words import _

HEADINGS: tuple[StepHeading, ...] = get_args(StepHeading)


class Steps:
    """The safety steps of one journal."""

    def __init__(self, door: Door, clock: Callable[[], datetime]) -> None:
        self._door = door
        self._clock = clock

    def list(self) -> Sequence[SafetyStep]:
        """Return every line, heading by heading, in the person's own order."""
        steps = self._steps("", ())
        return sorted(steps, key=lambda step: HEADINGS.index(step.heading))

    def get(self, step_id: int) -> SafetyStep:
        """Return one line; raises ``Unknown``."""
        rows = self._steps("WHERE id = ?", (step_id,))
        if not rows:
            raise Unknown(_("There is no step {id}.").format(id=step_id))
        return rows[0]

    def add(self, heading: StepHeading, text: str, contact_id: int | None = None) -> SafetyStep:
        """Add a line at the end of its heading; raises ``BadValue`` and ``Unknown``."""
        text = self._checked(heading, text, contact_id)
        with self._door.writing():
            row = self._door.one("SELECT coalesce(max(position), 0) + 1 FROM safety_step")
            new = self._door.run(
                "INSERT INTO safety_step (uuid, heading, position, text, contact_id)"
                " VALUES (?, ?, ?, ?, ?)",
                (str(uuid4()), heading, row and row[0], text, contact_id),
            )
            self._keep("add", [(new, None)])
        return self.get(new)

    def edit(self, step_id: int, text: str, contact_id: int | None = None) -> SafetyStep:
        """Change a line, and whom it is about; raises ``BadValue`` and ``Unknown``."""
        with self._door.writing():
            text = self._checked(self.get(step_id).heading, text, contact_id)
            kept = history.image(self._door, "safety_step", step_id)
            self._door.run(
                "UPDATE safety_step SET text = ?, contact_id = ? WHERE id = ?",
                (text, contact_id, step_id),
            )
            self._keep("edit", [(step_id, kept)])
        return self.get(step_id)

    def delete(self, step_id: int) -> SafetyStep:
        """Take a line away; raises ``Unknown``."""
        with self._door.writing():
            step = self.get(step_id)
            kept = history.image(self._door, "safety_step", step_id)
            self._door.run("DELETE FROM safety_step WHERE id = ?", (step_id,))
            self._keep("delete", [(step_id, kept)])
        self._door.clear_log()
        return step

    def move(self, step_id: int, by: int) -> None:
        """Move a line up (-1) or down (1) under its heading; at the end it stays."""
        with self._door.writing():
            step = self.get(step_id)
            ids = [one.id for one in self.list() if one.heading == step.heading]
            place = ids.index(step_id) + by
            if not 0 <= place < len(ids):
                return
            pair = (step_id, ids[place])
            images = [(one, history.image(self._door, "safety_step", one)) for one in pair]
            places = [self._position(one) for one in pair]
            for one, position in zip(pair, reversed(places), strict=True):
                self._door.run("UPDATE safety_step SET position = ? WHERE id = ?", (position, one))
            self._keep("edit", images)

    def _position(self, step_id: int) -> int:
        row = self._door.one("SELECT position FROM safety_step WHERE id = ?", (step_id,))
        return 0 if row is None else int(row[0])

    def _checked(self, heading: str, text: str, contact_id: int | None) -> str:
        """Return the text as it can be stored, or say what does not fit."""
        if heading not in HEADINGS:
            raise BadValue(
                _("heading takes one of: {choices}.").format(choices=", ".join(HEADINGS)),
                field="heading",
                choices=list(HEADINGS),
            )
        text = str(clean(text)).strip()
        if not text:
            raise BadValue(_("There is no text to add."), field="text")
        if contact_id is not None and not self._door.all(
            "SELECT 1 FROM contact WHERE id = ?", (contact_id,)
        ):
            raise Unknown(
                _("There is no contact {id}.").format(id=contact_id), code="unknown_contact"
            )
        return text

    def _keep(self, what: str, items: Sequence[tuple[int, str | None]]) -> None:
        kept = [("safety_step", step_id, before) for step_id, before in items]
        history.keep(self._door, what, "safety_step", kept, self._clock())

    def _steps(self, where: str, values: tuple[int, ...]) -> Sequence[SafetyStep]:
        rows = self._door.all(
            f"SELECT id, uuid, heading, text, contact_id FROM safety_step {where}"
            " ORDER BY position, id",
            values,
        )
        return [
            SafetyStep(id=row[0], uuid=row[1], heading=row[2], text=row[3], contact_id=row[4])
            for row in rows
        ]
