"""What the shell completes: commands, options and choices, and nothing out of a journal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run

ROOT = Path(__file__).parents[2]
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@pytest.fixture
def program(tmp_path: Path, journal_file: Path) -> dict[str, str]:
    """The environment of a shell in which ``recovery-journal`` is this checkout."""
    path = tmp_path / "bin" / "recovery-journal"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m recovery_journal "$@"\n')
    path.chmod(0o755)
    return {
        **os.environ,
        "HOME": str(tmp_path / "shell-home"),
        "PATH": f"{path.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RECOVERY_JOURNAL_FILE": str(journal_file),
    }


def bash(script: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True, text=True, env=env, timeout=60, check=False,
    )  # fmt: skip


def completed(env: dict[str, str], *lines: str) -> list[list[str]]:
    """Return what bash offers at the end of each line."""
    script = ['eval "$(recovery-journal --show-completion)"']
    for line in lines:
        script += [
            f"COMP_WORDS=(recovery-journal {line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))",
            "COMPREPLY=(); _recovery_journal_completion recovery-journal",
            'echo "${COMPREPLY[*]}"',
        ]
    done = bash("\n".join(script), env)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split() for line in done.stdout.splitlines()]


@needs_bash
def test_commands_options_and_choices_are_completed(program: dict[str, str]) -> None:
    assert completed(
        program, "ch", "checkin --mo", "contact pa", "contact add --relation fr",
        "--json goal s", "timeline --kind check", "checkin --medication as", "checkn mo",
    ) == [
        ["checkin"], ["--mood"], ["pause"], ["friend"],
        ["set"], ["check_in"], ["as_planned"], [],
    ]  # fmt: skip


@needs_bash
def test_nothing_out_of_the_journal_is_completed(ana: Run, program: dict[str, str]) -> None:
    assert completed(program, "reached A", "contact show A", "checkin --emotion c") == [[], [], []]


@needs_bash
def test_it_is_installed_for_the_shell_that_asks(program: dict[str, str]) -> None:
    done = bash("recovery-journal --install-completion; exit $?", program)
    assert (done.returncode, done.stderr) == (0, "")
    home = Path(program["HOME"])
    script = home / ".bash_completions" / "recovery-journal.sh"
    assert str(script) in (home / ".bashrc").read_text()
    assert "_recovery_journal_completion" in script.read_text()


def test_completing_loads_no_storage(program: dict[str, str]) -> None:
    asked = {
        **program,
        "_RECOVERY_JOURNAL_COMPLETE": "complete_bash",
        "COMP_WORDS": "recovery-journal contact ",
        "COMP_CWORD": "2",
    }
    ask = (
        "import sys; from recovery_journal.cli.main import main; code = main([]);"
        "print(code, 'recovery_journal.storage' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        env=asked,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 False"
    assert "pause" in done.stdout.split()
