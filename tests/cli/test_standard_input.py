"""Texts from standard input: any line end, UTF-8 or UTF-16, and nothing that is no text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.cli.streams import StandardInput
from recovery_journal.errors import BadValue

from .conftest import Run

TEXT = "first línea\nsecond 行"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16 little": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16 big": b"\xfe\xff" + TEXT.encode("utf-16-be"),
}
NO_TEXT = {
    "latin-1": b"a\xf1o",
    "half a character": b"caf\xc3",
    "a surrogate": b"\xed\xa0\x80",
    "a NUL": b"a\0b",
    "utf-16 without a mark": "abc".encode("utf-16-le"),
    "utf-16 cut in half": b"\xff\xfea\0b",
    "a lone half in utf-16": b"\xff\xfe\x00\xd8a\0",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "bytes of any kind": bytes(range(256)),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("how", ENCODED)
def test_every_line_end_and_encoding_is_the_same_note(run: Run, how: str, end: str) -> None:
    encoding = {"utf-16 little": "utf-16-le", "utf-16 big": "utf-16-be"}.get(how, "utf-8")
    data = ENCODED[how]
    mark = data[: len(data) - len(TEXT.encode(encoding))]
    typed = mark + (TEXT + "\n").replace("\n", end).encode(encoding)
    assert (
        run("checkin", "--mood", "5", "--note", "-", "--json", input=typed).json()["note"] == TEXT
    )


LINES = [
    ("checkin", "--mood", "5", "--note", "-"),
    ("urge", "--about", "-"),
    ("talk", "add", "-"),
    ("steps", "add", "alone", "-"),
    ("contact", "add", "-", "--relation", "friend"),
    ("reflect", "--learned", "-"),
]


@pytest.mark.parametrize(("how", "line"), zip(NO_TEXT, [*LINES, *LINES], strict=False))
def test_bytes_that_are_no_text_are_refused_and_nothing_is_stored(
    run: Run, how: str, line: tuple[str, ...]
) -> None:
    said = run(*line, "--json", input=NO_TEXT[how])
    assert (said.code, said.error()["code"], said.out) == (2, "bad_value", "")
    assert run("timeline", "--json").json()["entries"] == []
    assert run("talk", "list", "--json").json()["talk"] == []
    assert run("contact", "list", "--json").json()["contacts"] == []


@pytest.mark.parametrize(
    ("secret", "end"),
    [(" both\tends ", "\n"), ("nbsp\u00a0", "\r\n"), ("line\u2028sep\x0b", "\r"), ("n\x85l", "")],
)
def test_of_a_passphrase_the_line_end_alone_is_cut(
    empty: Run, tmp_path: Path, secret: str, end: str
) -> None:
    assert empty("init", "--passphrase-file", "-", input=f"{secret}{end}").code == 0
    assert empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": secret}).code == 0
    file = tmp_path / "secret"
    file.write_bytes(f"{secret}{end}".encode())
    assert empty("timeline", "--passphrase-file", str(file)).code == 0
    file.write_bytes(b"\xff\xfe" + f"{secret}{end}".encode("utf-16-le"))
    assert empty("timeline", "--passphrase-file", str(file)).code == 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_passphrase_and_note_come_one_after_the_other(empty: Run, encoding: str, end: str) -> None:
    assert empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": "sécret"}).code == 0
    typed = f"sécret{end}{end}one{end}two{end}".encode(encoding)
    said = empty(
        *("checkin", "--mood", "5", "--note", "-", "--passphrase-file", "-", "--json"), input=typed
    )
    assert said.json()["note"] == "\none\ntwo"


def test_a_passphrase_that_is_no_text_makes_no_journal(empty: Run, journal_file: Path) -> None:
    for data in (b"\xff\xf1\n", b"a\0b\n"):
        assert empty("init", "--passphrase-file", "-", input=data).code == 2
        assert not journal_file.exists()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_answers_end_with_any_line_end(run: Run, end: str) -> None:
    answers = ["7", *[""] * 30]
    said = run("checkin", "--json", input="".join(a + end for a in answers), terminal=True)
    assert said.json()["mood"] == 7
    said = run("talk", "add", "--json", input=f"the wéek{end}", terminal=True)
    assert said.json()["text"] == "the wéek"


def test_an_answer_that_is_no_text_is_asked_for_again(run: Run) -> None:
    said = run("talk", "add", "--json", input=b"a\xf1o\na\xc3\xb1o\n", terminal=True)
    assert said.json()["text"] == "año"
    assert "no text" in said.err
    assert run("talk", "add", input=b"a\xf1o\n", terminal=True).code == 2
    assert len(run("talk", "list", "--json").json()["talk"]) == 1


def test_line_ends_in_an_argument_are_line_ends_too(run: Run) -> None:
    said = run("checkin", "--mood", "5", "--note", "one\r\ntwo\rthree", "--json")
    assert said.json()["note"] == "one\ntwo\nthree"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff"))


@given(st.lists(TEXTS, min_size=1), st.sampled_from(["\n", "\r\n", "\r"]),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.integers(0, 3))  # fmt: skip
def test_what_is_piped_is_what_is_read(
    lines: list[str], end: str, encoding: str, first: int
) -> None:
    data = end.join(lines).encode(encoding)
    source = StandardInput(io.BytesIO(data))
    read = []
    for _ in range(min(first, len(lines) - 1)):
        read.append(source.read_line())
    assert read == lines[: len(read)]
    assert source.read_remaining() == "\n".join(lines[len(read) :])


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    source = StandardInput(io.BytesIO(data))
    try:
        source.read_line()
        text = source.read_remaining()
    except BadValue:
        return
    assert "\r" not in text
    assert "\0" not in text
    text.encode()
