"""The map as a list: the same people and the same facts, one a line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.domain.labels import label
from recovery_journal.report.network_text import ring_words, role_words
from recovery_journal.report.plain import fit, harmless
from recovery_journal.rules.network import giving
from recovery_journal.rules.placement import OUTER_RING, SECTORS, sector_on_map
from recovery_journal.rules.states import GLYPHS, INFLUENCE_MARKS, TRIED, state_words
from recovery_journal.widgets.network_layout import Key
from recovery_journal.widgets.person_words import column, rhythm_words
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.lists import Support
    from recovery_journal.rules.network import Network, Placed

Row = tuple[Key | None, Content]
"""A contact's id, a sector for its heading, None for another heading; and the words."""

_WIDE = 124
_ROOMY = 92
_NARROW = 70


class PeopleRows(OptionList):
    """Everyone on the map, sector by sector; who is not placed yet comes last."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._keys: list[Key | None] = []

    def show(
        self, network: Network, width: int, kinds: Collection[Support] = (), marks: bool = False
    ) -> None:
        """Show the people in rows of this width; the cursor stays on whom it was.

        ``kinds`` of support leave those who give any of them; ``marks`` show the
        influence of each tie.
        """
        before = self.key
        found = rows(network, width, kinds, marks)
        self._keys = [key for key, _words in found]
        self.set_options(
            Option(
                words,
                id=str(key) if isinstance(key, int) else None,
                disabled=not isinstance(key, int),
            )
            for key, words in found
        )
        if before is not None:
            self.go_to(before)

    @property
    def key(self) -> Key | None:
        """Whom the cursor is on."""
        at = self.highlighted
        return None if at is None or at >= len(self._keys) else self._keys[at]

    def go_to(self, key: Key | None) -> None:
        """Put the cursor on a person or the first of a sector; else on the first of all."""
        if key is not None and key in self._keys:
            at = self._keys.index(key)
            self.highlighted = at if isinstance(key, int) else at + 1
        elif len(self._keys) > 1:
            self.highlighted = 1


def rows(
    network: Network, width: int, kinds: Collection[Support] = (), marks: bool = False
) -> list[Row]:
    """Return the map as a list: sector by sector, the closest first; then who is not placed."""
    found: list[Row] = []
    shown = giving(network.people, kinds)
    name, role = (22, 22) if width >= _WIDE else (16, 0) if width < _NARROW else (16, 17)
    for sector in SECTORS:
        people = [one for one in shown if sector_on_map(one.contact) == sector]
        if people:
            found.append((sector, Content.styled(label(sector).capitalize(), "bold $text-muted")))
            found += [
                (one.contact.id, _row(one, network.as_of, name, role, width, marks))
                for one in people
            ]
    if network.not_placed and not kinds:
        head = _("Not placed yet ({n})").format(n=len(network.not_placed))
        found.append((None, Content.styled(head, "bold $text-muted")))
        found += [
            (one.id, Content.styled(f"  {harmless(one.name)}", "$state-new"))
            for one in network.not_placed
        ]
    return found


def _row(placed: Placed, as_of: date, name: int, role: int, width: int, marks: bool) -> Content:
    """Return one person of the list."""
    contact = placed.contact
    state = f"$state-{placed.state}"
    words = state_words(placed.tie, as_of)
    if placed.tie.tried_since:
        words += f"  {TRIED}{placed.tie.tried_since}"
    parts: list[str | tuple[str, str]] = [
        (f"{GLYPHS[placed.state]} {column(contact.name, name)}  ", state),
    ]
    if marks:
        mark = INFLUENCE_MARKS[contact.influence] if contact.influence else " "
        parts.append((f"{mark}  ", state))
    ring = ring_words(contact.ring or OUTER_RING)
    if role:
        parts.append((f"{fit(role_words(contact), role)}  ", "$text-muted"))
    if width >= _WIDE:
        parts.append((f"{fit(ring, 28)}  ", "$text-muted"))
        parts.append((fit(words, 28) + "  ", state))
        if contact.cadence_days is not None:
            parts.append((rhythm_words(contact), "$text-muted"))
        return Content.assemble(*parts)
    if role:
        parts.append((_("ring {n}").format(n=contact.ring or OUTER_RING) + "  ", "$text-muted"))
    if width < _ROOMY or contact.cadence_days is None:
        parts.append((words, state))
    else:
        parts += [(fit(words, 30), state), (f"  {rhythm_words(contact)}", "$text-muted")]
    return Content.assemble(*parts)
