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

from recovery_journal import facts
from recovery_journal import settings as settings_file
from recovery_journal.dates import long_day
from recovery_journal.domain.fields import ContactRef
from recovery_journal.messages import FormAsked, PageAsked
from recovery_journal.report.plain import harmless, on_one_line
from recovery_journal.report.steps_text import FIRST, HEADINGS, heading_words, step_words
from recovery_journal.rules.days import last_days
from recovery_journal.rules.states import boundary_words
from recovery_journal.rules.suggest import Suggestion, alone, nobody_words, who_could_i_reach
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.keeping import SafetyStep
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.storage import Journal

SUGGESTED = 5
AT_LEAST = 2
"""How many people stand there in all, and how many of them besides those on the steps."""


class HelpNowScreen(JournalScreen):
    """Crisis lines and the emergency number; unlocked, also people to tell and my steps.

    ``journal`` is None while it is locked or not made yet: nothing of it is shown
    but the lines that the person allowed, which are in the settings.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Help now")
    help_line = False
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

    def __init__(self, journal: Journal | None, clock: Clock) -> None:
        super().__init__(cast("Journal", journal), clock)
        self.open = journal is not None

    def compose_body(self) -> ComposeResult:
        """Lay out the lines to call, the people, the steps, and the two facts."""
        chosen = settings_file.load()
        with VerticalScroll(id="page"):
            yield Static(Content(_("Someone to talk to, now")), classes="head")
            extra = facts.own_lines(chosen.extra_lines)
            yield Static(
                _lines(facts.crisis_lines(chosen.country, extra), chosen.country), id="lines"
            )
            if self.open:
                yield Static(Content(_("People I can tell")), classes="head")
                yield Static(id="told", markup=False)
                yield PeopleList(id="people")
                yield Static(id="besides", markup=False)
                yield Static(id="steps", markup=False)
            elif chosen.locked_lines:
                yield Static(Content(_("My own lines")), classes="head")
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the steps only where the journal is open."""
        return self.open if action == "steps" else True

    def show_journal(self) -> None:
        """Show who could be told in a hard moment, and the person's own steps."""
        if self.open:
            steps = self.journal.steps.list()
            contacts = {one.id: one for one in self.journal.contacts.all()}
            people = self._show_people(steps, contacts)
            self._show_steps(steps, {person: one.name for person, one in contacts.items()})
            if self.focused is None:  # the page stays where it begins, with the lines to call
                begin = people if people.display else self.query_one("#page")
                self.set_focus(begin, scroll_visible=False)

    def _show_people(self, steps: Sequence[SafetyStep], contacts: dict[int, Contact]) -> PeopleList:
        """Show those whom the person wrote down first, then who else could be reached."""
        chosen = list(_written_down(steps, contacts))
        ids = {contact.id for contact, _step in chosen}
        found = [one for one in self._suggested() if one.contact.id not in ids]
        rows: list[tuple[int, str, Sequence[str]]] = [
            (contact.id, contact.name, _why(contact, step)) for contact, step in chosen
        ]
        more = max(AT_LEAST, SUGGESTED - len(chosen))
        rows += [(one.contact.id, one.contact.name, one.beside) for one in found[:more]]
        people = self.query_one(PeopleList)
        people.fill(rows)
        people.display = bool(rows)
        told = [step for step in steps if step.heading in FIRST and step.contact_id not in ids]
        nobody = [] if rows else [nobody_words()]
        self._say("told", [*(harmless(on_one_line(step.text)) for step in told), *nobody])
        return people

    def _suggested(self) -> tuple[Suggestion, ...]:
        day = self.today
        start, end = last_days(day, 365)
        reach_outs = self.journal.entries.between(start, end, "reach_out")
        return who_could_i_reach(
            self.journal.contacts.ties(day),
            cast("list[ReachOut]", reach_outs),
            day,
            hard_moment=True,
        )

    def _show_steps(self, steps: Sequence[SafetyStep], names: dict[int, str]) -> None:
        """Show what else was written down, heading by heading, and one thing to do alone."""
        start, end = last_days(self.today, 365)
        urges = cast("list[Urge]", self.journal.entries.between(start, end, "urge"))
        coping = alone(urges, self.journal.lists.copings(), hard_moment=True)
        words = [_("On my own: {coping}").format(coping=harmless(coping))]
        if not steps:
            words.append(_("Your own safety steps will stand here. e writes them down."))
        self._say("besides", words)
        parts: list[Content | tuple[str, str]] = []
        for heading in HEADINGS:
            under = [step for step in steps if step.heading == heading]
            if heading not in FIRST and under:
                lines = "".join(f"{harmless(step_words(step, names))}\n" for step in under)
                parts += [(f"{heading_words(heading)}\n", "bold $accent"), Content(f"{lines}\n")]
        shown = self.query_one("#steps", Static)
        shown.update(Content.assemble(*parts).rstrip())
        shown.display = bool(parts)

    def _say(self, name: str, lines: Sequence[str]) -> None:
        part = self.query_one(f"#{name}", Static)
        part.update(Content("\n".join(lines)))
        part.display = bool(lines)

    def on_resize(self) -> None:
        """Give the list the height of its lines as they are wrapped now."""
        for people in self.query(PeopleList):
            self.call_after_refresh(people.refresh, layout=True)

    def action_back(self) -> None:
        """Go back to where the person was."""
        self.dismiss()

    def action_steps(self) -> None:
        """Open the safety steps."""
        self.post_message(PageAsked("steps"))

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, object] = {"contacts": (ContactRef(event.person, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(FormAsked("reached", values))


_JOINTS = " ,;:.-–—"
"""What joins a name to what is said of it."""


def _written_down(
    steps: Sequence[SafetyStep], contacts: dict[int, Contact]
) -> Iterable[tuple[Contact, SafetyStep]]:
    """Return the contacts of the steps that come first, each once.

    Someone marked as a risk since then, or with whom there is to be less contact
    now, is not named as a person to reach; the line that was written stays.
    """
    seen: set[int] = set()
    for step in steps:
        contact = contacts.get(step.contact_id or 0)
        if step.heading not in FIRST or contact is None or contact.id in seen:
            continue
        if contact.influence != "risk" and contact.status != "less_now":
            seen.add(contact.id)
            yield contact, step


def _why(contact: Contact, step: SafetyStep) -> list[str]:
    """Return what was written about a contact, without the name, which stands before it."""
    text = on_one_line(step.text)
    if text.casefold().startswith(contact.name.casefold()):
        rest = text[len(contact.name) :]
        text = rest.lstrip(_JOINTS) if rest[:1] in _JOINTS else text
    boundary = harmless(boundary_words(contact))
    return [one for one in (boundary, harmless(text), _("on my steps")) if one]


def _lines(lines: Sequence[facts.CrisisLine], country: str | None) -> Content:
    """Return the crisis lines, each with how to reach it and when it was verified."""
    parts: list[Content | str | tuple[str, str]] = []
    for line in lines:
        parts += [(harmless(line.name), "bold"), "  ", harmless(line.reach)]
        checked = (
            _("verified {day}").format(day=long_day(line.verified_on))
            if line.verified_on
            else _("not verified")
        )
        parts += ["  ", (checked, "$quiet"), "\n"]
    parts.append(facts.emergency_words(country))
    return Content.assemble(*parts)
