"""A person in words wherever they are shown: the careful things, the rhythm."""

from __future__ import annotations

from unicodedata import bidirectional

from rich.cells import chop_cells
from textual.content import Content

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.report.plain import cells, fit, harmless
from recovery_journal.words import _, ngettext

_LTR_MARK = "\u200e"


def rhythm_words(contact: Contact) -> str:
    """Return the rhythm of keeping in touch."""
    days = contact.cadence_days
    if days is None:
        return _("no rhythm set")
    return ngettext("every day", "every {n} days", days).format(n=days)


def risk_words() -> str:
    """Return what is said of a tie that was marked as a risk."""
    return _("You marked this tie as a risk: it is kept, and not suggested.")


def careful(contact: Contact) -> list[Content]:
    """Return what comes first about a person: a tie marked as a risk, and the boundary."""
    lines = []
    if contact.influence == "risk":
        lines.append(Content.styled(risk_words(), "bold"))
    if contact.boundaries:
        text = harmless(contact.boundaries)
        kind = f" ({label(contact.boundary_kind)})" if contact.boundary_kind else ""
        head = _("My boundary{kind}: ").format(kind=kind)
        lines.append(Content.assemble((head, "bold"), text))
    return lines


def column(text: str, width: int) -> str:
    """Return a free text in exactly so many columns, kept from turning around what follows."""
    return kept_apart(fit(harmless(text), width))


def kept_apart(text: str) -> str:
    """Return a text written from right to left so that what follows stays behind it."""
    if any(bidirectional(character) in ("R", "AL") for character in text):
        return text + _LTR_MARK
    return text


def folded_to(text: str, width: int) -> list[str]:
    """Return the text on lines of at most so many columns, broken between words where it can."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        # A word longer than a line is cut where the line ends.
        *full, rest = chop_cells(word, width)
        lines[-1:] = [*full, rest]
    return lines
