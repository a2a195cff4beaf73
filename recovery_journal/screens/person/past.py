"""What the log says of one person, as words and bars: the months, how it felt, the last entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from recovery_journal.dates import month_short, number, short_day
from recovery_journal.domain.contact import Tie
from recovery_journal.domain.record import Record
from recovery_journal.report.entry_text import headline
from recovery_journal.report.plain import harmless
from recovery_journal.rules.person import ENOUGH, History, Month, time_words, usual_hours
from recovery_journal.rules.person import usually_felt as felt_of
from recovery_journal.rules.states import tried_words
from recovery_journal.widgets.person_words import folded_to, kept_apart
from recovery_journal.words import _, ngettext

Key = tuple[str, int]
"""An entry by its kind and its id."""


def months_part(months: Sequence[Month], group: bool, room: int) -> Iterable[Content]:
    """Yield a line for each month: a bar of at most ``room`` cells, and how many of all."""
    yield head(_("Reached, month by month"))
    if not any(month.reached for month in months):
        words = _("No month with them in the last {n}.").format(n=len(months))
        yield Content.styled(words, "$quiet")
        return
    longest = max(month.of for month in months)
    for month in months:
        whole = round(month.of * room / longest)
        own = max(round(month.reached * room / longest), 1) if month.reached else 0
        rest = max(whole - own, 0)
        of = _("{n} of all {all}").format(n=month.reached, all=month.of)
        if not month.of:
            of = _("no entry")
        yield Content.assemble(
            (f"{month_short(month.first)} {month.first.year}  ", "$text-muted"),
            ("█" * own, "$accent"),
            ("░" * rest, "$quiet"),
            " " * (room - own - rest + 2),
            (of, "" if month.reached else "$quiet"),
        )
    words = _("of all times you reached someone or went to a meeting")
    if not group:
        words = _("of all times you reached someone")
    yield Content.styled(words, "$quiet")


def felt_part(history: History, tie: Tie) -> Iterable[Content]:
    """Yield how it usually felt after, how soon they answer, and attempts since."""
    yield head(_("How it usually felt after"))
    yield Content(felt_words(history))
    yield head(_("How soon they usually answer"))
    yield Content(answer_words(history))
    if tie.tried_since:
        yield Content(tried_words(tie).capitalize())


def felt_words(of: History) -> str:
    """Return how it usually felt after, or how many times are noted so far."""
    felt, n = felt_of(of), len(of.after)
    if felt is None:
        return _("{n} of {enough} so far").format(n=n, enough=ENOUGH)
    if not felt:
        return _("even: 0 on the scale from -2 to +2 (median of {n})").format(n=n)
    sentence = _("worse: {felt} on the scale from -2 to +2 (median of {n})")
    if felt > 0:
        sentence = _("better: +{felt} on the scale from -2 to +2 (median of {n})")
    return sentence.format(felt=number(felt), n=n)


def answer_words(of: History) -> str:
    """Return how soon they usually answer, or how many times are known so far."""
    soon, n = usual_hours(of), len(of.hours)
    if soon is None:
        return _("{n} of {enough} so far").format(n=n, enough=ENOUGH)
    return _("within {time} of an attempt (median of {n})").format(time=time_words(soon), n=n)


def entries_head(any_there: bool) -> Iterable[Content]:
    """Yield what stands above the latest entries with them."""
    yield head(_("Last entries"))
    if not any_there:
        yield Content.styled(_("Entries with them will stand here. r logs one."), "$quiet")


def entry_lines(records: Sequence[Record], width: int) -> list[tuple[Key, Content]]:
    """Return the latest entries with them, newest first, each as it fits so many columns.

    The key of each is its kind and its id.
    """
    lines: list[tuple[Key, Content]] = []
    for record in records:
        day = f"{short_day(record.local_date, year=True):>11}  "
        found = folded_to(harmless(headline(record)), max(12, width - len(day)))
        words = f"\n{' ' * len(day)}".join(kept_apart(line) for line in found)
        lines.append(((record.kind, record.id), Content.assemble((day, "$text-muted"), words)))
    return lines


def more_words(shown: int) -> str:
    """Return where the entries are that are not among those shown."""
    words = ngettext(
        "The newest one; the others are in the timeline (5).",
        "The newest {n}; the others are in the timeline (5).",
        shown,
    )
    return words.format(n=shown)


def head(words: str) -> Content:
    """Return the heading of a part, with a line of air above."""
    return Content.assemble("\n", (words, "bold $text-muted"))
