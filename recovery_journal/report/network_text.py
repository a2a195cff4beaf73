"""The support network as text: the map, the same as a list, the figures and the gap grid.

Names go through ``harmless``; columns are counted in terminal cells, so that
they stay straight beside emoji and any script. With ``ascii`` everything that
is not a name is plain ASCII. Nothing here has a colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.report.figures_text import figures_text, gaps_text
from recovery_journal.report.plain import cells, fit, harmless
from recovery_journal.rules.people import role_of
from recovery_journal.rules.placement import OUTER_RING, SECTORS, sector_on_map
from recovery_journal.rules.states import (
    ASCII_GLYPHS,
    GLYPHS,
    TRIED,
    recency,
    state_words,
)
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.lists import Sector, State
    from recovery_journal.rules.network import Network, Placed

__all__ = ["figures_text", "gaps_text", "list_text", "map_text", "ring_words", "role_words"]

NAME_MIN, NAME_MAX = 10, 32
ROLE_MAX = 24


def map_text(
    network: Network, width: int = 80, ascii: bool = False, influence: bool = False
) -> str:
    """Return the map for a terminal: sector by sector, the closest first, with its legend.

    ``influence`` says of each tie what it was marked as.
    """
    dash = "-" if ascii else "─"
    lines = [_title(network), ""]
    if not network.people:
        lines += [_nobody(), ""]
    columns = _columns(network, width)
    for sector in SECTORS:
        people = [p for p in network.people if sector_on_map(p.contact) == sector]
        if people:
            head = f"{_sector_words(sector)} "
            lines += [head + dash * max(0, min(width, 64) - cells(head))]
            lines += [_row(placed, network, columns, width, ascii, influence) for placed in people]
            lines.append("")
    lines += [*_not_placed(network, width, ascii), *_legend(width, ascii)]
    return "\n".join(lines)


def list_text(network: Network, ascii: bool = False, influence: bool = False) -> str:
    """Return the same facts as a list: one contact a line, nothing drawn."""
    lines = [_title(network)]
    if not network.people:
        lines.append(_nobody())
    lines += [_line(placed, network, ascii, influence) for placed in network.people]
    if network.not_placed:
        names = ", ".join(harmless(c.name) for c in network.not_placed)
        lines.append(f"{_not_placed_words(network)}: {names}")
    return "\n".join(lines)


def ring_words(ring: int) -> str:
    """Return what a ring stands for, as the person placed it."""
    return {
        1: _("hard to imagine life without"),
        2: _("close"),
        3: _("wider circle"),
    }[ring]


def role_words(contact: Contact) -> str:
    """Return what a contact is to the person, safe to show."""
    return harmless(role_of(contact))


def _title(network: Network) -> str:
    """Return the heading, which names the day."""
    return _("My support network as of {day}").format(day=network.as_of.isoformat())


def _nobody() -> str:
    """Return what an empty map says, and how it begins."""
    return _('Your people will be here. To add one: contact add "Sam" --relation friend')


def _sector_words(sector: Sector) -> str:
    """Return a sector as a heading."""
    return label(sector).capitalize()


def _ring(contact: Contact) -> int:
    return contact.ring or OUTER_RING


def _glyph(state: State, ascii: bool) -> str:
    return ASCII_GLYPHS[state] if ascii else GLYPHS[state]


def _columns(network: Network, width: int) -> tuple[int, int]:
    """Return the width of the names and of the roles; 0 roles where they do not fit."""
    people = network.people
    name = max((cells(harmless(p.contact.name)) for p in people), default=0)
    role = max((cells(role_words(p.contact)) for p in people), default=0)
    words = max((cells(state_words(p.tie, network.as_of)) for p in people), default=0)
    name, role = min(name, NAME_MAX), min(role, ROLE_MAX)
    # Ring, glyph and attempts take 10 columns, the gaps between the others 2 each.
    room = width - 10 - words - 2
    if room - role - 2 >= min(name, NAME_MIN + 4):
        return min(name, room - role - 2), role
    return max(NAME_MIN, min(name, room)), 0


def _row(
    placed: Placed,
    network: Network,
    columns: tuple[int, int],
    width: int,
    ascii: bool,
    influence: bool,
) -> str:
    """Return one contact of the map: ring, glyph, attempts, name, role, state."""
    contact, tie = placed.contact, placed.tie
    name, role = columns
    tried = f"{TRIED}{min(tie.tried_since, 99)}" if tie.tried_since else ""
    row = f"  {_ring(contact)}  {_glyph(placed.state, ascii)} {tried:<3}"
    row += fit(harmless(contact.name), name, ascii) + "  "
    if role:
        row += fit(role_words(contact), role, ascii) + "  "
    row += state_words(tie, network.as_of)
    if influence and contact.influence:
        row += f"; {label(contact.influence)}"
    return row if cells(row) <= width else fit(row, width, ascii).rstrip()


def _line(placed: Placed, network: Network, ascii: bool, influence: bool) -> str:
    """Return one contact of the list, its facts in words."""
    contact = placed.contact
    ring = _ring(contact)
    facts = [
        role_words(contact),
        _sector_words(sector_on_map(contact)).lower(),
        _("ring {n}, {words}").format(n=ring, words=ring_words(ring)),
        recency(placed.tie, network.as_of),
    ]
    if facts[0] == facts[1]:
        del facts[1]
    if influence and contact.influence:
        facts.append(_("influence: {words}").format(words=label(contact.influence)))
    glyph = _glyph(placed.state, ascii)
    return f"{glyph} {harmless(contact.name)}: {'; '.join(facts)}"


def _not_placed_words(network: Network) -> str:
    return _("Not placed yet ({n})").format(n=len(network.not_placed))


def _not_placed(network: Network, width: int, ascii: bool) -> list[str]:
    """Return the imported contacts not looked at yet: as many names as two lines hold."""
    names = [harmless(c.name) for c in network.not_placed]
    if not names:
        return []
    shown: list[str] = []
    room = 2 * (width - 2) - 24
    while names and (not shown or room >= cells(names[0]) + 2):
        room -= cells(names[0]) + 2
        shown.append(names.pop(0))
    if names:
        shown.append(ngettext("and {n} more", "and {n} more", len(names)).format(n=len(names)))
    return [_not_placed_words(network), *_wrap(shown, ", ", width, ascii), ""]


def _legend(width: int, ascii: bool) -> list[str]:
    """Return what the glyphs and the rings stand for."""
    words: dict[State, str] = {
        "recent": _("recent"),
        "due": _("due"),
        "drifting": _("it's been a while"),
        "new": _("not yet"),
        "paused": _("paused, or no rhythm set"),
    }
    glyphs = [f"{_glyph(state, ascii)} {text}" for state, text in words.items()]
    glyphs.append(_("{mark}2 tried 2 times since").format(mark=TRIED))
    rings = [f"{ring} {ring_words(ring)}" for ring in (1, 2, 3)]
    rings[0] = _("ring {first}").format(first=rings[0])
    return _wrap(glyphs, "   ", width, ascii) + _wrap(rings, "   ", width, ascii)


def _wrap(parts: list[str], between: str, width: int, ascii: bool) -> list[str]:
    """Return the parts on as few indented lines as they need, none broken in two."""
    lines = [""]
    for part in parts:
        longer = lines[-1] + between + part if lines[-1] else part
        if lines[-1] and cells(longer) > width - 2:
            lines[-1] += between.rstrip()
            lines.append(part)
        else:
            lines[-1] = longer
    return ["  " + (x if cells(x) <= width - 2 else fit(x, width - 2, ascii)) for x in lines]
