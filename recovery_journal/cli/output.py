"""Storing an entry and printing the result as JSON or one sentence, for every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.fields import VocabularyNames
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

UNDO_COMMAND = "recovery-journal undo"


def save_entry(context: CommandContext, journal: Journal, record: Record) -> None:
    """Store a new record and say so; a new name on the person's own list is said too."""
    added_names = find_new_names(journal, record)
    stored = journal.entries.add(record)
    report_new_names(context, added_names)
    print_entry_result(context, stored, _("Saved."))


def find_new_names(journal: Journal, record: Record) -> tuple[str, ...]:
    """Return the triggers, emotions and ways of coping that no list of the journal has yet."""
    has_names = any(
        getattr(record, name)
        for name, field in record.fields.items()
        if isinstance(field, VocabularyNames)
    )
    return journal.vocabulary.unknown_names(record) if has_names else ()


def report_new_names(context: CommandContext, names: tuple[str, ...]) -> None:
    """Say which names are on the person's own lists now."""
    for name in names:
        context.warn(_("{name} is new, and is now on your own list.").format(name=name))


def print_entry_result(context: CommandContext, record: Record, sentence: str) -> None:
    """Print the id and a short sentence, or the stored record as JSON."""

    def to_json() -> Any:
        from recovery_journal.report.json_documents import record_json

        return record_json(record)

    print_change(context, record.id, sentence, to_json)


def print_change(
    context: CommandContext, number: int | None, sentence: str, to_json: Callable[[], Any]
) -> None:
    """Print the id of what was changed, a sentence and how to take it back; or it as JSON."""
    if context.json:
        context.print_json(to_json())
        return
    context.print(_("{id}  {sentence} Take it back with: {undo}").format(
        id=number, sentence=sentence, undo=UNDO_COMMAND
    ))  # fmt: skip


def print_contact(
    context: CommandContext, journal: Journal, contact: Contact, sentence: str
) -> None:
    """Print the id and a short sentence, or the contact as JSON."""
    if not context.json:
        context.print(f"{contact.id}  {contact.name}: {sentence}")
        return
    from recovery_journal.queries.contact import load_contact_activity
    from recovery_journal.report.json_documents import contact_json

    today = context.today(journal)
    activity = load_contact_activity(journal, contact, today, context.now)
    context.print_json(contact_json(contact, activity, today))
