"""Every message of the program: what its source says, and what only its data say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, get_args

from recovery_journal.domain import choices
from recovery_journal.domain.labels import label
from recovery_journal.helplines import translatable_messages as fact_messages
from recovery_journal.i18n import using_language
from recovery_journal.theme import THEMES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "recovery_journal"
# Set by a class, and shown through ``_()``.
TRANSLATED_ATTRIBUTES = {"heading", "folded_fields"}


class CatalogMessage(NamedTuple):
    """A message, with its plural where it has one, and the file it stands in."""

    id: str | tuple[str, str]
    file: str


def extract_messages() -> list[CatalogMessage]:
    """Return every message once for each file it stands in, file by file."""
    unique = dict.fromkeys([*_source_messages(), *_class_messages(), *_data_messages()])
    return sorted(unique, key=lambda message: message.file)


def _source_messages() -> Iterator[CatalogMessage]:
    """Yield what stands in ``_()``, ``N_()`` and ``ngettext()``, within f-strings too.

    The docstring of a command is its help, so that it is a message too.
    """
    for path in _module_paths():
        for node in ast.walk(_parse(path)):
            match node:
                case ast.FunctionDef(decorator_list=[ast.Call(func=ast.Name("command"))]):
                    help_text = " ".join((ast.get_docstring(node) or "").split())
                    yield CatalogMessage(help_text, _relative_name(path))
        calls = [node for node in ast.walk(_parse(path)) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            match call:
                case ast.Call(func=ast.Name("_" | "N_"), args=[ast.Constant(str(text))]):
                    yield CatalogMessage(text, _relative_name(path))
                case ast.Call(
                    func=ast.Name("ngettext"),
                    args=[ast.Constant(str(one)), ast.Constant(str(many)), _],
                ):
                    yield CatalogMessage((one, many), _relative_name(path))


def _class_messages() -> Iterator[CatalogMessage]:
    """Yield the headings that a screen or a form has as plain words of its class."""
    for path in _module_paths():
        classes = (node for node in ast.walk(_parse(path)) if isinstance(node, ast.ClassDef))
        for statement in (statement for class_node in classes for statement in class_node.body):
            match statement:
                case (
                    ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str(text)))
                    | ast.AnnAssign(target=ast.Name(name), value=ast.Constant(str(text)))
                ) if name in TRANSLATED_ATTRIBUTES and text:
                    yield CatalogMessage(text, _relative_name(path))


def _module_paths() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _relative_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _data_messages() -> Iterator[CatalogMessage]:
    """Yield the words that are known as values only: choices, fields, facts, themes."""
    for value in sorted(_choice_labels()):
        yield CatalogMessage(value, "recovery_journal/domain/choices.py")
    for name in sorted(_field_names()):
        yield CatalogMessage(name.replace("_", " "), "recovery_journal/domain/fields.py")
    for text in fact_messages():
        yield CatalogMessage(text, "recovery_journal/helplines")
    for name in THEMES:
        yield CatalogMessage(name, "recovery_journal/theme.py")


def _choice_labels() -> set[str]:
    """Return the English words of every value of the fixed lists and the built-in names."""
    values = {"work"}
    for name in dir(choices):
        choice_type = getattr(choices, name)
        if name.isupper():  # built-in names
            values.update(choice_type)
        elif not name.startswith("_"):
            values.update(value for value in get_args(choice_type) if isinstance(value, str))
    with using_language("en"):
        return {label(value) for value in values - set(choices.PROGRAMS)} | _translated_programs()


def _translated_programs() -> set[str]:
    """Return the programs that are a description, not a name someone gave itself."""
    return {name for name in choices.PROGRAMS if name[0].islower()}


def _field_names() -> set[str]:
    """Return the names of the fields of every record, contact, goal and step."""
    names: set[str] = set()
    for path in sorted((PACKAGE / "domain").glob("*.py")):
        module = import_module(f"recovery_journal.domain.{path.stem}")
        for member in vars(module).values():
            if (
                isinstance(member, dict)
                and member
                and all(_is_field(value) for value in member.values())
            ):
                names.update(member)
    return names


def _is_field(value: object) -> bool:
    from recovery_journal.domain.fields import Field

    return isinstance(value, Field)
