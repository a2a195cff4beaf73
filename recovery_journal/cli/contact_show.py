"""``contact list`` and ``contact show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, flag
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact, ContactActivity, ContactDetail
    from recovery_journal.domain.record import Record

RECENT_ENTRIES = 10


def list_() -> Command:
    """Build the command that lists contacts."""
    return Command(
        "list",
        _list,
        [flag("--all", _("the ended ones too"))],
        help=_("List the active contacts, placed on the map or not."),
        example="contact list --all",
    )


def show_contact() -> Command:
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


def _list(context: CommandContext, all: bool) -> None:
    from recovery_journal.queries.network import load_contact_activities

    with context.open() as journal:
        today = context.today(journal)
        activities = load_contact_activities(journal, today, context.now)
    visible = [activity for activity in activities if all or activity.contact.status != "ended"]
    visible.sort(key=lambda activity: (activity.contact.name.casefold(), activity.contact.id))
    if context.json:
        from recovery_journal.report.json_documents import contact_json

        context.print_json(
            {"contacts": [contact_json(activity.contact, activity, today) for activity in visible]}
        )
        return
    if not visible:
        context.warn(_("Nobody here yet. Someone first: recovery-journal contact add"))
    for activity in visible:
        context.print(_summary_line(activity, today))


def _summary_line(activity: ContactActivity, today: date) -> str:
    """Return one contact on one line: id, name, relation, how long it has been."""
    from recovery_journal.report.state_text import status_text
    from recovery_journal.rules.contact_list import role_label

    contact = activity.contact
    parts = [role_label(contact)] if contact.relation or contact.relation_word else []
    return f"{contact.id}  {contact.name}: {', '.join([*parts, status_text(activity, today)])}"


def _show(context: CommandContext, who: str | None, private: bool) -> None:
    from recovery_journal.queries.contact import load_contact
    from recovery_journal.terminal_text import to_single_line

    with context.open() as journal:
        today = context.today(journal)
        contact = journal.contacts.find(context.require_text("contact", who, _("Which contact?")))
        page = load_contact(journal, contact.id, today, context.now)
    details = page.details if private else ()
    if context.json:
        context.print_json({"contacts": [_to_json(page.activity, today, details, private)]})
        return
    context.print(_summary_line(page.activity, today), bold=True)
    for line in _field_lines(contact):
        context.print(line)
    for detail in details:
        name = (
            f"{detail.detail_kind} ({to_single_line(detail.label)})"
            if detail.label
            else detail.detail_kind
        )
        context.print(f"{name}: {to_single_line(detail.value)}")
    _print_records(context, page.records[:RECENT_ENTRIES])


def _print_records(context: CommandContext, records: Sequence[Record]) -> None:
    from recovery_journal.report.entry_text import title_line
    from recovery_journal.terminal_text import to_single_line

    for record in records:
        text = to_single_line(title_line(record))
        context.print(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {text}")


def _to_json(
    activity: ContactActivity, today: date, details: Sequence[ContactDetail], private: bool
) -> dict[str, Any]:
    from recovery_journal.report.json_documents import contact_json

    document = contact_json(activity.contact, activity, today)
    if private:
        document["details"] = [
            {
                "detail_kind": detail.detail_kind,
                "value": detail.value,
                "original": detail.original,
                "label": detail.label,
            }
            for detail in details
        ]
    return document


def _field_lines(contact: Contact) -> list[str]:
    """Return what is known of a contact, one fact a line."""
    from recovery_journal.domain.contact import FIELDS
    from recovery_journal.domain.fields import SingleChoice
    from recovery_journal.domain.labels import label
    from recovery_journal.terminal_text import to_single_line

    lines = []
    for name, field in FIELDS.items():
        value = getattr(contact, name)
        if name == "name" or value in (None, ()):
            continue
        if isinstance(value, bool):
            text = _("yes") if value else _("no")
        elif isinstance(value, tuple):
            text = ", ".join(label(choice) for choice in value)
        elif isinstance(field, SingleChoice):
            text = label(value)
        else:
            text = to_single_line(str(value))
        lines.append(f"{_(name.replace('_', ' '))}: {text}")
    return lines
