"""Names as they are compared: capitals, accents and doubled spaces do not matter."""

from __future__ import annotations


def folded(text: str) -> str:
    """Return a text without capitals, accents, doubled and outer spaces, for comparing."""
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
    return " ".join(text.casefold().split())
