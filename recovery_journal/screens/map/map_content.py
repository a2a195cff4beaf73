"""The facts beside the map, as Content: a person, the figures, the list, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.dates import long_day, short_day
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.network_text import ring_label, role_text
from recovery_journal.report.state_text import cadence_text, status_text, support_kind_label
from recovery_journal.rules.network.figures import MIN_FOR_SHARE
from recovery_journal.rules.network.placement import OUTER_RING, contact_sector
from recovery_journal.rules.network.snapshot import offering_support
from recovery_journal.rules.network.states import GLYPHS, INFLUENCE_MARKS, TRIED_MARK
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.contact_text import warning_lines

if TYPE_CHECKING:
    from recovery_journal.domain.choices import SupportKind
    from recovery_journal.domain.contact import Contact
    from recovery_journal.network_map.layout import MapKey
    from recovery_journal.rules.network.figures import Figure
    from recovery_journal.rules.network.snapshot import MapContact, Network

UNPLACED_WIDTH = 26
"""Columns of the line above the map that are for who is not placed yet."""


def contact_by_key(network: Network, key: MapKey | None) -> Contact | None:
    """Return the contact of this id, placed or not."""
    contacts = [*(person.contact for person in network.contacts), *network.not_placed]
    return next((contact for contact in contacts if contact.id == key), None)


def pane_content(network: Network, key: MapKey | None, kinds: Sequence[SupportKind]) -> Content:
    """Return what stands beside the map of whom the cursor is on."""
    person = next(
        (candidate for candidate in network.contacts if candidate.contact.id == key), None
    )
    if person is not None:
        return join_lines(person_content(person, network.as_of))
    if (contact := contact_by_key(network, key)) is not None:
        return unplaced_content(contact)
    if isinstance(key, str):
        return Content(_("More people than fit here. Enter shows them as a list."))
    return _nobody_content(kinds) if kinds else Content("")


def map_heading(network: Network, width: int, kinds: Sequence[SupportKind] = ()) -> Content:
    """Return the line above the map: its day, and what a filter leaves, in so many columns."""
    # Beside a filter there is less room, and the day is there all the same.
    day = short_day(network.as_of, year=True) if kinds else long_day(network.as_of)
    title = _("My people as of {day}").format(day=day)
    n = len(network.contacts)
    if kinds:
        giving_count = len(offering_support(network.contacts, kinds))
        filter_width = width - cell_width(title) - UNPLACED_WIDTH
        return Content.assemble(
            (title, "bold"), "  ", _filter_content(kinds, giving_count, n, filter_width)
        )
    hint = ""
    if n and width >= 72:
        hint = "  " + _("inner ring: closest")
    if n and width >= 100:
        count = ngettext("{n} person", "{n} people and groups", n).format(n=n)
        hint = f"  {count};{hint[1:]}"
    return Content.assemble((title, "bold"), (hint, "$text-muted"))


def empty_map_text() -> str:
    """Return what a map with nobody on it says."""
    return _(
        "The people around you will stand here: the closest near the middle,"
        " family, friends, peers, professionals and community each in their"
        " own part, with how it stands with each. {map.new} adds the first one."
    )


def _filter_content(kinds: Sequence[SupportKind], n: int, total: int, max_width: int) -> Content:
    """Return which kinds of support are shown, and how many give them, in so many columns."""
    kind_count = ngettext("{n} kind of support", "{n} kinds of support", len(kinds))
    variants = [
        _("{kinds}: {n} of {of}").format(kinds=kinds_text, n=n, of=total)
        for kinds_text in (
            ", ".join(map(support_kind_label, kinds)),
            kind_count.format(n=len(kinds)),
        )
    ]
    variants.append(_("{n} of {of}").format(n=n, of=total))
    text = next((variant for variant in variants if cell_width(variant) <= max_width), variants[-1])
    return Content.styled(text, "$accent")


def _nobody_content(kinds: Sequence[SupportKind]) -> Content:
    """Return what stands beside a map on which nobody gives what was asked for."""
    support_names = ", ".join(support_kind_label(kind) for kind in kinds)
    return Content(_("No one listed yet for {support}.").format(support=support_names))


def map_legend(with_influence: bool = False) -> Content:
    """Return what the glyphs stand for, or the marks of influence."""
    if with_influence:
        influence_marks = [(mark, label(influence)) for influence, mark in INFLUENCE_MARKS.items()]
        note = _("as you marked the tie")
        return Content.assemble(
            *(
                part
                for mark, influence_label in influence_marks
                for part in (mark, (f" {influence_label}  ", "$text-muted"))
            ),
            (note, "$text-muted"),
        )
    parts = []
    for state, glyph in GLYPHS.items():
        parts += [(glyph, f"$state-{state}"), (f" {label(state)}  ", "$text-muted")]
    return Content.assemble(
        *parts, (_("{mark}2 tried since").format(mark=TRIED_MARK), "$text-muted")
    )


def person_content(person: MapContact, as_of: date) -> list[Content]:
    """Return the facts of a person that stand beside the map, the careful ones first."""
    contact = person.contact
    title = Content.assemble(
        (GLYPHS[person.state], f"$state-{person.state}"),
        " ",
        (escape_control(contact.name), "bold"),
    )
    sector = label(contact_sector(contact))
    ring = ring_label(contact.ring or OUTER_RING)
    role = role_text(contact)
    position = f"{sector}, {ring}" if role == sector else f"{role} · {sector}, {ring}"
    status = f"{status_text(person.activity, as_of)} · {cadence_text(contact)}"
    if contact.cadence_days is None and _("no rhythm set") in status_text(person.activity, as_of):
        status = status_text(person.activity, as_of)
    return [
        title,
        *warning_lines(contact),
        Content.styled(status, f"$state-{person.state}"),
        Content.styled(position, "$text-muted"),
        *(Content.styled(line, "$text-muted") for line in detail_lines(contact)),
    ]


def unplaced_content(contact: Contact) -> Content:
    """Return what is said of an imported contact that was not looked at yet."""
    return join_lines(
        [
            Content.styled(escape_control(contact.name), "bold"),
            *warning_lines(contact),
            Content.styled(
                _("Not placed yet: it has a place once a relation or a ring is set."), "$text-muted"
            ),
        ]
    )


def detail_lines(contact: Contact) -> list[str]:
    """Return the other facts of a contact that were given, one a line."""
    lines = []
    if contact.support:
        kinds = ", ".join(support_kind_label(kind) for kind in contact.support)
        lines.append(_("Support: {kinds}").format(kinds=kinds))
    if contact.supports_goal:
        lines.append(_("Supports my goal: {answer}").format(answer=label(contact.supports_goal)))
    if contact.ok_when_urge is not None:
        answer = _("yes") if contact.ok_when_urge else _("no")
        lines.append(_("Good in a hard moment: {answer}").format(answer=answer))
    if contact.preferred_channel:
        lines.append(_("Best reached: {way}").format(way=label(contact.preferred_channel)))
    if contact.language:
        lines.append(_("Language: {language}").format(language=escape_control(contact.language)))
    return lines


def join_lines(parts: Iterable[Content] | Sequence[Content]) -> Content:
    """Return the parts one under the other."""
    return Content("\n").join(list(parts))


def figures_content(network: Network, width: int) -> Content:
    """Return one figure a line, the numbers in one column at the right edge."""
    labels = _figure_labels()
    lines = []
    for name, figure in network.figures.items():
        value = _value_text(name, figure)
        label_width = max(8, width - cell_width(value) - 2)
        title = fit_width(labels.get(name, name), label_width)
        lines.append(Content.assemble((title, "$text-muted"), "  ", value))
    return join_lines(lines)


def _figure_labels() -> dict[str, str]:
    return {
        "reached_7d": _("Reached, 7 days"),
        "tried_7d": _("Tried, 7 days"),
        "near_daily": _("Near-daily, 7 days"),
        "days_without_connection_28d": _("Days without connection"),
        "reached_28d": _("Reached, 28 days"),
        "tried_28d": _("Tried, 28 days"),
        "peers": _("Peers"),
        "supports_goal": _("Support my goal"),
        "sectors_covered": _("Parts of the map"),
        "support_covered": _("Kinds of support"),
        "bonding": _("Bonding ties"),
        "bridging": _("Bridging ties"),
        "gave_28d": _("Gave support, 28 days"),
        "received_28d": _("Got support, 28 days"),
        "top_person_share": _("One person's share"),
    }


def _value_text(name: str, figure: Figure) -> str:
    """Return a figure with what it is out of."""
    if figure.value is None and name == "top_person_share":
        needed = max(1, MIN_FOR_SHARE - figure.n)
        return ngettext("needs {n} more", "needs {n} more", needed).format(n=needed)
    if figure.value is None:
        return _("no entry yet")
    if name == "top_person_share":
        return _("{percent}% of {n}").format(percent=round(figure.value * 100), n=figure.n)
    return _("{value} of {n}").format(value=figure.value, n=figure.n)
