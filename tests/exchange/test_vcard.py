"""The vCard reader: every dialect becomes plain values, and no bytes stop it."""

from __future__ import annotations

import base64
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.contact import ContactDetail
from recovery_journal.exchange.vcard.parser import Card, ParseResult, parse_cards

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def card(*lines: str | bytes, version: str = "3.0", eol: bytes = b"\r\n") -> bytes:
    """Return one whole card with these lines in it."""
    inner = [line.encode() if isinstance(line, str) else line for line in lines]
    whole = [b"BEGIN:VCARD", b"VERSION:" + version.encode(), *inner, b"END:VCARD", b""]
    return eol.join(whole)


def only(data: bytes) -> Card:
    """Return the one card of a file that has nothing else."""
    reading = parse_cards(data)
    assert (reading.card_count, len(reading.cards), reading.rejected) == (1, 1, ())
    return reading.cards[0]


def only_detail(data: bytes) -> ContactDetail:
    (detail,) = only(data).details
    return detail


def named(value: str | bytes, *, params: str = "", version: str = "3.0") -> str:
    """Return the name read from an FN with this value."""
    raw = value.encode() if isinstance(value, str) else value
    return only(card(f"FN{params}:".encode() + raw, version=version)).name


# ── which name ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Ashdown;Rosa;;;", "FN:Rosie A."], "Rosie A."),
        (["FN:", "N:Ashdown;Rosa;May;Dr.;Jr."], "Dr. Rosa May Ashdown Jr."),
        (["N:Ashdown"], "Ashdown"),
        (["N:;Rosa"], "Rosa"),
        (["N:Ashdown;Rosa;May,June;;MD,PhD"], "Rosa May June Ashdown MD PhD"),
        (["N:;;;;", "ORG:;Harbour House;Day room"], "Harbour House"),
        (["EMAIL:rosa@example.org", "NICKNAME:Ro"], "Ro"),
        (["TEL:555 0101", "EMAIL:rosa@example.org"], "rosa@example.org"),
        (["TEL:555 0101"], "555 0101"),
        (["fn:Rosa"], "Rosa"),
        (["item1.Fn:Rosa"], "Rosa"),
    ],
)
def test_a_card_is_called_by_the_first_thing_that_names_it(lines: list[str], name: str) -> None:
    assert only(card(*lines)).name == name


@pytest.mark.parametrize("lines", [[], ["FN: "], ["FN:\u200e\u200d"], ["NOTE:someone"], ["N:;;;;"]])
def test_a_card_with_nothing_to_name_it_by_is_refused_with_its_place(lines: list[str]) -> None:
    reading = parse_cards(card("FN:First") + card(*lines) + card("FN:Third"))
    assert [c.name for c in reading.cards] == ["First", "Third"]
    assert [c.number for c in reading.cards] == [1, 3]
    (refused,) = reading.rejected
    assert refused.location == "card 2 (line 5)"
    assert "no name" in refused.reason


def test_of_alternative_representations_the_first_is_taken() -> None:
    lines = ["FN;ALTID=1;LANGUAGE=ja:山田花子", "FN;ALTID=1;LANGUAGE=en:Hanako Yamada"]
    assert only(card(*lines, version="4.0")).name == "山田花子"
    lines = ["N;ALTID=1:Yamada;Hanako;;;", "N;ALTID=1:山田;花子;;;"]
    assert only(card(*lines, version="4.0")).name == "Hanako Yamada"


def test_line_breaks_in_a_name_become_a_space() -> None:
    assert named("Rosa\\nAshdown") == "Rosa Ashdown"


def test_joiners_within_a_name_stay_and_unseen_marks_around_it_go() -> None:
    assert named("\u202a\ufeffRosa\u00a0Ashdown\u202c\u200f") == "Rosa Ashdown"
    assert named("\u200dمی\u200cنا\u200c") == "می\u200cنا"
    assert named("Sam 👩\u200d🚀") == "Sam 👩\u200d🚀"
    assert named("Ash\u00addown") == "Ashdown"


def test_a_name_is_composed() -> None:
    assert named("Zoe\u0308 Ma\u0308rz") == "Zo\u00eb M\u00e4rz"


def test_a_very_long_run_of_accents_is_left_as_it_is() -> None:
    name = "a" + "\u0301\u0316" * 40_000
    # Composing it would take minutes: each mark is looked up in the whole run.
    assert named(name) == name
    assert named("e\u0301" * 400) == "\u00e9" * 400


# ── kinds, notes, keys ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("NICKNAME:x", "individual"),
        ("KIND:group", "group"),
        ("KIND:Org", "org"),
        ("KIND:location", "individual"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "group"),
        ("X-ABShowAs:COMPANY", "org"),
    ],
)
def test_a_card_is_of_a_kind(line: str, kind: str) -> None:
    assert only(card("FN:Tuesday Circle", line)).card_kind == kind


