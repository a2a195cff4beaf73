"""People to reach: a name and why on each line, and the key to log it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from recovery_journal.i18n import N_
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.page_list import PageList

MAX_NAME_WIDTH = 20
"""Columns that a name takes at most, so that the reasons stand in a column of their own."""


class PeopleList(PageList):
    """A few people by name, each with the reasons in words.

    Enter, a click or ``r`` on a person posts ``Chosen``, ``t`` the same for an
    attempt. Where the reasons do not fit on the line, the tooltip has them all.
    """

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A reach-out to this person is to be logged; ``tried`` for an attempt."""

        contact_id: int
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
        people = [
            (contact_id, name, [escape_control(reason) for reason in reasons])
            for contact_id, name, reasons in people
        ]
        self._people = people
        self._names = {contact_id: name for contact_id, name, _reasons in people}
        self._rebuild_lines()
        tooltip_lines = [
            Content(f"{escape_control(name)}: {', '.join(texts)}") for _id, name, texts in people
        ]
        self.tooltip = Content("\n").join(tooltip_lines) if tooltip_lines else None

    def on_resize(self) -> None:
        """Give as many reasons as fit now."""
        self._rebuild_lines()

    def _rebuild_lines(self) -> None:
        names = [Content(escape_control(name)) for name in self._names.values()]
        name_width = min(max((name.cell_length for name in names), default=0), MAX_NAME_WIDTH)
        reason_width = self.content_size.width - name_width - 2
        self.show(
            [
                (
                    contact_id,
                    _person_line(name_content, name_width, fit_reasons(reasons, reason_width)),
                )
                for (contact_id, _name, reasons), name_content in zip(
                    self._people, names, strict=True
                )
            ]
        )

    def action_choose(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen(self.current_key, self._names[self.current_key], tried))

    def select_key(self, key: Any) -> None:
        """Enter and a click mean reached."""
        self.post_message(self.Chosen(key, self._names[key], False))


def fit_reasons(reasons: Sequence[str], width: int) -> str:
    """Return as many reasons as fit whole into so many columns, the first in any case."""
    text = ""
    for reason in reasons:
        candidate = f"{text}, {reason}" if text else reason
        if text and 0 < width < Content(candidate).cell_length:
            break
        text = candidate
    return text


def _person_line(name: Content, name_width: int, reason_text: str) -> Content:
    """Return the name, cut or filled up to its column, and why."""
    if name.cell_length > name_width:
        name = name.truncate(name_width, ellipsis=True)
    gap = " " * (name_width - name.cell_length + 2)
    return Content.assemble(name.stylize("bold"), gap, (reason_text, "$text-muted"))
