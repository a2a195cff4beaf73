"""The command line speaks the language of the settings file, and breaks on nothing in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from recovery_journal import paths
from recovery_journal.cli import language


@pytest.fixture
def settings(home: Path) -> Path:
    """The settings file of this test's home, with Spanish in it."""
    path = home / "config" / "recovery-journal" / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"language": "es", "country": "ES"}')
    return path


def test_english_is_spoken_where_nothing_was_chosen(run) -> None:
    assert run("checkin", "--mood", "7").out.startswith("1  Saved.")


def test_spanish_is_spoken_once_it_was_chosen(run, settings: Path) -> None:
    assert run("checkin", "--mood", "7").out.startswith("1  Guardado. Se deshace con: ")
    assert "cómo estoy: ánimo 7" in run("timeline").out


def test_an_error_is_said_in_spanish_too(run, settings: Path) -> None:
    answer = run("checkin", "--mood", "11")

    assert answer.code == 2
    assert answer.err == "ánimo admite un número entero de 0 a 10.\n"


def test_a_line_that_cannot_be_read_is_refused_in_spanish(run, settings: Path) -> None:
    assert run("checkin", "--moood", "7").err.startswith("No hay una opción --moood aquí.")
    assert run("nothing").err.startswith("No hay una orden nothing aquí.")


def test_help_is_in_spanish(run, settings: Path) -> None:
    shown = run("--help").out
    assert shown.startswith("Uso: recovery-journal [OPCIONES] ORDEN [ARGS]...")
    assert "cómo estás ahora" in shown
    shown = run("show", "--help").out
    assert ("Argumentos:" in shown, "Opciones:" in shown) == (True, True)
    assert "Muestra este mensaje y termina." in shown


def test_json_stays_as_it_is(run, settings: Path) -> None:
    run("checkin", "--mood", "7", "--emotion", "calm")

    record = run("timeline", "--json").json()["entries"][0]
    assert (record["kind"], record["emotions"][0]["name"]) == ("check_in", "calm")
    assert run("checkin", "--mood", "11", "--json").error()["message"].startswith("mood takes")


def test_the_file_may_be_named_by_the_environment(run, settings: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"language": "en"}')

    answer = run("talk", "list", env={"RECOVERY_JOURNAL_SETTINGS": str(other)})
    assert answer.err.startswith("Nothing here yet.")
    other.write_text('{"language":"es"}')
    answer = run("talk", "list", env={"RECOVERY_JOURNAL_SETTINGS": str(other)})
    assert answer.err.startswith("Aún no hay nada.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"language": 3}',
        b'{"language": "fr"}',
        b'{"language": "../../x"}',
        b'\xff\xfe"language"',
        b'{"language": ' + b"[" * 100_000,
    ],
)
def test_whatever_stands_in_the_file_a_command_works(run, settings: Path, content: bytes) -> None:
    settings.write_bytes(content)

    answer = run("checkin", "--mood", "7")

    assert answer.code == 0
    assert answer.out.startswith("1  Saved.")


def test_a_settings_file_that_is_a_folder_stops_no_command(run, settings: Path) -> None:
    settings.unlink()
    settings.mkdir()

    assert run("checkin", "--mood", "7").out.startswith("1  Saved.")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"XDG_CONFIG_HOME": None},
        {"XDG_CONFIG_HOME": ""},
        {"XDG_CONFIG_HOME": "  "},
        {"XDG_CONFIG_HOME": "relative/folder"},
        {"XDG_CONFIG_HOME": None, "HOME": "relative"},
        {"XDG_CONFIG_HOME": " /spaced "},
        {"XDG_CONFIG_HOME": "~/there"},
    ],
)
def test_the_quick_look_finds_the_same_file_as_the_library(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str | None]
) -> None:
    for name, value in changes.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    paths.config_folder.cache_clear()

    assert Path(language._settings_path()) == paths.settings_file()


