"""The labels of the map: people, sectors, rings, "You"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from unicodedata import bidirectional

from recovery_journal.dates import short_day
from recovery_journal.domain.choices import Sector
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _
from recovery_journal.network_map.grid import Box, you_box
from recovery_journal.network_map.layout import MapKey, MapLayout, MapPosition
from recovery_journal.rules.network.placement import SECTORS
from recovery_journal.rules.network.snapshot import MapContact
from recovery_journal.rules.network.states import GLYPHS, INFLUENCE_MARKS, TRIED_MARK
from recovery_journal.terminal_text import cell_width, escape_control, fit_width

_LTR_MARK = "\u200e"


class MapLabel(NamedTuple):
    """Words in one row: their first cell, how many cells, and the name of their style.

    ``key`` is whom a click on them means, None for words that are nobody.
    """

    row: int
    start: int
    width: int
    texts: tuple[str, ...]
    style: str
    key: MapKey | None = None


def sector_label(sector: Sector) -> str:
    """Return a sector as it stands at the rim."""
    return label(sector).capitalize()


def map_labels(
    layout: MapLayout,
    contacts: Mapping[int, MapContact],
    shown_ids: Collection[int] | None = None,
    show_influence: bool = False,
) -> list[MapLabel]:
    """Return everything that is written on the map; ``contacts`` are by contact id.

    Of those who are not in ``shown_ids`` the glyph alone stands there, so that nobody
    moves. With ``show_influence`` the influence of each tie stands beside the name.
    """
    grid = layout.grid
    ring_names = {1: _("closest"), 2: _("close"), 3: _("wider circle")}
    labels = [
        _centered_label(ring_names[ring], box, "ring-word")
        for ring, box in grid.ring_labels.items()
    ]
    labels.append(_centered_label(_("You"), you_box(grid.shape.center), "you"))
    labels += [_sector_name_label(sector, layout) for sector in SECTORS]
    for position in layout.positions:
        if position.contact_id is None:
            labels.append(_more_label(position, layout))
        elif shown_ids is None or position.contact_id in shown_ids:
            labels.append(_contact_label(position, contacts[position.contact_id], show_influence))
        else:
            glyph = GLYPHS[contacts[position.contact_id].state]
            labels.append(MapLabel(position.row, position.column, 1, (glyph,), "ring-word"))
    return labels


def _centered_label(text: str, box: Box, style: str) -> MapLabel:
    width = min(cell_width(text), box.end - box.start)
    start = box.start + (box.end - box.start - width + 1) // 2
    return MapLabel(box.row, start, width, (fit_width(text, width),), style)


def _sector_name_label(sector: Sector, layout: MapLayout) -> MapLabel:
    """Return the name of a sector; "+N" stands after it."""
    slot = layout.grid.sector_labels[sector]
    text = sector_label(sector)
    if sector == SECTORS[0]:
        return _centered_label(text, slot.box, "sector")
    start = slot.box.start
    if slot.leftwards:
        more_position = layout.position_of(sector)
        start = (
            slot.box.end
            - cell_width(text)
            - (cell_width(f"+{more_position.more_count}") + 1 if more_position else 0)
        )
    return MapLabel(slot.row, start, cell_width(text), (text,), "sector")


def _more_label(position: MapPosition, layout: MapLayout) -> MapLabel:
    """Return "+N", a cell after the name of its sector."""
    sector_name = _sector_name_label(position.sector, layout)
    text = f"+{position.more_count}"
    start = sector_name.start + sector_name.width + 1
    return MapLabel(position.row, start, cell_width(text), (text,), "sector", position.key)


def _contact_label(
    position: MapPosition, map_contact: MapContact, show_influence: bool = False
) -> MapLabel:
    """Return glyph, name, influence and attempts, from the glyph outwards, cut to their room.

    The day of an appointment stands last, where there is room for it.
    """
    attempts = map_contact.activity.tried_since
    tried_text = f"{TRIED_MARK}{min(attempts, 99)}" if attempts else ""
    influence = map_contact.contact.influence if show_influence else None
    influence_mark = INFLUENCE_MARKS[influence] if influence else ""
    name = escape_control(map_contact.contact.name).strip()
    name_width = (
        position.max_width - 2 - sum(len(text) + 1 for text in (influence_mark, tried_text) if text)
    )
    if cell_width(name) > name_width:
        name = fit_width(name, max(1, name_width)).rstrip()
    appointment_text = (
        short_day(map_contact.activity.appointment_on)
        if map_contact.activity.appointment_on
        else ""
    )
    if cell_width(name) + 1 + cell_width(appointment_text) > name_width:
        appointment_text = ""
    texts = [
        text
        for text in (GLYPHS[map_contact.state], name, influence_mark, tried_text, appointment_text)
        if text
    ]
    width = sum(map(cell_width, texts)) + len(texts) - 1
    if position.leftwards:
        texts.reverse()
    start = position.column - width + 1 if position.leftwards else position.column
    isolated_texts = tuple(_isolate_rtl(text) for text in texts)
    return MapLabel(position.row, start, width, isolated_texts, map_contact.state, position.key)


def _isolate_rtl(text: str) -> str:
    """Return a name written from right to left so that what follows stays behind it."""
    if any(bidirectional(character) in ("R", "AL") for character in text):
        return text + _LTR_MARK
    return text
