"""``suggest``: who could I reach, in order, each with the reason in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.domain.fields import Choice
from recovery_journal.domain.lists import Support
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State

YEAR = timedelta(days=364)


def suggest() -> Command:
    """Build the command."""
    return Command(
        "suggest",
        _suggest,
        [
            flag("--hard-moment", _("for a hard moment: first those who are okay to reach then")),
            option("--support", _("only who is there for this: {choices}").format(
                choices=", ".join(Choice(Support).choices)
            ), "S"),
        ],
        help=_("Who could I reach? In order, each with the reason, and one thing to do alone."),
        example="suggest --hard-moment",
    )  # fmt: skip


def _suggest(state: State, hard_moment: bool, support: str | None) -> None:
    kind = None if support is None else Choice(Support).parse("support", support)
    from recovery_journal.rules.suggest import alone, who_could_i_reach

    with state.open() as journal:
        today = state.today(journal)
        records = journal.entries.between(today - YEAR, today, "reach_out", "urge")
        people = who_could_i_reach(
            journal.contacts.ties(today),
            [r for r in records if r.kind == "reach_out"],  # type: ignore[misc]  # of that kind
            today,
            hard_moment=hard_moment,
            support=kind,  # type: ignore[arg-type]  # parsed from that list
        )
        urges = [r for r in records if r.kind == "urge"]
        by_myself = alone(urges, journal.lists.copings(), hard_moment=hard_moment)  # type: ignore[arg-type]  # of that kind
    if state.json:
        named = [
            {
                "id": one.contact.id,
                "name": one.contact.name,
                "reasons": list(one.reasons),
                "boundaries": one.contact.boundaries,
                "boundary_kind": one.contact.boundary_kind,
            }
            for one in people
        ]
        state.answer({"people": named, "alone": {"coping": by_myself}, "help_now": True})
        return
    for one in people:
        state.say(f"{one.contact.id}  {one.contact.name}: {'; '.join(one.beside)}")
    if not people:
        from recovery_journal.rules.suggest import nobody_words

        state.say(nobody_words())
    state.say(_("By myself: {coping}").format(coping=by_myself))
    state.say(_("Help now: recovery-journal help-now"))
