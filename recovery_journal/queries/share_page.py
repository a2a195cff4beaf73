"""``write_page``: writes a page to a file of mode 0600, with its line in the sharing log."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.errors import AlreadyExists, BadValue, CannotWrite
from recovery_journal.i18n import _
from recovery_journal.rules.week.model import SECTIONS, WeekOptions
from recovery_journal.storage import Journal

_FORMAT_BY_SUFFIX = {
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
_UNSUPPORTED_FORMATS = ("html", "pdf")


def page_format(path: Path | None, requested: str | None = None) -> str:
    """Return the format of a page: the one asked for, else by the file's suffix, else md.

    Raises ``BadValue`` for one that is unknown, or not in this version yet.
    """
    if requested is not None:
        file_format = requested.strip().casefold().removeprefix(".")
    else:
        file_format = _FORMAT_BY_SUFFIX.get("" if path is None else path.suffix.casefold(), "md")
    if file_format in _UNSUPPORTED_FORMATS:
        raise BadValue(
            _("A page as {format} is not in this version yet; md, txt and json are.").format(
                format=file_format
            ),
            field="format",
        )
    if file_format not in _FORMAT_BY_SUFFIX.values():
        raise BadValue(_("A page is written as md, txt or json."), field="format")
    return file_format


def write_page(
    journal: Journal, page: bytes, path: Path, options: WeekOptions, file_format: str, now: datetime
) -> SharingLogEntry:
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
    # Loaded with the first page that is written: a preview of the page needs neither.
    from recovery_journal.files import create_atomically

    with create_atomically(path) as temporary_path, temporary_path.open("r+b") as file:
        file.write(page)
    if not path.is_file():  # taken away with its folder meanwhile
        raise CannotWrite(_("Could not write {path}.").format(path=path))
    try:
        return journal.sharing_log.add(_log_entry(page, options, file_format, now))
    except BaseException:
        # Nothing is outside the journal that its log does not know of.
        path.unlink(missing_ok=True)
        raise


def _log_entry(
    page: bytes, options: WeekOptions, file_format: str, now: datetime
) -> SharingLogEntry:
    """Return the line of the sharing log for these bytes."""
    from hashlib import sha256

    sections = [name for name in SECTIONS if name in options.sections and name != "notes"]
    if options.own_words:
        sections.append("own_words")
    return SharingLogEntry(
        shared_at=now,
        period_from=options.period_from,
        period_to=options.period_to,
        sections=tuple(sections),
        names=options.names,
        programs=options.programs,
        for_whom=options.for_whom,
        file_format=file_format,
        sha256=sha256(page).hexdigest(),
    )
