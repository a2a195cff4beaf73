"""The keys that work everywhere, and the keys of a screen as a person reads them."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding, Binding

from recovery_journal.i18n import N_
from recovery_journal.keys.keymap import keys_label
from recovery_journal.textual_compat import bindings_of, user_keymap

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.screen import Screen

MAIN_SCREEN_BINDINGS = [
    Binding(
        "1", "go('today')", N_("Today"), show=False, id="go.today", tooltip=N_("The day so far")
    ),
    Binding(
        "2", "go('map')", N_("Map"), show=False, id="go.map", tooltip=N_("My people around me")
    ),
    Binding(
        "3", "go('people')", N_("People"), show=False, id="go.people",
        tooltip=N_("Everyone by name"),
    ),
    Binding(
        "4", "go('meetings')", N_("Meetings"), show=False, id="go.meetings",
        tooltip=N_("Meetings, week by week"),
    ),
    Binding(
        "5", "go('timeline')", N_("Timeline"), show=False, id="go.timeline",
        tooltip=N_("Every entry, newest first"),
    ),
    Binding(
        "6", "go('trends')", N_("Trends"), show=False, id="go.trends",
        tooltip=N_("How it went over the weeks"),
    ),
    Binding("7", "go('week')", N_("Week"), show=False, id="go.week", tooltip=N_("The weekly page")),
]  # fmt: skip
"""The main screens, in the order in which they are offered."""

GLOBAL_BINDINGS = [
    *MAIN_SCREEN_BINDINGS,
    Binding(
        "c", "ask('check_in')", N_("Check in"), id="form.check-in", tooltip=N_("How it is now")
    ),
    Binding("u", "ask('urge')", N_("Urge"), id="form.urge", tooltip=N_("Log an urge")),
    Binding(
        "r", "ask('reached')", N_("Reached"), id="form.reached",
        tooltip=N_("Someone you reached, or tried to reach"),
    ),
    Binding("m", "ask('meeting')", N_("Meeting"), id="form.meeting", tooltip=N_("Log a meeting")),
    Binding(
        "a", "ask('activity')", N_("Activity"), id="form.activity", show=False,
        tooltip=N_("Something you did, and how it was"),
    ),
    Binding(
        "w", "ask('reflection')", N_("Reflection"), id="form.reflection", show=False,
        tooltip=N_("A look at the week"),
    ),
    Binding(
        "o", "open('goal')", N_("My goal"), id="page.goal", show=False,
        tooltip=N_("Your goal, what is there in all, and milestones"),
    ),
    Binding(
        "slash", "open('search')", N_("Search"), id="page.search", show=False,
        tooltip=N_("Find words in everything you wrote"),
    ),
    Binding(
        "f3", "open('steps')", N_("Safety steps"), id="page.steps", show=False,
        tooltip=N_("What you wrote down for a hard moment"),
    ),
    Binding(
        "f4", "open('after_use')", N_("Return to use"), id="page.after-use", show=False,
        tooltip=N_("Write it down; nothing you have done is lost"),
    ),
    Binding(
        "comma", "open('settings')", N_("Settings"), id="page.settings", show=False,
        tooltip=N_("Language, colours, keys, and your own words"),
    ),
    Binding("question_mark", "keys", N_("Keys"), id="app.keys", tooltip=N_("Keys and help here")),
    # Textual leaves a key out where a text field would take it as a letter, so that
    # "!" and "q" can have priority as the others have.
    Binding(
        "ctrl+g,f1,exclamation_mark", "help_now", N_("Help now"), id="app.help-now",
        show=False, priority=True, tooltip=N_("Lines to call and people to tell"),
    ),
    Binding(
        "ctrl+p", "command_palette", N_("All actions"), id="app.palette",
        show=False, priority=True, tooltip=N_("Find an action by its name"),
    ),
    Binding(
        "ctrl+z", "undo", N_("Take back"), id="app.undo", show=False,
        tooltip=N_("Take back the last change"),
    ),
    Binding(
        "ctrl+y", "redo", N_("Bring back"), id="app.redo", show=False,
        tooltip=N_("Do again what was taken back last"),
    ),
    Binding(
        "ctrl+l", "lock", N_("Lock"), id="app.lock", show=False, priority=True,
        tooltip=N_("Close the journal; what you typed waits"),
    ),
    Binding(
        "ctrl+q,q", "quit", N_("Quit"), id="app.quit", show=False, priority=True,
        tooltip=N_("Leave the journal"),
    ),
]  # fmt: skip
"""Every key that means the same on every screen; the App takes them as they are."""


def action_key(node: DOMNode, action: str) -> str:
    """Return the key of an action as a person reads it: their own, else the usual one.

    ``action`` is the id of a binding of the node, of its screen, or of everywhere.
    """
    own_keys = user_keymap(node).get(action)
    usual_keys = (
        key
        for owner in (node, node.screen, node.app)
        for key, binding in bindings_of(owner)
        if binding.id == action
    )
    return keys_label([own_keys.split(",")[0] if own_keys else next(usual_keys)])


class _KeyFormatter(Formatter):
    """Fills the ids of actions with their keys."""

    def __init__(self, node: DOMNode) -> None:
        self._node = node

    def get_field(self, field_name: str, _args: Any, _kwargs: Any) -> tuple[str, str]:
        """Return the key of the action, whose id may hold a point and hyphens."""
        return action_key(self._node, field_name), field_name


def with_user_keys(node: DOMNode, sentence: str) -> str:
    """Return a sentence with the keys of the actions it names: "{app.undo} takes it back."."""
    return _KeyFormatter(node).format(sentence)


def actions_with_keys(screen: Screen[Any]) -> list[tuple[ActiveBinding, list[str]]]:
    """Return every action of a screen that has a name, with its keys in words.

    What is special to the screen comes first, then what is the same everywhere.
    """
    by_id: dict[str, tuple[ActiveBinding, list[str]]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id and active.enabled:
            keys = by_id.setdefault(active.binding.id, (active, []))[1]
            key_text = keys_label([key])
            if key_text not in keys:
                keys.append(key_text)
    return sorted(by_id.values(), key=lambda item: _GLOBAL_ORDER.get(item[0].binding.id, -1))


def is_global(binding: Binding) -> bool:
    """Say whether this is one of the actions that are the same on every screen."""
    return binding.id in _GLOBAL_ORDER


_GLOBAL_ORDER = {binding.id: index for index, binding in enumerate(GLOBAL_BINDINGS)}


def action_provider() -> type[Provider]:
    """Return the palette's source of actions, loaded when the palette is opened."""
    from recovery_journal.keys.command_palette import ActionProvider

    return ActionProvider
