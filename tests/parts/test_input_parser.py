"""What a terminal sends becomes characters, keys and pastes; the rest is nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_journal.terminal.input_parser import SEQUENCE_TIMEOUT, InputParser, InputToken

NO_CONTROLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\x7f"])
)
UP = InputToken("key", "\x1b[A")


def read(*chunks: bytes, quiet: bool = True) -> list[InputToken]:
    """Read the chunks one right after the other, then silence."""
    reading = InputParser()
    found = [piece for chunk in chunks for piece in reading.feed(chunk, 0.0)]
    now = 0.0
    while quiet and (waits := reading.timeout) is not None:
        now += waits
        found += reading.handle_timeout(now)
    return found + reading.finish()


def typed(pieces: list[InputToken]) -> str:
    assert {piece.kind for piece in pieces} <= {"text"}
    return "".join(piece.text for piece in pieces)


def read_slowly(*chunks: bytes, each: float) -> list[InputToken]:
    """Read the chunks, each so many seconds after the one before, then silence."""
    reading, now, found = InputParser(), 0.0, []
    for chunk in chunks:
        found += reading.feed(chunk, now)
        last, now = now, now + each
        while (waits := reading.timeout) is not None and last + waits <= now:
            found += reading.handle_timeout(last + waits)
    return found + reading.finish()


def one_by_one(data: bytes) -> list[bytes]:
    return [data[place : place + 1] for place in range(len(data))]


@given(NO_CONTROLS)
@example("A\u3000B\u00a0C\u202fD \u200c\u200d\u200b\u00ad\u202e e\u0301 👩\u200d👩 \ufffd")
def test_every_character_is_read_in_whatever_chunks_it_comes(text):
    data = text.encode()
    assert typed(read(data)) == text
    assert typed(read(*one_by_one(data))) == text


@given(st.binary())
def test_any_bytes_are_read_and_none_becomes_a_replacement(data):
    for pieces in (read(data), read(*one_by_one(data))):
        for piece in pieces:
            if piece.kind != "paste":
                assert "\ufffd" not in piece.text or b"\xef\xbf\xbd" in data


PARTS = [
    b"\x1b", b"[", b"O", b"<", b"M", b"M \x800", b"12", b";", b"NaN", b"u", b"~", b"\x1b[200~", b"]11;r",
    b"\x1b[201~", b"\x07", b"\\", b"P>|", b"\xc3", b"\xb1", b"A", b"\r", b"\x9b", b"$", b"[[", b"\xf0\x9f",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS)).map(b"".join) | st.binary(), st.integers(0, 200))
def test_what_is_read_does_not_depend_on_the_chunks(data, place):
    def joined(pieces):
        together = []
        for kind, text in pieces:
            if together and together[-1][0] == kind == "text":
                together[-1] = (kind, together[-1][1] + text)
            else:
                together.append((kind, text))
        return together

    whole = joined(read(data))
    assert joined(read(data[:place], data[place:])) == whole
    assert joined(read(*one_by_one(data))) == whole


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[M \x800",  # the mouse, in the form of 1986
        b"\x1b[M !!",
        b"\x1b[M \xc2\x80\x30",  # the same, taken for letters by the terminal
        b"\x1b[<32;NaN;NaNM",
        b"\x1b[<35;NaN;12m",
        b"\x1b[<NaN;NaN;NaNM",
        b"\x1b[NaN;NaN;NaNM",
        b"\x1b[<0;undefined;undefinedM",
        b"\x1b[<0;-Infinity;3M",
        b"\x1b[<0;1.5;2.25M",
        b"\x1b[<0;10M",
        b"\x1b[<;;M",
        b"\x1b[<M",
        b"\x1b[<0;" + b"9" * 5000 + b";1M",
        b"\x1b[M\x20\x00\x00",  # NaN, put into a byte
        b"\x1b[<a;b;cM",
        b"\x1b[<0;inf;infM",
        b"\x1b[<0;1e9;2M",
        b"\x1b[<0;-1.7e+308;+2m",
        b"\x1b[<1;xM",
        b"\x1b[<0;[object Object];~\xff \xc3\xb1M",
        b"\x1b[32;10;10M",
        b"\x1b[32;1e21;-InfinityM",
        b"\x1b[32;inf;nullM",
        b"\x1b[undefined;NaN;trueM",
        b"\x1b[<32;1",
        b"\x1b[" + b"1;" * 5000,
        b"\x1b[?62;c",
        b"\x1b[?62;22;52c",
        b"\x1b[>1;10;0c",
        b"\x1b[=1c",
        b"\x1bP>|tmux 3.4\x1b\\",
        b"\x1bP!|7E565445\x1b\\",
        b"\x1bP1+r5463\x1b\\",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e",
        b"\x1b]52;c;" + b"aGVsbG8=" * 5000 + b"\x07",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b\\",
        b"\x1b[12;40R",
        b"\x1b[1;1R",
        b"\x1b[0n",
        b"\x1b[?1u",
        b"\x1b[?2027;0$y",
        b"\x1b[4;1$y",
        b"\x1b[8;24;80t",
        b"\x1b[48;9999;9999;1;1t",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[9999999;1u",
        b"\x1b[97;1:3u",
        b"\x1b[97;1:1:1u",
        b"\x1b[201~",
        b"\x1b[",
        b"\x1bO",
        b"\x1bP",
        b"\x1b]",
        b"\x9b?1;2c",
        b"\xf1",
        b"\xe1\xe2\xff\xc0\x80\xed\xa0\x80\xf5",
    ],
    ids=lambda data: repr(data)[2:40],
)
def test_reports_late_broken_or_cut_are_neither_keys_nor_text(data):
    assert read(data) == []
    assert read(*one_by_one(data)) == []
    after = read(data + b"x") if not data.endswith((b"[", b"O", b"1", b";")) else []
    assert all("x" in piece.text or piece.kind != "text" for piece in after)


@pytest.mark.parametrize(
    "key",
    [
        "\x1b[A", "\x1b[1;2C", "\x1b[1;5D", "\x1b[3~", "\x1b[15;5~", "\x1b[Z", "\x1bOQ", "\x1bOF",
        "\x1b[[A", "\x1b[7$", "\x1b[5^", "\x1b[I", "\x1b[O", "\x1b[<0;12;7M", "\x1b[<35;120;40m",
        "\x1b[?2026;2$y", "\x1b[48;24;80;480;640t", "\x1b[27u", "\x1b[97;5u", "\x1b[57441;2u",
    ],
)  # fmt: skip
def test_keys_and_reports_that_count_are_one_piece(key):
    data = key.encode()
    assert read(data) == [InputToken("key", key)]
    assert read(*one_by_one(data)) == [InputToken("key", key)]
    assert read(data * 3) == [InputToken("key", key)] * 3
    assert read(b"a" + data + b"b") == [
        InputToken("text", "a"),
        InputToken("key", key),
        InputToken("text", "b"),
    ]


WRITTEN = st.binary(max_size=20).map(
    lambda one: bytes(c for c in one if c not in b"Mm\x7f" and c > 31)
)
BROKEN = st.one_of(
    st.builds(b"\x1b[<%b%b".__mod__, st.tuples(WRITTEN, st.sampled_from([b"M", b"m"]))),
    st.lists(
        st.sampled_from([b"NaN", b"undefined", b"null", b"-Infinity", b"inf", b"true", b"1e+21", b"7"]),
        min_size=1, max_size=3,
    ).map(lambda values: b"\x1b[%bM" % b";".join([b"32", *values])),
)  # fmt: skip


@given(BROKEN)
def test_after_any_broken_mouse_report_what_is_typed_is_typed(report):
    for found in (read(report + b"x"), read(*one_by_one(report), b"x")):
        assert [piece for piece in found if piece.kind == "text"] == [InputToken("text", "x")]
        assert all(piece.text.startswith("\x1b[<") for piece in found[:-1])  # it was whole


@given(WRITTEN)
def test_a_key_that_acts_ends_a_broken_mouse_report(written):
    report = b"\x1b[<x" + written
    assert read(report + b"\x1b[Ac") == [UP, InputToken("text", "c")]
    assert typed(read(report + b"\rc")) == "\rc"
    assert typed(read(report + b"\x7fc")) == "\x7fc"


@pytest.mark.parametrize(
    "report", [b"\x1b[M", b"\x1b[M ", b"\x1b[<0;1", b"\x1b[<0;Na", b"\x1b[5;N"]
)
@pytest.mark.parametrize("text", ["Mom", "12", "ñandú", "\r"])
@pytest.mark.parametrize("each", [0.25, 0.5, 2.0])
def test_what_is_typed_after_a_mouse_report_cut_short_is_typed(report, text, each):
    assert typed(read_slowly(report, *(one.encode() for one in text), each=each)) == text


@pytest.mark.parametrize(
    "report", [b"\x1b[M ab", b"\x1b[<0;12;7M", b"\x1b[<0;NaN;xM", b"\x1b[9;NaN;1M"]
)
def test_a_mouse_report_on_a_slow_line_is_one(report):
    assert read_slowly(*one_by_one(report), b"x", each=0.06) == [
        *read(report),
        InputToken("text", "x"),
    ]


def test_the_rest_of_a_mouse_report_that_comes_late_in_one_piece_is_not_typed():
    assert read_slowly(b"\x1b[<0;Na", b"N;NaNM", b"x", each=0.9) == [InputToken("text", "x")]


def test_a_terminal_in_latin_1_types_what_is_ascii():
    assert typed(read("año señal".encode("latin-1"))) == "ao seal"


def test_the_protocol_of_kitty_types_its_text():
    assert typed(read(b"\x1b[97;;97u")) == "a"
    assert typed(read(b"\x1b[0;;20170:26085:12399:20250:35696:12395:34892:12387:12383u")) == (
        "今日は会議に行った"
    )
    assert typed(read(b"\x1b[97;2;65u\x1b[97u\x1b[97;2u\x1b[55;3;124u")) == "AaA|"


def test_escape_alone_is_escape_after_a_moment_and_before_another_key():
    assert read(b"\x1b") == [InputToken("escape", "\x1b")]
    assert read(b"\x1bc7") == [InputToken("escape", "\x1b"), InputToken("text", "c7")]
    assert read(b"\x1b\x1b[A") == [InputToken("escape", "\x1b"), UP]
    assert read(b"\x1b", quiet=False) == []
    alt = InputParser("x").feed(b"\x1bx\x1by", 0.0)
    assert alt == [InputToken("alt", "x"), InputToken("escape", "\x1b"), InputToken("text", "y")]


def test_a_key_whose_end_comes_late_is_not_typed():
    reading = InputParser()
    assert reading.feed(b"\x1b", 0.0) == []
    assert reading.handle_timeout(0.1) == [InputToken("escape", "\x1b")]
    assert reading.feed(b"[A", 0.5) == [UP]
    reading = InputParser()
    assert reading.feed(b"\x1b[<3", 0.0) == []
    assert reading.feed(b"2;7;8M", 0.9) == [InputToken("key", "\x1b[<32;7;8M")]


def test_after_a_reply_without_an_end_keys_act_again():
    assert read(b"\x1b]11;rgb:1e1e\rc") == [InputToken("text", "\rc")]
    assert read(b"\x1bP>|tm\x1b[A") == [UP]
    assert read(b"\x1bP>|tm\x1b", b"[A") == [UP]
    reading = InputParser()
    assert reading.feed(b"\x1b]11;rgb", 0.0) == []
    assert reading.handle_timeout(SEQUENCE_TIMEOUT) == []
    assert reading.feed(b"c", 2.0) == [InputToken("text", "c")]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
@example("one\r\ntwo \x1b[A \x1b[200~ \x1b] \x03 \x11 three\n")
def test_what_is_pasted_is_text_whatever_stands_in_it(text):
    if "\x1b[201~" in text:
        return
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
    expected = [InputToken("paste", text)] if text else []
    assert read(data) == expected
    assert read(*one_by_one(data)) == expected
    assert read(b"a" + data + b"b")[-1] == InputToken("text", "b")


def test_a_paste_whose_end_got_lost_is_given_and_keys_act_again():
    reading = InputParser()
    assert reading.feed(b"\x1b[200~one\ntwo", 0.0) == []
    assert reading.handle_timeout(1.0) == [InputToken("paste", "one\ntwo")]
    assert reading.feed(b" three\rfour", 2.0) == []
    assert reading.handle_timeout(3.0) == [InputToken("paste", " three\rfour")]
    assert reading.feed(b"\x11", 4.0) == [InputToken("text", "\x11")]
    reading = InputParser()
    assert reading.feed(b"\x1b[200~one", 0.0) == []
    assert reading.handle_timeout(1.0) == [InputToken("paste", "one")]
    assert reading.feed("ñ".encode(), 2.0) == [InputToken("text", "ñ")]
    reading = InputParser()
    assert reading.feed(b"\x1b[200~one", 0.0) == []
    assert reading.finish() == [InputToken("paste", "one")]
