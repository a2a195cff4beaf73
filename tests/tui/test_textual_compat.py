"""What each private name of Textual does for us: these fail when a new version does otherwise."""

from __future__ import annotations

import os
import pty
import string
import sys
from io import StringIO
from typing import Any

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label

from recovery_journal.keys.keymap import normalize_key
from recovery_journal.textual_compat import (
    DamageHandlerMixin,
    FaultReportApp,
    LocalizedBindings,
    XTermParser,
    bindings_of,
    replace_output,
)

# ---- MessagePump._dispatch_message -------------------------------------------


class Broken(Message):
    """A message that cannot be acted on."""


class DamagedApp(DamageHandlerMixin, App[int]):
    """An App that says what an error means, where it is a ValueError."""

    BINDINGS = [Binding("x", "fail", id="fail")]

    def __init__(self) -> None:
        self.errors: list[str] = []
        super().__init__()

    def say_damage(self, error: BaseException) -> bool:
        self.errors.append(str(error))
        return isinstance(error, ValueError)

    def action_fail(self) -> None:
        raise ValueError("a key")

    def fail(self, error: Exception) -> None:
        raise error

    def on_broken(self) -> None:
        raise ValueError("a message")


async def test_an_error_that_is_said_ends_nothing_wherever_it_comes_from() -> None:
    app = DamagedApp()
    async with app.run_test() as pilot:
        await pilot.press("x")
        app.call_later(app.fail, ValueError("a callback"))
        app.post_message(Broken())
        await pilot.pause()
        assert app.is_running
    assert app.errors == ["a key", "a callback", "a message"]


async def test_any_other_error_ends_the_app() -> None:
    app = DamagedApp()
    with pytest.raises(KeyError):  # noqa: PT012  # Pilot raises it when it ends
        async with app.run_test() as pilot:
            app.call_later(app.fail, KeyError("a fault"))
            await pilot.pause(0.1)
    assert app.return_code == 1


# ---- App._handle_exception ---------------------------------------------------


class FaultyApp(FaultReportApp):
    """An App with a fault, and something private in its local variables."""

    def on_mount(self) -> None:
        note = "what nobody else may read"
        raise ValueError(len(note))

    def fault_report(self, error: Exception) -> Text | None:
        return Text(f"This is the report: {type(error).__name__}.")


def test_after_a_fault_the_apps_own_report_is_printed_and_no_variables(
    capfd: pytest.CaptureFixture[str],
) -> None:
    app = FaultyApp()
    app.run(headless=True)
    printed = "".join(capfd.readouterr())
    assert printed.strip() == "This is the report: ValueError."
    assert app.return_code == 1


def test_a_fault_without_a_report_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FaultyApp, "fault_report", lambda app, _error: app.exit(3))
    app = FaultyApp()
    app.run(headless=True)
    assert app.return_value == 3


# ---- Screen._binding_chain and DOMNode._bindings -----------------------------


class FieldScreen(LocalizedBindings, Screen[None]):
    """A screen with a field to type in and two keys."""

    BINDINGS = [
        Binding("f3", "note('search')", id="field.search"),
        Binding("k", "note('letter')", id="field.letter"),
    ]

    def compose(self) -> ComposeResult:
        yield Input()
        yield Label("here")

    def action_note(self, name: str) -> None:
        app: Any = self.app
        app.actions.append(name)


class OwnKeysApp(App[None]):
    """An App in which both have another key."""

    def __init__(self, user_keys: dict[str, str]) -> None:
        self.user_keys = user_keys
        self.actions: list[str] = []
        super().__init__()

    def on_mount(self) -> None:
        self.push_screen(FieldScreen())


async def test_a_letter_in_the_place_of_a_function_key_is_a_letter_in_a_field() -> None:
    app = OwnKeysApp({"field.search": "j"})
    async with app.run_test() as pilot:
        await pilot.press("j")
        assert (app.screen.query_one(Input).value, app.actions) == ("j", [])
        app.screen.set_focus(None)
        await pilot.press("j", "f3")
        assert app.actions == ["search"]


async def test_a_function_key_in_the_place_of_a_letter_acts_in_a_field() -> None:
    app = OwnKeysApp({"field.letter": "f4"})
    async with app.run_test() as pilot:
        await pilot.press("f4", "k")
        assert (app.screen.query_one(Input).value, app.actions) == ("k", ["letter"])


async def test_the_usual_keys_of_a_node_are_those_of_its_class_and_the_ones_above() -> None:
    app = OwnKeysApp({"field.search": "j"})
    async with app.run_test() as pilot:
        await pilot.pause()
        usual = [(key, binding.id) for key, binding in bindings_of(app.screen)]
        assert ("f3", "field.search") in usual
        assert ("tab", None) in usual  # Textual's own, of every screen


# ---- LinuxDriver._file -------------------------------------------------------


def test_a_driver_writes_to_what_is_put_in_the_place_of_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = StringIO()

    class RecordingDriver(LinuxDriver):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            assert replace_output(self, lambda _file: written) is written

    class LeavingApp(App[None]):
        def on_ready(self) -> None:
            self.exit()

    controller, terminal = pty.openpty()
    with os.fdopen(terminal) as standard_input:
        monkeypatch.setattr(sys, "__stdin__", standard_input)
        LeavingApp(driver_class=RecordingDriver).run(size=(80, 24))
    os.close(controller)
    assert "\x1b[?1049h" in written.getvalue()
    assert "\x1b[?1049l" in written.getvalue()


# ---- textual._xterm_parser ---------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "key"),
    [("\x1b[A", "up"), ("\x1b[15~", "f5"), ("\x07", "ctrl+g"), ("\x1b[1;5C", "ctrl+right")],
)  # fmt: skip
def test_what_a_terminal_sends_has_the_name_of_its_key(sent: str, key: str) -> None:
    (event,) = XTermParser().feed(sent)
    assert isinstance(event, Key)
    assert event.key == key


@pytest.mark.parametrize("character", [*string.ascii_letters, *string.digits, *string.punctuation])
def test_a_character_has_the_name_that_textual_has_for_its_key(character: str) -> None:
    (event,) = XTermParser().feed(character)
    assert isinstance(event, Key)
    assert event.key == normalize_key(character)
