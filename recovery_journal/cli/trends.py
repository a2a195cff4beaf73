"""``trends``: charts as text over the weeks, and what the entries say, each with its n."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, option
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State

MOST = 260
USUAL = "13"


def trends() -> Command:
    """Build the command."""
    return Command(
        "trends",
        _trends,
        [
            option(
                "--weeks",
                _("how many, this one included: 1 to {most}, 13 when not given").format(most=MOST),
                "N",
            )
        ],
        help=_("Print how it went over the weeks: charts, and what your entries say."),
        example="trends --weeks 26",
    )


def _number(text: str) -> int:
    """Return the number of weeks that was typed; raises ``BadValue``."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit() and len(bare) < 5 and 1 <= int(bare) <= MOST:
        return int(bare)
    raise BadValue(_("weeks takes a whole number, 1 to {most}.").format(most=MOST), field="weeks")


def _trends(state: State, weeks: str | None) -> None:
    span = _number(USUAL if weeks is None else weeks)
    from recovery_journal.exchange.trend_material import trend_material
    from recovery_journal.rules.insights import insights as rule
    from recovery_journal.rules.trends import trends as trends_of

    with state.open() as journal:
        today = state.today(journal)
        material = trend_material(journal, today, span)
    found = trends_of(material, today, span)
    insights = rule(material, found, today)
    if state.json:
        from recovery_journal.report.trends_json import trends_json

        state.answer(trends_json(found, insights))
        return
    from recovery_journal.report.trends_text import trends_plain, trends_text

    if state.dressed:
        lines = trends_text(found, insights, state.width, material.first_weekday)
    else:
        lines = trends_plain(found, insights)
    for line in lines:
        state.say(line)
