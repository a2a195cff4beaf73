"""A person's page: what stands there, and how every part of it is changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual import events

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.i18n import using_language
from recovery_journal.messages import OpenPage
from recovery_journal.rules.contact_stats import ContactStats
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.people import PeopleScreen
from recovery_journal.screens.person import PersonScreen
from recovery_journal.screens.person.contact_form import ContactForm
from recovery_journal.screens.person.person_content import (
    FieldList,
    answer_time_text,
    felt_after_text,
    field_rows,
)
from recovery_journal.storage import Journal
from recovery_journal.widgets.dialogs import LeftoverDialog
from recovery_journal.widgets.form_row import FormRow
from tests.tui.conftest import NOW, clock, opened, until

ADDED = date(2026, 11, 1)
TODAY = NOW.date()


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def add(journal: Journal, name: str, relation="friend", details=(), **more) -> Contact:
    found = [ContactDetail(detail_kind=kind, value=value) for kind, value in details]
    contact = with_defaults(Contact(name=name, relation=relation, added_on=ADDED, **more))
    return journal.contacts.add(contact, found)


def reached(journal: Journal, contact: Contact, hours: int = 0, **more) -> None:
    when = NOW - timedelta(hours=hours)
    ref = ContactRef(contact.id, contact.name)
    journal.entries.add(ReachOut(contacts=(ref,), occurred_at=when, recorded_at=when, **more))


def said(app: JournalApp) -> str:
    """Return what the App says now, below everything."""
    return " ".join(one.message for one in app._notifications)


async def unlock(app: JournalApp, pilot) -> None:
    """Type the passphrase, and wait until the journal is open and shown again."""
    await pilot.press(*"four plain words", "enter")
    for _look in range(100):
        await pilot.pause(0.05)
        if app.session.journal is not None and app.screen.is_mounted:
            break
    await pilot.pause()
    await pilot.pause()


async def open_page(app: JournalApp, pilot, contact: Contact) -> PersonScreen:
    app.screen.post_message(OpenPage("person", contact.id))
    await pilot.pause()
    await pilot.pause()
    assert isinstance(app.screen, PersonScreen)
    return app.screen


async def edit(app: JournalApp, pilot, field: str) -> FormRow:
    """Open the form and put the cursor in a field."""
    await pilot.press("e")
    await pilot.pause()
    form = app.screen.query_one(ContactForm)
    form.focus_field(field)
    await pilot.pause()
    return form.rows[field]


# ---- what stands there --------------------------------------------------------


async def test_boundaries_and_a_risk_tie_come_first_then_the_facts(app, journal):
    dee = add(
        journal,
        "Dee",
        influence="risk",
        boundaries="Coffee only",
        boundary_kind="use_around_me",
        note="from school",
        details=[("phone", "555 0100"), ("address", "1 Long Road\nSmalltown")],
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(app, pilot, dee)
        words = words_on(app)
    parts = (
        "You marked this tie as a risk",
        "My boundary (use around me): Coffee only",
        "friend",
        "wider circle",
        "1 November 2026",
        "from school",
        "555 0100",
        "1 Long Road ↵ Smalltown",
    )
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


async def test_the_months_say_how_many_of_all(app, journal):
    ben, mark = journal.contacts.find("Ben"), journal.contacts.find("Mark")
    for hours in (1, 30, 50):
        reached(journal, ben, hours)
    reached(journal, mark, 2)
    reached(journal, ben, 24 * 30)
    reached(journal, ben, 3, outcome="no_answer")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        words = words_on(app)
    assert "Nov 2026  █████" in words
    assert "3 of all 4" in words
    assert "1 of all 1" in words
    assert "of all times you reached someone" in words


async def test_meetings_count_for_a_group(app, journal):
    group = add(journal, "Tuesday group", "recovery_group")
    when = {"occurred_at": NOW, "recorded_at": NOW}
    refs = (ContactRef(group.id, group.name),)
    journal.entries.add(Meeting(name="Tuesday group", contacts=refs, **when))
    journal.entries.add(Meeting(name="Another", **when))
    async with app.run_test(size=(120, 36)) as pilot:
        await open_page(app, pilot, group)
        words = words_on(app)
        assert "1 of all 2" in words
        assert "or went to a meeting" in words
        await pilot.press("r")
        await pilot.pause()
        assert app.screen.heading == "Meeting"


async def test_how_it_felt_and_how_soon_they_answer_are_said_from_three_on(app, journal):
    ben = journal.contacts.find("Ben")
    for day in range(3):
        reached(journal, ben, 24 * day + 5, outcome="no_answer")
        reached(journal, ben, 24 * day + 3, felt_after=1)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(app, pilot, ben)
        words = words_on(app)
    assert "better: +1 on the scale from -2 to +2 (median of 3)" in words
    assert "within 2 hours of an attempt (median of 3)" in words


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ((), "0 of 3 so far"),
        ((1, 1), "2 of 3 so far"),
        ((0, 0, 0), "even: 0 on the scale from -2 to +2 (median of 3)"),
        ((-1, -1, -2, -2), "worse: -1.5 on the scale from -2 to +2 (median of 4)"),
    ],
)
def test_a_feeling_after_needs_three(after, words):
    assert felt_after_text(ContactStats(after, (), ())) == words


def test_how_soon_they_answer_needs_three():
    assert answer_time_text(ContactStats((), (), (1.0, 2.0))) == "2 of 3 so far"


async def test_the_last_entries_stand_there_newest_first(app, journal):
    ben = journal.contacts.find("Ben")
    for number in range(45):
        reached(journal, ben, number * 24, note=f"talk {number:02}")
    async with app.run_test(size=(120, 36)) as pilot:
        page = await open_page(app, pilot, ben)
        page.query_one("#history").scroll_end(animate=False)
        await pilot.pause()
        words = words_on(app)
        assert words.index("talk 38") < words.index("talk 39")
        assert "talk 40" not in words
        assert "The newest 40; the others are in the timeline" in words


async def test_a_new_contact_says_what_will_be_here(app, journal):
    async with app.run_test(size=(120, 36)) as pilot:
        await open_page(app, pilot, journal.contacts.find("Ben"))
        assert "Entries with them will stand here. r logs one." in words_on(app)


async def test_r_and_t_log_this_person(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert "tried 1 time" in words_on(app)
    assert [one.outcome for one in journal.entries.with_contact(ben.id)] == ["no_answer"]


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 36)])
async def test_names_and_notes_of_any_script_stand_there(app, journal, size):
    long = "كلمات كثيرة عن صديق قديم " * 3
    odd = add(journal, "👩‍👩‍👧 محمد الأمين", note=long, boundaries="[red]no\x1b[0m calls[/]")
    async with app.run_test(size=size) as pilot:
        await open_page(app, pilot, odd)
        words = words_on(app)
    assert "محمد" in words
    assert "[red]no␛[0m" in words
    assert "\x1b" not in words


# ---- changing fields ----------------------------------------------------------

TEXTS = {"name": "Benny", "language": "Spanish"}
CHOICES = {
    "relation": ("right", "sponsor_mentor"),
    "ring": ("left", 2),
    "sector": ("right", "professionals"),
    "supports_goal": ("right", "yes"),
    "influence": ("right", "protective"),
    "suggest": ("right", False),
    "ok_when_urge": ("right", True),
    "preferred_channel": ("right", "in_person"),
    "tie": ("right", "bonding"),
    "share_as": ("right", "nobody"),
    "contact_kind": ("right", "group"),
    "status": ("right", "less_now"),
    "boundary_kind": ("left", "other"),
}


async def test_a_line_of_text_is_changed_and_enter_saves(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        for field, value in TEXTS.items():
            row = await edit(app, pilot, field)
            row.control.value = ""
            await pilot.press(*value, "enter")
            await pilot.pause()
            assert not app.screen.query(ContactForm)
            assert value in words_on(app)
            assert getattr(journal.contacts.get(ben.id), field) == value


async def test_a_choice_goes_on_from_what_was_chosen(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        for field, (key, _value) in CHOICES.items():
            if field == "relation":  # what else is chosen follows from it
                continue
            if not app.screen.query(ContactForm):
                await edit(app, pilot, field)
            app.screen.query_one(ContactForm).focus_field(field)
            await pilot.press(key)
        await pilot.press("enter")
        await pilot.pause()
        stored = journal.contacts.get(ben.id)
        found = {field: getattr(stored, field) for field in CHOICES}
        wanted = {field: value for field, (_key, value) in CHOICES.items()}
        assert found == {**wanted, "relation": "peer_in_recovery"}
        await edit(app, pilot, "relation")
        await pilot.press(CHOICES["relation"][0], "enter")
        await pilot.pause()
    assert journal.contacts.get(ben.id).relation == wanted["relation"]


async def test_kinds_of_support_are_a_set(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await edit(app, pilot, "support")
        await pilot.press("space", "right", "right", "space", "enter")
        await pilot.pause()
        assert set(journal.contacts.get(ben.id).support) == {"emotional", "practical"}
        await edit(app, pilot, "support")
        await pilot.press("backspace", "enter")
        await pilot.pause()
    assert journal.contacts.get(ben.id).support == ()


async def test_a_rhythm_is_days_or_none(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        for typed, days in (("none", None), ("14", 14), ("", None)):
            row = await edit(app, pilot, "cadence_days")
            row.control.value = ""
            await pilot.press(*typed, "enter")
            await pilot.pause()
            assert journal.contacts.get(ben.id).cadence_days == days, typed


async def test_texts_of_several_lines_are_kept_and_ctrl_s_saves(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        for field in ("note", "boundaries"):
            await edit(app, pilot, field)
            await pilot.press(*"one", "enter", *"two", "ctrl+s")
            await pilot.pause()
            assert not app.screen.query(ContactForm)
            assert getattr(journal.contacts.get(ben.id), field) == "one\ntwo"


async def test_private_details_are_one_a_line(app, journal):
    ben = add(journal, "Benita", details=[("phone", "555 0100")])
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        kept = {"phone": ["555 0100"]}
        for field in ("email", "address", "phone"):
            row = await edit(app, pilot, field)
            row.control.text = ""
            await pilot.press(*"a1", "enter", *"b2", "ctrl+s")
            await pilot.pause()
            assert app.screen.query_one(FieldList).keys.count(field) == 2
            kept[field] = ["a1", "b2"]
            found = journal.contacts.details(ben.id)
            for kind, values in kept.items():
                assert [one.value for one in found if one.detail_kind == kind] == values


async def test_someone_imported_gets_a_place_with_a_relation(app, journal):
    new = journal.contacts.add(Contact(name="Aaron", added_on=ADDED, source="vcard"))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, new)
        assert "not placed yet" in words_on(app)
        await edit(app, pilot, "relation")
        await pilot.press("right", "right", "right", "enter")
        await pilot.pause()
        assert "every 90 days" in words_on(app)
    stored = journal.contacts.get(new.id)
    assert (stored.relation, stored.sector, stored.ring) == ("friend", "friends", 3)


async def test_enter_on_a_fact_begins_in_its_field(app, journal):
    ben = add(journal, "Benita", note="old")
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(app, pilot, ben)
        page.query_one(FieldList).go_to("language")
        await pilot.press("enter")
        await pilot.pause()
        assert page.query_one(ContactForm).rows["language"].control.has_focus


async def test_a_click_on_a_fact_begins_in_its_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(app, pilot, journal.contacts.find("Ben"))
        await pilot.click(FieldList, offset=(3, 1))
        await pilot.pause()
        assert page.query_one(ContactForm).rows["ring"].control.has_focus


async def test_what_is_not_right_is_said_beside_its_field_and_nothing_is_saved(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "cadence_days")
        row.control.value = ""
        await pilot.press(*"often", "enter")
        await pilot.pause()
        assert row.has_class("-error")
        assert row.control.has_focus
        assert "whole number from 1 to 3660" in words_on(app)
        row.control.value = "5"
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query(ContactForm)
    assert journal.contacts.get(ben.id).cadence_days == 5


async def test_a_contact_without_a_name_is_not_saved(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "name")
        row.control.value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert row.has_class("-error")
    assert journal.contacts.get(ben.id).name == "Ben"


async def test_a_kind_taken_away_is_said_beside_the_field(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "contact_kind")
        await pilot.press("backspace", "enter")
        await pilot.pause()
        assert row.has_class("-error")
    assert journal.contacts.get(ben.id).contact_kind == "person"


async def test_a_change_is_one_change_and_undo_takes_it_back(app, journal):
    ben = add(journal, "Benita", details=[("phone", "555 0100")])
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "name")
        row.control.value = "Bea"
        app.screen.query_one(ContactForm).rows["phone"].control.text = "1"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Bea" in words_on(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Benita" in words_on(app)
    assert journal.contacts.get(ben.id).name == "Benita"
    assert [one.value for one in journal.contacts.details(ben.id)] == ["555 0100"]


async def test_a_change_made_elsewhere_meanwhile_is_kept(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "name")
        row.control.value = "Benny"
        journal.contacts.edit(ben.id, note="from the command line")
        app.poll_changes()
        await pilot.pause()
        assert app.screen.query_one(ContactForm).rows["name"].control_value == "Benny"
        await pilot.press("enter")
        await pilot.pause()
    stored = journal.contacts.get(ben.id)
    assert (stored.name, stored.note) == ("Benny", "from the command line")


async def test_enter_without_a_change_writes_nothing(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        before = app.session.revision
        await pilot.press("e", "enter")
        await pilot.pause()
        assert not app.screen.query(ContactForm)
        assert app.session.revision == before


async def test_a_word_of_ones_own_stands_in_place_of_the_relation(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "relation_word")
        row.control_value = "river mate"
        await pilot.press("enter")
        await pilot.pause()
        assert "river mate" in words_on(app)
    kept = journal.contacts.get(ben.id)
    assert (kept.relation, kept.relation_word) == (ben.relation, "river mate")


# ---- what was typed is kept ----------------------------------------------------


async def test_escape_keeps_what_was_typed_and_e_shows_it_again(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await edit(app, pilot, "language")
        await pilot.press(*"Fre", "escape")
        await pilot.pause()
        assert not app.screen.query(ContactForm)
        assert app.forms.has_unsaved_text()
        await pilot.press("escape", "3")
        await pilot.pause()
        await open_page(app, pilot, ben)
        await pilot.pause()
        if not app.screen.query(ContactForm):
            await pilot.press("e")
            await pilot.pause()
        rows = app.screen.query_one(ContactForm).rows
        assert rows["language"].control_value == "Fre"
        assert "What you typed before is still here" in words_on(app)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert rows["language"].control_value is None
        await pilot.press("escape")
        await pilot.pause()
        assert not app.forms.has_unsaved_text()
    assert journal.contacts.get(ben.id).language is None


async def test_the_lock_keeps_what_was_typed(locked, path):
    with Journal.open(path, "four plain words", clock=clock) as journal:
        ben = journal.contacts.find("Ben")
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        await open_page(locked, pilot, ben)
        row = await edit(locked, pilot, "name")
        row.control.value = "Benny"
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert not isinstance(locked.screen, PersonScreen)
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        assert isinstance(locked.screen, PersonScreen)
        assert locked.screen.query_one(ContactForm).rows["name"].control_value == "Benny"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Benny" in words_on(locked)
        assert not locked.forms.drafts


async def test_the_field_that_is_changed_stays_in_sight_when_the_size_changes(app, journal):
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(app, pilot, journal.contacts.find("Ben"))
        row = await edit(app, pilot, "tie")
        await pilot.press("right")
        for size in ((60, 16), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert row.control.has_focus
            assert app.screen.region.contains_region(row.control.region)
            assert row.control_value == "bonding"


# ---- pause, contact, delete ----------------------------------------------------


async def test_p_pauses_until_a_day_and_resumes(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await pilot.press("p")
        await pilot.pause()
        await pilot.press(*"2026-12-24", "enter")
        await pilot.pause()
        assert "until 24 December" in " ".join(words_on(app).split())
        stored = journal.contacts.get(ben.id)
        assert (stored.paused_from, stored.paused_until) == (TODAY, date(2026, 12, 24))
        await pilot.press("p")
        await pilot.pause()
        assert journal.contacts.get(ben.id).paused_from is None
        assert "not yet" in words_on(app)


async def test_a_pause_without_a_day_is_until_further_notice_and_undo_takes_it_back(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(app, pilot, ben)
        page.query_one(FieldList).go_to("paused")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        stored = journal.contacts.get(ben.id)
        assert (stored.paused_from, stored.paused_until) == (TODAY, None)
        assert "until further notice" in " ".join(words_on(app).split())
        await pilot.press("ctrl+z")
        await pilot.pause()
    assert journal.contacts.get(ben.id).paused_from is None


@pytest.mark.parametrize("typed", ["2026-11-01", "some day"])
async def test_a_day_that_does_not_fit_is_asked_for_again(app, journal, typed):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await pilot.press("p")
        await pilot.pause()
        await pilot.press(*typed, "enter")
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query(".notice")
        assert typed in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
    assert journal.contacts.get(ben.id).paused_from is None


async def test_x_says_how_much_contact_there_is_and_can_be_taken_back(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        await pilot.press("x")
        await pilot.pause()
        assert "The history stays" in words_on(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert journal.contacts.get(ben.id).status == "less_now"
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        stored = journal.contacts.get(ben.id)
        assert (stored.status, stored.ended_on) == ("ended", TODAY)
        assert "ended on" in words_on(app)
        assert not app.screen.check_action("pause", ()), "an end is out of the rhythm already"
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert journal.contacts.get(ben.id).status == "less_now"


async def test_delete_asks_and_entries_stay(app, journal):
    ben = journal.contacts.find("Ben")
    reached(journal, ben)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        await open_page(app, pilot, ben)
        await pilot.press("delete")
        await pilot.pause()
        assert 'Entries with them stay and show "someone"' in " ".join(
            words_on(app).replace("│", " ").split()
        )
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)  # the harmless answer was under the cursor
        await pilot.press("delete")
        await pilot.pause()
        await pilot.press("left", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, PeopleScreen)
        assert "2 people and groups" in words_on(app)
        assert [one.name for one in journal.contacts.all()] == ["Maria", "Mark"]
        assert len(journal.entries.between(TODAY, TODAY)) == 1
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "3 people and groups" in words_on(app)
    assert journal.contacts.get(ben.id).name == "Ben"


@pytest.mark.parametrize("editing", [False, True])
async def test_someone_deleted_elsewhere_is_said_and_the_page_closes(app, journal, editing):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        await open_page(app, pilot, ben)
        if editing:
            await edit(app, pilot, "language")
            await pilot.press(*"Fr")
        journal.contacts.delete(ben.id)
        app.poll_changes()
        await pilot.pause()
        await pilot.pause()
        assert said(app) == "This person is not in the journal any more."
        if editing:  # what was typed is shown, and thrown away here
            assert isinstance(app.screen, LeftoverDialog)
            await pilot.press("left", "enter")
            await pilot.pause()
        assert isinstance(app.screen, PeopleScreen)
        assert not app.forms.has_unsaved_text()


@pytest.mark.parametrize("keys", [("ctrl+s",), ("escape", "p", "enter"), ("escape", "x", "enter")])
async def test_a_change_to_someone_deleted_just_now_closes_the_page(app, journal, keys):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(app, pilot, ben)
        row = await edit(app, pilot, "name")
        row.control.value = "Benny"
        journal.contacts.delete(ben.id)
        if keys[0] == "escape":
            app.screen.query_one(ContactForm).reset()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("down")
        if "x" in keys and not isinstance(app.screen, PersonScreen):
            await pilot.press("enter")
        await pilot.pause()
        app.poll_changes()
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(app.screen, PersonScreen)
    assert [one.name for one in journal.contacts.all()] == ["Maria", "Mark"]


async def test_a_key_for_a_page_that_closes_meanwhile_is_for_what_is_below(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(app, pilot, journal.contacts.find("Ben"))
        below = app.screen_stack[-2]

        async def close_in_a_while() -> None:
            await asyncio.sleep(0.1)
            page.action_back()

        page.call_later(close_in_a_while)
        app.post_message(events.Key("escape", None))
        await pilot.pause(0.3)
        assert app.screen is below


async def test_a_page_about_nobody_says_so_and_closes(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.post_message(OpenPage("person", 999))
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(app.screen, PersonScreen)
        assert said(app) == "This person is not in the journal any more."


async def test_a_pause_over_long_ago_is_not_shown(app, journal):
    ben = journal.contacts.find("Ben")
    journal.contacts.edit(
        ben.id, paused_from=TODAY - timedelta(days=9), paused_until=TODAY - timedelta(days=5)
    )
    later = replace(ben, paused_from=TODAY + timedelta(days=3))
    journal.contacts.edit(journal.contacts.find("Mark").id, paused_from=later.paused_from)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_page(app, pilot, ben)
        assert "Pause         –" in words_on(app)
        await pilot.press("escape")
        await open_page(app, pilot, journal.contacts.find("Mark"))
        assert "from 23 November 2026" in words_on(app)


async def test_enter_opens_an_entry_of_the_history(app, journal):
    ben = journal.contacts.find("Ben")
    reached(journal, ben, 1, note="the canal")
    reached(journal, ben, 50, note="the market")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_page(app, pilot, ben)
        await pilot.press("tab", "down", "enter")
        await pilot.pause(0.1)
        assert app.screen.form == "reached"
        assert app.screen.editor.original.note == "the market"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_a_history_without_an_entry_is_scrolled_by_its_keys(app, journal):
    async with app.run_test(size=(60, 20)) as pilot:
        page = await open_page(app, pilot, journal.contacts.find("Ben"))
        await pilot.press("tab", "end")
        await pilot.pause()
        assert app.focused is page.query_one("#history")


async def test_a_narrow_form_shows_the_name_of_the_field_that_is_changed(app, journal):
    async with app.run_test(size=(60, 24)) as pilot:
        await open_page(app, pilot, journal.contacts.find("Ben"))
        await pilot.press("e")
        await pilot.pause(0.1)
        row = app.screen.query(FormRow).first()
        assert row.region.y >= app.screen.query_one("ContactForm FormBody").region.y
        assert app.screen._compositor.render_strips()[row.region.y].text.strip().startswith("Name")


async def test_a_key_of_a_page_is_done_before_the_next_one(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        ben = journal.contacts.find("Ben")
        await open_page(app, pilot, ben)
        for key in ("e", "u", "r"):  # as fast as a terminal sends them
            app.post_message(events.Key(key, key))
        await until(
            lambda: [one.value for one in app.screen.query("ContactForm TextField")][:1] == ["ur"]
        )
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.query_one("ContactForm TextField").value == "ur"


def test_a_label_is_read_whole_where_a_language_needs_more_room():
    contact = Contact(name="Ana", relation="friend", added_on=ADDED)
    with using_language("es"):
        found = [str(content) for _field, content in field_rows(contact, (), TODAY, 35)]
    assert any(line.startswith("Momento difícil ") for line in found)
    assert not any("…" in line for line in found)
    starts = {line.index("–") for line in found if line.endswith("–")}
    assert len(starts) == 1
