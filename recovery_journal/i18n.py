"""The way every sentence takes to a person: ``_()`` and ``ngettext()``.

English is the source language and needs no catalogue, so the ``gettext``
machinery is loaded only when another language has been chosen.

The language a person chose holds for the whole program. A page in another one is
made with ``using_language``, which is a ContextVar: it holds for the task or the
thread that makes the page, and a screen drawn meanwhile stays as it is. A thread has
it too when it is started with the context (``asyncio.to_thread``, Textual's workers).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gettext import NullTranslations

_FOLDER = Path(__file__).with_name("locale")


class _Language(NamedTuple):
    """A language by its code, with its words; English has none of its own."""

    code: str
    catalog: NullTranslations | None = None


_chosen = _Language("en")
_for_a_while: ContextVar[_Language | None] = ContextVar("language", default=None)


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
    """Speak the language of this code ("en", "es") where a catalogue exists, in all the program."""
    global _chosen
    _chosen = _load_language(code)


def current_language() -> str:
    """Return the code of the language that is spoken now."""
    return _current().code


@contextmanager
def using_language(code: str | None) -> Iterator[None]:
    """Speak another language in this context for a while; None leaves it as it is."""
    token = _for_a_while.set(_current() if code is None else _load_language(code))
    try:
        yield
    finally:
        _for_a_while.reset(token)


def _current() -> _Language:
    return _for_a_while.get() or _chosen


def _load_language(code: str) -> _Language:
    is_english = code.split("_")[0].split("-")[0] == "en"
    return _Language(code, None if is_english else _read_catalog(code))


def N_(sentence: str) -> str:
    """Mark a sentence that is written down before a language is chosen.

    It goes through ``_()`` where it is shown: the names of keys, of screens.
    """
    return sentence


def _(sentence: str) -> str:
    """Return the sentence in the person's language."""
    catalog = _current().catalog
    return sentence if catalog is None else catalog.gettext(sentence)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the sentence that goes with the number ``n``."""
    catalog = _current().catalog
    if catalog is None:
        return singular if n == 1 else plural
    return catalog.ngettext(singular, plural, n)


def _catalog_file(code: str) -> Path:
    return _FOLDER / code / "LC_MESSAGES" / "recovery_journal.mo"


@cache
def _read_catalog(code: str) -> NullTranslations:
    """Return the catalogue of a language; one that says the English where there is none."""
    from gettext import translation

    return translation("recovery_journal", _FOLDER, [code], fallback=True)
