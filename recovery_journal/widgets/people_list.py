"""People to reach: a name and why on each line, and the key to log it on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from recovery_journal.report.plain import harmless
from recovery_journal.widgets.line_list import LineList
from recovery_journal.words import N_

LONGEST_NAME = 20
"""Columns that a name takes at most, so that the reasons stand in a column of their own."""


class PeopleList(LineList):
    """A few people by name, each with the reasons in words.

    Enter, a click or ``r`` on a person posts ``Chosen``, ``t`` the same for an
    attempt. Where the reasons do not fit on the line, the tooltip has them all.
    """

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A reach-out to this person is to be logged; ``tried`` for an attempt."""

        person: int
        name: str
        tried: bool

    BINDINGS = [
        Binding(
            "r", "choose(False)", N_("Reached"), id="people.reached",
            tooltip=N_("Log that you reached the person under the cursor"),
        ),
        Binding(
            "t", "choose(True)", N_("Tried"), id="people.tried",
            tooltip=N_("Log that you tried to reach the person under the cursor"),
        ),
    ]  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._people: Sequence[tuple[int, str, Sequence[str]]] = ()
        self._names: dict[int, str] = {}

    def fill(self, people: Sequence[tuple[int, str, Sequence[str]]]) -> None:
        """Show these people: id, name, reasons; the cursor stays on the same person."""
        people = [(one, name, [harmless(why) for why in reasons]) for one, name, reasons in people]
        self._people = people
        self._names = {person: name for person, name, _reasons in people}
        self._draw()
        whys = [Content(f"{harmless(name)}: {', '.join(why)}") for _id, name, why in people]
        self.tooltip = Content("\n").join(whys) if whys else None

    def on_resize(self) -> None:
        """Give as many reasons as fit now."""
        self._draw()

    def _draw(self) -> None:
        names = [Content(harmless(name)) for name in self._names.values()]
        column = min(max((name.cell_length for name in names), default=0), LONGEST_NAME)
        room = self.content_size.width - column - 2
        self.show(
            [
                (person, _line(shown, column, fitting(reasons, room)))
                for (person, _name, reasons), shown in zip(self._people, names, strict=True)
            ]
        )

    def action_choose(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor."""
        if self.here is not None:
            self.post_message(self.Chosen(self.here, self._names[self.here], tried))

    def picked(self, key: Any) -> None:
        """Enter and a click mean reached."""
        self.post_message(self.Chosen(key, self._names[key], False))


def fitting(reasons: Sequence[str], room: int) -> str:
    """Return as many reasons as fit whole into so many columns, the first in any case."""
    words = ""
    for reason in reasons:
        longer = f"{words}, {reason}" if words else reason
        if words and 0 < room < Content(longer).cell_length:
            break
        words = longer
    return words


def _line(name: Content, column: int, why: str) -> Content:
    """Return the name, cut or filled up to its column, and why."""
    if name.cell_length > column:
        name = name.truncate(column, ellipsis=True)
    space = " " * (column - name.cell_length + 2)
    return Content.assemble(name.stylize("bold"), space, (why, "$text-muted"))
