"""Which character set bytes are in that name none, and are no UTF-8.

Old programs on Windows meant Windows-1252, old ones on a Mac meant Mac Roman,
and every byte is a character in both. Read in the wrong one, a letter in the
middle of a word becomes a sign ("Jos‡") or a capital ("RenÈ"). So a text is of
the set in which each character beyond ASCII stands where such a character does
stand, and of none where that says nothing: a name that was guessed wrongly can
not be typed, found or redacted.
"""

from __future__ import annotations

import re

SETS = ("cp1252", "mac_roman")
UNSURE = ""

# The letters that names of Western Europe are written with. Windows-1252 has some
# that Mac Roman does not, so people wrote them in it; Icelandic is not among them:
# its letters stand where Turkish has others.
_SMALL = {"cp1252": "áàâäãåçéèêëíìîïñóòôöõøúùûüßæœšž", "mac_roman": "áàâäãåçéèêëíìîïñóòôöõøúùûüßæœ"}
_CAPITAL = {"cp1252": "ÁÀÂÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÖØÚÙÛÜÆŒŠŽ", "mac_roman": "ÁÀÂÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÖØÚÙÛÜÆŒÃÕ"}
# The ones that are a word by themselves, where the other set has no such sign.
_ALONE = {"cp1252": "áàâäåéèêíóòöøúæÉÀ", "mac_roman": "àéèêåöø"}
_SAMPLE = 100_000  # bytes of a long text that are looked at
_BRACKETS = (("“", "”"), ("«", "»"), ("¿", "?"), ("¡", "!"))
# After a short article (l’, d’, qu’, O’), or before a capital or a short ending (’s).
_APOSTROPHE = re.compile(
    r"(?<![^\W_])(?:[cdjlmnstoCDJLMNSTO]|[Qq]u)’(?=\w)|’(?=[A-Z]|(?:s|t|re|ll|ve|d|m)\b)"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Three in a row, or a word of two and nothing else.
_OTHER_WRITING = re.compile(
    r"[^\x00-\x7f]{3}|(?<![A-Za-z\x80-\U0010ffff])[^\W\d_a-zA-Z]{2}(?![A-Za-z])"
)


def character_set(raw: bytes) -> str:
    """Return the one of SETS that the bytes are in, UNSURE where they do not tell."""
    fitting = [name for name in SETS if may_be(raw, name)]
    return fitting[0] if len(fitting) == 1 else UNSURE


def may_be(raw: bytes, name: str) -> bool:
    """Say whether every character stands where it could stand, read in this set."""
    try:
        text = raw[:_SAMPLE].decode(name)
    except UnicodeDecodeError:
        return False
    if _OTHER_WRITING.search(text):
        return False
    text = _APOSTROPHE.sub("'", text)
    for opening, closing in _BRACKETS:
        if text.count(opening) == text.count(closing) or (closing in "?!" and closing in text):
            text = text.replace(opening, '"').replace(closing, '"')
    padded = f" {text} "
    return all(
        _stands_well(found[0], padded[found.start() - 1], padded[found.end()], name)
        for found in _BEYOND_ASCII.finditer(padded)
    )


def _stands_well(letter: str, before: str, after: str, name: str) -> bool:
    """Say whether a character can stand between these two, read in this set."""
    if letter in _SMALL[name] or letter in _CAPITAL[name]:
        if not before.isalnum() and not after.isalnum():
            return letter in _ALONE[name]
        if before.isdigit() or after.isdigit():
            return False
        return not after.isupper() if letter in _SMALL[name] else not before.islower()
    if letter in "–—":
        return before == after == " " or before.isdigit() or after.isdigit()
    if letter == "…":
        return not after.isalpha() and (before.islower() or before == " ")
    if letter in "®©™ªº":
        return not after.isalpha() and (before == " " or before.isalnum())
    if letter == "°":
        return not before.isalpha()
    if letter in "€£§½¼¾²³¹±×†":
        return not before.isalpha() and not after.isalpha()
    if letter == "•":
        return before in " \n" and after == " "
    return letter == "\u00a0" and before.isalnum() and after.isalnum()
