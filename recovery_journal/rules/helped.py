"""What helped before: each way of coping, how often it was used, how often it helped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, get_args

from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import CopingCategory

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.urge import Urge

ENOUGH = 3
"""Uses with a mark from which something is said about a way of coping."""

BUILT_IN = frozenset(get_args(CopingCategory))
WITH_OTHERS = frozenset({"reach_someone", "meeting", "professional"})


class Helped(NamedTuple):
    """A way of coping: its ``uses`` with a mark, and in how many of them it ``helped``.

    ``name`` is as it is stored, ``category`` that of the person's list ("other"
    where it is not known).
    """

    name: str
    uses: int
    helped: int
    category: str = "other"

    @property
    def mostly(self) -> bool:
        """Whether it helped in at least half of its uses."""
        return self.helped * 2 >= self.uses

    @property
    def with_others(self) -> bool:
        """Whether it takes other people."""
        return self.category in WITH_OTHERS

    @property
    def words(self) -> str:
        """Return a category of the built-in list in words, the person's own name as it is."""
        return label(self.name) if self.name in BUILT_IN else self.name


def helped(
    urges: Iterable[Urge], copings: Iterable[Coping] = (), trigger: str | None = None
) -> list[Helped]:
    """Return what was used and marked 3 times or more, the most helpful first.

    With ``trigger``, only in the episodes that name it. A mark above 0 is help;
    a use without a mark does not count. Of two that helped alike the one used
    more comes first, then the name.
    """
    marks: dict[str, list[int]] = {}
    for urge in urges:
        if trigger is not None and trigger not in urge.triggers:
            continue
        for name, mark in urge.coping:
            if mark is not None:
                marks.setdefault(name, []).append(mark)
    # A name of the built-in list is its own category.
    category = {name: name for name in BUILT_IN}
    category |= {coping.name: coping.category for coping in copings}
    found = [
        Helped(name, len(given), sum(mark > 0 for mark in given), category.get(name, "other"))
        for name, given in marks.items()
        if len(given) >= ENOUGH
    ]
    return sorted(found, key=lambda one: (-one.helped / one.uses, -one.uses, one.name))


def most_helpful(found: Iterable[Helped]) -> Helped | None:
    """Return the first that helped in at least half of its uses; None where none did."""
    # "other" names nothing that could be done.
    return next((one for one in found if one.mostly and one.name != "other"), None)
