"""A new person's first week on the command line, and no word of it anywhere but inside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SYNC = re.compile(rb"^\d*\s*(?:fsync|fdatasync|msync|sync_file_range)\(", re.MULTILINE)
PEOPLE = [("Marisol Quintanilla", "sponsor_mentor"), ("يوسف", "friend"), ("Øyvind 🌻", "family")]
CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{n}\r\nFN:{name}\r\nTEL:+34 600 00 00 0{n}\r\nEND:VCARD\r\n"
    for n, (name, _relation) in enumerate(PEOPLE)
)
WRITTEN = ["zebrafinch note", "quiet marmalade moment", "my harbour street", "knitting a scarf"]


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Person:
    """Someone at a shell, with a home of their own."""

    def __init__(self, home: Path, root: Path) -> None:
        self.home = home
        self.root = root
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "TMPDIR": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "PYTHONPATH": str(root),
            "RECOVERY_JOURNAL_PASSPHRASE": "çorba on Tuesdays",
        }
        self.said: list[str] = []

    def run(self, *args: str, before: tuple[str, ...] = (), input: str = "", **more: str) -> Said:
        done = subprocess.run(
            [*before, sys.executable, "-m", "recovery_journal", *args],
            cwd=self.home,
            env={**self.environment, **more},
            input=input.encode(),
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def does(self, *args: str, **more: str) -> str:
        said = self.run(*args, **more)
        assert said.code == 0, (args, said.err)
        return said.out

    def json(self, *args: str) -> Any:
        return json.loads(self.does(*args, "--json"))

    def files(self) -> dict[Path, bytes]:
        return {one: one.read_bytes() for one in self.home.rglob("*") if one.is_file()}


@pytest.fixture
def person(tmp_path: Path, root: Path) -> Person:
    home = tmp_path / "person"
    home.mkdir()
    return Person(home, root)


def record_a_week(person: Person) -> None:
    for number, (_name, relation) in enumerate(PEOPLE, 1):
        person.does("contact", "edit", str(number), "--relation", relation, "--ring", str(number))
    for days in (1, 6):
        at = f"{days} days ago"
        person.does("checkin", "--mood", str(days), "--note", WRITTEN[0], "--at", at)
    person.does("checkin", "--mood", "6", "--good-moment", WRITTEN[1], "--note", "-", input="piped")
    person.does(
        *("urge", "--peak", "8", "--after", "3", "--trigger", WRITTEN[2]),
        *("--coping", f"{WRITTEN[3]}:2", "--acted", "no", "--at", "2 days ago"),
    )
    person.does("reached", "marisol", "--by", "call", "--felt-after", "1", "--at", "3 days ago")
    person.does("tried", "يوسف", "--outcome", "left_message", "--at", "4 days ago")
    person.does("attended", "Harbour evening group", "--role", "listened", "--at", "5 days ago")


def test_a_first_week_does_what_it_says_and_leaves_no_word_outside(person: Person) -> None:
    person.does("init", "--name", "R. K.", "--country", "ES")
    (person.home / "people.vcf").write_text(CARDS, encoding="utf-8")
    assert "helpline or a meeting counts" in person.does("suggest", "--hard-moment")
    first = person.json("contact", "import", "people.vcf")
    again = person.json("contact", "import", "people.vcf")
    assert (first["added"], again["added"], again["already_there"]) == (3, 0, 3)
    assert person.json("network")["contacts"] == []
    record_a_week(person)

    network = person.json("network")
    assert {one["name"]: one["state"] for one in network["contacts"]} == {
        "Marisol Quintanilla": "recent",
        "يوسف": "new",
        "Øyvind 🌻": "new",
    }
    assert network["figures"]["reached_7d"] == {"value": 1, "n": 3}
    earlier = person.json("network", "--as-of", "yesterday")
    assert earlier["as_of"] < network["as_of"]
    assert person.json("suggest", "--hard-moment")["people"][0]["name"] == "Marisol Quintanilla"

    shown = person.does("week", "--since", "yesterday")
    assert all(text not in shown for text in (*WRITTEN, "Marisol", "يوسف", "Harbour"))
    page = person.home / "page.md"
    person.does("week", "-o", str(page), "--for", "Dr. M")
    assert page.stat().st_mode & 0o777 == 0o600
    assert person.run("week", "-o", str(page)).code == 1
    assert len(person.json("week", "--log")["log"]) == 1
    assert person.does("help-now", RECOVERY_JOURNAL_FILE="/nowhere/at/all.db")
    (person.home / "people.vcf").unlink()
    person.does("backup")
    person.does("delete", "1")
    person.does("undo")
    no_word_and_no_name_is_in_any_file(person)


def no_word_and_no_name_is_in_any_file(person: Person) -> None:
    files = person.files()
    assert len(files) >= 4
    assert not any(one.name.endswith(("-wal", "-shm", "-journal")) for one in files)
    secrets = [*WRITTEN, "piped", *(name for name, _ in PEOPLE), "Harbour", "600 00", "çorba"]
    for one, content in files.items():
        for secret in secrets:
            for code in ("utf-8", "utf-16-le"):
                assert secret.encode(code) not in content, (one.name, secret)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine")
@pytest.mark.parametrize("more", [("--no-passphrase",), ()])
def test_a_saved_entry_costs_at_most_three_syncs_and_leaves_one_file(
    person: Person, more: tuple[str, ...]
) -> None:
    person.does("init", *more)
    for line in (("checkin", "--mood", "5", "--note", "tea"), ("talk", "add", "sleep")):
        trace = person.home / "trace"
        said = person.run(*line, before=("strace", "-f", "-o", str(trace)))
        assert said.code == 0, said.err
        assert 1 <= len(SYNC.findall(trace.read_bytes())) <= 3
        assert not any(one.name.endswith(("-wal", "-shm")) for one in person.files())


def test_a_save_killed_at_any_moment_is_whole_or_not_there(person: Person) -> None:
    person.does("init", "--no-passphrase")
    command = [
        sys.executable,
        "-m",
        "recovery_journal",
        "checkin",
        "--mood",
        "5",
        "--note",
        "x" * 9000,
    ]
    for tenths in range(1, 9):
        process = subprocess.Popen(
            command,
            cwd=person.home,
            env=person.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=tenths * 0.04)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    entries = person.json("timeline")["entries"]
    assert all(one["note"] == "x" * 9000 for one in entries)
    assert len(person.json("search", "xxx")["entries"]) == len(entries)
