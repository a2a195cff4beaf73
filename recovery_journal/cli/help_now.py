"""``help-now``: needs no passphrase and no journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, option
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.facts import CrisisLine
    from recovery_journal.settings import Settings


def help_now() -> Command:
    """Build the command."""
    return Command(
        "help-now",
        _help_now,
        [option("--country", _("another country than in the settings, such as NZ"), "CC")],
        help=_("Print crisis lines for your country, the emergency line and two facts."),
        example="help-now --country US",
    )


def _help_now(state: State, country: str | None) -> None:
    from recovery_journal import facts
    from recovery_journal.errors import BadValue
    from recovery_journal.settings import load_with_problem

    kept, problem = load_with_problem()
    if problem:
        state.notice(problem)
    if country is not None:
        try:
            kept = kept.change(country=country)
        except BadValue as bad:
            # Someone who asks for help gets it, whatever the option said.
            state.notice(bad.message)
    own = facts.own_lines(kept.extra_lines)
    lines = facts.crisis_lines(kept.country, own)
    if state.json:
        _answer(state, kept, lines)
        return
    state.say(_("Help now"), bold=True)
    state.say(_("In danger of life: {number}.").format(number=facts.emergency_words(kept.country)))
    for line in lines:
        state.say(f"{line.name}: {line.reach} ({_verified(line)})")
        state.say(_("  source: {source}").format(source=line.source))
    for text in kept.locked_lines:
        state.say(text)
    for fact in facts.safety_facts():
        state.say(fact.text)
        for source in fact.sources:
            state.say(_("  source: {source}").format(source=", ".join(source)))


def _verified(line: CrisisLine) -> str:
    if line.verified_on is None:
        return _("not verified")
    return _("verified on {day}").format(day=line.verified_on.isoformat())


def _answer(state: State, kept: Settings, lines: tuple[CrisisLine, ...]) -> None:
    from recovery_journal import facts

    state.answer(
        {
            "country": kept.country,
            "emergency": {
                "number": facts.emergency_number(kept.country),
                "words": facts.emergency_words(kept.country),
            },
            "lines": [
                {
                    "country": line.country or None,
                    "name": line.name,
                    "reach": line.reach,
                    "source": line.source,
                    "verified_on": line.verified_on.isoformat() if line.verified_on else None,
                    "verified": line.verified_on is not None,
                }
                for line in lines
            ],
            "allowed": list(kept.locked_lines),
            "facts": [
                {
                    "topic": fact.topic,
                    "text": fact.text,
                    "source": "; ".join(f"{one.name}, {one.url}" for one in fact.sources),
                    "date": "; ".join(one.dated for one in fact.sources),
                }
                for fact in facts.safety_facts()
            ],
        }
    )
