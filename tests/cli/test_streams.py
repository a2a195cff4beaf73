"""Outputs that are full, closed or gone, and errors outside of every command."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recovery_journal.cli.commands import PROGRAM
from recovery_journal.cli.main import main
from recovery_journal.cli.streams import ClosedOutput

from .conftest import NOW, Run, Stream

FULL = Path("/dev/full")
full_device = pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")

# One line that prints an answer for every command there is.
LINES = {
    "init": ("--no-passphrase", "--journal", "other.db"),
    "today": (),
    "checkin": ("--mood", "7"),
    "urge": ("--about", "wine"),
    "reached": ("Ana",),
    "tried": ("Ana",),
    "attended": ("Circle",),
    "not-attended": ("Circle",),
    "activity": ("--activity-kind", "create"),
    "reflect": ("--mind", "7"),
    "milestone": ("--milestone-kind", "skill"),
    "goal": ("show",),
    "return-to-use": ("--about", "wine"),
    "contact": ("list",),
    "network": (),
    "suggest": (),
    "timeline": (),
    "search": ("word",),
    "show": ("1",),
    "edit": ("1", "--set", "mood=6"),
    "delete": ("1",),
    "undo": (),
    "redo": (),
    "trends": (),
    "due": (),
    "week": (),
    "talk": ("add", "the week"),
    "steps": (),
    "import": ("vcard", "cards.vcf"),
    "help-now": (),
    "settings": (),
    "backup": (),
    "where": (),
    "demo": ("-o", "demo.db", "--seed", "3"),
}
Go = Callable[..., tuple[int, str]]


@pytest.fixture
def filled(ana: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A journal in which every line above has something to print."""
    ana("checkin", "--mood", "5", "--note", "a word", "--at", "2026-11-20T17:00")
    ana("steps", "add", "alone", "walk to the river")
    ana("goal", "set", "--goal-kind", "abstain")
    ana("reached", "Ana", "--at", "2026-08-01")
    ana("talk", "add", "the weekend")
    ana("undo")  # for redo
    monkeypatch.chdir(tmp_path)
    Path("cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zoe\nEND:VCARD\n")
    return ana


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Go:
    """Runs a line in this process whose standard output is the one given."""

    def go(stdout: io.TextIOBase | None, *line: str) -> tuple[int, str]:
        stderr = Stream()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Stream())
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            code = main(list(line))
        return code, stderr.text()

    return go


def test_every_command_has_a_line_here() -> None:
    assert set(LINES) == set(PROGRAM.commands)


@full_device
@pytest.mark.parametrize("command", LINES)
@pytest.mark.parametrize("how", ["full", "closed"])
def test_an_answer_that_cannot_be_printed_is_one_sentence_and_exit_1(
    filled: Run, go: Go, command: str, how: str
) -> None:
    line = (command, *LINES[command])
    stdout = FULL.open("w") if how == "full" else None
    code, said = go(stdout, *line)
    assert (code, said.count("Could not print the answer")) == (1, 1), said
    assert "Traceback" not in said
    assert "inside the program" not in said
    if stdout is not None:
        stdout.close()  # nothing is left in it that could fail when the process ends


@full_device
def test_an_error_after_part_of_an_answer_is_one_document_with_json(filled: Run, go: Go) -> None:
    Path("none.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n")
    with FULL.open("w") as stdout:
        code, said = go(stdout, "contact", "import", "none.vcf", "--json")
    assert code == 1
    assert said.count('"error"') == 1


@full_device
@pytest.mark.parametrize(
    "line", [("today",), ("--help",), ("checkin", "--mood", "99"), ("nothing",)]
)
def test_both_outputs_full_leave_the_number_alone(filled: Run, line: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "recovery_journal", *line],
            stdout=full,
            stderr=full,
            cwd=Path(__file__).parents[2],
            timeout=60,
        )
    assert done.returncode == 1


def shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("PROGRAM", f'"{sys.executable}" -m recovery_journal')],
        capture_output=True,
        text=True,
        env={**os.environ, "RECOVERY_JOURNAL_NOW": NOW, **env},
        cwd=Path(__file__).parents[2],
        timeout=60,
    )


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 2>&-", "0<&- 1>&- 2>&-"])
def test_streams_that_are_closed_stop_nothing_else(filled: Run, closed: str) -> None:
    done = shell(f"PROGRAM checkin --mood 6 {closed}; echo $?")
    printed = "1>&-" not in closed
    assert done.stdout.splitlines()[-1] == ("0" if printed else "1")
    assert "Traceback" not in done.stderr
    assert "inside the program" not in done.stderr
    assert len(filled("timeline", "--json").json()["entries"]) == 3, "it was saved all the same"


def test_a_closed_output_says_so_and_takes_an_empty_text() -> None:
    assert ClosedOutput().write("") == 0
    with pytest.raises(OSError, match="closed"):
        ClosedOutput().write("x")


BROKEN = """
import sys
import recovery_journal.__main__ as program
WORD = "what nobody is to read"
{body}
sys.argv = ["recovery-journal", "where"]
program.main()
"""


@pytest.mark.parametrize(
    "body",
    [
        # A module that does not load.
        "sys.modules['recovery_journal.cli.main'] = None",
        "sys.path_hooks[:] = []; sys.path_importer_cache.clear(); sys.meta_path[:] = []",
        # Before the command line is read.
        "import recovery_journal.cli.main as m\ndef run(context): raise KeyError(WORD)\n"
        "m.run_command_line = run",
        # Beside the command, in a thread, where nobody waits for it.
        "import recovery_journal.cli.main as m, threading\n"
        "def fail(): raise KeyError(WORD)\n"
        "def run(context): t = threading.Thread(target=fail); t.start(); t.join(); return 0\n"
        "m.run_command_line = run",
        # While something is taken away.
        "import recovery_journal.cli.main as m\n"
        "class Thing:\n    def __del__(self): raise KeyError(WORD)\n"
        "def run(context): Thing(); return 0\n"
        "m.run_command_line = run",
        # In what ends a process.
        "program._exit_process = lambda code: {}[WORD]",
    ],
)
def test_an_error_beside_every_command_is_reported_without_its_words(
    filled: Run, body: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN.format(body=body)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert done.returncode == 1
    assert "Something went wrong inside the program" in done.stderr
    assert "what nobody is to read" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_name_that_the_system_refuses_is_a_sentence(empty: Run) -> None:
    for name in ("x" * 300, "y/" * 3000):
        said = empty("init", "--no-passphrase", "--json", "--journal", name)
        assert (said.code, said.error()["code"]) == (1, "cannot_write")
        assert empty("demo", "-o", name, "--json").error()["code"] == "cannot_write"
        assert empty("today", "--journal", name).code in {1, 4, 5}
        assert "inside the program" not in empty("help-now", "--journal", name).err


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("secret"),
        OSError("secret"),
        OSError(74, "secret"),
        ValueError("secret"),
        MemoryError("secret"),
        RecursionError("secret"),
        SystemExit(0),
        AttributeError("secret"),
    ],
)
@pytest.mark.parametrize("line", [("today",), ("timeline", "--json"), ("checkin", "--mood", "5")])
def test_an_unknown_error_never_ends_with_0(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, line: tuple[str, ...]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("recovery_journal.storage.Journal.open", broken)
    said = run(*line)
    assert (said.code, said.out) == (1, "")
    assert type(error).__name__ in said.err
    assert "secret" not in said.err
