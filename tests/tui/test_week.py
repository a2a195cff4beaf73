"""The week screen: exactly the text that will be written, and the file."""

from __future__ import annotations

import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.i18n import using_language
from recovery_journal.screens.week import WeekScreen
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.text_field import TextField
from tests.tui.burst import press
from tests.tui.conftest import NOW, clock, opened, put_journal


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def preview(app: JournalApp) -> str:
    return str(app.screen.query_one("#page", Static).visual)


def control(app: JournalApp, name: str) -> ChoiceControl | TextField:
    return next(row.control for row in app.screen.query(FormRow) if row.field_name == name)


async def open_week(app: JournalApp, pilot) -> WeekScreen:
    await press(pilot, "7")
    assert isinstance(app.screen, WeekScreen)
    return app.screen


@pytest.fixture
def filled(journal):
    """A journal with a check-in this week, one last week, and someone reached."""
    for days, mood in ((0, 7), (8, 2)):
        when = NOW - timedelta(days=days)
        journal.entries.add(CheckIn(mood=mood, occurred_at=when, recorded_at=when))
    maria = journal.contacts.find("Maria")
    ref = ContactRef(maria.id, maria.name)
    journal.entries.add(ReachOut(contacts=(ref,), occurred_at=NOW, recorded_at=NOW))
    journal.talk_items.add("what Maria said on Sunday")
    return journal


async def write(app: JournalApp, pilot, to: Path) -> None:
    await press(pilot, "s")
    app.screen.query_one(TextField).value = str(to)
    await press(pilot, "enter")


async def test_the_file_holds_exactly_what_was_shown(app, filled, tmp_path):
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        shown = preview(app)
        await write(app, pilot, tmp_path / "page.md")
        assert isinstance(app.screen, WeekScreen)
        said = str(app.screen.query_one("#beside", Static).visual)
        assert f"Written to {tmp_path / 'page.md'}. Only you can read it." in said
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == shown
    assert stat.S_IMODE((tmp_path / "page.md").stat().st_mode) == 0o600


async def test_what_was_written_is_in_the_sharing_log(app, filled, tmp_path):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        control(app, "for_whom").value = "Dr Osei"
        await pilot.pause()
        await write(app, pilot, tmp_path / "page.md")
    (line,) = filled.sharing_log.list()
    assert (line.for_whom, line.file_format, line.names) == ("Dr Osei", "md", False)
    assert str(line.period_from) == "2026-11-16"


async def test_the_path_is_shown_before_anything_is_written(app, filled):
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        await press(pilot, "s")
        assert app.screen.query_one(TextField).value == str(
            Path.home() / "recovery-week-2026-11-16.md"
        )
        await press(pilot, "escape")
    assert not list(Path.home().glob("*.md"))
    assert filled.sharing_log.list() == []


async def test_the_same_week_again_is_offered_a_name_that_is_free(app, filled):
    for name in ("recovery-week-2026-11-16.md", "recovery-week-2026-11-16-2.md"):
        (Path.home() / name).write_text("written before")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        await press(pilot, "s")
        assert app.screen.query_one(TextField).value.endswith("recovery-week-2026-11-16-3.md")


async def test_a_file_that_is_there_is_left_alone(app, filled, tmp_path):
    (tmp_path / "page.md").write_text("mine")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        await write(app, pilot, tmp_path / "page.md")
        assert "already" in words_on(app)
        await press(pilot, "escape")
    assert (tmp_path / "page.md").read_text() == "mine"
    assert filled.sharing_log.list() == []


