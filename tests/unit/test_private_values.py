"""A value that holds what a person wrote shows none of it where a value is printed."""

from dataclasses import fields, is_dataclass
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

import pytest

import recovery_journal.domain

MODULES = sorted(path.stem for path in Path(recovery_journal.domain.__path__[0]).glob("[!_]*.py"))
VALUES = [
    value
    for module in MODULES
    for _name, value in getmembers(import_module(f"recovery_journal.domain.{module}"), isclass)
    if is_dataclass(value) and value.__module__.endswith(f".{module}")
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_cannot_be_changed_in_place(value):
    assert value.__dataclass_params__.frozen


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_printed_shows_no_text_of_the_person(value):
    made = object.__new__(value)
    for field in fields(value):
        if field.init:
            object.__setattr__(made, field.name, "the river")
    if {"note", "text", "name", "wording", "for_whom"} & {field.name for field in fields(value)}:
        assert "the river" not in repr(made)
