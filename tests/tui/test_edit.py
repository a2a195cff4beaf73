"""Changing an entry in its form: what is typed is changed, everything else stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.activity import Activity
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.messages import OpenForm, form_name_for
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.storage import Journal
from tests.tui.burst import painted, press
from tests.tui.conftest import NOW

THEN = datetime(2026, 11, 19, 21, 30, 15, tzinfo=UTC)
LATER = THEN + timedelta(minutes=4)


@pytest.fixture
def check_in(journal: Journal) -> CheckIn:
    return journal.entries.add(
        CheckIn(
            mood=4,
            urge=0,
            sleep_hours=6.5,
            emotions=(RatedName("anxious", 7), RatedName("hopeful")),
            needs=("tired", "lonely"),
            goal_today="partly",
            good_moment="tea with ☕ ana",
            note="two\nlines",
            share=True,
            occurred_at=THEN,
            recorded_at=LATER,
        )
    )


async def settled(pilot) -> None:
    """Wait until everything that was set off has been done."""
    await pilot.pause()
    await painted(pilot.app)


async def opened(app: JournalApp, pilot, form, entry, values=None):
    await app.forms.open_form(OpenForm(form, values or {}, entry))
    await painted(app)
    return app.screen


def without(record, *names):
    return {
        name: getattr(record, name)
        for name in ("occurred_at", "recorded_at", "uuid", "note", "share", *record.fields)
        if name not in names
    }


async def test_a_form_to_change_an_entry_shows_everything_that_is_stored(app, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", check_in.id)
        assert "Check-in" in form.title_text, "its heading says which entry it is"
        assert "19" in form.title_text
        assert "21:30" in form.title_text
        rows = form.rows
        assert rows["mood"].control_value == 4
        assert rows["urge"].control_value == 0
        assert rows["sleep_hours"].control_value == "6.5"
        assert [one.label for one in rows["emotions"].control_value] == ["anxious", "hopeful"]
        assert set(rows["needs"].control_value) == {"tired", "lonely"}
        assert rows["note"].control_value == "two\nlines"
        assert rows["share"].control_value is True
        assert form.query_one("#more").display
        assert not app.forms.has_unsaved_text()


async def test_only_what_was_typed_is_changed(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "8", "enter")
        assert app.screen.heading == "Today"
    after = journal.entries.get(check_in.id)
    assert after.mood == 8
    assert without(after, "mood") == without(check_in, "mood")


async def test_saving_without_a_change_writes_nothing(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "enter")
        assert app.screen.heading == "Today"
    assert journal.undo().action == "add"  # the newest change is still the check-in itself


async def test_a_field_emptied_is_not_recorded(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", check_in.id)
        for name in ("urge", "sleep_hours", "emotions", "needs", "goal_today", "note", "share"):
            form.rows[name].control_value = None if name != "needs" else ()
        form.rows["good_moment"].control_value = ""
        await press(pilot, "ctrl+s")
    after = journal.entries.get(check_in.id)
    assert (after.urge, after.sleep_hours, after.goal_today) == (None, None, None)
    assert (after.emotions, after.needs) == ((), ())
    assert (after.good_moment, after.note, after.share) == (None, None, False)
    assert after.mood == 4


async def test_a_change_is_taken_back_by_ctrl_z(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "9", "enter")
        await press(pilot, "ctrl+z")
    assert journal.entries.get(check_in.id) == check_in


async def test_another_time_moves_the_entry_to_its_day(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", check_in.id)
        form.rows["when"].control_value = "2026-11-18 07:15"
        await press(pilot, "enter")
    after = journal.entries.get(check_in.id)
    assert f"{after.occurred_at:%Y-%m-%d %H:%M}" == "2026-11-18 07:15"
    assert f"{after.local_date}" == "2026-11-18"
    assert after.recorded_at == check_in.recorded_at


async def test_an_entry_from_another_zone_keeps_its_zone(app, journal):
    there = datetime.fromisoformat("2026-11-19T21:30:00+05:45")
    entry = journal.entries.add(CheckIn(mood=3, occurred_at=there, recorded_at=LATER))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", entry.id)
        assert form.rows["when"].control_value == "2026-11-19 21:30+05:45"
        form.rows["when"].control_value = "2026-11-19 22:30+05:45"
        await press(pilot, "enter")
    after = journal.entries.get(entry.id)
    assert after.occurred_at.isoformat() == "2026-11-19T22:30:00+05:45"


async def test_a_time_to_come_is_refused_beside_its_row(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", check_in.id)
        form.rows["when"].control_value = "tomorrow"
        await press(pilot, "ctrl+s")
        assert "still to come" in str(form.rows["when"].query_one(".row--error").render())
    assert journal.entries.get(check_in.id) == check_in


async def test_a_try_stays_a_try(app, journal):
    ben = journal.contacts.find("Ben")
    entry = journal.entries.add(
        ReachOut(
            contacts=(ContactRef(ben.id, ben.name),),
            outcome="no_answer",
            channel="call",
            minutes=12_345_678,
            support_received=("practical", "emotional"),
            honest=False,
            occurred_at=THEN,
            recorded_at=LATER,
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "reached", entry.id)
        assert form.title_text.startswith("Tried")
        form.rows["channel"].control_value = "video"
        await press(pilot, "ctrl+s")
    after = journal.entries.get(entry.id)
    assert (after.outcome, after.channel, after.minutes) == ("no_answer", "video", 12_345_678)
    assert without(after, "channel") == without(entry, "channel")


async def test_what_an_entry_needs_is_not_emptied(app, journal):
    ben = journal.contacts.find("Ben")
    who = (ContactRef(ben.id, ben.name),)
    entry = journal.entries.add(
        ReachOut(contacts=who, outcome="declined", occurred_at=THEN, recorded_at=LATER)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "reached", entry.id)
        form.rows["outcome"].control_value = None
        await press(pilot, "ctrl+s")
        assert "needs" in str(form.rows["outcome"].query_one(".row--error").render())
    assert journal.entries.get(entry.id) == entry


async def test_an_entry_about_someone_deleted_can_be_changed(app, journal):
    ben = journal.contacts.find("Ben")
    who = (ContactRef(ben.id, ben.name),)
    entry = journal.entries.add(ReachOut(contacts=who, occurred_at=THEN, recorded_at=LATER))
    journal.contacts.delete(ben.id)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "reached", entry.id)
        form.rows["minutes"].control_value = "20"
        await press(pilot, "ctrl+s")
    after = journal.entries.get(entry.id)
    assert after.minutes == 20
    assert [(ref.id, ref.name) for ref in after.contacts] == [(None, "someone")]


async def test_an_urge_keeps_what_its_form_has_no_row_for(app, journal):
    ben = journal.contacts.find("Ben")
    led_to = journal.entries.add(
        ReachOut(contacts=(ContactRef(ben.id, ben.name),), occurred_at=THEN, recorded_at=LATER)
    )
    entry = journal.entries.add(
        Urge(
            peak=8,
            triggers=("lonely", "my own_word"),
            coping=(RatedName("breathing", 2),),
            contacts=(ContactRef(ben.id, ben.name),),
            reach_out=led_to.id,
            occurred_at=THEN,
            recorded_at=LATER,
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "urge", entry.id)
        await press(pilot, "6", "enter")
    after = journal.entries.get(entry.id)
    assert after.peak == 6
    assert without(after, "peak") == without(entry, "peak")


async def test_a_meeting_can_get_another_name(app, journal):
    group = journal.contacts.add(
        with_defaults(
            Contact(name="Tuesday group", relation="recovery_group", added_on=THEN.date())
        )
    )
    entry = journal.entries.add(
        Meeting(
            name="Tuesday group",
            contacts=(ContactRef(group.id, group.name),),
            program="my own_program",
            status="left_early",
            takeaway="one thing",
            occurred_at=THEN,
            recorded_at=LATER,
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "meeting", entry.id)
        form.rows.focus("name")
        await press(pilot, *"Another", "enter", "enter")
    after = journal.entries.get(entry.id)
    assert (after.name, after.contacts) == ("Another", ())
    assert without(after, "name", "contacts") == without(entry, "name", "contacts")


async def test_a_planned_meeting_may_lie_ahead_and_one_attended_may_not(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"mFriday", "enter")
        rows = app.screen.rows
        rows["when"].control_value = "2026-11-27 19:00"
        await press(pilot, "ctrl+s")
        assert "still to come" in str(rows["when"].query_one(".row--error").render())
        rows["status"].control_value = "planned"
        await press(pilot, "ctrl+s")
    (entry,) = journal.entries.timeline()[0]
    assert (entry.status, f"{entry.local_date}") == ("planned", "2026-11-27")


async def test_f8_deletes_the_entry_and_ctrl_z_brings_it_back(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "f8")
        assert app.screen.heading == "Today"
        assert journal.entries.timeline()[0] == []
        await press(pilot, "ctrl+z")
    assert journal.entries.get(check_in.id) == check_in


async def test_a_new_form_has_nothing_to_delete(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "7", "f8")
        assert app.screen.heading == "Check in"
    assert journal.entries.timeline()[0] == [check_in]


async def test_an_entry_that_is_gone_says_so_and_closes(app, journal, check_in):
    journal.entries.delete(check_in.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        assert app.screen.heading == "Today"
        assert "not in the journal any more" in [*app._notifications][-1].message


async def test_an_entry_deleted_while_it_is_open_says_so_and_is_not_made_again(
    app, journal, check_in
):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "9")
        journal.entries.delete(check_in.id)
        await press(pilot, "enter")
        assert app.screen.heading == "Today"
        assert "not in the journal any more" in [*app._notifications][-1].message
    assert journal.entries.timeline()[0] == []


async def test_a_change_made_elsewhere_meanwhile_is_shown_or_else_stays(app, journal, check_in):
    async with app.run_test(size=(80, 24)) as pilot:
        form = await opened(app, pilot, "check_in", check_in.id)
        journal.entries.edit(check_in.id, stress=9)
        app.poll_changes()
        await settled(pilot)
        assert form.rows["stress"].control_value == 9
        await press(pilot, "8")
        journal.entries.edit(check_in.id, sleep_hours=3.0)
        app.poll_changes()
        await press(pilot, "enter")
    after = journal.entries.get(check_in.id)
    assert (after.mood, after.stress, after.sleep_hours) == (8, 9, 3.0)


async def test_what_was_typed_waits_for_this_entry_alone(app, journal, check_in):
    other = journal.entries.add(replace(check_in, id=0, uuid="", mood=1))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "check_in", check_in.id)
        await press(pilot, "9", "escape")
        assert app.forms.drafts
        form = await opened(app, pilot, "check_in", other.id)
        assert form.rows["mood"].control_value == 1
        await press(pilot, "escape")
        form = await opened(app, pilot, "check_in", check_in.id)
        assert form.rows["mood"].control_value == 9
        await press(pilot, "ctrl+r")
        assert form.rows["mood"].control_value == 4


async def test_values_given_besides_are_changes_of_the_entry(app, journal):
    entry = journal.entries.add(Urge(peak=8, occurred_at=THEN, recorded_at=LATER))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "urge", entry.id, {"after": 3})
        await press(pilot, "enter")
    after = journal.entries.get(entry.id)
    assert (after.peak, after.after) == (8, 3)
    assert NOW > after.recorded_at == LATER


async def test_hard_text_comes_back_as_it_was(app, journal):
    text = "\x1b[31m [bold] 👩‍👩‍👧 السلام" + "x" * 10_000
    entry = journal.entries.add(
        CheckIn(mood=1, note=text, good_moment=text, occurred_at=THEN, recorded_at=LATER)
    )
    async with app.run_test(size=(60, 24)) as pilot:
        await opened(app, pilot, "check_in", entry.id)
        assert "\x1b[31m" not in app.export_screenshot()
        await press(pilot, "2", "enter")
    after = journal.entries.get(entry.id)
    assert (after.mood, after.note, after.good_moment) == (2, text, text)


AT = {"occurred_at": THEN, "recorded_at": LATER, "share": True}


RECORDS = [
    Activity(activity_kind="move", name="swim", structured=False, minutes=30, enjoyment=0, **AT),
    Milestone(milestone_kind="personal", wording="90", marked_how="cake ☕", told=False, **AT),
    Reflection(body=0, mind=10, people=5, learned="a", proud_of="b", **AT),
    ReturnToUse(about="wine", **AT),
    Meeting(name="x", held_back_by=("work", "cost"), status="not_attended", **AT),
    Urge(place="home", function=("numb", "bond"), acted="no", **AT),
]


async def test_every_kind_of_entry_can_be_changed_and_keeps_the_rest(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        for record in RECORDS:
            stored = journal.entries.add(record)
            form = await opened(app, pilot, form_name_for(record.kind), stored.id)
            assert form.editor.original == stored, record.kind
            form.rows["note"].control_value = "one more thing"
            await press(pilot, "ctrl+s")
            assert app.screen.heading == "Today", record.kind
            after = journal.entries.get(stored.id)
            assert after.note == "one more thing", record.kind
            assert without(after, "note") == without(stored, "note"), record.kind
