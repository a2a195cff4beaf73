"""With Spanish chosen, nothing on a page or a screen is left in English.

The journal is the made-up one without its texts: what is left is the program's
own. A word counts as English that stands in the English of the catalogue and in
none of its translations.
"""

from __future__ import annotations

import hashlib
import html
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from recovery_journal import demo, helplines
from recovery_journal.app import JournalApp
from recovery_journal.cli.main import main
from recovery_journal.domain.choices import EMOTIONS, TRIGGERS, CopingCategory
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    RatedNames,
    Text,
    VocabularyNames,
)
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.record import Record
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import FormControl
from tools.translations import update

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BUILT_IN = {*EMOTIONS, *TRIGGERS, *CopingCategory.__args__}
# Names: of keys, of programs, of the fellowships, of commands and of their options.
_NAMES = (
    "ctrl enter esc escape tab home end pgup pgdn page up down left right shift space backspace"
    " journal recovery contact recovery-journal help-now md txt json smart dharma lifering women"
    " for sobriety moderation management sos"
)
NAMES = frozenset(_NAMES.split())


@cache
def vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words of the English messages, and those of their translations."""
    english: set[str] = set()
    spanish: set[str] = set()
    for message in update.read_catalog("es"):
        for text in [message.id] if isinstance(message.id, str) else message.id:
            english.update(words(text))
        for text in [message.string] if isinstance(message.string, str) else message.string or ():
            spanish.update(words(text))
    return frozenset(english), frozenset(spanish)


@cache
def sources() -> frozenset[str]:
    """The words in the names of those who published a fact."""
    named = [one.name for fact in helplines.safety_facts() for one in fact.sources]
    return frozenset(word for name in named for word in words(name))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^}]*\}", " ", text).casefold())


def english_in(text: str) -> list[str]:
    """The lines with an English word in them, each with the word."""
    english, spanish = vocabulary()
    found = []
    for line in text.splitlines():
        left = [one for one in words(line) if one in english - spanish - NAMES - sources()]
        if left:
            found.append(f"{', '.join(left)}: {line.strip()}")
    return found


def bare(record: Record) -> Record:
    """The record without a word of the person's own."""
    values: dict[str, Any] = {"note": None}
    for name, field in record.fields.items():
        value = getattr(record, name)
        if isinstance(field, ContactRefs):
            values[name] = tuple(ContactRef(one.id, f"P{one.id}") for one in value)
        elif isinstance(field, RatedNames):
            values[name] = tuple(one for one in value if one.name in BUILT_IN)
        elif isinstance(field, VocabularyNames):
            values[name] = tuple(one for one in value if one in BUILT_IN)
        elif isinstance(field, Text) and value is not None:
            values[name] = "…"
    return replace(record, **values)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of eight weeks, without a text of the person's own."""
    path = tmp_path_factory.mktemp("spanish") / "journal.db"
    told = demo.build_demo_data(1, NOW.date(), 8)
    with Journal.create(path, None, JournalSettings(), clock=lambda: NOW) as journal:
        for number, (contact, _details) in enumerate(told.contacts, start=1):
            plain = replace(contact, name=f"P{number}", note=None, boundaries=None, language=None)
            journal.contacts.add(plain)
        come = [bare(record) for record in told.records if record.recorded_at <= NOW]
        journal.entries.add_many(come, undoable=False)
        journal.talk_items.add("…")
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path, home: Path) -> Path:
    """A copy of it, with Spanish chosen."""
    settings = home / "config" / "recovery-journal" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"language": "es", "country": "ES"}')
    return Path(shutil.copy(made, tmp_path))


def test_the_check_hears_an_english_word() -> None:
    assert english_in("2 tried since\nhace 2 días") == ["tried, since: 2 tried since"]


