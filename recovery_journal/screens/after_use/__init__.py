"""After a return to use: thanks, safety, people, what is still here; then, if wanted, a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.messages import FormAsked, JournalWritten
from recovery_journal.report.goal_text import here_rows
from recovery_journal.report.plain import harmless
from recovery_journal.rules.days import last_days
from recovery_journal.rules.suggest import alone, nobody_words, who_could_i_reach
from recovery_journal.rules.totals import totals
from recovery_journal.rules.when import parse_when
from recovery_journal.screens import PageScreen
from recovery_journal.screens.after_use.parts import PARTS, parts
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.facts import Facts
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row, left_words, nothing_fits, put_back
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge

SUGGESTED = 5
A_YEAR = 365


class AfterUseScreen(PageScreen):
    """One thing at a time, each of which can be left; the record is saved from any of them."""

    CSS_PATH = Path(__file__).with_name("after_use.tcss")
    page = "after_use"
    heading = N_("Return to use")
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding(
            "f6,right,enter", "go(1)", N_("Next"), id="after-use.next",
            tooltip=N_("Go on; what you leave out can stay left out"),
        ),
        Binding(
            "f5,left", "go(-1)", N_("Before"), id="after-use.before",
            tooltip=N_("Go back to what was before"),
        ),
        Binding(
            "ctrl+s", "save", N_("Write it down"), id="after-use.save",
            tooltip=N_("Save it as it is; no field is needed"),
        ),
        Binding("down", "app.focus_next", N_("Next field"), id="after-use.down", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="after-use.up", show=False),
    ]  # fmt: skip

    _saved = False

    @property
    def named(self) -> str:
        """The person's own words for it, where they chose some."""
        own = self.journal.settings.word("return_to_use")
        return harmless(own) if own else _(self.heading)

    def compose_body(self) -> ComposeResult:
        """Lay out the parts, and the line that says which of them this is."""
        with ContentSwitcher(initial=PARTS[0], id="parts"):
            yield from parts(self.journal)
        with Horizontal(id="line"):
            yield Static(id="place", classes="quiet", markup=False)
            yield Link(_("← Before"), "screen.go(-1)", classes="way before")
            yield Link(_("Next →"), "screen.go(1)", classes="way next")

    def on_mount(self) -> None:
        """Put back what was typed before; then that part comes first."""
        kept = self._drafts.get(self.key)
        if kept:
            left = left_words(put_back(self._rows(), kept))
            said = _("What you typed before is still here.")
            self.notify("\n".join(filter(None, (said, left))), markup=False)
        self._show_part(PARTS[-1] if kept else PARTS[0])

    # --- what there is to see ---------------------------------------------------

    def show_journal(self) -> None:
        """Show who could be told, and what is still here."""
        self._show_people()
        tally = self.journal.totals.tally()
        rows = here_rows(totals(self.journal.totals.goal_days(), self.today), *tally)
        marked = self.journal.totals.count(kinds=("milestone",))
        if marked:
            rows.append((_("Milestones marked"), str(marked)))
        empty = _("What you record from now on adds up here.")
        self.query_one("#totals", Facts).fill(rows, empty)

    def _show_people(self) -> None:
        day, entries = self.today, self.journal.entries
        start, end = last_days(day, A_YEAR)
        reach_outs = cast("list[ReachOut]", entries.between(start, end, "reach_out"))
        urges = cast("list[Urge]", entries.between(start, end, "urge"))
        ties = self.journal.contacts.ties(day)
        found = who_could_i_reach(ties, reach_outs, day, hard_moment=True)[:SUGGESTED]
        people = self.query_one(PeopleList)
        people.fill([(one.contact.id, one.contact.name, one.beside) for one in found])
        people.display = bool(found)
        words = [] if found else [nobody_words()]
        coping = alone(urges, self.journal.lists.copings(), hard_moment=True)
        words.append(_("On my own: {coping}").format(coping=harmless(coping)))
        self.query_one("#besides", Static).update(Content("\n".join(words)))

    @property
    def part(self) -> str:
        """The part that is shown."""
        return self.query_one(ContentSwitcher).current or PARTS[0]

    def _show_part(self, part: str) -> None:
        self.query_one(ContentSwitcher).current = part
        place = PARTS.index(part)
        words = _("{n} of {of}").format(n=place + 1, of=len(PARTS))
        self.query_one("#place", Static).update(Content(words))
        self.query_one(".before").visible = place > 0
        self.query_one(".next").visible = place + 1 < len(PARTS)
        self.set_focus(self._begin(part), scroll_visible=False)
        self.refresh_bindings()

    def view(self) -> str:
        """Return the part that is shown."""
        return self.part

    def look_at(self, view: str) -> None:
        """Show a part, as before the lock."""
        if view != self.part:
            self._show_part(view)

    def _begin(self, part: str) -> Widget:
        """Return what the keys are for in this part."""
        if part == "people" and self.query_one(PeopleList).display:
            return self.query_one(PeopleList)
        if part == "written":
            return self._rows()["about"].control
        return self.query_one(f"#{part}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way on and the way back where there is one."""
        if action != "go" or not self.is_mounted:
            return True
        return 0 <= PARTS.index(self.part) + int(str(parameters[0])) < len(PARTS)

    def action_go(self, step: int) -> None:
        """Go to the next part, or to the one before."""
        place = PARTS.index(self.part) + step
        if 0 <= place < len(PARTS):
            self._show_part(PARTS[place])

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, Any] = {"contacts": (ContactRef(event.person, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(FormAsked("reached", values))

    # --- what is written --------------------------------------------------------

    @property
    def _drafts(self) -> dict[str, dict[str, Any]]:
        """Where the App keeps what was typed."""
        return getattr(self.app, "drafts", {})

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self._drafts.get(self.key)
        found = {name: row.raw for name, row in self._rows().items()}
        return {name: raw for name, raw in found.items() if raw is not None} or None

    def action_back(self) -> None:
        """Go back to where the person was; what was typed is kept."""
        draft = self.draft()
        if draft:
            self._drafts[self.key] = draft
        else:
            self._drafts.pop(self.key, None)
        self.dismiss()

    @on(Submitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save the record, with whatever was filled in; a second time does nothing."""
        if self._saved:
            return
        for row in self.query(Row):
            row.say("")
        try:
            record = self._record()
            new = self.journal.lists.unknown(record)
            with self.saving(self.key):
                self.journal.entries.add(record)
        except JournalError as error:
            self._say_problem(error)
            return
        self._saved = True
        said = _("Saved. Nothing you have done is lost.")
        if new:
            names = ", ".join(harmless(name) for name in new)
            said = f"{said} {_('New on your own list: {names}.').format(names=names)}"
        self.post_message(JournalWritten(said))
        self.action_back()

    def _record(self) -> ReturnToUse:
        """Make the record from the rows; raises ``BadValue``."""
        rows = self._rows()
        for name, row in rows.items():
            if isinstance(row.control, Picker) and not row.control.pick_typed():
                raise BadValue(nothing_fits(), field=name)
        values = {name: row.value for name, row in rows.items() if row.value is not None}
        typed = values.pop("when", None)
        now = self.now.replace(microsecond=0)
        if "triggers" in values:
            values["triggers"] = tuple(one.key for one in values["triggers"])
        when = parse_when(typed, self.now) if typed else now
        return ReturnToUse(occurred_at=when, recorded_at=now, **values)

    def _say_problem(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end."""
        self._show_part("written")
        name = "when" if error.code in {"bad_when", "future_when"} else error.details.get("field")
        row = self._rows().get(name or "")
        if row is None:
            self.query_one("#problem", Static).update(Content(error.message))
            return
        row.say(error.message)
        self.set_focus(row.control)
