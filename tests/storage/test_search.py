"""What was written is found in every script, and shown as it was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import Ambiguous
from recovery_journal.storage import Journal
from recovery_journal.text import search_words

from .conftest import NOW, check_in, contact, reach_out


def finds(journal: Journal, text: str) -> bool:
    return bool(journal.entries.search(text)[0])


def whole_index(journal: Journal) -> None:
    """Have FTS5 hold its index against what it stores; it raises where they differ."""
    journal._connection.execute("INSERT INTO writing (writing) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    ("note", "found", "not_found"),
    [
        (
            "今日は会議に行った",
            ["会議", "会", "今日は", "会議に行った", "行った 会議"],
            ["議会", "会行"],
        ),
        ("東京でラーメンを食べた", ["ラーメン", "食べ", "東京 食"], ["らーめん"]),
        ("เมื่อวานไปประชุมที่วัด", ["ประชุม", "วัด", "ไปประชุม", "วัด ประชุม"], ["บ้าน"]),
        ("ຂ້ອຍໄປຕະຫຼາດ", ["ຕະຫຼາດ"], ["ເຮືອນ"]),
        ("ខ្ញុំទៅផ្សារ", ["ផ្សារ"], ["ផ្ទះ"]),
        ("ငါဈေးကိုသွားတယ်", ["ဈေး"], ["အိမ်"]),
        ("정기회의에서 만났다", ["회의", "정기회의", "만났"], ["의회"]),
        ("मैं हिन्दी सीख रहा हूँ", ["हिन्दी", "हिन्दी सीख", "हि"], ["हन्दी", "न्दी"]),
        (
            "went for a 🏃🏽‍♀️ today 🎉",
            ["🏃", "🏃🏿", "🎉", "🏃‍♀️", "today 🎉", "🎉 to"],
            ["🚀", "🏊"],
        ),
        ("flew with 👩🏽‍🚀 and 🫠 ❤️ 🇩🇪", ["👩‍🚀", "🚀", "🫠", "❤", "❤️", "🇩🇪"], ["👨‍🚀", "🇪🇩"]),
        ("am Ende der Straße", ["strasse", "STRASSE", "Straß", "stras"], ["strase"]),
        ("in Łódź, Ørsted, Œuvre", ["lodz", "orsted", "oeuvre", "Łódź", "ŁÓDŹ"], ["odz"]),
        ("İstanbul'da ısındım", ["istanbul", "isin", "ISINDIM"], []),
        ("o’Keeffe’s pictures, l'amour", ["o'keeffe", "keeffe", "amour", "O`KEEFFE"], ["okeeffe"]),
        ("a co‑operative — well", ["co-operative", "operative", "co−op"], ["coop"]),
        ("قابلت مُحَمَّد في المقهى", ["محمد", "مُحَمَّد", "محـمد", "المقهى محمد"], ["أحمد"]),
        ("שָׁלוֹם לך", ["שלום"], []),
        ("Ｓａｍ ﬁne cafe\u0301 A\u200bnna", ["sam", "fine", "café", "anna"], []),
        ("Tom会議 2回", ["tom", "会議", "tom会", "2回"], []),
        ("write to jo_doe@example.org", ["jo_doe@example.org", "doe", "example.o"], ["jo_do e"]),
    ],
)
def test_a_word_is_found_in_any_script(
    journal: Journal, note: str, found: list[str], not_found: list[str]
) -> None:
    journal.entries.add(check_in(note=note))
    assert [text for text in found if not finds(journal, text)] == []
    assert [text for text in not_found if finds(journal, text)] == []
    group = journal.contacts.add(contact("Group", note=note))
    journal.talk_items.add(note)
    for text in found:
        assert journal.contacts.search(text) == [group], text
        assert len(journal.talk_items.search(text)) == 1, text
    for text in not_found:
        assert journal.contacts.search(text) == [], text
        assert journal.talk_items.search(text) == [], text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40), st.data())
@example("会議🏃🏽‍♀️ Straße", None)
def test_each_word_of_any_note_is_found(journal: Journal, note: str, data: st.DataObject) -> None:
    pieces = [piece for piece in note.split() if search_words(piece)]
    assume(pieces)
    wanted = pieces[0] if data is None else data.draw(st.sampled_from(pieces))
    stored = journal.entries.add(check_in(note=note))
    try:
        for text in (wanted, wanted.upper(), f"{wanted} {pieces[0]}"):
            assert [one.record.id for one in journal.entries.search(text)[0]] == [stored.id]
    finally:
        journal.entries.delete(stored.id)
    assert journal.entries.search(wanted) == ([], False)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Søren", "SØR"),
        ("O’Brien", "o'brien"),
        ("Jean‑Luc", "jean-luc"),
        ("İpek", "ipek"),
        ("مُحَمَّد", "محمد"),
        ("Ana\u200b María", "ana mar"),
        ("Ｓａｍ", "sam"),
        ("👩🏽‍🚀", "👩‍🚀"),
        ("田中", "田"),
    ],
)
def test_a_contact_is_found_by_its_name_on_any_keyboard(
    journal: Journal, name: str, typed: str
) -> None:
    stored = journal.contacts.add(contact(name))
    journal.contacts.add(contact("Someone else"))
    assert journal.contacts.find(typed) == stored
    if len(typed) == len(name):
        assert journal.contacts.with_exact_name(typed) == [stored]


def test_two_names_that_are_the_same_are_said_to_be_two(journal: Journal) -> None:
    for name in ("Łukasz", "Lukasz"):
        journal.contacts.add(contact(name))
    with pytest.raises(Ambiguous):
        journal.contacts.find("lukasz")


def test_a_name_of_nothing_but_marks_means_only_itself(journal: Journal) -> None:
    one = journal.contacts.add(contact("\u200b\u0301"))
    journal.contacts.add(contact("\u200d"))
    assert journal.contacts.find("\u200b\u0301") == one


def test_an_own_name_is_the_same_on_any_keyboard(journal: Journal) -> None:
    journal.entries.add(Urge(occurred_at=NOW, recorded_at=NOW, triggers=("Großer Streß", "\u200b")))
    again = Urge(
        occurred_at=NOW,
        recorded_at=NOW,
        triggers=("grosser stress", "GROSSER-STRESS", "\u200d", "life−stress"),
        coping=(RatedName("Urge surf", 1),),
    )
    assert journal.vocabulary.unknown_names(again) == ("\u200d",)
    stored = journal.entries.add(again)
    assert stored.triggers == ("Großer Streß", "Großer Streß", "\u200d", "life_stress")  # type: ignore[attr-defined]  # an urge
    assert stored.coping == (RatedName("urge_surf", 1),)  # type: ignore[attr-defined]  # an urge


def test_search_of_one_kind_reads_that_kind(journal: Journal) -> None:
    journal.entries.add(check_in(note="会議"))
    urge = journal.entries.add(Urge(occurred_at=NOW, recorded_at=NOW, note="会議"))
    found, _more = journal.entries.search("会議", ["urge"])
    assert [one.record.id for one in found] == [urge.id]


def test_a_snippet_shows_the_text_as_it_is(journal: Journal) -> None:
    journal.entries.add(check_in(note="Write to jo_doe@example.org,\n  or to Łukasz — “soon”"))
    for text in ("write", "doe", "lukasz", "soon"):
        (found,) = journal.entries.search(text)[0]
        assert found.snippet == "Write to jo_doe@example.org,\n  or to Łukasz — “soon”"


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("the river " * 100_000, "river"),
        ("the river " * 100_000, "the riv"),
        ("x " * 500_000 + "river", "river"),
        ("é " * 500_000 + "river", "river"),
        ("会議に行った。" * 150_000, "会議"),
        ("x" * 1_000_000, "xxx"),
        ("\n" * 1_000_000 + "river", "river"),
    ],
    ids=["repeated", "two words", "at the end", "accents", "no spaces", "one word", "lines"],
)
def test_a_megabyte_costs_what_is_shown_of_it(journal: Journal, note: str, wanted: str) -> None:
    # Looked at letter by letter, or from each place it repeats, this takes minutes.
    for _copy in range(2):
        journal.entries.add(check_in(note=note))
    for _key in range(5):
        found, _more = journal.entries.search(wanted)
        assert [len(one.snippet) <= 125 for one in found] == [True] * 2


def test_a_long_note_that_was_changed_leaves_no_word_in_the_index(journal: Journal) -> None:
    for times in (1500, 3000, 4000, 20_000):
        stored = journal.entries.add(check_in(note="the river " * times))
        for mood in (1, 2):
            journal.entries.edit(stored.id, mood=mood)
        journal.entries.edit(stored.id, note="a lake " * times)
        whole_index(journal)
        journal.entries.delete(stored.id)
        whole_index(journal)
        assert journal.entries.search("river") == ([], False)
        assert journal.entries.search("lake") == ([], False)
        journal.undo()
        whole_index(journal)
        assert len(journal.entries.search("lake")[0]) == 1
        journal.undo()
        whole_index(journal)
        assert len(journal.entries.search("river")[0]) == 1
        journal.entries.delete(stored.id)


NOTES = st.builds(
    lambda some, times: " ".join(some) * times,
    st.lists(st.sampled_from(["river ", "the ", "会議 ", "🏃 ", "lake "]), min_size=1, max_size=4),
    st.integers(1, 4000),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["add", "edit", "delete", "undo"]), NOTES), max_size=12))
def test_the_index_is_whole_after_any_changes(
    journal: Journal, changes: list[tuple[str, str]]
) -> None:
    for number, (what, note) in enumerate(changes):
        ids = [one.id for one in journal.entries.timeline(limit=None)[0]]
        if what == "add" or not ids:
            journal.entries.add(check_in(NOW - timedelta(minutes=number), note=note))
        elif what == "edit":
            journal.entries.edit(ids[number % len(ids)], note=note)
        elif what == "delete":
            journal.entries.delete(ids[number % len(ids)])
        else:
            journal.undo()
        whole_index(journal)
    for one in journal.entries.timeline(limit=None)[0]:
        journal.entries.delete(one.id)
    whole_index(journal)
    for word in ("river", "the", "会議", "🏃", "lake"):
        assert journal.entries.search(word) == ([], False)


def test_the_words_of_many_entries_follow_a_changed_name(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    for days in range(30):
        at = NOW - timedelta(days=days)
        journal.entries.add(reach_out(ana, at=at, note="long talk " * 2000))
    journal.contacts.edit(ana.id, name="Łucja")
    whole_index(journal)
    assert len(journal.entries.search("lucja")[0]) == 30
    assert journal.entries.search("ana") == ([], False)
    journal.undo()
    whole_index(journal)
    assert len(journal.entries.search("ana talk")[0]) == 30


def test_deleted_words_are_out_of_the_file_as_written_and_as_compared(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    secrets = ("Geheimniß", "geheimniss", "会議", "🏃🏽", "🏃")
    stored = journal.entries.add(check_in(note="Geheimniß " * 3000 + "会議🏃🏽"))
    journal.entries.edit(stored.id, mood=1)
    assert b"geheimniss" in everything()
    journal.entries.delete(stored.id)
    journal.purge_undo()
    assert [one for one in secrets if one.encode() in everything()] == []
