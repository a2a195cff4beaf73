"""Why a passphrase may not open a journal: what cannot be seen in it."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from recovery_journal.database.connection import apply_key
from recovery_journal.domain.invisible_characters import (
    invisible_names,
    space_variants,
    visible_variants,
)
from recovery_journal.i18n import _


def make_hint(path: Path, passphrase: str) -> str:
    """Return what to say beside "does not open"; "" where nothing unseen is known of.

    The same without its unseen characters is tried, and with other kinds of space
    for its plain ones, so that it can be said that it opens. It is not opened with
    it: a passphrase is what was made.
    """
    names = ", ".join(invisible_names(passphrase))
    if any(_can_open(path, candidate) for candidate in visible_variants(passphrase)):
        return _(
            "What you typed holds what cannot be seen: {names}. "
            "Without that, or with a plain space in its place, it opens."
        ).format(names=names)
    for candidate, message in space_variants(passphrase).items():
        if _can_open(path, candidate):
            return message
    if not names:
        return ""
    return _("What you typed holds what cannot be seen: {names}.").format(names=names)


def _can_open(path: Path, passphrase: str) -> bool:
    """Try a passphrase on the file as it lies there; nothing is locked, written or folded in."""
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        apply_key(connection, passphrase)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error:
        return False
    finally:
        connection.close()
    return True
