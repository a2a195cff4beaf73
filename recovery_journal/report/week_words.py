"""The weekly page in words: each section as a heading and rows, for text and Markdown alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from recovery_journal import dates
from recovery_journal.domain.labels import label
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.week_facts import (
    Change,
    Compared,
    Connection,
    Count,
    Goal,
    HelpedList,
    Meetings,
    PeakAfter,
    Safety,
    Summary,
    Urges,
    Usual,
    WeekMilestone,
)
from recovery_journal.words import _

# A longer list within one row ends in "+N more in my journal".
MOST_IN_A_ROW = 8
MOST_HELPED = 5
# Stands for a space at which a row does not break; no text of a person can hold it.
NO_BREAK = "\x1f"
# Up to so many characters a part of a list stays on one line.
WHOLE = 30

Say = Callable[[str], str]


class Block(NamedTuple):
    """One section of the page: ``rows`` of a label and what it says, or without a label.

    ``more`` rows are already left to the journal. A ``numbered`` block is a list.
    """

    name: str
    heading: str
    rows: tuple[tuple[str, str], ...]
    more: int = 0
    numbered: bool = False


def blocks(summary: Summary, say: Say) -> dict[str, Block]:
    """Return the sections that are on by name, all but header, glance and footer.

    ``say`` makes a person's own text fit for the page. Each format draws the
    glance, which is a table, and what frames the page.
    """
    found = [_talk(summary, say)]
    if summary.safety is not None:
        found.append(_safety(summary.safety, say))
    if summary.urges is not None:
        found.append(_urges(summary.urges, say))
    if summary.helped is not None:
        found.append(_helped(summary.helped, say))
    if summary.connection is not None:
        found.append(_connection(summary.connection, say))
    if summary.goal is not None:
        found.append(_goal(summary.goal, say))
    if summary.compared is not None:
        so_far = summary.header.running or summary.header.days < 7
        found.append(_compared(summary.compared, so_far))
    return {block.name: block for block in found}


def more_words(n: int) -> str:
    """Return what stands where rows were left to the journal."""
    return _("+{n} more in my journal").format(n=n)


def number(value: float | None) -> str:
    """Return a number without a needless decimal, and a dash where nothing is recorded."""
    return "-" if value is None else dates.number(value)


def _talk(summary: Summary, say: Say) -> Block:
    rows = tuple(("", say(line)) for line in summary.talk.lines)
    return Block(
        "talk",
        _("What I want to talk about"),
        rows or (("", _("Nothing noted for this session.")),),
        summary.talk.more,
        numbered=bool(rows),
    )


def _safety(safety: Safety, say: Say) -> Block:
    told = {
        True: _("told someone"),
        False: _("told no one so far"),
        None: _("told someone: not recorded"),
    }
    word = say(safety.word) if safety.word else _("Return to use")
    rows = [(word, number(len(safety.returns_to_use)))]
    rows += [(str(one.date), told[one.told]) for one in safety.returns_to_use]
    return Block("safety", _("Safety"), tuple(rows))


def _urges(urges: Urges, say: Say) -> Block:
    heading = _("Urges")
    if not urges.episodes:
        return Block("urges", heading, (("", _("No urge recorded.")),))
    acted = _("no {no}, partly {partly}, yes {yes}").format(**urges.acted)
    if urges.acted["not_said"]:
        acted += ", " + _("not said {n}").format(n=urges.acted["not_said"])
    parts_of_day = {
        "morning": _("morning"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
        "night": _("night"),
    }
    time = _usual(urges.usual_time, parts_of_day.__getitem__)
    place = _usual(urges.usual_place, label)
    rows = [
        (_("Episodes"), number(urges.episodes)),
        _peak_to_after(urges),
        (_("Acted on it"), acted),
        (_("Top triggers"), _listed(f"{_trigger(one, say)} {one.n}" for one in urges.triggers)),
        (_("Usual time, place"), f"{time}; {place}"),
    ]
    return Block("urges", heading, tuple(rows))


def _peak_to_after(urges: Urges) -> tuple[str, str]:
    """Return the medians of the episodes with both numbers; under 3, what each one was."""
    if urges.peak_median is not None and urges.after_median is not None:
        words = _("{peak} to {after} (n {n})").format(
            peak=number(urges.peak_median), after=number(urges.after_median), n=urges.peak_n
        )
        return _("Median peak to after"), words
    if not urges.each:
        return _("Peak to after"), _("not recorded")
    return _("Peak to after"), _listed(_each(one) for one in urges.each)


def _each(urge: PeakAfter) -> str:
    if urge.peak is None:
        return _("after {after}").format(after=urge.after)
    if urge.after is None:
        return _("peak {peak}").format(peak=urge.peak)
    return _("{peak} to {after}").format(peak=urge.peak, after=urge.after)


def _trigger(count: Count, say: Say) -> str:
    """Return a trigger's label; one of the writer's own as its kind or in their words."""
    if not count.own:
        return _kind(count.name)
    kinds = {
        "person": _("a person"),
        "place": _("a place"),
        "thing": _("a thing"),
        "feeling": _("a feeling"),
        "time": _("a time"),
        "other": _kind("other"),
    }
    return kinds.get(count.name) or say(count.name)


def _kind(value: str) -> str:
    """Return the label of a trigger or coping, of which other is something else."""
    return _("something else") if value == "other" else label(value)


def _usual(usual: Usual, words: Say) -> str:
    if not usual.values:
        return _("no usual one (n {n})").format(n=usual.of)
    return _("{values} ({n} of {of})").format(
        values=_(" or ").join(words(value) for value in usual.values), n=usual.n, of=usual.of
    )


def _helped(helped: HelpedList, say: Say) -> Block:
    rows = tuple(
        (
            say(one.name) if one.own else _kind(one.name),
            _("used {used}, helped {helped} of {marked} marked").format(
                used=one.used, helped=one.helped, marked=one.marked
            ),
        )
        for one in helped.coping
    )
    return Block(
        "helped",
        _("What I did, and what helped"),
        rows[:MOST_HELPED] or (("", _("Nothing recorded.")),),
        max(0, len(rows) - MOST_HELPED),
    )


def _connection(connection: Connection, say: Say) -> Block:
    people = _("{n} of {of} people, tried {tried}").format(
        n=connection.reached, of=connection.of, tried=connection.tried
    )
    felt = connection.felt
    felt_words = _("better {better}, same {same}, worse {worse} (n {n})").format(**felt._asdict())
    rows = [(_("Reached"), people)]
    if connection.people:
        rows.append((_("Times reached"), _listed(_people(connection, say))))
    rows.append((_("Felt after"), felt_words if felt.n else _("not recorded")))
    if connection.gaps:
        supports = [support_words(support) for support in connection.gaps]
        rows.append((_("No one listed for"), _listed(supports)))
    days = _("{n} of {days}").format(n=connection.days_without_connection, days=connection.days)
    rows += [(_("Days without connection"), days), *_meetings(connection.meetings, say)]
    return Block("connection", _("Connection"), tuple(rows))


def _people(connection: Connection, say: Say) -> Iterable[str]:
    for person in connection.people:
        words = _("{who} {n}") if not person.tried else _("{who} {n} (tried {tried})")
        if not person.reached:
            words = _("{who} tried {tried}")
        yield words.format(who=say(person.who), n=person.reached, tried=person.tried)


def _meetings(meetings: Meetings, say: Say) -> Iterable[tuple[str, str]]:
    """Yield the rows about meetings; those with nothing to say stay away."""
    words = _("{n} attended of {planned} planned").format(
        n=meetings.attended, planned=meetings.planned
    )
    if len(meetings.names) == 1:
        words += ": " + say(meetings.names[0].name)
    elif meetings.names:
        words += ": " + _listed(f"{say(one.name)} {one.n}" for one in meetings.names)
    yield _("Meetings"), words
    if meetings.roles:
        yield _("My part"), _listed(f"{label(one.name)} {one.n}" for one in meetings.roles)
    if meetings.held_back_by:
        yield (
            _("What held me back"),
            _listed(f"{label(one.name)} {one.n}" for one in meetings.held_back_by),
        )


def _goal(goal: Goal, say: Say) -> Block:
    met = _("{n} of {days} days recorded, partly {partly}").format(
        n=goal.met, days=goal.days_recorded, partly=goal.partly
    )
    met_label = _("Goal met") if goal.word is None else f"{say(goal.word)}: {_('goal met')}"
    rows = [(met_label, met if goal.days_recorded else _("not recorded"))]
    if goal.goal_kind is not None:
        kind = label(goal.goal_kind)
        words = kind if goal.wording is None else f"{kind}: {say(goal.wording)}"
        rows.insert(0, (_("Goal"), words))
    if goal.milestones:
        rows.append((_("Milestones"), _listed(_milestones(goal.milestones, say))))
    if goal.good_moment is not None:
        rows.append((_("A good moment"), say(goal.good_moment)))
    return Block("goal", _("My goal"), tuple(rows))


def _milestones(marked: Sequence[WeekMilestone], say: Say) -> Iterator[str]:
    """Return each milestone once, with how often it was marked where that is more."""
    for one, n in Counter(marked).items():
        kind = label(one.kind)
        words = kind if one.wording is None else f"{say(one.wording)} ({kind})"
        yield words if n == 1 else f"{words} {n}"


def _compared(compared: Compared, so_far: bool) -> Block:
    heading = _("Compared with my previous 4 weeks")
    too_few = _("too few entries to compare")
    changes = [
        (_("Mood"), compared.mood),
        (_("Urge"), compared.urge),
        (_("Confidence"), compared.confidence),
        (_("People reached a week"), compared.people_reached),
    ]
    if not any(compared):
        return Block("compared", heading, (("", too_few),))
    rows = tuple(
        (name, too_few if change is None else _change(change, so_far and name == changes[3][0]))
        for name, change in changes
    )
    return Block("compared", heading, rows)


def _change(change: Change, so_far: bool) -> str:
    words = _("{now} now, {before} before (n {n} and {n_before} days)")
    if so_far:
        words = _("{now} so far, {before} before (n {n} and {n_before} days)")
    return words.format(
        now=number(change.now),
        before=number(change.before),
        n=change.days_now,
        n_before=change.days_before,
    )


def _listed(parts: Iterable[str]) -> str:
    """Return the parts as a list in one row; "none" for none."""
    found = list(parts)
    if not found:
        return _("none recorded")
    if len(found) > MOST_IN_A_ROW:
        found = [*found[:MOST_IN_A_ROW], more_words(len(found) - MOST_IN_A_ROW)]
    return ", ".join(part.replace(" ", NO_BREAK) if len(part) <= WHOLE else part for part in found)