def test_a_note_keeps_its_lines_and_each_note_comes_once() -> None:
    assert only(card("FN:Rosa")).note is None
    read = only(card("FN:Rosa", "NOTE:met at\\Nthe harbour\\n", "NOTE:likes tea", "NOTE:likes tea"))
    assert read.note == "met at\nthe harbour\n\nlikes tea"


def test_a_card_is_known_again_by_its_uid_else_by_what_it_says() -> None:
    assert only(card("FN:Rosa", "UID:abc-1", "X-ABUID:D\\:P")).key == "uid:abc-1"
    assert only(card("FN:Rosa", "X-ABUID:D1\\:ABPerson")).key == "abuid:D1:ABPerson"
    one = only(card("FN:Rosa", "TEL:1", "TEL:2", "EMAIL:r@example.org"))
    other = only(card("FN:Rosa", "EMAIL:r@example.org", "TEL:2", "TEL:1", "NOTE:new", eol=b"\n"))
    third = only(card("FN:Rosa", "TEL:1", "EMAIL:r@example.org"))
    assert one.key.startswith("hash:")
    assert len(one.key) == len("hash:") + 64
    assert one.key == other.key != third.key


@pytest.mark.parametrize("change", ["NOTE:new", "TEL:1", "ADR:;;Quay 1;;;;", "KIND:group"])
def test_the_fingerprint_shows_that_a_known_card_has_changed(change: str) -> None:
    before, again = only(card("FN:Rosa", "UID:1")), only(card("UID:1", "FN:Rosa", eol=b"\r"))
    after = only(card("FN:Rosa", "UID:1", change))
    assert before.fingerprint == again.fingerprint != after.fingerprint


def test_the_label_of_a_number_is_part_of_the_fingerprint() -> None:
    one, two = (only(card("FN:Rosa", f"TEL;TYPE={t}:1")) for t in ("home", "work"))
    assert one.fingerprint != two.fingerprint


# ── phones, e-mails, addresses ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "version", "label"),
    [
        ("TEL:1", "3.0", None),
        ("TEL;VOICE:1", "2.1", None),
        ("TEL;HOME;PREF:1", "2.1", "home"),
        ("TEL;WORK;VOICE;de-DE;x-other;INLINE;VCARD:1", "2.1", "work"),
        ("TEL;X-Sponsor:1", "2.1", "Sponsor"),
        ("TEL;INLINE;utf-8:1", "2.1", None),
        ("TEL;type=CELL;type=VOICE;type=pref:1", "3.0", "cell"),
        ("tel;Type=iPhone,Cell:1", "3.0", "cell"),
        ("TEL;TYPE=home,work:1", "3.0", "home"),
        ('TEL;TYPE="voice,home":1', "4.0", "home"),
        ("TEL;TYPE=WORK;TYPE=FAX:1", "3.0", "work fax"),
        ("TEL;PAGER:1", "2.1", "pager"),
        ("TEL;TYPE=MAIN:1", "3.0", "main"),
        ("TEL;TYPE=Allotment:1", "3.0", "Allotment"),
        ('TEL;TYPE="shop: back; left":1', "4.0", "shop: back; left"),
        ("TEL;TYPE=the ^'old^' ^^ one:1", "4.0", 'the "old" ^ one'),
        ("TEL ; TYPE = work :1", "3.0", "work"),
    ],
)
def test_types_become_a_label(line: str, version: str, label: str | None) -> None:
    detail = only_detail(card("FN:Rosa", line, version=version))
    assert (detail.value, detail.label) == ("1", label)


@pytest.mark.parametrize(
    ("given", "label"),
    [("_$!<Mobile>!$_", "Mobile"), ("Night shift\\, ring twice", "Night shift, ring twice")],
)
def test_the_label_of_a_group_is_the_persons_own(given: str, label: str) -> None:
    lines = ["FN:Rosa", "Item1.X-ABLABEL:" + given, "item1.TEL;TYPE=home:1", "item2.TEL:2"]
    assert [(d.value, d.label) for d in only(card(*lines)).details] == [("1", label), ("2", None)]


def test_unseen_marks_go_from_a_phone_number_and_the_original_stays() -> None:
    given = "\u202a\u200e+353\u00a086\u2011555\u200b 01\u00ad99\ufeff\u202c"
    detail = only_detail(card("FN:Rosa", "TEL:" + given))
    assert detail.value == "+353 86\u2011555 0199"
    assert detail.original == given


@pytest.mark.parametrize(
    ("line", "value", "original"),
    [
        ("TEL;VALUE=uri:tel:+1-555-0101;ext=5", "+1-555-0101 ext. 5", "tel:+1-555-0101;ext=5"),
        ("TEL;VALUE=uri:TEL:+1%20555%200101", "+1 555 0101", "TEL:+1%20555%200101"),
        ("TEL;VALUE=URI:5550101", "5550101", "5550101"),
        ("TEL:555\\,0101", "555,0101", "555,0101"),
        ("EMAIL;VALUE=uri:mailto:r%2Bj@example.org?x=1", "r+j@example.org", None),
        ("EMAIL:\u200brosa@example.org ", "rosa@example.org", "\u200brosa@example.org "),
    ],
)
def test_a_phone_or_email_may_be_a_uri(line: str, value: str, original: str | None) -> None:
    detail = only_detail(card("FN:Rosa", line, version="4.0"))
    assert detail.value == value
    assert original is None or detail.original == original


