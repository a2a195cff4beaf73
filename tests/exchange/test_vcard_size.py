"""vCard files made to be large: time and memory stay in proportion, and what is left out is named.

Nothing here is timed: a step that takes the square of its input would not come
back for minutes.
"""

from __future__ import annotations

import tracemalloc

import pytest

from recovery_journal.exchange.vcard import parser, raw_cards, unfold
from recovery_journal.exchange.vcard.parser import ParseResult, parse_cards

MB = 1024 * 1024
BEGIN, END = b"BEGIN:VCARD\nVERSION:3.0\nFN:Rosa\n", b"TEL:555\nEND:VCARD\n"


def measured(data: bytes) -> tuple[ParseResult, int]:
    """Read, and return the most memory that took at once."""
    tracemalloc.start()
    try:
        return parse_cards(data), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "unit", [b";TYPE=a%d", b";a%d", b';X="a:%d"', b";TYPE=a,b%d", b";ENCODING=%d", b";=%d"]
)
def test_tens_of_thousands_of_parameters_are_read_in_one_walk(unit: bytes) -> None:
    head = b"TEL" + b"".join(unit % n for n in range(40_000))
    reading = parse_cards(BEGIN + head + b":1\n" + END)
    assert [d.value for d in reading.cards[0].details] == ["1", "555"]


@pytest.mark.parametrize("start", [b"PHOTO;ENCODING=b:", b"LOGO:data:image/png;base64,", b"X-A:"])
def test_a_picture_is_walked_over_and_not_gathered(start: bytes) -> None:
    folded = b"\n ".join([b"A" * 74] * (2 * MB // 74))
    reading, peak = measured(BEGIN + start + folded + b"\n" + END)
    assert (reading.photos, reading.stray_lines) == (0 if start == b"X-A:" else 1, ())
    assert reading.cards[0].details[0].value == "555"
    assert peak < MB / 2


def test_a_picture_on_one_line_is_not_copied_around() -> None:
    reading, peak = measured(BEGIN + b"PHOTO:" + b"A" * (16 * MB) + b"\n" + END)
    assert reading.photos == 1
    assert peak < 3 * unfold.MAX_PROPERTY_BYTES


@pytest.mark.parametrize(
    "line",
    [
        b"NOTE:" + b"x" * (6 * MB),
        b"NOTE:x" + b"\n y" * 40_000,
        b"NOTE;QUOTED-PRINTABLE:x" + b"=\ny" * 40_000,
        b"TEL;X=" + b"x" * (6 * MB) + b":1",
        b'TEL;X="' + b"x" * (6 * MB),
    ],
    ids=["value", "folds", "soft breaks", "parameter", "open quote"],
)
def test_a_line_too_long_is_named_and_the_card_comes_in(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfold, "MAX_PROPERTY_BYTES", 64 * 1024)
    reading, peak = measured(BEGIN + line + b"\n" + END)
    assert [one.location for one in reading.stray_lines] == ["line 4"]
    assert "too long" in reading.stray_lines[0].reason
    assert reading.cards[0].details[0].value == "555"
    assert peak < 5 * MB  # the parts of 64 kB, a letter each


def test_a_soft_line_break_without_end_stops_at_the_end_of_the_card() -> None:
    cut = b"BEGIN:VCARD\nFN:Rosa\nNOTE;QUOTED-PRINTABLE:x" + b"=\n" * 100_000 + b"END:VCARD\n"
    assert [c.name for c in parse_cards(cut + BEGIN + END).cards] == ["Rosa", "Rosa"]


def test_the_lines_of_a_card_after_very_many_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_cards, "MAX_CARD_LINES", 500)
    lines = b"".join(b"TEL:%d\n" % (5_550_000 + n) for n in range(10_000))
    reading, peak = measured(BEGIN + lines + END + BEGIN + END)
    assert [len(c.details) for c in reading.cards] == [498, 1]
    assert [one.location for one in reading.stray_lines] == ["line 502"]
    assert peak < MB


@pytest.mark.parametrize("line", [b"X-%d:1\n", b"TEL;X=%d: \n", b"PHOTO:%d\n", b"X;Y=%d:\n a\n"])
def test_lines_that_nothing_is_read_from_take_no_memory(line: bytes) -> None:
    reading, peak = measured(BEGIN + b"".join(line % n for n in range(10_000)) + END)
    assert reading.cards[0].details[0].value == "555"
    assert reading.stray_lines == ()
    assert peak < MB / 2


@pytest.mark.parametrize(
    "unit", [b"BEGIN:VCARD\n", b"AGENT:\nBEGIN:VCARD\n", b"FN:a\nBEGIN:VCARD\n"]
)
def test_cards_within_cards_have_no_depth_that_matters(unit: bytes) -> None:
    reading, peak = measured(BEGIN + unit * 5_000 + BEGIN + END)
    assert "555" in [d.value for c in reading.cards for d in c.details]
    assert reading.card_count == len(reading.cards) + len(reading.rejected)
    assert peak < 10 * MB


def test_a_card_around_a_thousand_others_is_read_with_them() -> None:
    deep = 900
    data = BEGIN * deep + END * deep
    assert parse_cards(data).cards[-1].number == deep
    assert parse_cards(data).rejected == ()


def test_the_places_of_very_many_stray_lines_are_summed_up() -> None:
    reading = parse_cards(BEGIN + b"x y\nX:\n" * 5_000 + END + b"z\n")
    assert len(reading.stray_lines) == parser.MAX_STRAY_ENTRIES
    assert reading.stray_lines[-1].location == f"lines {2 * parser.MAX_STRAY_ENTRIES + 2} to 10006"


def test_a_file_is_read_up_to_so_many_cards_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_cards, "MAX_CARDS", 2)
    reading = parse_cards((BEGIN + END) * 4)
    assert (reading.card_count, [c.name for c in reading.cards]) == (2, ["Rosa", "Rosa"])
    assert [one.location for one in reading.stray_lines] == ["line 11"]
    assert "more than" in reading.stray_lines[0].reason
    monkeypatch.setattr(raw_cards, "MAX_CARDS", 100)
    monkeypatch.setattr(raw_cards, "MAX_TOTAL_LINES", 4)
    assert parse_cards((BEGIN + END) * 4).card_count == 2
    monkeypatch.setattr(unfold, "MAX_FILE_LINES", 6)
    reading = parse_cards((BEGIN + END) * 4)
    assert ([c.number for c in reading.cards], len(reading.rejected)) == ([1], 1)
    assert "too many lines" in reading.stray_lines[0].reason


@pytest.mark.parametrize(
    "value",
    [
        b"\x1b]" * 60_000,
        b"\x1b[" * 60_000,
        b"\\" * 120_000,
        b";" * 120_000,
        b"\xc3\xa9" * 60_000,
        b"Jos\x8e " * 30_000,
        b"\x92" * 90_000,
        b"a-" * 60_000,
    ],
)
@pytest.mark.parametrize("name", [b"NOTE", b"ADR", b"N", b"FN;QUOTED-PRINTABLE"])
def test_no_pattern_walks_back_and_forth(name: bytes, value: bytes) -> None:
    assert parse_cards(BEGIN + name + b":" + value + b"\n" + END).card_count == 1
