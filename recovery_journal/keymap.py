"""A person's own keys: which are possible, and which would mean two things in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys, _character_to_key, format_key

from recovery_journal.words import _

HELP_NOW = "app.help-now"
HELP_KEY = "ctrl+g"
"""The key that leads to Help now whatever else is chosen."""

MOVING = frozenset(
    {"enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "space", "backspace"}
    | {"delete", "home", "end", "pageup", "pagedown", "ctrl+c", "ctrl+v", "ctrl+x"}
)
"""Keys for moving, writing and copying; they are given to no other action."""

# A terminal sends these as tab, enter and escape.
_SAME = {
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
# Written out: not every font has a sign for them.
_NAMED = {"enter", "backspace", "delete", "pageup", "pagedown"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_KNOWN = {str(key.value) for key in Keys if not str(key.value).startswith("<")}


class Action(NamedTuple):
    """One action that has a key: what it is called, and where it acts.

    ``keys`` are its usual keys, ``where`` the name of the screen ("" everywhere),
    ``homes`` the names of the classes that bind it.
    """

    id: str
    name: str
    tip: str
    keys: tuple[str, ...]
    where: str
    homes: tuple[str, ...]


Together = Callable[[Action, Action], bool]


def keys_of(actions: Iterable[Binding]) -> tuple[str, ...]:
    """Return the keys of bindings of one action, each once, in their plain form."""
    found = [plain for one in actions for key in one.key.split(",") if (plain := plain_key(key))]
    return tuple(dict.fromkeys(found))


def plain_key(typed: str) -> str | None:
    """Return a key by the name Textual has for it; None where there is no such key.

    "?" is question_mark; "shift+s", as some terminals send it, is "S".
    """
    key = typed if len(typed) == 1 else typed.strip()
    if len(key) == 1:
        return _character_to_key(key) if key.isprintable() else None
    *modifiers, last = key.split("+")
    if not last or not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return None
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    if len(last) == 1:
        last = _character_to_key(last)
    elif last not in _KNOWN and key not in _KNOWN and len(format_key(last)) > 1:
        return None
    return "+".join([*sorted(modifiers, key=_order), last])


def _order(modifier: str) -> int:
    return ["ctrl", "alt", "shift", "super", "hyper", "meta"].index(modifier)


def key_words(key: str) -> str:
    """Return a key as a person reads it: "?", "ctrl+g", "S"."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, last if last in _NAMED else format_key(last)])


def keys_words(keys: Iterable[str]) -> str:
    """Return several keys as a person reads them, each once."""
    return " ".join(dict.fromkeys(key_words(plain_key(key) or key) for key in keys))


def own_keys(action: str, text: str) -> tuple[str, ...]:
    """Return the keys a person wrote for an action, without those that are no keys."""
    found = [plain for key in text.split(",") if (plain := plain_key(key))]
    if action == HELP_NOW and found:
        found.insert(0, HELP_KEY)
    return tuple(dict.fromkeys(found))


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """Return what Textual's keymap takes: binding id -> its keys; nothing impossible in it."""
    found = {}
    for action, text in keys.items():
        pressed = [
            one
            for key in own_keys(action, text)
            # A capital letter comes as "S" from some terminals, as "shift+s" from others.
            for one in ((key, f"shift+{key.lower()}") if _capital(key) else (key,))
        ]
        if pressed:
            found[action] = ",".join(pressed)
    return found


def _capital(key: str) -> bool:
    return len(key) == 1 and key.isupper()


def problem(
    action: str,
    text: str,
    actions: Sequence[Action],
    together: Together,
    keys: Mapping[str, str] | None = None,
) -> str:
    """Return why these keys do not go with this action, "" when they do.

    ``keys`` are the other keys the person chose.
    """
    known = {one.id: one for one in actions}
    if action not in known:
        return _("There is no action called {action}.").format(action=action[:60])
    asked = [key for key in text.split(",") if key.strip()]
    if not asked:
        return _("{name} takes at least one key.").format(name=_(known[action].name))
    for key in asked:
        if sentence := _impossible(key, known[action]):
            return sentence
    chosen = {**(keys or {}), action: text}
    for key in own_keys(action, text):
        if other := _other(key, known[action], actions, together, chosen):
            return _taken(key, other)
    return ""


def _impossible(typed: str, action: Action) -> str:
    key = plain_key(typed)
    if key is None:
        return _("There is no key called {key}.").format(key=typed.strip()[:40])
    if key in action.keys:
        return ""
    if key in MOVING or key in _SAME:
        return _("{key} is for moving and writing, so it stays with that.").format(
            key=key_words(key)
        )
    return ""


def _other(
    key: str,
    action: Action,
    actions: Sequence[Action],
    together: Together,
    chosen: Mapping[str, str],
) -> Action | None:
    """Return another action that this key does where the action acts too."""
    for one in actions:
        if one.id == action.id or not together(action, one):
            continue
        if key in action.keys and key in one.keys:
            continue  # so by design: the nearer one acts
        if key in (own_keys(one.id, chosen.get(one.id, "")) or one.keys):
            return one
    return None


def _taken(key: str, other: Action) -> str:
    if not other.where:
        return _("{key} is {action}, everywhere.").format(key=key_words(key), action=_(other.name))
    return _("{key} is {action} ({where}).").format(
        key=key_words(key), action=_(other.name), where=_(other.where)
    )


def checked(
    keys: Mapping[str, str], actions: Sequence[Action], together: Together
) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence for each that is not.

    Two actions that were given one key keep their usual keys, both.
    """
    names = {one.id: one.name for one in actions}
    good = dict(keys)
    said: list[str] = []
    while True:
        bad = {
            action: sentence
            for action, text in good.items()
            if (sentence := problem(action, text, actions, together, good))
        }
        if not bad:
            return good, said
        for action, sentence in bad.items():
            del good[action]
            if action in names:
                sentence = _("{name} keeps its usual key: {reason}").format(
                    name=_(names[action]), reason=sentence
                )
            said.append(sentence)
