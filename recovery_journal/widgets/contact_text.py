"""A person in words wherever they are shown: the careful things, the rhythm."""

from __future__ import annotations

from unicodedata import bidirectional

from rich.cells import chop_cells
from textual.content import Content

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _
from recovery_journal.terminal_text import cell_width, escape_control, fit_width

_LTR_MARK = "\u200e"


def risk_text() -> str:
    """Return what is said of a tie that was marked as a risk."""
    return _("You marked this tie as a risk: it is kept, and not suggested.")


def warning_lines(contact: Contact) -> list[Content]:
    """Return what comes first about a person: a tie marked as a risk, and the boundary."""
    lines = []
    if contact.influence == "risk":
        lines.append(Content.styled(risk_text(), "bold"))
    if contact.boundaries:
        text = escape_control(contact.boundaries)
        kind_suffix = f" ({label(contact.boundary_kind)})" if contact.boundary_kind else ""
        heading = _("My boundary{kind}: ").format(kind=kind_suffix)
        lines.append(Content.assemble((heading, "bold"), text))
    return lines


def fit_isolated(text: str, width: int) -> str:
    """Return a free text in exactly so many columns, kept from turning around what follows."""
    return isolate_rtl(fit_width(escape_control(text), width))


def isolate_rtl(text: str) -> str:
    """Return a text written from right to left so that what follows stays behind it."""
    if any(bidirectional(character) in ("R", "AL") for character in text):
        return text + _LTR_MARK
    return text


def wrap_text(text: str, width: int) -> list[str]:
    """Return the text on lines of at most so many columns, broken between words where it can."""
    lines = [""]
    for word in text.split():
        candidate = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_width(candidate) <= width:
            lines[-1] = candidate
            continue
        if lines[-1]:
            lines.append("")
        # A word longer than a line is cut where the line ends.
        *full_lines, remainder = chop_cells(word, width)
        lines[-1:] = [*full_lines, remainder]
    return lines
