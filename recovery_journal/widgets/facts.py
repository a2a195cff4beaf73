"""Facts in two columns: what each is about, and beside it what there is to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from recovery_journal.report.plain import cells, fit, harmless

NARROW = 22
"""Columns for the words under which they stand below what they are about."""


class Facts(Widget):
    """Rows of a label and its words; words that go on do so in their own column.

    ``label`` is how many columns the labels have at least.
    """

    DEFAULT_CSS = """
    Facts { height: auto; width: 1fr; }
    """
    COMPONENT_CLASSES = {"facts--label"}

    def __init__(self, label: int = 24, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = label
        self.rows: Sequence[tuple[str, str]] = ()
        self.empty = ""

    def fill(self, rows: Sequence[tuple[str, str]], empty: str = "") -> None:
        """Show these rows, or the sentence for none; the words may be a person's own."""
        self.rows, self.empty = rows, empty
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
        label = max([self.label, *(cells(name) + 2 for name, _words in self.rows)])
        beside = width - label >= NARROW
        indent = label if beside else 2
        if not self.rows:
            yield from Content(self.empty).wrap(max(width, 1))
        for name, words in self.rows:
            head = Content.styled(fit(name, label) if beside else name, style)
            lines = Content(harmless(words, keep_lines=True)).wrap(max(width - indent, 1))
            if not beside:
                yield head
            for place, line in enumerate(lines):
                here = head if beside and not place else Content(" " * indent)
                yield Content.assemble(here, line)
