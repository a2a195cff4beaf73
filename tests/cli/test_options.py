"""Every field is an option, every command explains itself, global options go anywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup

import recovery_journal.cli
from recovery_journal.cli.commands import root_group
from recovery_journal.domain import (
    activity,
    check_in,
    contact,
    meeting,
    milestone,
    reach_out,
    reflection,
    return_to_use,
    urge,
)
from recovery_journal.domain.fields import Fields
from recovery_journal.domain.goal import GOAL_FIELDS

from .conftest import Run

ALL = [
    *("init", "today", "checkin", "urge", "reached", "tried", "attended"),
    *("not-attended", "activity", "reflect", "milestone", "goal", "return-to-use", "contact"),
    *("network", "suggest", "timeline", "search", "show", "edit", "delete"),
    *("undo", "redo", "trends", "due", "week", "talk", "steps", "import"),
    *("help-now", "settings", "backup", "where", "demo"),
]


NO_CONTEXT: Any = None  # our groups do not look at it


def command(*names: str) -> Any:
    found: Any = root_group()
    for name in names:
        found = found.get_command(NO_CONTEXT, name)
    return found


def lines_of_commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in root_group().list_commands(NO_CONTEXT):
        one = command(name)
        found.append((name,))
        if isinstance(one, TyperGroup):
            found += [(name, inner) for inner in one.list_commands(NO_CONTEXT)]
    return found


def test_the_commands_of_this_version_are_there_and_no_others() -> None:
    assert root_group().list_commands(NO_CONTEXT) == ALL


@pytest.mark.parametrize(
    ("names", "fields", "fixed"),
    [
        (("checkin",), check_in.FIELDS, ()),
        (("urge",), urge.FIELDS, ()),
        (("reached",), reach_out.FIELDS, ("outcome",)),
        (("tried",), reach_out.FIELDS, ()),
        (("attended",), meeting.FIELDS, ()),
        (("not-attended",), meeting.FIELDS, ("status",)),
        (("activity",), activity.FIELDS, ()),
        (("reflect",), reflection.FIELDS, ()),
        (("milestone",), milestone.FIELDS, ()),
        (("return-to-use",), return_to_use.FIELDS, ()),
        (("goal",), GOAL_FIELDS, ()),
        (("contact", "add"), contact.FIELDS, ()),
        (("contact", "edit"), contact.FIELDS, ()),
    ],
)
def test_every_field_is_an_option_by_its_hyphenated_name(
    names: tuple[str, ...], fields: Fields, fixed: tuple[str, ...]
) -> None:
    options = {opt for param in command(*names).params for opt in param.opts}
    expected = {f"--{name.replace('_', '-')}" for name in fields if name not in fixed}
    assert expected <= options
    assert not {f"--{name}" for name in fixed} & options


@pytest.mark.parametrize(
    "name",
    [
        *("checkin", "urge", "reached", "tried", "attended", "not-attended"),
        *("activity", "reflect", "milestone", "return-to-use"),
    ],
)
def test_every_writing_command_takes_at_share_and_note(name: str) -> None:
    options = {opt for param in command(name).params for opt in param.opts}
    assert {"--at", "--share", "--note"} <= options


@pytest.mark.parametrize("names", lines_of_commands())
def test_help_explains_each_command_with_one_example(empty: Run, names: tuple[str, ...]) -> None:
    shown = empty(*names, "--help")
    assert shown.code == 0
    assert "Example: recovery-journal " + names[0] in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("names", lines_of_commands())
def test_every_command_takes_the_global_options(names: tuple[str, ...]) -> None:
    options = {opt for param in command(*names).params for opt in param.opts}
    assert {"--journal", "--passphrase-file", "--json", "--plain"} <= options


def test_the_help_of_the_program_lists_every_command(empty: Run) -> None:
    shown = empty("--help").out
    for name in ALL:
        assert f"\n  {name} " in shown


def test_version_is_printed(empty: Run) -> None:
    assert empty("--version").out.startswith("recovery-journal 0.")


def test_global_options_are_taken_before_and_after_the_command(run: Run, tmp_path: Path) -> None:
    assert run("--json", "timeline").json() == {"entries": [], "more": False}
    assert run("timeline", "--json").json() == {"entries": [], "more": False}
    for line in (
        ("--json", "contact", "list"),
        ("contact", "--json", "list"),
        ("contact", "list", "--json"),
    ):
        assert run(*line).json() == {"contacts": []}
    other = str(tmp_path / "other.db")
    assert run("--journal", other, "timeline").code == 4
    assert run("timeline", "--journal", other).code == 4
    assert run("contact", "list", f"--journal={other}").code == 4


@pytest.mark.parametrize(
    "line",
    [
        ("checkin", "--mod", "7"),
        ("checkin", "--mood"),
        ("checkin", "--json=1", "--mood", "7"),
        ("checkn",),
        ("contact",),
        ("contact", "ad"),
        ("talk", "add", "two", "words"),
        ("show",),
        ("search",),
        ("reached",),
        ("attended",),
        ("contact", "show"),
        ("import",),
        ("import", "daylio", "x"),
        ("contact", "import"),
        ("timeline", "--limit", "0"),
        ("timeline", "--kind", "plan"),
        ("timeline", "--journal", ""),
        ("trends", "--weeks", "0"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(run: Run, line: tuple[str, ...]) -> None:
    said = run(*line)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Usage" not in said.err


def test_a_near_option_and_a_near_command_are_named(run: Run) -> None:
    assert "--mood" in run("checkin", "--mod", "7").err
    assert "checkin" in run("checkn").err


@pytest.mark.parametrize(
    "line",
    [("--json", "nothing"), ("checkin", "--mood", "--json"), ("checkin", "--nope", "--json")],
)
def test_a_line_that_cannot_be_parsed_is_a_json_error_too(run: Run, line: tuple[str, ...]) -> None:
    said = run(*line)
    assert (said.code, said.error()["code"]) == (2, "bad_value")
    assert said.error()["message"]


def test_only_the_documented_modules_of_typer_are_used() -> None:
    folder = Path(recovery_journal.cli.__file__).parent
    named = {
        module
        for path in folder.glob("*.py")
        for module in re.findall(r"\btyper(?:\.[a-z_]+)* import|import typer\b.*", path.read_text())
    }
    assert named == {"typer import", "typer.main import", "import typer"}
