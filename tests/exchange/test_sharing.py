"""Gathering a page from a real journal, and writing it with its line in the log."""

import json
import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import AlreadyExists, BadValue, CannotWrite
from recovery_journal.queries.share_page import page_format, write_page
from recovery_journal.queries.week import load_week
from recovery_journal.report.week.render import FORMATS, render_week
from recovery_journal.report.week.section_labels import summarize_week
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.week.build import (
    DEFAULT_SECTIONS,
    WeekOptions,
    make_options,
)
from recovery_journal.storage import Journal

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
WEEK = WeekOptions(period_from=date(2026, 11, 16), period_to=date(2026, 11, 22))
PAGE = b"A page.\n"


@pytest.fixture
def journal(tmp_path):
    with Journal.create(
        tmp_path / "journal.db", None, JournalSettings(name="Robin Kay"), clock=lambda: NOW
    ) as journal:
        yield journal


def left(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("path", "asked", "found"),
    [
        ("week.md", None, "md"),
        ("week.MD", None, "md"),
        ("week.txt", None, "txt"),
        ("week.json", None, "json"),
        ("week", None, "md"),
        ("week.doc", None, "md"),
        (None, None, "md"),
        ("week.md", "txt", "txt"),
        (None, "JSON", "json"),
    ],
)
def test_the_format_is_the_one_asked_for_else_that_of_the_suffix(path, asked, found):
    assert page_format(None if path is None else Path(path), asked) == found


@pytest.mark.parametrize(
    ("path", "asked"), [("week.html", None), ("week.PDF", None), (None, "pdf"), (None, "html")]
)
def test_a_format_of_a_later_version_is_refused_calmly(path, asked):
    with pytest.raises(BadValue, match="not in this version yet"):
        page_format(None if path is None else Path(path), asked)


def test_an_unknown_format_is_refused():
    with pytest.raises(BadValue, match="md, txt or json"):
        page_format(None, "docx")


def test_a_page_is_written_for_the_user_alone_and_logged(journal, folder):
    chosen = replace(
        WEEK,
        sections=DEFAULT_SECTIONS | {"notes"},
        names=True,
        own_words=True,
        for_whom="my counselor",
    )
    line = write_page(journal, PAGE, folder / "week.txt", chosen, "txt", NOW)
    assert (folder / "week.txt").read_bytes() == PAGE
    assert stat.S_IMODE((folder / "week.txt").stat().st_mode) == 0o600
    assert left(folder) == ["week.txt"]
    (logged,) = journal.sharing_log.list()
    assert logged == line
    assert logged.sha256 == sha256(PAGE).hexdigest()
    assert logged.shared_at == NOW
    assert (logged.period_from, logged.period_to) == (WEEK.period_from, WEEK.period_to)
    assert logged.sections == (
        "header",
        "talk",
        "glance",
        "urges",
        "helped",
        "connection",
        "goal",
        "compared",
        "footer",
        "own_words",
    )
    assert (logged.names, logged.programs, logged.for_whom, logged.file_format) == (
        True,
        False,
        "my counselor",
        "txt",
    )


def test_a_file_that_is_there_is_left_as_it_was(journal, folder):
    (folder / "week.md").write_text("mine")
    with pytest.raises(AlreadyExists, match="left as it is"):
        write_page(journal, PAGE, folder / "week.md", WEEK, "md", NOW)
    assert (folder / "week.md").read_text() == "mine"
    assert left(folder) == ["week.md"]
    assert not journal.sharing_log.list()


def test_a_link_to_nowhere_is_a_file_that_is_there(journal, folder):
    (folder / "week.md").symlink_to(folder / "elsewhere.md")
    with pytest.raises(AlreadyExists):
        write_page(journal, PAGE, folder / "week.md", WEEK, "md", NOW)
    assert left(folder) == ["week.md"]


def test_a_file_that_appears_meanwhile_is_left_as_it_was(journal, folder, monkeypatch):
    (folder / "week.md").write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    with pytest.raises(AlreadyExists):
        write_page(journal, PAGE, folder / "week.md", WEEK, "md", NOW)
    assert (folder / "week.md").read_text() == "mine"
    assert left(folder) == ["week.md"]


def test_a_folder_that_is_not_there_is_not_made(journal, folder):
    with pytest.raises(CannotWrite, match="there is no folder"):
        write_page(journal, PAGE, folder / "typo" / "week.md", WEEK, "md", NOW)
    assert not left(folder)
    assert not journal.sharing_log.list()


