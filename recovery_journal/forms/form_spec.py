"""What one form asks for, and how its record is read from the journal and written to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from recovery_journal.dates import time_text, weekday_day_text
from recovery_journal.domain.fields import Fields, MultipleChoice
from recovery_journal.errors import BadValue, JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormName
from recovery_journal.report.entry_text import entry_kind_label
from recovery_journal.rules.date_parsing import parse_datetime
from recovery_journal.terminal_text import escape_control

if TYPE_CHECKING:
    from recovery_journal.session import Clock
    from recovery_journal.storage import Journal
    from recovery_journal.widgets.form_row import FormRow

WHEN_FIELD = "occurred_at"
Values = dict[str, Any]
RowMaker = Callable[["Journal"], Iterable["FormRow"]]
"""What makes the rows of a form, in their order."""


def _as_they_are(values: Values) -> Values:
    return values


def _only_past(_values: Values) -> bool:
    return False


class RecordEditor:
    """Reads the record that a form changes, and writes what was filled in.

    ``entry`` is the id of what is changed, None for something new; ``original`` is
    what is stored under it, None too where it is not there any more.
    """

    def __init__(
        self, spec: FormSpec, journal: Journal, clock: Clock, entry: int | None = None
    ) -> None:
        self.spec = spec
        self.journal = journal
        self._clock = clock
        self.entry = entry
        self.original: Any = None if entry is None or self.is_deleted() else self.load(entry)

    @property
    def now(self) -> datetime:
        """This moment."""
        return self._clock()

    @property
    def today(self) -> date:
        """The person's own day."""
        return self.journal.today(self.now)

    # --- what is stored -------------------------------------------------------------

    def load(self, entry: int) -> Any:
        """Return what is to be changed; raises ``RecordNotFound`` where it is gone."""
        return self.journal.entries.get(entry)

    def is_deleted(self) -> bool:
        """Say whether what is to be changed is not there any more."""
        try:
            if self.entry is not None:
                self.load(self.entry)
        except RecordNotFound:
            return True
        return False

    def row_values(self) -> Values:
        """Return what is stored by the names of the rows, as the domain holds it."""
        record = self.original
        values = {name: value for name, value in record.values().items() if value != ()}
        values["when"] = _when_text(record.occurred_at)
        values["note"] = record.note
        values["share"] = record.share or None
        return {**dict.fromkeys(self.spec.fields), **self.spec.to_rows(values)}

    def heading(self) -> str:
        """Return the name of the form; of an entry that is changed, what it is and when it was."""
        record = self.original
        if record is None:
            return _(self.spec.heading)
        kind = escape_control(
            entry_kind_label(record, self.journal.settings.word_for("return_to_use"))
        )
        moment = record.occurred_at
        day = weekday_day_text(moment, year=moment.year != self.today.year)
        return _("{entry}, {when}").format(
            entry=kind[:1].upper() + kind[1:], when=f"{day} {time_text(moment)}"
        )

    # --- what is written ------------------------------------------------------------

    def build(self, values: Values, preset: Mapping[str, Any] | None = None) -> Any:
        """Make the record from the values of the rows; raises ``BadValue`` and ``BadWhen``.

        ``preset`` are the values that the form was opened with.
        """
        spec, when_text = self.spec, values.pop("when", None)
        when = self._read_when(when_text, may_lie_ahead=spec.may_lie_ahead(values))
        if spec.one_needed and not values:
            raise BadValue(_(spec.one_needed[1]), field=spec.one_needed[0])
        for name, sentence in spec.needed.items():
            if name not in values:
                raise BadValue(_(sentence), field=name)
        if self.entry is None:
            values |= {name: value for name, value in (preset or {}).items() if name in spec.unseen}
        recorded_at = self.now.replace(microsecond=0)
        return spec.record_type(occurred_at=when, recorded_at=recorded_at, **spec.from_rows(values))

    def write(self, record: Any, typed: set[str], empty: set[str]) -> str:
        """Write the record, and return the sentence that says so; "" where nothing changed.

        ``typed`` are the rows in which something was changed, ``empty`` those that hold nothing.
        """
        if self.entry is None:
            return self.add(record, _("Saved."))
        changes = self._changes(record, typed, empty)
        if not changes:
            return ""
        if changes.keys() & {"contacts", "name"}:
            self._check_contacts(record)
        new_names = self.journal.vocabulary.unknown_names(record)
        self.journal.entries.edit(self.entry, **changes)
        return _with_new_names(_("Changed."), new_names)

    def add(self, record: Any, message: str) -> str:
        """Write a new record; returns the sentence, with what is new on the person's lists."""
        self._check_contacts(record)
        new_names = self.journal.vocabulary.unknown_names(record)
        self.journal.entries.add(record)
        return _with_new_names(message, new_names)

    def delete(self) -> None:
        """Delete what is open here; it can be taken back."""
        if self.entry is not None:
            self.journal.entries.delete(self.entry)

    def _changes(self, record: Any, typed: set[str], empty: set[str]) -> Values:
        """Return the fields of the stored record that the person changed here.

        What they left alone is not written, so that a change made elsewhere
        meanwhile stays. A field emptied is None, or () where it holds several.
        """
        changed = {}
        required = {
            attribute.name
            for attribute in dataclass_fields(record)
            if attribute.default not in (MISSING, None, (), False)
        }
        rows = {**self.spec.derived_from, WHEN_FIELD: "when"}
        for name in (*self.spec.fields, "note", "share", WHEN_FIELD):
            if rows.get(name, name) not in typed:
                continue
            if name in required & empty:
                raise BadValue(_("This entry needs one of these."), field=name)
            old_value, new_value = getattr(self.original, name), getattr(record, name)
            if isinstance(self.spec.fields.get(name), MultipleChoice):
                old_value, new_value = sorted(old_value), sorted(new_value)
            if old_value != new_value:
                changed[name] = getattr(record, name)
        return changed

    def _read_when(self, when_text: str | None, *, may_lie_ahead: bool) -> datetime:
        """Return when it happened, from what stands in the row; raises ``BadWhen``.

        Of an entry that is changed, the moment stays to the second and in its
        own zone where the row was left alone.
        """
        if self.original is not None:
            original_time: datetime = self.original.occurred_at
            if not when_text or when_text == _when_text(original_time):
                if may_lie_ahead or original_time <= self.now:
                    return original_time
                when_text = _when_text(original_time)
        if not when_text:
            return self.now.replace(microsecond=0)
        return parse_datetime(when_text, self.now, future_ok=may_lie_ahead)

    def _check_contacts(self, record: Any) -> None:
        """Raise BadValue for someone who was taken out of the journal meanwhile."""
        original_ids = {ref.id for ref in getattr(self.original, "contacts", ())}
        for ref in getattr(record, "contacts", ()):
            if ref.id is None and None in original_ids:
                continue  # someone who was deleted, whom the entry names since then
            try:
                self.journal.contacts.get(ref.id)
            except JournalError:
                row = self.spec.derived_from.get("contacts", "contacts")
                sentence = _("{name} is not in the journal any more.")
                raise BadValue(sentence.format(name=escape_control(ref.name)), field=row) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """One form: its rows, where the cursor begins, and the record that is made of them.

    The rows of ``rows`` are in sight, those of ``folded_rows`` are made when they are first
    shown; ``folded_fields`` says what these are about. ``dated`` adds the time, the note
    and the mark to share. The cursor begins in the row ``first``; where that is filled in,
    in ``second``. Without one of ``needed`` (row -> what is said then) there is no record,
    nor without anything in any row, where there is ``one_needed`` (row, what is said).

    ``to_rows`` and ``from_rows`` change values, by the names of the domain, where a row
    holds something else than its field. ``derived_from`` are the fields without a row of
    their own -> the row from which they are filled. ``unseen`` are those that have none,
    and are stored as the form was opened with. ``screen`` is what shows it, by module and
    class: it is loaded when it is first needed.
    """

    form: FormName
    heading: str
    record_type: type[Any]
    fields: Fields
    rows: RowMaker
    folded_rows: RowMaker = lambda _journal: ()
    folded_fields: str = N_("a note, mark to share")
    first: str
    second: str = ""
    needed: Mapping[str, str] = field(default_factory=dict)
    one_needed: tuple[str, str] | None = None
    dated: bool = True
    to_rows: Callable[[Values], Values] = _as_they_are
    from_rows: Callable[[Values], Values] = _as_they_are
    may_lie_ahead: Callable[[Values], bool] = _only_past
    derived_from: Mapping[str, str] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    editor: type[RecordEditor] = RecordEditor
    screen: str = "form:FormScreen"


def _with_new_names(message: str, names: Iterable[str]) -> str:
    """Return a sentence with the names that are new on the person's own list."""
    text = ", ".join(escape_control(name) for name in names)
    return (
        f"{message} {_('New on your own list: {names}.').format(names=text)}" if text else message
    )


def _when_text(moment: datetime) -> str:
    """Return a moment as the row for the time shows it, which reads back as the same minute.

    The offset stands there only where it is not this machine's.
    """
    text = f"{moment:%Y-%m-%d %H:%M}"
    if moment.utcoffset() == moment.astimezone().utcoffset():
        return text
    return text + moment.isoformat()[19:]
