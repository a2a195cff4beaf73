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

from recovery_journal.demo import goal, people, texts
from recovery_journal.demo.moments import Pen
from recovery_journal.demo.span import Span
from recovery_journal.demo.weeks import Week
from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.domain.keeping import Goal
from recovery_journal.domain.lists import StepHeading
from recovery_journal.domain.record import Record
from recovery_journal.domain.urge import Urge


class Life(NamedTuple):
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


def life(seed: int, until: date, weeks: int = 26, zone: tzinfo | None = None) -> Life:
    """Return the life up to ``until``, which ends on the morning of that day.

    ``weeks`` is 4 or more; each half-year has one hard fortnight in its middle.
    ``zone`` None is the machine's own.
    """
    span = Span(until, weeks, zone)
    rng = Random(seed)
    contacts = people.contacts(rng, span)
    pen = Pen(rng, span)
    records: list[Record] = []
    for number in range(weeks - 1, -1, -1):
        records += Week(pen, number).records()
    records += goal.beside(seed, span, pen.later, records)
    records.sort(key=lambda record: (record.occurred_at.replace(tzinfo=None), record.uuid))
    settings = JournalSettings(name="Robin", words=texts.WORDS)
    return Life(
        contacts, records, texts.TALK, settings, pen.led_to, goal.goal(span), goal.STEPS
    )  # fmt: skip


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

    told = life(seed, until, weeks)
    now = clock().astimezone(UTC)
    records = told.records
    if clock().date() == until:
        records = [record for record in records if record.recorded_at <= now]
    with Journal.create(path, passphrase, told.settings, clock=clock) as journal:
        with journal.at_once():
            for contact, details in told.contacts:
                journal.contacts.add(contact, details)
            journal.entries.add_many(_as_written(records, told.led_to), undoable=False)
            for text in told.talk:
                journal.talk.add(text)
            journal.goals.set(told.goal)
            for heading, text, person in told.steps:
                journal.steps.add(heading, text, person)
        journal.forget()


def _as_written(records: list[Record], led_to: dict[str, str]) -> list[Record]:
    """Return the records in the order they were written, urges pointing at what they led to.

    That order gives the ids of a new journal, 1, 2, 3, and an urge is written
    after the reach-out that it names.
    """
    written = sorted(records, key=lambda record: (record.recorded_at, record.uuid))
    ids = {record.uuid: number for number, record in enumerate(written, start=1)}
    return [
        replace(record, reach_out=ids.get(led_to.get(record.uuid, "")))
        if isinstance(record, Urge)
        else record
        for record in written
    ]
