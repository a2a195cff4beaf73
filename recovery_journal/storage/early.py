"""Opening an encrypted journal while the program is still being loaded.

Deriving the key takes longer than loading everything else, and the library
does it without holding Python up. Where the passphrase is known from the
start, both happen at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any


class Early:
    """A connection on its way: ``take`` waits for it and hands it over.

    Nothing is decided here. A file that is no encrypted journal is not opened,
    and whatever goes wrong is left to the ordinary opening, which tells it.
    """

    def __init__(self, find: Callable[[], Path], passphrase: str) -> None:
        self._find = find
        self._passphrase = passphrase
        self._path: Path | None = None
        self._connection: Any = None
        self._thread = Thread(target=self._open, daemon=True)
        self._thread.start()

    def take(self, path: Path, passphrase: str | None) -> Any:
        """Return the open connection to this very file with this passphrase, else None."""
        self._thread.join()
        connection, self._connection = self._connection, None
        if connection is None or (path, passphrase) == (self._path, self._passphrase):
            return connection
        connection.close()
        return None

    def _open(self) -> None:
        from sqlcipher3 import dbapi2

        from recovery_journal.errors import JournalError
        from recovery_journal.storage.door import connect
        from recovery_journal.storage.look import is_encrypted

        try:
            path = self._find()
            if not is_encrypted(path):
                return
            connection = connect(path, self._passphrase, from_any_thread=True)
        except (JournalError, dbapi2.Error, OSError, ValueError, RuntimeError):
            return
        try:
            # The first read derives the key.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (dbapi2.Error, MemoryError):
            connection.close()
            return
        self._path, self._connection = path, connection
