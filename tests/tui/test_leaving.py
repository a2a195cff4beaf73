"""Whatever makes the app leave, what has to be done before is done once."""

from __future__ import annotations

import asyncio

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.crash_report import format_crash_report, own_frames
from recovery_journal.domain.fields import clean_name
from tests.tui.conftest import clock


class Counting(JournalApp):
    """An App that notes what is still there before it leaves."""

    left: list[tuple[bool, str]]

    def before_exit(self) -> None:
        self.left = [
            *getattr(self, "left", []),
            (self.session.journal is not None, self.current_mode),
        ]


@pytest.fixture
def app(path, journal):
    return Counting(path, clock=clock)


async def test_before_the_app_leaves_its_screens_and_journal_are_there_once(app):
    async with app.run_test() as pilot:
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("ctrl+q")
        app.exit(return_code=143)
        await pilot.pause()
    assert app.left == [(True, "people")]


async def with_fault(app: JournalApp, error: Exception) -> None:
    """Open the app and let another thread tell of a fault."""
    async with app.run_test() as pilot:
        await pilot.pause()
        await asyncio.to_thread(app.handle_crash, error)
        await pilot.pause()


async def test_after_a_fault_too(app):
    with pytest.raises(ValueError, match="broken"):
        await with_fault(app, ValueError("broken"))
    assert app.left == [(True, "today")]
    assert app.return_code == 1


async def test_a_fault_while_leaving_does_not_hide_the_first(app):
    def fail():
        raise KeyError("second")

    app.before_exit = fail
    with pytest.raises(ValueError, match="first"):
        await with_fault(app, ValueError("first"))


async def test_a_persons_own_keys_with_alt_are_known(app):
    assert app.alt_keys == set()
    app.apply_keys({"app.check_in": "alt+x", "app.urge": "ctrl+alt+y,u"})
    assert app.alt_keys == {"alt+x", "ctrl+alt+y"}


def test_the_report_of_a_fault_says_where_in_our_code_and_nothing_else():
    try:
        clean_name(None)  # type: ignore[arg-type]  # a fault to be reported
    except TypeError as error:
        kind, report = type(error).__name__, format_crash_report(error)
        line = own_frames(error.__traceback__)[-1]
    assert line.startswith("recovery_journal/domain/fields.py:")
    assert report.splitlines()[1:-1] == [kind, f"  {line}"]
    assert "expected string" not in report
