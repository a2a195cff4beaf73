"""``help-now``: needs no passphrase and no journal."""

from __future__ import annotations

from typing import Annotated

from recovery_journal import helplines
from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Option, command
from recovery_journal.errors import BadValue
from recovery_journal.helplines import CrisisLine
from recovery_journal.i18n import N_, _
from recovery_journal.settings import Settings, load_with_problem


@command("help-now --country US")
def help_now(
    context: CommandContext,
    country: Annotated[
        str | None, Option("CC", N_("another country than in the settings, such as NZ"))
    ] = None,
) -> None:
    """Print crisis lines for your country, the emergency line and two facts."""
    settings, problem = load_with_problem()
    if problem:
        context.warn(problem)
    if country is not None:
        try:
            settings = settings.change(country=country)
        except BadValue as bad:
            # Someone who asks for help gets it, whatever the option said.
            context.warn(bad.message)
    custom_lines = helplines.own_crisis_lines(settings.extra_lines)
    lines = helplines.crisis_lines(settings.country, custom_lines)
    if context.json:
        _print_json(context, settings, lines)
        return
    context.print(_("Help now"), bold=True)
    context.print(
        _("In danger of life: {number}.").format(
            number=helplines.emergency_number_text(settings.country)
        )
    )
    for line in lines:
        context.print(f"{line.name}: {line.reach} ({_verified_label(line)})")
        context.print(_("  source: {source}").format(source=line.source))
    for text in settings.locked_lines:
        context.print(text)
    for fact in helplines.safety_facts():
        context.print(fact.text)
        for source in fact.sources:
            context.print(_("  source: {source}").format(source=", ".join(source)))


def _verified_label(line: CrisisLine) -> str:
    if line.verified_on is None:
        return _("not verified")
    return _("verified on {day}").format(day=line.verified_on.isoformat())


def _print_json(context: CommandContext, settings: Settings, lines: tuple[CrisisLine, ...]) -> None:
    context.print_json(
        {
            "country": settings.country,
            "emergency": {
                "number": helplines.emergency_number(settings.country),
                "words": helplines.emergency_number_text(settings.country),
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
            "allowed": list(settings.locked_lines),
            "facts": [
                {
                    "topic": fact.topic,
                    "text": fact.text,
                    "source": "; ".join(f"{source.name}, {source.url}" for source in fact.sources),
                    "date": "; ".join(source.dated for source in fact.sources),
                }
                for fact in helplines.safety_facts()
            ],
        }
    )
