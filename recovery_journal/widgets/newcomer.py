"""Adding someone: a name, what they are to you, how close, how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.contact import FIELDS, Contact
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import Relation
from recovery_journal.errors import JournalError
from recovery_journal.report.network_text import ring_words
from recovery_journal.rules.placement import OUTER_RING, default_cadence, placed, sector_of
from recovery_journal.widgets.choice import Choice, Control, Submitted
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.widgets.person_words import rhythm_words
from recovery_journal.widgets.row import Row, put_back
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

Keep = Callable[[Contact], Contact]
"""What stores a contact and gives it back with its id; raises JournalError."""


class Newcomer(TextDialog[int | None]):
    """A small form; the result is the id of the contact that was added."""

    DEFAULT_CSS = """
    Newcomer {
        align: center middle;
        & > .dialog { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; }
        .newcomer--title { height: auto; margin-bottom: 1; }
        VerticalScroll { height: auto; max-height: 100%; }
        Row { margin-bottom: 1; }
        Row > .row--control { margin-left: 12; }
        Row > .row--error { margin-left: 13; }
    }
    """
    AUTO_FOCUS = "TextField"
    again = "screen.newcomer"
    BINDINGS = [
        Binding("ctrl+s", "save", N_("Save"), id="newcomer.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("escape", "back", N_("Back"), id="newcomer.back",
                tooltip=N_("What you typed stays here")),
        Binding("down", "app.focus_next", N_("Next field"), id="newcomer.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="newcomer.before", show=False),
    ]  # fmt: skip

    def __init__(self, today: date, keep: Keep) -> None:
        super().__init__()
        self.today = today
        self.keep = keep
        self._begun: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        relations = [(one, label(one)) for one in get_args(Relation)]
        rings = [(ring, ring_words(ring)) for ring in (1, 2, 3)]
        with Vertical(classes="dialog"):
            yield Static(_("Someone new on the map"), classes="title newcomer--title")
            yield self.kept_line()
            with VerticalScroll(can_focus=False):
                yield Row(
                    "name", _("Name"), TextField(placeholder=_("a nickname or initials are enough"))
                )
                yield Row("relation", _("To me"), Choice(relations))
                yield Row("ring", _("How close"), Choice(rings, value=OUTER_RING))
                yield Row("cadence_days", _("Rhythm"), TextField(), FIELDS["cadence_days"])
                yield Static(id="place", classes="quiet", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in what was typed before, and say where the person will stand."""
        rows = self._rows()
        self.set_focus(rows["name"].control)  # at once: the next key is for it
        self._begun = {name: row.raw for name, row in rows.items()}
        self.fill_kept(rows)
        self._say_place()

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if not self.is_mounted:
            return self.kept or None
        now = {name: row.raw for name, row in self._rows().items()}
        return {name: raw for name, raw in now.items() if raw != self._begun.get(name)} or None

    @on(Control.Changed)
    def _say_place(self) -> None:
        """Show the place and the rhythm that follow from what was chosen."""
        newcomer = placed(self._contact())
        days = default_cadence(newcomer)
        rhythm = self._rows()["cadence_days"].control
        if isinstance(rhythm, TextField):
            rhythm.placeholder = _("{days} days, or: none").format(days=days)
        relation = newcomer.relation
        where = label(sector_of(relation)).capitalize() if relation else _("Community")
        self.query_one("#place", Static).update(
            Content(
                _("On the map: {sector}, {ring}, {rhythm}.").format(
                    sector=where,
                    ring=ring_words(newcomer.ring or OUTER_RING),
                    rhythm=rhythm_words(replace(newcomer, cadence_days=days)),
                )
            )
        )

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def _contact(self) -> Contact:
        rows = self._rows()
        return Contact(
            name=rows["name"].raw or "",
            relation=rows["relation"].raw,
            ring=rows["ring"].raw or OUTER_RING,
            added_on=self.today,
        )

    @on(Submitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Add the person, or say beside the field what is not right."""
        rows = self._rows()
        for row in rows.values():
            row.say("")
        typed = (rows["cadence_days"].raw or "").strip().casefold()
        try:
            if typed in {"none", _("none")}:
                contact = placed(self._contact(), given=("cadence_days",))
            else:
                days = rows["cadence_days"].value if typed else None
                contact = placed(replace(self._contact(), cadence_days=days))
            added = self.keep(contact)
        except JournalError as error:
            row = rows.get(error.details.get("field", ""), rows["name"])
            row.say(error.message)
            row.control.focus()
            return
        self.close(added.id)

    def empty(self) -> None:
        """Put back what the form began with."""
        put_back(self._rows(), self._begun)

    def action_back(self) -> None:
        """Close without saving."""
        self.close(None)
