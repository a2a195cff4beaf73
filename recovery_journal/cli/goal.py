"""``goal``: my goal, what is here in all, and the milestones near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Argument, Option, UnsetOption, command, field_options
from recovery_journal.cli.output import print_change
from recovery_journal.cli.parsing import parse_day, parse_options, parse_unset_options
from recovery_journal.domain.fields import required_fields
from recovery_journal.domain.goal import GOAL_FIELDS, Goal
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.queries.goal import GoalPage, LifetimeTotals, load_goal
from recovery_journal.report.goal_text import (
    goal_rows,
    recorded_totals_rows,
    totals_heading,
    totals_rows,
    upcoming_milestone_text,
)
from recovery_journal.report.json_documents import goal_json, totals_json, upcoming_milestone_json
from recovery_journal.terminal_text import to_single_line

DATE_FIELDS = ("start", "review_on")
NEEDED_FIELDS = required_fields(GOAL_FIELDS) | {"start"}
WHAT = ("set", "list", "end")


@command(
    'goal set --goal-kind reduce --wording "quiet evenings"',
    field_options(
        GOAL_FIELDS,
        help_texts={
            "wording": N_("the goal in your own words"),
            "chosen_by": N_("who chose it"),
            "reasons": N_("why it matters to you"),
        },
    ),
)
def goal(
    context: CommandContext,
    what: Annotated[
        str | None, Argument("[WHAT]", N_("set, list, end; show when not given"), choices=WHAT)
    ] = None,
    start: Annotated[str | None, Option("D", N_("since when; today when not given"))] = None,
    review_on: Annotated[str | None, Option("D", N_("when you want to look at it again"))] = None,
    unset: UnsetOption = (),
    **params: Any,
) -> None:
    """Show your goal, what is here in all and the milestones near; with options, set it
    or change it. Another kind is another goal: the one before stays in the list.
    """
    dates = {"start": start, "review_on": review_on}
    has_options = any(text is not None for text in (*dates.values(), *params.values()))
    has_options = has_options or bool(unset)
    subcommand = (what or ("set" if has_options else "show")).strip().casefold()
    if subcommand not in (*WHAT, "show"):
        raise BadValue(
            _("{group} takes one of: {commands}.").format(group="goal", commands=", ".join(WHAT))
        )
    if subcommand == "set":
        _set(context, params, dates, unset)
        return
    if has_options:
        raise BadValue(_("Options go with: goal set."))
    {"show": _show, "list": _list, "end": _end}[subcommand](context)


def _set(
    context: CommandContext,
    params: dict[str, Any],
    date_texts: dict[str, str | None],
    unset: Sequence[str],
) -> None:
    """Set a goal, or change the one that holds when its kind stays."""
    values = parse_options(context, GOAL_FIELDS, params)
    for text in date_texts.values():
        parse_day(context, text)
    refusal = _("A goal keeps its {field}; an option changes it.")
    cleared = parse_unset_options(unset, GOAL_FIELDS, DATE_FIELDS, NEEDED_FIELDS, refusal)
    with context.open() as journal:
        for name, text in date_texts.items():
            if text is not None:
                values[name] = parse_day(context, text, journal)
        values = {**dict.fromkeys(cleared), **values}
        current_goal = journal.goals.current()
        kind = values.get("goal_kind")
        if current_goal is None and kind is None:
            kind = values["goal_kind"] = _prompt_goal_kind(context)
        if current_goal is not None and kind in (None, current_goal.goal_kind):
            if not values:
                raise BadValue(_("Nothing to change: an option says what, such as --wording."))
            stored, sentence = journal.goals.edit(current_goal.id, **values), _("Changed.")
        else:
            new_goal = Goal(**{"start": context.today(journal), **values})
            stored, sentence = journal.goals.set(new_goal), _("Saved.")
        print_change(context, stored.id, sentence, lambda: goal_json(stored))


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
        sentence = _("Put aside. It stays in the list.")
        print_change(context, ended_goal.id, sentence, lambda: goal_json(ended_goal))


def _list(context: CommandContext) -> None:
    """Print every goal there was."""
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
    """Print the goal, the totals and the milestones near."""
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
    rows = (recorded_totals_rows if nonzero_only else totals_rows)(
        totals.days, totals.meetings, totals.connections
    )
    if rows:
        context.print(to_single_line(totals_heading(totals.own_word)), bold=True)
    for name, text in rows:
        context.print(f"{name}: {text}")