def test_an_address_is_one_line_without_its_empty_parts() -> None:
    line = "ADR;TYPE=home:;Flat 2,Rear;Quay 1\\nOld Town\\;East;Galway;;H91 X0;"
    detail = only_detail(card("FN:Rosa", line))
    assert detail.detail_kind == "address"
    assert detail.value == "Flat 2, Rear, Quay 1, Old Town;East, Galway, H91 X0"
    assert detail.original == ";Flat 2,Rear;Quay 1\\nOld Town\\;East;Galway;;H91 X0;"


def test_an_address_on_an_envelope_only_is_taken_from_there() -> None:
    line = 'ADR;LABEL="Quay 1^nGalway":;;;;;;'
    assert only_detail(card("FN:Rosa", line, version="4.0")).value == "Quay 1, Galway"


def test_empty_details_and_repeated_ones_are_left_out() -> None:
    lines = ["TEL:", "TEL:\u200e", "ADR:;;;;;;", "TEL;CELL:1", "TEL;CELL:1", "TEL;WORK:1"]
    details = only(card("FN:Rosa", *lines)).details
    assert [(d.value, d.label) for d in details] == [("1", "cell"), ("1", "work")]


# ── escapes ─────────────────────────────────────────────────────────────────────


def test_backslashes_are_undone_once() -> None:
    read = only(card("FN:A\\, B\\; C\\: D", 'NOTE:x\\\\n \\"y\\" \\q'))
    assert read.name == "A, B; C: D"
    assert read.note == 'x\\n "y" \\q'


def test_an_escaped_separator_does_not_split_a_name() -> None:
    assert only(card("N:O\\;Hara\\\\;Rosa\\, May")).name == "Rosa, May O;Hara\\"


def test_a_backslash_of_version_2_1_is_a_backslash() -> None:
    read = only(card("N:Hara\\;s;Rosa,May", "NOTE:C:\\new\\;old", version="2.1"))
    assert read.name == "Rosa,May Hara;s"
    assert read.note == "C:\\new;old"


# ── folds and line ends ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("eol", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_every_kind_of_line_end_is_understood(eol: bytes) -> None:
    data = card("FN:Ro" + eol.decode() + " sa", "TEL:1", eol=eol) * 2
    assert [(c.name, c.details[0].value) for c in parse_cards(data).cards] == [("Rosa", "1")] * 2


def test_line_ends_may_be_mixed() -> None:
    data = b"BEGIN:VCARD\rVERSION:3.0\r\r\nFN:Rosa\nTEL:1\r\nEND:VCARD"
    assert only(data).name == "Rosa"


def test_a_fold_through_a_utf8_character_is_joined() -> None:
    raw = "Jürgen".encode()
    assert named(raw[:2] + b"\r\n " + raw[2:]) == "Jürgen"


def test_a_fold_takes_one_blank_and_leaves_the_rest() -> None:
    assert named("Rosa\r\n  May\r\n\tflower") == "Rosa Mayflower"


def test_folded_parameters_are_joined() -> None:
    detail = only_detail(card("FN:Rosa", "TEL;TYPE=ho\r\n me\r\n :1"))
    assert (detail.value, detail.label) == ("1", "home")


def test_a_line_without_a_colon_is_named() -> None:
    reading = parse_cards(card("what is this", "FN:Rosa", "", "TEL"))
    assert [c.name for c in reading.cards] == ["Rosa"]
    assert [one.location for one in reading.stray_lines] == ["line 3", "line 6"]
    assert "what is this" in reading.stray_lines[0].reason


@pytest.mark.parametrize("eol", ["\r\n", "\n", "\r\r\n"])
def test_soft_line_breaks_are_joined(eol: str) -> None:
    value = f"=4D=C3={eol}=A4rz=20=C3={eol}=96={eol}l"
    params = ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    assert named(value, params=params, version="2.1") == "März Öl"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Quay=\r\n House", "Quay House"),  # the blank is text
        ("M=C3=\r\n =A4rz", "März"),  # a fold through a character
        ("Ro=\r\n sa=20May", "Rosa May"),  # this writer has no plain blanks
        (
            "Quay Hou=\r\n se at the wide and slow riv=\r\n er",
            "Quay House at the wide and slow river",
        ),  # cut at one width
        ("Quay=\r\n House by the wide=\r\n river", "Quay House by the wide river"),
        ("Rosa =  \r\nMay", "Rosa May"),  # blanks after the = are none of the text
        ("Ro\r\n sa", "Rosa"),  # folded as in 3.0
    ],
)
def test_blanks_after_a_soft_line_break_are_text_or_a_fold(value: str, name: str) -> None:
    assert named(value, params=";QUOTED-PRINTABLE", version="2.1") == name


