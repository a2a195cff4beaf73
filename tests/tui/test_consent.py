"""Enter alone is no yes in the app either: every question begins on the harmless answer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual.app import App

import recovery_journal
from recovery_journal.widgets.dialogs import ConfirmDialog

# Where the app asks: delete a contact, leave what was typed (twice), show a line while locked,
# take back or do again what was not done since the start.
# Each has its own test that answers it with Enter.
QUESTIONS = {
    ("app", "action_quit"),
    ("app/undo_dialogs", "apply_latest"),
    ("screens/first_people", "action_back"),
    ("screens/person/contact_actions", "ask_delete"),
    ("screens/steps", "action_allow"),
}


def test_every_question_of_the_app_is_known_here() -> None:
    home = Path(recovery_journal.__file__).parent
    found = set()
    for path in home.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                calls = [n.func for n in ast.walk(function) if isinstance(n, ast.Call)]
                if any(isinstance(call, ast.Name) and call.id == "ConfirmDialog" for call in calls):
                    place = path.relative_to(home).as_posix()
                    place = place.removesuffix(".py").removesuffix("/__init__")
                    found.add((place, function.name))
    assert found == QUESTIONS


@pytest.mark.parametrize("keys", [["enter"], ["enter", "enter"], ["escape"]])
async def test_the_next_key_is_no_yes(keys: list[str]) -> None:
    answers: list[bool | None] = []

    class Asking(App[None]):
        def on_mount(self) -> None:
            self.push_screen(ConfirmDialog("Delete it?", "Delete", "Keep"), answers.append)

    async with Asking().run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    assert answers == [False]


async def test_a_yes_is_gone_to_and_then_given() -> None:
    answers: list[bool | None] = []

    class Asking(App[None]):
        def on_mount(self) -> None:
            self.push_screen(ConfirmDialog("Delete it?", "Delete", "Keep"), answers.append)

    async with Asking().run_test() as pilot:
        await pilot.press("left", "enter")
        await pilot.pause()
    assert answers == [True]
