"""``milestone``: something reached and worth marking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given
from recovery_journal.domain.milestone import FIELDS, Milestone
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State


def milestone() -> Command:
    """Build the command."""
    says = {
        "milestone_kind": _("personal when not given"),
        "wording": _("which one"),
        "marked_how": _("how you marked it"),
        "told": _("whether someone was told"),
    }
    return Command(
        "milestone",
        _milestone,
        [
            argument("named", _("which one, or one of the kinds"), "[TEXT]"),
            *field_options(FIELDS, says=says),
            *common_options(),
        ],
        help=_("Mark a milestone. Nothing that happens later takes it away."),
        example='milestone "30 evenings" --milestone-kind days_toward_goal --marked-how "a walk"',
    )


def _milestone(state: State, named: str | None, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    kind = FIELDS["milestone_kind"]
    if named is not None and _is_kind(named) and "milestone_kind" not in values:
        values["milestone_kind"] = kind.parse("milestone_kind", named)
    elif named is not None and "wording" in values:
        raise BadValue(_("There are two texts for one field here."), field="wording")
    elif named is not None or not (values or "note" in common):
        values["wording"] = state.needed("wording", named, _("What did you reach?"))
    with state.open() as journal:
        save(state, journal, Milestone(**{"milestone_kind": "personal", **common, **values}))


def _is_kind(text: str) -> bool:
    """Say whether a word is one of the kinds of milestones, as they are typed."""
    typed = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return typed in getattr(FIELDS["milestone_kind"], "choices", ())
