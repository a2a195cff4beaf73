"""``return-to-use``: write it down; nothing that was recorded before is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given
from recovery_journal.domain.return_to_use import FIELDS, ReturnToUse
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.storage import Journal

ALIASES = {"triggers": ("--trigger",)}


def return_to_use() -> Command:
    """Build the command."""
    says = {
        "about": _("your own name for the substance or behaviour"),
        "told": _("whether someone was told"),
        "next_step": _("one small next step"),
    }
    return Command(
        "return-to-use",
        _return_to_use,
        [*field_options(FIELDS, ALIASES, says), *common_options()],
        help=_("Write down a return to use. No option is needed, and no total changes with it."),
        example='return-to-use --about wine --trigger lonely --told yes --next-step "ring Ana"',
    )


def _return_to_use(state: State, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    with state.open() as journal:
        save(state, journal, ReturnToUse(**common, **values))
        if not state.json:
            _say_what_follows(state, journal)


def _say_what_follows(state: State, journal: Journal) -> None:
    """Thank, say who helps at once, two facts, and what is still here."""
    from recovery_journal.cli.goal import print_totals
    from recovery_journal.report import after_use_text
    from recovery_journal.settings import load

    state.say(after_use_text.thanks())
    state.say(after_use_text.safe_now(load().country))
    state.say(_("People and lines to call: recovery-journal help-now"))
    state.say(_("Who you could tell: recovery-journal suggest --hard-moment"))
    for text, source in after_use_text.fact_lines(journal.goals.current()):
        state.say(text)
        state.say(_("  source: {source}").format(source=source))
    print_totals(state, journal, here_only=True)
