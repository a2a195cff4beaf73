"""The gap grid: kinds of support by sectors of the network, with how many contacts give each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, get_args

from recovery_journal.domain.choices import Sector, SupportKind
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.rules.network.placement import SECTORS, contact_sector
from recovery_journal.rules.network.states import contact_state

SUPPORT_KINDS: tuple[SupportKind, ...] = get_args(SupportKind)


class GapCell(NamedTuple):
    """A cell: how many active contacts of a sector give a support, and how many are recent."""

    support: SupportKind
    sector: Sector
    active: int
    recent: int


def gap_grid(activities: Iterable[ContactActivity], as_of: date) -> tuple[GapCell, ...]:
    """Return all 35 cells, support by support, of the contacts the figures speak of."""
    active = dict.fromkeys(((kind, sector) for kind in SUPPORT_KINDS for sector in SECTORS), 0)
    recent = active.copy()
    for activity in activities:
        sector = contact_sector(activity.contact)
        is_recent = contact_state(activity, as_of) == "recent"
        for support in set(activity.contact.support):
            active[support, sector] += 1
            recent[support, sector] += is_recent
    return tuple(
        GapCell(kind, sector, n, recent[kind, sector]) for (kind, sector), n in active.items()
    )


def uncovered_support(grid: Sequence[GapCell]) -> tuple[SupportKind, ...]:
    """Return each kind of support that nobody is listed for."""
    covered = {cell.support for cell in grid if cell.active}
    return tuple(support for support in SUPPORT_KINDS if support not in covered)