def test_a_soft_line_break_at_the_end_takes_nothing_with_it() -> None:
    data = card("FN;QUOTED-PRINTABLE:Rosa=", version="2.1") + card("FN:Ben")
    assert [c.name for c in parse_cards(data).cards] == ["Rosa", "Ben"]
    lines = ["FN;QUOTED-PRINTABLE:Rosa=", "", "TEL:1"]
    assert only(card(*lines, version="2.1")).details[0].value == "1"


def test_a_quoted_printable_name_is_decoded_before_it_is_split() -> None:
    line = "N;CHARSET=UTF-8;ENCODING=Quoted-Printable:M=C3=A4rz;Zo=C3=AB=\r\n;;;"
    assert only(card(line, version="2.1")).name == "Zoë März"


# ── character sets ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("UTF-8", "山田 花子"),
        ("SHIFT_JIS", "表 花子"),
        ("iso-2022-jp", "山田 花子"),
        ("EUC-KR", "김민수"),
        ("KOI8-R", "Вера"),
        ("windows-1250", "Łucja"),
        ("ISO-8859-1", "Zoë"),
        ("x-nobody-knows", "Zoë"),
        ("..", "Zoë"),
        ("idna", "Zoë"),
        ("hex", "Zoë"),
        ("utf-16", "Zoë"),
        ("ascii", "Zoë"),
    ],
)
def test_the_character_set_of_a_line_is_followed_where_there_is_one(
    charset: str, name: str
) -> None:
    known = charset.upper() not in {"X-NOBODY-KNOWS", "..", "IDNA", "HEX", "UTF-16", "ASCII"}
    raw = name.encode(charset if known else "utf-8")
    assert named(raw, params=f";CHARSET={charset}", version="2.1") == name
    quoted = "".join(f"={byte:02X}" for byte in raw)
    if charset != "utf-16":
        params = f";CHARSET={charset};ENCODING=QUOTED-PRINTABLE"
        assert named(quoted, params=params, version="2.1") == name


def test_windows_1252_is_read_line_by_line() -> None:
    read = only(card("FN:Zoë".encode("cp1252"), "NOTE:Zoë – März", b"ORG:\x93Quay\x94"))
    assert (read.name, read.note) == ("Zoë", "Zoë – März")
    assert named(b"Fran\x96", params=";CHARSET=ISO-8859-1") == "Fran–"


def test_utf8_that_was_cut_off_stays_utf8() -> None:
    assert named("Märzöl Zoë".encode()[:-1]) == "Märzöl Zo\ufffd"


def test_half_a_character_is_never_let_through() -> None:
    assert named(b"Zo+2AA-", params=";CHARSET=UTF-7") == "Zo\ufffd"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_whole_file_may_be_unicode(codec: str) -> None:
    text = card("FN;CHARSET=ISO-8859-1:Zoë 山", "TEL:1").decode()
    read = only(text.encode(codec))
    assert (read.name, read.details[0].value) == ("Zoë 山", "1")


def test_a_mark_between_joined_files_is_passed_over() -> None:
    one = b"\xef\xbb\xbf" + card("FN:Rosa")
    assert [c.name for c in parse_cards(one + one).cards] == ["Rosa", "Rosa"]


def test_text_in_base64_is_decoded() -> None:
    value = base64.b64encode("Zoë".encode())
    assert named(value, params=";ENCODING=b;CHARSET=UTF-8") == "Zoë"
    assert named("Zoë!", params=";ENCODING=BASE64") != ""


# ── what is skipped ─────────────────────────────────────────────────────────────

PICTURE = base64.b64encode(bytes(range(256))).decode()


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;ENCODING=BASE64;JPEG:", f" {PICTURE[:70]}", f" {PICTURE[70:]}", ""],
        ["PHOTO;JPEG;B:", f"   {PICTURE}"],
        ["PHOTO;BASE64:" + PICTURE[:60], PICTURE[60:120], PICTURE[120:], ""],
        ["LOGO;ENCODING=b;TYPE=PNG:" + PICTURE],
        ["PHOTO:data:image/png;base64\\," + PICTURE],
        ["SOUND;VALUE=uri:https://example.org/a.ogg"],
        ["item1.KEY;X509;ENCODING=BASE64:", " " + PICTURE, "", ""],
    ],
)
def test_pictures_sounds_and_keys_are_counted_and_skipped(lines: list[str]) -> None:
    reading = parse_cards(card("FN:Rosa", *lines, "TEL:1", version="2.1") + card("PHOTO:", "FN:B"))
    assert [(c.name, c.photos) for c in reading.cards] == [("Rosa", 1), ("B", 0)]
    assert reading.photos == 1
    assert [d.value for d in reading.cards[0].details] == ["1"]


