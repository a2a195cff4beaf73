"""``trends``: charts as text over the weeks, and what the entries say, each with its n."""

from __future__ import annotations

from typing import Annotated

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Option, command
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _
from recovery_journal.queries.trends import load_trends_page
from recovery_journal.report.trends_json import trends_json
from recovery_journal.report.trends_text import trends_chart_lines, trends_plain_lines

MAX_WEEKS = 260
DEFAULT_WEEKS = "13"


@command("trends --weeks 26")
def trends(
    context: CommandContext,
    weeks: Annotated[
        str | None,
        Option(
            "N",
            lambda: _("how many, this one included: 1 to {most}, 13 when not given").format(
                most=MAX_WEEKS
            ),
        ),
    ] = None,
) -> None:
    """Print how it went over the weeks: charts, and what your entries say."""
    week_count = _parse_weeks(DEFAULT_WEEKS if weeks is None else weeks)
    with context.open() as journal:
        page = load_trends_page(journal, context.today(journal), week_count)
    if context.json:
        context.print_json(trends_json(page.trends, page.insights))
        return
    if context.styled:
        lines = trends_chart_lines(
            page.trends, page.insights, context.terminal_width, page.first_weekday
        )
    else:
        lines = trends_plain_lines(page.trends, page.insights)
    for line in lines:
        context.print(line)


def _parse_weeks(text: str) -> int:
    """Return the number of weeks that was typed; raises ``BadValue``."""
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 5 and 1 <= int(digits) <= MAX_WEEKS:
        return int(digits)
    raise BadValue(
        _("weeks takes a whole number, 1 to {most}.").format(most=MAX_WEEKS), field="weeks"
    )
