"""The table of everyone: which columns fit, and what stands in them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from recovery_journal.dates import short_day
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.state_text import cadence_text, days_ago_text
from recovery_journal.rules.contact_list import ContactList, ContactSortKey, role_label
from recovery_journal.rules.network.placement import OUTER_RING
from recovery_journal.rules.network.snapshot import MapContact
from recovery_journal.rules.network.states import GLYPHS, TRIED_MARK, has_ended_by
from recovery_journal.terminal_text import cell_width, fit_width
from recovery_journal.widgets.table import ColumnSpec, Table, TableCell, TableRow

NARROW, WIDE = 72, 110
MAX_NAME_WIDTH = 36
DATE_FROM_DAYS = 100
"""Days from which the day they were last reached says more than how many days ago it was."""
NOTHING = "–"
MIN_STATE_WIDTH = 15
"""Columns of a state at least, so that a day that is booked fits too."""
STATE_LAST_WIDTH = 34
"""Columns of the state and of when they were last reached: a language may need more for one."""
MAX_LAST_WIDTH = 16


class TableColumns(NamedTuple):
    """Which columns there are, each with its width, and how many cells are between two."""

    widths: dict[ContactSortKey, int]
    gap: int

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the words of ring and rhythm."""
        return self.gap > 1


def table_columns(width: int) -> TableColumns:
    """Return the columns of a table of that width; the name takes what is left."""
    if width < NARROW:
        state_width = _state_width() + 1
        widths: dict[ContactSortKey, int] = {
            "state": state_width,
            "last": STATE_LAST_WIDTH - state_width,
        }
        gap = 1
    elif width < WIDE:
        state_width, ring_width = _state_width(), max(5, cell_width(column_headers()["ring"]) + 1)
        last_width = min(STATE_LAST_WIDTH - state_width - ring_width + 4, MAX_LAST_WIDTH)
        widths = {
            "role": 12,
            "ring": ring_width,
            "state": state_width,
            "last": last_width,
            "rhythm": 7,
        }
        gap = 1
    else:
        widths = {"role": 22, "ring": 14, "state": 22, "last": 16, "rhythm": 14}
        gap = 2
    name_width = max(8, width - sum(widths.values()) - gap * len(widths))
    return TableColumns({"name": min(name_width, MAX_NAME_WIDTH), **widths}, gap)


def _state_width() -> int:
    """Return the columns that the longest state takes in the language spoken."""
    labels = [label(state) for state in GLYPHS]
    return max(MIN_STATE_WIDTH, 2 + max(map(cell_width, labels)))


def column_headers() -> dict[ContactSortKey, str]:
    """Return the words at the head of each column."""
    return {
        "name": _("Name"),
        "role": _("To me"),
        "ring": _("Ring"),
        "state": _("State"),
        "last": _("Reached"),
        "rhythm": _("Rhythm"),
    }


class PeopleTable(Table):
    """Everyone in rows; the state has the colour it has on the map."""

    COMPONENT_CLASSES = {
        "people-table--recent",
        "people-table--due",
        "people-table--drifting",
        "people-table--new",
        "people-table--paused",
    }

    def show_people(
        self,
        contact_list: ContactList,
        as_of: date,
        width: int,
        sort_key: ContactSortKey,
        reverse: bool,
    ) -> None:
        """Show the people in so many columns; the cursor stays on whom it was."""
        columns = table_columns(width)
        self.show(
            _header_cells(columns, sort_key, reverse),
            columns.gap,
            people_lines(contact_list, as_of, columns),
        )


def _header_cells(
    columns: TableColumns, sort_key: ContactSortKey, reverse: bool
) -> list[ColumnSpec]:
    """Return the heads, with an arrow at the one that is sorted by."""
    headers = []
    for column, width in columns.widths.items():
        text = column_headers()[column]
        if column == sort_key:
            text = fit_width(text, width - 1).rstrip() + ("▼" if reverse else "▲")
        headers.append(ColumnSpec(column, text, width, column == sort_key))
    return headers


def people_lines(contact_list: ContactList, as_of: date, columns: TableColumns) -> list[TableRow]:
    """Return a line for each person, and one for each heading."""
    lines = [_line(person, as_of, columns) for person in contact_list.placed]
    for section, heading in (
        (contact_list.not_placed, _("Not placed yet ({n})")),
        (contact_list.ended, _("Ended ({n})")),
    ):
        if section:
            lines.append(TableRow(None, (TableCell(heading.format(n=len(section))),)))
            lines += [_line(person, as_of, columns) for person in section]
    return lines


def _line(person: MapContact, as_of: date, columns: TableColumns) -> TableRow:
    """Return the line of one person."""
    contact, wide = person.contact, columns.is_wide
    coloured = contact.is_placed and not has_ended_by(contact, as_of)
    style = f"people-table--{person.state}" if coloured else ""
    column_cells: dict[ContactSortKey, TableCell] = {
        "name": TableCell(contact.name),
        "role": TableCell(role_label(contact) if contact.is_placed else NOTHING),
        "ring": TableCell(_ring_cell(person, wide)),
        "state": TableCell(state_cell(person, as_of), style),
        "last": TableCell(last_reached_cell(person)),
        "rhythm": TableCell(_rhythm_cell(person, wide)),
    }
    return TableRow(contact.id, tuple(column_cells[column] for column in columns.widths))


def _ring_cell(person: MapContact, wide: bool) -> str:
    if not person.contact.is_placed:
        return NOTHING
    ring = person.contact.ring or OUTER_RING
    if not wide:
        return str(ring)
    return f"{ring} {(_('closest'), _('close'), _('wider circle'))[ring - 1]}"


def _rhythm_cell(person: MapContact, wide: bool) -> str:
    days = person.contact.cadence_days
    if wide:
        return cadence_text(person.contact) if days is not None else _("no rhythm")
    return NOTHING if days is None else ngettext("{n} day", "{n} days", days).format(n=days)


def state_cell(person: MapContact, as_of: date) -> str:
    """Return the state with its glyph, without how long it has been: "◐ due"."""
    contact = person.contact
    if has_ended_by(contact, as_of):
        return _("ended")
    if not contact.is_placed:
        return _("not placed yet")
    text = label(person.state)
    if (
        person.state == "paused"
        and not contact.is_paused_on(as_of)
        and contact.cadence_days is None
    ):
        text = _("no rhythm")
    if person.activity.appointment_on is not None:
        text = _("booked {day}").format(day=short_day(person.activity.appointment_on))
    return f"{GLYPHS[person.state]} {text}"


def last_reached_cell(person: MapContact) -> str:
    """Return when they were last reached, and how often they were tried since: "8 days ago ~2"."""
    last = person.activity.last_connected
    if person.days_since is None or last is None:
        text = _("not yet")
    elif person.days_since < DATE_FROM_DAYS:
        text = days_ago_text(person.days_since)
    else:
        text = short_day(last, year=True)
    tried = person.activity.tried_since
    return f"{text} {TRIED_MARK}{min(tried, 99)}" if tried else text
