"""The keys that work everywhere, and the palette that finds every action by name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding, Binding, BindingType

from recovery_journal.domain.labels import label
from recovery_journal.words import N_, _, language

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

PLACES = [
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

EVERYWHERE: list[BindingType] = [
    *PLACES,
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
        "ctrl+l", "lock", N_("Lock"), id="app.lock", show=False, priority=True,
        tooltip=N_("Close the journal; what you typed waits"),
    ),
    Binding(
        "ctrl+q,q", "quit", N_("Quit"), id="app.quit", show=False, priority=True,
        tooltip=N_("Leave the journal"),
    ),
]  # fmt: skip
"""Every key that means the same on every screen; the App takes them as they are."""


class Spoken:
    """A screen whose keys are named in the person's language, as footer and palette show them.

    A mix-in before Textual's own class. The names are written where the keys are,
    before a language is chosen.
    """

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act here, named in the person's language."""
        active: dict[str, ActiveBinding] = super().active_bindings  # type: ignore[misc]  # the screen's own
        if language() == "en":
            return active
        return {
            key: one._replace(
                binding=replace(one.binding, description=_(one.binding.description)),
                tooltip=_(one.tooltip) if one.tooltip else "",
            )
            for key, one in active.items()
        }


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
                    active.tooltip,
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
