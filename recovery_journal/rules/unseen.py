"""Characters of a passphrase that nobody sees: other spaces, joiners, marks, a space at an end."""

from __future__ import annotations

from unicodedata import category

from recovery_journal.words import N_, _

_NAMES = {
    "\t": N_("a tab"),
    "\xa0": N_("a no-break space"),
    "\xad": N_("a soft hyphen"),
    "\u061c": N_("a mark for the direction of writing"),
    "\u200b": N_("a zero-width space"),
    "\u200c": N_("a zero-width non-joiner"),
    "\u200d": N_("a zero-width joiner"),
    "\u200e": N_("a mark for the direction of writing"),
    "\u200f": N_("a mark for the direction of writing"),
    "\u202f": N_("a narrow no-break space"),
    "\u2060": N_("a word joiner"),
    "\u3000": N_("a wide space"),
    "\ufeff": N_("a byte order mark"),
}
# Unseen by what they look like, not by their category.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")


def unseen(text: str) -> list[str]:
    """Return the names of the unseen characters, each once, in their order."""
    found = [_(_NAMES[c]) if c in _NAMES else f"U+{ord(c):04X}" for c in text if _unseen(c)]
    if text.startswith(" "):
        found.insert(0, _("a space at the start"))
    if text.endswith(" "):
        found.append(_("a space at the end"))
    return list(dict.fromkeys(found))


def seen_alone(text: str) -> list[str]:
    """Return what the text may be meant to be: with plain spaces, or with what is seen alone."""
    spaced = "".join(" " if _space(c) else c for c in text if _space(c) or not _unseen(c))
    bare = "".join(c for c in text if not _unseen(c))
    others = dict.fromkeys((spaced, spaced.strip(), bare, bare.strip()))
    return [other for other in others if other and other != text]


def unseen_words(text: str) -> str:
    """Return the sentence that names the unseen characters of a new passphrase; "" for none."""
    names = ", ".join(unseen(text))
    if not names:
        return ""
    return _("It holds what cannot be seen: {names}. That is a part of it.").format(names=names)


def _space(character: str) -> bool:
    return character == "\t" or category(character) == "Zs"


def _unseen(character: str) -> bool:
    if character == " ":
        return False
    variation = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return variation or character in _BLANK or category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
