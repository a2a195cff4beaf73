"""The weekly page: what goes on it on the left, exactly what will be written on the right."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, ScrollableContainer, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import short_day
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, current_language, using_language
from recovery_journal.queries.week import load_week
from recovery_journal.report.week.render import FORMATS, render_week
from recovery_journal.report.week.section_labels import notice_text, section_label, summarize_week
from recovery_journal.rules.date_parsing import parse_date
from recovery_journal.rules.days import week_bounds
from recovery_journal.rules.week.build import ALWAYS_ON, DEFAULT_SECTIONS, OWN_WORDS, make_options
from recovery_journal.screens import MainScreen
from recovery_journal.settings import language_names
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormControl
from recovery_journal.widgets.form_rows import choice_row, text_row
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField

if TYPE_CHECKING:
    from recovery_journal.rules.week.model import WeekInput, WeekOptions, WeekSummary


WEEK = timedelta(days=7)
TEXT_FIELDS = ("for_whom", "since")
"""The fields that are typed in; what is chosen is no draft."""


class WeekScreen(MainScreen):
    """The page for a counselor: choose, see exactly the text, write it to a file."""

    CSS_PATH = Path(__file__).with_name("week.tcss")
    AUTO_FOCUS = "#preview"
    heading = "Week"
    BINDINGS = [
        Binding("s", "write", N_("Write"), id="week.write",
                tooltip=N_("Write this page to a file, after showing where")),
        Binding("n", "talk", N_("Talk"), id="week.talk",
                tooltip=N_("Add to what I want to talk about")),
        Binding("left_square_bracket", "move(-1)", N_("Week before"), id="week.earlier", show=False,
                key_display="[", tooltip=N_("The page of the week before")),
        Binding("right_square_bracket", "move(1)", N_("Week after"), id="week.later", show=False,
                key_display="]", tooltip=N_("The page of the week after")),
        Binding("escape", "leave_field", N_("Back"), id="week.leave-field",
                tooltip=N_("Go back to where you were")),
    ]  # fmt: skip

    shown_day: date | None = None
    """A day of the week that is shown; None is this week."""
    _written_path: Path | None = None
    _period: tuple[date, date] | None = None
    _week_input: WeekInput | None = None
    _summary: WeekSummary | None = None
    _has_draft = False
    _written_fields: dict[str, Any] | None = None
    """What stood in the fields when the page was written."""

    def compose_body(self) -> ComposeResult:
        """Lay out the switches, and the page."""
        formats = [(file_format, file_format) for file_format in FORMATS]
        selected = tuple(name for name, _label in section_options() if name in DEFAULT_SECTIONS)
        with Container(id="week-body"):
            with VerticalScroll(id="choices", can_focus=False):
                with Horizontal(id="when"):
                    yield Static(id="period", markup=False)
                    yield ActionLink(_("[ before"), "screen.move(-1)", classes="step")
                    yield ActionLink(_("] after"), "screen.move(1)", classes="step")
                yield choice_row(
                    "sections", _("On it"), section_options(), many=True, value=selected
                )
                with Container(classes="pair"):
                    yield choice_row("naming", _("Also"), naming_options(), many=True)
                    yield choice_row("format", _("As"), formats, value=FORMATS[0])
                with Container(classes="pair"):
                    yield text_row("for_whom", _("For"), _("not on the page"))
                    yield text_row("since", _("Since"), _("a day, not the week"))
                yield choice_row("language", _("In"), language_names(), value=current_language())
                yield Static(id="beside", markup=False)
            with Vertical(id="page-side") as side:
                side.border_title = _("exactly what will be written")
                with ScrollableContainer(id="preview"):
                    yield Static(id="page", markup=False)

    def on_mount(self) -> None:
        """Set the switches as they were before the lock, and put back what was typed before."""
        view_state: dict[str, Any] = self.take_view_state() or {}
        self.shown_day = view_state.get("of")
        for row in self.rows:
            if row.field_name in view_state:
                row.control_value = view_state[row.field_name]
        if not view_state and (draft := self.session.drafts.get(self.key)):
            self.rows.restore({name: draft.get(name) for name in TEXT_FIELDS})
            self._has_draft = True

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed for a page that is not written yet."""
        values = self._typed_values()
        return None if values == self._written_fields else values or None

    def _typed_values(self) -> dict[str, Any]:
        values = self.rows.control_values
        return {name: values[name] for name in TEXT_FIELDS if values[name] is not None}

    # --- what is shown -------------------------------------------------------

    def show_journal(self) -> None:
        """Read what the page needs again and show it."""
        self._week_input = None
        self._show_page()

    @property
    def file_format(self) -> str:
        """The format chosen, Markdown where none is."""
        return self.rows["format"].control_value or FORMATS[0]

    @property
    def page_language(self) -> str:
        """The language of the page, that of the program where none is chosen."""
        return self.rows["language"].control_value or current_language()

    def choices(self) -> WeekOptions:
        """Return what the switches say; raises BadWhen for a day not understood."""
        text = (self.rows["since"].control_value or "").strip()
        return self._make_options(parse_date(text, self.today) if text else None)

    def _make_options(self, since: date | None) -> WeekOptions:
        sections = self.rows["sections"].control_value or ()
        naming = self.rows["naming"].control_value or ()
        add = [*sections, *(name for name in naming if name == OWN_WORDS)]
        return make_options(
            self.today,
            containing_day=self.shown_day if since is None else None,
            since=since,
            first_weekday=self.journal.settings.first_weekday,
            add=add,
            leave_out=DEFAULT_SECTIONS - {*sections, *ALWAYS_ON},
            names="names" in naming,
            programs="programs" in naming,
            for_whom=(self.rows["for_whom"].control_value or "").strip() or None,
        )

    def _show_page(self) -> None:
        """Make the page anew from what is chosen."""
        since = self.rows["since"]
        since.show_error("")
        try:
            options = self.choices()
        except JournalError as error:
            since.show_error(error.message)
            options = self._make_options(None)  # until it is understood, the week
        period = (options.period_from, options.period_to)
        if self._week_input is None or self._period != period:
            self._week_input = load_week(self.journal, *period, self.today)
            self._period = period
        with using_language(self.page_language):
            self._summary = summarize_week(self._week_input, options)
        self.show_text("#page", escape_control(self.text, multiline=True))
        self.show_text("#period", period_content(options.period_from, options.period_to))
        previous_link, next_link = self.query(".step")
        previous_link.display = not self.rows["since"].control_value
        next_link.display = previous_link.display and self.shown_day is not None
        notes = self._notes_content()
        self.show_text("#beside", notes, visible=bool(notes.plain))
        self.refresh_bindings()

    @property
    def text(self) -> str:
        """The page, letter by letter as it will be written."""
        if self._summary is None:
            return ""
        with using_language(self.page_language):
            return render_week(self._summary, self.file_format)

    def _notes_content(self) -> Content:
        """Return the notices for the writer, and what was replaced."""
        assert self._summary is not None
        # What stands beside the page is in the writer's language, whatever the page's is.
        lines = [notice_text(notice) for notice in self._summary.notices]
        if self._has_draft and self.draft():
            lines.insert(0, _("What you typed before is still here."))
        if self._written_path is not None:
            path_text = escape_control(str(self._written_path))
            lines.insert(0, _("Written to {path}. Only you can read it.").format(path=path_text))
        replacements = dict.fromkeys(self._summary.replacements)
        if replacements:
            pairs = [
                " → ".join(map(escape_control, (replaced.original, replaced.replacement)))
                for replaced in replacements
            ]
            lines.append(_("Replaced on the page: {pairs}").format(pairs=", ".join(pairs)))
        return Content("\n".join(lines))

    @on(FormControl.Changed)
    @on(TextField.Changed)
    def _options_changed(self) -> None:
        if self.is_mounted:
            self._show_page()

    def view_state(self) -> dict[str, Any]:
        """Return which page is shown, and the switches."""
        return {"of": self.shown_day} | self.rows.control_values

    # --- keys ----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next week only where it has begun, and moving only by weeks."""
        if action == "leave_field":
            return isinstance(self.focused, TextField)
        if action == "move" and self.is_mounted:
            if self.rows["since"].control_value:
                return False
            return parameters == (-1,) or self.shown_day is not None
        return True

    @on(TextField.Submitted)
    def action_leave_field(self) -> None:
        """Go back to the page; what was typed stays."""
        self.set_focus(self.query_one("#preview"))

    def action_move(self, step: int) -> None:
        """Go to the week before or after."""
        first_weekday = self.journal.settings.first_weekday
        if step > 0 and self.shown_day is None:
            return
        try:
            day = (self.shown_day or self.today) + step * WEEK
        except OverflowError:
            return
        this_week = week_bounds(self.today, first_weekday)[0]
        self.shown_day = None if week_bounds(day, first_weekday)[0] >= this_week else day
        self._show_page()

    async def action_talk(self) -> None:
        """Ask for something to talk about; the next key is for the answer."""
        await self.ask_talk_item("screen.talk")

    def action_write(self) -> None:
        """Show where the page will be written, and ask."""
        from recovery_journal.screens.week.write_page_dialog import WritePageDialog

        try:
            options = self.choices()
        except JournalError as error:
            self.rows["since"].show_error(error.message)
            self.rows["since"].control.focus()
            return
        dialog = WritePageDialog(self.session, self.journal, self.text, options, self.file_format)
        self.app.push_screen(dialog, self._page_written)

    def _page_written(self, path: Path | None) -> None:
        """Say where the file is for as long as this screen is open."""
        if path is not None:
            self._written_path = path
            self._written_fields = self._typed_values()
            self.drop_draft(self.key)
            self._show_page()


def section_options() -> list[tuple[str, str]]:
    """Return the sections that can be switched, in the order of the page."""
    names = ("safety", "glance", "urges", "helped", "connection", "goal", "compared")
    return [(name, section_label(name)) for name in names]


def naming_options() -> list[tuple[str, str]]:
    """Return what is out of the page unless it is switched on."""
    return [("names", _("names")), ("programs", _("programs")), (OWN_WORDS, _("my own words"))]


def period_content(start: date, end: date) -> Content:
    """Return the days of a page, the first and the last."""
    first = _day(start, year=start.year != end.year)
    return Content.styled(_("{start} to {end}").format(start=first, end=_day(end)), "bold")


def _day(day: date, year: bool = True) -> str:
    """Return a day with its weekday: Mon 16 Nov 2026."""
    return short_day(day, weekday=True, year=year)
