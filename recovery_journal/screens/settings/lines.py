"""The lines of the person's own on Help now: crisis lines, and lines shown while locked."""

from __future__ import annotations

from typing import Any, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError
from recovery_journal.messages import JournalWritten, SettingsChanged
from recovery_journal.report.plain import harmless
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

Kind = Literal["extra_lines", "locked_lines"]


class Lines(TextDialog[None]):
    """A list, and below it the fields of the line that is added or changed."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding(
            "escape", "back", N_("Back"), id="lines.back", tooltip=N_("What you typed stays here")
        ),
        Binding(
            "ctrl+s", "save", N_("Save"), id="lines.save", tooltip=N_("Save; Enter does it too")
        ),
        Binding("n", "new", N_("New line"), id="lines.new", tooltip=N_("Write another line")),
        Binding(
            "delete,backspace", "remove", N_("Take out"), id="lines.remove",
            tooltip=N_("Take the line under the cursor out of the list"),
        ),
    ]  # fmt: skip

    def __init__(self, kind: Kind, *, again: str) -> None:
        super().__init__()
        self.kind: Kind = kind
        self.again = again
        self.place: int | None = None  # of the line that is changed

    @property
    def key(self) -> str:
        """The name of the list."""
        return f"settings:{self.kind}"

    def compose(self) -> ComposeResult:
        """Lay out the list and the fields."""
        own = self.kind == "extra_lines"
        title = _("Crisis lines of your own") if own else _("While the journal is locked")
        about = _("Help now shows these lines while locked: anyone at this computer can read them.")
        if own:
            about = _(
                "They stand first on Help now, and are kept in the settings file, "
                "readable without the passphrase."
            )
        with Vertical(classes="dialog"):
            yield Static(Content(title), classes="title")
            yield Static(Content(about), classes="quiet")
            yield OptionList(compact=True)
            yield Static(Content(_("No line yet. Below you can write one.")), classes="empty")
            yield Static(id="doing", classes="doing", markup=False)
            if own:
                yield Row("name", _("Name"), TextField(placeholder=_("who answers there")))
                yield Row("reach", _("How to reach"), TextField(placeholder=_("call 555 0100")))
            else:
                yield Row("line", _("Line"), TextField(placeholder=_("call Ana: 555 0100")))
            yield self.kept_line()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the list, and with what was typed before."""
        self._show()
        kept = dict(self.kept)
        place = kept.pop("place", None)
        self.place = place if isinstance(place, int) else None
        self.fill_kept(self._rows(), kept)
        self._say_doing()
        items = self.query_one(OptionList)
        self.set_focus(items if items.option_count and not kept else self._first())

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def _first(self) -> TextField:
        return self.query(TextField).first(TextField)

    def _lines(self) -> list[Any]:
        return list(getattr(settings_file.load(), self.kind))

    def _show(self, at: int = 0) -> None:
        items = self.query_one(OptionList)
        items.clear_options()
        for line in self._lines():
            items.add_option(Option(_words(line)))
        items.display = bool(items.option_count)
        self.query_one(".empty").display = not items.option_count
        if items.option_count:
            items.highlighted = min(at, items.option_count - 1)

    def _say_doing(self) -> None:
        words = _("A new line") if self.place is None else _("Change this line")
        self.query_one("#doing", Static).update(Content(words))

    def _begin(self, place: int | None, values: dict[str, str]) -> None:
        """Put a line into the fields."""
        self.place = place
        for name, row in self._rows().items():
            row.raw = values.get(name)
            row.say("")
        self._say_doing()

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        line = self._lines()[event.option_index]
        self._begin(event.option_index, line if isinstance(line, dict) else {"line": line})
        self.set_focus(self._first())

    def empty(self) -> None:
        """Begin another line."""
        self._begin(None, {})

    def action_new(self) -> None:
        """Write another line; one that was begun stays."""
        if self.place is not None:
            self._begin(None, {})
        self.set_focus(self._first())

    def action_remove(self) -> None:
        """Take the line under the cursor out."""
        items = self.query_one(OptionList)
        at = items.highlighted
        lines = self._lines()
        if at is None or not items.has_focus or at >= len(lines):
            return
        del lines[at]
        if self._store(lines):
            if self.place == at:
                self._begin(None, {})
            elif self.place is not None and self.place > at:
                self.place -= 1  # what is typed in the fields stays, and its line moved up
            self._show(at)
            if not lines:
                self.set_focus(self._first())

    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Save the line in the fields."""
        rows = self._rows()
        for row in rows.values():
            row.say("")
        typed = {name: " ".join((row.raw or "").split()) for name, row in rows.items()}
        for name, text in typed.items():
            if not text:
                rows[name].say(_("There is nothing here yet."))
                self.set_focus(rows[name].control)
                return
        lines = self._lines()
        line = typed["line"] if self.kind == "locked_lines" else typed
        if self.place is not None and self.place < len(lines):
            at = self.place
            lines[at] = line if isinstance(line, str) else {**lines[at], **line}
        else:
            at = len(lines)
            lines.append(line)
        if self._store(lines):
            self._begin(None, {})
            self._show(at)
            self.set_focus(self.query_one(OptionList))

    def _store(self, lines: list[Any]) -> bool:
        try:
            chosen = settings_file.load().change(**{self.kind: lines})
            settings_file.save(chosen)
        except JournalError as error:
            next(iter(self._rows().values())).say(error.message)
            return False
        self.post_message(JournalWritten(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(chosen))
        return True

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved."""
        if not self.is_mounted:
            return self.kept or None
        typed = {name: row.raw for name, row in self._rows().items() if row.raw}
        lines = self._lines()
        if self.place is not None and self.place < len(lines):
            line = lines[self.place]
            if typed == (line if isinstance(line, dict) else {"line": line}):
                return None
        return {**typed, "place": self.place} if typed else None

    def action_back(self) -> None:
        """Close; what was typed waits."""
        self.close(None)


def _words(line: Any) -> Content:
    if isinstance(line, str):
        return Content(harmless(line))
    return Content.assemble(
        (harmless(line["name"]), "bold"), "  ", (harmless(line["reach"]), "$text-muted")
    )
