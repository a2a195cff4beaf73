"""Nothing is agreed to by Enter alone: at every question only a yes is a yes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recovery_journal.cli
from recovery_journal.cli.context import CommandContext
from recovery_journal.i18n import use_language
from recovery_journal.settings import Settings, save

from .conftest import Run

# Every answer that could be taken for a yes by a program that does not look well.
NO = ["", " ", "\t", "n", "no", "N", "none", "ye", "yess", "yes please", "ok", "sure", "true",
      "1", "Y?", "j", "o", "\x1b", "\x00", "​", "не", "--yes"]  # fmt: skip
YES = ["y", "Y", "yes", "YES", " yes ", "si", "Si"]

# Where a question stands in the program, and the test of this file that answers it.
QUESTIONS = {
    ("contact_edit", "delete_contact"): "contact delete",
    ("maintenance", "_choose_passphrase"): "init --no-passphrase",
    ("undo", "_confirm_removal"): "undo --forget",
    ("week", "_confirm_and_write"): "week -o",
}


def test_every_question_is_known_here() -> None:
    """A new question gets its line above and its test below."""
    found = set()
    for path in Path(recovery_journal.cli.__file__).parent.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                names = [n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)]
                if "confirm" in names:
                    found.add((path.stem, function.name))
    assert found == set(QUESTIONS)


def answered(monkeypatch: pytest.MonkeyPatch, text: str) -> bool:
    state = CommandContext()
    monkeypatch.setattr(state, "ask", lambda _question: text)
    return state.confirm("Delete it?")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("text", NO)
def test_whatever_is_no_yes_is_no(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    use_language(language)
    assert not answered(monkeypatch, text)


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_a_yes(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert answered(monkeypatch, text)


@pytest.mark.parametrize("text", ["sí", "SÍ", "si\u0301", "s", "yes"])
def test_a_yes_in_spanish_is_one_however_it_is_typed(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    use_language("es")
    assert answered(monkeypatch, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=8))
def test_no_other_text_is_a_yes(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    words = {"y", "yes", "si", "sí"}
    if text.strip().casefold() not in words:
        assert not answered(monkeypatch, text)


def asked(run: Run, *line: str, input: str) -> tuple[int, str]:
    said = run(*line, input=input, terminal=True)
    return said.code, said.out + said.err


@pytest.mark.parametrize("answer", ["\n", "\r\n", " \n", "no\n", "yes, but not now\n"])
def test_a_contact_is_deleted_by_a_yes_alone(ana: Run, answer: str) -> None:
    code, said = asked(ana, "contact", "delete", "Ana", input=answer)
    assert code == 0
    assert "Nothing was deleted." in said
    assert ana("contact", "show", "Ana").code == 0
    assert asked(ana, "contact", "delete", "Ana", input="yes\n")[0] == 0
    assert ana("contact", "show", "Ana").code == 1


@pytest.mark.parametrize("answer", ["\n", "\r\n", " \n", "no\n", "o\n"])
def test_a_page_is_written_by_a_yes_alone(ana: Run, tmp_path: Path, answer: str) -> None:
    page = tmp_path / "week.md"
    code, said = asked(ana, "week", "-o", str(page), input=answer)
    assert code == 0
    assert "Nothing was written." in said
    assert not page.exists()
    assert ana("week", "--log", "--json").json() == {"log": []}
    assert asked(ana, "week", "-o", str(page), input="y\n")[0] == 0
    assert page.exists()


@pytest.mark.parametrize("answer", ["\n", "\r\n", " \n", "no\n"])
def test_a_journal_without_a_passphrase_is_made_by_a_yes_alone(
    empty: Run, journal_file: Path, answer: str
) -> None:
    code, said = asked(empty, "init", "--no-passphrase", input=answer)
    assert code == 2
    assert "No journal was made." in said
    assert not journal_file.exists()
    assert asked(empty, "init", "--no-passphrase", input="yes\n")[0] == 0
    assert journal_file.exists()


def test_a_question_nobody_answers_changes_nothing(ana: Run, tmp_path: Path) -> None:
    page = tmp_path / "week.md"
    assert asked(ana, "contact", "delete", "Ana", input="")[0] == 2
    assert asked(ana, "week", "-o", str(page), input="")[0] == 2
    assert ana("contact", "show", "Ana").code == 0
    assert not page.exists()


def test_where_no_question_can_be_asked_a_contact_stays(ana: Run) -> None:
    assert ana("contact", "delete", "Ana", input="yes\n").code == 2
    assert ana("contact", "show", "Ana").code == 0


def test_the_answer_is_understood_in_the_language_of_the_question(ana: Run, home: Path) -> None:
    save(Settings(language="es"))
    code, said = asked(ana, "contact", "delete", "Ana", input="\n")
    assert code == 0
    assert "Ana" in said
    assert ana("contact", "show", "Ana").code == 0
    assert asked(ana, "contact", "delete", "Ana", input="sí\n")[0] == 0
    assert ana("contact", "show", "Ana").code == 1
