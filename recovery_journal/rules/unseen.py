"""Characters of a passphrase that nobody sees: other spaces, joiners, marks, a space at an end."""

from __future__ import annotations

from unicodedata import category

from recovery_journal.text import is_unseen
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
# Spaces that a keyboard may put in the place of the plain one, and how.
_TYPED_SPACES = {
    "\xa0": N_("option+space types it on a Mac"),
    "\u202f": N_("some French keyboards type it"),
    "\u3000": N_("Japanese and Chinese keyboards type it"),
}
_BRAILLE_BLANK = "\u2800"


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


def other_spaces(text: str) -> dict[str, str]:
    """Return the text with another kind of space for each plain one: what it is, what to say."""
    if " " not in text:
        return {}
    words = _("With {name} in the place of each space it opens; {how}.")
    return {
        text.replace(" ", space): words.format(name=_(_NAMES[space]), how=_(how))
        for space, how in _TYPED_SPACES.items()
    }


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
    return is_unseen(character) or character == _BRAILLE_BLANK or category(character)[0] == "Z"
