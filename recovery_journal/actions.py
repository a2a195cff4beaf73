"""Every action that has a key, read from the screens and widgets themselves.

They are all loaded for it, so this is asked for only where all are needed: the
list of keys, the check of keys that a person changed, the palette's search.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from recovery_journal.keymap import MOVING, Action, checked, keys_of, plain_key, problem
from recovery_journal.palette import EVERYWHERE
from recovery_journal.settings import language_names
from recovery_journal.theme import NAMES
from recovery_journal.words import N_, _, language

EVERY = "App"
"""The home of what works everywhere."""
_ROOMS = ("recovery_journal.screens", "recovery_journal.widgets")


@cache
def every_class() -> list[type[DOMNode]]:
    """Return every screen and widget of ours, in the order of their modules."""
    for room in _ROOMS:  # by name, for nothing here stands above the screens
        package = import_module(room)
        for found in walk_packages(package.__path__, f"{room}."):
            import_module(found.name)
    return [one for one in _below(DOMNode) if one.__module__.startswith("recovery_journal.")]


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    seen = set()
    waiting = [kind]
    while waiting:
        for one in waiting.pop(0).__subclasses__():
            if one not in seen:
                seen.add(one)
                waiting.append(one)
                yield one


def own_bindings(kind: type[DOMNode]) -> list[Binding]:
    """Return the bindings a class itself adds, those that have a name of their own."""
    bindings = kind.__dict__.get("BINDINGS", ())
    return [one for one in bindings if isinstance(one, Binding) and one.id]


@cache
def every_action() -> tuple[Action, ...]:
    """Return every action once, what works everywhere first."""
    found: dict[str, Action] = {}
    here = [one for one in EVERYWHERE if isinstance(one, Binding)]
    for one in here:
        _add(found, one, "", EVERY)
    for kind in sorted(every_class(), key=lambda one: (_rank(one), one.__module__)):
        if "." in kind.__qualname__ or kind.__module__.endswith(".app"):
            continue
        for one in own_bindings(kind):
            _add(found, one, place_of(kind), kind.__name__)
    return tuple(found.values())


def _add(found: dict[str, Action], binding: Binding, where: str, home: str) -> None:
    name = binding.id or ""
    before = found.get(name)
    if before is None:
        found[name] = Action(
            name, binding.description, binding.tooltip, keys_of([binding]), where, (home,)
        )
    else:
        keys = tuple(dict.fromkeys((*before.keys, *keys_of([binding]))))
        found[name] = before._replace(keys=keys, homes=(*before.homes, home))


def _rank(kind: type[DOMNode]) -> int:
    """Screens first, then dialogs, then what they are made of."""
    if issubclass(kind, ModalScreen):
        return 1
    return 0 if issubclass(kind, Screen) else 2


def place_of(kind: type[DOMNode]) -> str:
    """Return where a class is met, in English; it is translated where it is shown."""
    if heading := getattr(kind, "heading", ""):
        return str(heading)
    if issubclass(kind, ModalScreen):
        return N_("Dialogs")
    if issubclass(kind, Screen):
        return N_("Forms and pages")
    return N_("Fields and lists")


def together(one: Action, other: Action) -> bool:
    """Say whether two actions can be met in one place, as far as their classes tell."""
    homes = _classes()
    return any(_meet(homes.get(a), homes.get(b)) for a in one.homes for b in other.homes)


def _meet(a: type[DOMNode] | None, b: type[DOMNode] | None) -> bool:
    if a is None or b is None:  # the App is under everything
        return True
    if issubclass(a, b) or issubclass(b, a):
        return True
    if issubclass(a, Screen) and issubclass(b, Screen):
        # A screen may be both, as every page is a screen of its own.
        return any(issubclass(one, a) and issubclass(one, b) for one in _classes().values())
    if not issubclass(a, Screen) and not issubclass(b, Screen):
        return False  # one of them has the cursor
    return _room(a) == _room(b) or "widgets" in (_room(a), _room(b))


def _room(kind: type[DOMNode]) -> str:
    """Return the part of the program a class is at home in: widgets, or its screen's."""
    parts = kind.__module__.split(".")
    return parts[1] if parts[1] == "widgets" else parts[2] if len(parts) > 2 else ""


@cache
def _classes() -> dict[str, type[DOMNode]]:
    every_action()
    return {
        one.__name__: one
        for one in _below(DOMNode)
        if one.__module__.startswith("recovery_journal.") and one.__module__ in sys.modules
    }


def of_places(main: Mapping[str, str], here: str) -> list[tuple[str, str, str]]:
    """Return name, tip and App action of what the main screens but ``here`` can do.

    ``main`` says by mode where each screen is, as "module:Class".
    """
    found = []
    classes = {f"{one.__module__}:{one.__name__}": one for one in every_class()}
    for mode, place in main.items():
        kind = classes.get(f"{_ROOMS[0]}.{place}")
        if kind is None or mode == here:
            continue
        for one in own_bindings(kind):
            if one.tooltip and plain_key(one.key.split(",")[0]) not in MOVING:
                name = _("{place}: {action}").format(
                    place=_(place_of(kind)), action=_(one.description)
                )
                found.append((name, _(one.tooltip), f"there({mode!r}, {one.action!r})"))
    return found


def choices(theme: str) -> list[tuple[str, str, str]]:
    """Return name, tip and App action of each theme and language that is not in use."""
    themes = [
        (_("Theme: {name}").format(name=_(name)), "", f"choose('theme', {code!r})")
        for code, name in NAMES.items()
        if code != theme
    ]
    spoken = [
        (_("Language: {name}").format(name=name), "", f"choose('language', {code!r})")
        for code, name in language_names()
        if code != language()
    ]
    return [*themes, *spoken]


def checked_keys(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence for each that cannot."""
    return checked(keys, every_action(), together)


def problem_with(action: str, text: str, keys: Mapping[str, str]) -> str:
    """Return why these keys do not go with this action, "" when they do."""
    return problem(action, text, every_action(), together, keys)
