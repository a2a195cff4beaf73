"""The screen of trends, as it is used: real keys, a real journal under it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.screens.trends import TrendsScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_blocks import ResponsiveStatic

from .conftest import NOW


def fill(journal: Journal, days: int = 20) -> None:
    """Write a check-in and a call on every second day, and three urges."""
    for back in range(0, days, 2):
        at = NOW - timedelta(days=back)
        journal.entries.add(CheckIn(occurred_at=at, recorded_at=at, mood=6, urge=2))
        maria = ContactRef(1, "Maria")
        journal.entries.add(ReachOut(occurred_at=at, recorded_at=at, contacts=(maria,)))
    for back in (1, 2, 3):
        at = NOW - timedelta(days=back)
        journal.entries.add(
            Urge(
                occurred_at=at,
                recorded_at=at,
                peak=7,
                after=2,
                triggers=("[b]my aunt's[/b]",),
                coping=(RatedName("call", 2),),
            )
        )


def text(app: JournalApp, name: str) -> str:
    """What stands in a part of the page that is shown."""
    part = app.screen.query_one(f"#{name}")
    if not all(one.display for one in part.ancestors_with_self):
        return ""
    if isinstance(part, ResponsiveStatic):
        return part.render().plain
    assert isinstance(part, Static)
    return str(part.content)


async def test_an_empty_journal_says_what_will_be_here_and_the_key_that_begins(
    app: JournalApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()

        assert isinstance(app.screen, TrendsScreen)
        assert "will be here" in text(app, "empty")
        assert "c begins" in text(app, "empty")
        keys = app.screen._compositor.render_strips()[-1].text
        assert "weeks" not in keys  # there are none to choose from
        assert text(app, "span") == ""
        assert text(app, "mood") == ""


async def test_what_was_recorded_is_drawn_and_said(app: JournalApp, journal: Journal) -> None:
    fill(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()

        assert text(app, "empty") == ""
        assert text(app, "span") == "13 weeks, 24 Aug to 20 Nov 2026"
        assert any(0x2800 < ord(mark) <= 0x28FF for mark in text(app, "mood"))
        assert "recorded on 10 of 19 days" in text(app, "mood")
        assert text(app, "confidence") == (
            "Confidence in keeping to my goal, 0 to 10\nNothing recorded in these weeks."
        )
        assert "November 2026" in text(app, "calendar")
        assert text(app, "triggers") == "Triggers\n[b]my aunt's[/b]  3 urges, median peak 7"
        assert "call" in text(app, "helped")
        assert "Connections with one person: 100% of 10" in text(app, "says")
        assert "Confidence in keeping to my goal: 0 of 7 entries so far" in text(app, "more")


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 36)])
async def test_nothing_is_wider_than_the_screen(
    app: JournalApp, journal: Journal, size: tuple[int, int]
) -> None:
    fill(journal)
    async with app.run_test(size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()

        for part in app.screen.query(ResponsiveStatic):
            rows = part.render().plain.split("\n")
            assert max(map(len, rows)) <= part.content_size.width
            assert part.size.height == len(rows) or not part.size.height
        page = app.screen.query_one("#page")
        assert page.max_scroll_x == 0
        assert page.max_scroll_y > 0


async def test_the_weeks_are_chosen_by_keys_or_mouse_and_remembered(
    app: JournalApp, journal: Journal
) -> None:
    fill(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "plus")
        assert text(app, "span").startswith("26 weeks")
        await pilot.press("plus", "plus")
        assert text(app, "span").startswith("52 weeks")
        await pilot.press("1", "6")
        await pilot.pause()
        assert text(app, "span").startswith("52 weeks")
        await pilot.press("minus")
        assert text(app, "span").startswith("26 weeks")
        await pilot.click(
            next(link for link in app.screen.query(ActionLink) if link.has_class("span"))
        )
        await pilot.pause()
        assert text(app, "span").startswith("4 weeks")
        assert "A point is a day." in text(app, "marks")
        await pilot.press("minus")
        assert text(app, "span").startswith("4 weeks")


async def test_another_app_begins_with_thirteen_weeks(app: JournalApp, journal: Journal) -> None:
    fill(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()

        assert text(app, "span").startswith("13 weeks")


async def test_weeks_without_an_entry_say_how_to_look_further(
    app: JournalApp, journal: Journal
) -> None:
    at = NOW - timedelta(days=120)
    journal.entries.add(CheckIn(occurred_at=at, recorded_at=at, mood=6))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()

        assert text(app, "empty") == "No entry in these weeks. + looks at more of them."
        await pilot.press("plus")
        await pilot.pause()
        assert text(app, "empty") == ""
        assert "lowest 6, highest 6" in text(app, "mood")


async def test_a_new_check_in_is_there_at_once(app: JournalApp, journal: Journal) -> None:
    fill(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "c", "9", "enter")
        await pilot.pause()

        assert isinstance(app.screen, TrendsScreen)
        assert "highest 7.5" in text(app, "mood")


async def test_the_page_scrolls_with_the_arrows_and_the_page_keys(
    app: JournalApp, journal: Journal
) -> None:
    fill(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        page = app.screen.query_one("#page")
        await pilot.press("down", "pagedown")
        await pilot.pause(0.3)
        assert page.scroll_y > 1
        await pilot.press("end")
        await pilot.pause(0.5)
        assert page.scroll_y == page.max_scroll_y
