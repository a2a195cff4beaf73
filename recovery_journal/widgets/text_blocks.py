"""Blocks that show all they hold: boxes of widgets, and words drawn for the columns there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.terminal_text import cell_width, escape_control, fit_width

MIN_TEXT_WIDTH = 22
"""Columns for the words under which they stand below what they are about."""
WidthRenderer = Callable[[int], Content]
"""What draws in so many columns."""


class NoScrollMixin:
    """Asks for no new layout because of its own size; a mix-in before Textual's class.

    A layout tells each widget its size. Textual takes that for a change of what it
    could scroll to, after which the whole screen is laid out again: two to four times
    for a form that opens. Nothing depends on it in a widget that shows all it holds,
    or that scrolls within a size of its own.

    It draws nothing once it is taken away: Textual may draw a widget between its removal
    and the next layout. The colours of its parts are gone by then, and looking for them
    would end the app.
    """

    virtual_size = Reactive(Size(0, 0))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget, empty ones where it was taken away."""
        if isinstance(self, Widget) and not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)  # type: ignore[misc,no-any-return]  # the widget's own


class StaticText(NoScrollMixin, Static):
    """Words."""


class VerticalBox(NoScrollMixin, Vertical):
    """Widgets below each other."""


class ResponsiveStatic(Widget):
    """Draws in the columns there are; as high as what is drawn."""

    DEFAULT_CSS = """
    ResponsiveStatic { height: auto; width: 100%; }
    """

    _cached_content: tuple[int, Content] | None = None

    def __init__(
        self,
        renderer: WidthRenderer | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._renderer = renderer

    def show(self, renderer: WidthRenderer) -> None:
        """Draw with this from now on; it is given the columns."""
        self._renderer = renderer
        self._cached_content = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the drawing takes in so many columns."""
        return self._render_at(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the drawing."""
        return self._render_at(self.content_size.width)

    def _render_at(self, width: int) -> Content:
        if self._renderer is None or width < 1:
            return Content("")
        if self._cached_content is None or self._cached_content[0] != width:
            self._cached_content = width, self._renderer(width)
        return self._cached_content[1]


class DefinitionList(Widget):
    """Rows of a label and its words; words that go on do so in their own column.

    ``label_width`` is how many columns the labels have at least.
    """

    DEFAULT_CSS = """
    DefinitionList { height: auto; width: 1fr; }
    """
    COMPONENT_CLASSES = {"facts--label"}

    def __init__(self, label_width: int = 24, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label_width = label_width
        self.rows: Sequence[tuple[str, str]] = ()
        self.placeholder = ""

    def fill(self, rows: Sequence[tuple[str, str]], placeholder: str = "") -> None:
        """Show these rows, or the sentence for none; the words may be a person's own."""
        self.rows, self.placeholder = rows, placeholder
        self.set_class(not rows, "empty")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take."""
        return sum(1 for _line in self._lines(width))

    def render(self) -> Content:
        """Draw the rows."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        style = self.get_visual_style("facts--label")
        label_width = max([self.label_width, *(cell_width(name) + 2 for name, _text in self.rows)])
        side_by_side = width - label_width >= MIN_TEXT_WIDTH
        indent = label_width if side_by_side else 2
        if not self.rows:
            yield from Content(self.placeholder).wrap(max(width, 1))
        for name, text in self.rows:
            label_content = Content.styled(
                fit_width(name, label_width) if side_by_side else name, style
            )
            lines = Content(escape_control(text, multiline=True)).wrap(max(width - indent, 1))
            if not side_by_side:
                yield label_content
            for index, line in enumerate(lines):
                prefix = label_content if side_by_side and not index else Content(" " * indent)
                yield Content.assemble(prefix, line)
