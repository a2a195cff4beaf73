"""In the app too, whoever flew west has not lost a day; and what stands beside a name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.storage import Journal
from recovery_journal.widgets.page_list import PeopleList
from tests.tui.test_app import words_on

MOMENT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
THERE = MOMENT.astimezone(ZoneInfo("Pacific/Auckland"))  # Saturday morning
HERE = (MOMENT + timedelta(hours=1)).astimezone(ZoneInfo("America/Los_Angeles"))  # Friday noon


def reach_maria(journal: Journal, at: datetime) -> None:
    maria = journal.contacts.find("Maria")
    refs = (ContactRef(maria.id, maria.name),)
    journal.entries.add(ReachOut(contacts=refs, occurred_at=at, recorded_at=at))


async def test_reached_before_the_flight_is_reached_on_today_and_on_the_map(
    app: JournalApp, journal: Journal
) -> None:
    reach_maria(journal, THERE)
    app.session.clock = lambda: HERE
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        today = words_on(app)
        assert "Saturday 21 November" in today
        assert "09:00" in today
        await pilot.press("2")
        await pilot.pause()
        shown = words_on(app)
        assert "2026-11-21" in shown or "21 November" in shown
        network = app.screen.network
        maria = next(one for one in network.contacts if one.contact.name == "Maria")
        assert (maria.state, maria.days_since) == ("recent", 0)


async def test_what_is_written_after_the_flight_stands_under_so_far(
    app: JournalApp, journal: Journal
) -> None:
    reach_maria(journal, THERE)
    app.session.clock = lambda: HERE
    journal.entries.add(CheckIn(mood=7, occurred_at=HERE, recorded_at=HERE))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        lines = [str(line) for line in words_on(app).splitlines()]
        assert any("13:00" in line and "7" in line for line in lines)
        assert not any("You could check in" in line for line in lines)


@pytest.mark.parametrize("keys", [[], ["f1"]])
async def test_a_boundary_is_read_before_anyone_is_called(
    app: JournalApp, journal: Journal, keys: list[str]
) -> None:
    maria = journal.contacts.find("Maria")
    journal.contacts.edit(maria.id, boundaries="no calls\x1b[31m\nafter 10")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        if keys:
            await app.action_help_now()
        await pilot.pause()
        assert "boundary: no calls" in words_on(app)
        assert "after 10" in words_on(app)
        assert "\x1b" not in words_on(app)


async def test_less_contact_now_is_named_by_no_list_of_people(
    app: JournalApp, journal: Journal
) -> None:
    maria = journal.contacts.find("Maria")
    reach_maria(journal, datetime(2026, 1, 1, 12, tzinfo=UTC))
    journal.safety_steps.add("people_to_tell", "call her", contact_id=maria.id)
    journal.contacts.edit(maria.id, status="less_now")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Maria" not in words_on(app)
        await app.action_help_now()
        await pilot.pause()
        assert maria.id not in app.screen.query_one(PeopleList).keys
        assert "call her" in words_on(app), "the line that was written stays"