@pytest.mark.parametrize(
    "opening", ["AGENT:\r\nBEGIN:VCARD", "AGENT:BEGIN:VCARD", "A.agent;X:\r\n\r\nBEGIN:VCARD"]
)
def test_a_card_within_a_card_is_left_out_by_name(opening: str) -> None:
    inner = ["AGENT:", "BEGIN:VCARD", "FN:Deeper", "END:VCARD", "TEL:99"]
    lines = [opening, "VERSION:2.1", *inner, "FN:Agent", "END:VCARD", "FN:Rosa", "TEL:1"]
    reading = parse_cards(card(*lines, version="2.1") + card("FN:Ben"))
    assert [c.name for c in reading.cards] == ["Rosa", "Ben"]
    assert [d.value for d in reading.cards[0].details] == ["1"]
    first = 2 + opening.count("\r\n") + 1
    assert [(one.location, one.reason.rpartition(": ")[2]) for one in reading.stray_lines] == [
        (f"lines {first} to {first + 8}", "Agent"),
        (f"lines {first + 3} to {first + 5}", "Deeper"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("AGENT:BEGIN:VCARD\\nFN:Jim\\, Jr.\\nEND:VCARD\\n", ": Jim, Jr."),
        ("AGENT:BEGIN:VCARD\\nTEL:1\\nEND:VCARD", "left out."),
        (
            "AGENT:BEGIN:VCARD\\nFN:Jim\\nAGENT:BEGIN:VCARD\\\\nFN:Deeper\\\\nEND:VCARD\\nEND:VCARD",
            ": Jim, Deeper",
        ),
        (
            "AGENT;ENCODING=QUOTED-PRINTABLE:BEGIN:VCARD=0D=0Aitem1.FN;X=1:J=C3=BCrg=0D=0AEND:VCARD",
            ": Jürg",
        ),
        ("AGENT;VALUE=uri:mailto:jim@example.org", ": mailto:jim@example.org"),
        ("AGENT:Jim", ": Jim"),
        ("AGENT:\r\nBEGIN:VCARD\r\nFN;CHARSET=UTF-8:Jürg\r\nEND:VCARD", ": Jürg"),
        ("AGENT:\r\nBEGIN:VCARD\r\nTEL:1\r\nEND:VCARD", "left out."),
        ("AGENT:\r\nBEGIN:VCARD\r\nFN:" + "x" * 99 + "\r\nEND:VCARD", ": " + "x" * 60 + "…"),
    ],
)
def test_an_assistant_is_left_out_by_name_however_it_is_written(line: str, said: str) -> None:
    reading = parse_cards(card("FN:Rosa", line, "TEL:1"))
    assert [c.name for c in reading.cards] == ["Rosa"]
    (named,) = reading.stray_lines
    assert named.location.split()[1] == str(4 + (line.startswith("AGENT:\r\n")))
    assert named.reason.endswith(said)


def test_an_assistant_of_whom_nothing_is_said_is_not_named() -> None:
    reading = parse_cards(card("FN:Rosa", "AGENT:", "TEL:1"))
    assert ([c.name for c in reading.cards], reading.stray_lines) == (["Rosa"], ())


# ── cards without an end, and files without a card ──────────────────────────────


def test_a_card_without_an_end_is_refused_and_the_next_is_read() -> None:
    broken = b"BEGIN:VCARD\nVERSION:3.0\nFN:Rosa\n"
    reading = parse_cards(card("FN:Ada", eol=b"\n") + broken + card("FN:Ben", eol=b"\n"))
    assert reading.card_count == 3
    assert [(c.number, c.name) for c in reading.cards] == [(1, "Ada"), (3, "Ben")]
    (refused,) = reading.rejected
    assert refused.location == "card 2 (line 5)"
    assert "has no end" in refused.reason


@pytest.mark.parametrize(
    "tail", ["FN:Rosa\n", "FN;QUOTED-PRINTABLE:Ro=", "AGENT:\nBEGIN:VCARD\nEND:VCARD"]
)
def test_a_last_card_without_an_end_says_that_the_file_may_be_cut_off(tail: str) -> None:
    reading = parse_cards(card("FN:Ada") + b"BEGIN:VCARD\n" + tail.encode())
    assert [c.name for c in reading.cards] == ["Ada"]
    (refused,) = reading.rejected
    assert refused.location == "card 2 (line 5)"
    assert "cut off" in refused.reason


def test_an_agent_without_an_end_costs_neither_its_card_nor_the_next() -> None:
    data = card("FN:Rosa", "AGENT:", "BEGIN:VCARD", "FN:Agent", version="2.1") + card("FN:Ben")
    reading = parse_cards(data)
    assert (reading.card_count, reading.rejected) == (2, ())
    assert [c.name for c in reading.cards] == ["Rosa", "Ben"]
    ((place, reason),) = [(one.location, one.reason) for one in reading.stray_lines]
    assert (place, reason.endswith("left out: Agent")) == ("lines 5 to 7", True)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"\xff\xfe"])
def test_a_file_without_a_card_reads_none(data: bytes) -> None:
    assert parse_cards(data) == ParseResult(card_count=0, cards=(), rejected=(), photos=0)


def test_a_card_without_a_beginning_is_named() -> None:
    reading = parse_cards(b"hello\nFN:Rosa\nEND:VCARD\n")
    assert (reading.card_count, reading.cards) == (0, ())
    assert [one.location for one in reading.stray_lines] == ["lines 1 to 3"]


