"""``build_summary``: from records and options to the ``WeekSummary`` of the weekly page.

What leaves the journal was chosen: free text, names, programs and the writer's
own lists are out unless switched on, and phone, e-mail, address, influence,
boundaries, and the place, time and link of a meeting stay in whatever is on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from recovery_journal import __version__
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.record import Record
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import BadValue
from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.days import days_with_records, week_bounds
from recovery_journal.rules.network.figures import Population, build_population
from recovery_journal.rules.network.states import is_listed_on
from recovery_journal.rules.redaction import RedactionWords, Redactor
from recovery_journal.rules.week import connection_section, day_sections, urge_sections
from recovery_journal.rules.week.model import (
    ALWAYS_ON,
    DEFAULT_SECTIONS,
    SECTIONS,
    WeekComparison,
    WeekConnection,
    WeekFooter,
    WeekGoal,
    WeekInput,
    WeekNotice,
    WeekOptions,
    WeekSafety,
    WeekSummary,
    WeekTalk,
)

__all__ = [
    "ALWAYS_ON",
    "DEFAULT_SECTIONS",
    "SECTIONS",
    "WeekInput",
    "WeekOptions",
    "WeekSummary",
    "build_summary",
    "make_options",
]

OWN_WORDS = "own_words"
MAX_TALK_LINES = 3

R = TypeVar("R", bound=Record)


def make_options(
    today: date,
    *,
    containing_day: date | None = None,
    since: date | None = None,
    first_weekday: int = 0,
    add: Iterable[str] = (),
    leave_out: Iterable[str] = (),
    names: bool = False,
    programs: bool = False,
    for_whom: str | None = None,
) -> WeekOptions:
    """Return the choices for the week that holds ``containing_day``, or from ``since`` to today.

    Without either it is this week. ``add`` and ``leave_out`` name sections, or
    own_words; of one named in both, leaving out wins. Raises ``BadValue`` for an
    unknown one, for leaving out what stays, and for ``containing_day`` together with ``since``.
    """
    if containing_day is not None and since is not None:
        raise BadValue.because("week_and_since")
    added = {_section_name(section) for section in add}
    removed = {_section_name(section) for section in leave_out}
    for section in removed.intersection(ALWAYS_ON):
        raise BadValue.because("section_stays", {"section": section}, field="section")
    if since is not None and since > today:
        raise BadValue.because("since_to_come", field="since")
    week = week_bounds(today if containing_day is None else containing_day, first_weekday)
    period = week if since is None else (since, today)
    return WeekOptions(
        period_from=period[0],
        period_to=period[1],
        sections=(DEFAULT_SECTIONS | added - {OWN_WORDS}) - removed,
        names=names,
        programs=programs,
        own_words=OWN_WORDS in added - removed,
        for_whom=for_whom,
    )


def _section_name(section: str) -> str:
    """Return the section as the journal writes it; raises ``BadValue`` with the list."""
    name = section.strip().casefold().replace("-", "_").replace(" ", "_")
    if name not in (*SECTIONS, OWN_WORDS):
        raise BadValue.because(
            "no_such_section",
            {"sections": ", ".join((*SECTIONS, OWN_WORDS))},
            field="section",
            choices=[*SECTIONS, OWN_WORDS],
        )
    return name


def build_summary(
    inputs: WeekInput, options: WeekOptions, redaction_words: RedactionWords
) -> WeekSummary:
    """Return the values of the page chosen; ``redaction_words`` stand for what is left out.

    A section whose records do not exist in this version (notes) is left out,
    with a notice. With safety off, returns to use are as if not recorded.
    """
    week_records = _sort_records(inputs, options)
    redactor = Redactor(
        (activity.contact for activity in inputs.contact_activities),
        redaction_words,
        options.names,
        meetings=() if options.programs else _meeting_names(inputs),
    )
    sections = options.sections
    header = day_sections.header_section(
        inputs.settings.name, options.names, week_records.days, inputs.made_on
    )
    episodes = week_records.of_kind(Urge)
    own_words_redactor = redactor if options.own_words else None
    safety = (
        _safety_section(inputs, options, week_records, redactor) if "safety" in sections else None
    )
    return WeekSummary(
        options=options,
        header=header,
        talk=_talk_section(inputs.talk_items, redactor),
        safety=safety,
        glance=day_sections.day_grid_section(week_records.days) if "glance" in sections else None,
        urges=urge_sections.urges_section(episodes, inputs.triggers, own_words_redactor)
        if "urges" in sections
        else None,
        helped=urge_sections.coping_section(episodes, inputs.copings, own_words_redactor)
        if "helped" in sections
        else None,
        connection=_connection_section(inputs, options, week_records, redactor)
        if "connection" in sections
        else None,
        goal=_goal_section(inputs, options, week_records, redactor) if "goal" in sections else None,
        compared=_comparison_section(week_records) if "compared" in sections else None,
        footer=WeekFooter(__version__, inputs.made_on),
        notices=_notices(options, safety),
        replacements=tuple(redactor.replacements),
    )


def _meeting_names(inputs: WeekInput) -> set[str]:
    """Return the names and programs of the meetings on record."""
    meetings = [record for record in inputs.records if isinstance(record, Meeting)]
    return {meeting.name for meeting in meetings} | {
        meeting.program for meeting in meetings if meeting.program
    }


class _WeekRecords(NamedTuple):
    """The material of one page, sorted: records and days of the period, and who counts.

    ``days`` are all of the period, ``elapsed_days`` those that can have an entry;
    ``previous_records`` and ``previous_days`` are the records and days of the 28 days before it.
    """

    records: tuple[Record, ...]
    previous_records: tuple[Record, ...]
    days: tuple[DayValues, ...]
    elapsed_days: tuple[DayValues, ...]
    previous_days: tuple[DayValues, ...]
    population: Population

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """Return the period's records of one kind, oldest first."""
        return tuple(record for record in self.records if isinstance(record, kind))


