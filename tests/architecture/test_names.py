"""Names are the field's: each means one thing, and none is of the private language of before."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import recovery_journal

HOME = Path(recovery_journal.__file__).parent
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# What a person looks at or asks for has its module in each layer it goes through:
# rules/week, report/week, screens/week, cli/week are all the weekly page.
SUBJECTS = """
activity check_in contact contacts demo drafts entries goal goals hard_moment help_now keys labels
meeting meetings milestone network network_map reach_out reflection return_to_use search settings
sharing steps suggestions talk timeline today trends undo urge vocabulary week
"""

# Each layer's own way in.
SAME_MEANING = {"main"}

# Fields of records and of the weekly page: their names are columns and keys of JSON.
DATA_FIELDS = {"told", "of", "words"}
DATA_MODULES = ("domain/", "rules/week/model.py")
# ``entries.of(ReachOut, start, end)``: it reads as a sentence where it is called.
READS = {("database/entries.py", "of")}

RETIRED_NAMES = {"one", "found", "said", "of", "words", "here", "there", "told", "given", "by"}
RETIRED_WORDS = """
door desk gate keep kept keeping keeps telling told spot spots brief founding booked spoken
gist asked beside besides taken
"""


def trees() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(HOME)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(HOME.rglob("*.py"))
        if "locale" not in path.parts
    }


TREES = trees()


def names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that a module makes: definitions, parameters, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def parts(name: str) -> set[str]:
    """The words in an identifier of either form: ``keptApart``, ``kept_apart``."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def is_retired(name: str) -> bool:
    return name.strip("_") in RETIRED_NAMES or bool(parts(name) & set(RETIRED_WORDS.split()))


def repeated(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: where for name, where in places.items() if len(where) > 1}


def test_no_name_is_of_the_private_language():
    retired = [
        f"{path}:{line} {name}"
        for path, tree in TREES.items()
        for name, line in names(tree)
        if is_retired(name)
        and (path, name) not in READS
        and not (name in DATA_FIELDS and path.startswith(DATA_MODULES))
    ]
    assert not retired, "\n".join(retired)


def test_no_module_is_named_in_the_private_language():
    retired = [
        path for path in TREES if any(is_retired(p.removesuffix(".py")) for p in Path(path).parts)
    ]
    assert not retired


def test_a_class_name_means_one_thing():
    places = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(path)
    assert not repeated(places)


def test_a_public_function_name_means_one_thing():
    places = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert not {name: where for name, where in repeated(places).items() if name not in SAME_MEANING}


def test_a_module_name_in_two_packages_is_one_subject():
    places = defaultdict(list)
    for path in TREES:
        stem = Path(path).parent.name if path.endswith("__init__.py") else Path(path).stem
        places[stem].append(path)
    assert not {
        name: where for name, where in repeated(places).items() if name not in SUBJECTS.split()
    }


@pytest.mark.parametrize("name", ["kept_apart", "KeptSheet", "_door", "FormAsked", "told"])
def test_the_names_of_before_are_recognised(name):
    assert is_retired(name)
