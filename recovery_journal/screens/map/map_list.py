"""The map as a list: the same people and the same facts, one a line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.domain.labels import label
from recovery_journal.i18n import _
from recovery_journal.network_map.layout import MapKey
from recovery_journal.report.network_text import ring_label, role_text
from recovery_journal.report.state_text import cadence_text, state_text
from recovery_journal.rules.network.placement import OUTER_RING, SECTORS, contact_sector
from recovery_journal.rules.network.snapshot import offering_support
from recovery_journal.rules.network.states import GLYPHS, INFLUENCE_MARKS, TRIED_MARK
from recovery_journal.terminal_text import escape_control, fit_width
from recovery_journal.widgets.contact_text import fit_isolated
from recovery_journal.widgets.page_list import LineList

if TYPE_CHECKING:
    from recovery_journal.domain.choices import SupportKind
    from recovery_journal.rules.network.snapshot import MapContact, Network

MapRow = tuple[MapKey | None, Content]
"""A contact's id, a sector for its heading, None for another heading; and the words."""

_WIDE = 124
_MEDIUM = 92
_NARROW = 70


class MapList(LineList):
    """Everyone on the map, sector by sector; who is not placed yet comes last."""

    def show_people(
        self,
        network: Network,
        width: int,
        kinds: Collection[SupportKind] = (),
        with_influence: bool = False,
    ) -> None:
        """Show the people in rows of this width; the cursor stays on whom it was.

        ``kinds`` of support leave those who give any of them; ``with_influence`` show the
        influence of each tie.
        """
        self.show(map_rows(network, width, kinds, with_influence))

    def is_heading(self, key: MapKey | None) -> bool:
        """Say whether this is a sector, or the heading of those who are not placed."""
        return not isinstance(key, int)

    def nearest_line(self, _old_key: MapKey | None, old_index: int | None) -> int | None:
        """Return the first person where someone is gone; nobody before there was someone."""
        return None if old_index is None else super().nearest_line(None, 0)

    def go_to(self, key: MapKey | None) -> None:
        """Put the cursor on a person or the first of a sector; else on the first of all."""
        index = self.keys.index(key) if key is not None and key in self.keys else 0
        if len(self.keys) > 1:
            self.highlighted = index + self.is_heading(self.keys[index])


def map_rows(
    network: Network, width: int, kinds: Collection[SupportKind] = (), with_influence: bool = False
) -> list[MapRow]:
    """Return the map as a list: sector by sector, the closest first; then who is not placed."""
    items: list[MapRow] = []
    visible = offering_support(network.contacts, kinds)
    name_width, role_width = (
        (22, 22) if width >= _WIDE else (16, 0) if width < _NARROW else (16, 17)
    )
    for sector in SECTORS:
        people = [person for person in visible if contact_sector(person.contact) == sector]
        if people:
            items.append((sector, Content.styled(label(sector).capitalize(), "bold $text-muted")))
            items += [
                (
                    person.contact.id,
                    _row(person, network.as_of, name_width, role_width, width, with_influence),
                )
                for person in people
            ]
    if network.not_placed and not kinds:
        heading = _("Not placed yet ({n})").format(n=len(network.not_placed))
        items.append((None, Content.styled(heading, "bold $text-muted")))
        items += [
            (contact.id, Content.styled(f"  {escape_control(contact.name)}", "$state-new"))
            for contact in network.not_placed
        ]
    return items


def _row(
    person: MapContact,
    as_of: date,
    name_width: int,
    role_width: int,
    width: int,
    with_influence: bool,
) -> Content:
    """Return one person of the list."""
    contact = person.contact
    style = f"$state-{person.state}"
    status = state_text(person.activity, as_of)
    if person.activity.tried_since:
        status += f"  {TRIED_MARK}{person.activity.tried_since}"
    parts: list[str | tuple[str, str]] = [
        (f"{GLYPHS[person.state]} {fit_isolated(contact.name, name_width)}  ", style)
    ]
    if with_influence:
        mark = INFLUENCE_MARKS[contact.influence] if contact.influence else " "
        parts.append((f"{mark}  ", style))
    ring = ring_label(contact.ring or OUTER_RING)
    if role_width:
        parts.append((f"{fit_width(role_text(contact), role_width)}  ", "$text-muted"))
    if width >= _WIDE:
        parts.append((f"{fit_width(ring, 28)}  ", "$text-muted"))
        parts.append((fit_width(status, 28) + "  ", style))
        if contact.cadence_days is not None:
            parts.append((cadence_text(contact), "$text-muted"))
        return Content.assemble(*parts)
    if role_width:
        parts.append((_("ring {n}").format(n=contact.ring or OUTER_RING) + "  ", "$text-muted"))
    if width < _MEDIUM or contact.cadence_days is None:
        parts.append((status, style))
    else:
        parts += [(fit_width(status, 30), style), (f"  {cadence_text(contact)}", "$text-muted")]
    return Content.assemble(*parts)
