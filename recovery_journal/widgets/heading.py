"""The line on top of every screen: where you are, and the way to Help now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content

from recovery_journal.widgets.parts import Part, PartsLine
from recovery_journal.widgets.unscrolled import Text
from recovery_journal.words import _

SHORTEST = 4
"""Letters below which a name is not cut; its digit alone stands there then."""


class Link(Text):
    """Words to click that do the same as a key; ``action`` as in a binding."""

    def __init__(self, words: Content | str, action: str, *, classes: str = "") -> None:
        super().__init__(Content(words) if isinstance(words, str) else words, classes=classes)
        self.action = action

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.run_action(self.action)


class Line(NamedTuple):
    """A way to write the heading: the names as shown, the air between, the way to help."""

    names: list[str]
    gap: int
    help: str


class Heading(PartsLine):
    """The name of the screen, the places to go to, and Help now.

    ``places`` are the bindings of the main screens; the one whose description is
    ``title`` is where the person is. Without places only the title is shown.
    Where not all names fit, those of the other places are cut, then left out.
    """

    COMPONENT_CLASSES = {"heading--here", "heading--key", "heading--help", "heading--hover"}
    DEFAULT_CSS = """
    Heading { dock: top; padding: 0 2; }
    """

    def __init__(
        self, title: str, places: Sequence[Binding] = (), *, help_now: bool = True
    ) -> None:
        super().__init__()
        self.title = title
        self.places = places
        self.help_now = help_now

    def render(self) -> Content:
        """Write the line as wide as it is now, and note where its words stand."""
        room = self.content_size.width
        line = self._line(room)
        pieces: list[Any] = []
        self._parts = []
        at = 0
        for place, key, name in zip(self.places, self._keys(), line.names, strict=True):
            words = f"{key} {name}" if name else key
            wide = Content(words).cell_length
            self._parts.append(Part(at, at + wide, place.action))
            pieces += self._place(place, key, words), " " * line.gap
            at += wide + line.gap
        if not self.places:
            pieces.append((self.title, self.get_visual_style("heading--here")))
            at = Content(self.title).cell_length
        if line.help:
            wide = Content(line.help).cell_length
            begin = max(room - wide, at + 1)
            self._parts.append(Part(begin, begin + wide, "app.help_now"))
            pieces += " " * (begin - at), (line.help, self._style("app.help_now", "heading--help"))
        return Content.assemble(*pieces)

    def _place(self, place: Binding, key: str, words: str) -> Content:
        here = _(place.description) == self.title
        style = self._style(place.action, "heading--here" if here else "")
        return Content(words).stylize(style).stylize(
            self.get_visual_style("heading--key"), 0, 0 if here else len(key)
        )  # fmt: skip

    def _style(self, action: str, usual: str) -> Any:
        name = "heading--hover" if action == self.pointed else usual
        return self.get_visual_style(name) if name else ""

    def _keys(self) -> list[str]:
        """Return the key of each place, as the person set it."""
        # No public name for the keys that take the place of the usual ones.
        chosen = self.app._keymap
        return [chosen.get(place.id or "", place.key) for place in self.places]

    def _line(self, room: int) -> Line:
        """Return the first way to write the line that fits, the roomiest tried first."""
        line = Line([], 0, "")
        keys = [len(key) for key in self._keys()]
        for line in self._ways():
            taken = sum(
                Content(name).cell_length + key + (1 if name else 0) + line.gap
                for name, key in zip(line.names, keys, strict=True)
            )
            taken += 0 if self.places else Content(self.title).cell_length
            if taken + Content(line.help).cell_length < room:  # one column parts the two
                break
        return line

    def _ways(self) -> Iterator[Line]:
        names = [_(place.description) for place in self.places]
        long, short = (_("Help now  ctrl+g"), _("ctrl+g Help")) if self.help_now else ("", "")
        yield Line(names, 3, long)
        yield Line(names, 2, long)
        yield Line(names, 2, short)
        yield Line(names, 1, short)
        for letters in range(max(map(len, names), default=0), SHORTEST, -1):
            yield Line([self._cut(name, letters) for name in names], 1, short)
        only = [name if name == self.title else "" for name in names]
        yield Line(only, 2, short)
        yield Line(only, 1, short)

    def _cut(self, name: str, letters: int) -> str:
        if name == self.title or len(name) <= letters:
            return name
        return name[: letters - 1] + "."