def test_text_around_cards_is_named_with_its_lines() -> None:
    data = b"Dear all,\nFN:Nobody\n\n" + card("FN:Rosa") + b"regards: B\n" + card("FN:Ben")
    reading = parse_cards(data + b"\nP.S.")
    assert [c.name for c in reading.cards] == ["Rosa", "Ben"]
    assert [one.location for one in reading.stray_lines] == ["lines 1 to 2", "line 8", "line 14"]
    assert reading.stray_lines[0].reason.endswith("Dear all,")


def test_begin_and_end_may_be_written_loosely() -> None:
    assert only(b"begin : vcard \nFN:Rosa\nEnd:VCard\t\n").name == "Rosa"


# ── lines without their card ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["ADR:;Inst;University;", "Leeds;;LS2 9JT;"], "Inst, University, Leeds, LS2 9JT"),
        (["ADR:;;Quay 1", ";Galway;", ";H91;Ireland"], "Quay 1, Galway, H91, Ireland"),
        (
            ["NOTE:first", "second line", "  folded", "see http://example.org"],
            "first\nsecond line folded\nsee http://example.org",
        ),
        (["NOTE;QUOTED-PRINTABLE:first=", " line", "second"], "first line\nsecond"),
        (["NOTE:first", "Phone: 555", "at 5:30"], "first\nPhone: 555\nat 5:30"),
    ],
)
def test_a_wrapped_line_without_its_indent_is_whole_where_that_is_certain(
    lines: list[str], kept: str
) -> None:
    read = parse_cards(card("FN:Rosa", *lines, "TEL:1"))
    assert read.stray_lines == ()
    (found,) = read.cards
    assert kept in (found.note, *(d.value for d in found.details))
    assert "1" in [d.value for d in found.details]


@pytest.mark.parametrize(
    ("lines", "strays"),
    [
        (["FN:Rosa Ash", "down"], ["line 4"]),
        (["FN:Rosa", "TEL:555 01", "99"], ["line 5"]),
        (["FN:Rosa", "ADR:;;1 Long", "Street;Leeds;;LS2;UK"], ["line 5"]),
        (["FN:Rosa", "ADR:;;1 Long;", "Street", "TEL:1"], ["line 5"]),
        (
            ["FN:Rosa", "ORG:Quay House", "and Sons", "", "of Galway", "TEL:1", "x y"],
            ["lines 5 to 7", "line 9"],
        ),
        (["FN:Rosa", "two words: here"], ["line 4"]),
        (["FN:Rosa", "ä:1"], ["line 4"]),
    ],
)
def test_a_line_that_belongs_to_nothing_is_named_and_the_card_comes_in(
    lines: list[str], strays: list[str]
) -> None:
    read = parse_cards(card(*lines) + card("FN:Ben"))
    assert [one.location for one in read.stray_lines] == strays
    assert [c.name[:4] for c in read.cards] == ["Rosa", "Ben"]
    assert read.rejected == ()


def test_a_picture_without_indents_is_walked_over() -> None:
    lines = ["PHOTO:data:image/png;base64,AAAA", PICTURE[:60], PICTURE[60:], "FN:Rosa"]
    reading = parse_cards(card(*lines, version="4.0"))
    assert (reading.stray_lines, reading.photos) == ((), 1)
    assert reading.cards[0].name == "Rosa"


def test_a_card_within_a_card_is_read_like_any_other() -> None:
    inner = ["BEGIN:VCARD", "FN:Inner", "END:VCARD"]
    reading = parse_cards(card("FN:Rosa", *inner, *inner, "TEL:1") + card("FN:Ben"))
    assert [c.name for c in reading.cards] == ["Rosa", "Inner", "Inner", "Ben"]
    assert (reading.card_count, reading.rejected, reading.stray_lines) == (4, (), ())
    assert reading.cards[0].details[0].value == "1"


@given(st.lists(st.sampled_from(["text", "x y", "hello there", "12 34"]), max_size=8), st.data())
def test_no_line_of_a_file_is_lost(texts: list[str], data: st.DataObject) -> None:
    lines = card("FN:Rosa", "TEL:1", "EMAIL:r@example.org", eol=b"\n").decode().split("\n")
    for text in texts:
        lines.insert(data.draw(st.integers(0, len(lines))), text)
    reading = parse_cards("\n".join(lines).encode())
    named_lines: set[int] = set()
    for one in reading.stray_lines:
        numbers = [int(word) for word in one.location.split() if word.isdigit()]
        named_lines |= set(range(numbers[0], numbers[-1] + 1))
    assert {at for at, line in enumerate(lines, 1) if line in texts} <= named_lines
    assert [c.name for c in reading.cards] == ["Rosa"]


