"""Every key of every screen: it does something, has a name, and is found by it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from recovery_journal.app import JournalApp
from recovery_journal.app.screen_names import MAIN_SCREENS, PAGE_SCREENS
from recovery_journal.domain.fields import ContactRef
from recovery_journal.forms.record_forms import FORMS
from recovery_journal.keys.keymap import binding_keys
from recovery_journal.keys.palette import GLOBAL_BINDINGS, action_provider, actions_with_keys
from recovery_journal.keys.registry import all_dom_classes, own_bindings
from recovery_journal.messages import OpenForm, OpenPage
from tools.key_table import README, insert_key_table

ABOUT = {"person": 1}


WAYS = [
    *(("go", name) for name in MAIN_SCREENS),
    *(("form", name) for name in FORMS),
    *(("page", name) for name in PAGE_SCREENS),
]
DIALOGS = {
    "keys": ("question_mark",),
    "help now": ("ctrl+g",),
    "for next session": ("n",),
    "leaving": ("c", "7", "ctrl+q"),
    "palette": ("ctrl+p",),
    "key list": ("comma", "f2"),
    "crisis lines": ("comma", "f5"),
    "lines while locked": ("comma", "f6"),
}


async def open_way(app: JournalApp, pilot, kind: str, name: Any) -> None:
    if kind == "go":
        await app.action_go(name)
    elif kind == "form":
        given = {"contacts": (ContactRef(1, "Maria"),)} if name == "reached" else {}
        await app.forms.open_form(OpenForm(name, given))
    else:
        await app.forms.open_page(OpenPage(name, ABOUT.get(name)))
    await pilot.pause()


def is_done(node: DOMNode, action: str, app: JournalApp) -> bool:
    space, name, _args = app._parse_action(action, node)
    return any(hasattr(space, f"{start}action_{name}") for start in ("", "_"))


def can_act(one: Binding, node: DOMNode, app: JournalApp) -> bool:
    """Say whether a key does something now: p may pause or resume, as it is."""
    return app._check_action_state(one.action, node) is not False


def chains(screen: Screen[Any]) -> list[tuple[DOMNode, Binding]]:
    """Every binding with a name on a screen, whatever has the cursor."""
    nodes = [screen.app, screen, *screen.walk_children()]
    return [(node, one) for node in nodes for _key, one in node._bindings if one.id]


def look_at(screen: Screen[Any], app: JournalApp) -> None:
    """Hold every binding of a screen to what each has."""
    for node, one in chains(screen):
        assert is_done(node, one.action, app), (node, one)
        assert one.description, one
    for active, _keys in actions_with_keys(screen):
        assert active.binding.description, active
    # One node, one key, one meaning: the nearer node wins, by design.
    for node in [screen, *screen.walk_children()]:
        for key, bindings in node._bindings.key_to_bindings.items():
            acts = {one.action for one in bindings if one.id and can_act(one, node, app)}
            assert len(acts) <= 1, (node, key, acts)


@pytest.mark.parametrize(("kind", "name"), WAYS)
async def test_every_key_of_a_screen_does_something_and_is_found_by_name(app, kind, name):
    async with app.run_test(size=(100, 40)) as pilot:
        await open_way(app, pilot, kind, name)
        screen = app.screen
        assert name in {app.current_mode, getattr(screen, "form", ""), getattr(screen, "page", "")}
        look_at(screen, app)
        offered = {words for words, _tip, _run in action_provider()(screen).local_commands()}
        for active, keys in actions_with_keys(screen):
            if active.binding.id != "app.palette":
                assert any(one.endswith(f"  {keys[0]}") for one in offered), active


@pytest.mark.parametrize("way", DIALOGS)
async def test_every_key_of_a_dialog_does_something(app, way):
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(*DIALOGS[way])
        await pilot.pause()
        assert len(app.screen_stack) > 1
        look_at(app.screen, app)


def test_every_action_of_a_screen_says_what_it_is_for():
    """Moving and the like (not shown, in a field or list) needs no words beside its name."""
    bare = []
    for kind in all_dom_classes():
        for one in own_bindings(kind):
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", one.id or ""), one
            assert one.description, (kind, one)
            if (one.show or issubclass(kind, Screen)) and not one.tooltip:
                bare.append((kind.__name__, one.id))
    # Moving from field to field is named well enough.
    moving = (".next", ".before", ".up", ".down")
    assert [one for one in bare if not one[1].endswith(moving)] == []


def test_an_id_stands_for_one_action_on_a_screen():
    for kind in all_dom_classes():
        counted = Counter(one.id for one in own_bindings(kind))
        assert [name for name, n in counted.items() if n > 1] == [], kind


def test_every_key_of_everywhere_means_one_thing():
    counted = Counter(key for one in GLOBAL_BINDINGS for key in binding_keys([one]))
    assert [key for key, n in counted.items() if n > 1] == []
    assert all(one.id and one.description and one.tooltip for one in GLOBAL_BINDINGS)


async def test_the_palette_finds_what_has_no_key_and_what_is_elsewhere(app):
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        provider = action_provider()(app.screen)
        here = [words for words, _tip, _run in provider.local_commands()]
        assert {"Theme: Light", "Theme: High contrast", "Theme: Calm, grey"} <= {*here}
        assert "Theme: Dark" not in here, "it is in use"
        assert any(words.startswith("Go to Map") for words in here)
        assert any(words.startswith("Settings") for words in here)
        found = {words: run for words, _tip, run in provider.all_commands()}
        assert "Map: New" in found
        await found["Map: New"]()
        for _look in range(100):
            if len(app.screen_stack) == 2:
                break
            await pilot.pause(0.05)
        assert app.current_mode == "map"
        assert len(app.screen_stack) == 2, "the dialog for someone new is open"


async def test_help_shows_what_is_here_apart_from_what_is_everywhere(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "question_mark")
        await pilot.pause()
        assert [str(one.content) for one in app.screen.query(".group")] == ["Here", "Everywhere"]
        here, everywhere = (one.render().plain for one in app.screen.query("ResponsiveStatic"))
        assert "     S  " in here
        assert "ctrl+g f1 !  Help now" in everywhere
        assert "shift+s" not in here, "one key is shown once"
        assert app.screen.query_one("VerticalScroll").max_scroll_y > 0, "and the rest scrolls"


def test_the_readme_shows_the_keys_as_they_are():
    text = README.read_text(encoding="utf-8")
    assert insert_key_table(text) == text, "make keys writes the table anew"
