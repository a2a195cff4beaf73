"""The schema of an open journal: applying migrations, after a verified backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from recovery_journal.database.backup import back_up
from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import SCHEMA_VERSION
from recovery_journal.database.integrity import verify_pages
from recovery_journal.database.search_index import build_index
from recovery_journal.database.sqlcipher import translate_errors


def migrate(connection: Connection) -> None:
    """Apply every step of the schema's history that is still to come, or none of them."""
    from sqlite_utils import Database

    from recovery_journal.migrations import migrations

    database = Database(connection.raw_connection())
    with translate_errors(connection.path), connection.transaction():
        applied = {migration.name for migration in migrations.applied(database)}
        connection.check_migrations(applied)  # another program may have brought it up to date
        migrations.apply(database)
        if "m003_search" not in applied:  # which leaves the index empty
            build_index(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def upgrade(connection: Connection, clock: Callable[[], datetime]) -> None:
    """Migrate an older journal, after a copy of it was put into the backups folder.

    One that cannot be written is read in memory, brought up to date there alone.
    """
    if connection.read_only:
        verify_pages(connection)
        with connection.switch_to_memory():
            migrate(connection)
        return
    back_up(connection, clock(), f"-before-version-{SCHEMA_VERSION}")
    migrate(connection)
