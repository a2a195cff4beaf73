"""The program in a real terminal: prompts, a hidden passphrase, questions, ctrl+c."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).parents[2]
SECRET = "quiet river 42"
Spawn = Callable[..., "pexpect.spawn[str]"]


def installed() -> list[str]:
    """Return the installed program beside this Python, else the checkout's module."""
    found = which("recovery-journal", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "recovery_journal"]


@pytest.fixture
def start(tmp_path: Path) -> Spawn:
    def spawn(*args: str) -> pexpect.spawn[str]:
        program, *rest = installed()
        return pexpect.spawn(
            program,
            [*rest, *args],
            env={**os.environ, "RECOVERY_JOURNAL_FILE": str(tmp_path / "journal.db")},
            cwd=str(ROOT),
            encoding="utf-8",
            timeout=20,
            dimensions=(24, 80),
        )

    return spawn


def code(child: pexpect.spawn[str]) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_a_first_session_in_a_terminal(start: Spawn) -> None:
    child = start("init")
    shown = []
    for question in ("New passphrase:", "The same again:"):
        child.expect_exact(question)
        shown.append(child.before)
        child.waitnoecho()
        child.sendline(SECRET)
    child.expect_exact("Your journal is at")
    shown.append(child.before)
    assert code(child) == 0
    assert SECRET not in "".join(shown)

    child = start("checkin")
    child.expect_exact("Passphrase:")
    child.waitnoecho()
    child.sendline(SECRET)
    child.expect("mood .*:")
    assert SECRET not in child.before
    child.sendline("11")
    child.expect_exact("mood takes a whole number from 0 to 10.")
    child.expect("mood .*:")
    child.sendline("7")
    for question in ("emotions", "arousal", "needs", "urge", "confidence", "connectedness"):
        child.expect(f"{question} .*:")
        child.sendline("")
    child.expect("stress .*:")
    child.sendline("3")
    for question in ("sleep hours", "goal today", "medication"):
        child.expect(f"{question} .*:")
        child.sendline("")
    child.expect("good moment:")
    child.sendline("tea")
    child.expect_exact("1  Saved.")
    assert code(child) == 0

    child = start("show", "1")
    child.expect_exact("Passphrase:")
    child.waitnoecho()
    child.sendline(SECRET)
    child.expect_exact("good moment: tea")
    assert code(child) == 0


def test_a_wrong_passphrase_is_exit_3(start: Spawn) -> None:
    child = start("init")
    for question in ("New passphrase:", "The same again:"):
        child.expect_exact(question)
        child.waitnoecho()
        child.sendline(SECRET)
    assert code(child) == 0
    child = start("timeline")
    child.expect_exact("Passphrase:")
    child.waitnoecho()
    child.sendline("something else")
    child.expect_exact("does not open this file")
    assert code(child) == 3


def test_ctrl_c_at_a_question_is_130(start: Spawn) -> None:
    child = start("init", "--no-passphrase")
    child.expect_exact("(yes/no)")
    child.sendline("yes")
    assert code(child) == 0
    child = start("checkin")
    child.expect("mood .*:")
    child.sendintr()
    assert code(child) == 130
