"""``render_week``: the weekly page as "md", "txt" or "json"."""

from __future__ import annotations

from recovery_journal.errors import BadValue
from recovery_journal.i18n import _
from recovery_journal.rules.week.model import WeekSummary

FORMATS = ("md", "txt", "json")


def render_week(summary: WeekSummary, file_format: str) -> str:
    """Return the whole page as "md", "txt" or "json", exactly as it is written to a file.

    Raises ``BadValue`` for another format.
    """
    if file_format == "md":
        from recovery_journal.report.week.markdown import render_markdown

        return render_markdown(summary)
    if file_format == "txt":
        from recovery_journal.report.week.plain_text import render_text

        return render_text(summary)
    if file_format == "json":
        from recovery_journal.report.week.json_page import render_json

        return render_json(summary)
    raise BadValue(
        _("A page is written as one of: {formats}.").format(formats=", ".join(FORMATS)),
        field="format",
    )
