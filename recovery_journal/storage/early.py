"""Opening an encrypted journal while the program is still being loaded.

Deriving the key takes longer than loading everything else, and the library
does it without holding Python up. Where the passphrase is known from the
start, both happen at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from recovery_journal.storage.look import closed_here, opened_here


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
        self._key: tuple[int, int] | None = None
        self._looked = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def looked(self) -> None:
        """Wait until the file has been looked at, so that nobody looks at the same time."""
        self._looked.wait()

    def take(self, path: Path, passphrase: str | None) -> Any:
        """Return the open connection to this very file with this passphrase, else None."""
        self._thread.join()
        connection, self._connection = self._connection, None
        if connection is not None and (path, passphrase) != (self._path, self._passphrase):
            connection.close()
            connection = None
        self._leave()
        return connection

    def drop(self) -> None:
        """Close the connection; nobody is going to take it."""
        self.take(Path(), None)

    def _leave(self) -> None:
        """Hand the file's place among those open here to whoever opens it now."""
        if self._key is not None:
            closed_here(self._key)
            self._key = None

    def _run(self) -> None:
        try:
            self._open()
        finally:
            self._looked.set()

    def _open(self) -> None:
        from sqlcipher3 import dbapi2

        from recovery_journal.errors import JournalError
        from recovery_journal.storage.door import connect
        from recovery_journal.storage.look import beside, is_encrypted

        try:
            path = self._find()
            # What lies beside it is looked at first, by whoever opens the journal.
            if not is_encrypted(path) or beside(path):
                return
            # From here on the file counts as open: looking at it again, and closing
            # it after the look, would take this connection's lock away.
            self._key = opened_here(path, encrypted=True)
            self._looked.set()
            connection = connect(path, self._passphrase, from_any_thread=True)
        except (JournalError, dbapi2.Error, OSError, ValueError, RuntimeError):
            self._leave()
            return
        try:
            # The first read derives the key.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (dbapi2.Error, MemoryError):
            connection.close()
            self._leave()
            return
        self._path, self._connection = path, connection
