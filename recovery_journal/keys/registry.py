"""Every action that has a key, read from the screens and widgets themselves.

They are all loaded for it, so this is asked for only where all are needed: the
list of keys, the check of keys that a person changed, the palette's search.
"""

from __future__ import annotations

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
    for binding in GLOBAL_BINDINGS:
        _add_binding(actions, binding, "", ())
    for dom_class in sorted(
        all_dom_classes(), key=lambda dom_class: (_class_rank(dom_class), dom_class.__module__)
    ):
        if "." in dom_class.__qualname__ or dom_class.__module__.startswith("recovery_journal.app"):
            continue
        for binding in own_bindings(dom_class):
            _add_binding(actions, binding, location_of(dom_class), (dom_class,))
    return tuple(actions.values())


def _add_binding(
    actions: dict[str, KeyAction],
    binding: Binding,
    location: str,
    classes: tuple[type[DOMNode], ...],
) -> None:
    name = binding.id or ""
    action = actions.get(name)
    if action is None:
        action = KeyAction(name, binding.description, binding.tooltip, (), location, ())
    keys = tuple(dict.fromkeys((*action.keys, *binding_keys([binding]))))
    actions[name] = action._replace(keys=keys, classes=(*action.classes, *classes))


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
    if not first.classes or not second.classes:  # the App is under everything
        return True
    return any(
        _can_be_active_together(first_class, second_class)
        for first_class in first.classes
        for second_class in second.classes
    )


def _can_be_active_together(first: type[DOMNode], second: type[DOMNode]) -> bool:
    if issubclass(first, second) or issubclass(second, first):
        return True
    if issubclass(first, Screen) and issubclass(second, Screen):
        # A screen may be both, as every page is a screen of its own.
        return any(
            issubclass(kind, first) and issubclass(kind, second) for kind in all_dom_classes()
        )
    if not issubclass(first, Screen) and not issubclass(second, Screen):
        return False  # one of them has the cursor
    homes = {_package_of(first), _package_of(second)}
    return len(homes) == 1 or "widgets" in homes


def _package_of(dom_class: type[DOMNode]) -> str:
    """Return the part of the program a class is at home in: widgets, or its screen's."""
    _root, package, *module = dom_class.__module__.split(".")
    return package if package == "widgets" or not module else module[0]


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
