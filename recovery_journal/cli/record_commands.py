"""The commands that write one record, from ``checkin`` to ``return-to-use``, as one table.

A row says what a command adds to the fields of its record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Argument, Option, parameter
from recovery_journal.cli.parsing import official_program_name
from recovery_journal.cli.record_writing import (
    RecordCommand,
    Values,
    prompt_fields,
    record_command,
)
from recovery_journal.domain.choices import (
    PROGRAMS,
    ActivityKind,
    MilestoneKind,
    PresentStatus,
    TriedOutcome,
)
from recovery_journal.domain.fields import ContactRef, Fields, SingleChoice
from recovery_journal.errors import Ambiguous, BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.text import normalize

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


# ---- a text without an option


def _use_activity_word(context: CommandContext, params: Values, values: Values) -> None:
    """Take the word as the kind; with ``--activity-kind`` it is the name."""
    word, field = params["word"], SingleChoice[ActivityKind](ActivityKind)
    if "activity_kind" not in values:
        question = f"{_('What kind of activity?')} ({', '.join(field.choices)})"
        kind = context.require_text("kind", word, question)
        values["activity_kind"] = field.parse("activity_kind", kind)
    elif word is not None:
        _add_text(context, values, "name", word)


def _use_milestone_word(context: CommandContext, params: Values, values: Values) -> None:
    """Take the word as the kind where it is one, else as the wording, which is asked for."""
    word, field = params["word"], SingleChoice[MilestoneKind](MilestoneKind)
    normalized = (word or "").strip().casefold().replace("-", "_").replace(" ", "_")
    if word is not None and normalized in field.choices and "milestone_kind" not in values:
        values["milestone_kind"] = field.parse("milestone_kind", word)
    elif word is not None:
        _add_text(context, values, "wording", word)
    elif not (values or params["note"] is not None):
        values["wording"] = context.require_text("wording", None, _("What did you reach?"))


def _add_text(context: CommandContext, values: Values, name: str, text: str) -> None:
    """Add the text of an argument to the values; raises where an option has given one."""
    if name in values:
        raise BadValue(_("There are two texts for one field here."), field=name)
    values[name] = context.resolve_text(name, text)


# ---- people


def _reached_fields(fields: Fields) -> Fields:
    return {name: field for name, field in fields.items() if name != "outcome"}


def _tried_fields(fields: Fields) -> Fields:
    return {"outcome": SingleChoice(TriedOutcome), **_reached_fields(fields)}


def _use_people(_context: CommandContext, params: Values, values: Values) -> None:
    if names := [*params["who"], *params["contacts"]]:
        values["contacts"] = names


def _ask_person(context: CommandContext, _fields: Fields, values: Values) -> Values:
    return {**values, "contacts": [context.require_text("contact", None, _("Who was it?"))]}


# ---- meetings


def _not_attended_fields(fields: Fields) -> Fields:
    return {name: field for name, field in fields.items() if name != "status"}


def _attended_fields(fields: Fields) -> Fields:
    return {**_not_attended_fields(fields), "status": SingleChoice(PresentStatus)}


def _use_meeting_name(context: CommandContext, params: Values, values: Values) -> None:
    """Take the name of a meeting, asked for where there is none, and the official program."""
    if params.get("left_early"):
        values["status"] = "left_early"
    if params["word"] is not None:
        values["name"] = context.resolve_text("name", params["word"])
    elif "name" not in values and not params["contacts"]:
        values["name"] = context.require_text("name", None, _("Which meeting?"))
    if "program" in values:
        values["program"] = official_program_name(values["program"])


def _find_meeting_group(journal: Journal, values: Values) -> None:
    """Put a meeting under the group contact it belongs to, or under its name."""
    if not values["contacts"] and (group := _find_group(journal, values["name"])):
        values["contacts"] = (ContactRef(group.id, group.name),)
        values["name"] = group.name
    values["name"] = values.get("name") or values["contacts"][0].name


def _find_group(journal: Journal, name: str) -> Contact | None:
    """Return the group contact of this name, exact first, then the start of it, or None."""
    normalized = normalize(name)
    groups = [contact for contact in journal.contacts.all() if contact.contact_kind == "group"]
    number = name.strip().removeprefix("#").removeprefix("id:")
    matches = [contact for contact in groups if number.isdecimal() and str(contact.id) == number]
    matches = matches or [
        contact for contact in groups if normalized and normalize(contact.name) == normalized
    ]
    matches = matches or [
        contact
        for contact in groups
        if normalized and normalize(contact.name).startswith(normalized)
    ]
    if len(matches) > 1:
        raise Ambiguous(
            _("{name} could be: {candidates}. You could use the number.").format(
                name=name,
                candidates=", ".join(f"{contact.id} {contact.name}" for contact in matches),
            ),
            candidates=[{"id": contact.id, "name": contact.name} for contact in matches],
        )
    return matches[0] if matches else None


# ---- after a return to use


def _print_support(context: CommandContext, journal: Journal) -> None:
    """Thank, say who helps at once, two facts, and what is still here."""
    from recovery_journal.cli.goal import print_totals
    from recovery_journal.queries.goal import load_totals
    from recovery_journal.report import return_to_use_text
    from recovery_journal.settings import load

    context.print(return_to_use_text.recorded_thanks_text())
    context.print(return_to_use_text.safety_question_text(load().country))
    context.print(_("People and lines to call: recovery-journal help-now"))
    context.print(_("Who you could tell: recovery-journal suggest --hard-moment"))
    for text, source in return_to_use_text.safety_fact_lines(journal.goals.current()):
        context.print(text)
        context.print(_("  source: {source}").format(source=source))
    print_totals(context, load_totals(journal, context.today(journal)), nonzero_only=True)


# ---- the table

PEOPLE = parameter(
    "who",
    Annotated[tuple[str, ...], Argument("CONTACT...", N_("a name or an id; several at once"))],
)
REACH_OUT_HELP = {
    "felt_before": N_("how you felt before"),
    "felt_after": N_("how you felt after"),
    "support_given": N_("whether you gave support"),
    "outcome": N_("no_answer when not given"),
}
WHO_IS_MISSING = N_("Who was it? A contact is missing: its name or its id.")
MEETING_NAME = parameter(
    "word", Annotated[str | None, Argument("NAME", N_("a group of yours, or any name"))]
)
ROWS = {
    "checkin": RecordCommand(
        record="check_in:CheckIn",
        help=N_("Record how it is now. Only the mood is needed; in a terminal it asks."),
        example="checkin --mood 7 --emotion hopeful:6 --sleep 7.5",
        help_texts={
            "mood": N_("0 very low, 5 okay, 10 very good"),
            "arousal": N_("-3 numb, 0 steady, 3 on edge"),
            "urge": N_("the strongest so far today"),
            "confidence": N_("in keeping to my goal in the next 24 hours"),
        },
        needs="mood",
        refusal=N_("A check-in takes a mood: --mood 0 to 10."),
        ask=prompt_fields,
    ),
    "urge": RecordCommand(
        record="urge:Urge",
        help=N_("Record an urge. Having one and acting on it are two facts."),
        example="urge --peak 7 --after 3 --trigger lonely --coping breathing:1 --acted no",
        help_texts={
            "about": N_("your own name for the substance or behaviour"),
            "peak": N_("how strong at its strongest"),
            "after": N_("how strong afterwards"),
            "control": N_("how much in control"),
            "triggers": N_("the first is the main one"),
            "coping": N_("what you did, and -1 made it worse, 0 no change, 1 a bit, 2 a lot"),
            "reach_out": N_("the reach-out it led to"),
        },
        refusal=N_("An urge takes at least one value, such as --peak 7 or --note TEXT."),
    ),
    "reached": RecordCommand(
        record="reach_out:ReachOut",
        help=N_("Record that someone was reached: one person, or several at once."),
        example='reached Ana "Uncle Joe" --by call --minutes 20 --felt-after 1',
        fields=_reached_fields,
        help_texts=REACH_OUT_HELP,
        arguments=(PEOPLE,),
        use_arguments=_use_people,
        needs="contacts",
        refusal=WHO_IS_MISSING,
        ask=_ask_person,
    ),
    "tried": RecordCommand(
        record="reach_out:ReachOut",
        help=N_("Record an attempt to reach someone. Effort counts, and is kept."),
        example="tried Ana --outcome left_message --by call",
        fields=_tried_fields,
        defaults={"outcome": "no_answer"},
        help_texts=REACH_OUT_HELP,
        arguments=(PEOPLE,),
        use_arguments=_use_people,
        needs="contacts",
        refusal=WHO_IS_MISSING,
        ask=_ask_person,
    ),
    "attended": RecordCommand(
        record="meeting:Meeting",
        help=N_("Record a meeting you were at. A group contact of that name is found by itself."),
        example='attended "Tuesday group" --role shared --talked-to 3 --felt-after 1',
        fields=_attended_fields,
        defaults={"status": "attended"},
        help_texts={"program": ", ".join(PROGRAMS), "status": N_("attended when not given")},
        arguments=(
            MEETING_NAME,
            parameter(
                "left_early", Annotated[bool, Option(help=N_("you were there for a part of it"))]
            ),
        ),
        use_arguments=_use_meeting_name,
        complete=_find_meeting_group,
    ),
    "not-attended": RecordCommand(
        record="meeting:Meeting",
        help=N_("Record a meeting you were not at, and what held you back."),
        example='not-attended "Tuesday group" --because transport',
        fields=_not_attended_fields,
        defaults={"status": "not_attended"},
        arguments=(MEETING_NAME,),
        use_arguments=_use_meeting_name,
        complete=_find_meeting_group,
    ),
    "activity": RecordCommand(
        record="activity:Activity",
        help=N_("Record something you did, and how it was."),
        example='activity nature --name "canal walk" --minutes 40 --enjoyment 8',
        help_texts={
            "name": N_("what it was"),
            "structured": N_("whether it had a time of its own, such as a course"),
            "enjoyment": N_("how much you enjoyed it"),
        },
        arguments=(
            parameter(
                "word",
                Annotated[str | None, Argument("[KIND]", N_("its kind: move, create, nature, …"))],
            ),
        ),
        use_arguments=_use_activity_word,
    ),
    "reflect": RecordCommand(
        record="reflection:Reflection",
        help=N_("Look at your week: body, mind, people, purpose. In a terminal it asks."),
        example='reflect --body 6 --mind 5 --people 8 --purpose 7 --proud-of "the letter"',
        help_texts={
            "body": N_("0 very low, 5 okay, 10 very good"),
            "learned": N_("something you learned"),
            "proud_of": N_("something you are proud of"),
        },
        refusal=N_("A reflection takes at least one value, such as --body 6."),
        ask=prompt_fields,
    ),
    "milestone": RecordCommand(
        record="milestone:Milestone",
        help=N_("Mark a milestone. Nothing that happens later takes it away."),
        example='milestone "30 evenings" --milestone-kind days_toward_goal --marked-how "a walk"',
        defaults={"milestone_kind": "personal"},
        help_texts={
            "milestone_kind": N_("personal when not given"),
            "wording": N_("which one"),
            "marked_how": N_("how you marked it"),
            "told": N_("whether someone was told"),
        },
        arguments=(
            parameter(
                "word",
                Annotated[str | None, Argument("[TEXT]", N_("which one, or one of the kinds"))],
            ),
        ),
        use_arguments=_use_milestone_word,
    ),
    "return-to-use": RecordCommand(
        record="return_to_use:ReturnToUse",
        help=N_("Write down a return to use. No option is needed, and no total changes with it."),
        example='return-to-use --about wine --trigger lonely --told yes --next-step "ring Ana"',
        help_texts={
            "about": N_("your own name for the substance or behaviour"),
            "told": N_("whether someone was told"),
            "next_step": N_("one small next step"),
        },
        print_more=_print_support,
    ),
}
RECORD_COMMANDS = {name: record_command(row) for name, row in ROWS.items()}
