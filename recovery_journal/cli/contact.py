"""``contact list`` and ``contact show``: people, groups and services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import ContactArgument, Option, command
from recovery_journal.cli.parsing import find_contact
from recovery_journal.domain.contact import FIELDS, Contact, ContactActivity, ContactDetail
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.domain.labels import label
from recovery_journal.i18n import N_, _
from recovery_journal.queries.contact import load_contact
from recovery_journal.queries.network import load_contact_activities
from recovery_journal.report.entry_text import title_line
from recovery_journal.report.json_documents import contact_json
from recovery_journal.report.state_text import status_text
from recovery_journal.rules.contact_list import role_label
from recovery_journal.terminal_text import to_single_line

RECENT_ENTRIES = 10


@command("contact list --all")
def print_contacts(
    context: CommandContext, all: Annotated[bool, Option(help=N_("the ended ones too"))] = False
) -> None:
    """List the active contacts, placed on the map or not."""
    with context.open() as journal:
        today = context.today(journal)
        activities = load_contact_activities(journal, today, context.now)
    visible = [activity for activity in activities if all or activity.contact.status != "ended"]
    visible.sort(key=lambda activity: (activity.contact.name.casefold(), activity.contact.id))
    if context.json:
        context.print_json(
            {"contacts": [contact_json(activity.contact, activity, today) for activity in visible]}
        )
        return
    if not visible:
        context.warn(_("Nobody here yet. Someone first: recovery-journal contact add"))
    for activity in visible:
        context.print(_summary_line(activity, today))


@command("contact show Ana --private")
def show_contact(
    context: CommandContext,
    who: ContactArgument = None,
    private: Annotated[bool, Option(help=N_("phone, e-mail and address too"))] = False,
) -> None:
    """Print one contact and the last entries with them."""
    with context.open() as journal:
        today = context.today(journal)
        contact = find_contact(context, journal, who)
        page = load_contact(journal, contact.id, today, context.now)
    details = page.details if private else ()
    if context.json:
        document = contact_json(contact, page.activity, today)
        if private:
            document["details"] = [_detail_json(detail) for detail in details]
        context.print_json({"contacts": [document]})
        return
    context.print(_summary_line(page.activity, today), bold=True)
    for line in (*_field_lines(contact), *_detail_lines(details)):
        context.print(line)
    for record in page.records[:RECENT_ENTRIES]:
        text = to_single_line(title_line(record))
        context.print(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {text}")


def _summary_line(activity: ContactActivity, today: date) -> str:
    """Return one contact on one line: id, name, relation, how long it has been."""
    contact = activity.contact
    parts = [role_label(contact)] if contact.relation or contact.relation_word else []
    return f"{contact.id}  {contact.name}: {', '.join([*parts, status_text(activity, today)])}"


def _field_lines(contact: Contact) -> list[str]:
    """Return what is known of a contact, one fact a line."""
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


def _detail_lines(details: Sequence[ContactDetail]) -> list[str]:
    """Return the private details, one a line, each with the label of the address book."""
    return [
        f"{detail.detail_kind}{f' ({to_single_line(detail.label)})' if detail.label else ''}"
        f": {to_single_line(detail.value)}"
        for detail in details
    ]


def _detail_json(detail: ContactDetail) -> dict[str, Any]:
    return {
        "detail_kind": detail.detail_kind,
        "value": detail.value,
        "original": detail.original,
        "label": detail.label,
    }
