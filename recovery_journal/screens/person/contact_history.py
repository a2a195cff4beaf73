"""The history of a contact: bars by month, feelings after, the last entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from recovery_journal.dates import format_number, month_short, short_day
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.domain.record import Record
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.entry_text import title_line
from recovery_journal.report.state_text import attempts_text, hours_text
from recovery_journal.rules.contact_stats import (
    MIN_TIMES_NOTED,
    ContactMonth,
    ContactStats,
    usual_answer_hours,
)
from recovery_journal.rules.contact_stats import usual_felt_after as felt_of
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.contact_text import isolate_rtl, wrap_text

EntryKey = tuple[str, int]
"""An entry by its kind and its id."""


def months_section(
    months: Sequence[ContactMonth], is_group: bool, bar_width: int
) -> Iterable[Content]:
    """Yield a line for each month: a bar of at most ``bar_width`` cells, and how many of all."""
    yield section_heading(_("Reached, month by month"))
    if not any(month.reached for month in months):
        text = _("No month with them in the last {n}.").format(n=len(months))
        yield Content.styled(text, "$quiet")
        return
    longest = max(month.total for month in months)
    for month in months:
        total_cells = round(month.total * bar_width / longest)
        own_cells = max(round(month.reached * bar_width / longest), 1) if month.reached else 0
        rest_cells = max(total_cells - own_cells, 0)
        share = _("{n} of all {all}").format(n=month.reached, all=month.total)
        if not month.total:
            share = _("no entry")
        yield Content.assemble(
            (f"{month_short(month.first_day)} {month.first_day.year}  ", "$text-muted"),
            ("█" * own_cells, "$accent"),
            ("░" * rest_cells, "$quiet"),
            " " * (bar_width - own_cells - rest_cells + 2),
            (share, "" if month.reached else "$quiet"),
        )
    text = _("of all times you reached someone or went to a meeting")
    if not is_group:
        text = _("of all times you reached someone")
    yield Content.styled(text, "$quiet")


def felt_section(stats: ContactStats, contact_activity: ContactActivity) -> Iterable[Content]:
    """Yield how it usually felt after, how soon they answer, and attempts since."""
    yield section_heading(_("How it usually felt after"))
    yield Content(felt_after_text(stats))
    yield section_heading(_("How soon they usually answer"))
    yield Content(answer_time_text(stats))
    if contact_activity.tried_since:
        yield Content(attempts_text(contact_activity).capitalize())


def felt_after_text(stats: ContactStats) -> str:
    """Return how it usually felt after, or how many times are noted so far."""
    felt, n = felt_of(stats), len(stats.felt_after)
    if felt is None:
        return _("{n} of {enough} so far").format(n=n, enough=MIN_TIMES_NOTED)
    if not felt:
        return _("even: 0 on the scale from -2 to +2 (median of {n})").format(n=n)
    sentence = _("worse: {felt} on the scale from -2 to +2 (median of {n})")
    if felt > 0:
        sentence = _("better: +{felt} on the scale from -2 to +2 (median of {n})")
    return sentence.format(felt=format_number(felt), n=n)


def answer_time_text(stats: ContactStats) -> str:
    """Return how soon they usually answer, or how many times are known so far."""
    hours, n = usual_answer_hours(stats), len(stats.answer_hours)
    if hours is None:
        return _("{n} of {enough} so far").format(n=n, enough=MIN_TIMES_NOTED)
    return _("within {time} of an attempt (median of {n})").format(time=hours_text(hours), n=n)


def entries_heading(has_entries: bool) -> Iterable[Content]:
    """Yield what stands above the latest entries with them."""
    yield section_heading(_("Last entries"))
    if not has_entries:
        yield Content.styled(_("Entries with them will stand here. r logs one."), "$quiet")


def contact_entry_lines(records: Sequence[Record], width: int) -> list[tuple[EntryKey, Content]]:
    """Return the latest entries with them, newest first, each as it fits so many columns.

    The key of each is its kind and its id.
    """
    lines: list[tuple[EntryKey, Content]] = []
    for record in records:
        day = f"{short_day(record.local_date, year=True):>11}  "
        wrapped = wrap_text(escape_control(title_line(record)), max(12, width - len(day)))
        text = f"\n{' ' * len(day)}".join(isolate_rtl(line) for line in wrapped)
        lines.append(((record.kind, record.id), Content.assemble((day, "$text-muted"), text)))
    return lines


def older_entries_text(count: int) -> str:
    """Return where the entries are that are not among those shown."""
    text = ngettext(
        "The newest one; the others are in the timeline (5).",
        "The newest {n}; the others are in the timeline (5).",
        count,
    )
    return text.format(n=count)


def section_heading(text: str) -> Content:
    """Return the heading of a part, with a line of air above."""
    return Content.assemble("\n", (text, "bold $text-muted"))
