"""Help now: who can help, from anywhere and in one key. Nothing to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal import helplines
from recovery_journal import settings as settings_file
from recovery_journal.dates import long_day
from recovery_journal.domain.fields import ContactRef
from recovery_journal.i18n import N_, _
from recovery_journal.messages import OpenForm, OpenPage
from recovery_journal.report.safety_steps_text import (
    HEADINGS,
    HELP_NOW_FIRST,
    step_heading_label,
    step_text,
)
from recovery_journal.rules.days import window_bounds
from recovery_journal.rules.network.states import boundary_text
from recovery_journal.rules.suggestions import (
    Suggestion,
    nobody_to_suggest_text,
    solo_activity,
    suggest_contacts,
)
from recovery_journal.screens import JournalScreen
from recovery_journal.session import Session
from recovery_journal.terminal_text import escape_control, to_single_line
from recovery_journal.widgets.people_list import PeopleList

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.safety_step import SafetyStep
    from recovery_journal.domain.urge import Urge

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
        Binding(
            "escape", "back", N_("Back"), id="help.back", tooltip=N_("Go back to where you were")
        ),
        Binding(
            "e", "steps", N_("My steps"), id="help.steps",
            tooltip=N_("See your safety steps, and change them"),
        ),
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
            steps = self.journal.safety_steps.list()
            contacts = {contact.id: contact for contact in self.journal.contacts.all()}
            people_list = self._show_people(steps, contacts)
            self._show_steps(
                steps, {contact_id: contact.name for contact_id, contact in contacts.items()}
            )
            if self.focused is None:  # the page stays where it begins, with the lines to call
                target = people_list if people_list.display else self.query_one("#page")
                self.set_focus(target, scroll_visible=False)

    def _show_people(self, steps: Sequence[SafetyStep], contacts: dict[int, Contact]) -> PeopleList:
        """Show those whom the person wrote down first, then who else could be reached."""
        from_steps = list(_contacts_in_steps(steps, contacts))
        ids = {contact.id for contact, _step in from_steps}
        suggestions = [
            suggestion for suggestion in self._suggestions() if suggestion.contact.id not in ids
        ]
        rows: list[tuple[int, str, Sequence[str]]] = [
            (contact.id, contact.name, _contact_notes(contact, step))
            for contact, step in from_steps
        ]
        limit = max(MIN_SUGGESTIONS, SUGGESTION_LIMIT - len(from_steps))
        rows += [
            (suggestion.contact.id, suggestion.contact.name, suggestion.boundary_and_reasons)
            for suggestion in suggestions[:limit]
        ]
        people_list = self.query_one(PeopleList)
        people_list.fill(rows)
        people_list.display = bool(rows)
        other_steps = [
            step for step in steps if step.heading in HELP_NOW_FIRST and step.contact_id not in ids
        ]
        nobody_lines = [] if rows else [nobody_to_suggest_text()]
        self._say(
            "told",
            [*(escape_control(to_single_line(step.text)) for step in other_steps), *nobody_lines],
        )
        return people_list

    def _suggestions(self) -> tuple[Suggestion, ...]:
        day = self.today
        start, end = window_bounds(day, 365)
        reach_outs = self.journal.entries.between(start, end, "reach_out")
        return suggest_contacts(
            self.journal.contacts.with_activity(day),
            cast("list[ReachOut]", reach_outs),
            day,
            hard_moment=True,
        )

    def _show_steps(self, steps: Sequence[SafetyStep], names: dict[int, str]) -> None:
        """Show what else was written down, heading by heading, and one thing to do alone."""
        start, end = window_bounds(self.today, 365)
        urges = cast("list[Urge]", self.journal.entries.between(start, end, "urge"))
        coping = solo_activity(urges, self.journal.vocabulary.copings(), hard_moment=True)
        solo_lines = [_("On my own: {coping}").format(coping=escape_control(coping))]
        if not steps:
            solo_lines.append(_("Your own safety steps will stand here. e writes them down."))
        self._say("besides", solo_lines)
        segments: list[Content | tuple[str, str]] = []
        for heading in HEADINGS:
            heading_steps = [step for step in steps if step.heading == heading]
            if heading not in HELP_NOW_FIRST and heading_steps:
                lines = "".join(
                    f"{escape_control(step_text(step, names))}\n" for step in heading_steps
                )
                segments += [
                    (f"{step_heading_label(heading)}\n", "bold $accent"),
                    Content(f"{lines}\n"),
                ]
        steps_widget = self.query_one("#steps", Static)
        steps_widget.update(Content.assemble(*segments).rstrip())
        steps_widget.display = bool(segments)

    def _say(self, widget_id: str, lines: Sequence[str]) -> None:
        widget = self.query_one(f"#{widget_id}", Static)
        widget.update(Content("\n".join(lines)))
        widget.display = bool(lines)

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

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, object] = {"contacts": (ContactRef(event.contact_id, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(OpenForm("reached", values))


_SEPARATORS = " ,;:.-–—"
"""What joins a name to what is said of it."""


def _contacts_in_steps(
    steps: Sequence[SafetyStep], contacts: dict[int, Contact]
) -> Iterable[tuple[Contact, SafetyStep]]:
    """Return the contacts of the steps that come first, each once.

    Someone marked as a risk since then, or with whom there is to be less contact
    now, is not named as a person to reach; the line that was written stays.
    """
    seen_ids: set[int] = set()
    for step in steps:
        contact = contacts.get(step.contact_id or 0)
        if step.heading not in HELP_NOW_FIRST or contact is None or contact.id in seen_ids:
            continue
        if contact.influence != "risk" and contact.status != "less_now":
            seen_ids.add(contact.id)
            yield contact, step


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
