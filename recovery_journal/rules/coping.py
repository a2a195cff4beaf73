"""Statistics of ways of coping, from urges: how often each was used, and how often it helped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, get_args

from recovery_journal.domain.choices import CopingCategory
from recovery_journal.domain.labels import label

if TYPE_CHECKING:
    from recovery_journal.domain.urge import Urge
    from recovery_journal.domain.vocabulary import Coping

MIN_USES = 3
"""Uses with a mark from which something is said about a way of coping."""

BUILT_IN_COPING = frozenset(get_args(CopingCategory))
SOCIAL_CATEGORIES = frozenset({"reach_someone", "meeting", "professional"})


class CopingStat(NamedTuple):
    """A way of coping: its ``uses`` with a mark, and in how many of them it ``times_helped``.

    ``name`` is as it is stored, ``category`` that of the person's list ("other"
    where it is not known).
    """

    name: str
    uses: int
    times_helped: int
    category: str = "other"

    @property
    def is_mostly_helpful(self) -> bool:
        """Whether it helped in at least half of its uses."""
        return self.times_helped * 2 >= self.uses

    @property
    def is_social(self) -> bool:
        """Whether it takes other people."""
        return self.category in SOCIAL_CATEGORIES

    @property
    def display_name(self) -> str:
        """The name as a person reads it."""
        return coping_label(self.name)


def coping_label(name: str) -> str:
    """Return a category of the built-in list in words, the person's own name as it is."""
    return label(name) if name in BUILT_IN_COPING else name


def coping_stats(
    urges: Iterable[Urge], copings: Iterable[Coping] = (), trigger: str | None = None
) -> list[CopingStat]:
    """Return what was used and marked 3 times or more, the most helpful first.

    With ``trigger``, only in the episodes that name it. A mark above 0 is help;
    a use without a mark does not count. Of two that helped alike the one used
    more comes first, then the name.
    """
    ratings_by_name: dict[str, list[int]] = {}
    for urge in urges:
        if trigger is not None and trigger not in urge.triggers:
            continue
        for name, rating in urge.coping:
            if rating is not None:
                ratings_by_name.setdefault(name, []).append(rating)
    # A name of the built-in list is its own category.
    category_by_name = {name: name for name in BUILT_IN_COPING}
    category_by_name |= {coping.name: coping.category for coping in copings}
    stats = [
        CopingStat(
            name,
            len(ratings),
            sum(rating > 0 for rating in ratings),
            category_by_name.get(name, "other"),
        )
        for name, ratings in ratings_by_name.items()
        if len(ratings) >= MIN_USES
    ]
    return sorted(stats, key=lambda stat: (-stat.times_helped / stat.uses, -stat.uses, stat.name))


def best_coping(stats: Iterable[CopingStat]) -> CopingStat | None:
    """Return the first that helped in at least half of its uses; None where none did."""
    # "other" names nothing that could be done.
    return next((stat for stat in stats if stat.is_mostly_helpful and stat.name != "other"), None)
