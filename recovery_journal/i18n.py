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
_catalog: NullTranslations | None = None
_language = "en"


def available_languages() -> tuple[str, ...]:
    """Return the codes of the languages there are words in, English first."""
    codes = (path.name for path in _FOLDER.iterdir() if _catalog_file(path.name).is_file())
    return ("en", *sorted(codes))


def is_available(code: str) -> bool:
    """Say whether there are words in this language: "es", or "es_MX" by its first part."""
    base_language = code.split("_")[0]
    return base_language == "en" or any(
        _catalog_file(candidate).is_file() for candidate in (code, base_language)
    )


def use_language(code: str) -> None:
    """Speak the language of this code ("en", "es") where a catalogue exists."""
    global _catalog, _language
    if code == _language:
        return
    _catalog = None if code.split("_")[0].split("-")[0] == "en" else _read_catalog(code)
    _language = code


def current_language() -> str:
    """Return the code of the language that is spoken now."""
    return _language


@contextmanager
def using_language(code: str | None) -> Iterator[None]:
    """Speak another language for a while; None leaves it as it is."""
    previous = _language
    use_language(code or previous)
    try:
        yield
    finally:
        use_language(previous)


def N_(sentence: str) -> str:
    """Mark a sentence that is written down before a language is chosen.

    It goes through ``_()`` where it is shown: the names of keys, of screens.
    """
    return sentence


def _(sentence: str) -> str:
    """Return the sentence in the person's language."""
    return sentence if _catalog is None else _catalog.gettext(sentence)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the sentence that goes with the number ``n``."""
    if _catalog is None:
        return singular if n == 1 else plural
    return _catalog.ngettext(singular, plural, n)


def _catalog_file(code: str) -> Path:
    return _FOLDER / code / "LC_MESSAGES" / "recovery_journal.mo"


@cache
def _read_catalog(code: str) -> NullTranslations:
    """Return the catalogue of a language; one that says the English where there is none."""
    from gettext import translation

    return translation("recovery_journal", _FOLDER, [code], fallback=True)
