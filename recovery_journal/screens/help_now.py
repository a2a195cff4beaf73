"""Help now: who can help, from anywhere and in one key. Nothing to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal import helplines
from recovery_journal import settings as settings_file
from recovery_journal.dates import long_day
from recovery_journal.i18n import N_, _
from recovery_journal.messages import OpenPage
from recovery_journal.queries.help_now import HelpNowPage, load_help_now
from recovery_journal.report.safety_steps_text import HEADINGS, step_heading_label, step_text
from recovery_journal.report.state_text import boundary_text
from recovery_journal.report.suggestion_text import (
    nobody_to_suggest_text,
    solo_text,
    suggestion_rows,
)
from recovery_journal.screens import JournalScreen
from recovery_journal.session import Session
from recovery_journal.terminal_text import escape_control, to_single_line
from recovery_journal.widgets.page_list import PeopleList

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.safety_step import SafetyStep

SUGGESTION_LIMIT = 5
MIN_SUGGESTIONS = 2
"""How many people stand there in all, and how many of them besides those on the steps."""


class HelpNowScreen(JournalScreen):
    """Crisis lines and the emergency number; unlocked, also people to tell and my steps.

    While the journal is locked or not made yet, nothing of it is shown
    but the lines that the person allowed, which are in the settings.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Help now")
    show_help_link = False
    AUTO_FOCUS = ""  # focused by hand: the lines to call stay in sight
    action_here = "help_now"
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="help.back",
                tooltip=N_("Go back to where you were")),
        Binding("e", "steps", N_("My steps"), id="help.steps",
                tooltip=N_("See your safety steps, and change them")),
    ]  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.is_unlocked = not session.is_locked

    def compose_body(self) -> ComposeResult:
        """Lay out the lines to call, the people, the steps, and the two facts."""
        settings = settings_file.load()
        with VerticalScroll(id="page"):
            yield Static(Content(_("Someone to talk to, now")), classes="head")
            extra = helplines.own_crisis_lines(settings.extra_lines)
            yield Static(
                _crisis_lines_content(
                    helplines.crisis_lines(settings.country, extra), settings.country
                ),
                id="lines",
            )
            if self.is_unlocked:
                yield Static(Content(_("People I can tell")), classes="head")
                yield Static(id="told", markup=False)
                yield PeopleList(id="people")
                yield Static(id="besides", markup=False)
                yield Static(id="steps", markup=False)
            elif settings.locked_lines:
                yield Static(Content(_("My own lines")), classes="head")
                yield Static(
                    Content("\n".join(map(escape_control, settings.locked_lines))), id="allowed"
                )
            yield Static(Content(_("Two facts")), classes="head")
            for fact in helplines.safety_facts():
                yield Static(Content(fact.text), classes="fact")
                sources_text = "; ".join(
                    f"{source.name}, {source.dated}" for source in fact.sources
                )
                yield Static(Content(sources_text), classes="source")

    def on_mount(self) -> None:
        """Without people to choose, the arrows move the page."""
        if not self.is_unlocked:
            self.set_focus(self.query_one("#page"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the steps only where the journal is open."""
        return self.is_unlocked if action == "steps" else True

    def show_journal(self) -> None:
        """Show who could be told in a hard moment, and the person's own steps."""
        if self.is_unlocked:
            page = load_help_now(self.journal, self.today)
            people_list = self._show_people(page)
            self._show_steps(page)
            if self.focused is None:  # the page stays where it begins, with the lines to call
                target = people_list if people_list.display else self.query_one("#page")
                self.set_focus(target, scroll_visible=False)

    def _show_people(self, page: HelpNowPage) -> PeopleList:
        """Show those whom the person wrote down first, then who else could be reached."""
        rows: list[tuple[int, str, Sequence[str]]] = [
            (contact.id, contact.name, _contact_notes(contact, step))
            for contact, step in page.people_on_steps
        ]
        limit = max(MIN_SUGGESTIONS, SUGGESTION_LIMIT - len(page.people_on_steps))
        rows += suggestion_rows(page.suggestions.people[:limit])
        people_list = self.query_one(PeopleList)
        people_list.fill(rows)
        nobody_lines = [] if rows else [nobody_to_suggest_text()]
        first_lines = [escape_control(to_single_line(step.text)) for step in page.first_steps]
        self._show_lines("#told", [*first_lines, *nobody_lines])
        return people_list

    def _show_steps(self, page: HelpNowPage) -> None:
        """Show what else was written down, heading by heading, and one thing to do alone."""
        solo_lines = [escape_control(solo_text(page.suggestions))]
        if not page.has_steps:
            solo_lines.append(_("Your own safety steps will stand here. e writes them down."))
        self._show_lines("#besides", solo_lines)
        segments: list[Content | tuple[str, str]] = []
        for heading in HEADINGS:
            heading_steps = [step for step in page.other_steps if step.heading == heading]
            if heading_steps:
                lines = "".join(
                    f"{escape_control(step_text(step, page.names))}\n" for step in heading_steps
                )
                segments += [
                    (f"{step_heading_label(heading)}\n", "bold $accent"),
                    Content(f"{lines}\n"),
                ]
        content = Content.assemble(*segments).rstrip()
        self.show_text("#steps", content, visible=bool(segments))

    def _show_lines(self, selector: str, lines: Sequence[str]) -> None:
        self.show_text(selector, "\n".join(lines), visible=bool(lines))

    def on_resize(self) -> None:
        """Give the list the height of its lines as they are wrapped now."""
        for people_list in self.query(PeopleList):
            self.call_after_refresh(people_list.refresh, layout=True)

    def action_back(self) -> None:
        """Go back to where the person was."""
        self.dismiss()

    def action_steps(self) -> None:
        """Open the safety steps."""
        self.post_message(OpenPage("steps"))


_SEPARATORS = " ,;:.-–—"
"""What joins a name to what is said of it."""


def _contact_notes(contact: Contact, step: SafetyStep) -> list[str]:
    """Return what was written about a contact, without the name, which stands before it."""
    text = to_single_line(step.text)
    if text.casefold().startswith(contact.name.casefold()):
        remainder = text[len(contact.name) :]
        text = remainder.lstrip(_SEPARATORS) if remainder[:1] in _SEPARATORS else text
    boundary = escape_control(boundary_text(contact))
    return [note for note in (boundary, escape_control(text), _("on my steps")) if note]


def _crisis_lines_content(lines: Sequence[helplines.CrisisLine], country: str | None) -> Content:
    """Return the crisis lines, each with how to reach it and when it was verified."""
    segments: list[Content | str | tuple[str, str]] = []
    for line in lines:
        segments += [(escape_control(line.name), "bold"), "  ", escape_control(line.reach)]
        verified_text = (
            _("verified {day}").format(day=long_day(line.verified_on))
            if line.verified_on
            else _("not verified")
        )
        segments += ["  ", (verified_text, "$quiet"), "\n"]
    segments.append(helplines.emergency_number_text(country))
    return Content.assemble(*segments)
