"""``contact list`` and ``contact show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.contact_answer import tie_of
from recovery_journal.cli.options import Command, argument, flag
from recovery_journal.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from recovery_journal.cli.state import State
    from recovery_journal.domain.contact import Contact, ContactDetail, Tie
    from recovery_journal.domain.record import Record

LAST = 10


def list_() -> Command:
    """Build the command that lists contacts."""
    return Command(
        "list",
        _list,
        [flag("--all", _("the ended ones too"))],
        help=_("List the active contacts, placed on the map or not."),
        example="contact list --all",
    )


def show() -> Command:
    """Build the command that prints one contact."""
    return Command(
        "show",
        _show,
        [
            argument("who", _("a name or an id"), "CONTACT"),
            flag("--private", _("phone, e-mail and address too")),
        ],
        help=_("Print one contact and the last entries with them."),
        example="contact show Ana --private",
    )


def _list(state: State, all: bool) -> None:
    from recovery_journal.exchange.booked import with_booked

    with state.open() as journal:
        today = state.today(journal)
        ties = with_booked(journal, journal.contacts.ties(today), today, state.now)
    shown = [tie for tie in ties if all or tie.contact.status != "ended"]
    shown.sort(key=lambda tie: (tie.contact.name.casefold(), tie.contact.id))
    if state.json:
        from recovery_journal.report.contact_json import contact_json

        state.answer({"contacts": [contact_json(tie.contact, tie, today) for tie in shown]})
        return
    if not shown:
        state.notice(_("Nobody here yet. Someone first: recovery-journal contact add"))
    for tie in shown:
        state.say(_line(tie, today))


def _line(tie: Tie, today: date) -> str:
    """Return one contact on one line: id, name, relation, how long it has been."""
    from recovery_journal.rules.people import role_of
    from recovery_journal.rules.states import recency

    contact = tie.contact
    facts = [role_of(contact)] if contact.relation or contact.relation_word else []
    return f"{contact.id}  {contact.name}: {', '.join([*facts, recency(tie, today)])}"


def _show(state: State, who: str | None, private: bool) -> None:
    from recovery_journal.report.plain import on_one_line

    with state.open() as journal:
        today = state.today(journal)
        contact = journal.contacts.find(state.needed("contact", who, _("Which contact?")))
        tie = tie_of(journal, contact, today, state.now)
        details = journal.contacts.details(contact.id) if private else []
        records = [] if state.json else journal.entries.with_contact(contact.id, LAST)
    if state.json:
        state.answer({"contacts": [_as_json(tie, today, details, private)]})
        return
    state.say(_line(tie, today), bold=True)
    for line in _facts(contact):
        state.say(line)
    for one in details:
        name = f"{one.detail_kind} ({on_one_line(one.label)})" if one.label else one.detail_kind
        state.say(f"{name}: {on_one_line(one.value)}")
    _say_records(state, records)


def _say_records(state: State, records: Sequence[Record]) -> None:
    from recovery_journal.report.entry_text import headline
    from recovery_journal.report.plain import on_one_line

    for record in records:
        words = on_one_line(headline(record))
        state.say(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {words}")


def _as_json(
    tie: Tie, today: date, details: Sequence[ContactDetail], private: bool
) -> dict[str, Any]:
    from recovery_journal.report.contact_json import contact_json

    shape = contact_json(tie.contact, tie, today)
    if private:
        shape["details"] = [
            {
                "detail_kind": one.detail_kind,
                "value": one.value,
                "original": one.original,
                "label": one.label,
            }
            for one in details
        ]
    return shape


def _facts(contact: Contact) -> list[str]:
    """Return what is known of a contact, one fact a line."""
    from recovery_journal.domain.contact import FIELDS
    from recovery_journal.domain.fields import Choice
    from recovery_journal.domain.labels import label
    from recovery_journal.report.plain import on_one_line

    found = []
    for name, field in FIELDS.items():
        value = getattr(contact, name)
        if name == "name" or value in (None, ()):
            continue
        if isinstance(value, bool):
            words = _("yes") if value else _("no")
        elif isinstance(value, tuple):
            words = ", ".join(label(one) for one in value)
        elif isinstance(field, Choice):
            words = label(value)
        else:
            words = on_one_line(str(value))
        found.append(f"{_(name.replace('_', ' '))}: {words}")
    return found
