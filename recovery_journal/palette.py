"""The keys that work everywhere, and the palette that finds every action by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding, Binding, BindingType

from recovery_journal.domain.labels import label
from recovery_journal.words import _

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

PLACES = [
    Binding("1", "go('today')", _("Today"), show=False, id="go.today", tooltip=_("The day so far")),
    Binding("2", "go('map')", _("Map"), show=False, id="go.map", tooltip=_("My people around me")),
    Binding("7", "go('week')", _("Week"), show=False, id="go.week", tooltip=_("The weekly page")),
]  # fmt: skip
"""The main screens, in the order in which they are offered."""

EVERYWHERE: list[BindingType] = [
    *PLACES,
    Binding(
        "c", "ask('check_in')", _("Check in"), id="form.check-in", tooltip=_("How it is now")
    ),
    Binding("u", "ask('urge')", _("Urge"), id="form.urge", tooltip=_("Log an urge")),
    Binding(
        "r", "ask('reached')", _("Reached"), id="form.reached",
        tooltip=_("Someone you reached, or tried to reach"),
    ),
    Binding("m", "ask('meeting')", _("Meeting"), id="form.meeting", tooltip=_("Log a meeting")),
    Binding("question_mark", "keys", _("Keys"), id="app.keys", tooltip=_("Keys and help here")),
    # Textual leaves a key out where a text field would take it as a letter, so that
    # "!" and "q" can have priority as the others have.
    Binding(
        "ctrl+g,f1,exclamation_mark", "help_now", _("Help now"), id="app.help-now",
        show=False, priority=True, tooltip=_("Lines to call and people to tell"),
    ),
    Binding(
        "ctrl+p", "command_palette", _("All actions"), id="app.palette",
        show=False, priority=True, tooltip=_("Find an action by its name"),
    ),
    Binding(
        "ctrl+z", "undo", _("Take back"), id="app.undo", show=False,
        tooltip=_("Take back the last change"),
    ),
    Binding(
        "ctrl+l", "lock", _("Lock"), id="app.lock", show=False, priority=True,
        tooltip=_("Close the journal; what you typed waits"),
    ),
    Binding(
        "ctrl+q,q", "quit", _("Quit"), id="app.quit", show=False, priority=True,
        tooltip=_("Leave the journal"),
    ),
]  # fmt: skip
"""Every key that means the same on every screen; the App takes them as they are."""


def named_actions(screen: Screen[Any]) -> list[tuple[ActiveBinding, list[str]]]:
    """Return every action of a screen that has a name, with its keys in words.

    What is special to the screen comes first, then what is the same everywhere.
    """
    found: dict[str, tuple[ActiveBinding, list[str]]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id:
            shown = screen.app.get_key_display(Binding(key, ""))
            words = f"ctrl+{shown[1:]}" if len(shown) > 1 and shown[0] == "^" else shown
            found.setdefault(active.binding.id, (active, []))[1].append(words)
    order = {getattr(one, "id", None): place for place, one in enumerate(EVERYWHERE)}
    return sorted(found.values(), key=lambda one: order.get(one[0].binding.id, -1))


def actions() -> type[Provider]:
    """Return the palette's source of actions, loaded when the palette is opened."""
    from textual.command import DiscoveryHit, Hit, Hits, Provider

    class Actions(Provider):
        """Every action that has a key where the person is, and the themes."""

        def commands(self) -> list[tuple[str, str, Any]]:
            found = [
                (
                    f"{active.binding.description}  {keys[0]}",
                    active.binding.tooltip,
                    partial(self.app.run_action, active.binding.action, active.node),
                )
                for active, keys in named_actions(self.screen)
                if active.binding.id != "app.palette"
            ]
            themes = [
                (
                    _("Theme: {name}").format(name=_(name)),
                    "",
                    partial(self.app.run_action, f"app.use_theme('{name}')"),
                )
                for name in self.app.available_themes
                if name != self.app.theme
            ]
            return [*found, *themes]

        async def discover(self) -> Hits:
            """Offer everything before a letter is typed."""
            for words, tip, run in self.commands():
                yield DiscoveryHit(words, run, help=tip or None)

        async def search(self, query: str) -> Hits:
            """Offer what fits the letters typed."""
            matcher = self.matcher(query)
            for words, tip, run in self.commands():
                score = max(matcher.match(words), matcher.match(tip) * 0.8)
                if score > 0:
                    yield Hit(score, matcher.highlight(words), run, help=tip or None)

    return Actions


def taken_back(what: str, kind: str) -> str:
    """Return the sentence after an undo: what was taken back or brought back."""
    name = label(kind)
    if what == "add":
        return _("Taken back: {entry}.").format(entry=name)
    if what == "delete":
        return _("It is back: {entry}.").format(entry=name)
    if what == "import":
        return _("The import was taken back.")
    return _("The change was taken back: {entry}.").format(entry=name)