@pytest.mark.parametrize(
    "line",
    [
        "week --format txt --with safety",
        "week --format md --names --programs --with own_words",
        "timeline --limit 500",
        "network",
        "network --list",
        "network --gaps",
        "today",
        "today --date 2026-11-18",
        "suggest",
        "suggest --hard-moment --support emotional",
        "help-now",
        "contact list --all",
        "contact show 1",
        "show 5",
        "trends",
        "due",
        "goal",
        "milestone",
        "steps",
        "return-to-use",
    ],
)
def test_a_command_says_nothing_in_english(
    path: Path, line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", str(path))
    monkeypatch.setenv("RECOVERY_JOURNAL_NOW", NOW.isoformat())
    main(line.split())

    shown = capsys.readouterr()
    assert shown.out + shown.err
    found = english_in(without_paths(shown.out + shown.err))
    assert not found, "\n".join(found)


def without_paths(text: str) -> str:
    """Without files, addresses, what to type, and who published a fact: names, all of them."""
    text = re.sub(r"(fuente|source): .*", "", text)
    text = re.sub(r"recovery-journal .*|Recovery Journal \S+", "", text)
    return re.sub(r"\S*/\S+|--\S+", "", text)


def drawn(app: JournalApp) -> str:
    """What stands on the screen, line by line."""
    lines = re.findall(r"<text[^>]*>([^<]*)</text>", app.export_screenshot())
    return "\n".join(html.unescape(line).replace("\xa0", " ") for line in lines)


def test_every_page_of_the_week_fits_its_columns(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", str(path))
    monkeypatch.setenv("RECOVERY_JOURNAL_NOW", NOW.isoformat())
    main(["week", "--format", "txt", "--with", "safety", "--of", date(2026, 11, 10).isoformat()])

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 60
    # A label that was cut says less than it should.
    assert not [line for line in lines if re.match(r"  \S.{21,}… ", line)]


@pytest.mark.parametrize(
    "keys",
    ["1", "2", "3", "4", "5", "6", "7", "c", "u", "r", "m", "a", "w", "o", "comma", "f3", "f4",
     "ctrl+g", "question_mark", "slash"],
)  # fmt: skip
async def test_a_screen_says_nothing_in_english(path: Path, keys: str) -> None:
    app = JournalApp(path, clock=lambda: NOW)
    async with app.run_test(size=(150, 60)) as pilot:
        await pilot.press(keys)
        await pilot.pause()
        shown = drawn(app)
    assert app.session.journal is not None
    app.session.journal.close()

    found = english_in(without_paths(shown))
    assert not found, "\n".join(found)


# ---- the weekly page in another language than the app -----------------------


async def test_the_page_is_in_the_language_chosen_beside_it(path: Path) -> None:
    app = JournalApp(path, clock=lambda: NOW)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        screen: Any = app.screen
        assert screen.text.startswith("# Resumen semanal")

        row = screen.rows["language"]
        row.control.value = "en"
        row.control.post_message(FormControl.Changed())
        await pilot.pause()
        shown = str(screen.query_one("#page").content)

        assert screen.text.startswith("# Weekly summary")
        assert shown.startswith("# Weekly summary")
        assert screen.query_one("#page-side").border_title == "exactamente lo que se escribirá"
    assert app.session.journal is not None
    app.session.journal.close()


async def test_what_is_written_is_the_page_in_its_language(path: Path, tmp_path: Path) -> None:
    app = JournalApp(path, clock=lambda: NOW)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        screen: Any = app.screen
        screen.rows["language"].control.value = "en"
        page = screen.text
        await pilot.press("s")
        await pilot.pause()
        assert "Escribir esta página" in drawn(app)
        app.screen.query_one("TextField").value = str(tmp_path / "page.md")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.session.journal is not None
        (line,) = app.session.journal.sharing_log.list()
    app.session.journal.close()

    written = (tmp_path / "page.md").read_bytes()
    assert written == page.encode()
    assert page.startswith("# Weekly summary")
    assert line.sha256 == hashlib.sha256(written).hexdigest()