def test_english_loads_no_more_than_before(root: Path, settings: Path) -> None:
    settings.write_text('{"language": "en", "country": "ES"}')
    code = (
        "import sys; from recovery_journal.cli.language import choose_language;"
        "choose_language([]); print([m for m in ('json', 'platformdirs',"
        " 'recovery_journal.settings') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )

    assert told.stdout == "[]\n"


# ---- init -------------------------------------------------------------------


def test_init_keeps_the_language_and_answers_in_it(empty, home: Path) -> None:
    answer = empty("init", "--no-passphrase", "--language", "es", "--country", "mx")

    assert answer.code == 0
    assert answer.out.startswith("Tu diario está en ")
    assert answer.err.startswith("Sin contraseña, cualquiera que pueda abrir este archivo")
    kept = json.loads((home / "config" / "recovery-journal" / "settings.json").read_text())
    assert (kept["language"], kept["country"]) == ("es", "MX")
    assert empty("talk", "list").err.startswith("Aún no hay nada.")


def test_init_refuses_a_language_without_words_and_names_those_there_are(
    empty, journal_file: Path, home: Path
) -> None:
    answer = empty("init", "--no-passphrase", "--language", "fr")

    assert answer.code == 2
    assert answer.err == "There are no words in this language yet. There are: en, es.\n"
    assert not journal_file.exists()
    assert not (home / "config").exists()


def test_init_can_go_back_to_english(empty, settings: Path) -> None:
    answer = empty("init", "--no-passphrase", "--language", "en")

    assert answer.out.startswith("Your journal is at ")


# ---- the weekly page --------------------------------------------------------


def test_the_weekly_page_is_in_the_language_asked_for_and_the_notices_are_not(ana) -> None:
    ana("checkin", "--mood", "7", "--sleep", "6.5")
    ana("reached", "Ana")

    page = ana("week", "--language", "es", "--format", "txt", "--with", "safety")

    assert page.out.startswith("Resumen semanal ")
    assert "vie 2026-11-20" in page.out
    assert "6,5" in page.out
    assert "amistad A 1" in page.out
    assert page.err.startswith("The safety section is on;")
    assert ana("week", "--format", "txt").out.startswith("Weekly summary ")


def test_the_weekly_page_may_be_english_where_spanish_is_spoken(ana, settings: Path) -> None:
    page = ana("week", "--language", "en", "--format", "txt", "--with", "safety")

    assert page.out.startswith("Weekly summary ")
    assert page.err.startswith("La sección de seguridad está puesta;")


def test_the_keys_of_the_json_page_are_the_same_in_every_language(ana) -> None:
    ana("checkin", "--mood", "7")
    english = ana("week", "--format", "json").json()
    spanish = ana("week", "--format", "json", "--language", "es").json()

    assert keys(spanish) == keys(english)
    assert spanish["sections"]["footer"]["statement"].startswith("Quien escribe eligió")


def keys(value: object) -> object:
    if isinstance(value, dict):
        return {name: keys(one) for name, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else None


def test_the_file_and_the_hash_are_of_the_page_as_it_was_shown(ana, tmp_path: Path) -> None:
    from hashlib import sha256

    file = tmp_path / "semana.md"
    shown = ana("week", "--language", "es").out
    told = ana("week", "--language", "es", "-o", str(file), "--yes", "--json").json()

    assert file.read_text(encoding="utf-8") == shown
    assert shown.startswith("# Resumen semanal")
    assert told["sha256"] == sha256(shown.encode()).hexdigest()


def test_a_page_in_a_language_without_words_is_refused(ana) -> None:
    answer = ana("week", "--language", "fr")

    assert (answer.code, answer.out) == (2, "")
    assert "There are: en, es." in answer.err


def test_what_is_left_out_of_the_page_is_said_in_spanish(run, settings: Path) -> None:
    run("contact", "add", "Noor", "--relation", "friend")
    run("talk", "add", "Noor llama")

    assert "Fuera de «de qué quiero hablar en la próxima sesión»: Noor; " in run("week").err
