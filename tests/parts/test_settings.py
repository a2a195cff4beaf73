"""Settings: kept in the clear, never in the way."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal import settings as module
from recovery_journal.errors import BadValue, CannotWrite
from recovery_journal.settings import Settings, load, load_with_problem, save, settings_path

FULL = Settings(
    language="es",
    country="ES",
    theme="calm",
    motion=False,
    keys={"today.check-in": "k"},
    lock_minutes=0,
    locked_lines=("Call Ana",),
    extra_lines=({"name": "My clinic", "reach": "call 555 0100"},),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_the_usual_settings_are_in_use(path: Path) -> None:
    assert load_with_problem(path) == (Settings(), None)
    assert not path.parent.exists(), "looking makes nothing"
    usual = Settings()
    assert (usual.language, usual.country, usual.theme, usual.motion) == ("en", None, "dark", True)
    assert (usual.keys, usual.lock_minutes) == ({}, 5)
    assert (usual.locked_lines, usual.extra_lines) == ((), ())


@pytest.mark.parametrize("settings", [Settings(), FULL])
def test_what_is_saved_is_what_is_loaded(settings: Settings, path: Path) -> None:
    save(settings, path)
    assert load_with_problem(path) == (settings, None)


def test_the_file_and_its_folder_are_for_this_user_only(path: Path) -> None:
    before = os.umask(0)
    try:
        save(FULL, path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"], "no draft is left"


def test_a_file_that_others_could_read_is_private_after_a_save(path: Path) -> None:
    save(FULL, path)
    path.chmod(0o644)
    save(FULL, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_newer_version_wrote_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"font": {"size": 3}, "theme": "light"}', encoding="utf-8")
    save(load(path).change(country="nz"), path)
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["font"] == {"size": 3}
    assert (held["theme"], held["country"]) == ("light", "NZ")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000]
)
def test_a_damaged_file_is_said_and_left_and_kept_aside_when_saving(
    content: bytes, path: Path
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings, problem = load_with_problem(path)
    assert settings == Settings()
    assert problem is not None
    assert str(path) in problem
    assert path.read_bytes() == content
    save(FULL, path)
    assert load(path) == FULL
    assert path.with_name("settings.json.damaged").read_bytes() == content


def test_a_value_that_does_not_fit_is_passed_over_and_the_others_hold(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "light", "lock_minutes": -1, "motion": 7}', encoding="utf-8")
    settings, problem = load_with_problem(path)
    assert settings == Settings(theme="light")
    assert problem is not None
    assert problem.endswith("motion, lock_minutes.")


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    settings, problem = load_with_problem(tmp_path)
    assert settings == Settings()
    assert problem is not None
    with pytest.raises(CannotWrite):
        save(FULL, tmp_path)


def test_when_the_file_cannot_be_written_the_old_one_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(FULL, path)

    def full_disk(*_names: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(CannotWrite) as refused:
        save(Settings(), path)
    assert str(refused.value) == f"Could not save the settings in {path}: No space left on device."
    assert load(path) == FULL
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_place_that_cannot_be_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        save(FULL, tmp_path / "file" / "settings.json")


def test_text_that_cannot_be_written_leaves_the_old_file(path: Path) -> None:
    save(FULL, path)
    with pytest.raises(CannotWrite):
        save(FULL.change(locked_lines=["\ud800"]), path)
    assert load(path) == FULL


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(tmp_path / "dotfiles" / "rj.json")
    save(FULL, link)
    assert link.is_symlink()
    assert load(link) == FULL


def test_the_environment_can_name_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOVERY_JOURNAL_SETTINGS", str(path))
    save(FULL)
    assert load() == FULL
    assert settings_path() == path
    monkeypatch.setenv("RECOVERY_JOURNAL_SETTINGS", "")
    assert settings_path().name == "settings.json"
    assert settings_path() != path


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("language", "ES", "es"),
        ("language", "es-MX", "es_MX"),
        ("country", " es ", "ES"),
        ("country", "none", None),
        ("country", "", None),
        ("country", None, None),
        ("theme", " light ", "light"),
        ("motion", "no", False),
        ("motion", "Sí", True),
        ("motion", True, True),
        ("lock_minutes", "10", 10),
        ("lock_minutes", 0, 0),
        ("lock_minutes", 1440, 1440),
        ("keys", {"a": "b"}, {"a": "b"}),
        ("locked_lines", ["x"], ("x",)),
        ("extra_lines", [{"name": "n", "reach": "r"}], ({"name": "n", "reach": "r"},)),
    ],
)
def test_a_value_is_understood_as_a_person_types_it(name: str, typed: Any, kept: Any) -> None:
    before = Settings()
    assert getattr(before.change(**{name: typed}), name) == kept
    assert before == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "english"), ("language", ""), ("language", "fr"), ("language", 3), ("language", "../x"),
        ("country", "Spain"), ("country", "1A"), ("country", 34),
        ("theme", ""), ("theme", "x" * 41), ("theme", None),
        ("motion", "perhaps"), ("motion", 7), ("motion", None),
        ("lock_minutes", -1), ("lock_minutes", 1441), ("lock_minutes", "ten"),
        ("lock_minutes", True), ("lock_minutes", 2.5), ("lock_minutes", "9" * 5000),
        ("keys", []), ("keys", {"a": 1}),
        ("locked_lines", "one"), ("locked_lines", [1]),
        ("extra_lines", [{"name": "n"}]), ("extra_lines", {}), ("extra_lines", ["x"]),
        ("colour", "red"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(name: str, value: Any) -> None:
    with pytest.raises(BadValue) as refused:
        Settings().change(**{name: value})
    assert refused.value.details["field"] == name
    assert refused.value.code == "bad_value"
    assert str(refused.value).endswith(".")
    assert not re.search(r"!|\b(must|should|never|always|failed|invalid)\b", str(refused.value))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*Settings.__slots__, "more"]), JSON))
def test_whatever_the_file_holds_the_journal_starts(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    settings, _problem = load_with_problem(path)
    assert settings.change() == settings


def test_json_is_loaded_only_when_there_is_a_file(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from recovery_journal import settings;"
        "settings.load(Path(sys.argv[1])); assert 'json' not in sys.modules"
    )
    root = Path(module.__file__).parents[1]
    subprocess.run([sys.executable, "-c", program, str(path)], cwd=root, check=True)