# ── control characters ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (b"Ang\x05la\x07 \x1b[31mRed\x1b[0m", "Angla Red"),
        (b"\x1b]0;title\x07Rosa", "Rosa"),
        (b"\x1b]8;;http://example.org\x1b\\Rosa\x1b]8;;\x1b\\", "Rosa"),
        ("Ro\x9b1msa".encode(), "Rosa"),
        (b"Rosa\x00\x7f\x08 \tAsh", "Rosa  Ash"),
        ("Rosa \u202eneb\u202c\u2066x\u2069".encode(), "Rosa nebx"),
        ("Ro\u2063sa\U000e0041 \u3164\ufff9".encode(), "Rosa"),
    ],
)
def test_control_characters_leave_a_name(given: bytes, name: str) -> None:
    assert named(given, version="2.1") == name


@pytest.mark.parametrize("given", ["\x07\x1b", "\x1b[31m", "\u202e\u2066", "\u3164", "\ufe0f"])
def test_a_name_of_nothing_else_is_none(given: str) -> None:
    assert only(card(f"FN:{given}", "EMAIL:r@example.org")).name == "r@example.org"
    assert parse_cards(card(f"FN:{given}")).cards == ()


def test_control_characters_leave_numbers_labels_and_notes() -> None:
    read = only(
        card("FN:Rosa", "TEL;TYPE=x\x1b[1my:5\x1b[31m5\x00\x085", "NOTE:a\x1b[2J\\n\tb\x07")
    )
    assert (read.details[0].value, read.details[0].label) == ("555", "xy")
    assert read.note == "a\n\tb"


@given(st.text(max_size=40))
def test_any_name_can_be_typed(name: str) -> None:
    for found in parse_cards(
        card("FN:" + name.replace("\n", " ").replace("\r", " "), "TEL:1")
    ).cards:
        categories = {unicodedata.category(letter) for letter in found.name} - {"Cf"}
        assert not categories & {"Cc", "Cs"}
        assert not set(found.name) & set("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad")


# ── Mac Roman and others that are not named ─────────────────────────────────────


@pytest.mark.parametrize("codec", ["mac_roman", "cp1252"])
def test_mac_roman_and_windows_1252_are_told_apart(codec: str) -> None:
    names = ["José Muñoz", "René Zoë", "Jürgen Müller", "Strauß", "Björn Träger", "François"]
    cards = b"".join(card(b"FN:" + name.encode(codec)) for name in names)
    assert [c.name for c in parse_cards(cards).cards] == names


@given(
    st.lists(
        st.sampled_from(
            [
                "José",
                "Muñoz",
                "Zoë",
                "Müller",
                "García",
                "Hélène",
                "Björn",
                "Óscar",
                "O’Brien",
                "Noël",
                "João",
            ]
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["mac_roman", "cp1252", "utf-8"]),
)
def test_a_name_is_spelled_as_it_was_or_its_card_is_named(names: list[str], codec: str) -> None:
    reading = parse_cards(b"".join(card(b"FN:" + name.encode(codec)) for name in names))
    assert [c.name for c in reading.cards] == [names[c.number - 1] for c in reading.cards]
    assert len(reading.cards) + len(reading.rejected) == len(names)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Björn", "mac_roman"),  # Bjšrn is a name, too
        ("Вера Иванова", "cp1251"),
        ("Вера", "koi8-r"),
        ("Łukasz Wałęsa", "cp1250"),
        ("山田", "shift_jis"),
        ("김민수", "euc-kr"),
    ],
)
def test_a_card_in_a_set_that_is_not_clear_is_named(name: str, codec: str) -> None:
    reading = parse_cards(card("FN:Ada") + card(b"FN:" + name.encode(codec)))
    assert [c.name for c in reading.cards] == ["Ada"]
    assert reading.rejected[0].location == "card 2 (line 5)"
    assert "character set" in reading.rejected[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "• tea",
        "Karl †",
        "†1999",
        "50 € or £5",
        "a – b",
        "25 °C",
        "§ 5",
        "½ hour",
        "“Quay”",
        "d’Arc",
    ],
)
def test_a_sign_of_windows_1252_is_no_letter_of_mac_roman(text: str) -> None:
    assert only(card("FN:Rosa", b"NOTE:" + text.encode("cp1252"))).note == text


@pytest.mark.parametrize("text", ["a – b", "“Quay”", "25 °C", "don’t", "wait…", "• tea", "déjà vu"])
def test_a_sign_of_mac_roman_is_no_letter_of_windows_1252(text: str) -> None:
    reading = parse_cards(card("FN:Rosa", b"NOTE:" + text.encode("mac_roman")))
    assert [c.note for c in reading.cards] in ([text], [])
    assert len(reading.cards) + len(reading.rejected) == 1


def test_the_other_cards_tell_the_character_set_of_one_that_does_not() -> None:
    cards = card("FN:Björn".encode("mac_roman")) + card("FN:José".encode("mac_roman"))
    assert [c.name for c in parse_cards(cards).cards] == ["Björn", "José"]


@pytest.mark.parametrize("charset", ["macintosh", "x-mac-roman", "MacRoman", "x-macintosh"])
def test_mac_roman_may_be_named(charset: str) -> None:
    assert (
        named("Björn".encode("mac_roman"), params=f";CHARSET={charset}", version="2.1") == "Björn"
    )


