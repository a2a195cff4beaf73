"""No command opens a network connection: each runs where the first socket ends the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from recovery_journal.cli.commands import root_group as commands

# An audit hook cannot be taken back and sees sockets made in C as well.
WITHOUT_NETWORK = """
import sys

def refuse(event, details):
    if event.startswith("socket."):
        sys.stderr.write(f"NETWORK: {event}\\n")
        raise SystemExit(99)

sys.addaudithook(refuse)
"""
RUN = (
    WITHOUT_NETWORK
    + """
import runpy
runpy.run_module("recovery_journal", run_name="__main__", alter_sys=True)
"""
)
# One after the other in one program, which says the exit code of each.
RUN_ALL = (
    WITHOUT_NETWORK
    + """
import json
from recovery_journal.cli.main import main
for line in json.loads(sys.argv[1]):
    code = main(line)
    print(f"CODE {code}", *line, file=sys.stderr)
"""
)

# Run in this order on one journal; a new command gets a line here.
COMMANDS = [
    ["--version"],
    ["--help"],
    ["where"],
    ["init", "--no-passphrase", "--name", "A. B.", "--country", "ES"],
    ["checkin", "--mood", "6", "--urge", "2"],
    ["contact", "add", "Sam", "--relation", "friend", "--ring", "1"],
    ["contact", "list"],
    ["import", "vcard", "cards.vcf"],
    ["urge", "--peak", "6", "--trigger", "conflict"],
    ["reached", "Sam", "--by", "call"],
    ["tried", "Sam"],
    ["attended", "Tuesday group"],
    ["not-attended", "Tuesday group", "--because", "work"],
    ["activity", "move", "--name", "a walk"],
    ["reflect", "--body", "3"],
    ["milestone", "skill"],
    ["goal", "set", "--goal-kind", "reduce"],
    ["return-to-use", "--about", "wine"],
    ["steps", "add", "alone", "a walk"],
    ["network"],
    ["suggest", "--hard-moment"],
    ["due"],
    ["today"],
    ["timeline"],
    ["search", "sam"],
    ["show", "1"],
    ["edit", "1", "--set", "mood=5"],
    ["delete", "2"],
    ["undo"],
    ["redo"],
    ["talk", "add", "sleep"],
    ["trends"],
    ["week"],
    ["settings"],
    ["backup"],
    ["help-now"],
    ["demo", "-o", "demo.db"],
]


def run(
    code: str, root: Path, *arguments: str, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\nsys.path.insert(0, {str(root)!r})\n{code}",
            *arguments,
        ],
        cwd=folder or root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_guard_sees_a_socket(root: Path) -> None:
    code = WITHOUT_NETWORK + "import socket\nsocket.create_connection(('127.0.0.1', 9))\n"

    assert run(code, root).returncode == 99


def test_every_command_has_a_line_here() -> None:
    assert {line[0] for line in COMMANDS if not line[0].startswith("-")} == set(commands().commands)


def test_no_command_opens_a_socket(root: Path, tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n")
    result = run(RUN_ALL, root, json.dumps(COMMANDS), folder=tmp_path)

    assert "NETWORK" not in result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("CODE ")]
    assert said == [" ".join(["CODE 0", *line]) for line in COMMANDS], result.stderr


def test_the_program_itself_opens_no_socket(root: Path) -> None:
    result = run(RUN, root, "today")

    assert "NETWORK" not in result.stderr
    assert result.returncode == 4, result.stderr  # there is no journal, which is what is said
