"""The journals that are measured: made-up entries of mixed kinds, and the demo's life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.plan import PASSPHRASE, WEEKS, WORD

if TYPE_CHECKING:
    from recovery_journal.domain.fields import ContactRef
    from recovery_journal.domain.lists import Relation
    from recovery_journal.domain.record import Record

PEOPLE = 50
_EVERY = timedelta(hours=3)
_TEXT = """
slow coffee bus rain letter garden quiet tired phone call kept sat bench morning evening kitchen
light window book radio train sleep dinner stairs market cold warm blue bread door talk again
first little long after before away home under near early late soft loud same
"""
_WORDS = _TEXT.split()
# Ten entries in a row: c a check-in, r a reach-out, u an urge.
_KINDS = "ccrccuccrc"
_RELATIONS: tuple[Relation, ...] = ("friend", "family", "peer_in_recovery", "sponsor_mentor")


class Made(NamedTuple):
    """One made-up entry, whatever program it is for."""

    back: int
    kind: str
    at: datetime
    note: str


def made(size: int, now: datetime) -> Iterator[Made]:
    """Give made-up entries, oldest first; the newest ten are the same for every size.

    The word that is searched stands in each of the newest ten, so that every
    search prints the same, and in one of ten of the others.
    """
    for back in range(size, 0, -1):
        dice = Random(back)
        note = [dice.choice(_WORDS) for _ in range(20)]
        if back <= 10 or back % 10 == 0:
            note[dice.randrange(20)] = WORD
        yield Made(back, _KINDS[back % 10], now - back * _EVERY, " ".join(note))


def write_journal(path: Path, size: int, *, encrypted: bool, now: datetime) -> None:
    """Write a journal of ``size`` entries and 50 contacts through storage."""
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.fields import ContactRef
    from recovery_journal.domain.journal import JournalSettings
    from recovery_journal.storage import Journal

    passphrase = PASSPHRASE if encrypted else None
    with Journal.create(path, passphrase, JournalSettings(), clock=lambda: now) as journal:
        refs: list[ContactRef] = []
        for number in range(PEOPLE):
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
        records = (_record(one, refs) for one in made(size, now))
        journal.entries.add_many(records, undoable=False)
        journal.forget()


def _record(one: Made, refs: list[ContactRef]) -> Record:
    from recovery_journal.domain.check_in import CheckIn
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge

    back, at, note = one.back, one.at, one.note
    if one.kind == "r":
        return ReachOut(
            occurred_at=at,
            recorded_at=at,
            note=note,
            contacts=(refs[back % PEOPLE],),
            channel="call",
            minutes=back % 40,
        )
    if one.kind == "u":
        return Urge(occurred_at=at, recorded_at=at, note=note, peak=back % 11, triggers=("lonely",))
    return CheckIn(occurred_at=at, recorded_at=at, note=note, mood=back % 11, urge=back % 7)


def write_life(path: Path, label: str, until: date, now: datetime) -> None:
    """Write the demo's life over one year or fifty, at the same pace."""
    from recovery_journal.demo import write_demo

    write_demo(path, seed=1, until=until, passphrase=None, clock=lambda: now, weeks=WEEKS[label])
