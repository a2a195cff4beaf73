"""``steps``: the safety steps, what I wrote down for a hard moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, Group, argument, flag, option
from recovery_journal.cli.saving import UNDO
from recovery_journal.domain.fields import Choice, parse_id
from recovery_journal.domain.lists import StepHeading
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.keeping import SafetyStep
    from recovery_journal.storage import Journal

HEADING = Choice(StepHeading)


def steps() -> Group:
    """Build the group."""
    return Group(
        "steps",
        {
            "list": (_("the lines, by heading"), _build_list),
            "add": (_("add a line"), _build_add),
            "edit": (_("change a line, or write them one by one"), _build_edit),
            "delete": (_("delete a line"), _build_delete),
            "move": (_("move a line up or down"), _build_move),
        },
        help=_(
            "Print your safety steps for a hard moment, by heading. "
            "They are best written together with someone you trust."
        ),
        example="steps",
        alone=_print,
    )


def _build_list() -> Command:
    return Command("list", _print, [], help=_("Print the lines, by heading."), example="steps list")


def _build_add() -> Command:
    return Command(
        "add",
        _add,
        [
            argument("heading", _("one of {choices}").format(choices=", ".join(HEADING.choices)),
                     "HEADING"),
            argument("text", _("the line; - reads standard input"), "TEXT"),
            option("--contact", _("whom it is about: a name or an id"), "CONTACT"),
        ],
        help=_("Add a line. Without a text it asks for one; with a contact, their name will do."),
        example='steps add alone "walk to the river"',
    )  # fmt: skip


def _build_edit() -> Command:
    return Command(
        "edit",
        _edit,
        [
            argument("number", _("the number of a line"), "ID"),
            argument("text", _("the new text; - reads standard input"), "TEXT"),
            option("--contact", _("whom it is about: a name, an id, or none"), "CONTACT"),
        ],
        help=_("Change a line; without an ID, ask for new lines heading by heading."),
        example='steps edit 3 "walk to the river and back"',
    )


def _build_delete() -> Command:
    return Command(
        "delete",
        _delete,
        [argument("number", _("the number of a line"), "ID")],
        help=_("Delete a line; undo brings it back."),
        example="steps delete 3",
    )


def _build_move() -> Command:
    return Command(
        "move",
        _move,
        [
            argument("number", _("the number of a line"), "ID"),
            flag("--up", _("one up under its heading")),
            flag("--down", _("one down under its heading")),
        ],
        help=_("Move a line up or down under its heading."),
        example="steps move 3 --up",
    )


def step_json(step: SafetyStep, names: dict[int, str]) -> dict[str, Any]:
    """Return a line as JSON."""
    about = step.contact_id
    return {
        "id": step.id,
        "uuid": step.uuid,
        "heading": step.heading,
        "text": step.text,
        "contact": None if about is None else {"id": about, "name": names[about]},
    }


def _names(journal: Journal) -> dict[int, str]:
    return {one.id: one.name for one in journal.contacts.all(ended=True)}


def _print(state: State) -> None:
    with state.open() as journal:
        found = journal.steps.list()
        names = _names(journal)
    if state.json:
        state.answer({"steps": [step_json(step, names) for step in found]})
        return
    from recovery_journal.report.steps_text import steps_text

    if not found:
        state.notice(_("Nothing here yet. Write them down with: recovery-journal steps edit"))
    for line in steps_text(found, names):
        state.say(line, bold=not line.startswith(" "))


def _add(state: State, heading: str | None, text: str | None, contact: str | None) -> None:
    under = _heading(state, heading)
    if text is not None:
        text = state.text("text", text)
    with state.open() as journal:
        about = None if contact is None else journal.contacts.find(contact)
        if text is None and about is not None:
            text = about.name
        text = text or state.needed("text", None, _("What would you like to write there?"))
        step = journal.steps.add(under, text, None if about is None else about.id)
        _answer(state, journal, step, _("Saved."))


def _edit(state: State, number: str | None, text: str | None, contact: str | None) -> None:
    if number is None:
        _walk(state)
        return
    wanted = parse_id(number)
    if text is not None:
        text = state.text("text", text)
    with state.open() as journal:
        step = journal.steps.get(wanted)
        about = step.contact_id
        if contact is not None:
            unlink = contact.strip().casefold() == "none"
            about = None if unlink else journal.contacts.find(contact).id
        if text is None and contact is not None:
            text = step.text
        text = text or state.needed("text", None, _("What would you like it to say?"))
        step = journal.steps.edit(wanted, text, about)
        _answer(state, journal, step, _("Changed."))


def _walk(state: State) -> None:
    """Ask for lines under one heading after another; Enter alone goes on."""
    if not state.terminal:
        raise BadValue(
            _("Without a terminal it takes an ID and a TEXT: recovery-journal steps edit 3 TEXT"),
            field="id",
        )
    from recovery_journal.report.steps_text import (
        HEADINGS,
        heading_hint,
        heading_words,
        steps_text,
        together_words,
    )

    with state.open() as journal:
        names = _names(journal)
        there = journal.steps.list()
        added: list[SafetyStep] = []
        state.notice(together_words())
        state.notice(_("Enter alone goes on to the next heading."))
        for heading in HEADINGS:
            lines = steps_text([step for step in there if step.heading == heading], names)[1:]
            state.notice("\n".join([heading_words(heading), *(lines or [heading_hint(heading)])]))
            try:
                while line := state.ask(">").strip():
                    added.append(journal.steps.add(heading, line))
            except BadValue:
                break  # ctrl+d: what was written until now stays
        if state.json:
            state.answer({"steps": [step_json(step, names) for step in added]})
            return
    for line in steps_text(added, names):
        state.say(line)
    if added:
        state.notice(_("Saved. Each line can be taken back with: {undo}").format(undo=UNDO))


def _delete(state: State, number: str | None) -> None:
    wanted = parse_id(state.needed("id", number, _("Which line? Its number:")))
    with state.open() as journal:
        step = journal.steps.delete(wanted)
        _answer(state, journal, step, _("Deleted."))


def _move(state: State, number: str | None, up: bool, down: bool) -> None:
    if up == down:
        raise BadValue(_("It takes one of --up and --down."), field="up")
    wanted = parse_id(state.needed("id", number, _("Which line? Its number:")))
    with state.open() as journal:
        before = [step.id for step in journal.steps.list()]
        journal.steps.move(wanted, -1 if up else 1)
        step = journal.steps.get(wanted)
        if [one.id for one in journal.steps.list()] == before:
            sentence = _("It is at the top already.") if up else _("It is at the end already.")
            _answer(state, journal, step, sentence, undo=False)
        else:
            _answer(state, journal, step, _("Moved."))


def _heading(state: State, text: str | None) -> StepHeading:
    """Return the heading a person typed: its name, or its words."""
    from recovery_journal.report.steps_text import HEADINGS, heading_words

    typed = state.needed("heading", text, _("Under which heading?"))
    for heading in HEADINGS:
        if typed.strip().casefold() == heading_words(heading).casefold():
            return heading
    return HEADING.parse("heading", typed)  # type: ignore[return-value]  # one of that list


def _answer(
    state: State, journal: Journal, step: SafetyStep, sentence: str, *, undo: bool = True
) -> None:
    if state.json:
        state.answer(step_json(step, _names(journal)))
        return
    if undo:
        sentence = _("{sentence} Take it back with: {undo}").format(sentence=sentence, undo=UNDO)
    state.say(f"{step.id}  {sentence}")
