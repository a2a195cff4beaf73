"""The facts beside the map, as Content: a person, the figures, the list, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.dates import long_day, short_day
from recovery_journal.domain.labels import label
from recovery_journal.report.network_text import ring_words, role_words
from recovery_journal.report.plain import cells, harmless
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.network import giving
from recovery_journal.rules.placement import OUTER_RING, sector_on_map
from recovery_journal.rules.states import GLYPHS, INFLUENCE_MARKS, TRIED, recency
from recovery_journal.widgets.person_words import careful, rhythm_words
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.lists import Support
    from recovery_journal.rules.network import Network, Placed
    from recovery_journal.widgets.network_layout import Key

BESIDE = 26
"""Columns of the line above the map that are for who is not placed yet."""


def contact_of(network: Network, key: Key | None) -> Contact | None:
    """Return the contact of this id, placed or not."""
    everyone = [*(one.contact for one in network.people), *network.not_placed]
    return next((one for one in everyone if one.id == key), None)


def under_cursor(network: Network, key: Key | None, kinds: Sequence[Support]) -> Content:
    """Return what stands beside the map of whom the cursor is on."""
    placed = next((one for one in network.people if one.contact.id == key), None)
    if placed is not None:
        return lines(about(placed, network.as_of))
    if (contact := contact_of(network, key)) is not None:
        return unplaced(contact)
    if isinstance(key, str):
        return Content(_("More people than fit here. Enter shows them as a list."))
    return _no_one(kinds) if kinds else Content("")


def heading(network: Network, width: int, kinds: Sequence[Support] = ()) -> Content:
    """Return the line above the map: its day, and what a filter leaves, in so many columns."""
    # Beside a filter there is less room, and the day is there all the same.
    day = short_day(network.as_of, year=True) if kinds else long_day(network.as_of)
    words = _("My people as of {day}").format(day=day)
    n = len(network.people)
    if kinds:
        given = len(giving(network.people, kinds))
        room = width - cells(words) - BESIDE
        return Content.assemble((words, "bold"), "  ", _filtered(kinds, given, n, room))
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


def _filtered(kinds: Sequence[Support], n: int, of: int, room: int) -> Content:
    """Return which kinds of support are shown, and how many give them, in so many columns."""
    number = ngettext("{n} kind of support", "{n} kinds of support", len(kinds))
    ways = [
        _("{kinds}: {n} of {of}").format(kinds=words, n=n, of=of)
        for words in (", ".join(map(support_words, kinds)), number.format(n=len(kinds)))
    ]
    ways.append(_("{n} of {of}").format(n=n, of=of))
    shown = next((words for words in ways if cells(words) <= room), ways[-1])
    return Content.styled(shown, "$accent")


def _no_one(kinds: Sequence[Support]) -> Content:
    """Return what stands beside a map on which nobody gives what was asked for."""
    given = ", ".join(support_words(one) for one in kinds)
    return Content(_("No one listed yet for {support}.").format(support=given))


def legend(marks: bool = False) -> Content:
    """Return what the glyphs stand for, or the marks of influence."""
    if marks:
        known = [(mark, label(influence)) for influence, mark in INFLUENCE_MARKS.items()]
        said = _("as you marked the tie")
        return Content.assemble(
            *(part for mark, word in known for part in (mark, (f" {word}  ", "$text-muted"))),
            (said, "$text-muted"),
        )
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
