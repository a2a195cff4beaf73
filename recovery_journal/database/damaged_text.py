"""Texts whose bytes are no text any more, so that one of them does not hide all the others."""

from __future__ import annotations

from recovery_journal.i18n import _


class DamagedText(str):
    """Stands in the place of a damaged text: a sentence that says so."""

    __slots__ = ()


def decode_leniently(data: bytes) -> str:
    """Return stored bytes as text, or what stands in its place where they are none."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return DamagedText(_("(this text is damaged and cannot be read)"))
