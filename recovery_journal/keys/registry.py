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

from recovery_journal.i18n import N_, _, current_language
from recovery_journal.keys.keymap import (
    RESERVED_KEYS,
    KeyAction,
    binding_keys,
    keys_problem,
    normalize_key,
    split_valid_keys,
)
from recovery_journal.keys.palette import GLOBAL_BINDINGS, MAIN_SCREEN_BINDINGS
from recovery_journal.settings import language_names
from recovery_journal.theme import THEME_LABELS

GLOBAL_HOME = "App"
"""The home of what works everywhere."""
_PACKAGES = ("recovery_journal.screens", "recovery_journal.widgets")


@cache
def all_dom_classes() -> list[type[DOMNode]]:
    """Return every screen and widget of ours, in the order of their modules."""
    for package_name in _PACKAGES:  # by name, for nothing here stands above the screens
        package = import_module(package_name)
        for module in walk_packages(package.__path__, f"{package_name}."):
            import_module(module.name)
    return [
        dom_class
        for dom_class in _subclasses(DOMNode)
        if dom_class.__module__.startswith("recovery_journal.")
    ]


def _subclasses(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    visited = set()
    queue = [base]
    while queue:
        for subclass in queue.pop(0).__subclasses__():
            if subclass not in visited:
                visited.add(subclass)
                queue.append(subclass)
                yield subclass


def own_bindings(dom_class: type[DOMNode]) -> list[Binding]:
    """Return the bindings a class itself adds, those that have a name of their own."""
    bindings = dom_class.__dict__.get("BINDINGS", ())
    return [binding for binding in bindings if isinstance(binding, Binding) and binding.id]


@cache
def all_actions() -> tuple[KeyAction, ...]:
    """Return every action once, what works everywhere first."""
    actions: dict[str, KeyAction] = {}
    global_bindings = [binding for binding in GLOBAL_BINDINGS if isinstance(binding, Binding)]
    for binding in global_bindings:
        _add_binding(actions, binding, "", GLOBAL_HOME)
    for dom_class in sorted(
        all_dom_classes(), key=lambda dom_class: (_class_rank(dom_class), dom_class.__module__)
    ):
        if "." in dom_class.__qualname__ or dom_class.__module__.startswith("recovery_journal.app"):
            continue
        for binding in own_bindings(dom_class):
            _add_binding(actions, binding, location_of(dom_class), dom_class.__name__)
    return tuple(actions.values())


def _add_binding(
    actions: dict[str, KeyAction], binding: Binding, location: str, class_name: str
) -> None:
    name = binding.id or ""
    existing = actions.get(name)
    if existing is None:
        actions[name] = KeyAction(
            name,
            binding.description,
            binding.tooltip,
            binding_keys([binding]),
            location,
            (class_name,),
        )
    else:
        keys = tuple(dict.fromkeys((*existing.keys, *binding_keys([binding]))))
        actions[name] = existing._replace(
            keys=keys, class_names=(*existing.class_names, class_name)
        )


def _class_rank(dom_class: type[DOMNode]) -> int:
    """Screens first, then dialogs, then what they are made of."""
    if issubclass(dom_class, ModalScreen):
        return 1
    return 0 if issubclass(dom_class, Screen) else 2


def location_of(dom_class: type[DOMNode]) -> str:
    """Return where a class is met, in English; it is translated where it is shown."""
    if heading := getattr(dom_class, "heading", ""):
        return str(heading)
    if issubclass(dom_class, ModalScreen):
        return N_("Dialogs")
    if issubclass(dom_class, Screen):
        return N_("Forms and pages")
    return N_("Fields and lists")


def can_collide(first: KeyAction, second: KeyAction) -> bool:
    """Return whether two actions can be active on one screen, judged by their classes."""
    classes = _classes_by_name()
    return any(
        _can_be_active_together(classes.get(a), classes.get(b))
        for a in first.class_names
        for b in second.class_names
    )


def _can_be_active_together(a: type[DOMNode] | None, b: type[DOMNode] | None) -> bool:
    if a is None or b is None:  # the App is under everything
        return True
    if issubclass(a, b) or issubclass(b, a):
        return True
    if issubclass(a, Screen) and issubclass(b, Screen):
        # A screen may be both, as every page is a screen of its own.
        return any(
            issubclass(dom_class, a) and issubclass(dom_class, b)
            for dom_class in _classes_by_name().values()
        )
    if not issubclass(a, Screen) and not issubclass(b, Screen):
        return False  # one of them has the cursor
    return _package_of(a) == _package_of(b) or "widgets" in (_package_of(a), _package_of(b))


def _package_of(dom_class: type[DOMNode]) -> str:
    """Return the part of the program a class is at home in: widgets, or its screen's."""
    module_parts = dom_class.__module__.split(".")
    return (
        module_parts[1]
        if module_parts[1] == "widgets"
        else module_parts[2]
        if len(module_parts) > 2
        else ""
    )


@cache
def _classes_by_name() -> dict[str, type[DOMNode]]:
    all_actions()
    return {
        dom_class.__name__: dom_class
        for dom_class in _subclasses(DOMNode)
        if dom_class.__module__.startswith("recovery_journal.")
        and dom_class.__module__ in sys.modules
    }


def main_screen_actions(current_mode: str) -> list[tuple[str, str, str]]:
    """Return name, tip and App action of what the main screens but ``current_mode`` can do.

    There is nothing while the journal is locked, which is a mode of its own.
    """
    screens = {getattr(dom_class, "heading", ""): dom_class for dom_class in all_dom_classes()}
    modes = {(binding.id or "").removeprefix("go."): binding for binding in MAIN_SCREEN_BINDINGS}
    actions = []
    for mode, tab in modes.items() if current_mode in modes else ():
        for binding in own_bindings(screens[tab.description]) if mode != current_mode else ():
            if binding.tooltip and normalize_key(binding.key.split(",")[0]) not in RESERVED_KEYS:
                name = _("{place}: {action}").format(
                    place=_(tab.description), action=_(binding.description)
                )
                actions.append((name, _(binding.tooltip), f"there({mode!r}, {binding.action!r})"))
    return actions


def setting_actions(theme: str) -> list[tuple[str, str, str]]:
    """Return name, tip and App action of each theme and language that is not in use."""
    themes = [
        (_("Theme: {name}").format(name=_(name)), "", f"choose('theme', {code!r})")
        for code, name in THEME_LABELS.items()
        if code != theme
    ]
    languages = [
        (_("Language: {name}").format(name=name), "", f"choose('language', {code!r})")
        for code, name in language_names()
        if code != current_language()
    ]
    return [*themes, *languages]


def usable_keys(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence for each that cannot."""
    return split_valid_keys(keys, all_actions(), can_collide)


def key_change_problem(action: str, text: str, keys: Mapping[str, str]) -> str:
    """Return why these keys do not go with this action, "" when they do."""
    return keys_problem(action, text, all_actions(), can_collide, keys)
