"""Keys that are derived in a moment: for tests of anything but what a guess costs.

SQLCipher's 256,000 rounds take a fifth of a second each time a journal is opened.
Everything else is as it is: the library, the cipher, the format.
"""

from __future__ import annotations

from typing import Any

from recovery_journal.database import sqlcipher

ROUNDS = 1000

_unlock = sqlcipher.apply_key


def unlock(connection: Any, passphrase: str | None) -> None:
    """Give a connection its key, which it derives in a few rounds."""
    _unlock(connection, passphrase)
    if passphrase is not None:
        connection.execute(f"PRAGMA kdf_iter = {ROUNDS}")


def begin() -> None:
    """Derive every key of this process so."""
    sqlcipher.apply_key = unlock


def end() -> None:
    """Derive keys as the program does."""
    sqlcipher.apply_key = _unlock
