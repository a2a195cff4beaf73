"""``due``: who is due, one line each; nothing where nobody is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from recovery_journal.cli.options import Command
from recovery_journal.words import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.state import State
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.rules.network import Placed
    from recovery_journal.storage import Journal

AHEAD = timedelta(days=366)
"""How far ahead a booked appointment is looked for."""


def due() -> Command:
    """Build the command."""
    return Command(
        "due",
        _due,
        [],
        help=_(
            "Print who is due, most due first, a line each. Nothing is printed when nobody is, "
            "so it can stand in the file your shell reads when it opens."
        ),
        example="due",
    )


def _due(state: State) -> None:
    from recovery_journal.cli.network import network_on
    from recovery_journal.rules.today import most_due

    with state.open() as journal:
        today = state.today(journal)
        people = most_due(network_on(journal, today))
        booked = _booked(journal, people, today, state.now)
    if state.json:
        state.answer({"due": [_as_json(one, booked, today) for one in people]})
        return
    from recovery_journal.rules.states import recency

    for one in people:
        at = booked.get(one.contact.id)
        words = recency(one.tie, today) if at is None else _booked_words(at)
        state.say(_("{name}: {words}").format(name=one.contact.name, words=words))


def _booked(
    journal: Journal, people: tuple[Placed, ...], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment of each professional among these people, where one is booked."""
    from recovery_journal.rules.meetings import still_ahead
    from recovery_journal.rules.placement import sector_on_map

    wanted = {one.contact.id for one in people if sector_on_map(one.contact) == "professionals"}
    if not wanted:
        return {}
    found: dict[int, datetime] = {}
    ahead = cast("list[Meeting]", journal.entries.between(today, today + AHEAD, "meeting"))
    for meeting in still_ahead(ahead, today):
        for ref in meeting.contacts:
            if ref.id in wanted and meeting.occurred_at >= now:
                found.setdefault(ref.id, meeting.occurred_at)
    return found


def _booked_words(at: datetime) -> str:
    from recovery_journal.dates import short_day, time_words

    return _("booked {day} {time}").format(
        day=short_day(at.date(), weekday=True), time=time_words(at)
    )


def _as_json(one: Placed, booked: dict[int, datetime], today: date) -> dict[str, Any]:
    from recovery_journal.report.contact_json import contact_json

    at = booked.get(one.contact.id)
    shape = contact_json(one.contact, one.tie, today)
    return shape | {"booked": None if at is None else at.isoformat(timespec="seconds")}
