"""``today``: the day so far, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, option
from recovery_journal.cli.values import come, day
from recovery_journal.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day
    from datetime import datetime

    from recovery_journal.cli.state import State
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.record import Record
    from recovery_journal.rules.today import Today
    from recovery_journal.storage import Journal


def today() -> Command:
    """Build the command."""
    return Command(
        "today",
        _today,
        [option("--date", _("another day than today"), "D")],
        help=_("Print the day so far: entries, people, what is due, and one next thing."),
        example="today --date yesterday",
    )


def print_today(state: State) -> None:
    """Print the day so far."""
    _today(state, None)


def _today(state: State, date: str | None) -> None:
    from recovery_journal.cli.network import network_on
    from recovery_journal.exchange.booked import booked
    from recovery_journal.rules.days import first_date_today
    from recovery_journal.rules.today import most_due
    from recovery_journal.rules.today import today as rule

    if date is not None:
        day(state, date)
    with state.open() as journal:
        present = state.today(journal)
        on = present if date is None else come(day(state, date, journal), present)
        records = journal.entries.between(first_date_today(on), on)
        people = network_on(journal, on)
        at = {} if on != present else booked(journal, most_due(people), on, state.now)
        found = rule(records, people, on, is_past=on != present, booked=at)
        ahead, near = _to_come(state, journal, on) if on == present else ((), ())
        own = journal.settings.word("return_to_use")
    if state.json:
        state.answer(_as_json(found, at, ahead, near))
    else:
        _print(state, found, at, ahead, near, own)


def _to_come(
    state: State, journal: Journal, day: Day
) -> tuple[tuple[Meeting, ...], tuple[str, ...]]:
    """Return what is planned until tomorrow, and the milestones near."""
    from datetime import timedelta

    from recovery_journal.rules.days import first_date_today
    from recovery_journal.rules.planned import planned_ahead

    meetings = journal.entries.between(first_date_today(day), day + timedelta(days=1), "meeting")
    ahead = planned_ahead(meetings, state.now, day)
    goal = journal.goals.current()
    if goal is None:
        return ahead, ()
    from recovery_journal.report.goal_text import milestones_near

    totals = journal.totals
    return ahead, milestones_near(goal, totals.goal_days(), totals.tally(), day)


def _planned(ahead: Sequence[Meeting], day: Day) -> list[str]:
    from recovery_journal.report.today_text import planned_words

    return [planned_words(one, day) for one in ahead]


def _as_json(
    found: Today,
    booked: Mapping[int, datetime],
    ahead: Sequence[Meeting],
    near: Sequence[str],
) -> dict[str, Any]:
    from recovery_journal.report.contact_json import due_json
    from recovery_journal.report.record_json import record_json

    return {
        "date": found.day.isoformat(),
        "check_ins": [record_json(record) for record in found.check_ins],
        "urges": [record_json(record) for record in found.urges],
        "reached": [{"id": ref.id, "name": ref.name} for ref in found.reached],
        "tried": [{"id": ref.id, "name": ref.name} for ref in found.tried],
        "meetings": [record_json(record) for record in found.meetings],
        "others": [record_json(record) for record in found.others],
        "planned": [record_json(record) for record in ahead],
        "due": [
            due_json(one.contact, one.tie, found.day, booked.get(one.contact.id))
            for one in found.due
        ],
        "milestones": list(near),
        "next": found.next,
    }


def _print(
    state: State,
    found: Today,
    booked: Mapping[int, datetime],
    ahead: Sequence[Meeting],
    near: Sequence[str],
    own: str | None,
) -> None:
    from recovery_journal.report.entry_text import headline
    from recovery_journal.report.plain import on_one_line
    from recovery_journal.report.today_text import due_words

    state.say(found.day.isoformat(), bold=True)
    records: list[Sequence[Record]] = [
        found.check_ins,
        found.urges,
        [one for one in found.meetings if one not in ahead],
        found.others,
    ]
    empty = not any((*records, found.reached, found.tried))
    for group in records:
        for record in group:
            words = on_one_line(headline(record, own))
            state.say(f"{record.id}  {record.occurred_at:%H:%M}  {words}")
    if found.reached:
        state.say(_("reached: {names}").format(names=", ".join(ref.name for ref in found.reached)))
    if found.tried:
        state.say(_("tried: {names}").format(names=", ".join(ref.name for ref in found.tried)))
    if empty:
        state.say(_("no entry"))
    for one in found.due:
        state.say(due_words(one, booked.get(one.contact.id), found.day))
    for line in (*_planned(ahead, found.day), *near):
        state.say(line)
    state.say(_("next: {sentence}").format(sentence=found.next))
