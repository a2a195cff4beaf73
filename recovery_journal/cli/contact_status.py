"""``contact pause``, ``resume``, ``end`` and ``delete``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.contact_answer import print_contact
from recovery_journal.cli.options import Command, argument, flag, option
from recovery_journal.cli.parsing import parse_day, parse_past_day
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from inspect import Parameter

    from recovery_journal.cli.context import CommandContext


def pause() -> Command:
    """Build the command that takes a contact out of the rhythm."""
    return Command(
        "pause",
        _pause,
        [
            _contact_argument(),
            option("--until", _("the last day of the pause; open when not given"), "D"),
            _since_option(),
        ],
        help=_("Take a contact out of the rhythm for a while: not due, not suggested."),
        example="contact pause Ana --until 2026-12-24",
    )


def resume() -> Command:
    """Build the command that brings a contact back."""
    return Command(
        "resume",
        _resume,
        [_contact_argument()],
        help=_("Bring a contact back after a pause, or after it was ended."),
        example="contact resume Ana",
    )


def end() -> Command:
    """Build the command that takes a contact off the map."""
    return Command(
        "end",
        _end,
        [_contact_argument(), _since_option()],
        help=_("Take a contact off the map; their history stays."),
        example="contact end Ana",
    )


def delete_contact() -> Command:
    """Build the command that deletes a contact."""
    return Command(
        "delete",
        _delete,
        [_contact_argument(), flag("--yes", _("no question"))],
        help=_('Delete a contact. Entries stay and show "someone". Undo brings it back.'),
        example="contact delete Ana --yes",
    )


def _contact_argument() -> Parameter:
    return argument("who", _("a name or an id"), "CONTACT")


def _since_option() -> Parameter:
    return option("--at", _("the day it began; today when not given"), "WHEN")


def _require_contact_name(context: CommandContext, who: str | None) -> str:
    return context.require_text("contact", who, _("Which contact?"))


def _pause(context: CommandContext, who: str | None, until: str | None, at: str | None) -> None:
    if until is not None:
        parse_day(context, until)
    if at is not None:
        parse_past_day(context, at)
    from recovery_journal.rules.contact_changes import pause_changes

    with context.open() as journal:
        contact = journal.contacts.find(_require_contact_name(context, who))
        today = context.today(journal) if at is None else parse_past_day(context, at, journal)
        last_day = None if until is None else parse_day(context, until, journal)
        stored = journal.contacts.edit(contact.id, **pause_changes(today, last_day))
        sentence = (
            _("Paused.") if last_day is None else _("Paused until {day}.").format(day=last_day)
        )
        print_contact(context, journal, stored, sentence)


def _resume(context: CommandContext, who: str | None) -> None:
    from recovery_journal.rules.contact_changes import resume_changes

    with context.open() as journal:
        contact = journal.contacts.find(_require_contact_name(context, who))
        today = context.today(journal)
        changes = resume_changes(contact, today)
        if contact.status == "ended":
            changes |= {"status": "active", "ended_on": None}
        stored = journal.contacts.edit(contact.id, **changes) if changes else contact
        print_contact(context, journal, stored, _("Back in the rhythm."))


def _end(context: CommandContext, who: str | None, at: str | None) -> None:
    if at is not None:
        parse_past_day(context, at)
    with context.open() as journal:
        contact = journal.contacts.find(_require_contact_name(context, who))
        stored = contact
        if contact.status != "ended":
            today = context.today(journal) if at is None else parse_past_day(context, at, journal)
            stored = journal.contacts.edit(contact.id, status="ended", ended_on=today)
        print_contact(context, journal, stored, _("Off the map; the history stays."))


def _delete(context: CommandContext, who: str | None, yes: bool) -> None:
    if not yes and not context.is_interactive:
        raise BadValue(_("Deleting a contact takes --yes where no question can be asked."))
    with context.open() as journal:
        contact = journal.contacts.find(_require_contact_name(context, who))
        if not yes and not context.confirm(
            _("Delete {name}? Entries stay and show someone. (yes/no)").format(
                name=escape_name(contact.name)
            )
        ):
            context.warn(_("Nothing was deleted."))
            return
        deleted = journal.contacts.delete(contact.id)
        print_contact(context, journal, deleted, _("Deleted; entries stay."))


def escape_name(text: str) -> str:
    """Return a name as it may stand in a question."""
    from recovery_journal.terminal_text import escape_control

    return escape_control(text)
