"""``steps``: the safety steps, what I wrote down for a hard moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Argument, Option, command
from recovery_journal.cli.output import UNDO_COMMAND
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.fields import SingleChoice, parse_id
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.queries.help_now import load_safety_steps
from recovery_journal.report.safety_steps_text import (
    HEADINGS,
    step_heading_hint,
    step_heading_label,
    step_lines,
    steps_intro_text,
)

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

HEADING_FIELD = SingleChoice[StepHeading](StepHeading)
LineArgument = Annotated[str | None, Argument("ID", N_("the number of a line"))]


@command("steps list")
def list_steps(context: CommandContext) -> None:
    """Print the lines, by heading."""
    with context.open() as journal:
        page = load_safety_steps(journal)
    if context.json:
        context.print_json({"steps": [step_json(step, page.names) for step in page.steps]})
        return
    if not page.steps:
        context.warn(_("Nothing here yet. Write them down with: recovery-journal steps edit"))
    for line in step_lines(page.steps, page.names):
        context.print(line, bold=not line.startswith(" "))


@command('steps add alone "walk to the river"')
def add_step(
    context: CommandContext,
    heading: Annotated[
        str | None,
        Argument(
            "HEADING",
            lambda: _("one of {choices}").format(choices=", ".join(HEADING_FIELD.choices)),
            choices=HEADING_FIELD.choices,
        ),
    ] = None,
    text: Annotated[str | None, Argument("TEXT", N_("the line; - reads standard input"))] = None,
    contact: Annotated[
        str | None, Option("CONTACT", N_("whom it is about: a name or an id"))
    ] = None,
) -> None:
    """Add a line. Without a text it asks for one; with a contact, their name will do."""
    parsed_heading = _parse_heading(context, heading)
    if text is not None:
        text = context.resolve_text("text", text)
    with context.open() as journal:
        linked_contact = None if contact is None else journal.contacts.find(contact)
        if text is None and linked_contact is not None:
            text = linked_contact.name
        text = text or context.require_text("text", None, _("What would you like to write there?"))
        step = journal.safety_steps.add(
            parsed_heading, text, None if linked_contact is None else linked_contact.id
        )
        _print_step_result(context, journal, step, _("Saved."))


@command('steps edit 3 "walk to the river and back"')
def edit_step(
    context: CommandContext,
    number: LineArgument = None,
    text: Annotated[
        str | None, Argument("TEXT", N_("the new text; - reads standard input"))
    ] = None,
    contact: Annotated[
        str | None, Option("CONTACT", N_("whom it is about: a name, an id, or none"))
    ] = None,
) -> None:
    """Change a line; without an ID, ask for new lines heading by heading."""
    if number is None:
        _prompt_steps(context)
        return
    step_id = parse_id(number)
    if text is not None:
        text = context.resolve_text("text", text)
    with context.open() as journal:
        step = journal.safety_steps.get(step_id)
        contact_id = step.contact_id
        if contact is not None:
            unlink = contact.strip().casefold() == "none"
            contact_id = None if unlink else journal.contacts.find(contact).id
        if text is None and contact is not None:
            text = step.text
        text = text or context.require_text("text", None, _("What would you like it to say?"))
        step = journal.safety_steps.edit(step_id, text, contact_id)
        _print_step_result(context, journal, step, _("Changed."))


def _prompt_steps(context: CommandContext) -> None:
    """Ask for lines under one heading after another; Enter alone goes on."""
    if not context.is_interactive:
        raise BadValue(
            _("Without a terminal it takes an ID and a TEXT: recovery-journal steps edit 3 TEXT"),
            field="id",
        )
    with context.open() as journal:
        page = load_safety_steps(journal)
        added_steps: list[SafetyStep] = []
        context.warn(steps_intro_text())
        context.warn(_("Enter alone goes on to the next heading."))
        for heading in HEADINGS:
            heading_steps = [step for step in page.steps if step.heading == heading]
            lines = step_lines(heading_steps, page.names)[1:]
            context.warn(
                "\n".join([step_heading_label(heading), *(lines or [step_heading_hint(heading)])])
            )
            try:
                while line := context.ask(">").strip():
                    added_steps.append(journal.safety_steps.add(heading, line))
            except BadValue:
                break  # ctrl+d: what was written until now stays
        if context.json:
            context.print_json({"steps": [step_json(step, page.names) for step in added_steps]})
            return
    for line in step_lines(added_steps, page.names):
        context.print(line)
    if added_steps:
        context.warn(_("Saved. Each line can be taken back with: {undo}").format(undo=UNDO_COMMAND))


@command("steps delete 3")
def delete_step(context: CommandContext, number: LineArgument = None) -> None:
    """Delete a line; undo brings it back."""
    step_id = _parse_step_id(context, number)
    with context.open() as journal:
        step = journal.safety_steps.delete(step_id)
        _print_step_result(context, journal, step, _("Deleted."))


@command("steps move 3 --up")
def move_step(
    context: CommandContext,
    number: LineArgument = None,
    up: Annotated[bool, Option(help=N_("one up under its heading"))] = False,
    down: Annotated[bool, Option(help=N_("one down under its heading"))] = False,
) -> None:
    """Move a line up or down under its heading."""
    if up == down:
        raise BadValue(_("It takes one of --up and --down."), field="up")
    step_id = _parse_step_id(context, number)
    with context.open() as journal:
        previous_order = [step.id for step in journal.safety_steps.list()]
        journal.safety_steps.move(step_id, -1 if up else 1)
        step = journal.safety_steps.get(step_id)
        if [moved_step.id for moved_step in journal.safety_steps.list()] == previous_order:
            sentence = _("It is at the top already.") if up else _("It is at the end already.")
            _print_step_result(context, journal, step, sentence, undo=False)
        else:
            _print_step_result(context, journal, step, _("Moved."))


def _parse_step_id(context: CommandContext, number: str | None) -> int:
    return parse_id(context.require_text("id", number, _("Which line? Its number:")))


def _parse_heading(context: CommandContext, text: str | None) -> StepHeading:
    """Return the heading a person typed: its name, or its words."""
    heading_text = context.require_text("heading", text, _("Under which heading?"))
    for heading in HEADINGS:
        if heading_text.strip().casefold() == step_heading_label(heading).casefold():
            return heading
    return HEADING_FIELD.parse("heading", heading_text)


def _print_step_result(
    context: CommandContext, journal: Journal, step: SafetyStep, sentence: str, *, undo: bool = True
) -> None:
    if context.json:
        context.print_json(step_json(step, load_safety_steps(journal).names))
        return
    if undo:
        sentence = _("{sentence} Take it back with: {undo}").format(
            sentence=sentence, undo=UNDO_COMMAND
        )
    context.print(f"{step.id}  {sentence}")


def step_json(step: SafetyStep, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a line as JSON."""
    contact_id = step.contact_id
    return {
        "id": step.id,
        "uuid": step.uuid,
        "heading": step.heading,
        "text": step.text,
        "contact": None if contact_id is None else {"id": contact_id, "name": names[contact_id]},
    }
