"""What stands on the ground of the map in words: people, sectors, rings, "You"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from unicodedata import bidirectional

from recovery_journal.dates import short_day
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import Sector
from recovery_journal.report.plain import cells, fit, harmless
from recovery_journal.rules.network import Placed
from recovery_journal.rules.placement import SECTORS
from recovery_journal.rules.states import GLYPHS, INFLUENCE_MARKS, TRIED
from recovery_journal.widgets.network_ground import Box, you_box
from recovery_journal.widgets.network_layout import Key, Layout, Spot
from recovery_journal.words import _

_LTR_MARK = "\u200e"


class Piece(NamedTuple):
    """Words in one row: their first cell, how many cells, and the name of their style.

    ``key`` is whom a click on them means, None for words that are nobody.
    """

    row: int
    start: int
    width: int
    texts: tuple[str, ...]
    style: str
    key: Key | None = None


def sector_words(sector: Sector) -> str:
    """Return a sector as it stands at the rim."""
    return label(sector).capitalize()


def pieces(
    layout: Layout,
    people: Mapping[int, Placed],
    only: Collection[int] | None = None,
    marks: bool = False,
) -> list[Piece]:
    """Return everything that is written on the map; ``people`` are by contact id.

    Of those who are not in ``only`` the glyph alone stands there, so that nobody
    moves. With ``marks`` the influence of each tie stands beside the name.
    """
    ground = layout.ground
    words = {1: _("closest"), 2: _("close"), 3: _("wider circle")}
    found = [_centred(words[ring], box, "ring-word") for ring, box in ground.ring_marks.items()]
    found.append(_centred(_("You"), you_box(ground.middle), "you"))
    found += [_sector(sector, layout) for sector in SECTORS]
    for spot in layout.spots:
        if spot.contact_id is None:
            found.append(_more(spot, layout))
        elif only is None or spot.contact_id in only:
            found.append(_person(spot, people[spot.contact_id], marks))
        else:
            glyph = GLYPHS[people[spot.contact_id].state]
            found.append(Piece(spot.row, spot.column, 1, (glyph,), "ring-word"))
    return found


def _centred(text: str, box: Box, style: str) -> Piece:
    width = min(cells(text), box.end - box.start)
    start = box.start + (box.end - box.start - width + 1) // 2
    return Piece(box.row, start, width, (fit(text, width),), style)


def _sector(sector: Sector, layout: Layout) -> Piece:
    """Return the name of a sector; "+N" stands after it."""
    rim = layout.ground.rims[sector]
    text = sector_words(sector)
    if sector == SECTORS[0]:
        return _centred(text, rim.box, "sector")
    start = rim.box.start
    if rim.leftwards:
        more = layout.spot_of(sector)
        start = rim.box.end - cells(text) - (cells(f"+{more.more}") + 1 if more else 0)
    return Piece(rim.row, start, cells(text), (text,), "sector")


def _more(spot: Spot, layout: Layout) -> Piece:
    """Return "+N", a cell after the name of its sector."""
    name = _sector(spot.sector, layout)
    text = f"+{spot.more}"
    start = name.start + name.width + 1
    return Piece(spot.row, start, cells(text), (text,), "sector", spot.key)


def _person(spot: Spot, placed: Placed, marks: bool = False) -> Piece:
    """Return glyph, name, influence and attempts, from the glyph outwards, cut to their room.

    The day of an appointment stands last, where there is room for it.
    """
    times = placed.tie.tried_since
    tried = f"{TRIED}{min(times, 99)}" if times else ""
    influence = placed.contact.influence if marks else None
    mark = INFLUENCE_MARKS[influence] if influence else ""
    name = harmless(placed.contact.name).strip()
    room = spot.room - 2 - sum(len(text) + 1 for text in (mark, tried) if text)
    if cells(name) > room:
        name = fit(name, max(1, room)).rstrip()
    booked = short_day(placed.tie.booked) if placed.tie.booked else ""
    if cells(name) + 1 + cells(booked) > room:
        booked = ""
    texts = [text for text in (GLYPHS[placed.state], name, mark, tried, booked) if text]
    width = sum(map(cells, texts)) + len(texts) - 1
    if spot.leftwards:
        texts.reverse()
    start = spot.column - width + 1 if spot.leftwards else spot.column
    shown = tuple(_kept_apart(text) for text in texts)
    return Piece(spot.row, start, width, shown, placed.state, spot.key)


def _kept_apart(text: str) -> str:
    """Return a name written from right to left so that what follows stays behind it."""
    if any(bidirectional(character) in ("R", "AL") for character in text):
        return text + _LTR_MARK
    return text
