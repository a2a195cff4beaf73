"""Writing the weekly page: where the file goes, and one yes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import draft_text
from recovery_journal.widgets.text_field import TextField

if TYPE_CHECKING:
    from recovery_journal.rules.week.model import WeekOptions
    from recovery_journal.session import Session
    from recovery_journal.storage import Journal


class WritePageDialog(TextDialog[Path]):
    """Shows the path, which can be changed; Enter writes ``text`` and nothing else.

    The result is the file that was written.
    """

    AUTO_FOCUS = "TextField"
    reopen_action = "screen.write"
    BINDINGS = [
        Binding("ctrl+s", "write", N_("Write"), id="write.write",
                tooltip=N_("Write the file; Enter does it too")),
        Binding("escape", "back", N_("Back"), id="write.back",
                tooltip=N_("Nothing is written")),
    ]  # fmt: skip

    def __init__(
        self, session: Session, journal: Journal, text: str, page_options: WeekOptions,
        file_format: str,
    ) -> None:  # fmt: skip
        super().__init__(session.drafts)
        self.session = session
        self.journal = journal
        self.text = text
        self.page_options = page_options
        self.file_format = file_format

    @property
    def key(self) -> str:
        """The page: what was typed waits for the same one."""
        return f"write:{self.page_options.period_from}.{self.file_format}"

    @property
    def default_path(self) -> str:
        """Where the page goes unless something else is typed: a name that is free."""
        name = f"recovery-week-{self.page_options.period_from.isoformat()}"
        numbers = ("", *(f"-{n}" for n in range(2, 100)))
        paths = [Path.home() / f"{name}{number}.{self.file_format}" for number in numbers]
        return str(next((path for path in paths if not path.exists()), paths[0]))

    def typed(self) -> dict[str, Any]:
        """Return the path, where it is another than the one that is offered."""
        path_text = self.rows["path"].control_value
        return {"path": path_text} if path_text and path_text != self.default_path else {}

    def compose_body(self) -> Iterable[Widget]:
        """Lay out what is written, and where."""
        path_text = draft_text(self.stored_draft) or self.default_path
        yield Static(_("Write this page to a file"), classes="title")
        yield Static(Content(self._summary_text()), classes="muted what")
        yield FormRow("path", _("File"), TextField(path_text))
        yield self.draft_notice()

    def _summary_text(self) -> str:
        """Return what leaves the journal, in words."""
        options = self.page_options
        period = _("{start} to {end}").format(start=options.period_from, end=options.period_to)
        lines = [_("Period: {period}").format(period=period)]
        if options.for_whom:
            lines.append(_("For: {who}").format(who=escape_control(options.for_whom)))
        names_line = (
            _("Names of people: on the page.") if options.names else _("Names of people: left out.")
        )
        lines.append(names_line)
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
        from recovery_journal.queries.share_page import write_page

        row = self.rows["path"]
        row.show_error("")
        try:
            path = _parse_path(row.control_value or "")
            page = self.text.encode()
            write_page(
                self.journal, page, path, self.page_options, self.file_format, self.session.clock()
            )
        except JournalError as error:
            row.show_error(escape_control(error.message))
            return
        message = _("Written, and noted in the sharing log.")
        self.post_message(JournalChanged(message, undoable=False))
        self.close(path)

    def clear_form(self) -> None:
        """Put back the file that is offered."""
        self.rows["path"].control_value = self.default_path


def _parse_path(text: str) -> Path:
    """Return the file a person typed; raises BadValue where there is none."""
    if not text.strip():
        raise BadValue(_("A file name says where the page goes."), field="path")
    try:
        return Path(text.strip()).expanduser().absolute()
    except RuntimeError:
        raise BadValue(_("The part after ~ is not a user here."), field="path") from None
