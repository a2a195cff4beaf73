"""``goal``: my goal, what is here in all, and the milestones near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, field_options, option
from recovery_journal.cli.output import UNDO_COMMAND
from recovery_journal.cli.parsing import parse_day, parse_options
from recovery_journal.domain.fields import required_fields
from recovery_journal.domain.goal import GOAL_FIELDS
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.goal import Goal
    from recovery_journal.queries.goal import GoalPage, LifetimeTotals

DATE_FIELDS = ("start", "review_on")
WHAT = ("set", "list", "end")


def goal() -> Command:
    """Build the command."""
    help_texts = {
        "wording": _("the goal in your own words"),
        "chosen_by": _("who chose it"),
        "reasons": _("why it matters to you"),
    }
    return Command(
        "goal",
        _goal,
        [
            argument("what", _("set, list, end; show when not given"), "[WHAT]", choices=WHAT),
            *field_options(GOAL_FIELDS, help_texts=help_texts),
            option("--start", _("since when; today when not given"), "D"),
            option("--review-on", _("when you want to look at it again"), "D"),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", multiple=True),
        ],
        help=_(
            "Show your goal, what is here in all and the milestones near; with options, set it "
            "or change it. Another kind is another goal: the one before stays in the list."
        ),
        example='goal set --goal-kind reduce --wording "quiet evenings"',
    )


def _goal(context: CommandContext, what: str | None, **params: Any) -> None:
    has_options = bool(params["unset"]) or any(
        params[name] is not None for name in (*GOAL_FIELDS, *DATE_FIELDS)
    )
    subcommand = (what or ("set" if has_options else "show")).strip().casefold()
    handlers: dict[str, Callable[[], None]] = {
        "set": lambda: _set(context, params),
        "show": lambda: _show(context),
        "list": lambda: _list(context),
        "end": lambda: _end(context),
    }
    if subcommand not in handlers:
        raise BadValue(
            _("{group} takes one of: {commands}.").format(group="goal", commands=", ".join(WHAT))
        )
    if has_options and subcommand != "set":
        raise BadValue(_("Options go with: goal set."))
    handlers[subcommand]()


def _set(context: CommandContext, params: dict[str, Any]) -> None:
    """Set a goal, or change the one that holds when its kind stays."""
    values = parse_options(context, GOAL_FIELDS, params)
    for name in DATE_FIELDS:
        if params[name] is not None:
            parse_day(context, params[name])
    cleared = _fields_to_clear(params["unset"])
    with context.open() as journal:
        values |= {
            name: parse_day(context, params[name], journal)
            for name in DATE_FIELDS
            if params[name] is not None
        }
        values = {**dict.fromkeys(cleared), **values}
        current_goal = journal.goals.current()
        kind = values.get("goal_kind")
        if current_goal is None and kind is None:
            kind = values["goal_kind"] = _prompt_goal_kind(context)
        if current_goal is not None and kind in (None, current_goal.goal_kind):
            if not values:
                raise BadValue(_("Nothing to change: an option says what, such as --wording."))
            _print_goal_result(
                context, journal.goals.edit(current_goal.id, **values), _("Changed.")
            )
            return
        from recovery_journal.domain.goal import Goal

        new_goal = Goal(**{"start": context.today(journal), **values})
        _print_goal_result(context, journal.goals.set(new_goal), _("Saved."))


def _fields_to_clear(texts: Sequence[str]) -> list[str]:
    """Return the fields that are to be left empty; a goal keeps its kind and its start."""
    from recovery_journal.cli.edit import resolve_field
    from recovery_journal.domain.labels import field_label

    names = [resolve_field(text, GOAL_FIELDS, DATE_FIELDS) for text in texts]
    for name in names:
        if name in required_fields(GOAL_FIELDS) or name == "start":
            raise BadValue(
                _("A goal keeps its {field}; an option changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
    return names


def _prompt_goal_kind(context: CommandContext) -> Any:
    """Return the kind of the first goal, asked for in a terminal."""
    field = GOAL_FIELDS["goal_kind"]
    choices = ", ".join(getattr(field, "choices", ()))
    if not context.is_interactive:
        raise BadValue(
            _("A goal takes a kind: --goal-kind with one of: {choices}.").format(choices=choices),
            field="goal_kind",
        )
    return field.parse("goal_kind", context.ask(f"{_('Which kind of goal?')} ({choices})"))


def _end(context: CommandContext) -> None:
    """Put the goal aside."""
    with context.open() as journal:
        current_goal = journal.goals.current()
        if current_goal is None:
            raise RecordNotFound(_("There is no goal to put aside."))
        ended_goal = journal.goals.edit(
            current_goal.id, ended_on=max(current_goal.start, context.today(journal))
        )
        _print_goal_result(context, ended_goal, _("Put aside. It stays in the list."))


def _print_goal_result(context: CommandContext, stored: Goal, sentence: str) -> None:
    from recovery_journal.report.goal_json import goal_json

    if context.json:
        context.print_json(goal_json(stored))
        return
    context.print(_("{id}  {sentence} Take it back with: {undo}").format(
        id=stored.id, sentence=sentence, undo=UNDO_COMMAND
    ))  # fmt: skip


def _list(context: CommandContext) -> None:
    from recovery_journal.report.goal_json import goal_json
    from recovery_journal.report.goal_text import goal_rows
    from recovery_journal.terminal_text import to_single_line

    with context.open() as journal:
        goals = journal.goals.list()
    if context.json:
        context.print_json({"goals": [goal_json(item) for item in goals]})
        return
    if not goals:
        context.warn(_("Nothing here yet. Set one with: recovery-journal goal set"))
    for item in goals:
        text = "; ".join(f"{name}: {text}" for name, text in goal_rows(item))
        context.print(f"{item.id}  {to_single_line(text)}")


def _show(context: CommandContext) -> None:
    from recovery_journal.queries.goal import load_goal
    from recovery_journal.report.goal_json import goal_json, totals_json, upcoming_milestone_json

    with context.open() as journal:
        page = load_goal(journal, context.today(journal))
    if not context.json:
        _print_overview(context, page)
        return
    totals = page.totals
    context.print_json(
        {
            "goal": None if page.goal is None else goal_json(page.goal),
            "totals": totals_json(totals.days, totals.meetings, totals.connections),
            "milestones_near": [upcoming_milestone_json(milestone) for milestone in page.upcoming],
        }
    )


def _print_overview(context: CommandContext, page: GoalPage) -> None:
    from recovery_journal.report.goal_text import goal_rows, upcoming_milestone_text
    from recovery_journal.terminal_text import to_single_line

    context.print(_("My goal"), bold=True)
    if page.goal is None:
        context.print(_("No goal is set. Set one with: recovery-journal goal set"))
    else:
        for name, text in goal_rows(page.goal):
            context.print(f"{name}: {to_single_line(text)}")
    print_totals(context, page.totals)
    for milestone in page.upcoming:
        context.print(upcoming_milestone_text(milestone))


def print_totals(
    context: CommandContext, totals: LifetimeTotals, *, nonzero_only: bool = False
) -> None:
    """Print the lifetime totals, one a line; ``nonzero_only`` leaves out those that are 0."""
    from recovery_journal.report.goal_text import recorded_totals_rows, totals_heading, totals_rows

    rows = (recorded_totals_rows if nonzero_only else totals_rows)(
        totals.days, totals.meetings, totals.connections
    )
    if not rows:
        return
    from recovery_journal.terminal_text import to_single_line

    context.print(to_single_line(totals_heading(totals.own_word)), bold=True)
    for name, text in rows:
        context.print(f"{name}: {text}")
