"""``steps``: the safety steps, what I wrote down for a hard moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, CommandGroup, argument, flag, option
from recovery_journal.cli.output import UNDO_COMMAND
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.fields import SingleChoice, parse_id
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.safety_step import SafetyStep
    from recovery_journal.storage import Journal

HEADING_FIELD = SingleChoice[StepHeading](StepHeading)


def steps() -> CommandGroup:
    """Build the group."""
    return CommandGroup(
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
        default_action=_print_steps,
    )


def _build_list() -> Command:
    return Command(
        "list", _print_steps, [], help=_("Print the lines, by heading."), example="steps list"
    )


def _build_add() -> Command:
    return Command(
        "add",
        _add,
        [
            argument(
                "heading",
                _("one of {choices}").format(choices=", ".join(HEADING_FIELD.choices)),
                "HEADING",
                choices=HEADING_FIELD.choices,
            ),
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


def _print_steps(context: CommandContext) -> None:
    from recovery_journal.queries.help_now import load_safety_steps

    with context.open() as journal:
        page = load_safety_steps(journal)
    if context.json:
        context.print_json({"steps": [step_json(step, page.names) for step in page.steps]})
        return
    from recovery_journal.report.safety_steps_text import step_lines

    if not page.steps:
        context.warn(_("Nothing here yet. Write them down with: recovery-journal steps edit"))
    for line in step_lines(page.steps, page.names):
        context.print(line, bold=not line.startswith(" "))


def _add(
    context: CommandContext, heading: str | None, text: str | None, contact: str | None
) -> None:
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


def _edit(
    context: CommandContext, number: str | None, text: str | None, contact: str | None
) -> None:
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
    from recovery_journal.queries.help_now import load_safety_steps
    from recovery_journal.report.safety_steps_text import (
        HEADINGS,
        step_heading_hint,
        step_heading_label,
        step_lines,
        steps_intro_text,
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


def _delete(context: CommandContext, number: str | None) -> None:
    step_id = parse_id(context.require_text("id", number, _("Which line? Its number:")))
    with context.open() as journal:
        step = journal.safety_steps.delete(step_id)
        _print_step_result(context, journal, step, _("Deleted."))


def _move(context: CommandContext, number: str | None, up: bool, down: bool) -> None:
    if up == down:
        raise BadValue(_("It takes one of --up and --down."), field="up")
    step_id = parse_id(context.require_text("id", number, _("Which line? Its number:")))
    with context.open() as journal:
        previous_order = [step.id for step in journal.safety_steps.list()]
        journal.safety_steps.move(step_id, -1 if up else 1)
        step = journal.safety_steps.get(step_id)
        if [moved_step.id for moved_step in journal.safety_steps.list()] == previous_order:
            sentence = _("It is at the top already.") if up else _("It is at the end already.")
            _print_step_result(context, journal, step, sentence, undo=False)
        else:
            _print_step_result(context, journal, step, _("Moved."))


def _parse_heading(context: CommandContext, text: str | None) -> StepHeading:
    """Return the heading a person typed: its name, or its words."""
    from recovery_journal.report.safety_steps_text import HEADINGS, step_heading_label

    heading_text = context.require_text("heading", text, _("Under which heading?"))
    for heading in HEADINGS:
        if heading_text.strip().casefold() == step_heading_label(heading).casefold():
            return heading
    return HEADING_FIELD.parse("heading", heading_text)


def _print_step_result(
    context: CommandContext, journal: Journal, step: SafetyStep, sentence: str, *, undo: bool = True
) -> None:
    if context.json:
        from recovery_journal.queries.help_now import load_safety_steps

        context.print_json(step_json(step, load_safety_steps(journal).names))
        return
    if undo:
        sentence = _("{sentence} Take it back with: {undo}").format(
            sentence=sentence, undo=UNDO_COMMAND
        )
    context.print(f"{step.id}  {sentence}")
