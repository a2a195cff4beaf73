"""Field types of records: the values a field may hold, how they are parsed and checked.

A record's class says each field once, by its type, and ``fields_of`` makes the module's
``FIELDS`` of it. The command line parses with them, the journal checks with them, and a
screen asks them for their choices, so that a value means the same wherever it comes from.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from types import NoneType
from typing import (
    Annotated,
    Any,
    Generic,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
)

from recovery_journal.domain.labels import field_label
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _

Choice = TypeVar("Choice", bound=str)


class RatedName(NamedTuple):
    """A name with an optional number: an emotion's intensity, how coping helped."""

    name: str
    rating: int | None = None


class ContactRef(NamedTuple):
    """A contact as an entry names it; ``id`` is None once the contact was deleted."""

    id: int | None
    name: str


class Field:
    """One field: ``parse`` reads typed text, ``check`` holds a value to its meaning.

    Both raise ``BadValue`` with a sentence that names the field and what it takes.
    ``many`` says that the field holds several values, ``required_fields`` that a record
    is nothing without it: every face and the journal itself ask that here.
    ``when_empty`` is what is said of a required one that is left empty.
    """

    many = False
    when_empty = N_("{field} can not be empty here.")

    def __init__(self, *, required: bool = False) -> None:
        self.required = required

    def parse(self, name: str, text: str) -> Any:
        """Read the value from what a person typed; a plain field takes it as it is."""
        return text

    def check(self, name: str, value: Any) -> None:
        """Refuse a value that the field does not take; None is always taken."""


def clean_name(text: str) -> str:
    """Return a name on one line, in characters that can be typed.

    Line ends and control characters are a space; joiners and the spaces of other
    scripts stay as they were typed.
    """
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).strip()


class Text(Field):
    """Free text, kept as it was typed."""


class Line(Text):
    """The text of a line on a list, which is nothing without it."""

    when_empty = N_("There is no text to add.")

    def __init__(self) -> None:
        super().__init__(required=True)


