"""Help now: who can help, from anywhere and in one key. Nothing to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal import facts
from recovery_journal import settings as settings_file
from recovery_journal.domain.fields import ContactRef
from recovery_journal.messages import FormAsked
from recovery_journal.report.plain import harmless
from recovery_journal.rules.days import last_days
from recovery_journal.rules.suggest import alone, nobody_words, who_could_i_reach
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.storage import Journal

SUGGESTED = 5


class HelpNowScreen(JournalScreen):
    """Crisis lines and the emergency number; unlocked, also people to tell.

    ``journal`` is None while it is locked or not made yet: nothing of it is shown.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = "Help now"
    help_line = False
    AUTO_FOCUS = ""  # focused by hand: the lines to call stay in sight
    action_here = "help_now"
    BINDINGS = [
        Binding(
            "escape", "back", N_("Back"), id="help.back", tooltip=N_("Go back to where you were")
        ),
    ]

    def __init__(self, journal: Journal | None, clock: Clock) -> None:
        super().__init__(cast("Journal", journal), clock)
        self.open = journal is not None

    def compose_body(self) -> ComposeResult:
        """Lay out the lines, the people, and the two facts."""
        chosen = settings_file.load()
        with VerticalScroll(id="page"):
            yield Static(Content(_("Someone to talk to, now")), classes="head")
            extra = facts.own_lines(chosen.extra_lines)
            yield Static(
                _lines(facts.crisis_lines(chosen.country, extra), chosen.country), id="lines"
            )
            if self.open:
                yield Static(Content(_("People I can tell")), classes="head")
                yield PeopleList(id="people")
                yield Static(id="besides", markup=False)
            elif chosen.locked_lines:
                yield Static(Content("\n".join(map(harmless, chosen.locked_lines))), id="allowed")
            yield Static(Content(_("Two facts")), classes="head")
            for fact in facts.safety_facts():
                yield Static(Content(fact.text), classes="fact")
                said_by = "; ".join(f"{one.name}, {one.dated}" for one in fact.sources)
                yield Static(Content(said_by), classes="source")

    def on_mount(self) -> None:
        """Without people to choose, the arrows move the page."""
        if not self.open:
            self.set_focus(self.query_one("#page"))

    def show_journal(self) -> None:
        """Show who could be told in a hard moment."""
        if self.open:
            people = self._show_people()
            if self.focused is None:  # the page stays where it begins, with the lines to call
                begin = people if people.display else self.query_one("#page")
                self.set_focus(begin, scroll_visible=False)

    def _show_people(self) -> PeopleList:
        day = self.today
        entries = self.journal.entries
        start, end = last_days(day, 365)
        reach_outs = cast("list[ReachOut]", entries.between(start, end, "reach_out"))
        urges = cast("list[Urge]", entries.between(start, end, "urge"))
        ties = self.journal.contacts.ties(day)
        found = who_could_i_reach(ties, reach_outs, day, hard_moment=True)[:SUGGESTED]
        people = self.query_one(PeopleList)
        people.fill([(one.contact.id, one.contact.name, one.reasons) for one in found])
        people.display = bool(found)
        words = [] if found else [nobody_words()]
        coping = alone(urges, self.journal.lists.copings(), hard_moment=True)
        words.append(_("On my own: {coping}").format(coping=harmless(coping)))
        self.query_one("#besides", Static).update(Content("\n".join(words)))
        return people

    def action_back(self) -> None:
        """Go back to where the person was."""
        self.dismiss()

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, object] = {"contacts": (ContactRef(event.person, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(FormAsked("reached", values))


def _lines(lines: Sequence[facts.CrisisLine], country: str | None) -> Content:
    """Return the crisis lines, each with how to reach it and when it was verified."""
    parts: list[Content | str | tuple[str, str]] = []
    for line in lines:
        parts += [(harmless(line.name), "bold"), "  ", harmless(line.reach)]
        checked = (
            _("verified {day}").format(day=line.verified_on.isoformat())
            if line.verified_on
            else _("not verified")
        )
        parts += ["  ", (checked, "$quiet"), "\n"]
    parts.append(facts.emergency_words(country))
    return Content.assemble(*parts)
