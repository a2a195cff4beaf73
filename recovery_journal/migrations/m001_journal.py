"""The first schema: entries, contacts, what is kept, and the index of words."""

from __future__ import annotations

from typing import Any

from sqlite_utils.db import Database

from recovery_journal.migrations.columns import FELT, SCALE, YES_NO, columns

_KINDS = (
    "'check_in', 'urge', 'reach_out', 'meeting', 'return_to_use', "
    "'milestone', 'activity', 'reflection'"
)
_ENTRY_TABLES = (
    f"""CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uuid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
        occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        local_date TEXT NOT NULL,
        moment INTEGER NOT NULL,
        share INTEGER NOT NULL DEFAULT 0 CHECK (share IN (0, 1)),
        source TEXT NOT NULL DEFAULT 'journal',
        note TEXT
    ) STRICT""",
    # Newest first by the user's day; the second serves queries of one kind.
    "CREATE INDEX entry_by_day ON entry (local_date, moment, id, kind)",
    "CREATE INDEX entry_by_kind ON entry (kind, local_date, moment, id)",
    f"""CREATE TABLE check_in (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        mood INTEGER NOT NULL CHECK (mood BETWEEN 0 AND 10),
        arousal INTEGER CHECK (arousal BETWEEN -3 AND 3),
        needs TEXT,
        {columns("urge", "confidence", "connectedness", "stress", kind=SCALE)},
        sleep_hours REAL CHECK (sleep_hours BETWEEN 0 AND 24),
        goal_today TEXT, medication TEXT, good_moment TEXT
    ) STRICT""",
    f"""CREATE TABLE urge (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        about TEXT,
        {columns("peak", "after", "control", kind=SCALE)},
        minutes INTEGER CHECK (minutes >= 0),
        with_whom TEXT, place TEXT, place_kind TEXT,
        thing TEXT, thought TEXT, other_view TEXT, function TEXT,
        reach_out INTEGER REFERENCES entry (id) ON DELETE SET NULL,
        acted TEXT, short_term TEXT, longer_term TEXT, next_time TEXT
    ) STRICT""",
    f"""CREATE TABLE reach_out (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        initiated_by TEXT, channel TEXT, outcome TEXT NOT NULL,
        minutes INTEGER CHECK (minutes >= 0),
        {columns("felt_before", "felt_after", kind=FELT)},
        support_received TEXT,
        {columns("support_given", "honest", "stretch", "belonging", kind=YES_NO)}
    ) STRICT""",
    f"""CREATE TABLE meeting (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        name TEXT NOT NULL, program TEXT, format TEXT, status TEXT NOT NULL,
        held_back_by TEXT, roles TEXT,
        people_talked_to INTEGER CHECK (people_talked_to >= 0),
        felt_safe TEXT,
        {columns("felt_before", "felt_after", kind=FELT)},
        topic TEXT, takeaway TEXT
    ) STRICT""",
    f"""CREATE TABLE return_to_use (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        about TEXT, {columns("told", kind=YES_NO)}, next_step TEXT
    ) STRICT""",
)

_VOCABULARY_TABLES = tuple(
    f"""CREATE TABLE {name} (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        own INTEGER NOT NULL DEFAULT 1 CHECK (own IN (0, 1)){extra_columns}
    ) STRICT"""
    for name, extra_columns in (
        ("emotion", ""),
        ("trigger_name", ", trigger_kind TEXT NOT NULL DEFAULT 'other'"),
        (
            "coping",
            ", category TEXT NOT NULL DEFAULT 'other', for_state TEXT, learned_in TEXT",
        ),
    )
)

_LINK_TABLES = tuple(
    sql
    for name, target in (
        ("entry_emotion", "emotion"),
        ("entry_trigger", "trigger_name"),
        ("entry_coping", "coping"),
    )
    for sql in (
        f"""CREATE TABLE {name} (
            entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name_id INTEGER NOT NULL REFERENCES {target} (id),
            mark INTEGER,
            PRIMARY KEY (entry_id, position)
        ) STRICT, WITHOUT ROWID""",
        f"CREATE INDEX {name}_by_name ON {name} (name_id)",
    )
)

