"""What stands on a contact's page: the facts, one field a line, and the history below each other.

The careful things come first. Everything here is Content; the page lays it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.binding import Binding
from textual.content import Content

from recovery_journal.dates import format_number, long_day, month_short, short_day
from recovery_journal.domain.contact import Contact, ContactActivity, ContactDetail
from recovery_journal.domain.labels import label
from recovery_journal.domain.record import Record
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.report.entry_text import title_line
from recovery_journal.report.network_text import ring_label, role_text
from recovery_journal.report.state_text import (
    attempts_text,
    cadence_text,
    hours_text,
    support_kind_label,
)
from recovery_journal.rules.contact_stats import (
    MIN_TIMES_NOTED,
    ContactMonth,
    ContactStats,
    usual_answer_hours,
)
from recovery_journal.rules.contact_stats import usual_felt_after as felt_of
from recovery_journal.rules.network.placement import contact_sector
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.contact_text import isolate_rtl, warning_lines, wrap_text
from recovery_journal.widgets.page_list import LineList

NO_VALUE = "–"
LABEL_WIDTH, MAX_LABEL_WIDTH = 14, 18
"""Columns of the labels: a language may need more than the fewest."""


FieldRow = tuple[str | None, Content]
"""A line of the list: the field it is about (None for a heading), and its words."""
EntryKey = tuple[str, int]
"""An entry by its kind and its id."""


class FieldList(LineList):
    """The facts, a line for each field; Enter or a click edits the one under the cursor."""

    BINDINGS = [
        Binding("enter", "select", N_("Edit"), id="facts.edit", show=False,
                tooltip=N_("Change the field under the cursor")),
    ]  # fmt: skip

    def show(self, lines: Sequence[FieldRow]) -> None:
        """Show the facts; the cursor stays on the field it was on, and the list in its place."""
        top = self.scroll_offset.y
        super().show(lines)
        self.call_after_refresh(self.scroll_to, y=top, animate=False)


def field_rows(
    contact: Contact, details: Sequence[ContactDetail], today: date, width: int
) -> list[FieldRow]:
    """Return everything that is known of a contact in so many columns, the careful things first."""
    rows: list[FieldRow] = [("boundaries", content) for content in warning_lines(contact)]
    if rows and contact.influence == "risk":
        rows[0] = ("influence", rows[0][1])
    if rows:
        rows.append((None, Content("")))
    fields = list(_field_texts(contact, today))
    label_width = max(
        LABEL_WIDTH,
        min(MAX_LABEL_WIDTH, 1 + max(cell_width(title) for _field, title, _text in fields)),
    )
    rows += [
        (field, _row_content(title, text, label_width, width)) for field, title, text in fields
    ]
    rows.append((None, Content.styled(_("Only on this page"), "bold $text-muted")))
    for kind, title in (("phone", _("Phone")), ("email", _("E-mail")), ("address", _("Address"))):
        kind_details = [detail for detail in details if detail.detail_kind == kind]
        rows += [
            (kind, _row_content(title, _detail_text(detail), label_width, width))
            for detail in kind_details
        ]
        if not kind_details:
            rows.append((kind, _row_content(title, "", label_width, width)))
    return rows


def _field_texts(contact: Contact, today: date) -> Iterable[tuple[str, str, str]]:
    """Yield field, label and words of what is not first, in an order that stays."""
    if contact.contact_kind != "person":
        yield "contact_kind", _("Kind"), label(contact.contact_kind)
    yield "relation", _("To me"), role_text(contact) if contact.is_placed else ""
    yield "ring", _("How close"), ring_label(contact.ring) if contact.ring else ""
    sector = label(contact_sector(contact)) if contact.is_placed else ""
    yield "sector", _("On the map"), sector
    yield "support", _("Support"), ", ".join(support_kind_label(kind) for kind in contact.support)
    if not contact.boundaries:
        yield "boundaries", _("My boundary"), ""
    yield "supports_goal", _("For my goal"), _choice_label(contact.supports_goal)
    yield "influence", _("Influence"), _choice_label(contact.influence)
    rhythm = cadence_text(contact) if contact.cadence_days is not None else _("no rhythm")
    yield "cadence_days", _("Rhythm"), rhythm
    yield "paused", _("Pause"), pause_text(contact, today)
    yield "suggest", _("Suggested"), _("yes") if contact.suggest else _("no")
    yield "ok_when_urge", _("Hard moment"), _yes_no_label(contact.ok_when_urge)
    yield "preferred_channel", _("Best reached"), _choice_label(contact.preferred_channel)
    yield "language", _("Language"), escape_control(contact.language or "")
    yield "tie", _("Tie"), _choice_label(contact.tie)
    yield "share_as", _("Weekly page"), _choice_label(contact.share_as)
    yield "status", _("Contact"), contact_status_text(contact)
    yield "added_on", _("Here since"), long_day(contact.added_on)
    yield "note", _("Note"), escape_control(contact.note or "")


def pause_text(contact: Contact, today: date) -> str:
    """Return the pause that is on, or will be."""
    since, until = contact.paused_from, contact.paused_until
    if since is None or (until is not None and until < today):
        return ""
    if since > today:
        return _("from {day}").format(day=long_day(since))
    if until is None:
        return _("until further notice")
    return _("until {day}").format(day=long_day(until))


def contact_status_text(contact: Contact) -> str:
    """Return whether there is contact now: active, less contact now, ended since a day."""
    if contact.status == "ended" and contact.ended_on is not None:
        return _("ended on {day}").format(day=long_day(contact.ended_on))
    return label(contact.status)


def _choice_label(value: str | None) -> str:
    return label(value) if value else ""


def _yes_no_label(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")


def _detail_text(detail: ContactDetail) -> str:
    text = escape_control(detail.value)
    return f"{text} ({escape_control(detail.label)})" if detail.label else text


def _row_content(title: str, text: str, label_width: int, width: int) -> Content:
    """Return label and value; a value of several lines stays beside its label."""
    label_cell = fit_width(title, label_width - 1) + " "
    if not text:
        return Content.assemble((label_cell, "$text-muted"), (NO_VALUE, "$quiet"))
    lines = [isolate_rtl(line) for line in wrap_text(text, max(8, width - label_width))]
    return Content.assemble((label_cell, "$text-muted"), f"\n{' ' * label_width}".join(lines))


# --- the history ------------------------------------------------------------------------


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
