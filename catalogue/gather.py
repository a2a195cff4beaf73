"""Every message of the program: what its source says, and what only its data say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, get_args

from recovery_journal.domain import lists
from recovery_journal.domain.labels import label
from recovery_journal.facts import messages as fact_messages
from recovery_journal.theme import THEMES
from recovery_journal.words import speaking

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "recovery_journal"
# Set by a class, and shown through ``_()``.
SPOKEN = {"heading", "more"}


class Message(NamedTuple):
    """A message, with its plural where it has one, and the file it stands in."""

    id: str | tuple[str, str]
    file: str


def messages() -> list[Message]:
    """Return every message once for each file it stands in, file by file."""
    found = dict.fromkeys([*_in_source(), *_in_classes(), *_in_data()])
    return sorted(found, key=lambda one: one.file)


def _in_source() -> Iterator[Message]:
    """Yield what stands in ``_()``, ``N_()`` and ``ngettext()``, within f-strings too."""
    for path in _modules():
        calls = [one for one in ast.walk(_parsed(path)) if isinstance(one, ast.Call)]
        for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
            match call:
                case ast.Call(func=ast.Name("_" | "N_"), args=[ast.Constant(str(text))]):
                    yield Message(text, _name(path))
                case ast.Call(
                    func=ast.Name("ngettext"),
                    args=[ast.Constant(str(one)), ast.Constant(str(many)), _],
                ):
                    yield Message((one, many), _name(path))


def _in_classes() -> Iterator[Message]:
    """Yield the headings that a screen or a form has as plain words of its class."""
    for path in _modules():
        classes = (one for one in ast.walk(_parsed(path)) if isinstance(one, ast.ClassDef))
        for line in (line for one in classes for line in one.body):
            match line:
                case (
                    ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str(text)))
                    | ast.AnnAssign(target=ast.Name(name), value=ast.Constant(str(text)))
                ) if name in SPOKEN and text:
                    yield Message(text, _name(path))


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _in_data() -> Iterator[Message]:
    """Yield the words that are known as values only: choices, fields, facts, themes."""
    for value in sorted(_values()):
        yield Message(value, "recovery_journal/domain/lists.py")
    for name in sorted(_field_names()):
        yield Message(name.replace("_", " "), "recovery_journal/domain/fields.py")
    for text in fact_messages():
        yield Message(text, "recovery_journal/facts")
    for name in THEMES:
        yield Message(name, "recovery_journal/theme.py")


def _values() -> set[str]:
    """Return the English words of every value of the fixed lists and the built-in names."""
    values = {"work"}
    for name in dir(lists):
        one = getattr(lists, name)
        if name.isupper():  # built-in names
            values.update(one)
        elif not name.startswith("_"):
            values.update(value for value in get_args(one) if isinstance(value, str))
    with speaking("en"):
        return {label(value) for value in values - set(lists.PROGRAMS)} | _programs()


def _programs() -> set[str]:
    """Return the programs that are a description, not a name someone gave itself."""
    return {name for name in lists.PROGRAMS if name[0].islower()}


def _field_names() -> set[str]:
    """Return the names of the fields of every record, contact, goal and step."""
    names: set[str] = set()
    for path in sorted((PACKAGE / "domain").glob("*.py")):
        module = import_module(f"recovery_journal.domain.{path.stem}")
        for one in vars(module).values():
            if isinstance(one, dict) and one and all(_is_field(value) for value in one.values()):
                names.update(one)
    return names


def _is_field(value: object) -> bool:
    from recovery_journal.domain.fields import Field

    return isinstance(value, Field)
