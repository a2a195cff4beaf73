"""The schema's history: append only, one step a module, none edited once released.

Every pending step runs inside one transaction that ``storage`` opens, so a
step that cannot finish leaves the journal as it was. No step imports domain
code: a step means the same for as long as there are journals.
"""

from __future__ import annotations

from sqlite_utils import Migrations

from recovery_journal.migrations.m001_journal import m001_journal
from recovery_journal.migrations.m002_goals_and_steps import m002_goals_and_steps
from recovery_journal.migrations.m003_search import m003_search
from recovery_journal.migrations.m004_drafts import m004_drafts
from recovery_journal.migrations.m005_redo import m005_redo
from recovery_journal.migrations.m006_relation_word import m006_relation_word

migrations = Migrations("recovery_journal")
for step in (
    m001_journal,
    m002_goals_and_steps,
    m003_search,
    m004_drafts,
    m005_redo,
    m006_relation_word,
):
    migrations()(step)
