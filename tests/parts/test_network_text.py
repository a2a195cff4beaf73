"""The map as text: straight, harmless, and with its words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.report.figures_text import figure_text
from recovery_journal.report.network_text import (
    network_figures_text,
    network_list_text,
    network_map_text,
    support_gaps_text,
)
from recovery_journal.rules.network.figures import Figure
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.network.snapshot import build_network
from recovery_journal.terminal_text import (
    cell_width,
    escape_control,
    escape_per_character,
    fit_width,
    to_single_line,
)

DAY = date(2026, 11, 20)
NAMES = [
    "Maya",
    "محمد",
    "👨‍👩‍👧‍👦 Lopez",
    "日本の友だち",
    "Zo\u0301e",
    "Dr. " + "very " * 12 + "long",
]


def tie(id, name, relation="friend", days=2, tried=0, **values):
    return ContactActivity(
        contact=with_defaults(Contact(id=id, name=name, relation=relation, added_on=DAY, **values)),
        last_connected=None if days is None else DAY - timedelta(days=days),
        tried_since=tried,
    )


def of(*ties):
    return build_network(ties, [], {DAY}, DAY)


SOME = of(
    tie(1, "Maya", "partner", 0, ring=1),
    tie(2, "Dad", "family", 40, 2, ring=2),
    tie(3, "Doc", "medical", None, 1, ring=2, support=("practical",)),
    tie(4, "Imp", None),
)


def test_the_map_names_its_day_its_people_and_its_glyphs():
    text = network_map_text(SOME)
    assert text.startswith("My support network as of 2026-11-20\n")
    assert "  1  ●    Maya  partner               recent, today" in text
    assert "  2  ◐ ~2 Dad   family                due, 40 days ago" in text
    assert "Not placed yet (1)\n  Imp" in text
    for words in ("it's been a while", "not yet", "paused, or no rhythm set", "close"):
        assert words in text


def test_in_ascii_everything_that_is_not_a_name_is_ascii():
    for text in (
        network_map_text(SOME, ascii=True),
        network_list_text(SOME, ascii=True),
        support_gaps_text(SOME, ascii=True),
    ):
        assert text.isascii()


def test_an_empty_map_says_what_will_be_there_and_how_it_begins():
    for text in (network_map_text(of()), network_list_text(of())):
        assert "Your people will be here." in text


def test_the_list_is_one_contact_a_line_with_nothing_drawn():
    lines = network_list_text(SOME).splitlines()
    assert lines[2] == "◐ Dad: family; ring 2, close; due, 40 days ago, tried 2 times since"
    assert lines[-1] == "Not placed yet (1): Imp"
    assert not any(0x2500 <= ord(c) <= 0x257F for c in network_list_text(SOME))


def test_a_role_is_said_by_the_kind_where_there_is_no_relation():
    assert "person; community; ring 2, close" in network_list_text(of(tie(1, "Ann", None, ring=2)))


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_the_states_stand_in_one_column_whatever_the_script(width):
    text = network_map_text(of(*(tie(n, name) for n, name in enumerate(NAMES, 1))), width)
    rows = [line for line in text.splitlines() if line.endswith("recent, 2 days ago")]
    assert len(rows) == len(NAMES)
    assert len({cell_width(row) for row in rows}) == 1


@pytest.mark.parametrize("width", [30, 40, 60, 80])
@pytest.mark.parametrize("ascii", [True, False])
def test_no_line_of_the_map_is_wider_than_the_terminal(width, ascii):
    imported = [tie(n, "Someone with a rather long name", None) for n in range(50, 70)]
    people = [tie(n, name, ring=1, days=500) for n, name in enumerate(NAMES, 1)]
    text = network_map_text(of(*people, *imported), width, ascii)
    assert max(map(cell_width, text.splitlines())) <= max(width, 35)
    assert "more" in text


def test_an_escape_sequence_in_a_name_is_seen_and_not_obeyed():
    network = of(tie(1, "Sam\x1b[2J\nRow"), tie(2, "Imp\u202e\x9b", None))
    for text in (network_map_text(network), network_list_text(network)):
        assert "Sam␛[2J ↵ Row" in text
        assert "ImpU+202EU+009B" in text


def test_the_gap_grid_counts_and_asks():
    text = support_gaps_text(SOME)
    assert "practical help          ·       ·        ·      1/0            ·" in text
    assert "2/1 is: 2 listed, 1 of them recent." in text
    assert "No one listed yet for company. Is there someone, or a service?" in text


def test_the_gap_grid_in_a_narrow_or_plain_place_is_one_fact_a_line():
    for text in (support_gaps_text(SOME, 60), support_gaps_text(SOME, plain=True)):
        assert "practical help: professionals 1, of these recent 0" in text.splitlines()
        assert "company: no one listed yet" in text.splitlines()


def test_a_full_grid_asks_nothing():
    every = ("emotional", "informational", "practical", "companionship", "accountability")
    full = of(tie(1, "Ann", support=(*every, "financial", "advocacy")))
    assert "?" not in support_gaps_text(full)


def test_every_figure_is_said_with_what_it_is_out_of():
    lines = network_figures_text(SOME).splitlines()
    assert len(lines) == 15
    assert lines[0] == "Reached in the last 7 days: 0 of 3"
    assert "Days without connection, last 28 days: 1 of 1 days with an entry" in lines


def test_a_figure_with_too_little_says_what_it_needs():
    assert figure_text("days_without_connection_28d", Figure(None, 0)).endswith("no entry")
    share = "Connections with one person, last 28 days: "
    assert figure_text("top_person_share", Figure(0.6, 5)) == share + "60% of 5"
    assert (
        figure_text("top_person_share", Figure(None, 3)) == share + "needs 2 more entries (n = 3)"
    )
    assert figure_text("top_person_share", Figure(None, 4)) == share + "needs 1 more entry (n = 4)"
    assert figure_text("top_person_share", Figure(None, 9)) == share + "not known, n = 9"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("bell\a", "bell␇"),
        ("del\x7f", "del␡"),
        ("a\r\nb\tc", "a ↵ b c"),
        ("a\rb", "a ↵ b"),
        ("next\x85line", "next ↵ line"),
        ("two\u2028lines", "two ↵ lines"),
        ("two\u2029paragraphs", "two ↵ paragraphs"),
        ("\x86", "U+0086"),
        ("\u2067x\u2069", "U+2067xU+2069"),
        ("half \ud83d", "half \ufffd"),
        ("محمد\u200f", "محمد\u200f"),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
    ],
)
def test_control_characters_are_shown_and_letters_left_alone(text, shown):
    assert escape_control(text) == shown


def test_lines_are_kept_where_they_are_wanted():
    assert escape_control("a\r\nb\x1b\tc\rd\u2028e", multiline=True) == "a\nb␛ c\nd\ne"


LINE_ENDS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\u2029")


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_is_one_wherever_a_text_is_shown(end):
    text = f"one{end}two"
    assert escape_control(text) == to_single_line(text) == "one ↵ two"
    assert escape_per_character(text).replace(" ", "") == "one↵two"
    assert len(escape_per_character(text)) == len(text)
    assert to_single_line(text, " ") == "one two"


def test_on_one_line_spaces_of_other_scripts_stay_and_empty_lines_go():
    assert to_single_line(" a\u00a0b  \t c\u3000d\n\n e\r\n") == "a\u00a0b c\u3000d ↵ e"


@given(st.text())
def test_harmless_text_has_no_control_character_and_stays_so(text):
    shown = escape_control(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F for c in shown)
    assert escape_control(shown) == shown
    shown.encode()


@given(st.text(), st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_its_width(text, width, ascii):
    assert cell_width(fit_width(escape_control(text), width, ascii)) == width


def test_in_a_wide_terminal_the_map_is_drawn_above_its_words():
    below = network_map_text(SOME, 99)
    title, drawn = network_map_text(SOME, 100).split("\n", 1)
    assert below.split("\n", 1)[0] == title
    drawing, rows = drawn.split("Family ─", 1)
    assert rows.rstrip() == below.split("Family ─", 1)[1].rstrip()
    assert any("\u2800" < character <= "\u28ff" for character in drawing)
    for piece in ("Maya", "Dad", "~2", "You", "Professionals", "wider circle"):
        assert piece in drawing, piece


def test_an_empty_map_and_one_in_plain_ascii_are_not_drawn():
    assert not any(0x2800 < ord(character) <= 0x28FF for character in network_map_text(of(), 120))
    assert network_map_text(SOME, 120, ascii=True).isascii()


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 3)), min_size=1, max_size=30),
    st.integers(100, 200),
)
def test_the_drawn_map_is_no_wider_than_its_terminal(people, width):
    network = of(*(tie(n, name, ring=ring) for n, (name, ring) in enumerate(people, start=1)))
    for line in network_map_text(network, width).split("\n"):
        assert cell_width(line) <= width


def drawing_of(network, **values):
    """The drawn rows alone."""
    return network_map_text(network, 120, **values).split("Friends ─", 1)[0].split("\n")


def place_of(name, rows):
    return next((y, row.index(name)) for y, row in enumerate(rows) if name in row)


def test_on_a_drawing_of_some_everyone_keeps_their_place():
    ties = [tie(n, f"P{n:02}", "friend", ring=3) for n in range(1, 6)]
    network = of(*ties)
    some = network._replace(contacts=network.contacts[3:])
    rows = drawing_of(some, everyone=network.contacts)
    whole = drawing_of(network)
    for name in ("P04", "P05"):
        assert place_of(name, rows) == place_of(name, whole)
    assert not any("P01" in row for row in rows)


def test_who_has_ended_moves_nobody_on_the_drawing():
    ties = [tie(n, f"P{n:02}", "friend", ring=3) for n in range(1, 6)]
    whole = drawing_of(of(*ties))
    ended = tie(1, "P01", "friend", ring=3, status="ended", ended_on=DAY)
    rows = drawing_of(of(ended, *ties[1:]))
    assert not any("P01" in row for row in rows)
    for n in range(2, 6):
        assert place_of(f"P{n:02}", rows) == place_of(f"P{n:02}", whole)


def test_marks_of_influence_on_the_drawing_are_explained():
    network = of(tie(1, "Maya", "partner", ring=1, influence="protective"))
    assert "↑ protective   ↕ mixed   ↓ risk" in network_map_text(network, 120, influence=True)
    assert "↕" not in network_map_text(network, 120)


def test_former_contacts_are_those_who_had_a_place():
    network = of(
        tie(1, "Sam", status="ended", ended_on=DAY),
        tie(2, "Imp", None, status="ended", ended_on=DAY),
        tie(3, "Maya"),
    )
    assert [contact.name for contact in network.former] == ["Sam"]


def test_the_role_is_left_out_before_a_name_has_less_than_14_columns():
    network = of(tie(1, "Bartholomew Featherstonehaugh", "sponsor_mentor"))
    rows = {
        width: next(line for line in network_map_text(network, width).splitlines() if "Bar" in line)
        for width in range(30, 90)
    }
    narrowest = min(width for width, row in rows.items() if "sponsor" in row)
    name, _role = rows[narrowest].split("Bar", 1)[1].split("sponsor", 1)
    assert cell_width("Bar" + name) == 14 + len("  ")
