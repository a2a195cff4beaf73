"""Data classes of the weekly page: its input, the options chosen, and the values of a section.

The faces turn a ``WeekSummary`` into text, Markdown or JSON without a rule of their
own: the names of the fields below are the keys of the JSON page, None is "not
recorded" or "too few", and words are added where the page is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from recovery_journal.domain.choices import GoalKind, MilestoneKind, SupportKind
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.domain.goal import Goal as OwnGoal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.record import Record
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.domain.vocabulary import Coping, Trigger

SECTIONS = (
    "header", "talk", "safety", "glance", "urges", "helped", "connection", "goal", "compared",
    "notes", "footer",
)  # fmt: skip
DEFAULT_SECTIONS = frozenset(SECTIONS) - {"safety", "notes"}
ALWAYS_ON = ("header", "talk", "footer")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOptions:
    """What the writer chose for one page: the period, the sections, the switches.

    Both days are included. ``for_whom`` is for the sharing log and is not on the page.
    """

    period_from: date
    period_to: date
    sections: frozenset[str] = DEFAULT_SECTIONS
    names: bool = False
    programs: bool = False
    own_words: bool = False
    for_whom: str | None = None

    @property
    def day_count(self) -> int:
        """How many days the period has."""
        return (self.period_to - self.period_from).days + 1


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WeekInput:
    """All that a page is made from, read from the journal once.

    ``records`` are those of the period and of the 28 days before it, oldest
    first; ``contact_activities`` every contact with the log up to the last day of the period
    that has come; ``talk_items`` the open items; ``made_on`` the writer's today.
    """

    made_on: date
    settings: JournalSettings
    records: tuple[Record, ...] = ()
    contact_activities: tuple[ContactActivity, ...] = ()
    talk_items: tuple[TalkItem, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    copings: tuple[Coping, ...] = ()
    goals: tuple[OwnGoal, ...] = ()


class WeekHeader(NamedTuple):
    """Whose page it is and how much was recorded; ``running`` when days are still to come."""

    who: str | None
    days_with_entries: int
    days: int
    running: bool
    filled_in_later: int


class WeekTalk(NamedTuple):
    """What the writer wants to talk about; ``more`` open items are not on the page."""

    lines: tuple[str, ...]
    more: int


class ReturnToUseDay(NamedTuple):
    """A return to use: the day, and whether someone was told."""

    date: date
    told: bool | None


class WeekSafety(NamedTuple):
    """Returns to use in the period; ``word`` is the writer's own, with own words on."""

    returns_to_use: tuple[ReturnToUseDay, ...]
    word: str | None


class DayRow(NamedTuple):
    """One row of the glance; ``sleep`` in hours."""

    date: date
    mood: float | None
    urge: int | None
    confidence: float | None
    connectedness: float | None
    reached: int | None
    meetings: int | None
    sleep: float | None


class DayGrid(NamedTuple):
    """The last days of the period, up to 14; ``of`` is how many the period has."""

    days: tuple[DayRow, ...]
    of: int


class ValueCount(NamedTuple):
    """A value and how often it was recorded; ``own`` marks the writer's own list."""

    name: str
    n: int
    own: bool = False


class MostCommon(NamedTuple):
    """The most frequent values (several when equal): ``n`` times each, ``of`` recorded.

    No values when nothing came up twice.
    """

    values: tuple[str, ...]
    n: int
    of: int


class PeakAfter(NamedTuple):
    """How strong one urge was at its peak and after, as far as that was recorded."""

    peak: int | None
    after: int | None


class WeekUrges(NamedTuple):
    """The episodes of the period; both medians are of the same ones, None under 3.

    Under 3 with both numbers, ``each`` holds every episode with any of them.
    ``acted`` counts no, partly, yes and not_said (not recorded, or kept back).
    """

    episodes: int
    peak_median: float | None
    peak_n: int
    after_median: float | None
    after_n: int
    each: tuple[PeakAfter, ...]
    acted: dict[str, int]
    triggers: tuple[ValueCount, ...]
    usual_time: MostCommon
    usual_place: MostCommon


class WeekCopingStat(NamedTuple):
    """One way of coping: how often used, how often its help was marked, how often it helped."""

    name: str
    own: bool
    used: int
    marked: int
    helped: int


class WeekCoping(NamedTuple):
    """What was done in hard moments, the most used first."""

    coping: tuple[WeekCopingStat, ...]


class WeekContact(NamedTuple):
    """Someone on the page, as a role and a letter or by name, and how many times."""

    who: str
    reached: int
    tried: int


class FeelingChange(NamedTuple):
    """How it felt after compared with before, where both were recorded (``n``)."""

    better: int
    same: int
    worse: int
    n: int


class WeekMeetings(NamedTuple):
    """Meetings of the period: there for all or a part, of all in the journal."""

    attended: int
    planned: int
    names: tuple[ValueCount, ...]
    roles: tuple[ValueCount, ...]
    held_back_by: tuple[ValueCount, ...]


class WeekConnection(NamedTuple):
    """Different people reached of active contacts, tried, and how it was.

    ``people`` may be fewer than ``reached``: some are counted and not listed.
    """

    reached: int
    of: int
    tried: int
    people: tuple[WeekContact, ...]
    felt: FeelingChange
    gaps: tuple[SupportKind, ...]
    days_without_connection: int
    days: int
    meetings: WeekMeetings


class WeekMilestone(NamedTuple):
    """A milestone marked in the period; ``wording`` with own words on."""

    kind: MilestoneKind
    wording: str | None


class WeekGoal(NamedTuple):
    """Days on which the goal was met, of days on which met, partly or not met was recorded.

    ``goal_kind`` is of the goal that holds at the end of the period; ``wording`` with own words.
    """

    met: int
    partly: int
    days_recorded: int
    good_moment: str | None
    word: str | None
    goal_kind: GoalKind | None = None
    wording: str | None = None
    milestones: tuple[WeekMilestone, ...] = ()


class FigureChange(NamedTuple):
    """A figure now and in the 4 weeks before, with the days recorded on each side."""

    now: float
    before: float
    days_now: int
    days_before: int


class WeekComparison(NamedTuple):
    """Each figure beside that of the previous 4 weeks; None for too few entries."""

    mood: FigureChange | None
    urge: FigureChange | None
    confidence: FigureChange | None
    people_reached: FigureChange | None


class WeekFooter(NamedTuple):
    """Which version made the page, and on which day."""

    version: str
    made_on: date


class WeekNotice(NamedTuple):
    """What the writer is told of the page; of ``days`` the last ``rows`` from ``first`` are on it.

    The last three are said of "rows_left_out" alone.
    """

    kind: Literal["nothing_in_safety", "no_notes", "rows_left_out"]
    days: int = 0
    rows: int = 0
    first: date | None = None


class Replacement(NamedTuple):
    """A word left out of the page, what stands there instead, and in which section.

    For the writer to check before the page is written; never on the page.
    """

    original: str
    replacement: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WeekSummary:
    """The values of one weekly page; a section that is off is None.

    ``notices`` are for the writer, beside the page and not on it.
    """

    options: WeekOptions
    header: WeekHeader
    talk: WeekTalk
    footer: WeekFooter
    safety: WeekSafety | None = None
    glance: DayGrid | None = None
    urges: WeekUrges | None = None
    helped: WeekCoping | None = None
    connection: WeekConnection | None = None
    goal: WeekGoal | None = None
    compared: WeekComparison | None = None
    notices: tuple[WeekNotice, ...] = ()
    replacements: tuple[Replacement, ...] = ()
