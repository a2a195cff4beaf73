"""What a form reads from the journal and writes to it: a new record, or a change of one.

A form for something that is no dated record (the goal) overrides ``load``,
``load_values``, ``store``, ``take_out`` and ``edit_heading``; everything else stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from recovery_journal.domain.fields import Choices, Fields
from recovery_journal.errors import BadValue, JournalError, Unknown
from recovery_journal.messages import Form
from recovery_journal.report.entry_text import title
from recovery_journal.report.plain import harmless
from recovery_journal.rules.when import parse_when
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.screens.forms.values import capital, day_and_time, shown_when
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

WHEN = "occurred_at"


class SavingScreen(JournalScreen):
    """The side of a form that is turned to the journal.

    ``entry`` is the id of what is changed, None for something new; ``before`` is
    what is stored under it, None too where it is not there any more. ``touched``
    are the fields whose rows hold something else than at the beginning, set
    before ``store`` is called.
    """

    form: ClassVar[Form]
    fields: ClassVar[Fields]
    follows: ClassVar[Mapping[str, str]] = {}
    """Fields without a row of their own -> the row from which ``record`` fills them."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        given: Mapping[str, Any],
        entry: int | None = None,
    ) -> None:
        super().__init__(journal, clock)
        self.given = dict(given)
        self.entry = entry
        self.before: Any = None
        self.touched: set[str] = set()
        # Taken out meanwhile, it is None: the form says so when it is there.
        if entry is not None and not self.gone():
            self.before = self.load(entry)

    @property
    def key(self) -> str:
        """The name of the draft: the form, and whom or which entry it was opened for."""
        if self.entry is not None:
            return f"{self.form}:#{self.entry}"
        people = ",".join(str(ref.id) for ref in self.given.get("contacts", ()))
        return f"{self.form}:{people}"

    @property
    def named(self) -> str:
        """The name of the form; of an entry that is changed, also when it was."""
        return _(self.heading) if self.before is None else self.edit_heading(self.before)

    # --- for other things than dated records, override these -------------------

    def load(self, entry: int) -> Any:
        """Return what is to be changed; raises ``Unknown`` where it is gone."""
        return self.journal.entries.get(entry)

    def gone(self) -> bool:
        """Say whether what is to be changed is not there any more."""
        if self.entry is None:
            return False
        try:
            self.load(self.entry)
        except Unknown:
            return True
        return False

    def load_values(self, record: Any) -> dict[str, Any]:
        """Return what is stored, by the names of the rows.

        Values are those of the domain: the rows put them into their controls.
        """
        values = {name: value for name, value in record.values().items() if value != ()}
        values["when"] = shown_when(record.occurred_at)
        values["note"] = record.note
        values["share"] = record.share or None
        return values

    def edit_heading(self, record: Any) -> str:
        """Return the heading while this is changed."""
        own = self.journal.settings.word("return_to_use")
        return _("{entry}, {when}").format(
            entry=capital(harmless(title(record, own))),
            when=day_and_time(record.occurred_at, self.today),
        )

    def record(self, values: dict[str, Any], when: datetime) -> Any:
        """Make the record from the values of the rows; raises BadValue."""
        raise NotImplementedError  # each form makes its own kind of record

    def store(self, record: Any) -> str:
        """Write the record, and return the sentence that says so; "" where nothing changed."""
        if self.entry is None:
            self._check_people(record)
            new = self.journal.lists.unknown(record)
            self.journal.entries.add(record)
            said = _("Saved.")
        else:
            changes = self.changes(record)
            if not changes:
                return ""
            if changes.keys() & {"contacts", "name"}:
                self._check_people(record)
            new = self.journal.lists.unknown(record)
            self.journal.entries.edit(self.entry, **changes)
            said = _("Changed.")
        if not new:
            return said
        names = ", ".join(harmless(name) for name in new)
        return f"{said} {_('New on your own list: {names}.').format(names=names)}"

    def take_out(self) -> None:
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
        found = {}
        needed = {
            one.name
            for one in dataclass_fields(record)
            if one.default not in (MISSING, None, (), False)
        }
        rows = {**self.follows, WHEN: "when"}
        for name in (*self.fields, "note", "share", WHEN):
            if rows.get(name, name) not in self.touched:
                continue
            if name in needed & self.empty_rows():
                raise BadValue(_("This entry needs one of these."), field=name)
            old, new = getattr(self.before, name), getattr(record, name)
            if isinstance(self.fields.get(name), Choices):
                old, new = sorted(old), sorted(new)
            if old != new:
                found[name] = getattr(record, name)
        return found

    def empty_rows(self) -> set[str]:
        """Return the names of the rows that hold nothing."""
        raise NotImplementedError  # what has the rows knows it

    def moment(self, typed: str | None, values: Mapping[str, Any]) -> datetime:
        """Return when it happened, from what stands in the row; raises ``BadWhen``.

        Of an entry that is changed, the moment stays to the second and in its
        own zone where the row was left alone.
        """
        ahead = self.future_ok(values)
        if self.before is not None:
            as_it_was: datetime = self.before.occurred_at
            if not typed or typed == shown_when(as_it_was):
                if ahead or as_it_was <= self.now:
                    return as_it_was
                typed = shown_when(as_it_was)
        if not typed:
            return self.now.replace(microsecond=0)
        return parse_when(typed, self.now, future_ok=ahead)

    def _check_people(self, record: Any) -> None:
        """Raise BadValue for someone who was taken out of the journal meanwhile."""
        there_before = {ref.id for ref in getattr(self.before, "contacts", ())}
        for ref in getattr(record, "contacts", ()):
            if ref.id is None and None in there_before:
                continue  # someone who was deleted, whom the entry names since then
            try:
                self.journal.contacts.get(ref.id)
            except JournalError:
                row = self.follows.get("contacts", "contacts")
                sentence = _("{name} is not in the journal any more.")
                raise BadValue(sentence.format(name=harmless(ref.name)), field=row) from None
