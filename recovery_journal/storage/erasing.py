"""Overwriting deleted text: in the file's pages, its free space and its log.

``secure_delete`` overwrites a row where it stands when it is deleted. When SQLite
moves rows between pages it leaves copies in the pages' free space, though, and
nothing overwrites those. So the file is rewritten whole (VACUUM) once text has left
the undo log; ``erasure`` has a row until that is done, also by the next program.
"""

from __future__ import annotations

from recovery_journal.errors import NotOurs
from recovery_journal.storage.door import Door
from recovery_journal.words import _


def mark(door: Door) -> None:
    """Note, inside the open transaction, that deleted text is to be overwritten."""
    door.run("INSERT INTO erasure DEFAULT VALUES")


def is_due(door: Door) -> bool:
    """Return whether deleted text is still to be overwritten."""
    return door.one("SELECT 1 FROM erasure LIMIT 1") is not None


def erase(door: Door) -> bool:
    """Rewrite the file without deleted text and empty its log.

    Returns False where another program reads just now, or the file cannot be written;
    then it is tried again another time. Raises ``CannotWrite``, also where another file
    is in the journal's place, and ``NotOurs`` for a damaged file, which is not rewritten.
    """
    # VACUUM begins no transaction of ours, so what each of those asks is asked here. With
    # a reader it would only put a second copy of the file into the log, each time anew.
    door.check_in_place()
    if door.read_only or not door.clear_log():
        return False
    if door.one("PRAGMA quick_check(1)") != ("ok",):
        raise NotOurs(
            _("The journal at {path} is damaged. It was left as it is.").format(path=door.path),
            code="damaged",
        )
    row = door.one("SELECT max(id) FROM erasure")
    door.run("VACUUM")
    if not door.clear_log():
        return False
    with door.writing():
        # One that another program noted meanwhile stays.
        door.run("DELETE FROM erasure WHERE id <= ?", (row and row[0],))
    return True