class Integer(Field):
    """A whole number from ``low`` to ``high``, both included; no ``high``: open."""

    def __init__(self, low: int, high: int | None = None, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.low = low
        self.high = high

    def parse(self, name: str, text: str) -> int:
        """Read a whole number in range."""
        digits = text.strip()
        # int() would take 1_0 and digits of any script for a number, too.
        if not digits.lstrip("+-").isdecimal() or not digits.isascii() or len(digits) > 12:
            raise BadValue(self._range_message(name), field=name)
        try:
            value = int(digits)
        except ValueError:
            raise BadValue(self._range_message(name), field=name) from None
        self.check(name, value)
        return value

    def check(self, name: str, value: Any) -> None:
        """Refuse a number out of range."""
        if value is None:
            return
        is_too_high = self.high is not None and value > self.high
        # SQLite's largest whole number bounds the open fields (minutes, days).
        if value < self.low or is_too_high or value > 10**9:
            raise BadValue(self._range_message(name), field=name)

    def _range_message(self, name: str) -> str:
        label = field_label(name)
        if self.high is None:
            return _("{field} takes a whole number, {low} or more.").format(
                field=label, low=self.low
            )
        return _("{field} takes a whole number from {low} to {high}.").format(
            field=label, low=self.low, high=self.high
        )


class HalfHours(Field):
    """Hours of a day in steps of a half, 0 to 24."""

    def parse(self, name: str, text: str) -> float:
        """Read hours such as 7 or 7.5 (a decimal comma is understood)."""
        try:
            value = float(text.strip().replace(",", "."))
        except ValueError:
            raise BadValue(self._takes(name), field=name) from None
        self.check(name, value)
        return value

    def check(self, name: str, value: Any) -> None:
        """Refuse hours outside a day, or finer than a half."""
        if value is not None and not (0 <= value <= 24 and value * 2 == int(value * 2)):
            raise BadValue(self._takes(name), field=name)

    def _takes(self, name: str) -> str:
        return _("{field} takes hours from 0 to 24 in steps of a half.").format(
            field=field_label(name)
        )


class YesNo(Field):
    """Yes or no; None where it was not recorded."""

    def parse(self, name: str, text: str) -> bool:
        """Read yes or no."""
        answer = text.strip().casefold()
        if answer not in {"yes", "no"}:
            raise BadValue(
                _("{field} takes yes or no.").format(field=field_label(name)), field=name
            )
        return answer == "yes"


class SingleChoice(Field, Generic[Choice]):
    """One value of a fixed list, given as its ``Literal`` type."""

    def __init__(self, literal_type: Any, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.choices: tuple[Choice, ...] = get_args(literal_type)

    def parse(self, name: str, text: str) -> Choice:
        """Read one value of the list; hyphens and capitals are forgiven."""
        value = text.strip().casefold().replace("-", "_").replace(" ", "_")
        self.check(name, value)
        return self.choices[self.choices.index(value)]

    def check(self, name: str, value: Any) -> None:
        """Refuse a value that is not in the list, and show the list."""
        if value is not None and value not in self.choices:
            raise BadValue(
                _("{field} takes one of: {choices}.").format(
                    field=field_label(name), choices=", ".join(self.choices)
                ),
                field=name,
                choices=list(self.choices),
            )


class MultipleChoice(SingleChoice[Choice]):
    """Several values of a fixed list, kept sorted."""

    many = True

    def check(self, name: str, value: Any) -> None:
        """Refuse any value that is not in the list."""
        for choice in (value,) if isinstance(value, str) else value or ():
            super().check(name, choice)


class VocabularyNames(Field):
    """Names from a list that grows with use (triggers), in the order given."""

    many = True

    def parse(self, name: str, text: str) -> str:
        """Read one name; an empty one is refused."""
        value = clean_name(text)
        if not value:
            raise BadValue(_("{field} takes a name.").format(field=field_label(name)), field=name)
        return value


class RatedNames(VocabularyNames):
    """Names from a growing list, each with an optional number: NAME or NAME:N."""

    def __init__(self, low: int, high: int, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.scale = Integer(low, high)

    def parse(self, name: str, text: str) -> RatedName:  # type: ignore[override]  # a name with its mark
        """Read NAME or NAME:N; a colon that no number follows belongs to the name."""
        head, colon, tail = text.rpartition(":")
        if colon and tail.strip().lstrip("+-").isdigit():
            return RatedName(super().parse(name, head), self.scale.parse(name, tail))
        return RatedName(super().parse(name, text), None)

    def check(self, name: str, value: Any) -> None:
        """Refuse a number out of range beside any of the names."""
        for rated_name in value or ():
            self.scale.check(name, rated_name.rating)


class ContactRefs(Field):
    """Contacts, resolved to ``ContactRef`` by the face that reads their names."""

    many = True


class EntryRef(Field):
    """The id of another entry."""

    def parse(self, name: str, text: str) -> int:  # an id names itself
        """Read 12, #12 or id:12."""
        return parse_id(text)


Fields = dict[str, Field]

Scale = Annotated[int | None, Integer(0, 10)]
"""A number from 0 to 10, None where it was not recorded."""
Felt = Annotated[int | None, Integer(-2, 2)]
"""How something felt, from -2 to +2."""
Minutes = Annotated[int | None, Integer(0)]
"""How long something took."""


def fields_of(record_class: type, without: tuple[str, ...] = ()) -> Fields:
    """Return the fields that a dataclass says itself, by name, in their order.

    A ``Literal`` is a choice and a tuple of them several, ``str`` is text, a tuple of it
    names of a growing list. What a number or another field takes stands beside its type:
    ``Annotated[int | None, Integer(0, 10)]``. Required is what is neither None nor a tuple
    with a default. Other types, such as days, make no field, nor do the names ``without``.
    """
    fields: Fields = {}
    for attribute in dataclass_fields(record_class):
        field = _field_of_type(attribute.type)
        # A class that inherits says its own fields alone.
        if field is None or attribute.name not in record_class.__annotations__:
            continue
        has_default = attribute.default is not MISSING
        field.required = not (attribute.default is None or (field.many and has_default))
        if attribute.name not in without:
            fields[attribute.name] = field
    return fields


def _field_of_type(hint: Any) -> Field | None:
    """Return the field for the type of a value, None for one that a person does not type."""
    if get_origin(hint) is Annotated:
        field: Field = copy(hint.__metadata__[0])
        return field
    value_type = next((arg for arg in get_args(hint) if NoneType in get_args(hint)), hint)
    if get_origin(value_type) is Literal:
        return SingleChoice(value_type)
    if get_origin(value_type) is tuple:
        item_type = get_args(value_type)[0]
        if get_origin(item_type) is Literal:
            return MultipleChoice(item_type)
        return ContactRefs() if item_type is ContactRef else VocabularyNames()
    field_type = {str: Text, bool: YesNo}.get(value_type)
    return None if field_type is None else field_type()


def required_fields(fields: Fields) -> frozenset[str]:
    """Return the names of the fields that cannot be left empty."""
    return frozenset(name for name, field in fields.items() if field.required)


def check_fields(fields: Fields, record: Any) -> None:
    """Hold every field of a record to what it may hold, and the required ones to holding it.

    ``record`` has the fields as attributes. Raises ``BadValue``.
    """
    for name, field in fields.items():
        value = getattr(record, name)
        field.check(name, value)
        is_blank = not clean_name(value) if isinstance(value, str) else value in (None, ())
        if field.required and is_blank:
            raise BadValue(_(field.when_empty).format(field=field_label(name)), field=name)


def parse_id(text: str) -> int:
    """Read an id as printed: ``12``, ``#12`` or ``id:12``; raises ``BadValue``."""
    digits = text.strip().removeprefix("#").removeprefix("id:")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise BadValue(_("An id is a number, such as 12."), field="id")
    return int(digits)
