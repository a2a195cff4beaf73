"""Reading, updating and compiling a catalogue, the same bytes for the same words."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from catalogue.gather import PACKAGE, Message, messages

FOLDER = PACKAGE / "locale"
# A date that changes with every run would make every branch differ from every other.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/*.po"))


def source(language: str) -> Path:
    """Return the file that people translate."""
    return FOLDER / language / "LC_MESSAGES" / "recovery_journal.po"


def compiled(language: str) -> Path:
    """Return the file that the program reads."""
    return source(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """Return a catalogue as it stands; an empty one where there is none yet."""
    path = source(language)
    if not path.exists():
        return Catalog(locale=language, domain="recovery_journal")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="recovery_journal")


def updated(language: str, found: Iterable[Message] | None = None) -> Catalog:
    """Return the catalogue with every message of the program and none besides.

    A translation stays with its message; a new message is empty, none is guessed.
    """
    old = read(language)
    catalogue = Catalog(
        locale=language,
        domain="recovery_journal",
        project="Recovery Journal",
        copyright_holder="The Recovery Journal contributors",
        header_comment=old.header_comment if len(old) else "#",
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    for message in messages() if found is None else found:
        kept = old.get(message.id)
        plural = isinstance(message.id, tuple)
        text = kept.string if kept and isinstance(kept.string, tuple | list) == plural else None
        comments = kept.user_comments if kept else ()
        catalogue.add(message.id, text, [(message.file, 0)], user_comments=comments)
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    """Return the catalogue as people translate it, without line numbers that move."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(_UNSTEADY)]
    return ("\n".join(kept).rstrip("\n") + "\n").encode()


_UNSTEADY = (
    '"Project-Id-Version:',
    '"Generated-By:',
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Report-Msgid-Bugs-To:',
    '"Last-Translator:',
    '"Language-Team:',
)


def as_machine(text: bytes, language: str) -> bytes:
    """Return the catalogue as the program reads it."""
    out = io.BytesIO()
    catalogue = read_po(io.BytesIO(text), locale=language, domain="recovery_journal")
    catalogue.creation_date = catalogue.revision_date = EPOCH
    catalogue.last_translator = catalogue.language_team = ""
    write_mo(out, catalogue)
    return out.getvalue()
