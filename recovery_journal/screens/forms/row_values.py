"""The rows of a form: filling them in, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.screens.forms.control_values import domain_to_control
from recovery_journal.screens.forms.record_storage import SavingScreen
from recovery_journal.widgets.form_row import (
    FormRow,
    no_match_text,
    restore_values,
    scroll_field_visible,
)
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import TextField

if TYPE_CHECKING:
    from recovery_journal.session import Session


class FillingScreen(SavingScreen):
    """The rows of a form, by the names of their fields."""

    def __init__(
        self, session: Session, preset: Mapping[str, Any], entry: int | None = None
    ) -> None:
        super().__init__(session, preset, entry)
        self._initial: dict[str, Any] | None = None
        self._leftover: dict[str, Any] = {}  # of a draft, what fits in no row any more
        self._saved = False

    @cached_property
    def stored_draft(self) -> dict[str, Any] | None:
        """What was typed here before the form was opened."""
        return self.session.drafts.get(self.key)

    def _rows(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self.query(FormRow)}

    # --- filling them in --------------------------------------------------------

    def fill_initial(self) -> None:
        """Fill in what is stored or given: what differs from it later was typed."""
        if self.original is not None:
            stored = self.load_values(self.original)
            self._fill({**dict.fromkeys(self.fields), **stored})
            self._initial = self._control_values()
        self._fill(self.prefill(self.preset))
        if self.original is None:
            self._initial = self._control_values()

    def prefill(self, preset: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values to begin with, as the controls hold them."""
        return dict(preset)

    def _fill(self, values: Mapping[str, Any]) -> None:
        """Put values of the domain into their rows."""
        rows = self._rows()
        for name, value in values.items():
            if name in rows:
                rows[name].control_value = domain_to_control(rows[name].control, value)

    def restore_values(self, values: Mapping[str, Any]) -> None:
        """Put into the rows what their controls held before."""
        self._leftover = restore_values(self._rows(), values)

    def focus_row(self, row: FormRow) -> None:
        """Put the cursor in this row at once, so that the next key is for it."""
        control = row.control
        field = control.query_one(TextField) if isinstance(control, Picker) else control
        # Textual would bring the field into sight without its name.
        self.set_focus(field, scroll_visible=False)
        self.call_after_refresh(scroll_field_visible, control)

    # --- what they hold ---------------------------------------------------------

    def _control_values(self) -> dict[str, Any]:
        return {name: row.control_value for name, row in self._rows().items()}

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.stored_draft
        initial = self._initial or {}
        changed = {
            name: value
            for name, value in self._control_values().items()
            if value != initial.get(name)
        }
        return {**self._leftover, **changed} or None

    def empty_rows(self) -> set[str]:
        """Return the names of the rows that hold nothing."""
        return {name for name, row in self._rows().items() if row.control_value is None}

    def _values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the domain."""
        values = {}
        for name, row in self._rows().items():
            if name == "when":
                continue
            if isinstance(row.control, Picker) and not row.control.pick_typed_text():
                raise BadValue(self._no_match_text(name), field=name)
            value = row.value
            if value is not None:
                values[name] = value
        return values

    # --- what is not right ------------------------------------------------------

    def _no_match_text(self, name: str) -> str:
        if name != "contacts":
            return no_match_text()
        sentence = _("Nobody here fits these letters. Someone new can be added on the map (2).")
        return with_user_keys(self, sentence)

    @on(Picker.NotFound)
    def _not_found(self, event: Picker.NotFound) -> None:
        """Say beside its row that the letters fit nothing."""
        for name, row in self._rows().items():
            if row.control is event.picker:
                row.show_error(self._no_match_text(name))

    def _show_error(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end of the form."""
        name = "when" if error.code in {"bad_when", "future_when"} else error.details.get("field")
        row = self._rows().get(name or "")
        if row is None:
            self._show_form_error(error.message)
            return
        row.show_error(error.message)
        if not row.control.has_focus_within:
            self.focus_row(row)

    def _show_form_error(self, sentence: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.display = bool(sentence)
