"""How every command that writes an entry ends: stored, and said in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

UNDO = "recovery-journal undo"


def save(state: State, journal: Journal, record: Record) -> Record:
    """Store a new record and say so; a new name on the person's own list is said too."""
    new = new_names(journal, record)
    stored = journal.entries.add(record)
    tell_new_names(state, new)
    answer_record(state, stored, _("Saved."))
    return stored


def new_names(journal: Journal, record: Record) -> tuple[str, ...]:
    """Return the triggers, emotions and ways of coping that no list of the journal has yet."""
    from recovery_journal.domain.fields import Names

    named = any(
        getattr(record, name) for name, field in record.fields.items() if isinstance(field, Names)
    )
    return journal.lists.unknown(record) if named else ()


def tell_new_names(state: State, names: tuple[str, ...]) -> None:
    """Say which names are on the person's own lists now."""
    for name in names:
        state.notice(_("{name} is new, and is now on your own list.").format(name=name))


def answer_record(state: State, record: Record, sentence: str) -> None:
    """Print the id and a short sentence, or the stored record as JSON."""
    if state.json:
        from recovery_journal.report.record_json import record_json

        state.answer(record_json(record))
    else:
        state.say(_("{id}  {sentence} Take it back with: {undo}").format(
            id=record.id, sentence=sentence, undo=UNDO
        ))  # fmt: skip
