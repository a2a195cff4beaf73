"""Who could be reached, what helped before, and what to do alone, in words.

Text comes back as it was written; whoever shows it makes it harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.rules.coping import CopingStat


def nobody_to_suggest_text() -> str:
    """Return what is said when there is nobody to name."""
    return _("A helpline or a meeting counts.")


def solo_text(activity: str) -> str:
    """Return the one thing to do alone."""
    return _("On my own: {coping}").format(coping=activity)


def helped_text(helped: CopingStat | None, trigger: str | None, solo_activity: str) -> str:
    """Return the one thing that helped before with this trigger, or with any.

    Where nothing was used often enough, it is something gentle to do alone.
    """
    if helped is None:
        return solo_text(solo_activity)
    if trigger is None:
        template = ngettext(
            "What helped before: {coping} ({helped} of {n} time)",
            "What helped before: {coping} ({helped} of {n} times)",
            helped.uses,
        )
    else:
        template = ngettext(
            "What helped before with “{trigger}”: {coping} ({helped} of {n} time)",
            "What helped before with “{trigger}”: {coping} ({helped} of {n} times)",
            helped.uses,
        )
    return template.format(
        trigger=label(trigger or ""),
        coping=helped.display_name,
        helped=helped.times_helped,
        n=helped.uses,
    )
