"""The goal of the made-up life, its safety steps, and what is worth marking in it.

It is written with dice of its own, beside the days that are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from random import Random
from typing import NamedTuple

from recovery_journal.demo.demo_calendar import HALF_YEAR, DemoCalendar
from recovery_journal.demo.demo_contacts import AMELIE, LINH, MARCUS, OSEI, YUSUF
from recovery_journal.demo.entry_factory import EntryFactory, clamp, contact_ref
from recovery_journal.domain.activity import Activity
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.choices import ActivityKind, MilestoneKind, StepHeading
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.record import Record
from recovery_journal.domain.reflection import Reflection
from recovery_journal.rules.days import local_date

DAY_ENDS_AT = time(3)
MILESTONE_DAYS = (7, 30, 60, 90, 180, 365)


class DemoActivity(NamedTuple):
    """One kind of activity: what it is, when, for how long, and with whom."""

    kind: ActivityKind
    name: str
    minute: int
    minutes: int
    contact_id: int | None = None
    structured: bool = False


ACTIVITIES = (
    DemoActivity("move", "swimming, twenty lengths", 1080, 45, structured=True),
    DemoActivity("nature", "the long walk along the canal", 1010, 60),
    DemoActivity("home", "bread, the slow kind", 960, 90),
    DemoActivity("play", "chess at the tea house", 1065, 80, YUSUF),
    DemoActivity("rest", "a hot bath and the second half of the book", 1170, 50),
    DemoActivity("create", "drew the heron from memory", 1155, 40),
    DemoActivity("learn", "an hour of Vietnamese with Linh", 1095, 60, LINH, True),
    DemoActivity("social", "market and soup with Amélie", 690, 120, AMELIE),
    DemoActivity("nature", "balcony: seeds from Ilse", 930, 30),
)
LESSONS = (
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
CELEBRATIONS = ("pancakes with Amélie", "a new book", "told the circle", "the good tea", None)
# How many days before the end, of which kind, and which one.
ONE_TIME_MILESTONES: tuple[tuple[int, MilestoneKind, str], ...] = (
    (5, "service", "Opened the room for the Thursday circle"),
    (23, "relationship", "A weekend away with Amélie, and rested after it"),
    (58, "skill", "Rang Marcus in the middle of it, not after it"),
)
SAFETY_STEPS: tuple[tuple[StepHeading, str, int | None], ...] = (
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


def demo_goal(calendar: DemoCalendar) -> Goal:
    """Return the goal, held from the first day on."""
    return Goal(
        goal_kind="abstain",
        wording="Evenings without wine, one at a time",
        chosen_by="me",
        start=calendar.day(calendar.days - 1),
        review_on=calendar.day(-40),
        reasons="Sleep. Remembering the film. Amélie. Mornings.",
    )


def goal_records(
    seed: int, calendar: DemoCalendar, recording_lag: dict[int, int], records: Sequence[Record]
) -> list[Record]:
    """Return milestones, activities and reflections on days on which something was told.

    ``recording_lag`` are the days that were written down only some days after.
    """
    factory = EntryFactory(Random(f"{seed} beside"), calendar)
    factory.recording_lag = recording_lag
    open_days = {local_date(record.occurred_at, DAY_ENDS_AT) for record in records}
    days_ago_list = sorted(((calendar.until - day).days for day in open_days), reverse=True)
    added: list[Record] = []
    for days_ago in days_ago_list:
        if days_ago < 1:  # the last morning holds nothing more
            continue
        if factory.chance(10 if calendar.depth(days_ago) >= 2 else 38):
            added.append(_activity(factory, days_ago))
        if calendar.day(days_ago).weekday() == 6 and factory.chance(80):
            added.append(_reflection(factory, days_ago))
    return added + _milestones(factory, set(days_ago_list), records)


def _activity(factory: EntryFactory, days_ago: int) -> Activity:
    template: DemoActivity = factory.draw(ACTIVITIES)
    enjoyment = clamp(6 + factory.rng.randrange(0, 4) - factory.calendar.depth(days_ago))
    return Activity(
        activity_kind=template.kind,
        name=template.name,
        structured=template.structured,
        with_whom="alone" if template.contact_id is None else "with_people",
        contacts=() if template.contact_id is None else (contact_ref(template.contact_id),),
        minutes=template.minutes if factory.chance(70) else None,
        enjoyment=enjoyment if factory.chance(85) else None,
        **factory.timestamps(days_ago, template.minute, template.minutes),
    )


def _reflection(factory: EntryFactory, days_ago: int) -> Reflection:
    level = (factory.calendar.mood_level(days_ago) + 5) // 10

    def rating() -> int | None:
        return clamp(level + factory.rng.randrange(-1, 2)) if factory.chance(92) else None

    return Reflection(
        body=rating(),
        mind=rating(),
        people=rating(),
        purpose=rating(),
        learned=factory.maybe(55, LESSONS),
        proud_of=factory.maybe(55, PROUD_OF),
        **factory.timestamps(days_ago, 1230 + factory.rng.randrange(60)),
    )


def _milestones(
    factory: EntryFactory, days_ago_set: set[int], records: Iterable[Record]
) -> list[Record]:
    """Return the milestones: round numbers of days recorded as met, and a few of their own."""
    milestones: list[Record] = []
    for n, day in enumerate(_goal_met_days(records), start=1):
        days_ago = (factory.calendar.until - day).days
        if days_ago >= 1 and (n in MILESTONE_DAYS or n % 365 == 0):
            milestones.append(_milestone(factory, days_ago, "days_toward_goal", f"{n} evenings"))
    for min_days_ago, kind, wording in ONE_TIME_MILESTONES:
        matching = [
            days_ago
            for days_ago in days_ago_set
            if min_days_ago <= days_ago < min(min_days_ago + 7, HALF_YEAR)
        ]
        if matching:
            milestones.append(_milestone(factory, min(matching), kind, wording))
    return milestones


def _milestone(
    factory: EntryFactory, days_ago: int, kind: MilestoneKind, wording: str
) -> Milestone:
    return Milestone(
        milestone_kind=kind,
        wording=wording,
        marked_how=factory.draw(CELEBRATIONS),
        told=factory.rng.choice((True, True, None)),
        **factory.timestamps(days_ago, 1305),
    )


def _goal_met_days(records: Iterable[Record]) -> list[date]:
    """Return the days recorded as met, in their order; the last word of a day counts."""
    days: dict[date, str] = {}
    for record in sorted(records, key=lambda entry: entry.occurred_at):
        if isinstance(record, CheckIn) and record.goal_today in ("met", "partly", "not_met"):
            days[local_date(record.occurred_at, DAY_ENDS_AT)] = record.goal_today
    return sorted(day for day, word in days.items() if word == "met")
