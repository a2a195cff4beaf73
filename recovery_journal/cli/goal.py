"""``goal``: my goal, what is here in all, and the milestones near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, field_options, option
from recovery_journal.cli.saving import UNDO
from recovery_journal.cli.values import day, given
from recovery_journal.domain.fields import required
from recovery_journal.domain.keeping import GOAL_FIELDS
from recovery_journal.errors import BadValue, Unknown
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.keeping import Goal
    from recovery_journal.storage import Journal

DAYS = ("start", "review_on")


def goal() -> Command:
    """Build the command."""
    says = {
        "wording": _("the goal in your own words"),
        "chosen_by": _("who chose it"),
        "reasons": _("why it matters to you"),
    }
    return Command(
        "goal",
        _goal,
        [
            argument("what", _("set, list, end; show when not given"), "[WHAT]"),
            *field_options(GOAL_FIELDS, says=says),
            option("--start", _("since when; today when not given"), "D"),
            option("--review-on", _("when you want to look at it again"), "D"),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", many=True),
        ],
        help=_(
            "Show your goal, what is here in all and the milestones near; with options, set it "
            "or change it. Another kind is another goal: the one before stays in the list."
        ),
        example='goal set --goal-kind reduce --wording "quiet evenings"',
    )


def _goal(state: State, what: str | None, **params: Any) -> None:
    asked = bool(params["unset"]) or any(params[name] is not None for name in (*GOAL_FIELDS, *DAYS))
    word = (what or ("set" if asked else "show")).strip().casefold()
    answers: dict[str, Callable[[], None]] = {
        "set": lambda: _set(state, params),
        "show": lambda: _show(state),
        "list": lambda: _list(state),
        "end": lambda: _end(state),
    }
    if word not in answers:
        raise BadValue(
            _("{group} takes one of: {commands}.").format(
                group="goal", commands=", ".join(("set", "list", "end"))
            )
        )
    if asked and word != "set":
        raise BadValue(_("Options go with: goal set."))
    answers[word]()


def _set(state: State, params: dict[str, Any]) -> None:
    """Set a goal, or change the one that holds when its kind stays."""
    values = given(state, GOAL_FIELDS, params)
    for name in DAYS:
        if params[name] is not None:
            day(state, params[name])
    emptied = _emptied(params["unset"])
    with state.open() as journal:
        values |= {
            name: day(state, params[name], journal) for name in DAYS if params[name] is not None
        }
        values = {**dict.fromkeys(emptied), **values}
        before = journal.goals.current()
        kind = values.get("goal_kind")
        if before is None and kind is None:
            kind = values["goal_kind"] = _asked_kind(state)
        if before is not None and kind in (None, before.goal_kind):
            if not values:
                raise BadValue(_("Nothing to change: an option says what, such as --wording."))
            _answer(state, journal.goals.edit(before.id, **values), _("Changed."))
            return
        from recovery_journal.domain.keeping import Goal

        made = Goal(**{"start": state.today(journal), **values})
        _answer(state, journal.goals.set(made), _("Saved."))


def _emptied(typed: Sequence[str]) -> list[str]:
    """Return the fields that are to be left empty; a goal keeps its kind and its start."""
    from recovery_journal.cli.edit import field_named
    from recovery_journal.domain.labels import field_label

    names = [field_named(text, GOAL_FIELDS, DAYS) for text in typed]
    for name in names:
        if name in required(GOAL_FIELDS) or name == "start":
            raise BadValue(
                _("A goal keeps its {field}; an option changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
    return names


def _asked_kind(state: State) -> Any:
    """Return the kind of the first goal, asked for in a terminal."""
    field = GOAL_FIELDS["goal_kind"]
    choices = ", ".join(getattr(field, "choices", ()))
    if not state.terminal:
        raise BadValue(
            _("A goal takes a kind: --goal-kind with one of: {choices}.").format(choices=choices),
            field="goal_kind",
        )
    return field.parse("goal_kind", state.ask(f"{_('Which kind of goal?')} ({choices})"))


def _end(state: State) -> None:
    """Put the goal aside."""
    with state.open() as journal:
        current = journal.goals.current()
        if current is None:
            raise Unknown(_("There is no goal to put aside."))
        ended = journal.goals.edit(current.id, ended_on=max(current.start, state.today(journal)))
        _answer(state, ended, _("Put aside. It stays in the list."))


def _answer(state: State, stored: Goal, sentence: str) -> None:
    from recovery_journal.report.goal_json import goal_json

    if state.json:
        state.answer(goal_json(stored))
        return
    state.say(_("{id}  {sentence} Take it back with: {undo}").format(
        id=stored.id, sentence=sentence, undo=UNDO
    ))  # fmt: skip


def _list(state: State) -> None:
    from recovery_journal.report.goal_json import goal_json
    from recovery_journal.report.goal_text import goal_rows
    from recovery_journal.report.plain import on_one_line

    with state.open() as journal:
        goals = journal.goals.list()
    if state.json:
        state.answer({"goals": [goal_json(one) for one in goals]})
        return
    if not goals:
        state.notice(_("Nothing here yet. Set one with: recovery-journal goal set"))
    for one in goals:
        words = "; ".join(f"{name}: {words}" for name, words in goal_rows(one))
        state.say(f"{one.id}  {on_one_line(words)}")


def _show(state: State) -> None:
    from recovery_journal.report.goal_json import goal_json, near_json, totals_json
    from recovery_journal.rules.milestones import near
    from recovery_journal.rules.totals import totals

    with state.open() as journal:
        current, tally = journal.goals.current(), journal.totals.tally()
        found = totals(journal.totals.goal_days(), state.today(journal))
        close = [] if current is None else near(found, *tally)
        if not state.json:
            _print(state, journal, current)
            return
        state.answer(
            {
                "goal": None if current is None else goal_json(current),
                "totals": totals_json(found, *tally),
                "milestones_near": [near_json(one) for one in close],
            }
        )


def _print(state: State, journal: Journal, current: Goal | None) -> None:
    from recovery_journal.report.goal_text import goal_rows, milestones_near
    from recovery_journal.report.plain import on_one_line

    state.say(_("My goal"), bold=True)
    if current is None:
        state.say(_("No goal is set. Set one with: recovery-journal goal set"))
    else:
        for name, words in goal_rows(current):
            state.say(f"{name}: {on_one_line(words)}")
    print_totals(state, journal)
    days, tally = journal.totals.goal_days(), journal.totals.tally()
    for line in milestones_near(current, days, tally, state.today(journal)):
        state.say(line)


def print_totals(state: State, journal: Journal, *, here_only: bool = False) -> None:
    """Print what is here in all, one fact a line; ``here_only`` without what there is none of."""
    from recovery_journal.report.goal_text import here_rows, totals_rows
    from recovery_journal.report.plain import on_one_line
    from recovery_journal.rules.totals import totals

    found = totals(journal.totals.goal_days(), state.today(journal))
    rows = (here_rows if here_only else totals_rows)(found, *journal.totals.tally())
    if not rows:
        return
    word = journal.settings.word("goal")
    head = _("What is here in all")
    state.say(
        _("What is here in all: {goal}").format(goal=on_one_line(word)) if word else head,
        bold=True,
    )
    for name, words in rows:
        state.say(f"{name}: {words}")
