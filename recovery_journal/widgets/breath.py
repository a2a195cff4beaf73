"""A slow breathing pace: a bar that grows while breathing in and shrinks while breathing out."""

from __future__ import annotations

from math import cos, pi
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from recovery_journal.words import _, ngettext

IN = 4
OUT = 6
"""Seconds of a breath in and of a breath out."""


class Phase(NamedTuple):
    """Where a breath is: in or out, the second of it, how full from 0 to 1, how many before."""

    inward: bool
    second: int
    full: float
    breaths: int


def phase_at(seconds: float) -> Phase:
    """Return where the breath is so many seconds after the first began."""
    breaths, at = divmod(max(0.0, seconds), IN + OUT)
    inward = at < IN
    within, length = (at, IN) if inward else (at - IN, OUT)
    eased = (1 - cos(pi * within / length)) / 2  # slow at both ends, as a breath is
    return Phase(inward, int(within) + 1, eased if inward else 1 - eased, int(breaths))


class Breath(Widget):
    """The pace; ``show(seconds)`` draws it as it is so long after it began.

    The word "in" or "out" and its seconds stand beside the bar. Without
    ``motion`` there are words and the count alone, and they change once a phase.
    """

    DEFAULT_CSS = """
    Breath { height: 3; width: 1fr; }
    """
    COMPONENT_CLASSES = {"breath--bar", "breath--room", "breath--word", "breath--count"}

    def __init__(self, *, motion: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self.motion = motion
        self.phase = phase_at(0)
        self.seconds = 0.0

    def show(self, seconds: float) -> None:
        """Draw the pace at this time; nothing is drawn where nothing would differ."""
        before = self._picture()
        self.seconds = seconds
        self.phase = phase_at(seconds)
        if self._picture() != before:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the three lines of the bar."""
        return 3

    def word(self) -> str:
        """Return "in" or "out"."""
        return _("in") if self.phase.inward else _("out")

    def count(self) -> str:
        """Return the seconds of the phase: one after another, or all where nothing moves."""
        if self.motion:
            return str(self.phase.second)
        return "  ".join(str(n) for n in range(1, (IN if self.phase.inward else OUT) + 1))

    def _cells(self) -> float:
        """Return how long the bar is, in halves of a cell."""
        room = max(1, self.content_size.width - self._left - 1)
        return max(1, round(self.phase.full * min(room, 60) * 2)) / 2

    @property
    def _left(self) -> int:
        """The columns of the word and the count."""
        return max(len(_("in")), len(_("out"))) + 5

    def _picture(self) -> tuple[object, ...]:
        if not self.motion:
            return (self.word(), self.count(), self.phase.breaths)
        return (self.word(), self.count(), self._cells())

    def render(self) -> Content:
        """Draw the word, the seconds and the bar."""
        word = self.get_visual_style("breath--word")
        quiet = self.get_visual_style("breath--count")
        if not self.motion:
            n = self.phase.breaths + 1
            breaths = ngettext("breath {n}", "breath {n}", n).format(n=n)
            said = (self.word().ljust(self._left - 2), word)
            return Content.assemble("\n", said, (f"{self.count()}   {breaths}", quiet))
        cells = self._cells()
        bar = "█" * int(cells) + ("▌" if cells % 1 else "")
        style = self.get_visual_style("breath--bar")
        edge = " " * self._left
        beside = self.word().ljust(self._left - 3)
        return Content.assemble(
            (edge, quiet), (bar.replace("█", "▄").replace("▌", "▖"), style), "\n",
            (beside, word), (f"{self.count()}  ", quiet), (bar, style), "\n",
            (edge, quiet), (bar.replace("█", "▀").replace("▌", "▘"), style),
        )  # fmt: skip
