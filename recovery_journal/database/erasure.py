"""Overwriting deleted text: in the file's pages, its free space and its WAL.

``secure_delete`` overwrites a row where it stands when it is deleted. When SQLite
moves rows between pages it leaves copies in the pages' free space, though, and
nothing overwrites those. So the file is rewritten whole (VACUUM) once text has left
the undo log; ``erasure`` has a row until that is done, also by the next program.
"""

from __future__ import annotations

from datetime import datetime

from recovery_journal.database.connection import Connection
from recovery_journal.errors import UnusableJournal
from recovery_journal.i18n import _


def schedule(connection: Connection) -> None:
    """Note, inside the open transaction, that deleted text is to be overwritten."""
    connection.execute("INSERT INTO erasure DEFAULT VALUES")


def is_due(connection: Connection) -> bool:
    """Return whether deleted text is still to be overwritten."""
    return connection.fetch_one("SELECT 1 FROM erasure LIMIT 1") is not None


def erase(connection: Connection) -> bool:
    """Rewrite the file without deleted text and empty its WAL.

    Returns False where another program reads just now, or the file cannot be written;
    then it is tried again another time. Raises ``CannotWrite``, also where another file
    is in the journal's place, and ``UnusableJournal`` for a damaged file, which is not rewritten.
    """
    # VACUUM begins no transaction of ours, so what each of those asks is asked here. With
    # a reader it would only put a second copy of the file into the WAL, each time anew.
    connection.check_same_file()
    if connection.read_only or not connection.checkpoint_wal():
        return False
    if connection.fetch_one("PRAGMA quick_check(1)") != ("ok",):
        raise UnusableJournal(
            _("The journal at {path} is damaged. It was left as it is.").format(
                path=connection.path
            ),
            code="damaged",
        )
    newest_id = connection.fetch_int("SELECT max(id) FROM erasure")
    connection.execute("VACUUM")
    if not connection.checkpoint_wal():
        return False
    with connection.transaction():
        # One that another program noted meanwhile stays.
        connection.execute("DELETE FROM erasure WHERE id <= ?", (newest_id,))
    return True


def erase_due(connection: Connection, now: datetime) -> None:
    """Overwrite deleted text that undo no longer holds, where there is any; raises as ``erase``."""
    from recovery_journal.database import undo

    if undo.has_expired_text(connection, now):
        with connection.transaction():
            undo.purge(connection, now)
    if is_due(connection):
        erase(connection)
