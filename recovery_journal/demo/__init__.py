"""The made-up life: half a year, or any number of weeks, of one invented person.

The same seed and date give the same life: everything is drawn from one
``random.Random``, nothing from the clock, and the machine's zone gives only the
offsets. The person, the people around and every word are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from random import Random
from typing import NamedTuple

from recovery_journal.demo import demo_contacts, goal, texts
from recovery_journal.demo.demo_calendar import DemoCalendar
from recovery_journal.demo.entry_factory import EntryFactory
from recovery_journal.demo.week_generator import WeekGenerator
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.record import Record
from recovery_journal.domain.urge import Urge


class DemoData(NamedTuple):
    """Everything a new journal is filled with.

    Stored in their order, the contacts get the ids 1, 2, 3 that the records
    name. The records are in the order in which they happened. ``led_to`` is the
    uuid of an urge and of the reach-out it led to. A step is its heading, its
    text, and the id of the contact it is about.
    """

    contacts: tuple[tuple[Contact, tuple[ContactDetail, ...]], ...]
    records: list[Record]
    talk: tuple[str, ...]
    settings: JournalSettings
    led_to: dict[str, str]
    goal: Goal
    steps: tuple[tuple[StepHeading, str, int | None], ...]


def build_demo_data(
    seed: int, until: date, weeks: int = 26, zone: tzinfo | None = None
) -> DemoData:
    """Return the life up to ``until``, which ends on the morning of that day.

    ``weeks`` is 4 or more; each half-year has one hard fortnight in its middle.
    ``zone`` None is the machine's own.
    """
    calendar = DemoCalendar(until, weeks, zone)
    rng = Random(seed)
    contacts = demo_contacts.build_contacts(rng, calendar)
    factory = EntryFactory(rng, calendar)
    records: list[Record] = []
    for number in range(weeks - 1, -1, -1):
        records += WeekGenerator(factory, number).records()
    records += goal.goal_records(seed, calendar, factory.recording_lag, records)
    records.sort(key=lambda record: (record.occurred_at.replace(tzinfo=None), record.uuid))
    settings = JournalSettings(name="Robin", words=texts.WORDS)
    return DemoData(
        contacts,
        records,
        texts.TALK,
        settings,
        factory.led_to,
        goal.demo_goal(calendar),
        goal.SAFETY_STEPS,
    )


def write_demo(
    path: Path,
    *,
    seed: int,
    until: date,
    passphrase: str | None,
    clock: Callable[[], datetime],
    weeks: int = 26,
) -> None:
    """Write a new journal with the made-up life; raises what ``Journal.create`` raises.

    Where ``until`` is the clock's own day, what has not happened yet is left out.
    """
    # Benchmarks and tests make lives without opening the database module.
    from recovery_journal.storage import Journal

    data = build_demo_data(seed, until, weeks)
    now = clock().astimezone(UTC)
    records = data.records
    if clock().date() == until:
        records = [record for record in records if record.recorded_at <= now]
    with Journal.create(path, passphrase, data.settings, clock=clock) as journal:
        with journal.transaction():
            for contact, details in data.contacts:
                journal.contacts.add(contact, details)
            journal.entries.add_many(_in_recorded_order(records, data.led_to), undoable=False)
            for text in data.talk:
                journal.talk_items.add(text)
            journal.goals.set(data.goal)
            for heading, text, contact_id in data.steps:
                journal.safety_steps.add(heading, text, contact_id)
        journal.purge_undo()


def _in_recorded_order(records: list[Record], led_to: dict[str, str]) -> list[Record]:
    """Return the records in the order they were written, urges pointing at what they led to.

    That order gives the ids of a new journal, 1, 2, 3, and an urge is written
    after the reach-out that it names.
    """
    ordered = sorted(records, key=lambda record: (record.recorded_at, record.uuid))
    ids = {record.uuid: number for number, record in enumerate(ordered, start=1)}
    return [
        replace(record, reach_out=ids.get(led_to.get(record.uuid, "")))
        if isinstance(record, Urge)
        else record
        for record in ordered
    ]
