"""The weekly page in the form that was asked for."""

from __future__ import annotations

from recovery_journal.errors import BadValue
from recovery_journal.rules.week_facts import Summary
from recovery_journal.words import _

FORMATS = ("md", "txt", "json")


def render(summary: Summary, file_format: str) -> str:
    """Return the whole page as "md", "txt" or "json", exactly as it is written to a file.

    Raises ``BadValue`` for another format.
    """
    if file_format == "md":
        from recovery_journal.report.week_markdown import markdown_page

        return markdown_page(summary)
    if file_format == "txt":
        from recovery_journal.report.week_text import text_page

        return text_page(summary)
    if file_format == "json":
        from recovery_journal.report.week_json import json_page

        return json_page(summary)
    raise BadValue(
        _("A page is written as one of: {formats}.").format(formats=", ".join(FORMATS)),
        field="format",
    )
