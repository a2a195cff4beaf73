"""Measures of the code itself: size, imports, exceptions from the type checker, depth of classes.

``python -m tools.measure`` prints one line for each. They say whether a change made
the code easier or harder to move into; none of them is a goal by itself.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType

PACKAGE = "recovery_journal"
ROOT = Path(__file__).resolve().parents[1]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NAMED_TUPLE = {"_replace", "_asdict"}
IMPORTS = (ast.Import, ast.ImportFrom)


def main() -> None:
    """Print every measure with its name."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(_files())}
    trees = [ast.parse(source) for source in sources.values()]
    text = "\n".join(sources.values())
    lines = sum(source.count("\n") for source in sources.values())
    imports = sum(_lines(node) for tree in trees for node in ast.walk(tree) if _is_import(node))
    own = list(_own_classes())
    chain = max(own, key=_depth)
    private = sorted(private_textual_names(own, trees))
    for name, value in (
        ("lines of Python", f"{lines:,}"),
        ("files", str(len(sources))),
        ("lines that are imports", f"{imports / lines:.1%}"),
        ("imports inside functions", str(sum(_inner_imports(tree) for tree in trees))),
        ("cast(", str(len(re.findall(r"\bcast\(", text)))),
        ("type: ignore", str(len(re.findall(r"#\s*type:\s*ignore", text)))),
        ("getattr(self.app", str(text.count("getattr(self.app"))),
        ("private Textual names", f"{len(private)}: {', '.join(private)}"),
        ("deepest own class chain", f"{_depth(chain)}: {chain.__name__}"),
    ):
        print(f"{name:<26}{value}")


def private_textual_names(own: list[type], trees: list[ast.Module]) -> set[str]:
    """Return the names with an underscore that Textual has and this package uses or overrides."""
    ours = {name for tree in trees for name in _private_definitions(tree)}
    used = {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in ours
        if not (isinstance(node.value, ast.Name) and node.value.id == "os")
    }
    overridden = {
        name
        for cls in own
        for part in cls.__mro__  # what is mixed in takes the place of a base after it
        if part.__module__.startswith(PACKAGE)
        for base in cls.__mro__
        if base.__module__.startswith("textual")
        for name in vars(part).keys() & vars(base).keys()
        if _is_private(name) and isinstance(vars(base)[name], (FunctionType, property))
    }
    modules = set(re.findall(r"from (textual\.(?:\w+\.)*_\w+) import", "\n".join(_sources())))
    return (used & _names_of_textual()) | overridden | modules


def _names_of_textual() -> set[str]:
    folder = Path(inspect.getfile(import_module("textual"))).parent
    return {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r"\b_[a-z]\w*", path.read_text(encoding="utf-8"))
    }


def _private_definitions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and _is_private(node.name):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield node.attr


def _is_private(name: str) -> bool:
    """Return whether a name is meant for its own module; a named tuple's methods are public."""
    return name.startswith("_") and not name.startswith("__") and name not in NAMED_TUPLE


def _own_classes() -> Iterator[type]:
    """Yield every class of the package; it imports all of it."""
    package = import_module(PACKAGE)
    names = [found.name for found in walk_packages(package.__path__, f"{PACKAGE}.")]
    for name in names:
        if not name.endswith("__main__"):
            for _, cls in inspect.getmembers(import_module(name), inspect.isclass):
                if cls.__module__ == name:
                    yield cls


def _depth(cls: type) -> int:
    """Return how many classes of this package stand above each other, ``cls`` included."""
    above = [_depth(base) for base in cls.__bases__]
    return max(above, default=0) + cls.__module__.startswith(PACKAGE)


def _is_import(node: ast.AST) -> bool:
    return isinstance(node, IMPORTS)


def _lines(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", None) or 0) - getattr(node, "lineno", 0) + 1


def _inner_imports(tree: ast.Module) -> int:
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, FUNCTIONS)
        for node in ast.walk(function)
        if _is_import(node)
    }
    return len(inner)


def _files() -> Iterator[Path]:
    return (ROOT / PACKAGE).rglob("*.py")


def _sources() -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in _files())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
