"""Text that is safe to show, and how wide it is on a terminal.

Whatever a person typed or imported is kept as it came. On its way to a screen
it goes through ``harmless``, so that an escape sequence is seen, not obeyed.
"""

from __future__ import annotations

import re

LINE_BREAK = "↵"
"""What stands for a line end where there is one line."""
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""Whatever ends a line: in this module nothing else does, and each of these does."""
_LINE_OR_TAB = {"\n": f" {LINE_BREAK} ", "\t": " "}


def harmless(text: str, keep_lines: bool = False) -> str:
    """Return the text with control characters made visible, and nothing else changed.

    Escape, bell and the like become their pictures (␛, ␇), the later control
    characters and marks that override the direction of writing become their
    code (U+202E). Letters written from right to left, joiners and accents stay.
    A line end of any kind is a mark (↵), or a line feed with ``keep_lines``; a tab
    is a space.
    """
    if text.isprintable():
        return text
    whole = _LINE_END.sub("\n", text)
    return "".join(c if c.isprintable() or (keep_lines and c == "\n") else _shown(c) for c in whole)


def _shown(character: str) -> str:
    """Return what stands for a character that may not be printable."""
    code = ord(character)
    if character in _LINE_OR_TAB:
        return _LINE_OR_TAB[character]
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:  # half a pair: no terminal can be sent it
        return "\ufffd"
    direction = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    if 0x80 <= code <= 0x9F or direction:
        return f"U+{code:04X}"
    return character


def on_one_line(text: str, between: str = f" {LINE_BREAK} ") -> str:
    """Return a text of several lines on one, with a mark (↵) between them.

    A run of spaces and tabs is one space, an empty line is left out; the spaces of
    other scripts and those that do not break stay. ``between`` is for a text that
    is set in lines again, where a space is enough.
    """
    lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in _LINE_END.split(text))
    return between.join(line for line in lines if line)


def sign_by_sign(text: str) -> str:
    """Return the text as a field shows it: harmless, and each character still one character."""
    if text.isprintable():
        return text
    text = _LINE_END.sub(lambda end: LINE_BREAK.rjust(len(end[0])), text)
    return "".join(c if c.isprintable() else _sign(c) for c in text)


def _sign(character: str) -> str:
    shown = _shown(character)
    return shown if len(shown) == 1 else "␦"


def cells(text: str) -> int:
    """Return how many terminal columns the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int, ascii: bool = False) -> str:
    """Return the text in exactly ``width`` columns: filled with spaces, or cut with a mark."""
    room = cells(text)
    if room <= width:
        return text + " " * (width - room)
    more = ("..." if ascii else "…")[:width]
    cut = _start(text, width - len(more)) + more
    return cut + " " * (width - cells(cut))


def _start(text: str, width: int) -> str:
    """Return as much of the start as fits, a joined emoji or an accent kept whole."""
    if text.isascii():
        return text[:width]
    from rich.cells import split_text

    return split_text(text, width)[0].rstrip()
