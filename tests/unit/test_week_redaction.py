"""Names, numbers and links are found in the writer's own words and left out."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.contact import Contact
from recovery_journal.report.week.section_labels import redaction_words
from recovery_journal.rules.redaction import Redactor, display_name, letter_code, lettered_role
from recovery_journal.text import normalize


def contact(name, relation="friend", letter=1, **values):
    return Contact(name=name, relation=relation, letter=letter, added_on=date(2026, 1, 1), **values)


def redacted(text, *contacts, names=False):
    return Redactor(contacts, redaction_words(), names)(text, "talk")


def test_letters_go_on_after_z():
    assert [letter_code(n) for n in (0, 1, 26, 27, 52, 53, 703)] == [
        "",
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("relation", "shown"),
    [
        ("peer_in_recovery", "peer C"),
        ("sponsor_mentor", "sponsor C"),
        ("family", "family C"),
        ("medical", "medical professional C"),
        ("other", "other contact C"),
        (None, "contact C"),
    ],
)
def test_a_contact_is_a_role_and_a_letter(relation, shown):
    assert lettered_role(contact("Anna", relation, 3), redaction_words()) == shown


def test_a_contact_without_a_letter_is_its_role():
    assert lettered_role(contact("Anna", "friend", 0), redaction_words()) == "friend"


def test_how_a_contact_is_shown():
    assert (
        display_name(contact("Anna", share_as="nobody"), redaction_words(), include_names=True)
        is None
    )
    assert (
        display_name(contact("Anna", share_as="name"), redaction_words(), include_names=True)
        == "Anna"
    )
    assert (
        display_name(contact("Anna", share_as="name"), redaction_words(), include_names=False)
        == "friend A"
    )
    assert display_name(contact("Anna"), redaction_words(), include_names=True) == "Anna"
    assert display_name(contact("Anna"), redaction_words(), include_names=False) == "friend A"
    assert (
        display_name(contact("Anna", share_as="role"), redaction_words(), include_names=True)
        == "friend A"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna", "friend A"),
        ("with ANNA, and anna's mother", "with friend A, and friend A's mother"),
        ("(Anna)", "(friend A)"),
        ("Ánna and A\u0301nna", "friend A and friend A"),
        ("An\u200bna", "friend A"),
        ("anna_k", "friend A_k"),
        ("Anna2", "friend A2"),
        ("Joanna, Annabel, Annas", "Joanna, Annabel, Annas"),
        ("nobody at all", "nobody at all"),
        ("", ""),
    ],
)
def test_a_name_is_found_whatever_its_case_and_accents(text, shown):
    assert redacted(text, contact("Anna")) == shown


def test_an_accent_in_the_name_is_not_needed_in_the_text():
    assert redacted("Zoe and Zoë and ZOE\u0308!", contact("Zoë")) == (
        "friend A and friend A and friend A!"
    )


def test_a_person_is_found_by_each_part_of_the_name():
    someone = contact("Dr. Maria del Río-Lopez")
    assert redacted("Maria, Lopez, rio-lopez, dr. maria del rio-lopez", someone) == (
        "friend A, friend A, friend A, friend A"
    )
    assert redacted("a doctor, del", someone) == "a doctor, del"


def test_a_group_is_found_by_its_whole_name_only():
    group = contact("Tuesday night group", "recovery_group", contact_kind="group")
    assert redacted("Tuesday I went to the tuesday  night\ngroup", group) == (
        "Tuesday I went to the group A"
    )


def test_the_longest_name_wins():
    people = contact("Anna", letter=1), contact("Anna Kay", letter=2)
    assert redacted("Anna Kay, Anna, Kay", *people) == "friend B, friend A, friend B"


def test_a_part_that_two_people_share_names_neither():
    people = contact("Anna Kay", letter=1), contact("Anna Lund", letter=2)
    assert redacted("Anna or Lund", *people) == "someone or friend B"


def test_a_name_that_two_people_share_names_neither():
    assert redacted("Anna", contact("Anna", letter=1), contact("anna", letter=2)) == "someone"


def test_one_shared_as_nobody_is_someone():
    assert redacted("Anna", contact("Anna", share_as="nobody"), names=True) == "someone"


def test_names_on_keeps_a_name_unless_shared_as_the_role():
    people = contact("Anna"), contact("Ben", letter=2, share_as="role")
    assert redacted("Anna and Ben", *people, names=True) == "Anna and friend B"


def test_an_everyday_word_is_a_name_with_a_capital():
    will = contact("Will")
    assert redacted("I will ask Will", will) == "I will ask friend A"


def test_someone_who_writes_without_capitals_does_so_in_names():
    assert redacted("ask will about it", contact("Will")) == "ask friend A about it"


def test_short_names_need_their_capital():
    assert redacted("Jo said jo", contact("Jo")) == "friend A said jo"


@pytest.mark.parametrize("name", ["A", "I", ".", "--", " "])
def test_words_and_signs_are_no_names(name):
    assert redacted("A day -- and I was . here", contact(name)) == "A day -- and I was . here"


def test_initials_and_pictures_are_names():
    assert redacted("J.R. came", contact("J.R.")) == "friend A came"
    assert redacted("🌻 came", contact("🌻")) == "friend A came"
    assert redacted("room 12 of 2012", contact("12")) == "room friend A of 2012"


def test_a_name_is_found_where_words_are_written_without_spaces():
    assert redacted("昨日田中さんと話した", contact("田中")) == "昨日friend Aさんと話した"
    assert redacted("민수가 왔다", contact("민수")) == "friend A가 왔다"


def test_an_arabic_name_is_found_with_its_marks():
    assert redacted("تحدثت مع مُحَمَّد اليوم", contact("محمد")) == "تحدثت مع friend A اليوم"


def test_a_name_is_found_with_what_is_not_seen_in_it():
    assert redacted("with An\u2065na and An\ufff0na", contact("Anna")) == (
        "with friend A and friend A"
    )


def test_phone_numbers_mail_and_links_are_left_out():
    text = "call +44 7700 900123 or anna@example.org, see https://zoom.example/j/1?p=2 now"
    assert redacted(text) == (
        "call (number left out) or (e-mail left out), see (link left out) now"
    )


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "1 " * 3 + " " * 100_000, "a@" * 50_000],
    ids=["letters", "spaces", "signs"],
)
def test_a_long_text_is_read_in_one_go(text):
    assert redacted(text, contact("Anna")) == text


@pytest.mark.parametrize(
    "text",
    ["mood 5 6 7 4 5 6", "from 2026-11-16 - 2026-11-22", "on 16.11.2026", "at 21:30", "12 of 14"],
)
def test_days_times_and_marks_are_no_phone_numbers(text):
    assert redacted(text) == text


def test_each_thing_replaced_is_listed_once_for_each_section():
    redaction = Redactor([contact("Anna")], redaction_words())
    redaction("Anna, Anna and ANNA", "talk")
    redaction("Anna", "goal")
    assert [tuple(one) for one in redaction.replacements] == [
        ("Anna", "friend A", "talk"),
        ("ANNA", "friend A", "talk"),
        ("Anna", "friend A", "goal"),
    ]


def test_a_redaction_of_some_contacts_adds_to_the_same_list():
    redaction = Redactor([contact("Anna"), contact("Ben", letter=2)], redaction_words())
    assert (
        redaction.restricted_to([contact("Ben", letter=2)])("Anna, Ben", "talk") == "Anna, friend B"
    )
    assert [one.original for one in redaction.replacements] == ["Ben"]


NAMES = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo")), min_size=3, max_size=9)


@given(NAMES, st.text(max_size=9))
def test_a_name_between_spaces_is_found_in_any_writing(name, around):
    redaction = Redactor([contact(name, contact_kind="group")], redaction_words())
    shown = redaction(f"{around} {name} {around}", "talk")
    assert "friend A" in shown
    assert redaction.replacements


@given(st.text())
def test_without_contacts_and_digits_text_stays_as_it_is(text):
    text = "".join(c for c in text if not c.isdigit() and c not in "@./")
    assert Redactor([], redaction_words())(text, "talk") == text


@pytest.mark.parametrize(
    "number",
    ["06.12.34.56.78", "06-12-34-56-78", "+33.6.12.34.56.78", "0612-34-56-78", "+49 170/12-34-567"],
)
def test_a_number_with_dots_or_strokes_is_a_number(number):
    assert number not in redacted(f"call {number} at night")


@pytest.mark.parametrize("day", ["2026-11-20", "20.11.2026", "20/11/26"])
def test_a_day_standing_alone_is_no_number(day):
    assert day in redacted(f"since {day} it is better")


@pytest.mark.parametrize("link", ["meet.google.com/abc-defg-hij", "zoom.us/my/someone"])
def test_a_link_without_its_scheme_is_left_out(link):
    assert link not in redacted(f"we meet at {link} now")


@pytest.mark.parametrize(("name", "text"), [("Łukasz", "lukasz"), ("Søren", "Soren")])
def test_letters_without_a_separate_mark_are_compared_too(name, text):
    assert redacted(f"with {text} again", contact(name)) == "with friend A again"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("O’Brien", "O'Brien"),
        ("O'Brien", "o`brien"),
        ("Siobhán O’Neill", "SIOBHAN ONEILL"),
        ("Jean-Luc", "Jean‑Luc"),
        ("Jean Luc", "jean—luc"),
        ("Al-Anon", "al anon"),
        ("Ana María", "Ana\xa0\u2009Maria"),
        ("Anna", "A\u200dn\xadn\ufeffa"),
        ("Zoë", "ＺＯＥ"),
        ("Fiona", "ﬁona"),
        ("Straßer", "STRASSER"),
        ("Æthel", "aethel"),
        ("İpek", "ipek"),
        ("Ayşegül", "Aysegul"),
        ("Nguyễn", "nguyen"),
        ("Σοφία", "ΣΟΦΙΑ"),
        ("Алёна", "алена"),
        ("فاطمة", "فَاطِمَة"),
        ("כהן", "כֹּהֵן"),
        ("रमेश", "रमेश"),
        ("田中", "田\u200b中"),
        ("ｶﾅ", "カナ"),
        ("Anna", "𝓐𝓷𝓷𝓪"),
        ("🌻", "🌻\ufe0f"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    group = contact(name, contact_kind="group")
    assert redacted(f"today: {text}, again", group) == "today: friend A, again"


def test_a_name_stands_beside_letters_of_a_script_without_spaces():
    assert redacted("昨日Tomさんと", contact("Tom")) == "昨日friend Aさんと"
    assert redacted("Tom이 왔다", contact("Tom")) == "friend A이 왔다"


def test_a_name_is_not_found_inside_a_longer_word_of_any_script():
    assert redacted("रमेशन", contact("रमेश")) == "रमेशन"
    assert redacted("रमा और राम", contact("रमेश")) == "रमा और राम"
    assert redacted("I'm here, I’ll stay", contact("Im"), contact("Ill", letter=2)) == (
        "I'm here, I’ll stay"
    )


def test_all_of_what_stood_for_the_name_goes_and_nothing_else():
    assert redacted("(A\u0301n\u200dna\u0308)\u200d.", contact("Anna")) == "(friend A)\u200d."
    assert redacted("½ Ａｎｎａ½", contact("Anna")) == "½ friend A½"


DISGUISES = (
    str.upper,
    str.title,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
    lambda name: name.replace("'", "’"),
    lambda name: name.replace("'", "ʼ"),
    lambda name: name.replace("-", "\u2011"),
    lambda name: name.replace("-", "−"),
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", "\u202f\xa0"),
    lambda name: "\u200b".join(name),
    lambda name: name.replace("e", "e\u0301").replace("a", "a\u030a"),
    lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
    lambda name: "\xad" + name + "\ufe0e",
)
NAME = st.lists(
    st.text(st.sampled_from("abeilnorułøđæœßıéàçñşğőžйдλς"), min_size=3, max_size=7),
    min_size=1,
    max_size=3,
)


@given(NAME, st.sampled_from(" -'"), st.lists(st.sampled_from(DISGUISES), max_size=4))
def test_no_disguise_of_a_name_leaves_a_trace(parts, between, disguises):
    name = written = between.join(parts)
    for disguise in disguises:
        written = disguise(written)
    page = redacted(f"1, {written}: 2", contact(name, contact_kind="group"))
    assert page.startswith("1, ")
    assert page.endswith(": 2")
    assert "friend A" in page
    assert normalize(page) == "1, friend a: 2"
