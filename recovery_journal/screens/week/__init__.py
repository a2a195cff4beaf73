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

from recovery_journal.errors import JournalError
from recovery_journal.exchange.week_material import material
from recovery_journal.report.plain import harmless
from recovery_journal.report.week import FORMATS, render
from recovery_journal.rules.days import week_of
from recovery_journal.rules.week import BY_DEFAULT, OWN_WORDS, STAYS, choose, summary
from recovery_journal.rules.when import parse_date
from recovery_journal.screens import MainScreen
from recovery_journal.screens.week.switches import namings, period_words, switches
from recovery_journal.settings import language_names
from recovery_journal.widgets.choice import Choice, Control
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.row import Row, put_back
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, language, speaking

if TYPE_CHECKING:
    from recovery_journal.rules.week_facts import Choices, Material, Summary

WEEK = timedelta(days=7)
TYPED = ("for_whom", "since")
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

    of: date | None = None
    """A day of the week that is shown; None is this week."""
    _written: Path | None = None
    _period: tuple[date, date] | None = None
    _material: Material | None = None
    _summary: Summary | None = None
    _notices: tuple[str, ...] = ()
    _kept = False
    _typed_on_it: dict[str, Any] | None = None
    """What stood in the fields when the page was written."""

    def compose_body(self) -> ComposeResult:
        """Lay out the switches, and the page."""
        formats = [(one, one) for one in FORMATS]
        on = tuple(name for name, _words in switches() if name in BY_DEFAULT)
        with Container(id="week-body"):
            with VerticalScroll(id="choices", can_focus=False):
                with Horizontal(id="when"):
                    yield Static(id="period", markup=False)
                    yield Link(_("[ before"), "screen.move(-1)", classes="step")
                    yield Link(_("] after"), "screen.move(1)", classes="step")
                yield Row("sections", _("On it"), Choice(switches(), many=True, value=on))
                with Container(classes="pair"):
                    yield Row("naming", _("Also"), Choice(namings(), many=True))
                    yield Row("format", _("As"), Choice(formats, value=FORMATS[0]))
                with Container(classes="pair"):
                    yield Row("for_whom", _("For"), TextField(placeholder=_("not on the page")))
                    yield Row("since", _("Since"), TextField(placeholder=_("a day, not the week")))
                yield Row("language", _("In"), Choice(language_names(), value=language()))
                yield Static(id="beside", markup=False)
            with Vertical(id="page-side") as side:
                side.border_title = _("exactly what will be written")
                with ScrollableContainer(id="preview"):
                    yield Static(id="page", markup=False)

    def on_mount(self) -> None:
        """Set the switches as they were before the lock, and put back what was typed before."""
        before: dict[str, Any] = getattr(self.app, "views", {}).get("week", {})
        self.of = before.get("of")
        for row in self.query(Row):
            if row.field_name in before:
                row.raw = before[row.field_name]
        if not before and (kept := getattr(self.app, "drafts", {}).get(self.key)):
            put_back({name: self._row(name) for name in TYPED}, kept)
            self._kept = True

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed for a page that is not written yet."""
        typed = {name: self._row(name).raw for name in TYPED}
        if typed == self._typed_on_it:
            return None
        return {name: raw for name, raw in typed.items() if raw is not None} or None

    # --- what is shown -------------------------------------------------------

    def show_journal(self) -> None:
        """Read what the page needs again and show it."""
        self._material = None
        self._show_page()

    def _row(self, name: str) -> Row:
        return next(row for row in self.query(Row) if row.field_name == name)

    @property
    def file_format(self) -> str:
        """The format chosen, Markdown where none is."""
        return self._row("format").raw or FORMATS[0]

    @property
    def page_language(self) -> str:
        """The language of the page, that of the program where none is chosen."""
        return self._row("language").raw or language()

    def choices(self) -> Choices:
        """Return what the switches say; raises BadWhen for a day not understood."""
        typed = (self._row("since").raw or "").strip()
        return self._choices(parse_date(typed, self.today) if typed else None)

    def _choices(self, since: date | None) -> Choices:
        on = self._row("sections").raw or ()
        naming = self._row("naming").raw or ()
        add = [*on, *(name for name in naming if name == OWN_WORDS)]
        return choose(
            self.today,
            of=self.of if since is None else None,
            since=since,
            first_weekday=self.journal.settings.first_weekday,
            add=add,
            leave_out=BY_DEFAULT - {*on, *STAYS},
            names="names" in naming,
            programs="programs" in naming,
            for_whom=(self._row("for_whom").raw or "").strip() or None,
        )

    def _show_page(self) -> None:
        """Make the page anew from what is chosen."""
        since = self._row("since")
        since.say("")
        try:
            chosen = self.choices()
        except JournalError as error:
            since.say(error.message)
            chosen = self._choices(None)  # until it is understood, the week
        period = (chosen.period_from, chosen.period_to)
        if self._material is None or self._period != period:
            self._material = material(self.journal, *period, self.today)
            self._period = period
        # What stands beside the page is in the writer's language, whatever the page's is.
        self._notices = summary(self._material, chosen).notices
        with speaking(self.page_language):
            self._summary = summary(self._material, chosen)
        self.query_one("#page", Static).update(Content(harmless(self.text, keep_lines=True)))
        self.query_one("#period", Static).update(period_words(chosen.period_from, chosen.period_to))
        back, on = self.query(".step")
        back.display = not self._row("since").raw
        on.display = back.display and self.of is not None
        beside = self._beside()
        self.query_one("#beside", Static).update(beside)
        self.query_one("#beside").display = bool(beside.plain)
        self.refresh_bindings()

    @property
    def text(self) -> str:
        """The page, letter by letter as it will be written."""
        if self._summary is None:
            return ""
        with speaking(self.page_language):
            return render(self._summary, self.file_format)

    def _beside(self) -> Content:
        """Return what the writer is told, and what was replaced, for looking over."""
        assert self._summary is not None
        lines = list(self._notices)
        if self._kept and self.draft():
            lines.insert(0, _("What you typed before is still here."))
        if self._written is not None:
            where = harmless(str(self._written))
            lines.insert(0, _("Written to {path}. Only you can read it.").format(path=where))
        shown = dict.fromkeys(self._summary.replaced)
        if shown:
            pairs = [f"{harmless(one.original)} → {harmless(one.shown)}" for one in shown]
            lines.append(_("Replaced on the page: {pairs}").format(pairs=", ".join(pairs)))
        return Content("\n".join(lines))

    @on(Control.Changed)
    @on(TextField.Changed)
    def _chosen_anew(self) -> None:
        if self.is_mounted:
            self._remember()
            self._show_page()

    def _remember(self) -> None:
        """Keep what is looked at for after the lock, in memory alone."""
        views = getattr(self.app, "views", {})
        views["week"] = {"of": self.of} | {row.field_name: row.raw for row in self.query(Row)}

    # --- keys ----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next week only where it has begun, and moving only by weeks."""
        if action == "leave_field":
            return isinstance(self.focused, TextField)
        if action == "move" and self.is_mounted:
            if self._row("since").raw:
                return False
            return parameters == (-1,) or self.of is not None
        return True

    @on(TextField.Submitted)
    def action_leave_field(self) -> None:
        """Go back to the page; what was typed stays."""
        self.set_focus(self.query_one("#preview"))

    def action_move(self, step: int) -> None:
        """Go to the week before or after."""
        first_weekday = self.journal.settings.first_weekday
        if step > 0 and self.of is None:
            return
        try:
            moved = (self.of or self.today) + step * WEEK
        except OverflowError:
            return
        this_week = week_of(self.today, first_weekday)[0]
        self.of = None if week_of(moved, first_weekday)[0] >= this_week else moved
        self._remember()
        self._show_page()

    async def action_talk(self) -> None:
        """Ask for something to talk about; the next key is for the answer."""
        await self.ask_for_talk("screen.talk")

    def action_write(self) -> None:
        """Show where the page will be written, and ask."""
        from recovery_journal.screens.week.write import WritePage

        try:
            chosen = self.choices()
        except JournalError as error:
            self._row("since").say(error.message)
            self._row("since").control.focus()
            return
        asked = WritePage(self.journal, self.clock, self.text, chosen, self.file_format)
        self.app.push_screen(asked, self._was_written)

    def _was_written(self, path: Path | None) -> None:
        """Say where the file is for as long as this screen is open."""
        if path is not None:
            self._written = path
            self._typed_on_it = {name: self._row(name).raw for name in TYPED}
            self.drop_draft(self.key)
            self._show_page()
