"""The support network as text: the map, the same as a list, the figures and the gap grid.

Names go through ``escape_control``; columns are counted in terminal cells, so that
they stay straight beside emoji and any script. With ``ascii`` everything that
is not a name is plain ASCII. Nothing here has a colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.figures_text import network_figures_text, support_gaps_text
from recovery_journal.report.state_text import state_text, status_text
from recovery_journal.rules.contact_list import role_label
from recovery_journal.rules.network.placement import OUTER_RING, SECTORS, contact_sector
from recovery_journal.rules.network.states import (
    ASCII_GLYPHS,
    GLYPHS,
    INFLUENCE_MARKS,
    TRIED_MARK,
)
from recovery_journal.terminal_text import cell_width, escape_control, fit_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.domain.choices import ContactState, Sector
    from recovery_journal.domain.contact import Contact
    from recovery_journal.rules.network.snapshot import MapContact, Network

__all__ = [
    "network_figures_text",
    "network_list_text",
    "network_map_text",
    "ring_label",
    "role_text",
    "support_gaps_text",
]

NAME_MIN, NAME_MAX = 10, 32
ROLE_MAX = 24
DRAWING_MIN_WIDTH, DRAWING_MAX_WIDTH = 100, 120
"""From how many columns on the map is drawn, and how many it takes at most."""
DRAWING_ASPECT = 0.26
"""Rows of the drawing for each of its columns."""


def network_map_text(
    network: Network,
    width: int = 80,
    ascii: bool = False,
    influence: bool = False,
    everyone: Sequence[MapContact] = (),
) -> str:
    """Return the map for a terminal: sector by sector, the closest first, with its legend.

    In a wide terminal the map as the app draws it stands above that, unless ``ascii``.
    ``influence`` says of each tie what it was marked as. Where ``network`` holds only
    some contacts, ``everyone`` are all: the places of the others stay theirs, without a name.
    """
    rule_character = "-" if ascii else "─"
    lines = [_title_text(network), ""]
    if not network.contacts:
        lines += [_empty_map_text(), ""]
    elif width >= DRAWING_MIN_WIDTH and not ascii:
        lines += [*_drawing_rows(network, width, influence, everyone or network.contacts), ""]
    columns = _column_widths(network, width)
    for sector in SECTORS:
        sector_contacts = [
            map_contact
            for map_contact in network.contacts
            if contact_sector(map_contact.contact) == sector
        ]
        if sector_contacts:
            heading = f"{_sector_heading(sector)} "
            lines += [heading + rule_character * max(0, min(width, 64) - cell_width(heading))]
            lines += [
                _map_row(map_contact, network, columns, width, ascii, influence)
                for map_contact in sector_contacts
            ]
            lines.append("")
    lines += [*_not_placed_lines(network, width, ascii), *_legend_lines(width, ascii)]
    return "\n".join(lines)


def _drawing_rows(
    network: Network, width: int, influence: bool, everyone: Sequence[MapContact]
) -> list[str]:
    """Return the rows of the drawn map, and what the marks of influence stand for."""
    from recovery_journal.network_map.layout import build_layout
    from recovery_journal.network_map.map_labels import map_labels, sector_label
    from recovery_journal.network_map.map_rows import map_text_rows

    columns = min(width, DRAWING_MAX_WIDTH)
    label_width = max(cell_width(sector_label(sector)) for sector in SECTORS)
    layout = build_layout(
        everyone, columns, round(columns * DRAWING_ASPECT), label_width, network.former
    )
    contacts = {map_contact.contact.id: map_contact for map_contact in everyone}
    shown_ids = {map_contact.contact.id for map_contact in network.contacts}
    rows = map_text_rows(layout.grid, map_labels(layout, contacts, shown_ids, influence))
    if influence:
        marks = [f"{mark} {label(kind)}" for kind, mark in INFLUENCE_MARKS.items()]
        rows += ["", *_wrap_parts(marks, "   ", width, ascii=False)]
    return rows


def network_list_text(network: Network, ascii: bool = False, influence: bool = False) -> str:
    """Return the same facts as a list: one contact a line, nothing drawn."""
    lines = [_title_text(network)]
    if not network.contacts:
        lines.append(_empty_map_text())
    lines += [
        _list_line(map_contact, network, ascii, influence) for map_contact in network.contacts
    ]
    if network.not_placed:
        names = ", ".join(escape_control(contact.name) for contact in network.not_placed)
        lines.append(f"{_not_placed_heading(network)}: {names}")
    return "\n".join(lines)


def ring_label(ring: int) -> str:
    """Return what a ring stands for, as the person placed it."""
    return {
        1: _("hard to imagine life without"),
        2: _("close"),
        3: _("wider circle"),
    }[ring]


def role_text(contact: Contact) -> str:
    """Return what a contact is to the person, safe to show."""
    return escape_control(role_label(contact))


def _title_text(network: Network) -> str:
    """Return the heading, which names the day."""
    return _("My support network as of {day}").format(day=network.as_of.isoformat())


def _empty_map_text() -> str:
    """Return what an empty map says, and how it begins."""
    return _('Your people will be here. To add one: contact add "Sam" --relation friend')


def _sector_heading(sector: Sector) -> str:
    """Return a sector as a heading."""
    return label(sector).capitalize()


def _ring_or_outer(contact: Contact) -> int:
    return contact.ring or OUTER_RING


def _state_glyph(state: ContactState, ascii: bool) -> str:
    return ASCII_GLYPHS[state] if ascii else GLYPHS[state]


def _column_widths(network: Network, width: int) -> tuple[int, int]:
    """Return the width of the names and of the roles; 0 roles where they do not fit."""
    map_contacts = network.contacts
    name_width = max(
        (cell_width(escape_control(map_contact.contact.name)) for map_contact in map_contacts),
        default=0,
    )
    role_width = max(
        (cell_width(role_text(map_contact.contact)) for map_contact in map_contacts), default=0
    )
    state_width = max(
        (
            cell_width(state_text(map_contact.activity, network.as_of))
            for map_contact in map_contacts
        ),
        default=0,
    )
    name_width, role_width = min(name_width, NAME_MAX), min(role_width, ROLE_MAX)
    # Ring, glyph and attempts take 10 columns, the gaps between the others 2 each.
    available_width = width - 10 - state_width - 2
    if available_width - role_width - 2 >= min(name_width, NAME_MIN + 4):
        return min(name_width, available_width - role_width - 2), role_width
    return max(NAME_MIN, min(name_width, available_width)), 0


def _map_row(
    map_contact: MapContact,
    network: Network,
    columns: tuple[int, int],
    width: int,
    ascii: bool,
    influence: bool,
) -> str:
    """Return one contact of the map: ring, glyph, attempts, name, role, state."""
    contact, contact_activity = map_contact.contact, map_contact.activity
    name_width, role_width = columns
    tried_mark = (
        f"{TRIED_MARK}{min(contact_activity.tried_since, 99)}"
        if contact_activity.tried_since
        else ""
    )
    row = f"  {_ring_or_outer(contact)}  {_state_glyph(map_contact.state, ascii)} {tried_mark:<3}"
    row += fit_width(escape_control(contact.name), name_width, ascii) + "  "
    if role_width:
        row += fit_width(role_text(contact), role_width, ascii) + "  "
    row += state_text(contact_activity, network.as_of)
    if influence and contact.influence:
        row += f"; {label(contact.influence)}"
    return row if cell_width(row) <= width else fit_width(row, width, ascii).rstrip()


def _list_line(map_contact: MapContact, network: Network, ascii: bool, influence: bool) -> str:
    """Return one contact of the list, its facts in words."""
    contact = map_contact.contact
    ring = _ring_or_outer(contact)
    details = [
        role_text(contact),
        _sector_heading(contact_sector(contact)).lower(),
        _("ring {n}, {words}").format(n=ring, words=ring_label(ring)),
        status_text(map_contact.activity, network.as_of),
    ]
    if details[0] == details[1]:
        del details[1]
    if influence and contact.influence:
        details.append(_("influence: {words}").format(words=label(contact.influence)))
    glyph = _state_glyph(map_contact.state, ascii)
    return f"{glyph} {escape_control(contact.name)}: {'; '.join(details)}"


def _not_placed_heading(network: Network) -> str:
    return _("Not placed yet ({n})").format(n=len(network.not_placed))


def _not_placed_lines(network: Network, width: int, ascii: bool) -> list[str]:
    """Return the imported contacts not looked at yet: as many names as two lines hold."""
    names = [escape_control(contact.name) for contact in network.not_placed]
    if not names:
        return []
    shown_names: list[str] = []
    available_width = 2 * (width - 2) - 24
    while names and (not shown_names or available_width >= cell_width(names[0]) + 2):
        available_width -= cell_width(names[0]) + 2
        shown_names.append(names.pop(0))
    if names:
        shown_names.append(
            ngettext("and {n} more", "and {n} more", len(names)).format(n=len(names))
        )
    return [_not_placed_heading(network), *_wrap_parts(shown_names, ", ", width, ascii), ""]


def _legend_lines(width: int, ascii: bool) -> list[str]:
    """Return what the glyphs and the rings stand for."""
    state_labels = {state: label(state) for state in GLYPHS} | {
        "paused": _("paused, or no rhythm set")
    }
    glyphs = [f"{_state_glyph(state, ascii)} {text}" for state, text in state_labels.items()]
    glyphs.append(_("{mark}2 tried 2 times since").format(mark=TRIED_MARK))
    rings = [f"{ring} {ring_label(ring)}" for ring in (1, 2, 3)]
    rings[0] = _("ring {first}").format(first=rings[0])
    return _wrap_parts(glyphs, "   ", width, ascii) + _wrap_parts(rings, "   ", width, ascii)


def _wrap_parts(items: list[str], separator: str, width: int, ascii: bool) -> list[str]:
    """Return the parts on as few indented lines as they need, none broken in two."""
    lines = [""]
    for item in items:
        extended = lines[-1] + separator + item if lines[-1] else item
        if lines[-1] and cell_width(extended) > width - 2:
            lines[-1] += separator.rstrip()
            lines.append(item)
        else:
            lines[-1] = extended
    return [
        "  " + (line if cell_width(line) <= width - 2 else fit_width(line, width - 2, ascii))
        for line in lines
    ]