_CONTACT_TABLES = (
    f"""CREATE TABLE contact (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uuid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        contact_kind TEXT NOT NULL, relation TEXT, sector TEXT,
        ring INTEGER CHECK (ring BETWEEN 1 AND 3),
        tie TEXT, support TEXT, supports_goal TEXT, influence TEXT,
        cadence_days INTEGER CHECK (cadence_days > 0),
        suggest INTEGER NOT NULL DEFAULT 1 CHECK (suggest IN (0, 1)),
        {columns("ok_when_urge", kind=YES_NO)},
        preferred_channel TEXT, language TEXT, boundaries TEXT, boundary_kind TEXT,
        share_as TEXT, status TEXT NOT NULL DEFAULT 'active',
        added_on TEXT NOT NULL, ended_on TEXT, paused_from TEXT, paused_until TEXT,
        source TEXT NOT NULL DEFAULT 'journal', note TEXT,
        letter INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # The last letter given to each relation, so that none is ever given twice.
    "CREATE TABLE letter (relation TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    """CREATE TABLE contact_detail (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        detail_kind TEXT NOT NULL CHECK (detail_kind IN ('phone', 'email', 'address')),
        value TEXT NOT NULL, original TEXT, label TEXT,
        source TEXT NOT NULL DEFAULT 'journal'
    ) STRICT""",
    "CREATE INDEX contact_detail_by_contact ON contact_detail (contact_id)",
    """CREATE TABLE contact_card (
        card_key TEXT PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        imported_name TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX contact_card_by_contact ON contact_card (contact_id)",
    """CREATE TABLE entry_contact (
        entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
        connected INTEGER CHECK (connected IN (0, 1)),
        local_date TEXT NOT NULL,
        moment INTEGER NOT NULL,
        PRIMARY KEY (entry_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX entry_contact_last
        ON entry_contact (contact_id, connected, local_date, moment)""",
    "CREATE INDEX entry_contact_first ON entry_contact (contact_id, local_date, moment)",
)

_OTHER_TABLES = (
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE talk_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uuid TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        added TEXT NOT NULL,
        done_on TEXT
    ) STRICT""",
    """CREATE TABLE shared (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shared_at TEXT NOT NULL,
        period_from TEXT NOT NULL, period_to TEXT NOT NULL,
        sections TEXT NOT NULL,
        names INTEGER NOT NULL, programs INTEGER NOT NULL,
        for_whom TEXT, file_format TEXT NOT NULL, sha256 TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        made_at INTEGER NOT NULL,
        what TEXT NOT NULL,
        kind TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE change_item (
        change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        part TEXT NOT NULL,
        item_id INTEGER NOT NULL,
        before TEXT,
        PRIMARY KEY (change_id, position)
    ) STRICT, WITHOUT ROWID""",
)


def m001_journal(db: Database) -> None:
    """Make the first schema: entries, contacts, what is kept, and the index of words."""
    for sql in (
        *_ENTRY_TABLES,
        *_VOCABULARY_TABLES,
        *_CONTACT_TABLES,
        *_LINK_TABLES,
        *_OTHER_TABLES,
    ):
        db.execute(sql)
    db.execute(
        "CREATE VIRTUAL TABLE writing USING fts5"
        '(words, kind UNINDEXED, tokenize="unicode61 remove_diacritics 2")'
    )
    # A deleted word leaves the index at once, not at the next merge.
    db.execute("INSERT INTO writing (writing, rank) VALUES ('secure-delete', 1)")
    _insert_built_in(db, "emotion", _EMOTIONS, {})
    _insert_built_in(db, "trigger_name", _TRIGGERS, _TRIGGER_KINDS)
    for name in _COPING.split():
        db.execute("INSERT INTO coping (name, own, category) VALUES (?, 0, ?)", [name, name])


def _insert_built_in(db: Database, table: str, names: str, kinds: dict[str, str]) -> None:
    for name in names.split():
        row: dict[str, Any] = {"name": name, "own": 0}
        if table == "trigger_name":
            row["trigger_kind"] = kinds.get(name, "other")
        placeholders = ", ".join("?" * len(row))
        db.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders})", list(row.values())
        )


_EMOTIONS = (
    "angry anxious ashamed bored calm content grateful guilty hopeful joyful lonely numb "
    "overwhelmed sad"
)
_TRIGGERS = (
    "difficult_emotion body_discomfort alone_good_mood testing_control place_or_thing conflict "
    "direct_pressure indirect_pressure celebrating_with_others lonely trauma_reminder "
    "unstructured_time life_stress other unsure"
)
_TRIGGER_KINDS = {
    "difficult_emotion": "feeling",
    "body_discomfort": "feeling",
    "alone_good_mood": "feeling",
    "testing_control": "feeling",
    "place_or_thing": "place",
    "conflict": "person",
    "direct_pressure": "person",
    "indirect_pressure": "person",
    "celebrating_with_others": "person",
    "lonely": "feeling",
    "trauma_reminder": "feeling",
    "unstructured_time": "time",
    "life_stress": "feeling",
}
_COPING = (
    "reframe mindfulness grounding breathing urge_surf leave reach_someone meeting move "
    "rest_or_eat problem_solve enjoy professional faith_or_meaning other"
)
