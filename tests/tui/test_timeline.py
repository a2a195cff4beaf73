"""The timeline: everything by day, the newest first, however much there is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.i18n import using_language
from recovery_journal.screens.timeline import TimelineScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.virtual_list import VirtualList
from tests.tui.conftest import NOW, clock, make_journal

MANY = 3_000
HARD = [
    "👩‍👩‍👧‍👦 with everyone",
    "قابلت يوسف اليوم",
    "日本語の長い文",
    "[bold]x[/] \x1b[31mred",
    "é" * 500,
]


@pytest.fixture(scope="session")
def fifty_seasons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """3,000 entries, one every six hours, every tenth an urge: made once, since it takes a while."""
    path = tmp_path_factory.mktemp("long") / "journal.db"
    made: list[CheckIn | Urge] = []
    for back in range(MANY):
        at = NOW - timedelta(hours=6 * back, minutes=1)
        if back % 10 == 9:
            made.append(Urge(peak=back % 11, occurred_at=at, recorded_at=at))
        else:
            made.append(CheckIn(mood=back % 11, occurred_at=at, recorded_at=at))
    with make_journal(path) as journal:
        journal.entries.add_many(made, undoable=False)
    return path


@pytest.fixture
def journal(path: Path, request: pytest.FixtureRequest) -> Iterator[Journal]:
    """The journal of the App; a long one in the tests that ask for ``long``."""
    if "long" in request.fixturenames:
        shutil.copy(request.getfixturevalue("fifty_seasons"), path)
        opened = Journal.open(path, None, clock=clock)
    else:
        opened = make_journal(path)
    with opened:
        yield opened


@pytest.fixture
def long(journal: Journal) -> Journal:
    """3,000 entries."""
    return journal


async def settled(pilot) -> None:
    for _turn in range(3):
        await pilot.pause(0.02)


async def timeline(app: JournalApp, pilot) -> tuple[TimelineScreen, VirtualList]:
    await pilot.press("5")
    await settled(pilot)
    assert isinstance(app.screen, TimelineScreen)
    return app.screen, app.screen.query_one(VirtualList)


def drawn(rows: VirtualList) -> list[str]:
    """Return the lines in sight, as text."""
    return [rows.render_line(y).text for y in range(rows.size.height)]


def place(screen: TimelineScreen) -> str:
    return str(screen.query_one("#timeline-place").render())


async def test_nothing_yet_says_what_will_be_here_and_the_key(app):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await timeline(app, pilot)
        assert "c writes one" in str(screen.query_one("#timeline-empty").render())
        await pilot.press("delete", "g", "enter", "end", "home", "x")
        assert app.screen is screen


async def test_the_newest_entry_stands_first_and_a_day_is_named_once(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        lines = drawn(rows)
        assert lines[0].startswith("Fri 20 Nov")
        assert "17:59" in lines[0]
        assert "mood 0" in lines[0]
        assert sum(line.startswith("Fri 20 Nov") for line in lines) == 1
        assert lines[1].startswith("   ")


async def test_end_and_home_go_to_the_first_entry_and_the_last(app, long):
    oldest = long.entries.page(MANY - 1, 1)[0]
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        await pilot.press("end")
        await settled(pilot)
        assert rows.key == oldest.id
        assert f"{MANY:,} of {MANY:,}" in place(screen)
        assert str(oldest.local_date.year) in drawn(rows)[0]
        await pilot.press("home")
        assert rows.cursor == 0
        await pilot.press("up")
        assert rows.cursor == 0


async def test_only_what_is_in_sight_and_around_it_is_read(app, long, monkeypatch):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        asked = []
        page = screen._load_lines
        monkeypatch.setattr(rows, "_load_page", lambda at, n: asked.append((at, n)) or page(at, n))
        await pilot.press("end")
        await settled(pilot)
        assert asked
        assert sum(n for _at, n in asked) < 200
        asked.clear()
        await pilot.press("up", "down", "up")
        assert not asked


async def test_page_keys_go_through_every_entry_once(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("pagedown", "pagedown", "down")
        at = rows.cursor
        assert at == 2 * (rows.size.height - 1) + 1
        await pilot.press("pageup", "pageup", "up")
        assert rows.cursor == 0


async def test_a_kind_can_be_chosen_and_all_of_them_again(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("f", "right", "space", "enter")
        await settled(pilot)
        assert rows.count == MANY // 10
        assert all("urge" in line for line in drawn(rows))
        await pilot.press("escape")
        await settled(pilot)
        assert rows.count == MANY


async def test_kinds_of_which_there_is_nothing_say_so(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await timeline(app, pilot)
        screen._apply_filter(("milestone",))
        await settled(pilot)
        assert "No entry of these kinds" in str(screen.query_one("#timeline-empty").render())
        await pilot.press("escape")
        await settled(pilot)
        assert screen.query_one(VirtualList).count == MANY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-01", "2026-10-01"),
        ("yesterday", "2026-11-19"),
        ("2025-12", "2025-12-31"),
        ("1999", "2024-10-31"),
        ("2030-01-01", "2026-11-20"),
    ],
)
async def test_a_day_a_month_or_a_year_is_gone_to(app, long, typed, day):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("g", *typed, "enter")
        await settled(pilot)
        assert f"{long.entries.get(rows.key).local_date}" == day


async def test_a_day_that_is_not_understood_is_asked_for_again(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        await timeline(app, pilot)
        await pilot.press("d", *"someday", "enter")
        await settled(pilot)
        assert "not understood" in str(app.screen.query_one(".notice").render())
        assert app.screen.query_one("TextField").value == "someday"


async def test_an_entry_is_changed_and_the_cursor_stays_on_it(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        await pilot.press("pagedown", "down")
        key, top = rows.key, rows.scroll_offset.y
        mood = (long.entries.get(key).mood + 3) % 10
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(str(mood), "enter")
        await settled(pilot)
        assert app.screen is screen
        assert (rows.key, rows.scroll_offset.y) == (key, top)
        assert f"mood {mood}" in drawn(rows)[rows.cursor - top]
    assert long.entries.get(key).mood == mood


async def test_an_entry_moved_to_another_day_is_followed(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("down")
        key = rows.key
        long.entries.edit(key, occurred_at=NOW - timedelta(days=300))
        app.poll_changes()
        await settled(pilot)
        assert rows.key == key
        assert rows.cursor > 1_000


async def test_what_others_write_comes_in_and_the_cursor_stays_on_its_entry(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("end")
        key = rows.key
        new = long.entries.add(CheckIn(mood=3, occurred_at=NOW, recorded_at=NOW))
        app.poll_changes()
        await settled(pilot)
        assert (rows.key, rows.cursor) == (key, MANY)
        await pilot.press("home")
        assert rows.key == new.id


async def test_at_the_top_what_is_new_is_seen(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        long.entries.add(CheckIn(mood=3, note="just now", occurred_at=NOW, recorded_at=NOW))
        app.poll_changes()
        await settled(pilot)
        assert "just now" in drawn(rows)[0]


async def test_delete_takes_the_entry_out_and_ctrl_z_brings_it_back(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("down", "down")
        key = rows.key
        await pilot.press("delete")
        await settled(pilot)
        assert rows.count == MANY - 1
        assert rows.cursor == 2
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert rows.count == MANY
    assert long.entries.get(key).id == key


async def test_everything_deleted_meanwhile_leaves_an_empty_place(app, journal):
    entry = journal.entries.add(CheckIn(mood=3, occurred_at=NOW, recorded_at=NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        journal.entries.delete(entry.id)
        await pilot.press("enter")  # not noticed yet
        app.poll_changes()
        await settled(pilot)
        assert app.screen is screen
        assert rows.count == 0
        assert screen.query_one("#timeline-empty").display


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 36)])
async def test_no_letter_moves_a_column_and_the_text_ends_its_line(app, journal, size):
    for back, text in enumerate(HARD):
        at = NOW - timedelta(minutes=back)
        journal.entries.add(CheckIn(mood=5, note=text, occurred_at=at, recorded_at=at))
    async with app.run_test(size=size) as pilot:
        _screen, rows = await timeline(app, pilot)
        lines = drawn(rows)[: len(HARD)]
        assert {line.index("check-in") for line in lines} == {lines[0].index("check-in")}
        assert {rows.render_line(y).cell_length for y in range(len(HARD))} == {
            rows.scrollable_content_region.width
        }
        assert "\x1b" not in "".join(lines)


async def test_what_was_filled_in_later_or_is_marked_to_share_has_its_mark(app, journal):
    then = NOW - timedelta(days=3)
    journal.entries.add(CheckIn(mood=5, share=True, occurred_at=then, recorded_at=NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        assert "◂◆" in drawn(rows)[0]
        legend = str(screen.query_one("#timeline-legend").render())
        assert "◂ filled in later" in legend


async def test_another_size_keeps_the_cursor_in_sight(app, long):
    async with app.run_test(size=(120, 36)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("pagedown", "pageup", *["down"] * 25)
        key = rows.key
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert rows.key == key
        assert 0 <= rows.cursor - rows.scroll_offset.y < rows.size.height


async def test_a_click_opens_the_entry_under_it(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.click(VirtualList, offset=(30, 4))
        await settled(pilot)
        assert app.screen.form == "check_in"
        assert app.screen.entry == rows.key
        assert rows.cursor == 4


async def test_keys_that_mean_nothing_do_nothing(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await timeline(app, pilot)
        await pilot.press("y", "space", "backspace", "left", "right", "f12")
        await settled(pilot)
        assert app.screen is screen
        assert rows.cursor == 0
    assert long.statistics.count() == MANY


async def test_the_place_is_there_again_after_another_screen(app, long):
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("end", "up")
        key = rows.key
        await pilot.press("1", "5")
        await settled(pilot)
        assert rows.key == key


async def test_a_return_to_use_goes_by_the_persons_own_words(app, journal):
    journal.change_settings(words=(("return_to_use", "a night away from my own plan"),))
    at = NOW - timedelta(hours=1)
    journal.entries.add(ReturnToUse(about="wine", occurred_at=at, recorded_at=at))
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        first = drawn(rows)[0]
        assert "a night away from my ow…  " in first
        assert "wine" in first


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("columns", [60, 80])
async def test_how_far_down_one_is_stands_there_whole_however_little_room(app, long, columns, code):
    with using_language(code):
        async with app.run_test(size=(columns, 24)) as pilot:
            screen, _rows = await timeline(app, pilot)
            screen._apply_filter(("check_in", "reach_out", "return_to_use", "urge"))
            await settled(pilot)
            lines = [strip.text for strip in screen._compositor.render_strips()]
            top = next(line for line in lines if " · " in line)
            assert "3.000  " in top or "3,000  " in top
            assert place(screen) in top


async def test_the_line_under_the_cursor_stands_out_without_colour(path, journal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    for back in range(3):
        at = NOW - timedelta(hours=back + 1)
        journal.entries.add(CheckIn(mood=back, occurred_at=at, recorded_at=at))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await timeline(app, pilot)
        await pilot.press("down")
        await settled(pilot)
        lines = [
            {bool(part.style and part.style.underline) for part in rows.render_line(y) if part.text}
            for y in range(3)
        ]
        assert lines == [{False}, {True}, {False}]
