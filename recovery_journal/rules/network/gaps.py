"""The gap grid: which kind of support comes from which part of the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, get_args

from recovery_journal.domain.choices import Sector, SupportKind
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.i18n import _
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


def support_kind_label(support: SupportKind) -> str:
    """Return the words for a kind of support, as they stand in a sentence."""
    labels: dict[SupportKind, str] = {
        "emotional": _("emotional support"),
        "informational": _("information and advice"),
        "practical": _("practical help"),
        "companionship": _("company"),
        "accountability": _("accountability"),
        "financial": _("help with money"),
        "advocacy": _("advocacy"),
    }
    return labels[support]


def gap_questions(grid: Sequence[GapCell]) -> tuple[str, ...]:
    """Return a question for each kind of support that nobody is listed for."""
    covered = {cell.support for cell in grid if cell.active}
    return tuple(
        _("No one listed yet for {support}. Is there someone, or a service?").format(
            support=support_kind_label(support)
        )
        for support in SUPPORT_KINDS
        if support not in covered
    )