async def test_a_place_that_cannot_be_is_said_beside_the_field(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        for typed in ("", "~nobody-of-that-name/page.md", "/nowhere/at/all/page.md"):
            await write(app, pilot, typed)
            assert app.screen.query(".-error"), typed
            await press(pilot, "ctrl+r", "escape")
            assert isinstance(app.screen, WeekScreen), typed
    assert filled.sharing_log.list() == []


async def test_names_are_out_until_they_are_switched_on(app, filled):
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        assert "Maria" not in preview(app)
        assert "Maria →" in str(app.screen.query_one("#beside", Static).visual)
        control(app, "naming").set_value(("names",))
        await pilot.pause()
        assert "Maria" in preview(app)


async def test_a_section_that_is_switched_off_is_not_on_the_page(app, filled):
    async with app.run_test(size=(120, 36)) as pilot:
        await open_week(app, pilot)
        assert "Connection" in preview(app)
        chosen = control(app, "sections")
        chosen.set_value(tuple(one for one in chosen.value if one != "connection"))
        await pilot.pause()
        assert "Connection" not in preview(app)
        chosen.set_value(())
        await pilot.pause()
        assert "talk about" in preview(app)


async def test_the_page_comes_as_text_and_json_too(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_week(app, pilot)
        for name, start in (("json", "{"), ("txt", "WEEKLY"), ("md", "# ")):
            control(app, "format").set_value(name)
            await pilot.pause()
            assert screen.file_format == name
            assert preview(app).upper().startswith(start)


async def test_the_week_before_and_after(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_week(app, pilot)
        await press(pilot, "right_square_bracket")
        assert screen.shown_day is None
        await press(pilot, "left_square_bracket")
        assert "2026-11-09 to 2026-11-15" in preview(app)
        assert re.search(r"\| Thu 12 \| +2 ", preview(app)), "the entries of that week"
        assert "] after" in words_on(app)
        await press(pilot, "right_square_bracket")
        assert "2026-11-16 to 2026-11-22" in preview(app)
        assert re.search(r"\| Fri 20 \| +7 ", preview(app))
        assert "] after" not in words_on(app)


async def test_since_a_day_in_place_of_the_week(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        control(app, "since").value = "2026-11-12"
        await pilot.pause()
        assert "2026-11-12 to 2026-11-20" in preview(app)
        control(app, "since").value = "soon"
        await pilot.pause()
        assert app.screen.query(".-error")
        app.screen.query_one("#preview").focus()
        await press(pilot, "s")
        assert isinstance(app.screen, WeekScreen)


async def test_an_earlier_day_has_the_entries_since_then_read(app, filled):
    when = NOW - timedelta(days=60)
    filled.entries.add(CheckIn(mood=3, occurred_at=when, recorded_at=when))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        control(app, "since").value = "2026-09-01"
        await pilot.pause()
        assert "Days with entries 3 of 81" in preview(app)


async def test_n_adds_to_what_i_want_to_talk_about(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        await press(pilot, "n", *"sleep", "enter")
        assert "sleep" in preview(app)
    assert [item.text for item in filled.talk_items.list()][-1] == "sleep"


async def test_what_another_program_writes_is_on_the_page(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        filled.talk_items.add("rent")
        app.poll_changes()
        await pilot.pause()
        assert "rent" in preview(app)


async def test_a_day_that_is_not_understood_leaves_the_page_of_the_week(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        week = preview(app)
        control(app, "since").value = "2026-11-12"
        await pilot.pause()
        assert preview(app) != week
        control(app, "since").value = "2026-11-12 or so"
        await pilot.pause()
        assert preview(app) == week
        app.screen.set_focus(control(app, "sections"))
        await press(pilot, "right", "space")  # the days, which were on
        await pilot.pause()
        assert "glance" in week
        assert "glance" not in preview(app)


async def test_after_unlocking_the_page_is_there_with_a_day_not_understood(path):
    put_journal(path, "four plain words")
    locked = JournalApp(path, passphrase="four plain words", clock=clock)
    async with locked.run_test(size=(80, 24)) as pilot:
        await open_week(locked, pilot)
        week = preview(locked)
        control(locked, "since").value = "foo"
        await press(pilot, "ctrl+l")
        await press(pilot, *"four plain words", "enter")
        await opened(pilot)
        assert control(locked, "since").value == "foo"
        assert preview(locked) == week


async def test_escape_or_enter_leads_from_a_field_back_to_the_page(app, filled):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_week(app, pilot)
        for key, name in (("escape", "Dr Osei"), ("enter", "Ana")):
            field = control(app, "for_whom")
            field.value = ""
            app.screen.set_focus(field)
            await press(pilot, *name, key)
            assert app.screen.focused is app.screen.query_one("#preview"), key
            assert field.value == name, key
            await press(pilot, "s")
            assert f"For: {name}" in words_on(app), key
            await press(pilot, "escape")


async def test_no_label_is_broken_where_the_file_goes_in_spanish(app, filled):
    with using_language("es"):
        async with app.run_test(size=(60, 24)) as pilot:
            await open_week(app, pilot)
            await press(pilot, "s")
            assert "Archivo " in words_on(app)


async def test_the_week_and_the_path_that_was_typed_are_there_again_after_unlocking(path):
    put_journal(path, "four plain words")
    locked = JournalApp(path, passphrase="four plain words", clock=clock)
    async with locked.run_test(size=(80, 24)) as pilot:
        await open_week(locked, pilot)
        await press(pilot, "left_square_bracket", "s")
        locked.screen.query_one(TextField).value = "~/for Dr Osei.md"
        await press(pilot, "ctrl+l")
        await press(pilot, *"four plain words", "enter")
        await opened(pilot)
        assert locked.screen.query_one(TextField).value == "~/for Dr Osei.md"
        await press(pilot, "escape")
        assert "2026-11-09 to 2026-11-15" in preview(locked)
