"""What is private in Textual is used in one module, and each such name is there with its reason."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import textual
from textual.dom import DOMNode
from textual.drivers.linux_driver import LinuxDriver

import recovery_journal
from recovery_journal import textual_compat

HOME = Path(recovery_journal.__file__).parent
LISTED = re.findall(r"^- ``([\w.]+)``: \w", textual_compat.__doc__ or "", re.MULTILINE)
LISTED_NAMES = {name.rpartition(".")[2] for name in LISTED}
# The private names of Python itself that are meant for others.
PYTHONS = {"_exit", "_replace", "_fields", "_asdict", "_meipass"}


# What Textual and Python put into each class.
MADE_WITH_EACH_CLASS = {
    "_decorated_handlers", "_reactives", "_inherit_css", "_inherit_bindings",
    "_inherit_component_classes", "_css_bases", "_css_type_name", "_css_type_names",
    "_merged_bindings", "_computes", "_merged_reactives", "_abc_impl",
}  # fmt: skip


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name.strip("_") != ""


def trees(folder: Path) -> dict[str, ast.Module]:
    return {
        str(path.relative_to(folder)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }


def made_names(folder: Path) -> set[str]:
    """Every private name that a package makes: by a definition or by giving it a value."""
    names: set[str] = set()
    for tree in trees(folder).values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)  # a slot
    return {name for name in names if is_private(name)}


TEXTUALS = made_names(Path(textual.__file__).parent)


def test_at_most_six_are_used() -> None:
    assert len(LISTED) == len(LISTED_NAMES) <= 6


@pytest.mark.parametrize("name", LISTED)
def test_what_is_listed_is_there_in_textual_and_is_used(name: str) -> None:
    owner, _dot, attribute = name.rpartition(".")
    source = Path(textual_compat.__file__).read_text(encoding="utf-8").split('"""', 2)[2]

    assert attribute in source
    if owner == "textual":
        import_module(name)
    else:
        assert attribute in TEXTUALS


def test_no_other_module_reads_one() -> None:
    """A name that is read on anything, and made nowhere in our own code, is somebody else's."""
    ours = made_names(HOME) | PYTHONS
    readers = {
        (path, node.attr)
        for path, tree in trees(HOME).items()
        if path.split("/")[0] not in {"cli", "database"}  # they are above it, and below
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in ours
    }

    assert {path for path, _name in readers} <= {"textual_compat.py"}
    assert {name for _path, name in readers} <= LISTED_NAMES


def test_no_other_module_imports_one() -> None:
    imports = {
        (path, alias.name if is_private(alias.name) else node.module)
        for path, tree in trees(HOME).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
        for alias in node.names
        if any(map(is_private, (alias.name, *(node.module or "").split("."))))
    }

    assert imports == {("textual_compat.py", "textual._xterm_parser")}


def test_no_class_of_ours_gives_a_private_name_of_textual_a_meaning_of_its_own() -> None:
    """Neither on purpose nor by chance: a method of the same name would take Textual's place."""
    for module in walk_packages([str(HOME)], "recovery_journal."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    overridden: set[tuple[str, str]] = set()
    for child in subclasses(DOMNode) | subclasses(LinuxDriver):
        ours = [part for part in child.__mro__ if part.__module__.startswith("recovery_journal.")]
        theirs = {
            name
            for part in child.__mro__
            if part.__module__.startswith("textual.")
            for name in vars(part)
            if is_private(name) and name not in MADE_WITH_EACH_CLASS and name[:9] != "_default_"
        }
        overridden |= {(part.__module__, name) for part in ours for name in theirs & {*vars(part)}}

    names = {"_dispatch_message", "_handle_exception", "_binding_chain"}
    assert overridden == {("recovery_journal.textual_compat", name) for name in names}


def subclasses(base: type) -> set[type]:
    found: set[type] = set()
    for child in base.__subclasses__():
        found |= {child, *subclasses(child)}
    return found