# ── any bytes at all ────────────────────────────────────────────────────────────

WHOLE = [
    card("N:Ashdown;Rosa;;;", "FN:Rosa Ashdown", "item1.TEL;TYPE=cell:+353 86 555", "NOTE:a\\nb"),
    card(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=\r\n=A4rz",
        "TEL;WORK;FAX:1",
        "PHOTO;BASE64:\r\n " + PICTURE + "\r\n",
        "AGENT:\r\nBEGIN:VCARD\r\nFN:x\r\nEND:VCARD",
        version="2.1",
    ),
    card(
        'ADR;LABEL="a:b;c^n":;;Quay 1;;;;', "ORG:山;田", "TEL;VALUE=uri:tel:+1;ext=5", version="4.0"
    ),
]
PIECES = st.sampled_from(
    b'\r|\n| |=|;|:|"|\\|,|^|\x00|\xc3|\xff|.|BEGIN:VCARD\n|END:VCARD\n|AGENT:\n|;ENCODING=B'
    b"|;CHARSET=utf-7|;CHARSET=hz:|;QUOTED-PRINTABLE|\nFN:|\xef\xbb\xbf|\xff\xfe|%ff|tel:".split(
        b"|"
    )
)


def check(data: bytes) -> None:
    """Assert what holds for any reading."""
    reading = parse_cards(data)
    assert reading.card_count == len(reading.cards) + len(reading.rejected)
    assert reading == parse_cards(data)
    assert [c.number for c in reading.cards] == sorted({c.number for c in reading.cards})
    for found in reading.cards:
        assert found.name.strip() == found.name != ""
        assert not {"\n", "\r", "\ufeff", "\x1b", "\x07"} & set(found.name)
        assert unicodedata.is_normalized("NFC", found.name)
        texts = [found.name, found.key, found.note or ""]
        for detail in found.details:
            assert detail.value
            assert detail.detail_kind in {"phone", "email", "address"}
            texts += [detail.value, detail.original, detail.label or ""]
        "".join(texts).encode("utf-8")  # a half character could not be stored


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    check(data)
    check(b"BEGIN:VCARD\nFN:" + data + b"\nEND:VCARD")
    check(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD")


@given(
    st.permutations(WHOLE),
    st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 12), PIECES), min_size=1, max_size=12),
)
def test_no_damage_to_a_card_stops_the_reader(
    cards: list[bytes], damage: list[tuple[int, int, bytes]]
) -> None:
    data = b"".join(cards)
    for at, length, piece in damage:
        data = data[:at] + piece + data[at + length :]
    check(data)


@given(st.lists(st.binary(max_size=60)))
def test_damage_within_a_line_leaves_the_cards_around_it_whole(lines: list[bytes]) -> None:
    inner = [b"X:" + line.translate(None, b"\r\n") for line in lines]
    reading = parse_cards(card("FN:Ada") + card(*inner) + card("FN:Ben"))
    assert reading.card_count == 3
    assert [c.name for c in reading.cards] == ["Ada", "Ben"]


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60), st.data())
def test_a_name_survives_any_fold(name: str, data: st.DataObject) -> None:
    raw = name.replace("\\", "\\\\").encode()
    for cut in sorted(data.draw(st.sets(st.integers(0, len(raw)))), reverse=True):
        raw = raw[:cut] + b"\r\n " + raw[cut:]
    assert named(raw) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "unit",
    b'x|\r|\n|"|\\|;|,|=\n|\n |\xff|\xc3\xa4|^n|.|BEGIN:VCARD\n|AGENT:\nBEGIN:VCARD\n|TEL:1\n'.split(
        b"|"
    ),
)
@pytest.mark.parametrize("start", [b"FN:", b"FN;QUOTED-PRINTABLE:", b'N;X="'])
def test_a_large_card_of_any_shape_is_read_to_its_end(start: bytes, unit: bytes) -> None:
    # A step that takes the square of its input would not come back for minutes.
    data = b"BEGIN:VCARD\n" + start + unit * (200_000 // len(unit)) + b"\nEND:VCARD\n"
    assert parse_cards(data).card_count >= 1


# ── files of other programs ─────────────────────────────────────────────────────


def test_the_files_of_other_programs_are_read_in_full() -> None:
    if not (SHARED / "FACTS.tsv").exists():
        pytest.skip("the collection of files from other programs is not beside this checkout")
    rows = [row.split("\t") for row in (SHARED / "FACTS.tsv").read_text("utf-8").splitlines()]
    facts = {(row[0], row[1]): row[2] for row in rows if row[0].startswith("vcard/")}
    files = sorted({name for name, _fact in facts})
    assert files
    for name in files:
        reading = parse_cards((SHARED / name).read_bytes())
        assert reading.card_count == int(facts[name, "cards"]), name
        assert len(reading.rejected) == int(facts[name, "unterminated"]), name
        assert not any("\ufffd" in c.name + (c.note or "") for c in reading.cards), name
