"""The sections of the weekly page as headings and rows, for text and Markdown alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from recovery_journal import dates
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _
from recovery_journal.report.state_text import support_kind_label
from recovery_journal.rules.week.model import (
    FigureChange,
    MostCommon,
    PeakAfter,
    ValueCount,
    WeekComparison,
    WeekConnection,
    WeekCoping,
    WeekGoal,
    WeekMeetings,
    WeekMilestone,
    WeekSafety,
    WeekSummary,
    WeekUrges,
)

# A longer list within one row ends in "+N more in my journal".
MAX_ITEMS_PER_ROW = 8
MAX_COPING_ROWS = 5
# Stands for a space at which a row does not break; no text of a person can hold it.
NO_BREAK = "\x1f"
# Up to so many characters a part of a list stays on one line.
UNBROKEN_LENGTH = 30

Escape = Callable[[str], str]


class Section(NamedTuple):
    """One section of the page: ``rows`` of a label and what it says, or without a label.

    ``omitted`` rows are already left to the journal. A ``numbered`` block is a list.
    """

    name: str
    heading: str
    rows: tuple[tuple[str, str], ...]
    omitted: int = 0
    numbered: bool = False


def build_sections(summary: WeekSummary, escape: Escape) -> dict[str, Section]:
    """Return the sections that are on by name, all but header, glance and footer.

    ``escape`` makes a person's own text fit for the page. Each format draws the
    glance, which is a table, and what frames the page.
    """
    section_list = [_talk_section(summary, escape)]
    if summary.safety is not None:
        section_list.append(_safety_section(summary.safety, escape))
    if summary.urges is not None:
        section_list.append(_urges_section(summary.urges, escape))
    if summary.helped is not None:
        section_list.append(_coping_section(summary.helped, escape))
    if summary.connection is not None:
        section_list.append(_connection_section(summary.connection, escape))
    if summary.goal is not None:
        section_list.append(_goal_section(summary.goal, escape))
    if summary.compared is not None:
        is_partial_week = summary.header.running or summary.header.days < 7
        section_list.append(_comparison_section(summary.compared, is_partial_week))
    return {section.name: section for section in section_list}


def omitted_rows_text(n: int) -> str:
    """Return what stands where rows were left to the journal."""
    return _("+{n} more in my journal").format(n=n)


def number_or_dash(value: float | None) -> str:
    """Return a number without a needless decimal, and a dash where nothing is recorded."""
    return "-" if value is None else dates.format_number(value)


def _talk_section(summary: WeekSummary, escape: Escape) -> Section:
    rows = tuple(("", escape(line)) for line in summary.talk.lines)
    return Section(
        "talk",
        _("What I want to talk about"),
        rows or (("", _("Nothing noted for this session.")),),
        summary.talk.more,
        numbered=bool(rows),
    )


def _safety_section(safety: WeekSafety, escape: Escape) -> Section:
    disclosure = {
        True: _("told someone"),
        False: _("told no one so far"),
        None: _("told someone: not recorded"),
    }
    row_label = escape(safety.word) if safety.word else _("Return to use")
    rows = [(row_label, number_or_dash(len(safety.returns_to_use)))]
    rows += [
        (str(return_day.date), disclosure[return_day.told]) for return_day in safety.returns_to_use
    ]
    return Section("safety", _("Safety"), tuple(rows))


def _urges_section(urges: WeekUrges, escape: Escape) -> Section:
    heading = _("Urges")
    if not urges.episodes:
        return Section("urges", heading, (("", _("No urge recorded.")),))
    acted_text = _("no {no}, partly {partly}, yes {yes}").format(**urges.acted)
    if urges.acted["not_said"]:
        acted_text += ", " + _("not said {n}").format(n=urges.acted["not_said"])
    parts_of_day = {
        "morning": _("morning"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
        "night": _("night"),
    }
    usual_time = _most_common_text(urges.usual_time, parts_of_day.__getitem__)
    usual_place = _most_common_text(urges.usual_place, label)
    rows = [
        (_("Episodes"), number_or_dash(urges.episodes)),
        _peak_to_after_row(urges),
        (_("Acted on it"), acted_text),
        (
            _("Top triggers"),
            _join_limited(f"{_trigger_label(count, escape)} {count.n}" for count in urges.triggers),
        ),
        (_("Usual time, place"), f"{usual_time}; {usual_place}"),
    ]
    return Section("urges", heading, tuple(rows))


def _peak_to_after_row(urges: WeekUrges) -> tuple[str, str]:
    """Return the medians of the episodes with both numbers; under 3, what each one was."""
    if urges.peak_median is not None and urges.after_median is not None:
        text = _("{peak} to {after} (n {n})").format(
            peak=number_or_dash(urges.peak_median),
            after=number_or_dash(urges.after_median),
            n=urges.peak_n,
        )
        return _("Median peak to after"), text
    if not urges.each:
        return _("Peak to after"), _("not recorded")
    return _("Peak to after"), _join_limited(_peak_to_after_text(episode) for episode in urges.each)


def _peak_to_after_text(urge: PeakAfter) -> str:
    if urge.peak is None:
        return _("after {after}").format(after=urge.after)
    if urge.after is None:
        return _("peak {peak}").format(peak=urge.peak)
    return _("{peak} to {after}").format(peak=urge.peak, after=urge.after)


def _trigger_label(count: ValueCount, escape: Escape) -> str:
    """Return a trigger's label; one of the writer's own as its kind or in their words."""
    if not count.own:
        return _kind_label(count.name)
    kinds = {
        "person": _("a person"),
        "place": _("a place"),
        "thing": _("a thing"),
        "feeling": _("a feeling"),
        "time": _("a time"),
        "other": _kind_label("other"),
    }
    return kinds.get(count.name) or escape(count.name)


def _kind_label(value: str) -> str:
    """Return the label of a trigger or coping, of which other is something else."""
    return _("something else") if value == "other" else label(value)


def _most_common_text(most_common: MostCommon, to_label: Escape) -> str:
    if not most_common.values:
        return _("no usual one (n {n})").format(n=most_common.of)
    return _("{values} ({n} of {of})").format(
        values=_(" or ").join(to_label(value) for value in most_common.values),
        n=most_common.n,
        of=most_common.of,
    )


def _coping_section(helped: WeekCoping, escape: Escape) -> Section:
    rows = tuple(
        (
            escape(coping.name) if coping.own else _kind_label(coping.name),
            _("used {used}, helped {helped} of {marked} marked").format(
                used=coping.used, helped=coping.helped, marked=coping.marked
            ),
        )
        for coping in helped.coping
    )
    return Section(
        "helped",
        _("What I did, and what helped"),
        rows[:MAX_COPING_ROWS] or (("", _("Nothing recorded.")),),
        max(0, len(rows) - MAX_COPING_ROWS),
    )


def _connection_section(connection: WeekConnection, escape: Escape) -> Section:
    people_text = _("{n} of {of} people, tried {tried}").format(
        n=connection.reached, of=connection.of, tried=connection.tried
    )
    felt = connection.felt
    felt_text = _("better {better}, same {same}, worse {worse} (n {n})").format(**felt._asdict())
    rows = [(_("Reached"), people_text)]
    if connection.people:
        rows.append((_("Times reached"), _join_limited(_people_counts(connection, escape))))
    rows.append((_("Felt after"), felt_text if felt.n else _("not recorded")))
    if connection.gaps:
        supports = [support_kind_label(support) for support in connection.gaps]
        rows.append((_("No one listed for"), _join_limited(supports)))
    days_text = _("{n} of {days}").format(
        n=connection.days_without_connection, days=connection.days
    )
    rows += [(_("Days without connection"), days_text), *_meeting_rows(connection.meetings, escape)]
    return Section("connection", _("Connection"), tuple(rows))


def _people_counts(connection: WeekConnection, escape: Escape) -> Iterable[str]:
    for person in connection.people:
        template = _("{who} {n}") if not person.tried else _("{who} {n} (tried {tried})")
        if not person.reached:
            template = _("{who} tried {tried}")
        yield template.format(who=escape(person.who), n=person.reached, tried=person.tried)


def _meeting_rows(meetings: WeekMeetings, escape: Escape) -> Iterable[tuple[str, str]]:
    """Yield the rows about meetings; those with nothing to say stay away."""
    text = _("{n} attended of {planned} planned").format(
        n=meetings.attended, planned=meetings.planned
    )
    if len(meetings.names) == 1:
        text += ": " + escape(meetings.names[0].name)
    elif meetings.names:
        text += ": " + _join_limited(f"{escape(count.name)} {count.n}" for count in meetings.names)
    yield _("Meetings"), text
    if meetings.roles:
        yield (
            _("My part"),
            _join_limited(f"{label(count.name)} {count.n}" for count in meetings.roles),
        )
    if meetings.held_back_by:
        yield (
            _("What held me back"),
            _join_limited(f"{label(count.name)} {count.n}" for count in meetings.held_back_by),
        )


def _goal_section(goal: WeekGoal, escape: Escape) -> Section:
    met_text = _("{n} of {days} days recorded, partly {partly}").format(
        n=goal.met, days=goal.days_recorded, partly=goal.partly
    )
    met_label = _("Goal met") if goal.word is None else f"{escape(goal.word)}: {_('goal met')}"
    rows = [(met_label, met_text if goal.days_recorded else _("not recorded"))]
    if goal.goal_kind is not None:
        kind = label(goal.goal_kind)
        goal_text = kind if goal.wording is None else f"{kind}: {escape(goal.wording)}"
        rows.insert(0, (_("Goal"), goal_text))
    if goal.milestones:
        rows.append((_("Milestones"), _join_limited(_milestone_texts(goal.milestones, escape))))
    if goal.good_moment is not None:
        rows.append((_("A good moment"), escape(goal.good_moment)))
    return Section("goal", _("My goal"), tuple(rows))


def _milestone_texts(milestones: Sequence[WeekMilestone], escape: Escape) -> Iterator[str]:
    """Return each milestone once, with how often it was marked where that is more."""
    for milestone, n in Counter(milestones).items():
        kind = label(milestone.kind)
        text = kind if milestone.wording is None else f"{escape(milestone.wording)} ({kind})"
        yield text if n == 1 else f"{text} {n}"


def _comparison_section(compared: WeekComparison, is_partial_week: bool) -> Section:
    heading = _("Compared with my previous 4 weeks")
    too_few = _("too few entries to compare")
    changes = [
        (_("Mood"), compared.mood),
        (_("Urge"), compared.urge),
        (_("Confidence"), compared.confidence),
        (_("People reached a week"), compared.people_reached),
    ]
    if not any(compared):
        return Section("compared", heading, (("", too_few),))
    rows = tuple(
        (
            name,
            too_few
            if change is None
            else _change_text(change, is_partial_week and name == changes[3][0]),
        )
        for name, change in changes
    )
    return Section("compared", heading, rows)


def _change_text(change: FigureChange, is_partial_week: bool) -> str:
    template = _("{now} now, {before} before (n {n} and {n_before} days)")
    if is_partial_week:
        template = _("{now} so far, {before} before (n {n} and {n_before} days)")
    return template.format(
        now=number_or_dash(change.now),
        before=number_or_dash(change.before),
        n=change.days_now,
        n_before=change.days_before,
    )


def _join_limited(texts: Iterable[str]) -> str:
    """Return the parts as a list in one row; "none" for none."""
    items = list(texts)
    if not items:
        return _("none recorded")
    if len(items) > MAX_ITEMS_PER_ROW:
        items = [*items[:MAX_ITEMS_PER_ROW], omitted_rows_text(len(items) - MAX_ITEMS_PER_ROW)]
    return ", ".join(
        item.replace(" ", NO_BREAK) if len(item) <= UNBROKEN_LENGTH else item for item in items
    )
