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

CANDIDATE_CHARSETS = ("cp1252", "mac_roman")
UNKNOWN_CHARSET = ""

# The letters that names of Western Europe are written with. Windows-1252 has some
# that Mac Roman does not, so people wrote them in it; Icelandic is not among them:
# its letters stand where Turkish has others.
_LOWERCASE = {
    "cp1252": "áàâäãåçéèêëíìîïñóòôöõøúùûüßæœšž",
    "mac_roman": "áàâäãåçéèêëíìîïñóòôöõøúùûüßæœ",
}
_UPPERCASE = {"cp1252": "ÁÀÂÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÖØÚÙÛÜÆŒŠŽ", "mac_roman": "ÁÀÂÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÖØÚÙÛÜÆŒÃÕ"}
# The ones that are a word by themselves, where the other set has no such sign.
_ONE_LETTER_WORDS = {"cp1252": "áàâäåéèêíóòöøúæÉÀ", "mac_roman": "àéèêåöø"}
_SAMPLE_BYTES = 100_000  # bytes of a long text that are looked at
_BRACKETS = (("“", "”"), ("«", "»"), ("¿", "?"), ("¡", "!"))
# After a short article (l’, d’, qu’, O’), or before a capital or a short ending (’s).
_APOSTROPHE = re.compile(
    r"(?<![^\W_])(?:[cdjlmnstoCDJLMNSTO]|[Qq]u)’(?=\w)|’(?=[A-Z]|(?:s|t|re|ll|ve|d|m)\b)"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Three in a row, or a word of two and nothing else.
_OTHER_SCRIPT = re.compile(
    r"[^\x00-\x7f]{3}|(?<![A-Za-z\x80-\U0010ffff])[^\W\d_a-zA-Z]{2}(?![A-Za-z])"
)


def detect_charset(raw: bytes) -> str:
    """Return the one of SETS that the bytes are in, UNSURE where they do not tell."""
    candidates = [charset for charset in CANDIDATE_CHARSETS if is_plausible_charset(raw, charset)]
    return candidates[0] if len(candidates) == 1 else UNKNOWN_CHARSET


def is_plausible_charset(raw: bytes, charset: str) -> bool:
    """Say whether every character stands where it could stand, read in this set."""
    try:
        text = raw[:_SAMPLE_BYTES].decode(charset)
    except UnicodeDecodeError:
        return False
    if _OTHER_SCRIPT.search(text):
        return False
    text = _APOSTROPHE.sub("'", text)
    for opening, closing in _BRACKETS:
        if text.count(opening) == text.count(closing) or (closing in "?!" and closing in text):
            text = text.replace(opening, '"').replace(closing, '"')
    padded = f" {text} "
    return all(
        _is_plausible_letter(match[0], padded[match.start() - 1], padded[match.end()], charset)
        for match in _BEYOND_ASCII.finditer(padded)
    )


def _is_plausible_letter(letter: str, previous: str, following: str, charset: str) -> bool:
    """Say whether a character can stand between these two, read in this set."""
    if letter in _LOWERCASE[charset] or letter in _UPPERCASE[charset]:
        if not previous.isalnum() and not following.isalnum():
            return letter in _ONE_LETTER_WORDS[charset]
        if previous.isdigit() or following.isdigit():
            return False
        return not following.isupper() if letter in _LOWERCASE[charset] else not previous.islower()
    if letter in "–—":
        return previous == following == " " or previous.isdigit() or following.isdigit()
    if letter == "…":
        return not following.isalpha() and (previous.islower() or previous == " ")
    if letter in "®©™ªº":
        return not following.isalpha() and (previous == " " or previous.isalnum())
    if letter == "°":
        return not previous.isalpha()
    if letter in "€£§½¼¾²³¹±×†":
        return not previous.isalpha() and not following.isalpha()
    if letter == "•":
        return previous in " \n" and following == " "
    return letter == "\u00a0" and previous.isalnum() and following.isalnum()
