"""The floor: Typer, used lazily, with one statement of sqlite3, as a person would write it.

The three programs are measured as installed ones: a launcher such as pip writes,
a module beside it with its bytecode compiled.
"""

from __future__ import annotations

import compileall
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from benchmarks.journals import generate_entries
from benchmarks.plan import ADD, LAST, SEARCH, SENTENCE, WORD

_PROGRAMS = {ADD: "peer_add", LAST: "peer_last", SEARCH: "peer_search"}
_LAUNCHER = """\
#!{python}
import sys
from {module} import main
if __name__ == '__main__':
    sys.exit(main())
"""
_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    local_date TEXT NOT NULL,
    moment INTEGER NOT NULL,
    share INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT 'journal',
    note TEXT,
    mood INTEGER
) STRICT;
CREATE INDEX entry_by_day ON entry (local_date, moment, id, kind);
CREATE INDEX entry_by_kind ON entry (kind, local_date, moment, id);
CREATE VIRTUAL TABLE writing USING fts5(words, tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER entry_written AFTER INSERT ON entry BEGIN
    INSERT INTO writing (rowid, words) VALUES (new.id, new.note);
END;
"""
_INSERT = (
    "INSERT INTO entry (uuid, kind, occurred_at, recorded_at, local_date, moment, note, mood)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def install(folder: Path) -> None:
    """Put the three programs and their launchers into a folder, compiled."""
    folder.mkdir()
    for module in _PROGRAMS.values():
        shutil.copy(Path(__file__).with_name(f"{module}.py"), folder)
        launcher = folder / module.replace("_", "-")
        launcher.write_text(_LAUNCHER.format(python=sys.executable, module=module))
        launcher.chmod(0o700)
    compileall.compile_dir(folder, quiet=1)


def argv(folder: Path, work: str, journal: Path) -> tuple[str, ...]:
    """Return the command line that does this work."""
    extra_args: Mapping[str, tuple[str, ...]] = {ADD: ("7", SENTENCE), SEARCH: (WORD,)}
    launcher = folder / _PROGRAMS[work].replace("_", "-")
    return (str(launcher), str(journal), *extra_args.get(work, ()))


def write_journal(path: Path, size: int, now: datetime) -> None:
    """Write the same entries as the journal's, as rows of one table with an index of words."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_SCHEMA)
        rows = (
            (
                f"{entry.age:032x}",
                entry.kind,
                entry.occurred_at.isoformat(),
                entry.occurred_at.isoformat(),
                entry.occurred_at.date().isoformat(),
                int(entry.occurred_at.timestamp()),
                entry.note,
                entry.age % 11,
            )
            for entry in generate_entries(size, now)
        )
        with connection:
            connection.executemany(_INSERT, rows)
