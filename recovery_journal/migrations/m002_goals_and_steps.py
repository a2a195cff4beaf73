"""Goals, milestones, activities, reflections and safety steps."""

from __future__ import annotations

from sqlite_utils.db import Database

from recovery_journal.migrations.columns import SCALE, YES_NO, columns

_STATEMENTS = (
    f"""CREATE TABLE milestone (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        milestone_kind TEXT NOT NULL, wording TEXT, marked_how TEXT,
        {columns("told", kind=YES_NO)}
    ) STRICT""",
    f"""CREATE TABLE activity (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        activity_kind TEXT NOT NULL, name TEXT, {columns("structured", kind=YES_NO)},
        with_whom TEXT, minutes INTEGER CHECK (minutes >= 0),
        {columns("enjoyment", kind=SCALE)}
    ) STRICT""",
    f"""CREATE TABLE reflection (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        {columns("body", "mind", "people", "purpose", kind=SCALE)},
        learned TEXT, proud_of TEXT
    ) STRICT""",
    """CREATE TABLE goal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uuid TEXT NOT NULL UNIQUE,
        goal_kind TEXT NOT NULL, wording TEXT, chosen_by TEXT,
        start TEXT NOT NULL, review_on TEXT, reasons TEXT, ended_on TEXT
    ) STRICT""",
    """CREATE TABLE safety_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uuid TEXT NOT NULL UNIQUE,
        heading TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL
    ) STRICT""",
    # The totals read these, not the entries: days met, meetings attended, connections.
    "CREATE INDEX check_in_goal ON check_in (entry_id, goal_today)"
    " WHERE goal_today IN ('met', 'partly', 'not_met')",
    "CREATE INDEX meeting_status ON meeting (status)",
    "CREATE INDEX reach_out_outcome ON reach_out (outcome)",
)


def m002_goals_and_steps(db: Database) -> None:
    """Add goals, milestones, activities, reflections and safety steps."""
    for sql in _STATEMENTS:
        db.execute(sql)
