"""A slow breathing pace: a bar that grows while breathing in and shrinks while breathing out."""

from __future__ import annotations

from math import cos, pi
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from recovery_journal.i18n import _, ngettext

INHALE_SECONDS = 4
EXHALE_SECONDS = 6
"""Seconds of a breath in and of a breath out."""


class BreathPhase(NamedTuple):
    """Where a breath is: in or out, the second of it, how full from 0 to 1, how many before."""

    is_inhale: bool
    second: int
    fullness: float
    completed_breaths: int


def phase_at(seconds: float) -> BreathPhase:
    """Return where the breath is so many seconds after the first began."""
    breaths, elapsed = divmod(max(0.0, seconds), INHALE_SECONDS + EXHALE_SECONDS)
    is_inhale = elapsed < INHALE_SECONDS
    position, duration = (
        (elapsed, INHALE_SECONDS) if is_inhale else (elapsed - INHALE_SECONDS, EXHALE_SECONDS)
    )
    eased = (1 - cos(pi * position / duration)) / 2  # slow at both ends, as a breath is
    return BreathPhase(
        is_inhale, int(position) + 1, eased if is_inhale else 1 - eased, int(breaths)
    )


class BreathingPacer(Widget):
    """The pace; ``show(seconds)`` draws it as it is so long after it began.

    The word "in" or "out" and its seconds stand beside the bar. Without
    ``motion`` there are words and the count alone, and they change once a phase.
    """

    DEFAULT_CSS = """
    BreathingPacer { height: 3; width: 1fr; }
    """
    COMPONENT_CLASSES = {"breath--bar", "breath--room", "breath--word", "breath--count"}

    def __init__(self, *, motion: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self.motion = motion
        self.phase = phase_at(0)
        self.seconds = 0.0

    def show(self, seconds: float) -> None:
        """Draw the pace at this time; nothing is drawn where nothing would differ."""
        old_state = self._visible_state()
        self.seconds = seconds
        self.phase = phase_at(seconds)
        if self._visible_state() != old_state:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the three lines of the bar."""
        return 3

    def phase_label(self) -> str:
        """Return "in" or "out"."""
        return _("in") if self.phase.is_inhale else _("out")

    def count_text(self) -> str:
        """Return the seconds of the phase: one after another, or all where nothing moves."""
        if self.motion:
            return str(self.phase.second)
        return "  ".join(
            str(n)
            for n in range(1, (INHALE_SECONDS if self.phase.is_inhale else EXHALE_SECONDS) + 1)
        )

    def _bar_length(self) -> float:
        """Return how long the bar is, in halves of a cell."""
        max_length = max(1, self.content_size.width - self._label_width - 1)
        return max(1, round(self.phase.fullness * min(max_length, 60) * 2)) / 2

    @property
    def _label_width(self) -> int:
        """The columns of the word and the count."""
        return max(len(_("in")), len(_("out"))) + 5

    def _visible_state(self) -> tuple[object, ...]:
        if not self.motion:
            return (self.phase_label(), self.count_text(), self.phase.completed_breaths)
        return (self.phase_label(), self.count_text(), self._bar_length())

    def render(self) -> Content:
        """Draw the word, the seconds and the bar."""
        label_style = self.get_visual_style("breath--word")
        quiet_style = self.get_visual_style("breath--count")
        if not self.motion:
            n = self.phase.completed_breaths + 1
            breaths = ngettext("breath {n}", "breath {n}", n).format(n=n)
            phase_label = (self.phase_label().ljust(self._label_width - 2), label_style)
            return Content.assemble(
                "\n", phase_label, (f"{self.count_text()}   {breaths}", quiet_style)
            )
        length = self._bar_length()
        bar = "█" * int(length) + ("▌" if length % 1 else "")
        bar_style = self.get_visual_style("breath--bar")
        indent = " " * self._label_width
        padded_label = self.phase_label().ljust(self._label_width - 3)
        return Content.assemble(
            (indent, quiet_style), (bar.replace("█", "▄").replace("▌", "▖"), bar_style), "\n",
            (padded_label, label_style), (f"{self.count_text()}  ", quiet_style),
            (bar, bar_style), "\n",
            (indent, quiet_style), (bar.replace("█", "▀").replace("▌", "▘"), bar_style),
        )  # fmt: skip
