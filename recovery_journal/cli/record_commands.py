"""``checkin``, ``urge``, ``activity``, ``reflect``, ``milestone``, ``return-to-use``: one table.

Each writes one record: an option for every field, read, checked and stored in one way. What
a command adds to that stands in its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import (
    find_contacts,
    parse_common_options,
    parse_options,
    require_reach_out,
)
from recovery_journal.domain.activity import Activity
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

Values = dict[str, Any]
WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCommand:
    """A command that writes one record. Its sentences are translated when it is built.

    ``word`` is the argument it takes, as its help and its placeholder, and ``use_word`` puts
    what was typed there into the values of the fields. A command with a ``refusal`` takes at
    least one value, or the field ``needs``; without it it is refused, or ``asks`` for the
    fields in a terminal. ``print_more`` prints what follows a stored record.
    """

    record_type: type[Record]
    help: str
    example: str
    help_texts: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    word: tuple[str, str] | None = None
    use_word: Callable[[CommandContext, str | None, Values, Values], None] | None = None
    refusal: str = ""
    needs: str = ""
    asks: bool = False
    print_more: Callable[[CommandContext, Journal], None] | None = None


def record_command(name: str) -> Command:
    """Build the command of this name."""
    row = RECORD_COMMANDS[name]

    def run(context: CommandContext, **params: Any) -> None:
        _write_record(row, context, params)

    help_texts = {field_name: _(text) for field_name, text in row.help_texts.items()}
    options = field_options(row.record_type.fields, row.aliases, help_texts)
    words = [] if row.word is None else [argument(WORD, _(row.word[0]), row.word[1])]
    return Command(
        name, run, [*words, *options, *common_options()], help=_(row.help), example=row.example
    )


def _write_record(row: RecordCommand, context: CommandContext, params: Values) -> None:
    """Store what was typed, or asked for in a terminal, and say so."""
    fields = row.record_type.fields
    common, values = parse_common_options(context, params), parse_options(context, fields, params)
    if row.use_word is not None:
        row.use_word(context, params[WORD], values, params)
    is_missing = _is_missing(row, values, params)
    if is_missing and not (row.asks and context.is_interactive):
        raise BadValue(_(row.refusal), **({"field": row.needs} if row.needs else {}))
    with context.open() as journal:
        if is_missing:
            from recovery_journal.cli.prompts import prompt_fields

            values = prompt_fields(context, fields, values)
            if not values:
                context.warn(_("Nothing was answered, so nothing was saved."))
                return
        if "reach_out" in values:
            require_reach_out(journal, values["reach_out"])
        if "contacts" in fields:
            values["contacts"] = find_contacts(journal, params["contacts"])
        save_entry(context, journal, row.record_type(**common, **values))
        if row.print_more is not None and not context.json:
            row.print_more(context, journal)


def _is_missing(row: RecordCommand, values: Values, params: Values) -> bool:
    """Say whether what the command needs was not given."""
    if row.needs:
        return row.needs not in values
    is_empty = not values and not params.get("contacts") and params["note"] is None
    return bool(row.refusal) and is_empty


def _use_activity_word(
    context: CommandContext, word: str | None, values: Values, _params: Values
) -> None:
    """Take the word as the kind; with ``--activity-kind`` it is the name."""
    if "activity_kind" not in values:
        field = Activity.fields["activity_kind"]
        choices = ", ".join(getattr(field, "choices", ()))
        question = _("What kind of activity?")
        kind = context.require_text("kind", word, f"{question} ({choices})")
        values["activity_kind"] = field.parse("activity_kind", kind)
    elif word is not None and "name" in values:
        raise BadValue(_("There are two texts for one field here."), field="name")
    elif word is not None:
        values["name"] = context.resolve_text("name", word)


def _use_milestone_word(
    context: CommandContext, word: str | None, values: Values, params: Values
) -> None:
    """Take the word as the kind where it is one, else as the wording, which is asked for."""
    field = Milestone.fields["milestone_kind"]
    normalized = (word or "").strip().casefold().replace("-", "_").replace(" ", "_")
    is_kind = normalized in getattr(field, "choices", ())
    if word is not None and is_kind and "milestone_kind" not in values:
        values["milestone_kind"] = field.parse("milestone_kind", word)
    elif word is not None and "wording" in values:
        raise BadValue(_("There are two texts for one field here."), field="wording")
    elif word is not None or not (values or params["note"] is not None):
        values["wording"] = context.require_text("wording", word, _("What did you reach?"))
    values.setdefault("milestone_kind", "personal")


def _print_support(context: CommandContext, journal: Journal) -> None:
    from recovery_journal.cli.return_to_use import print_support

    print_support(context, journal)


RECORD_COMMANDS = {
    "checkin": RecordCommand(
        record_type=CheckIn,
        help=N_("Record how it is now. Only the mood is needed; in a terminal it asks."),
        example="checkin --mood 7 --emotion hopeful:6 --sleep 7.5",
        help_texts={
            "mood": N_("0 very low, 5 okay, 10 very good"),
            "arousal": N_("-3 numb, 0 steady, 3 on edge"),
            "urge": N_("the strongest so far today"),
            "confidence": N_("in keeping to my goal in the next 24 hours"),
        },
        aliases={"emotions": ("--emotion",), "needs": ("--need",), "sleep_hours": ("--sleep",)},
        needs="mood",
        refusal=N_("A check-in takes a mood: --mood 0 to 10."),
        asks=True,
    ),
    "urge": RecordCommand(
        record_type=Urge,
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
        aliases={
            "triggers": ("--trigger",),
            "with_whom": ("--with",),
            "contacts": ("--contact",),
        },
        refusal=N_("An urge takes at least one value, such as --peak 7 or --note TEXT."),
    ),
    "activity": RecordCommand(
        record_type=Activity,
        help=N_("Record something you did, and how it was."),
        example='activity nature --name "canal walk" --minutes 40 --enjoyment 8',
        help_texts={
            "name": N_("what it was"),
            "structured": N_("whether it had a time of its own, such as a course"),
            "enjoyment": N_("how much you enjoyed it"),
        },
        aliases={"with_whom": ("--with",), "contacts": ("--contact",)},
        word=(N_("its kind: move, create, nature, …"), "[KIND]"),
        use_word=_use_activity_word,
    ),
    "reflect": RecordCommand(
        record_type=Reflection,
        help=N_("Look at your week: body, mind, people, purpose. In a terminal it asks."),
        example='reflect --body 6 --mind 5 --people 8 --purpose 7 --proud-of "the letter"',
        help_texts={
            "body": N_("0 very low, 5 okay, 10 very good"),
            "learned": N_("something you learned"),
            "proud_of": N_("something you are proud of"),
        },
        refusal=N_("A reflection takes at least one value, such as --body 6."),
        asks=True,
    ),
    "milestone": RecordCommand(
        record_type=Milestone,
        help=N_("Mark a milestone. Nothing that happens later takes it away."),
        example='milestone "30 evenings" --milestone-kind days_toward_goal --marked-how "a walk"',
        help_texts={
            "milestone_kind": N_("personal when not given"),
            "wording": N_("which one"),
            "marked_how": N_("how you marked it"),
            "told": N_("whether someone was told"),
        },
        word=(N_("which one, or one of the kinds"), "[TEXT]"),
        use_word=_use_milestone_word,
    ),
    "return-to-use": RecordCommand(
        record_type=ReturnToUse,
        help=N_("Write down a return to use. No option is needed, and no total changes with it."),
        example='return-to-use --about wine --trigger lonely --told yes --next-step "ring Ana"',
        help_texts={
            "about": N_("your own name for the substance or behaviour"),
            "told": N_("whether someone was told"),
            "next_step": N_("one small next step"),
        },
        aliases={"triggers": ("--trigger",)},
        print_more=_print_support,
    ),
}
