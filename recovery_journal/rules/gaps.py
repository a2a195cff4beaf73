"""The gap grid: which kind of support comes from which part of the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, get_args

from recovery_journal.domain.contact import Tie
from recovery_journal.domain.lists import Sector, Support
from recovery_journal.rules.placement import SECTORS, sector_on_map
from recovery_journal.rules.states import state_of
from recovery_journal.words import _

SUPPORTS: tuple[Support, ...] = get_args(Support)


class Gap(NamedTuple):
    """A cell: how many active contacts of a sector give a support, and how many are recent."""

    support: Support
    sector: Sector
    active: int
    recent: int


def gaps(ties: Iterable[Tie], as_of: date) -> tuple[Gap, ...]:
    """Return all 35 cells, support by support, of the contacts the figures speak of."""
    active = dict.fromkeys(((s, sector) for s in SUPPORTS for sector in SECTORS), 0)
    recent = active.copy()
    for tie in ties:
        sector = sector_on_map(tie.contact)
        is_recent = state_of(tie, as_of) == "recent"
        for support in set(tie.contact.support):
            active[support, sector] += 1
            recent[support, sector] += is_recent
    return tuple(Gap(s, sector, n, recent[s, sector]) for (s, sector), n in active.items())


def support_words(support: Support) -> str:
    """Return the words for a kind of support, as they stand in a sentence."""
    words: dict[Support, str] = {
        "emotional": _("emotional support"),
        "informational": _("information and advice"),
        "practical": _("practical help"),
        "companionship": _("company"),
        "accountability": _("accountability"),
        "financial": _("help with money"),
        "advocacy": _("advocacy"),
    }
    return words[support]


def gap_questions(grid: Sequence[Gap]) -> tuple[str, ...]:
    """Return a question for each kind of support that nobody is listed for."""
    covered = {gap.support for gap in grid if gap.active}
    return tuple(
        _("No one listed yet for {support}. Is there someone, or a service?").format(
            support=support_words(support)
        )
        for support in SUPPORTS
        if support not in covered
    )
