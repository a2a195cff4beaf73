"""The way every sentence takes to a person: ``_()`` and ``ngettext()``.

English is the source language and needs no catalogue, so the ``gettext``
machinery is loaded only when another language has been chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

_FOLDER = Path(__file__).with_name("locale")
_catalogue: NullTranslations | None = None
_code = "en"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are words in, English first."""
    found = (path.name for path in _FOLDER.iterdir() if _file(path.name).is_file())
    return ("en", *sorted(found))


def spoken(code: str) -> bool:
    """Say whether there are words in this language: "es", or "es_MX" by its first part."""
    first = code.split("_")[0]
    return first == "en" or any(_file(one).is_file() for one in (code, first))


def use_language(code: str) -> None:
    """Speak the language of this code ("en", "es") where a catalogue exists."""
    global _catalogue, _code
    if code == _code:
        return
    _catalogue = None if code.split("_")[0].split("-")[0] == "en" else _read(code)
    _code = code


def language() -> str:
    """Return the code of the language that is spoken now."""
    return _code


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Speak another language for a while; None leaves it as it is."""
    before = _code
    use_language(code or before)
    try:
        yield
    finally:
        use_language(before)


def N_(sentence: str) -> str:
    """Mark a sentence that is written down before a language is chosen.

    It goes through ``_()`` where it is shown: the names of keys, of screens.
    """
    return sentence


def _(sentence: str) -> str:
    """Return the sentence in the person's language."""
    return sentence if _catalogue is None else _catalogue.gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the sentence that goes with the number ``n``."""
    if _catalogue is None:
        return one if n == 1 else many
    return _catalogue.ngettext(one, many, n)


def _file(code: str) -> Path:
    return _FOLDER / code / "LC_MESSAGES" / "recovery_journal.mo"


@cache
def _read(code: str) -> NullTranslations:
    """Return the catalogue of a language; one that says the English where there is none."""
    from gettext import translation

    return translation("recovery_journal", _FOLDER, [code], fallback=True)
