"""The facts of a person as a list: the careful things first, one field a line, all to be edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.dates import long_day
from recovery_journal.domain.contact import Contact, ContactDetail
from recovery_journal.domain.labels import label
from recovery_journal.report.network_text import ring_words, role_words
from recovery_journal.report.plain import cells, fit, harmless
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.placement import sector_on_map
from recovery_journal.widgets.person_words import (
    careful,
    folded_to,
    kept_apart,
    rhythm_words,
)
from recovery_journal.words import N_, _

NOTHING = "–"
LABEL, LABEL_LONGEST = 14, 18
"""Columns of the labels: a language may need more than the fewest."""


class Fact(NamedTuple):
    """A line of the list: the field it is about ("" for a heading), and its words."""

    field: str
    words: Content


class Facts(OptionList):
    """The facts; Enter or a click edits the field under the cursor."""

    BINDINGS = [
        Binding("enter", "select", N_("Edit"), id="facts.edit", show=False,
                tooltip=N_("Change the field under the cursor")),
    ]  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._fields: list[str] = []

    def show(self, facts: Sequence[Fact]) -> None:
        """Show the facts; the cursor stays on the field it was on."""
        here = self.field
        top = self.scroll_offset.y
        self._fields = [fact.field for fact in facts]
        self.set_options(
            Option(fact.words, disabled=not fact.field) for fact in facts
        )  # fmt: skip
        self.go_to(here)
        self.call_after_refresh(self.scroll_to, y=top, animate=False)

    @property
    def field(self) -> str:
        """The field under the cursor."""
        at = self.highlighted
        return self._fields[at] if at is not None and at < len(self._fields) else ""

    def go_to(self, field: str) -> None:
        """Put the cursor on a field, else on the first."""
        if not field or field not in self._fields:
            field = next(one for one in self._fields if one)
        self.highlighted = self._fields.index(field)


def facts_of(
    contact: Contact, details: Sequence[ContactDetail], today: date, width: int
) -> list[Fact]:
    """Return everything that is known of a contact in so many columns, the careful things first."""
    found = [Fact("boundaries", words) for words in careful(contact)]
    if found and contact.influence == "risk":
        found[0] = found[0]._replace(field="influence")
    if found:
        found.append(Fact("", Content("")))
    fields = list(_fields(contact, today))
    names = max(LABEL, min(LABEL_LONGEST, 1 + max(cells(words) for _field, words, _text in fields)))
    found += [Fact(field, _line(words, text, names, width)) for field, words, text in fields]
    found.append(Fact("", Content.styled(_("Only on this page"), "bold $text-muted")))
    for kind, words in (("phone", _("Phone")), ("email", _("E-mail")), ("address", _("Address"))):
        texts = [one for one in details if one.detail_kind == kind]
        found += [Fact(kind, _line(words, _detail_words(one), names, width)) for one in texts]
        if not texts:
            found.append(Fact(kind, _line(words, "", names, width)))
    return found


def _fields(contact: Contact, today: date) -> Iterable[tuple[str, str, str]]:
    """Yield field, label and words of what is not first, in an order that stays."""
    if contact.contact_kind != "person":
        yield "contact_kind", _("Kind"), label(contact.contact_kind)
    yield "relation", _("To me"), role_words(contact) if contact.placed else ""
    yield "ring", _("How close"), ring_words(contact.ring) if contact.ring else ""
    sector = label(sector_on_map(contact)) if contact.placed else ""
    yield "sector", _("On the map"), sector
    yield "support", _("Support"), ", ".join(support_words(one) for one in contact.support)
    if not contact.boundaries:
        yield "boundaries", _("My boundary"), ""
    yield "supports_goal", _("For my goal"), _listed(contact.supports_goal)
    yield "influence", _("Influence"), _listed(contact.influence)
    rhythm = rhythm_words(contact) if contact.cadence_days is not None else _("no rhythm")
    yield "cadence_days", _("Rhythm"), rhythm
    yield "paused", _("Pause"), pause_words(contact, today)
    yield "suggest", _("Suggested"), _("yes") if contact.suggest else _("no")
    yield "ok_when_urge", _("Hard moment"), _yes_no(contact.ok_when_urge)
    yield "preferred_channel", _("Best reached"), _listed(contact.preferred_channel)
    yield "language", _("Language"), harmless(contact.language or "")
    yield "tie", _("Tie"), _listed(contact.tie)
    yield "share_as", _("Weekly page"), _listed(contact.share_as)
    yield "status", _("Contact"), standing_words(contact)
    yield "added_on", _("Here since"), long_day(contact.added_on)
    yield "note", _("Note"), harmless(contact.note or "")


def pause_words(contact: Contact, today: date) -> str:
    """Return the pause that is on, or will be."""
    since, until = contact.paused_from, contact.paused_until
    if since is None or (until is not None and until < today):
        return ""
    if since > today:
        return _("from {day}").format(day=long_day(since))
    if until is None:
        return _("until further notice")
    return _("until {day}").format(day=long_day(until))


def standing_words(contact: Contact) -> str:
    """Return whether there is contact now: active, less contact now, ended since a day."""
    if contact.status == "ended" and contact.ended_on is not None:
        return _("ended on {day}").format(day=long_day(contact.ended_on))
    return label(contact.status)


def _listed(value: str | None) -> str:
    return label(value) if value else ""


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")


def _detail_words(one: ContactDetail) -> str:
    words = harmless(one.value)
    return f"{words} ({harmless(one.label)})" if one.label else words


def _line(words: str, text: str, names: int, width: int) -> Content:
    """Return label and value; a value of several lines stays beside its label."""
    name = fit(words, names - 1) + " "
    if not text:
        return Content.assemble((name, "$text-muted"), (NOTHING, "$quiet"))
    lines = [kept_apart(line) for line in folded_to(text, max(8, width - names))]
    return Content.assemble((name, "$text-muted"), f"\n{' ' * names}".join(lines))
