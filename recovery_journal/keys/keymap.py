"""A person's own keys: which are possible, and which would mean two things in one place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

from recovery_journal.i18n import _

HELP_NOW = "app.help-now"
HELP_KEY = "ctrl+g"
"""The key that leads to Help now whatever else is chosen."""

RESERVED_KEYS = frozenset(
    {"enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "space", "backspace"}
    | {"delete", "home", "end", "pageup", "pagedown", "ctrl+c", "ctrl+v", "ctrl+x"}
)
"""Keys for moving, writing and copying; they are given to no other action."""

# A terminal sends these as tab, enter and escape.
_KEY_ALIASES = {
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
# Written out: not every font has a sign for them.
_WORD_KEYS = {"enter", "backspace", "delete", "pageup", "pagedown"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_TEXTUAL_KEYS = {str(key.value) for key in Keys if not str(key.value).startswith("<")}


class KeyAction(NamedTuple):
    """One action that has a key: what it is called, and where it acts.

    ``keys`` are its usual keys, ``location`` the name of the screen ("" everywhere),
    ``classes`` those that bind it, none for what acts everywhere.
    """

    id: str
    name: str
    tooltip: str
    keys: tuple[str, ...]
    location: str
    classes: tuple[type[DOMNode], ...]


CollisionTest = Callable[[KeyAction, KeyAction], bool]


def binding_keys(bindings: Iterable[Binding]) -> tuple[str, ...]:
    """Return the keys of bindings of one action, each once, in their plain form."""
    normalized = [
        key_name
        for binding in bindings
        for key in binding.key.split(",")
        if (key_name := normalize_key(key))
    ]
    return tuple(dict.fromkeys(normalized))


def normalize_key(text: str) -> str | None:
    """Return a key by the name Textual has for it; None where there is no such key.

    "?" is question_mark; "shift+s", as some terminals send it, is "S".
    """
    key = text if len(text) == 1 else text.strip()
    if len(key) == 1:
        return _character_key(key) if key.isprintable() else None
    *modifiers, base_key = key.split("+")
    if not base_key or not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return None
    if modifiers == ["shift"] and len(base_key) == 1 and base_key.isalpha():
        return base_key.upper()
    if len(base_key) == 1:
        base_key = _character_key(base_key)
    elif (
        base_key not in _TEXTUAL_KEYS and key not in _TEXTUAL_KEYS and len(format_key(base_key)) > 1
    ):
        return None
    return "+".join([*sorted(modifiers, key=_modifier_rank), base_key])


def _character_key(character: str) -> str:
    """Return the name that the key of a character has in Textual."""
    name = "" if character.isalnum() else unicodedata.name(character, "").lower()
    key = name.replace("-", "_").replace(" ", "_") or character
    return KEY_NAME_REPLACEMENTS.get(key, key)


def _modifier_rank(modifier: str) -> int:
    return ["ctrl", "alt", "shift", "super", "hyper", "meta"].index(modifier)


def key_label(key: str) -> str:
    """Return a key as a person reads it: "?", "ctrl+g", "S"."""
    *modifiers, base_key = key.split("+")
    return "+".join([*modifiers, base_key if base_key in _WORD_KEYS else format_key(base_key)])


def keys_label(keys: Iterable[str]) -> str:
    """Return several keys as a person reads them, each once."""
    return " ".join(dict.fromkeys(key_label(normalize_key(key) or key) for key in keys))


def parse_keys(action: str, text: str) -> tuple[str, ...]:
    """Return the keys a person wrote for an action, without those that are no keys."""
    keys = [key_name for key in text.split(",") if (key_name := normalize_key(key))]
    if action == HELP_NOW and keys:
        keys.insert(0, HELP_KEY)
    return tuple(dict.fromkeys(keys))


def to_textual_keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """Return what Textual's keymap takes: binding id -> its keys; nothing impossible in it."""
    result = {}
    for action, text in keys.items():
        variants = [
            variant
            for key in parse_keys(action, text)
            # A capital letter comes as "S" from some terminals, as "shift+s" from others.
            for variant in ((key, f"shift+{key.lower()}") if _is_capital(key) else (key,))
        ]
        if variants:
            result[action] = ",".join(variants)
    return result


def _is_capital(key: str) -> bool:
    return len(key) == 1 and key.isupper()


def keys_problem(
    action: str,
    text: str,
    actions: Sequence[KeyAction],
    can_collide: CollisionTest,
    keys: Mapping[str, str] | None = None,
) -> str:
    """Return why these keys do not go with this action, "" when they do.

    ``keys`` are the other keys the person chose.
    """
    actions_by_id = {candidate.id: candidate for candidate in actions}
    if action not in actions_by_id:
        return _("There is no action called {action}.").format(action=action[:60])
    entries = [key for key in text.split(",") if key.strip()]
    if not entries:
        return _("{name} takes at least one key.").format(name=_(actions_by_id[action].name))
    for key in entries:
        if message := _invalid_key_text(key, actions_by_id[action]):
            return message
    all_keys = {**(keys or {}), action: text}
    for key in parse_keys(action, text):
        if conflict := _conflicting_action(
            key, actions_by_id[action], actions, can_collide, all_keys
        ):
            return _conflict_text(key, conflict)
    return ""


def _invalid_key_text(text: str, action: KeyAction) -> str:
    key = normalize_key(text)
    if key is None:
        return _("There is no key called {key}.").format(key=text.strip()[:40])
    if key in action.keys:
        return ""
    if key in RESERVED_KEYS or key in _KEY_ALIASES:
        return _("{key} is for moving and writing, so it stays with that.").format(
            key=key_label(key)
        )
    return ""


def _conflicting_action(
    key: str,
    action: KeyAction,
    actions: Sequence[KeyAction],
    collides: CollisionTest,
    all_keys: Mapping[str, str],
) -> KeyAction | None:
    """Return another action that this key does where the action acts too."""
    for candidate in actions:
        if candidate.id == action.id or not collides(action, candidate):
            continue
        if key in action.keys and key in candidate.keys:
            continue  # so by design: the nearer one acts
        if key in (parse_keys(candidate.id, all_keys.get(candidate.id, "")) or candidate.keys):
            return candidate
    return None


def _conflict_text(key: str, conflict: KeyAction) -> str:
    if not conflict.location:
        return _("{key} is {action}, everywhere.").format(
            key=key_label(key), action=_(conflict.name)
        )
    return _("{key} is {action} ({where}).").format(
        key=key_label(key), action=_(conflict.name), where=_(conflict.location)
    )


def split_valid_keys(
    keys: Mapping[str, str], actions: Sequence[KeyAction], collides: CollisionTest
) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence for each that is not.

    Two actions that were given one key keep their usual keys, both.
    """
    names = {action_info.id: action_info.name for action_info in actions}
    valid_keys = dict(keys)
    sentences: list[str] = []
    while True:
        invalid = {
            action: sentence
            for action, text in valid_keys.items()
            if (sentence := keys_problem(action, text, actions, collides, valid_keys))
        }
        if not invalid:
            return valid_keys, sentences
        for action, sentence in invalid.items():
            del valid_keys[action]
            if action in names:
                sentence = _("{name} keeps its usual key: {reason}").format(
                    name=_(names[action]), reason=sentence
                )
            sentences.append(sentence)
