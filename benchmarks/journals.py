"""The journals that are measured: made-up entries of mixed kinds, and the demo's life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.plan import PASSPHRASE, WEEKS, WORD

if TYPE_CHECKING:
    from recovery_journal.domain.choices import Relation
    from recovery_journal.domain.fields import ContactRef
    from recovery_journal.domain.record import Record

CONTACT_COUNT = 50
_INTERVAL = timedelta(hours=3)
_TEXT = """
slow coffee bus rain letter garden quiet tired phone call kept sat bench morning evening kitchen
light window book radio train sleep dinner stairs market cold warm blue bread door talk again
first little long after before away home under near early late soft loud same
"""
_NOTE_WORDS = _TEXT.split()
# Ten entries in a row: c a check-in, r a reach-out, u an urge.
_KINDS = "ccrccuccrc"
_RELATIONS: tuple[Relation, ...] = ("friend", "family", "peer_in_recovery", "sponsor_mentor")


class GeneratedEntry(NamedTuple):
    """One made-up entry, whatever program it is for."""

    age: int
    kind: str
    occurred_at: datetime
    note: str


def generate_entries(size: int, now: datetime) -> Iterator[GeneratedEntry]:
    """Give made-up entries, oldest first; the newest ten are the same for every size.

    The word that is searched stands in each of the newest ten, so that every
    search prints the same, and in one of ten of the others.
    """
    for age in range(size, 0, -1):
        rng = Random(age)
        note = [rng.choice(_NOTE_WORDS) for _ in range(20)]
        if age <= 10 or age % 10 == 0:
            note[rng.randrange(20)] = WORD
        yield GeneratedEntry(age, _KINDS[age % 10], now - age * _INTERVAL, " ".join(note))


def write_journal(path: Path, size: int, *, encrypted: bool, now: datetime) -> None:
    """Write a journal of ``size`` entries and 50 contacts through storage."""
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.fields import ContactRef
    from recovery_journal.domain.journal_settings import JournalSettings
    from recovery_journal.storage import Journal

    passphrase = PASSPHRASE if encrypted else None
    with Journal.create(path, passphrase, JournalSettings(), clock=lambda: now) as journal:
        refs: list[ContactRef] = []
        for number in range(CONTACT_COUNT):
            contact = journal.contacts.add(
                Contact(
                    name=f"Person {number + 1}",
                    relation=_RELATIONS[number % len(_RELATIONS)],
                    ring=number % 3 + 1,
                    cadence_days=7 * (number % 4 + 1),
                    added_on=now.date(),
                )
            )
            refs.append(ContactRef(contact.id, contact.name))
        records = (_record(entry, refs) for entry in generate_entries(size, now))
        journal.entries.add_many(records, undoable=False)
        journal.purge_undo()


def _record(entry: GeneratedEntry, refs: list[ContactRef]) -> Record:
    from recovery_journal.domain.check_in import CheckIn
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge

    age, occurred_at, note = entry.age, entry.occurred_at, entry.note
    if entry.kind == "r":
        return ReachOut(
            occurred_at=occurred_at,
            recorded_at=occurred_at,
            note=note,
            contacts=(refs[age % CONTACT_COUNT],),
            channel="call",
            minutes=age % 40,
        )
    if entry.kind == "u":
        return Urge(
            occurred_at=occurred_at,
            recorded_at=occurred_at,
            note=note,
            peak=age % 11,
            triggers=("lonely",),
        )
    return CheckIn(
        occurred_at=occurred_at, recorded_at=occurred_at, note=note, mood=age % 11, urge=age % 7
    )


def write_demo_journal(path: Path, label: str, until: date, now: datetime) -> None:
    """Write the demo's life over one year or fifty, at the same pace."""
    from recovery_journal.demo import write_demo

    write_demo(path, seed=1, until=until, passphrase=None, clock=lambda: now, weeks=WEEKS[label])
