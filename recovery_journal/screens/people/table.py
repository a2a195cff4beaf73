"""The table of everyone: which columns fit, and what stands in them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from recovery_journal.dates import short_day
from recovery_journal.domain.labels import label
from recovery_journal.report.plain import cells, fit
from recovery_journal.rules.network import Placed
from recovery_journal.rules.people import Order, People, role_of
from recovery_journal.rules.placement import OUTER_RING
from recovery_journal.rules.states import GLYPHS, TRIED, ago, ended_by
from recovery_journal.widgets.line_table import Cell, Head, Line, LineTable
from recovery_journal.widgets.person_words import rhythm_words
from recovery_journal.words import _, ngettext

NARROW, WIDE = 72, 110
NAME_LONGEST = 36
LONG_AGO = 100
"""Days from which the day they were last reached says more than how many days ago it was."""
NOTHING = "–"
SHORTEST_STATE = 15
"""Columns of a state at least, so that a day that is booked fits too."""
STATE_LAST = 34
"""Columns of the state and of when they were last reached: a language may need more for one."""
LAST_LONGEST = 16


class Columns(NamedTuple):
    """Which columns there are, each with its width, and how many cells are between two."""

    widths: dict[Order, int]
    gap: int

    @property
    def wide(self) -> bool:
        """Whether there is room for the words of ring and rhythm."""
        return self.gap > 1


def columns_for(width: int) -> Columns:
    """Return the columns of a table of that width; the name takes what is left."""
    if width < NARROW:
        state = _state_width() + 1
        rest: dict[Order, int] = {"state": state, "last": STATE_LAST - state}
        gap = 1
    elif width < WIDE:
        state, ring = _state_width(), max(5, cells(heads()["ring"]) + 1)
        last = min(STATE_LAST - state - ring + 4, LAST_LONGEST)
        rest = {"role": 12, "ring": ring, "state": state, "last": last, "rhythm": 7}
        gap = 1
    else:
        rest = {"role": 22, "ring": 14, "state": 22, "last": 16, "rhythm": 14}
        gap = 2
    name = max(8, width - sum(rest.values()) - gap * len(rest))
    return Columns({"name": min(name, NAME_LONGEST), **rest}, gap)


def _state_width() -> int:
    """Return the columns that the longest state takes in the language spoken."""
    words = [label(state) for state in GLYPHS]
    return max(SHORTEST_STATE, 2 + max(map(cells, words)))


def heads() -> dict[Order, str]:
    """Return the words at the head of each column."""
    return {
        "name": _("Name"),
        "role": _("To me"),
        "ring": _("Ring"),
        "state": _("State"),
        "last": _("Reached"),
        "rhythm": _("Rhythm"),
    }


class PeopleTable(LineTable):
    """Everyone in rows; the state has the colour it has on the map."""

    COMPONENT_CLASSES = {
        "people-table--recent",
        "people-table--due",
        "people-table--drifting",
        "people-table--new",
        "people-table--paused",
    }

    def show_people(
        self, people: People, as_of: date, width: int, by: Order, reverse: bool
    ) -> None:
        """Show the people in so many columns; the cursor stays on whom it was."""
        columns = columns_for(width)
        self.show(_heads(columns, by, reverse), columns.gap, lines_of(people, as_of, columns))


def _heads(columns: Columns, by: Order, reverse: bool) -> list[Head]:
    """Return the heads, with an arrow at the one that is sorted by."""
    found = []
    for order, width in columns.widths.items():
        words = heads()[order]
        if order == by:
            words = fit(words, width - 1).rstrip() + ("▼" if reverse else "▲")
        found.append(Head(order, words, width, order == by))
    return found


def lines_of(people: People, as_of: date, columns: Columns) -> list[Line]:
    """Return a line for each person, and one for each heading."""
    lines = [_line(one, as_of, columns) for one in people.placed]
    for some, words in (
        (people.not_placed, _("Not placed yet ({n})")),
        (people.ended, _("Ended ({n})")),
    ):
        if some:
            lines.append(Line(None, (Cell(words.format(n=len(some))),)))
            lines += [_line(one, as_of, columns) for one in some]
    return lines


def _line(one: Placed, as_of: date, columns: Columns) -> Line:
    """Return the line of one person."""
    contact, wide = one.contact, columns.wide
    coloured = contact.placed and not ended_by(contact, as_of)
    style = f"people-table--{one.state}" if coloured else ""
    cells: dict[Order, Cell] = {
        "name": Cell(contact.name),
        "role": Cell(role_of(contact) if contact.placed else NOTHING),
        "ring": Cell(_ring(one, wide)),
        "state": Cell(state_in_words(one, as_of), style),
        "last": Cell(last_in_words(one)),
        "rhythm": Cell(_rhythm(one, wide)),
    }
    return Line(contact.id, tuple(cells[order] for order in columns.widths))


def _ring(one: Placed, wide: bool) -> str:
    if not one.contact.placed:
        return NOTHING
    ring = one.contact.ring or OUTER_RING
    if not wide:
        return str(ring)
    return f"{ring} {(_('closest'), _('close'), _('wider circle'))[ring - 1]}"


def _rhythm(one: Placed, wide: bool) -> str:
    days = one.contact.cadence_days
    if wide:
        return rhythm_words(one.contact) if days is not None else _("no rhythm")
    return NOTHING if days is None else ngettext("{n} day", "{n} days", days).format(n=days)


def state_in_words(one: Placed, as_of: date) -> str:
    """Return the state with its glyph, without how long it has been: "◐ due"."""
    contact = one.contact
    if ended_by(contact, as_of):
        return _("ended")
    if not contact.placed:
        return _("not placed yet")
    words = label(one.state)
    if one.state == "paused" and not contact.paused_on(as_of) and contact.cadence_days is None:
        words = _("no rhythm")
    if one.tie.booked is not None:
        words = _("booked {day}").format(day=short_day(one.tie.booked))
    return f"{GLYPHS[one.state]} {words}"


def last_in_words(one: Placed) -> str:
    """Return when they were last reached, and how often they were tried since: "8 days ago ~2"."""
    last = one.tie.last_connected
    if one.days_since is None or last is None:
        words = _("not yet")
    elif one.days_since < LONG_AGO:
        words = ago(one.days_since)
    else:
        words = short_day(last, year=True)
    tried = one.tie.tried_since
    return f"{words} {TRIED}{min(tried, 99)}" if tried else words
