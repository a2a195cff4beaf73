"""Characters of a passphrase that nobody sees: other spaces, joiners, marks, a space at an end."""

from __future__ import annotations

from unicodedata import category

from recovery_journal.i18n import N_, _
from recovery_journal.text import is_invisible

_CHARACTER_NAMES = {
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


def invisible_names(text: str) -> list[str]:
    """Return the names of the unseen characters, each once, in their order."""
    names = [
        _(_CHARACTER_NAMES[c]) if c in _CHARACTER_NAMES else f"U+{ord(c):04X}"
        for c in text
        if _is_invisible(c)
    ]
    if text.startswith(" "):
        names.insert(0, _("a space at the start"))
    if text.endswith(" "):
        names.append(_("a space at the end"))
    return list(dict.fromkeys(names))


def visible_variants(text: str) -> list[str]:
    """Return what the text may be meant to be: with plain spaces, or with what is seen alone."""
    with_plain_spaces = "".join(
        " " if _is_space(c) else c for c in text if _is_space(c) or not _is_invisible(c)
    )
    visible_only = "".join(c for c in text if not _is_invisible(c))
    variants = dict.fromkeys(
        (with_plain_spaces, with_plain_spaces.strip(), visible_only, visible_only.strip())
    )
    return [variant for variant in variants if variant and variant != text]


def space_variants(text: str) -> dict[str, str]:
    """Return the text with another kind of space for each plain one: what it is, what to say."""
    if " " not in text:
        return {}
    template = _("With {name} in the place of each space it opens; {how}.")
    return {
        text.replace(" ", space): template.format(
            name=_(_CHARACTER_NAMES[space]), how=_(explanation)
        )
        for space, explanation in _TYPED_SPACES.items()
    }


def invisible_names_text(text: str) -> str:
    """Return the sentence that names the unseen characters of a new passphrase; "" for none."""
    names = ", ".join(invisible_names(text))
    if not names:
        return ""
    return _("It holds what cannot be seen: {names}. That is a part of it.").format(names=names)


def _is_space(character: str) -> bool:
    return character == "\t" or category(character) == "Zs"


def _is_invisible(character: str) -> bool:
    if character == " ":
        return False
    return is_invisible(character) or character == _BRAILLE_BLANK or category(character)[0] == "Z"
