"""What a field takes, and what it says when it does not take something."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.choices import Need, Outcome
from recovery_journal.domain.contact import FIELDS as CONTACT
from recovery_journal.domain.fields import (
    ContactRefs,
    EntryRef,
    Field,
    HalfHours,
    Integer,
    MultipleChoice,
    RatedName,
    RatedNames,
    SingleChoice,
    Text,
    VocabularyNames,
    YesNo,
    check_fields,
    clean_name,
    parse_id,
    required_fields,
)
from recovery_journal.errors import BadValue


@pytest.mark.parametrize("field", [Field(), Text(), ContactRefs()])
def test_a_plain_field_keeps_what_was_typed(field: Field) -> None:
    assert field.parse("note", " as\nit is ") == " as\nit is "
    field.check("note", "anything")


@pytest.mark.parametrize(("text", "value"), [("0", 0), (" 10 ", 10), ("+7", 7), ("-1", -1)])
def test_a_whole_number_in_range_is_read(text: str, value: int) -> None:
    assert Integer(-1, 10).parse("mood", text) == value


@pytest.mark.parametrize(
    "text", ["", "good", "1.5", "11", "-2", "1_0", "٣", "+-5", "--5", "1e1", "9" * 40]
)
def test_anything_else_names_the_field_and_its_range(text: str) -> None:
    with pytest.raises(BadValue, match="felt after takes a whole number from -1 to 10") as caught:
        Integer(-1, 10).parse("felt_after", text)
    assert caught.value.details["field"] == "felt_after"


def test_an_open_number_has_a_start_and_no_end_a_person_would_meet() -> None:
    for text in ("0", "5000", "1000000000"):
        assert Integer(0).parse("minutes", text) == int(text)
    for text in ("-1", "1000000001", "9999999999"):
        with pytest.raises(BadValue, match="0 or more"):
            Integer(0).parse("minutes", text)
    Integer(0).check("minutes", None)


@pytest.mark.parametrize(("text", "value"), [("7", 7.0), ("7,5", 7.5), (" 0.5", 0.5), ("24", 24.0)])
def test_hours_come_in_halves(text: str, value: float) -> None:
    assert HalfHours().parse("sleep_hours", text) == value


@pytest.mark.parametrize("text", ["7.3", "25", "-1", "nan", "inf", "long", ""])
def test_other_hours_are_refused(text: str) -> None:
    with pytest.raises(BadValue, match="sleep hours takes hours"):
        HalfHours().parse("sleep_hours", text)


def test_yes_and_no_are_the_two_answers() -> None:
    assert YesNo().parse("honest", " YES ") is True
    assert YesNo().parse("honest", "no") is False
    with pytest.raises(BadValue, match="yes or no"):
        YesNo().parse("honest", "maybe")


def test_a_choice_forgives_capitals_and_hyphens_and_shows_its_list() -> None:
    assert SingleChoice(Outcome).parse("outcome", "No-Answer") == "no_answer"
    with pytest.raises(BadValue, match="left_message") as caught:
        SingleChoice(Outcome).parse("outcome", "busy")
    assert "declined" in caught.value.details["choices"]
    SingleChoice(Outcome).check("outcome", None)


def test_choices_check_each_of_several() -> None:
    MultipleChoice(Need).check("needs", ("angry", "tired"))
    MultipleChoice(Need).check("needs", None)
    with pytest.raises(BadValue):
        MultipleChoice(Need).check("needs", ("angry", "cake"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bell\x07Ann", "Bell Ann"),
        ("a\0b", "a b"),
        (" two\r\n\tlines\u2028of\x85it\u2029", "two lines of it"),
        ("Jean\u00a0Luc\u3000Po", "Jean\u00a0Luc\u3000Po"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x07", ""),
    ],
)
def test_a_name_is_what_can_be_typed(text: str, name: str) -> None:
    assert clean_name(text) == name


def test_a_name_has_something_in_it() -> None:
    assert VocabularyNames().parse("triggers", "  my   street ") == "my street"
    with pytest.raises(BadValue, match="takes a name"):
        VocabularyNames().parse("triggers", " ")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("calm", RatedName("calm")),
        ("calm:3", RatedName("calm", 3)),
        ("walk:-1", RatedName("walk", -1)),
        ("6:30 bus", RatedName("6:30 bus")),
        ("note: this", RatedName("note: this")),
        ("note:", RatedName("note:")),
    ],
)
def test_a_name_may_have_a_number(text: str, marked: RatedName) -> None:
    assert RatedNames(-1, 10).parse("emotions", text) == marked


def test_the_number_of_a_name_has_its_range() -> None:
    with pytest.raises(BadValue):
        RatedNames(0, 10).parse("emotions", "calm:11")
    with pytest.raises(BadValue):
        RatedNames(0, 10).check("emotions", [RatedName("calm", 11)])
    RatedNames(0, 10).check("emotions", None)


@pytest.mark.parametrize("text", ["12", "#12", "id:12", " 12 "])
def test_an_id_is_read_as_it_is_printed(text: str) -> None:
    assert parse_id(text) == EntryRef().parse("reach_out", text) == 12


def test_what_only_a_machine_reads_is_no_name() -> None:
    with pytest.raises(BadValue):
        check_fields({"name": Text(required=True)}, SimpleNamespace(name="\x07\0"))


def test_a_required_field_is_not_left_empty() -> None:
    assert "name" in required_fields(CONTACT)
    for blank in ("", " \t"):
        item = dict.fromkeys(CONTACT) | {"name": blank}
        with pytest.raises(BadValue, match="empty") as error:
            check_fields(CONTACT, SimpleNamespace(**item))
        assert error.value.details["field"] == "name"


@given(st.text(max_size=30))
def test_no_text_breaks_a_field(text: str) -> None:
    for name, field in CONTACT.items():
        with suppress(BadValue):
            field.check(name, field.parse(name, text))
    with suppress(BadValue):
        assert parse_id(text) >= 0


def test_the_values_of_a_record_are_the_fields_of_its_kind_in_their_order() -> None:
    moment = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    values = CheckIn(mood=5, note="river", occurred_at=moment, recorded_at=moment).values()
    assert list(values) == list(CheckIn.fields)
    assert (values["mood"], values["urge"]) == (5, None)
    assert "note" not in values
