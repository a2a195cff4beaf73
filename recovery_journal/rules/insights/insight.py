"""One thing the person's own entries say, with how many of them say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from recovery_journal.i18n import _, ngettext


class Insight(NamedTuple):
    """What some entries come to: counts and medians, no cause, no forecast, no score.

    ``n`` entries (days, weeks, uses: what ``text`` count) are there of the
    ``needed`` ones. ``values`` is empty until there are enough of them;
    ``sentence`` then tells how many there are so far. Names in it are as typed.
    """

    id: str
    title: str
    sentence: str
    n: int
    needed: int
    values: Mapping[str, Any] = {}

    @property
    def is_enough(self) -> bool:
        """Whether there is something to say."""
        return bool(self.values)

    @property
    def text(self) -> str:
        """The whole of it in one line."""
        return f"{self.title}: {self.sentence}"


def not_enough(insight_id: str, title: str, n: int, needed: int) -> Insight:
    """Return an insight for which there are too few entries yet."""
    sentence = ngettext(
        "{n} of {needed} entry so far", "{n} of {needed} entries so far", needed
    ).format(n=n, needed=needed)
    return Insight(insight_id, title, sentence, n, needed)


def not_enough_either_side(
    insight_id: str, title: str, n_with: int, n_without: int, needed: int
) -> Insight:
    """Return an insight that compares, with too few entries yet on one side or on both."""
    sentence = _("{n} of {needed} entries with, {m} of {needed} without, so far").format(
        n=n_with, m=n_without, needed=needed
    )
    return Insight(insight_id, title, sentence, min(n_with, n_without), needed)
