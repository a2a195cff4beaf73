"""The weekly page for a counselor: choosing it, and the values it holds.

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
from recovery_journal.domain.keeping import TalkItem
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.record import Record
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import BadValue
from recovery_journal.rules import week_connection, week_days, week_urges
from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.days import days_with_records, week_of
from recovery_journal.rules.figures import Counted, counted
from recovery_journal.rules.redaction import Redaction
from recovery_journal.rules.states import there_on
from recovery_journal.rules.week_facts import (
    BY_DEFAULT,
    SECTIONS,
    STAYS,
    Choices,
    Compared,
    Connection,
    Footer,
    Goal,
    Material,
    Safety,
    Summary,
    Talk,
)
from recovery_journal.words import _

__all__ = ["BY_DEFAULT", "SECTIONS", "STAYS", "Choices", "Material", "Summary", "choose", "summary"]

OWN_WORDS = "own_words"
TALK_LINES = 3

R = TypeVar("R", bound=Record)


def choose(
    today: date,
    *,
    of: date | None = None,
    since: date | None = None,
    first_weekday: int = 0,
    add: Iterable[str] = (),
    leave_out: Iterable[str] = (),
    names: bool = False,
    programs: bool = False,
    for_whom: str | None = None,
) -> Choices:
    """Return the choices for the week that holds ``of``, or from ``since`` to today.

    Without either it is this week. ``add`` and ``leave_out`` name sections, or
    own_words; of one named in both, leaving out wins. Raises ``BadValue`` for an
    unknown one, for leaving out what stays, and for ``of`` together with ``since``.
    """
    if of is not None and since is not None:
        raise BadValue(_("A page is of one week, or since one day; please give one of the two."))
    on = {_known(section) for section in add}
    off = {_known(section) for section in leave_out}
    for section in off.intersection(STAYS):
        words = _("The {section} section stays on the page and can not be switched off.")
        raise BadValue(words.format(section=section), field="section")
    if since is not None and since > today:
        raise BadValue(_("A page since a day takes a day that has come."), field="since")
    week = week_of(today if of is None else of, first_weekday)
    period = week if since is None else (since, today)
    return Choices(
        period_from=period[0],
        period_to=period[1],
        sections=(BY_DEFAULT | on - {OWN_WORDS}) - off,
        names=names,
        programs=programs,
        own_words=OWN_WORDS in on - off,
        for_whom=for_whom,
    )


def _known(section: str) -> str:
    """Return the section as the journal writes it; raises ``BadValue`` with the list."""
    name = section.strip().casefold().replace("-", "_").replace(" ", "_")
    if name not in (*SECTIONS, OWN_WORDS):
        raise BadValue(
            _("A section is one of: {sections}.").format(
                sections=", ".join((*SECTIONS, OWN_WORDS))
            ),
            field="section",
            choices=[*SECTIONS, OWN_WORDS],
        )
    return name


def summary(material: Material, choices: Choices) -> Summary:
    """Return the values of the page that was chosen.

    A section whose records do not exist in this version (notes) is left out,
    with a notice. With safety off, returns to use are as if not recorded.
    """
    week = _week(material, choices)
    names = Redaction(
        (tie.contact for tie in material.ties),
        choices.names,
        meetings=() if choices.programs else _meeting_names(material),
    )
    on = choices.sections
    header = week_days.header(material.settings.name, choices.names, week.days, material.made_on)
    episodes = week.only(Urge)
    own = names if choices.own_words else None
    safety = _safety(material, choices, week, names) if "safety" in on else None
    return Summary(
        choices=choices,
        header=header,
        talk=_talk(material.talk, names),
        safety=safety,
        glance=week_days.glance(week.days) if "glance" in on else None,
        urges=week_urges.urges(episodes, material.triggers, own) if "urges" in on else None,
        helped=week_urges.helped(episodes, material.copings, own) if "helped" in on else None,
        connection=_connection(material, choices, week, names) if "connection" in on else None,
        goal=_goal(material, choices, week, names) if "goal" in on else None,
        compared=_compared(week) if "compared" in on else None,
        footer=Footer(__version__, material.made_on),
        notices=_notices(choices, safety),
        replaced=tuple(names.replaced),
    )


def _meeting_names(material: Material) -> set[str]:
    """Return the names and programs of the meetings on record."""
    meetings = [record for record in material.records if isinstance(record, Meeting)]
    return {one.name for one in meetings} | {one.program for one in meetings if one.program}


class _Week(NamedTuple):
    """The material of one page, sorted: records and days of the period, and who counts.

    ``days`` are all of the period, ``come`` those that can have an entry;
    ``earlier`` and ``before`` are the records and days of the 28 days before it.
    """

    records: tuple[Record, ...]
    earlier: tuple[Record, ...]
    days: tuple[DayValues, ...]
    come: tuple[DayValues, ...]
    before: tuple[DayValues, ...]
    of: Counted

    def only(self, kind: type[R]) -> tuple[R, ...]:
        """Return the period's records of one kind, oldest first."""
        return tuple(record for record in self.records if isinstance(record, kind))


