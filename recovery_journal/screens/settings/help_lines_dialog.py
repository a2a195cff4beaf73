"""The lines of the person's own on Help now: crisis lines, and lines shown while locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged, SettingsChanged
from recovery_journal.session import Drafts
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.form_rows import text_row
from recovery_journal.widgets.page_list import LineList
from recovery_journal.widgets.text_field import TextField

HelpLinesKind = Literal["extra_lines", "locked_lines"]


class HelpLinesDialog(TextDialog[None]):
    """A list, and below it the fields of the line that is added or changed."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="lines.back",
                tooltip=N_("What you typed stays here")),
        Binding("ctrl+s", "save", N_("Save"), id="lines.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("n", "new", N_("New line"), id="lines.new", tooltip=N_("Write another line")),
        Binding("delete,backspace", "remove", N_("Take out"), id="lines.remove",
                tooltip=N_("Take the line under the cursor out of the list")),
    ]  # fmt: skip

    def __init__(self, drafts: Drafts, kind: HelpLinesKind, *, reopen_action: str) -> None:
        super().__init__(drafts)
        self.kind: HelpLinesKind = kind
        self.reopen_action = reopen_action
        self.line_index: int | None = None  # of the line that is changed

    @property
    def key(self) -> str:
        """The name of the list."""
        return f"settings:{self.kind}"

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the list and the fields."""
        is_crisis_lines = self.kind == "extra_lines"
        title = (
            _("Crisis lines of your own") if is_crisis_lines else _("While the journal is locked")
        )
        explanation = _(
            "Help now shows these lines while locked: anyone at this computer can read them."
        )
        if is_crisis_lines:
            explanation = _(
                "They stand first on Help now, and are kept in the settings file, "
                "readable without the passphrase."
            )
        yield Static(Content(title), classes="title")
        yield Static(Content(explanation), classes="quiet")
        yield LineList()
        yield Static(Content(_("No line yet. Below you can write one.")), classes="empty")
        yield Static(id="doing", classes="doing", markup=False)
        if is_crisis_lines:
            yield text_row("name", _("Name"), _("who answers there"))
            yield text_row("reach", _("How to reach"), _("call 555 0100"))
        else:
            yield text_row("line", _("Line"), _("call Ana: 555 0100"))
        yield self.draft_notice()

    def on_mount(self) -> None:
        """Begin with the list, and with what was typed before."""
        self._show()
        draft = dict(self.stored_draft)
        line_index = draft.pop("place", None)
        self.line_index = line_index if isinstance(line_index, int) else None
        self.restore_draft(draft)
        self._show_form_title()
        items = self.query_one(LineList)
        self.set_focus(items if items.option_count and not draft else self._first_field())

    def _first_field(self) -> TextField:
        return self.query(TextField).first(TextField)

    def _load_lines(self) -> list[Any]:
        return list(getattr(settings_file.load(), self.kind))

    def _show(self, index: int = 0) -> None:
        lines = self._load_lines()
        items = self.query_one(LineList)
        items.show([(number, _line_content(line)) for number, line in enumerate(lines)])
        items.display = bool(lines)
        self.query_one(".empty").display = not lines
        if lines:
            items.highlighted = min(index, len(lines) - 1)

    def _show_form_title(self) -> None:
        title = _("A new line") if self.line_index is None else _("Change this line")
        self.query_one("#doing", Static).update(Content(title))

    def _begin(self, line_index: int | None, values: dict[str, str]) -> None:
        """Put a line into the fields."""
        self.line_index = line_index
        self.rows.initial = values
        self.rows.reset()
        self._show_form_title()

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        line = self._load_lines()[event.option_index]
        self._begin(event.option_index, line if isinstance(line, dict) else {"line": line})
        self.set_focus(self._first_field())

    def clear_form(self) -> None:
        """Begin another line."""
        self._begin(None, {})

    def action_new(self) -> None:
        """Write another line; one that was begun stays."""
        if self.line_index is not None:
            self._begin(None, {})
        self.set_focus(self._first_field())

    def action_remove(self) -> None:
        """Take the line under the cursor out."""
        items = self.query_one(LineList)
        index = items.highlighted
        lines = self._load_lines()
        if index is None or not items.has_focus or index >= len(lines):
            return
        del lines[index]
        if self._store(lines):
            if self.line_index == index:
                self._begin(None, {})
            elif self.line_index is not None and self.line_index > index:
                self.line_index -= 1  # what is typed in the fields stays, and its line moved up
            self._show(index)
            if not lines:
                self.set_focus(self._first_field())

    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Save the line in the fields."""
        self.rows.clear_errors()
        values = {}
        for row in self.rows:
            values[row.field_name] = " ".join((row.control_value or "").split())
            if not values[row.field_name]:
                row.show_error(_("There is nothing here yet."))
                self.set_focus(row.control)
                return
        lines = self._load_lines()
        line = values["line"] if self.kind == "locked_lines" else values
        if self.line_index is not None and self.line_index < len(lines):
            index = self.line_index
            lines[index] = line if isinstance(line, str) else {**lines[index], **line}
        else:
            index = len(lines)
            lines.append(line)
        if self._store(lines):
            self._begin(None, {})
            self._show(index)
            self.set_focus(self.query_one(LineList))

    def _store(self, lines: list[Any]) -> bool:
        try:
            file_settings = settings_file.load().change(**{self.kind: lines})
            settings_file.save(file_settings)
        except JournalError as error:
            next(iter(self.rows)).show_error(error.message)
            return False
        self.post_message(JournalChanged(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(file_settings))
        return True

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields, and in the place of which line."""
        values = {name: value for name, value in self.rows.control_values.items() if value}
        lines = self._load_lines()
        if self.line_index is not None and self.line_index < len(lines):
            line = lines[self.line_index]
            if values == (line if isinstance(line, dict) else {"line": line}):
                return {}
        return {**values, "place": self.line_index} if values else {}


def _line_content(line: Any) -> Content:
    if isinstance(line, str):
        return Content(escape_control(line))
    return Content.assemble(
        (escape_control(line["name"]), "bold"), "  ", (escape_control(line["reach"]), "$text-muted")
    )
