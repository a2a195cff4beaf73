"""The rows of a form: filling them in, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import BadValue, JournalError
from recovery_journal.palette import in_own_keys
from recovery_journal.screens import Clock
from recovery_journal.screens.forms.saving import SavingScreen
from recovery_journal.screens.forms.values import raw_of
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row, nothing_fits, put_back, show_whole
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal


class FillingScreen(SavingScreen):
    """The rows of a form, by the names of their fields."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        given: Mapping[str, Any],
        entry: int | None = None,
    ) -> None:
        super().__init__(journal, clock, given, entry)
        self.kept: dict[str, Any] | None = None
        self._begun: dict[str, Any] | None = None
        self._left: dict[str, Any] = {}  # of a draft, what fits in no row any more
        self._saved = False

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    # --- filling them in --------------------------------------------------------

    def begin(self) -> None:
        """Fill in what is stored or given: what differs from it later was typed."""
        if self.before is not None:
            stored = self.load_values(self.before)
            self._fill({**dict.fromkeys(self.fields), **stored})
            self._begun = self._raws()
        self._fill(self.prefill(self.given))
        if self.before is None:
            self._begun = self._raws()

    def prefill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values to begin with, as the controls hold them."""
        return dict(given)

    def _fill(self, values: Mapping[str, Any]) -> None:
        """Put values of the domain into their rows."""
        rows = self._rows()
        for name, value in values.items():
            if name in rows:
                rows[name].raw = raw_of(rows[name].control, value)

    def fill_raw(self, raws: Mapping[str, Any]) -> None:
        """Put into the rows what their controls held before."""
        self._left = put_back(self._rows(), raws)

    def begin_at(self, row: Row) -> None:
        """Put the cursor in this row at once, so that the next key is for it."""
        control = row.control
        field = control.query_one(TextField) if isinstance(control, Picker) else control
        # Textual would bring the field into sight without its name.
        self.set_focus(field, scroll_visible=False)
        self.call_after_refresh(show_whole, control)

    # --- what they hold ---------------------------------------------------------

    def _raws(self) -> dict[str, Any]:
        return {name: row.raw for name, row in self._rows().items()}

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.kept
        begun = self._begun or {}
        typed = {name: raw for name, raw in self._raws().items() if raw != begun.get(name)}
        return {**self._left, **typed} or None

    def empty_rows(self) -> set[str]:
        """Return the names of the rows that hold nothing."""
        return {name for name, row in self._rows().items() if row.raw is None}

    def _values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the domain."""
        values = {}
        for name, row in self._rows().items():
            if name == "when":
                continue
            if isinstance(row.control, Picker) and not row.control.pick_typed():
                raise BadValue(self._nothing_fits(name), field=name)
            value = row.value
            if value is not None:
                values[name] = value
        return values

    # --- what is not right ------------------------------------------------------

    def _nothing_fits(self, name: str) -> str:
        if name != "contacts":
            return nothing_fits()
        sentence = _("Nobody here fits these letters. Someone new can be added on the map (2).")
        return in_own_keys(self, sentence)

    @on(Picker.NotFound)
    def _not_found(self, event: Picker.NotFound) -> None:
        """Say beside its row that the letters fit nothing."""
        for name, row in self._rows().items():
            if row.control is event.picker:
                row.say(self._nothing_fits(name))

    def _say_problem(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end of the form."""
        name = "when" if error.code in {"bad_when", "future_when"} else error.details.get("field")
        row = self._rows().get(name or "")
        if row is None:
            self._say_at_end(error.message)
            return
        row.say(error.message)
        if not row.control.has_focus_within:
            self.begin_at(row)

    def _say_at_end(self, sentence: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.display = bool(sentence)
