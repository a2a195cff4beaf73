"""The line on top of every screen: where you are, and the way to Help now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content

from recovery_journal.i18n import _
from recovery_journal.textual_compat import user_keymap
from recovery_journal.widgets.key_bar import ClickableLine, ClickableSpan
from recovery_journal.widgets.text_blocks import StaticText

MIN_NAME_LENGTH = 4
"""Letters below which a name is not cut; its digit alone stands there then."""


class ActionLink(StaticText):
    """Words to click that do the same as a key; ``action`` as in a binding."""

    def __init__(self, content: Content | str, action: str, *, classes: str = "") -> None:
        super().__init__(Content(content) if isinstance(content, str) else content, classes=classes)
        self.action = action

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.run_action(self.action)


class NavLayout(NamedTuple):
    """A way to write the heading: the names as shown, the air between, the way to help."""

    labels: list[str]
    gap: int
    help_label: str


class NavBar(ClickableLine):
    """The name of the screen, the places to go to, and Help now.

    ``tabs`` are the bindings of the main screens; the one whose description is
    ``title`` is where the person is. Without places only the title is shown.
    Where not all names fit, those of the other places are cut, then left out.
    """

    COMPONENT_CLASSES = {"heading--here", "heading--key", "heading--help", "heading--hover"}
    DEFAULT_CSS = """
    NavBar { dock: top; padding: 0 2; }
    """

    def __init__(self, title: str, tabs: Sequence[Binding] = (), *, show_help: bool = True) -> None:
        super().__init__()
        self.title = title
        self.tabs = tabs
        self.show_help = show_help

    def render(self) -> Content:
        """Write the line as wide as it is now, and note where its words stand."""
        width = self.content_size.width
        layout = self._fitting_layout(width)
        segments: list[Any] = []
        self._spans = []
        column = 0
        for tab, key, label in zip(self.tabs, self._tab_keys(), layout.labels, strict=True):
            text = f"{key} {label}" if label else key
            text_width = Content(text).cell_length
            self._spans.append(ClickableSpan(column, column + text_width, tab.action))
            segments += self._render_tab(tab, key, text), " " * layout.gap
            column += text_width + layout.gap
        if not self.tabs:
            segments.append((self.title, self.get_visual_style("heading--here")))
            column = Content(self.title).cell_length
        if layout.help_label:
            text_width = Content(layout.help_label).cell_length
            help_start = max(width - text_width, column + 1)
            self._spans.append(ClickableSpan(help_start, help_start + text_width, "app.help_now"))
            segments += (
                " " * (help_start - column),
                (layout.help_label, self._style_for("app.help_now", "heading--help")),
            )
        return Content.assemble(*segments)

    def _render_tab(self, tab: Binding, key: str, text: str) -> Content:
        is_current = _(tab.description) == self.title
        style = self._style_for(tab.action, "heading--here" if is_current else "")
        return Content(text).stylize(style).stylize(
            self.get_visual_style("heading--key"), 0, 0 if is_current else len(key)
        )  # fmt: skip

    def _style_for(self, action: str, default_name: str) -> Any:
        name = "heading--hover" if action == self.hovered_action else default_name
        return self.get_visual_style(name) if name else ""

    def _tab_keys(self) -> list[str]:
        """Return the key of each place, as the person set it."""
        keymap = user_keymap(self)
        return [keymap.get(tab.id or "", tab.key) for tab in self.tabs]

    def _fitting_layout(self, width: int) -> NavLayout:
        """Return the first way to write the line that fits, the roomiest tried first."""
        layout = NavLayout([], 0, "")
        keys = [len(key_width) for key_width in self._tab_keys()]
        for layout in self._candidate_layouts():
            needed_width = sum(
                Content(label).cell_length + key_width + (1 if label else 0) + layout.gap
                for label, key_width in zip(layout.labels, keys, strict=True)
            )
            needed_width += 0 if self.tabs else Content(self.title).cell_length
            if (
                needed_width + Content(layout.help_label).cell_length < width
            ):  # one column parts the two
                break
        return layout

    def _candidate_layouts(self) -> Iterator[NavLayout]:
        labels = [_(tab.description) for tab in self.tabs]
        long_help, short_help = (
            (_("Help now  ctrl+g"), _("ctrl+g Help")) if self.show_help else ("", "")
        )
        yield NavLayout(labels, 3, long_help)
        yield NavLayout(labels, 2, long_help)
        yield NavLayout(labels, 2, short_help)
        yield NavLayout(labels, 1, short_help)
        for max_length in range(max(map(len, labels), default=0), MIN_NAME_LENGTH, -1):
            yield NavLayout([self._shorten(label, max_length) for label in labels], 1, short_help)
        current_only = [label if label == self.title else "" for label in labels]
        yield NavLayout(current_only, 2, short_help)
        yield NavLayout(current_only, 1, short_help)

    def _shorten(self, label: str, max_length: int) -> str:
        if label == self.title or len(label) <= max_length:
            return label
        return label[: max_length - 1] + "."
