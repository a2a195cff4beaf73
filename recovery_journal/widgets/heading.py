"""The line on top of every screen: where you are, and the way to Help now."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from recovery_journal.words import _


class Link(Static):
    """Words to click that do the same as a key; ``action`` as in a binding."""

    def __init__(self, words: Content | str, action: str, *, classes: str = "") -> None:
        super().__init__(Content(words) if isinstance(words, str) else words, classes=classes)
        self.action = action

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.run_action(self.action)


class Heading(Horizontal):
    """The name of the screen, the places to go to, and Help now.

    ``places`` are the bindings of the main screens; the one whose description is
    ``title`` is where the person is. Without places only the title is shown.
    """

    DEFAULT_CSS = """
    Heading {
        height: 1;
        dock: top;
        padding: 0 2;
        & > .heading--spring { width: 1fr; }
        & > .heading--title, & > Link { width: auto; }
        & > .heading--place { margin-right: 3; }
    }
    """

    def __init__(
        self, title: str, places: Sequence[Binding] = (), *, help_now: bool = True
    ) -> None:
        super().__init__()
        self.title = title
        self.places = places
        self.help_now = help_now

    def compose(self) -> ComposeResult:
        """Lay out title, places and Help now."""
        if not self.places:
            yield Static(Content(self.title), classes="heading--title")
        for place in self.places:
            here = _(place.description) == self.title
            yield Link(
                Content.assemble((place.key, "dim"), " ", _(place.description)),
                place.action,
                classes="heading--place" + (" -here" if here else ""),
            )
        yield Static(classes="heading--spring")
        if self.help_now:
            yield Link(_("Help now  ctrl+g"), "app.help_now", classes="heading--help")