def test_a_full_disk_leaves_nothing_half_written(journal, folder, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", lambda *_: full(0))
        patched.setattr(os, "open", lambda *_args, **_more: full(0))
        with pytest.raises(CannotWrite, match="No space left"):
            write_page(journal, PAGE, folder / "week.md", WEEK, "md", NOW)
    assert not left(folder)
    assert not journal.sharing_log.list()


def test_without_its_line_in_the_log_there_is_no_file(journal, folder, monkeypatch):
    def refuse(self, shared):
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(type(journal.sharing_log), "add", refuse)
    with pytest.raises(CannotWrite):
        write_page(journal, PAGE, folder / "week.md", WEEK, "md", NOW)
    assert not left(folder)


# from the journal to the page

SECRETS = {
    "phone": "555-0199",
    "email": "maya@example.org",
    "address": "12 Canal Street",
    "boundary": "no lending of money",
    "place": "Anchor pub",
    "about": "the wine",
    "note": "a note of my own",
    "takeaway": "a thing I took away",
    "topic": "the topic of the night",
    "thought": "one will not matter",
    "meeting": "Harbour circle",
    "program": "LifeRing",
    "moment": "a moment not shared",
    "influence": "protective",
    "name": "Maya",
    "writer": "Robin",
}


def at(day, hour=20):
    moment = datetime(2026, 11, 16, hour, tzinfo=UTC) + timedelta(days=day)
    return {"occurred_at": moment, "recorded_at": moment}


def lived_in(journal):
    """Put a week with a secret in every field of free text into the journal."""
    s = SECRETS
    maya = Contact(
        name="Maya Lund",
        relation="peer_in_recovery",
        influence="protective",
        share_as="role",
        boundaries=s["boundary"],
        note=s["note"],
        added_on=date(2026, 1, 1),
    )
    details = [
        ContactDetail(detail_kind=kind, value=s[kind]) for kind in ("phone", "email", "address")
    ]
    maya = journal.contacts.add(with_defaults(maya), details)
    who = (ContactRef(maya.id, maya.name),)
    journal.entries.add_many(
        [
            CheckIn(mood=6, good_moment=s["moment"], note=s["note"], **at(0)),
            Urge(
                peak=7,
                about=s["about"],
                triggers=("Maya shouting",),
                thought=s["thought"],
                place=s["place"],
                place_kind="bar_or_party",
                **at(1),
            ),
            ReachOut(contacts=who, note=s["note"], **at(2)),
            Meeting(
                name=s["meeting"],
                program=s["program"],
                topic=s["topic"],
                takeaway=s["takeaway"],
                **at(3),
            ),
        ]
    )
    journal.talk_items.add("What Maya said, on 555-0199, by maya@example.org")


def page_of(journal, file_format, **choices):
    chosen = replace(make_options(NOW.date()), **choices)
    gathered = load_week(journal, chosen.period_from, chosen.period_to, NOW.date())
    return render_week(summarize_week(gathered, chosen), file_format)


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_out_by_default_is_not_on_the_page(journal, file_format):
    lived_in(journal)
    page = page_of(journal, file_format).casefold()
    assert "peer a" in page
    for secret in SECRETS.values():
        assert secret.casefold() not in page


@pytest.mark.parametrize("file_format", FORMATS)
def test_some_things_stay_in_whatever_is_on(journal, file_format):
    lived_in(journal)
    page = page_of(
        journal,
        file_format,
        sections=DEFAULT_SECTIONS | {"safety", "notes"},
        names=True,
        programs=True,
        own_words=True,
    )
    assert SECRETS["writer"] in page
    assert SECRETS["meeting"] in page
    for secret in ("phone", "email", "address", "boundary", "place", "about", "influence", "name"):
        assert SECRETS[secret].casefold() not in page.casefold()


def test_the_page_reads_the_period_and_four_weeks_before(journal):
    for day in (-29, -28, -1, 0, 6, 7):
        journal.entries.add(CheckIn(mood=5, **at(day, 12)))
    gathered = load_week(journal, WEEK.period_from, WEEK.period_to, NOW.date())
    days = [record.local_date for record in gathered.records]
    assert (days[0], days[-1], len(days)) == (date(2026, 10, 19), date(2026, 11, 22), 4)


def test_the_page_of_an_earlier_week_sees_the_network_of_that_week(journal):
    lived_in(journal)
    gathered = load_week(journal, date(2026, 11, 9), date(2026, 11, 15), NOW.date())
    assert [tie.last_connected for tie in gathered.contact_activities] == [None]


def test_the_page_of_an_empty_journal_is_a_page(journal):
    page = json.loads(page_of(journal, "json"))
    assert page["sections"]["connection"]["reached"] == 0
    assert "Nothing noted for this session." in page_of(journal, "txt")
