"""What cannot be left empty is said by the field, and everyone asks the field."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from recovery_journal.database.rows import record_type
from recovery_journal.domain import contact
from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import required_fields
from recovery_journal.domain.goal import GOAL_FIELDS, Goal
from recovery_journal.domain.record import COMMON_FIELDS, Record
from recovery_journal.errors import BadValue
from recovery_journal.storage import Journal

from .conftest import NOW, Run

KINDS = get_args(RecordKind)
ENTRIES = {
    "check_in": ("checkin", "--mood", "5", "--sleep", "7"),
    "urge": ("urge", "--about", "wine", "--coping", "walk:2"),
    "reach_out": ("reached", "Ana", "--minutes", "5"),
    "meeting": ("attended", "Circle", "--felt-after", "1"),
    "return_to_use": ("return-to-use", "--about", "wine"),
    "milestone": ("milestone", "--milestone-kind", "skill"),
    "activity": ("activity", "--activity-kind", "move"),
    "reflection": ("reflect", "--mind", "5"),
}


def fields_of(kind: str) -> Any:
    return {**record_type(kind).fields, **COMMON_FIELDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_an_entry_can_be_emptied_but_the_required_ones(
    ana: Run, journal_file: Path, kind: str
) -> None:
    stored = ana(*ENTRIES[kind], "--note", "a word", "--json").json()
    number = str((stored[0] if isinstance(stored, list) else stored)["id"])
    for name in fields_of(kind):
        said = ana("edit", number, "--unset", name, "--json")
        if name in required_fields(record_type(kind).fields):
            assert (said.code, said.error()["field"]) == (2, name)
        else:
            assert said.code == 0, (name, said.err)
            assert said.json()[name] in (None, [], False)


@pytest.mark.parametrize("kind", KINDS)
def test_the_journal_takes_no_entry_without_a_required_field(
    ana: Run, journal_file: Path, kind: str
) -> None:
    ana(*ENTRIES[kind])
    with Journal.open(journal_file, None, clock=lambda: datetime.fromisoformat(NOW)) as journal:
        (stored,) = journal.entries.timeline()[0]
        for name in required_fields(fields_of(kind)):
            for empty in (None, (), " ") if isinstance(getattr(stored, name), str) else (None,):
                with pytest.raises(BadValue) as refused:
                    journal.entries.add(dataclasses.replace(stored, **{name: empty}))
                assert refused.value.details["field"] == name
        assert len(journal.entries.timeline()[0]) == 1


def test_every_field_of_a_contact_can_be_emptied_but_the_required_ones(
    run: Run, journal_file: Path
) -> None:
    given = {
        "contact_kind": "person", "relation": "mother", "relation_word": "mother", "sector": "friends", "ring": "2",
        "tie": "bonding", "support": "emotional", "supports_goal": "yes", "influence": "mixed",
        "cadence_days": "7", "suggest": "yes", "ok_when_urge": "yes", "preferred_channel": "call",
        "language": "es", "boundaries": "no calls after 10", "boundary_kind": "time",
        "share_as": "name", "status": "less_now", "note": "a word",
    }  # fmt: skip
    options = [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
    assert run("contact", "add", "Ana", *options).code == 0
    assert set(given) | {"name"} == set(contact.FIELDS)
    for name in contact.FIELDS:
        said = run("contact", "edit", "Ana", "--unset", name, "--json")
        if name in required_fields(contact.FIELDS):
            assert (said.code, said.error()["field"]) == (2, name)
        elif name != "sector":  # follows from the relation again
            assert said.code == 0, (name, said.err)
            with Journal.open(
                journal_file, None, clock=lambda: datetime.fromisoformat(NOW)
            ) as journal:
                assert getattr(journal.contacts.find("Ana"), name) in (None, ()), name


@pytest.mark.parametrize("line", [("--unset", "share_as"), ("--share-as", "none")])
def test_how_the_page_names_someone_can_be_left_open_again(ana: Run, line: tuple[str, str]) -> None:
    """Not chosen is a value of its own: the name with --names, where the role would hold."""
    ana("reached", "Ana")
    ana("contact", "edit", "Ana", "--share-as", "role")
    assert "Ana" not in ana("week", "--names", "--format", "txt").out
    assert ana("contact", "edit", "Ana", *line).code == 0
    assert "Ana" in ana("week", "--names", "--format", "txt").out
    assert "Ana" not in ana("week", "--format", "txt").out


@pytest.mark.parametrize("name", sorted(required_fields(contact.FIELDS)))
def test_the_journal_takes_no_contact_without_a_required_field(
    ana: Run, journal_file: Path, name: str
) -> None:
    with Journal.open(journal_file, None, clock=lambda: datetime.fromisoformat(NOW)) as journal:
        someone = journal.contacts.find("Ana")
        with pytest.raises(BadValue) as refused:
            journal.contacts.add(dataclasses.replace(someone, uuid="", **{name: None}))
        assert refused.value.details["field"] == name


def test_a_goal_keeps_its_kind_and_everything_else_can_be_emptied(run: Run) -> None:
    assert run("goal", "set", "--goal-kind", "abstain", "--wording", "quiet evenings").code == 0
    for name in GOAL_FIELDS:
        said = run("goal", "set", "--unset", name)
        assert said.code == (2 if name in required_fields(GOAL_FIELDS) else 0)


def test_what_has_no_value_to_begin_with_is_required_or_a_text_of_its_own() -> None:
    """A field without a default is required: the two places cannot drift apart."""
    for kind in KINDS:
        made: type[Record] = record_type(kind)
        without = {f.name for f in dataclasses.fields(made) if f.default is dataclasses.MISSING}
        assert without & set(made.fields) <= required_fields(made.fields)
    without = {f.name for f in dataclasses.fields(Goal) if f.default is dataclasses.MISSING}
    assert without & set(GOAL_FIELDS) <= required_fields(GOAL_FIELDS)
