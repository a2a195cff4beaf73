"""Text that is safe to show, and how wide it is on a terminal.

Whatever a person typed or imported is kept as it came. On its way to a screen
it goes through ``escape_control``, so that an escape sequence is seen, not obeyed.
"""

from __future__ import annotations

import re

LINE_BREAK = "↵"
"""What stands for a line end where there is one line."""
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""Whatever ends a line: in this module nothing else does, and each of these does."""
_REPLACEMENTS = {"\n": f" {LINE_BREAK} ", "\t": " "}


def escape_control(text: str, multiline: bool = False) -> str:
    """Return the text with control characters made visible, and nothing else changed.

    Escape, bell and the like become their pictures (␛, ␇), the later control
    characters and marks that override the direction of writing become their
    code (U+202E). Letters written from right to left, joiners and accents stay.
    A line end of any kind is a mark (↵), or a line feed with ``multiline``; a tab
    is a space.
    """
    if text.isprintable():
        return text
    normalized = _LINE_END.sub("\n", text)
    return "".join(
        c if c.isprintable() or (multiline and c == "\n") else _visible_form(c) for c in normalized
    )


def _visible_form(character: str) -> str:
    """Return what stands for a character that may not be printable."""
    code = ord(character)
    if character in _REPLACEMENTS:
        return _REPLACEMENTS[character]
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:  # half a pair: no terminal can be sent it
        return "\ufffd"
    is_bidi_control = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    if 0x80 <= code <= 0x9F or is_bidi_control:
        return f"U+{code:04X}"
    return character


def to_single_line(text: str, separator: str = f" {LINE_BREAK} ") -> str:
    """Return a text of several lines on one, with a mark (↵) between them.

    A run of spaces and tabs is one space, an empty line is left out; the spaces of
    other scripts and those that do not break stay. ``separator`` is for a text that
    is set in lines again, where a space is enough.
    """
    lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in _LINE_END.split(text))
    return separator.join(line for line in lines if line)


def escape_per_character(text: str) -> str:
    """Return the text as a field shows it: harmless, and each character still one character."""
    if text.isprintable():
        return text
    text = _LINE_END.sub(lambda end: LINE_BREAK.rjust(len(end[0])), text)
    return "".join(c if c.isprintable() else _single_character(c) for c in text)


def _single_character(character: str) -> str:
    visible = _visible_form(character)
    return visible if len(visible) == 1 else "␦"


def cell_width(text: str) -> int:
    """Return how many terminal columns the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit_width(text: str, width: int, ascii: bool = False) -> str:
    """Return the text in exactly ``width`` columns: filled with spaces, or cut with a mark."""
    text_width = cell_width(text)
    if text_width <= width:
        return text + " " * (width - text_width)
    ellipsis = ("..." if ascii else "…")[:width]
    truncated = _truncate(text, width - len(ellipsis)) + ellipsis
    return truncated + " " * (width - cell_width(truncated))


def _truncate(text: str, width: int) -> str:
    """Return as much of the start as fits, a joined emoji or an accent kept whole."""
    if text.isascii():
        return text[:width]
    from rich.cells import split_text

    return split_text(text, width)[0].rstrip()
