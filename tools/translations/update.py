"""Reading, updating and compiling a catalogue, the same bytes for the same words."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.translations.extract import PACKAGE, CatalogMessage, extract_messages

FOLDER = PACKAGE / "locale"
# A date that changes with every run would make every branch differ from every other.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def catalog_languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/*.po"))


def po_path(language: str) -> Path:
    """Return the file that people translate."""
    return FOLDER / language / "LC_MESSAGES" / "recovery_journal.po"


def mo_path(language: str) -> Path:
    """Return the file that the program reads."""
    return po_path(language).with_suffix(".mo")


def read_catalog(language: str) -> Catalog:
    """Return a catalogue as it stands; an empty one where there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain="recovery_journal")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="recovery_journal")


def updated_catalog(language: str, extracted: Iterable[CatalogMessage] | None = None) -> Catalog:
    """Return the catalogue with every message of the program and none besides.

    A translation stays with its message; a new message is empty, none is guessed.
    """
    previous = read_catalog(language)
    catalog = Catalog(
        locale=language,
        domain="recovery_journal",
        project="Recovery Journal",
        copyright_holder="The Recovery Journal contributors",
        header_comment=previous.header_comment if len(previous) else "#",
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    for message in extract_messages() if extracted is None else extracted:
        existing = previous.get(message.id)
        plural = isinstance(message.id, tuple)
        text = (
            existing.string
            if existing and isinstance(existing.string, tuple | list) == plural
            else None
        )
        comments = existing.user_comments if existing else ()
        catalog.add(message.id, text, [(message.file, 0)], user_comments=comments)
    return catalog


def to_po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as people translate it, without line numbers that move."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines()
    stable_lines = [line for line in lines if not line.startswith(_VOLATILE_HEADERS)]
    return ("\n".join(stable_lines).rstrip("\n") + "\n").encode()


_VOLATILE_HEADERS = (
    '"Project-Id-Version:',
    '"Generated-By:',
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Report-Msgid-Bugs-To:',
    '"Last-Translator:',
    '"Language-Team:',
)


def to_mo_bytes(text: bytes, language: str) -> bytes:
    """Return the catalogue as the program reads it."""
    buffer = io.BytesIO()
    catalog = read_po(io.BytesIO(text), locale=language, domain="recovery_journal")
    catalog.creation_date = catalog.revision_date = EPOCH
    catalog.last_translator = catalog.language_team = ""
    write_mo(buffer, catalog)
    return buffer.getvalue()
