"""The SQLite code behind ``storage.Journal``: connection, tables, search index and undo."""
