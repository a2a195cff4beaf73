"""Start-up stays light, files stay clean, and the docs agree with the code."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HEAVY = ("rich", "textual", "sqlite_utils", "sqlcipher3", "pydantic", "plotille")
LINES = {"recovery_journal": 400}

# Written with brackets, so that these patterns do not find themselves.
FORBIDDEN_TEXT = {
    "a path of one machine": r"/(?:wor[k]|roo[t]|tm[p])/|(?<!\w)/(?:hom[e]|User[s])/\w+/",
    "the host of an index": r"pyp[i]\.org|pythonhoste[d]|npmj[s]\.org|deb\.debia[n]",
}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
EXCEPTION = re.compile(
    r"#\s*(?:noqa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?"
    r"|type: ignore(?:\[[\w, -]+\])?"
    r"|pragma: no (?:cover|branch))(?P<rest>[^\n]*)"
)


def tracked(root: Path) -> list[Path]:
    """Every file that is, or is about to be, part of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert listed.returncode == 0, "these checks read what git tracks: run them in a checkout"
    return [path for name in listed.stdout.split("\0") if name and (path := root / name).is_file()]


def texts(root: Path, *suffixes: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the tracked text files, of these suffixes or of all."""
    for path in tracked(root):
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a sample file in another encoding, or a picture


def places(name: str, text: str, pattern: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


# ---- start-up ---------------------------------------------------------------


def loaded(root: Path, code: str) -> set[str]:
    """Which of the heavy modules a clean interpreter has loaded after ``code``."""
    report = (
        f"\nimport sys\nsys.stderr.write('|' + ' '.join(m for m in {HEAVY} if m in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code + report],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return set(result.stderr.rpartition("|")[2].split())


def run_quietly(*arguments: str) -> str:
    return f"""
import contextlib, io, runpy, sys
sys.argv = ["recovery-journal", *{list(arguments)}]
with contextlib.redirect_stdout(io.StringIO()) as out:
    try:
        runpy.run_module("recovery_journal", run_name="__main__")
    except SystemExit as end:
        assert not end.code, end.code
assert out.getvalue().strip()
"""


def test_the_check_on_loaded_modules_sees_one(root: Path) -> None:
    assert loaded(root, "import rich") == {"rich"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_and_version_load_nothing_heavy(root: Path, arguments: tuple[str, ...]) -> None:
    assert loaded(root, run_quietly(*arguments)) == set()


def test_importing_the_command_line_loads_nothing_heavy(root: Path) -> None:
    assert loaded(root, "import recovery_journal.cli") == set()


# ---- files ------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORBIDDEN_TEXT)
def test_no_file_names(root: Path, kind: str) -> None:
    found = [
        place
        for name, text in texts(root)
        for place in places(name, text, FORBIDDEN_TEXT[kind])
        if not name.startswith("tests/data/")
    ]

    assert not found, f"{kind}:\n" + "\n".join(found)


def test_colours_live_in_the_theme_alone(root: Path) -> None:
    found = [
        place
        for name, text in texts(root, ".py", ".tcss")
        if name.startswith("recovery_journal/")
        # A report is a document for another program; it brings its own colours.
        and name != "recovery_journal/theme.py"
        and not name.startswith("recovery_journal/report/")
        for place in places(name, text, HEX_COLOUR.pattern)
    ]

    assert not found, "\n".join(found)


def without_reason(text: str) -> list[str]:
    """The lines that ask a tool to look away and do not say why."""
    lines = []
    for line in text.splitlines():
        for match in EXCEPTION.finditer(line):
            reason = EXCEPTION.sub("", match["rest"]).strip(" #:-—")
            if len(re.findall(r"\w{2,}", reason)) < 2:
                lines.append(line.strip())
                break
    return lines


def test_every_exception_gives_its_reason(root: Path) -> None:
    found = [
        f"{name}: {line}"
        for name, text in texts(root, ".py")
        if not name.endswith("test_hygiene.py")
        for line in without_reason(text)
    ]

    assert not found, "\n".join(found)


def test_an_exception_without_a_reason_is_seen() -> None:
    assert without_reason("import os  # noqa: F401\n") != []
    assert without_reason("x()  # type: ignore[misc]\n") != []
    assert without_reason("raise  # pragma: no cover\n") != []
    assert without_reason("import os  # noqa: F401 - part of what we offer\n") == []
    assert without_reason("x()  # type: ignore[misc]  # the stubs lag behind\n") == []


def test_modules_stay_short(root: Path) -> None:
    found = []
    for name, text in texts(root, ".py"):
        limit = LINES.get(name.rpartition("/")[0], LINES.get(name.partition("/")[0]))
        if limit is not None and (length := len(text.splitlines())) > limit:
            found.append(f"{name} has {length} lines, {limit} is the most")

    assert not found, "\n".join(found) + "\nLook for the second idea hiding in it."


# ---- docs -------------------------------------------------------------------


def test_every_dependency_has_its_row(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=~! \[;]", line)[0] for line in project["dependencies"]}
    table = (root / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([\w-]+)` \|", table, flags=re.MULTILINE))

    assert rows == declared


def test_every_dependency_is_bounded_and_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock in ("requirements.lock", "requirements-dev.lock"):
        pinned = set(
            re.findall(r"^([\w.-]+)==", (root / lock).read_text(encoding="utf-8"), re.MULTILINE)
        )
        for line in project["dependencies"]:
            assert ">=" in line
            assert "<" in line
            assert re.split(r"[<>=~! \[;]", line)[0] in pinned, (line, lock)


def test_both_locks_hold_the_same_versions(root: Path) -> None:
    def pins(lock: str) -> dict[str, str]:
        text = (root / lock).read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE))

    ours, all_of_them = pins("requirements.lock"), pins("requirements-dev.lock")

    assert ours
    assert {name: all_of_them.get(name) for name in ours} == ours


def test_every_decision_is_in_the_index(root: Path) -> None:
    folder = root / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w.-]+\.md)\)", index))

    assert linked == {path.name for path in folder.glob("*.md")} - {"README.md"}


def test_make_help_names_every_way_in(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    offered = set(re.findall(r'@echo "make (\w+) ', makefile))

    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) - {"help", "static", "tests"} == offered


def test_the_changelog_knows_this_version(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    source = (root / "recovery_journal" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'__version__ = "([^"]+)"', source)

    assert version is not None
    assert "## [Unreleased]" in changelog or f"## [{version[1]}]" in changelog


def test_every_command_of_the_readme_is_one_of_the_program(root: Path) -> None:
    from recovery_journal.cli.commands import root_group as program

    known = set(program().commands)
    text = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"recovery-journal ([a-z][a-z-]*)", text))
    assert {"init", "checkin", "week"} <= named
    assert named <= known


def test_the_readme_and_the_changelog_name_every_command(root: Path) -> None:
    from recovery_journal.cli.commands import root_group as program

    for name in ("README.md", "CHANGELOG.md"):
        text = (root / name).read_text(encoding="utf-8")
        named = {word for code in re.findall(r"`([a-z][a-z -]*)`", text) for word in code.split()}
        assert set(program().commands) <= named, name
