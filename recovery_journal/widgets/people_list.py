"""People to reach: a name and why on each line, and the key to log it on the spot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.report.plain import harmless
from recovery_journal.words import N_


class PeopleList(OptionList):
    """A few people by name, each with the reasons in words.

    Enter, a click or ``r`` on a person posts ``Chosen``, ``t`` the same for an
    attempt. It keeps the person under the cursor when it is filled again.
    """

    @dataclass
    class Chosen(Message):
        """A reach-out to this person is to be logged; ``tried`` for an attempt."""

        person: int
        name: str
        tried: bool

    DEFAULT_CSS = """
    PeopleList { height: auto; max-height: 200; overflow-y: hidden; }
    """
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
        super().__init__(markup=False, compact=True, id=id)
        self._people: list[tuple[int, str]] = []
        self._followed = False

    @contextmanager
    def _page_follows(self) -> Iterator[None]:
        """Let the page keep the cursor in sight while it moves."""
        self._followed = True
        yield
        self._followed = False

    def scroll_to_region(self, region: Region, **more: Any) -> Offset:
        """Move the page, which is what scrolls: the list is as high as its people."""
        if self._followed and self._page:
            page = self._page
            at = self.region.offset - page.region.offset + page.scroll_offset
            page.scroll_to_region(region.translate(at), force=True, animate=False)
        return super().scroll_to_region(region, **more)

    def action_cursor_down(self) -> None:
        """Go to the next person; after the last one, the page moves."""
        if self.highlighted is None or self.highlighted + 1 < len(self._people):
            with self._page_follows():
                super().action_cursor_down()
        elif self._page:
            self._page.scroll_down(animate=False)

    def action_cursor_up(self) -> None:
        """Go to the person before; before the first one, the page moves."""
        if self.highlighted:
            with self._page_follows():
                super().action_cursor_up()
        elif self._page:
            self._page.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Page through the page the list is on."""
        if self._page:
            self._page.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Page back through the page the list is on."""
        if self._page:
            self._page.scroll_page_up(animate=False)

    @property
    def _page(self) -> Widget | None:
        """What the list is on, where it scrolls."""
        found = (one for one in self.ancestors if isinstance(one, Widget))
        return next((one for one in found if one.allow_vertical_scroll), None)

    def fill(self, people: Sequence[tuple[int, str, Sequence[str]]]) -> None:
        """Show these people: id, name, reasons; the cursor stays on the same person."""
        here = self._people[self.highlighted][0] if self.highlighted is not None else None
        self._people = [(person, name) for person, name, _reasons in people]
        self.set_options(Option(_line(name, reasons)) for _person, name, reasons in people)
        ids = [person for person, _name in self._people]
        self.highlighted = ids.index(here) if here in ids else (0 if ids else None)

    def action_choose(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor."""
        if self.highlighted is not None:
            person, name = self._people[self.highlighted]
            self.post_message(self.Chosen(person, name, tried))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter and a click mean reached."""
        event.stop()
        self.action_choose(False)


def _line(name: str, reasons: Sequence[str]) -> Content:
    why = ", ".join(reasons)
    return Content.assemble((harmless(name), "bold"), "  ", (why, "$text-muted"))
