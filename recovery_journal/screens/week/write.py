"""Writing the weekly page: where the file goes, and one yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import BadValue, JournalError
from recovery_journal.messages import JournalWritten
from recovery_journal.report.plain import harmless
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.widgets.picker import text_of
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.rules.week_facts import Choices
    from recovery_journal.screens import Clock
    from recovery_journal.storage import Journal


class WritePage(TextDialog[Path]):
    """Shows the path, which can be changed; Enter writes ``text`` and nothing else.

    The result is the file that was written.
    """

    AUTO_FOCUS = "TextField"
    again = "screen.write"
    BINDINGS = [
        Binding("ctrl+s", "write", N_("Write"), id="write.write",
                tooltip=N_("Write the file; Enter does it too")),
        Binding("escape", "back", N_("Back"), id="write.back",
                tooltip=N_("Nothing is written")),
    ]  # fmt: skip

    def __init__(
        self, journal: Journal, clock: Clock, text: str, choices: Choices, file_format: str
    ) -> None:
        super().__init__()
        self.journal = journal
        self.clock = clock
        self.text = text
        self.choices = choices
        self.file_format = file_format

    @property
    def key(self) -> str:
        """The page: what was typed waits for the same one."""
        return f"write:{self.choices.period_from}.{self.file_format}"

    @property
    def offered(self) -> str:
        """Where the page goes unless something else is typed: a name that is free."""
        name = f"recovery-week-{self.choices.period_from.isoformat()}"
        numbers = ("", *(f"-{n}" for n in range(2, 100)))
        paths = [Path.home() / f"{name}{number}.{self.file_format}" for number in numbers]
        return str(next((path for path in paths if not path.exists()), paths[0]))

    def draft(self) -> dict[str, Any] | None:
        """Return the path that was typed."""
        if not self.is_mounted:
            return self.kept or None
        typed = self.query_one(Row).raw
        return {"path": typed} if typed and typed != self.offered else None

    def compose(self) -> ComposeResult:
        """Lay out what is written, and where."""
        with Vertical(classes="dialog"):
            yield Static(_("Write this page to a file"), classes="title")
            yield Static(Content(self._what()), classes="muted what")
            yield Row("path", _("File"), TextField(text_of(self.kept) or self.offered))
            yield self.kept_line()
        yield KeyLine()

    def _what(self) -> str:
        """Return what leaves the journal, in words."""
        chosen = self.choices
        period = _("{start} to {end}").format(start=chosen.period_from, end=chosen.period_to)
        lines = [_("Period: {period}").format(period=period)]
        if chosen.for_whom:
            lines.append(_("For: {who}").format(who=harmless(chosen.for_whom)))
        on = _("Names of people: on the page.") if chosen.names else _("Names of people: left out.")
        lines.append(on)
        lines.append(
            _("The file is readable by you alone. Nothing is sent anywhere; the sharing log"
              " notes when and for whom.")
        )  # fmt: skip
        return "\n".join(lines)

    def on_input_submitted(self) -> None:
        """Enter writes."""
        self.action_write()

    def action_write(self) -> None:
        """Write the page, or say beside the path why not."""
        from recovery_journal.exchange.sharing import write_page

        row = self.query_one(Row)
        row.say("")
        try:
            path = _path(row.raw or "")
            page = self.text.encode()
            write_page(self.journal, page, path, self.choices, self.file_format, self.clock())
        except JournalError as error:
            row.say(harmless(error.message))
            return
        said = _("Written, and noted in the sharing log.")
        self.post_message(JournalWritten(said, undoable=False))
        self.close(path)

    def empty(self) -> None:
        """Put back the file that is offered."""
        self.query_one(Row).raw = self.offered

    def action_back(self) -> None:
        """Go back; nothing is written."""
        self.close(None)


def _path(typed: str) -> Path:
    """Return the file a person typed; raises BadValue where there is none."""
    if not typed.strip():
        raise BadValue(_("A file name says where the page goes."), field="path")
    try:
        return Path(typed.strip()).expanduser().absolute()
    except RuntimeError:
        raise BadValue(_("The part after ~ is not a user here."), field="path") from None
