"""A booked appointment in the place of due: on the map, among the people, on the page."""

from __future__ import annotations

from datetime import date, timedelta

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.people.people_table import PeopleTable
from recovery_journal.screens.person import PersonScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.network_map import NetworkMap
from tests.tui.conftest import NOW


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def due_and_booked(journal: Journal) -> Contact:
    """Add a counselor whom it is time to reach, and an appointment in four days."""
    kim = journal.contacts.add(
        with_defaults(
            Contact(
                name="Dr Kim",
                relation="counselor_therapist",
                cadence_days=7,
                added_on=date(2026, 11, 1),
            )
        )
    )
    refs = (ContactRef(kim.id, kim.name),)
    last = NOW - timedelta(days=9)
    journal.entries.add(ReachOut(contacts=refs, occurred_at=last, recorded_at=last))
    at = NOW + timedelta(days=4)
    journal.entries.add(
        Meeting(name=kim.name, contacts=refs, status="planned", occurred_at=at, recorded_at=NOW)
    )
    return kim


async def test_map_list_people_and_page_say_the_day_in_the_place_of_due(app, journal):
    kim = due_and_booked(journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        app.screen.query_one(NetworkMap).go_to(kim.id)
        await pilot.pause()
        words = words_on(app)
        assert "booked for 24 November" in words
        assert "24 Nov " in words.replace("24 November", "")
        assert "9 days ago" not in words
        await pilot.press("l")
        await pilot.pause()
        assert words_on(app).count("booked for 24 November") == 2
        await pilot.press("3")
        await pilot.pause()
        assert "◐ booked 24 Nov" in words_on(app)
        app.screen.query_one(PeopleTable).go_to(kim.id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert "◐ Dr Kim  booked for 24 November" in words_on(app)