def _sort_records(inputs: WeekInput, options: WeekOptions) -> _WeekRecords:
    """Sort the material; with safety off, without a trace of returns to use."""
    start, end = options.period_from, options.period_to
    has_safety = "safety" in options.sections
    records = [r for r in inputs.records if has_safety or not isinstance(r, ReturnToUse)]
    # Risk ties that have ended are no part of the map and still count nowhere.
    risk_ids = frozenset(
        activity.contact.id
        for activity in inputs.contact_activities
        if activity.contact.influence == "risk"
    )
    last_day = min(end, inputs.made_on)
    population = build_population(
        activity for activity in inputs.contact_activities if is_listed_on(activity, last_day)
    )
    days = day_values(records, start, end, risk_ids=risk_ids)
    previous_start = day_sections.comparison_start(start)
    return _WeekRecords(
        records=tuple(r for r in records if start <= r.local_date <= end),
        previous_records=tuple(r for r in records if previous_start <= r.local_date < start),
        days=days,
        elapsed_days=tuple(day for day in days if day.day <= last_day),
        previous_days=day_values(
            records, previous_start, start - timedelta(days=1), risk_ids=risk_ids
        ),
        population=population._replace(risk_ids=risk_ids),
    )


def _connection_section(
    inputs: WeekInput, options: WeekOptions, week_records: _WeekRecords, redactor: Redactor
) -> WeekConnection:
    """Return the connection section; a meeting's own name may hold the name of a person."""
    contacts = [activity.contact for activity in inputs.contact_activities]
    last_day = min(options.period_to, inputs.made_on)
    name_redactor = redactor.restricted_to(
        contact for contact in contacts if contact.contact_kind == "person"
    )
    return connection_section.connection_section(
        week_records.of_kind(ReachOut),
        week_records.of_kind(Meeting),
        contacts,
        week_records.population,
        options,
        {day for day in days_with_records(week_records.records) if day <= last_day},
        redactor.redaction_words,
        name_redactor if options.programs else None,
    )


def _comparison_section(week_records: _WeekRecords) -> WeekComparison:
    """Return the comparison with the 4 weeks before."""
    reached_by_day: dict[date, set[int]] = {}
    for record in (*week_records.previous_records, *week_records.records):
        if isinstance(record, ReachOut) and record.is_connected:
            contact_ids = {ref.id for ref in record.contacts if ref.id is not None}
            reached_by_day.setdefault(record.local_date, set()).update(
                contact_ids - week_records.population.risk_ids
            )
    return day_sections.comparison_section(
        week_records.elapsed_days, week_records.previous_days, reached_by_day
    )


def _talk_section(items: Sequence[TalkItem], redactor: Redactor) -> WeekTalk:
    """Return the first open talk items."""
    lines = tuple(redactor(item.text, "talk") for item in items[:MAX_TALK_LINES])
    return WeekTalk(lines, len(items) - len(lines))


def _safety_section(
    inputs: WeekInput, options: WeekOptions, week_records: _WeekRecords, redactor: Redactor
) -> WeekSafety:
    """Return the safety section."""
    word = _own_word(inputs, options, "return_to_use", redactor, "safety")
    return day_sections.safety_section(week_records.of_kind(ReturnToUse), word)


def _goal_section(
    inputs: WeekInput, options: WeekOptions, week_records: _WeekRecords, redactor: Redactor
) -> WeekGoal:
    """Return the goal section."""
    word = _own_word(inputs, options, "goal", redactor, "goal")
    own_words_redactor = redactor if options.own_words else None
    last_day = min(options.period_to, inputs.made_on)
    section = day_sections.goal_section(week_records.of_kind(CheckIn), word, redactor)
    section = day_sections.with_own_goal(
        section, day_sections.find_goal_on(inputs.goals, last_day), own_words_redactor
    )
    return section._replace(
        milestones=day_sections.week_milestones(week_records.of_kind(Milestone), own_words_redactor)
    )


def _own_word(
    inputs: WeekInput, options: WeekOptions, name: str, redactor: Redactor, section: str
) -> str | None:
    """Return the writer's own word for something, with own words on and where there is one."""
    own_words = dict(inputs.settings.words) if options.own_words else {}
    word = own_words.get(name, "").strip()
    return redactor(word, section) if word else None


def _notices(options: WeekOptions, safety: WeekSafety | None) -> tuple[WeekNotice, ...]:
    """Return what the writer is told beside the page."""
    notices = []
    if safety is not None and not safety.returns_to_use:
        notices.append(WeekNotice("nothing_in_safety"))
    if "notes" in options.sections:
        notices.append(WeekNotice("no_notes"))
    if "glance" in options.sections and options.day_count > day_sections.MAX_DAY_ROWS:
        rows = day_sections.MAX_DAY_ROWS
        first = options.period_to - timedelta(days=rows - 1)
        notices.append(WeekNotice("rows_left_out", options.day_count, rows, first))
    return tuple(notices)
