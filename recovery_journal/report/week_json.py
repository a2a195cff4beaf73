"""The weekly page as JSON: the same values as the text, under the names of the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from recovery_journal.report.json_text import as_json
from recovery_journal.report.week_frame import footer_words, header_lines
from recovery_journal.rules.week_facts import SECTIONS, Summary

SCHEMA = "recovery-journal/week/1"


def json_page(summary: Summary) -> str:
    """Return the page as one JSON document; a section that is off has no key."""
    choices = summary.choices
    sections = {
        name: _plain(section)
        for name in SECTIONS
        if (section := getattr(summary, name, None)) is not None
    }
    _days, scales, statement = header_lines(summary)
    sections["header"] |= {"scales": scales, "statement": statement}
    sections["footer"] |= {"statement": footer_words(summary)}
    page = {
        "schema": SCHEMA,
        "period": {
            "from": choices.period_from.isoformat(),
            "to": choices.period_to.isoformat(),
        },
        "sections": sections,
    }
    return as_json(page) + "\n"


def _plain(value: Any) -> Any:
    """Return a section as plain JSON values: its fields by name, days as ISO dates."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
