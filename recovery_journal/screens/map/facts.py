"""The facts beside the map, as Content: a person, the figures, the list, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.dates import long_day
from recovery_journal.domain.labels import label
from recovery_journal.report.network_text import ring_words, role_words
from recovery_journal.report.plain import harmless
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.placement import OUTER_RING, sector_on_map
from recovery_journal.rules.states import GLYPHS, TRIED, recency
from recovery_journal.widgets.person_words import careful, rhythm_words
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.rules.network import Network, Placed


def heading(network: Network, width: int) -> Content:
    """Return the line above the map, with its day, in so many columns."""
    words = _("My people as of {day}").format(day=long_day(network.as_of))
    n = len(network.people)
    beside = ""
    if n and width >= 72:
        beside = "  " + _("inner ring: closest")
    if n and width >= 100:
        count = ngettext("{n} person", "{n} people and groups", n).format(n=n)
        beside = f"  {count};{beside[1:]}"
    return Content.assemble((words, "bold"), (beside, "$text-muted"))


def empty() -> str:
    """Return what a map with nobody on it says."""
    return _(
        "The people around you will stand here: the closest near the middle,"
        " family, friends, peers, professionals and community each in their"
        " own part, with how it stands with each. n adds the first one."
    )


def legend() -> Content:
    """Return what the glyphs stand for."""
    words = {
        "recent": _("recent"),
        "due": _("due"),
        "drifting": _("it's been a while"),
        "new": _("not yet"),
        "paused": _("paused"),
    }
    parts = []
    for state, glyph in GLYPHS.items():
        parts += [(glyph, f"$state-{state}"), (f" {words[state]}  ", "$text-muted")]
    return Content.assemble(*parts, (_("{mark}2 tried since").format(mark=TRIED), "$text-muted"))


def about(placed: Placed, as_of: date) -> list[Content]:
    """Return the facts of a person that stand beside the map, the careful ones first."""
    contact = placed.contact
    head = Content.assemble(
        (GLYPHS[placed.state], f"$state-{placed.state}"), " ", (harmless(contact.name), "bold")
    )
    sector = label(sector_on_map(contact))
    ring = ring_words(contact.ring or OUTER_RING)
    role = role_words(contact)
    where = f"{sector}, {ring}" if role == sector else f"{role} · {sector}, {ring}"
    state = f"{recency(placed.tie, as_of)} · {rhythm_words(contact)}"
    if contact.cadence_days is None and _("no rhythm set") in recency(placed.tie, as_of):
        state = recency(placed.tie, as_of)
    return [
        head,
        *careful(contact),
        Content.styled(state, f"$state-{placed.state}"),
        Content.styled(where, "$text-muted"),
        *(Content.styled(line, "$text-muted") for line in more(contact)),
    ]


def unplaced(contact: Contact) -> Content:
    """Return what is said of an imported contact that was not looked at yet."""
    return lines(
        [
            Content.styled(harmless(contact.name), "bold"),
            *careful(contact),
            Content.styled(
                _("Not placed yet: it has a place once a relation or a ring is set."), "$text-muted"
            ),
        ]
    )


def more(contact: Contact) -> list[str]:
    """Return the other facts of a contact that were given, one a line."""
    lines = []
    if contact.support:
        kinds = ", ".join(support_words(one) for one in contact.support)
        lines.append(_("Support: {kinds}").format(kinds=kinds))
    if contact.supports_goal:
        lines.append(_("Supports my goal: {answer}").format(answer=label(contact.supports_goal)))
    if contact.ok_when_urge is not None:
        answer = _("yes") if contact.ok_when_urge else _("no")
        lines.append(_("Good in a hard moment: {answer}").format(answer=answer))
    if contact.preferred_channel:
        lines.append(_("Best reached: {way}").format(way=label(contact.preferred_channel)))
    if contact.language:
        lines.append(_("Language: {language}").format(language=harmless(contact.language)))
    return lines


def lines(parts: Iterable[Content] | Sequence[Content]) -> Content:
    """Return the parts one under the other."""
    return Content("\n").join(list(parts))
