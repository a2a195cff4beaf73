"""The catalogues hold every message of the program, translated, and as the source has it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tools.translations import update
from tools.translations.extract import PACKAGE, extract_messages

LANGUAGES = update.catalog_languages()


def pairs(message: Message) -> list[tuple[str, str]]:
    """(English, translation), for each form of a message."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string or ""))]
    one, many = message.id
    first, *others = message.string or ("", "")
    return [(one, first), *((many, other) for other in others)]


def translated(catalogue: Catalog) -> list[tuple[str, str]]:
    return [pair for message in catalogue if message.id for pair in pairs(message)]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(language: str) -> Catalog:
    return update.read_catalog(language)


def test_there_is_spanish() -> None:
    assert "es" in LANGUAGES


def test_the_catalogue_has_every_message_and_none_besides(language: str) -> None:
    found = list(extract_messages())

    assert len({message.id for message in found}) > 500
    current = update.po_path(language).read_bytes()
    assert update.to_po_bytes(update.updated_catalog(language, found)) == current, "make messages"


def test_every_message_is_translated(catalogue: Catalog) -> None:
    missing = [english for english, words in translated(catalogue) if not words.strip()]

    assert not missing, "\n".join(missing)


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_what_is_filled_in_is_the_same(catalogue: Catalog) -> None:
    found = [
        f"{english} | {words}"
        for english, words in translated(catalogue)
        if words
        and sorted(re.findall(r"\{[^}]*\}", english)) != sorted(re.findall(r"\{[^}]*\}", words))
    ]

    assert not found, "\n".join(found)


def test_the_spaces_at_both_ends_and_the_lines_are_the_same(catalogue: Catalog) -> None:
    found = [
        f"{english!r} | {words!r}"
        for english, words in translated(catalogue)
        if words and re.findall(r"^\s*|\n|\s*$", english) != re.findall(r"^\s*|\n|\s*$", words)
    ]

    assert not found, "\n".join(found)


def test_a_row_of_names_has_as_many_in_every_language(catalogue: Catalog) -> None:
    rows = [(english, words) for english, words in translated(catalogue) if _is_row(english)]

    assert len(rows) == 5
    for english, words in rows:
        assert len(english.split()) == len(words.split()), words


def _is_row(english: str) -> bool:
    return english.startswith(("Mon Tue", "Mo Tu", "Monday Tue", "Jan Feb", "January Feb"))


def test_what_the_program_reads_is_what_people_translated(language: str) -> None:
    text = update.po_path(language).read_bytes()

    assert update.mo_path(language).read_bytes() == update.to_mo_bytes(text, language), (
        "make messages"
    )


def before_a_language(tree: ast.Module) -> list[int]:
    """The lines that translate when a module is imported, before a language is chosen."""
    found: list[int] = []

    def look(node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            found.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            look(child)

    look(tree)
    return found


def test_nothing_is_translated_before_a_language_is_chosen() -> None:
    found = [
        f"{path.name}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in before_a_language(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not found, "N_() marks a sentence there, and _() goes where it is shown"


def test_a_sentence_translated_too_early_is_seen() -> None:
    code = 'class A:\n    name = _("Today")\n\n    def b(self):\n        return _("Map")\n'

    assert before_a_language(ast.parse(code)) == [2]


def test_a_message_within_an_f_string_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools.translations import extract

    monkeypatch.setattr(extract, "PACKAGE", tmp_path)
    monkeypatch.setattr(extract, "ROOT", tmp_path)
    (tmp_path / "a.py").write_text(
        "x = f\"{n}: {_('one')}\"\ny = N_('two')\nz = ngettext('a', 'b', n)\nw = _(name)\n"
    )

    assert [one.id for one in extract._source_messages()] == ["one", "two", ("a", "b")]


def test_a_new_message_is_empty_and_an_old_translation_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tools.translations.extract import CatalogMessage as Found

    monkeypatch.setattr(update, "FOLDER", tmp_path)
    update.po_path("es").parent.mkdir(parents=True)
    begun = update.updated_catalog(
        "es", [Found("Saved.", "a.py"), Found(("{n} day", "{n} days"), "a.py")]
    )
    begun["Saved."].string = "Guardado."
    update.po_path("es").write_bytes(update.to_po_bytes(begun))

    later = update.updated_catalog("es", [Found("Saved.", "b.py"), Found("Saved again.", "b.py")])

    assert {message.id: message.string or "" for message in later if message.id} == {
        "Saved.": "Guardado.",
        "Saved again.": "",
    }
