"""A contact in words: the rhythm of keeping in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.i18n import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact


def cadence_text(contact: Contact) -> str:
    """Return the rhythm of keeping in touch, as it stands within a line."""
    days = contact.cadence_days
    if days is None:
        return _("no rhythm set")
    return ngettext("every day", "every {n} days", days).format(n=days)


def cadence_sentence(contact: Contact) -> str:
    """Return the same as a sentence of its own."""
    if contact.cadence_days is None:
        return _("No rhythm is set.")
    return f"{_('Rhythm')}: {cadence_text(contact)}."
