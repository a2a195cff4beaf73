"""Storing an entry and printing the result as JSON or one sentence, for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

UNDO_COMMAND = "recovery-journal undo"


def save_entry(context: CommandContext, journal: Journal, record: Record) -> Record:
    """Store a new record and say so; a new name on the person's own list is said too."""
    added_names = find_new_names(journal, record)
    stored = journal.entries.add(record)
    report_new_names(context, added_names)
    print_entry_result(context, stored, _("Saved."))
    return stored


def find_new_names(journal: Journal, record: Record) -> tuple[str, ...]:
    """Return the triggers, emotions and ways of coping that no list of the journal has yet."""
    from recovery_journal.domain.fields import VocabularyNames

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
    if context.json:
        from recovery_journal.report.json_documents import record_json

        context.print_json(record_json(record))
    else:
        context.print(_("{id}  {sentence} Take it back with: {undo}").format(
            id=record.id, sentence=sentence, undo=UNDO_COMMAND
        ))  # fmt: skip
