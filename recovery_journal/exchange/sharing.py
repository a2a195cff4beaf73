"""Writing a page to a file only the user can read, with its line in the sharing log."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from recovery_journal.domain.keeping import Shared
from recovery_journal.errors import AlreadyExists, BadValue, CannotWrite
from recovery_journal.rules.week_facts import SECTIONS, Choices
from recovery_journal.storage import Journal
from recovery_journal.words import _

_OF_SUFFIX = {
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
_LATER = ("html", "pdf")


def format_of(path: Path | None, asked: str | None = None) -> str:
    """Return the format of a page: the one asked for, else by the file's suffix, else md.

    Raises ``BadValue`` for one that is unknown, or not in this version yet.
    """
    if asked is not None:
        found = asked.strip().casefold().removeprefix(".")
    else:
        found = _OF_SUFFIX.get("" if path is None else path.suffix.casefold(), "md")
    if found in _LATER:
        raise BadValue(
            _("A page as {format} is not in this version yet; md, txt and json are.").format(
                format=found
            ),
            field="format",
        )
    if found not in _OF_SUFFIX.values():
        raise BadValue(_("A page is written as md, txt or json."), field="format")
    return found


def write_page(
    journal: Journal, page: bytes, path: Path, choices: Choices, file_format: str, now: datetime
) -> Shared:
    """Write the page and add its line to the sharing log; returns that line.

    The file is whole or not there, readable by the user only, and is in no case
    written over another. Without the line in the log there is no file either.
    Raises ``AlreadyExists`` and ``CannotWrite``.
    """
    if os.path.lexists(path):
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )
    if not path.parent.is_dir():
        raise CannotWrite(
            _("Could not write {path}: there is no folder {folder}.").format(
                path=path, folder=path.parent
            )
        )
    # Loaded with the first page that is written: a look at the page needs neither.
    from recovery_journal.storage.founding import new_file

    with new_file(path) as building, building.open("r+b") as file:
        file.write(page)
    if not path.is_file():  # taken away with its folder meanwhile
        raise CannotWrite(_("Could not write {path}.").format(path=path))
    try:
        return journal.sharing.add(_line(page, choices, file_format, now))
    except BaseException:
        # Nothing is outside the journal that its log does not know of.
        path.unlink(missing_ok=True)
        raise


def _line(page: bytes, choices: Choices, file_format: str, now: datetime) -> Shared:
    """Return the line of the sharing log for these bytes."""
    from hashlib import sha256

    sections = [name for name in SECTIONS if name in choices.sections and name != "notes"]
    if choices.own_words:
        sections.append("own_words")
    return Shared(
        shared_at=now,
        period_from=choices.period_from,
        period_to=choices.period_to,
        sections=tuple(sections),
        names=choices.names,
        programs=choices.programs,
        for_whom=choices.for_whom,
        file_format=file_format,
        sha256=sha256(page).hexdigest(),
    )
