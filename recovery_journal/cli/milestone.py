"""``milestone``: something reached and worth marking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import parse_common_options, parse_options
from recovery_journal.domain.milestone import FIELDS, Milestone
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def milestone() -> Command:
    """Build the command."""
    help_texts = {
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
            *field_options(FIELDS, help_texts=help_texts),
            *common_options(),
        ],
        help=_("Mark a milestone. Nothing that happens later takes it away."),
        example='milestone "30 evenings" --milestone-kind days_toward_goal --marked-how "a walk"',
    )


def _milestone(context: CommandContext, named: str | None, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    kind_field = FIELDS["milestone_kind"]
    if named is not None and _is_milestone_kind(named) and "milestone_kind" not in values:
        values["milestone_kind"] = kind_field.parse("milestone_kind", named)
    elif named is not None and "wording" in values:
        raise BadValue(_("There are two texts for one field here."), field="wording")
    elif named is not None or not (values or "note" in common):
        values["wording"] = context.require_text("wording", named, _("What did you reach?"))
    with context.open() as journal:
        save_entry(
            context, journal, Milestone(**{"milestone_kind": "personal", **common, **values})
        )


def _is_milestone_kind(text: str) -> bool:
    """Say whether a word is one of the kinds of milestones, as they are typed."""
    normalized = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return normalized in getattr(FIELDS["milestone_kind"], "choices", ())
