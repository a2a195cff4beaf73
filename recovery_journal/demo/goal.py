"""The goal of the made-up life, its safety steps, and what is worth marking in it.

It is written with dice of its own, beside the days that are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from random import Random
from typing import NamedTuple

from recovery_journal.demo.moments import Pen, clamp, ref
from recovery_journal.demo.people import AMELIE, LINH, MARCUS, OSEI, YUSUF
from recovery_journal.demo.span import HALF_YEAR, Span
from recovery_journal.domain.activity import Activity
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.keeping import Goal
from recovery_journal.domain.lists import ActivityKind, MilestoneKind, StepHeading
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.record import Record
from recovery_journal.domain.reflection import Reflection
from recovery_journal.rules.days import local_date

DAY_ENDS = time(3)
MARKED_DAYS = (7, 30, 60, 90, 180, 365)


class Deed(NamedTuple):
    """One kind of activity: what it is, when, for how long, and with whom."""

    kind: ActivityKind
    name: str
    minute: int
    minutes: int
    person: int | None = None
    structured: bool = False


DEEDS = (
    Deed("move", "swimming, twenty lengths", 1080, 45, structured=True),
    Deed("nature", "the long walk along the canal", 1010, 60),
    Deed("home", "bread, the slow kind", 960, 90),
    Deed("play", "chess at the tea house", 1065, 80, YUSUF),
    Deed("rest", "a hot bath and the second half of the book", 1170, 50),
    Deed("create", "drew the heron from memory", 1155, 40),
    Deed("learn", "an hour of Vietnamese with Linh", 1095, 60, LINH, True),
    Deed("social", "market and soup with Amélie", 690, 120, AMELIE),
    Deed("nature", "balcony: seeds from Ilse", 930, 30),
)
LEARNED = (
    "A plan for Friday made on Thursday holds.",
    "Eating at six makes seven o'clock easier.",
    "I can leave early and still belong there.",
    "Tired is not the same as thirsty.",
    "Saying it out loud makes it half the size.",
)
PROUD_OF = (
    "Rang Marcus in the middle of it, not after it.",
    "Told the group one true thing.",
    "Opened the letter.",
    "A whole weekend with Amélie, awake for all of it.",
    "Said no at the birthday, and stayed for the cake.",
)
MARKED_HOW = ("pancakes with Amélie", "a new book", "told the circle", "the good tea", None)
# How many days before the end, of which kind, and which one.
ONCE: tuple[tuple[int, MilestoneKind, str], ...] = (
    (5, "service", "Opened the room for the Thursday circle"),
    (23, "relationship", "A weekend away with Amélie, and rested after it"),
    (58, "skill", "Rang Marcus in the middle of it, not after it"),
)
STEPS: tuple[tuple[StepHeading, str, int | None], ...] = (
    ("warning_signs", "Two bad nights in a row", None),
    ("warning_signs", "I stop answering Linh", None),
    ("alone", "Cold water on my wrists, then the long way round", None),
    ("alone", "Eat something warm", None),
    ("distraction", "Tea house with يوسف", YUSUF),
    ("people_to_tell", "Marcus, in the middle of it", MARCUS),
    ("people_to_tell", "Amélie", AMELIE),
    ("professionals", "Dr Osei, by day", OSEI),
    ("surroundings", "Nothing in the house; bread from the market, not the shop", None),
    ("worth_staying_for", "Sunday mornings that are mine", None),
)


def goal(span: Span) -> Goal:
    """Return the goal, held from the first day on."""
    return Goal(
        goal_kind="abstain",
        wording="Evenings without wine, one at a time",
        chosen_by="me",
        start=span.day(span.days - 1),
        review_on=span.day(-40),
        reasons="Sleep. Remembering the film. Amélie. Mornings.",
    )


def beside(seed: int, span: Span, later: dict[int, int], told: Sequence[Record]) -> list[Record]:
    """Return milestones, activities and reflections on days on which something was told.

    ``later`` are the days that were written down only some days after.
    """
    pen = Pen(Random(f"{seed} beside"), span)
    pen.later = later
    open_days = {local_date(record.occurred_at, DAY_ENDS) for record in told}
    backs = sorted(((span.until - day).days for day in open_days), reverse=True)
    found: list[Record] = []
    for back in backs:
        if back < 1:  # the last morning holds nothing more
            continue
        if pen.chance(10 if span.depth(back) >= 2 else 38):
            found.append(_activity(pen, back))
        if span.day(back).weekday() == 6 and pen.chance(80):
            found.append(_reflection(pen, back))
    return found + _milestones(pen, set(backs), told)


def _activity(pen: Pen, back: int) -> Activity:
    deed: Deed = pen.draw(DEEDS)
    enjoyed = clamp(6 + pen.rng.randrange(0, 4) - pen.span.depth(back))
    return Activity(
        activity_kind=deed.kind,
        name=deed.name,
        structured=deed.structured,
        with_whom="alone" if deed.person is None else "with_people",
        contacts=() if deed.person is None else (ref(deed.person),),
        minutes=deed.minutes if pen.chance(70) else None,
        enjoyment=enjoyed if pen.chance(85) else None,
        **pen.stamp(back, deed.minute, deed.minutes),
    )


def _reflection(pen: Pen, back: int) -> Reflection:
    level = (pen.span.level(back) + 5) // 10

    def mark() -> int | None:
        return clamp(level + pen.rng.randrange(-1, 2)) if pen.chance(92) else None

    return Reflection(
        body=mark(),
        mind=mark(),
        people=mark(),
        purpose=mark(),
        learned=pen.maybe(55, LEARNED),
        proud_of=pen.maybe(55, PROUD_OF),
        **pen.stamp(back, 1230 + pen.rng.randrange(60)),
    )


def _milestones(pen: Pen, backs: set[int], told: Iterable[Record]) -> list[Record]:
    """Return the milestones: round numbers of days recorded as met, and a few of their own."""
    found: list[Record] = []
    for n, day in enumerate(_days_met(told), start=1):
        back = (pen.span.until - day).days
        if back >= 1 and (n in MARKED_DAYS or n % 365 == 0):
            found.append(_milestone(pen, back, "days_toward_goal", f"{n} evenings"))
    for wanted, kind, wording in ONCE:
        near = [back for back in backs if wanted <= back < min(wanted + 7, HALF_YEAR)]
        if near:
            found.append(_milestone(pen, min(near), kind, wording))
    return found


def _milestone(pen: Pen, back: int, kind: MilestoneKind, wording: str) -> Milestone:
    return Milestone(
        milestone_kind=kind,
        wording=wording,
        marked_how=pen.draw(MARKED_HOW),
        told=pen.rng.choice((True, True, None)),
        **pen.stamp(back, 1305),
    )


def _days_met(told: Iterable[Record]) -> list[date]:
    """Return the days recorded as met, in their order; the last word of a day counts."""
    days: dict[date, str] = {}
    for record in sorted(told, key=lambda one: one.occurred_at):
        if isinstance(record, CheckIn) and record.goal_today in ("met", "partly", "not_met"):
            days[local_date(record.occurred_at, DAY_ENDS)] = record.goal_today
    return sorted(day for day, word in days.items() if word == "met")