def _week(material: Material, choices: Choices) -> _Week:
    """Sort the material; with safety off, without a trace of returns to use."""
    start, end = choices.period_from, choices.period_to
    with_safety = "safety" in choices.sections
    records = [r for r in material.records if with_safety or not isinstance(r, ReturnToUse)]
    # Risk ties that have ended are no part of the map and still count nowhere.
    risk = frozenset(t.contact.id for t in material.ties if t.contact.influence == "risk")
    last = min(end, material.made_on)
    of = counted(tie for tie in material.ties if there_on(tie, last))
    days = day_values(records, start, end, risk=risk)
    first_before = week_days.first_day_compared(start)
    return _Week(
        records=tuple(r for r in records if start <= r.local_date <= end),
        earlier=tuple(r for r in records if first_before <= r.local_date < start),
        days=days,
        come=tuple(day for day in days if day.day <= last),
        before=day_values(records, first_before, start - timedelta(days=1), risk=risk),
        of=of._replace(risk=risk),
    )


def _connection(material: Material, choices: Choices, week: _Week, names: Redaction) -> Connection:
    """Return the connection section; a meeting's own name may hold the name of a person."""
    contacts = [tie.contact for tie in material.ties]
    last = min(choices.period_to, material.made_on)
    naming = names.only(contact for contact in contacts if contact.contact_kind == "person")
    return week_connection.connection(
        week.only(ReachOut),
        week.only(Meeting),
        contacts,
        week.of,
        choices,
        {day for day in days_with_records(week.records) if day <= last},
        naming if choices.programs else None,
    )


def _compared(week: _Week) -> Compared:
    """Return the comparison with the 4 weeks before."""
    people: dict[date, set[int]] = {}
    for record in (*week.earlier, *week.records):
        if isinstance(record, ReachOut) and record.connected:
            known = {ref.id for ref in record.contacts if ref.id is not None}
            people.setdefault(record.local_date, set()).update(known - week.of.risk)
    return week_days.compared(week.come, week.before, people)


def _talk(items: Sequence[TalkItem], names: Redaction) -> Talk:
    """Return the first open talk items."""
    lines = tuple(names(item.text, "talk") for item in items[:TALK_LINES])
    return Talk(lines, len(items) - len(lines))


def _safety(material: Material, choices: Choices, week: _Week, names: Redaction) -> Safety:
    """Return the safety section."""
    word = _own(material, choices, "return_to_use", names, "safety")
    return week_days.safety(week.only(ReturnToUse), word)


def _goal(material: Material, choices: Choices, week: _Week, names: Redaction) -> Goal:
    """Return the goal section."""
    word = _own(material, choices, "goal", names, "goal")
    own = names if choices.own_words else None
    last = min(choices.period_to, material.made_on)
    made = week_days.goal(week.only(CheckIn), word, names)
    made = week_days.own_goal(made, week_days.goal_on(material.goals, last), own)
    return made._replace(milestones=week_days.marked(week.only(Milestone), own))


def _own(
    material: Material, choices: Choices, name: str, redaction: Redaction, where: str
) -> str | None:
    """Return the writer's own word for something, with own words on and where there is one."""
    words = dict(material.settings.words) if choices.own_words else {}
    word = words.get(name, "").strip()
    return redaction(word, where) if word else None


def _notices(choices: Choices, safety: Safety | None) -> tuple[str, ...]:
    """Return what the writer is told beside the page."""
    notices = []
    if safety is not None and not safety.returns_to_use:
        notices.append(_("The safety section is on; there is nothing to say in it this time."))
    if "notes" in choices.sections:
        notices.append(
            _("The notes section is not in this version yet, so the page is without it.")
        )
    if "glance" in choices.sections and choices.days > week_days.ROWS:
        notices.append(
            _(
                "The page covers {days} days; its day rows are the last {rows}, from {first}."
            ).format(
                days=choices.days,
                rows=week_days.ROWS,
                first=choices.period_to - timedelta(days=week_days.ROWS - 1),
            )
        )
    return tuple(notices)
