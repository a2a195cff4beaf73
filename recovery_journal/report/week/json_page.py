"""The weekly page as JSON: the same values as the text, under the names of the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from recovery_journal.report.json_text import to_json_text
from recovery_journal.report.week.page_frame import header_lines, page_footer_text
from recovery_journal.rules.week.model import SECTIONS, WeekSummary

SCHEMA = "recovery-journal/week/1"


def render_json(summary: WeekSummary) -> str:
    """Return the page as one JSON document; a section that is off has no key."""
    choices = summary.options
    sections = {
        name: _to_json_value(section)
        for name in SECTIONS
        if (section := getattr(summary, name, None)) is not None
    }
    _days, scales, statement = header_lines(summary)
    sections["header"] |= {"scales": scales, "statement": statement}
    sections["footer"] |= {"statement": page_footer_text(summary)}
    page = {
        "schema": SCHEMA,
        "period": {
            "from": choices.period_from.isoformat(),
            "to": choices.period_to.isoformat(),
        },
        "sections": sections,
    }
    return to_json_text(page) + "\n"


def _to_json_value(value: Any) -> Any:
    """Return a section as plain JSON values: its fields by name, days as ISO dates."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _to_json_value(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_to_json_value(item) for item in value]
    return value
