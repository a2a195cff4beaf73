"""``contact pause``, ``resume``, ``end`` and ``delete``."""

from __future__ import annotations

from typing import Annotated

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import ContactArgument, Option, command
from recovery_journal.cli.output import print_contact
from recovery_journal.cli.parsing import find_contact, parse_day, parse_start_day
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.rules.contact_changes import pause_changes, resume_changes
from recovery_journal.terminal_text import escape_control

SinceOption = Annotated[str | None, Option("WHEN", N_("the day it began; today when not given"))]


@command("contact pause Ana --until 2026-12-24")
def pause_contact(
    context: CommandContext,
    who: ContactArgument = None,
    until: Annotated[
        str | None, Option("D", N_("the last day of the pause; open when not given"))
    ] = None,
    at: SinceOption = None,
) -> None:
    """Take a contact out of the rhythm for a while: not due, not suggested."""
    parse_day(context, until)
    parse_start_day(context, at)
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        first_day = parse_start_day(context, at, journal)
        last_day = parse_day(context, until, journal)
        stored = journal.contacts.edit(contact.id, **pause_changes(first_day, last_day))
        sentence = (
            _("Paused.") if last_day is None else _("Paused until {day}.").format(day=last_day)
        )
        print_contact(context, journal, stored, sentence)


@command("contact resume Ana")
def resume_contact(context: CommandContext, who: ContactArgument = None) -> None:
    """Bring a contact back after a pause, or after it was ended."""
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        changes = resume_changes(contact, context.today(journal))
        if contact.status == "ended":
            changes |= {"status": "active", "ended_on": None}
        stored = journal.contacts.edit(contact.id, **changes) if changes else contact
        print_contact(context, journal, stored, _("Back in the rhythm."))


@command("contact end Ana")
def end_contact(
    context: CommandContext, who: ContactArgument = None, at: SinceOption = None
) -> None:
    """Take a contact off the map; their history stays."""
    parse_start_day(context, at)
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        if contact.status != "ended":
            last_day = parse_start_day(context, at, journal)
            contact = journal.contacts.edit(contact.id, status="ended", ended_on=last_day)
        print_contact(context, journal, contact, _("Off the map; the history stays."))


@command("contact delete Ana --yes")
def delete_contact(
    context: CommandContext,
    who: ContactArgument = None,
    yes: Annotated[bool, Option(help=N_("no question"))] = False,
) -> None:
    """Delete a contact. Entries stay and show "someone". Undo brings it back."""
    if not yes and not context.is_interactive:
        raise BadValue(_("Deleting a contact takes --yes where no question can be asked."))
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        if not yes and not context.confirm(
            _("Delete {name}? Entries stay and show someone. (yes/no)").format(
                name=escape_control(contact.name)
            )
        ):
            context.warn(_("Nothing was deleted."))
            return
        deleted = journal.contacts.delete(contact.id)
        print_contact(context, journal, deleted, _("Deleted; entries stay."))
