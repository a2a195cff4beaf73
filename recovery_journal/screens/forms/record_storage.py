"""What a form reads from the journal and writes to it: a new record, or a change of one.

A form for something that is no dated record (the goal) overrides ``load``,
``load_values``, ``store``, ``delete_record`` and ``edit_heading``; everything else stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from recovery_journal.domain.fields import Fields, MultipleChoice
from recovery_journal.errors import BadValue, JournalError, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.messages import FormName
from recovery_journal.report.entry_text import entry_kind_label
from recovery_journal.rules.date_parsing import parse_datetime
from recovery_journal.screens import JournalScreen
from recovery_journal.screens.forms.control_values import (
    capitalize_first,
    day_time_text,
    time_field_text,
)
from recovery_journal.terminal_text import escape_control

if TYPE_CHECKING:
    from recovery_journal.session import Session

WHEN_FIELD = "occurred_at"


class SavingScreen(JournalScreen):
    """The side of a form that is turned to the journal.

    ``entry`` is the id of what is changed, None for something new; ``original`` is
    what is stored under it, None too where it is not there any more. ``dirty_fields``
    are the fields whose rows hold something else than at the beginning, set
    before ``store`` is called.
    """

    form: ClassVar[FormName]
    fields: ClassVar[Fields]
    derived_from: ClassVar[Mapping[str, str]] = {}
    """Fields without a row of their own -> the row from which ``record`` fills them."""

    def __init__(
        self, session: Session, preset: Mapping[str, Any], entry: int | None = None
    ) -> None:
        super().__init__(session)
        self.preset = dict(preset)
        self.entry = entry
        self.original: Any = None
        self.dirty_fields: set[str] = set()
        # Taken out meanwhile, it is None: the form says so when it is there.
        if entry is not None and not self.is_deleted():
            self.original = self.load(entry)

    @property
    def key(self) -> str:
        """The name of the draft: the form, and whom or which entry it was opened for."""
        if self.entry is not None:
            return f"{self.form}:#{self.entry}"
        contact_ids = ",".join(str(ref.id) for ref in self.preset.get("contacts", ()))
        return f"{self.form}:{contact_ids}"

    @property
    def title_text(self) -> str:
        """The name of the form; of an entry that is changed, also when it was."""
        return _(self.heading) if self.original is None else self.edit_heading(self.original)

    # --- for other things than dated records, override these -------------------

    def load(self, entry: int) -> Any:
        """Return what is to be changed; raises ``RecordNotFound`` where it is gone."""
        return self.journal.entries.get(entry)

    def is_deleted(self) -> bool:
        """Say whether what is to be changed is not there any more."""
        if self.entry is None:
            return False
        try:
            self.load(self.entry)
        except RecordNotFound:
            return True
        return False

    def load_values(self, record: Any) -> dict[str, Any]:
        """Return what is stored, by the names of the rows.

        Values are those of the domain: the rows put them into their controls.
        """
        values = {name: value for name, value in record.values().items() if value != ()}
        values["when"] = time_field_text(record.occurred_at)
        values["note"] = record.note
        values["share"] = record.share or None
        return values

    def edit_heading(self, record: Any) -> str:
        """Return the heading while this is changed."""
        own = self.journal.settings.word_for("return_to_use")
        return _("{entry}, {when}").format(
            entry=capitalize_first(escape_control(entry_kind_label(record, own))),
            when=day_time_text(record.occurred_at, self.today),
        )

    def record(self, values: dict[str, Any], when: datetime) -> Any:
        """Make the record from the values of the rows; raises BadValue."""
        raise NotImplementedError  # each form makes its own kind of record

    def store(self, record: Any) -> str:
        """Write the record, and return the sentence that says so; "" where nothing changed."""
        if self.entry is None:
            self._check_contacts(record)
            new = self.journal.vocabulary.unknown_names(record)
            self.journal.entries.add(record)
            message = _("Saved.")
        else:
            changes = self.changes(record)
            if not changes:
                return ""
            if changes.keys() & {"contacts", "name"}:
                self._check_contacts(record)
            new = self.journal.vocabulary.unknown_names(record)
            self.journal.entries.edit(self.entry, **changes)
            message = _("Changed.")
        if not new:
            return message
        names = ", ".join(escape_control(name) for name in new)
        return f"{message} {_('New on your own list: {names}.').format(names=names)}"

    def delete_record(self) -> None:
        """Delete what is open here; it can be taken back."""
        if self.entry is not None:
            self.journal.entries.delete(self.entry)

    def future_ok(self, values: Mapping[str, Any]) -> bool:
        """Say whether it may lie ahead, which only a plan does."""
        return False

    # --- what the above is made of ---------------------------------------------

    def changes(self, record: Any) -> dict[str, Any]:
        """Return the fields of the stored record that the person changed here.

        What they left alone is not written, so that a change made elsewhere
        meanwhile stays. A field emptied is None, or () where it holds several.
        """
        changed = {}
        required = {
            field.name
            for field in dataclass_fields(record)
            if field.default not in (MISSING, None, (), False)
        }
        rows = {**self.derived_from, WHEN_FIELD: "when"}
        for name in (*self.fields, "note", "share", WHEN_FIELD):
            if rows.get(name, name) not in self.dirty_fields:
                continue
            if name in required & self.empty_rows():
                raise BadValue(_("This entry needs one of these."), field=name)
            old_value, new_value = getattr(self.original, name), getattr(record, name)
            if isinstance(self.fields.get(name), MultipleChoice):
                old_value, new_value = sorted(old_value), sorted(new_value)
            if old_value != new_value:
                changed[name] = getattr(record, name)
        return changed

    def empty_rows(self) -> set[str]:
        """Return the names of the rows that hold nothing."""
        raise NotImplementedError  # what has the rows knows it

    def read_occurred_at(self, when_text: str | None, values: Mapping[str, Any]) -> datetime:
        """Return when it happened, from what stands in the row; raises ``BadWhen``.

        Of an entry that is changed, the moment stays to the second and in its
        own zone where the row was left alone.
        """
        future_allowed = self.future_ok(values)
        if self.original is not None:
            original_time: datetime = self.original.occurred_at
            if not when_text or when_text == time_field_text(original_time):
                if future_allowed or original_time <= self.now:
                    return original_time
                when_text = time_field_text(original_time)
        if not when_text:
            return self.now.replace(microsecond=0)
        return parse_datetime(when_text, self.now, future_ok=future_allowed)

    def _check_contacts(self, record: Any) -> None:
        """Raise BadValue for someone who was taken out of the journal meanwhile."""
        original_ids = {ref.id for ref in getattr(self.original, "contacts", ())}
        for ref in getattr(record, "contacts", ()):
            if ref.id is None and None in original_ids:
                continue  # someone who was deleted, whom the entry names since then
            try:
                self.journal.contacts.get(ref.id)
            except JournalError:
                row = self.derived_from.get("contacts", "contacts")
                sentence = _("{name} is not in the journal any more.")
                raise BadValue(sentence.format(name=escape_control(ref.name)), field=row) from None
