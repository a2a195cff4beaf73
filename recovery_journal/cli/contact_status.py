"""``contact pause``, ``resume``, ``end`` and ``delete``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.contact_answer import answer
from recovery_journal.cli.options import Command, argument, flag, option
from recovery_journal.cli.values import day, past_day
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer.core import TyperArgument, TyperOption

    from recovery_journal.cli.state import State


def pause() -> Command:
    """Build the command that takes a contact out of the rhythm."""
    return Command(
        "pause",
        _pause,
        [
            _who(),
            option("--until", _("the last day of the pause; open when not given"), "D"),
            _since(),
        ],
        help=_("Take a contact out of the rhythm for a while: not due, not suggested."),
        example="contact pause Ana --until 2026-12-24",
    )


def resume() -> Command:
    """Build the command that brings a contact back."""
    return Command(
        "resume",
        _resume,
        [_who()],
        help=_("Bring a contact back after a pause, or after it was ended."),
        example="contact resume Ana",
    )


def end() -> Command:
    """Build the command that takes a contact off the map."""
    return Command(
        "end",
        _end,
        [_who(), _since()],
        help=_("Take a contact off the map; their history stays."),
        example="contact end Ana",
    )


def delete() -> Command:
    """Build the command that deletes a contact."""
    return Command(
        "delete",
        _delete,
        [_who(), flag("--yes", _("no question"))],
        help=_('Delete a contact. Entries stay and show "someone". Undo brings it back.'),
        example="contact delete Ana --yes",
    )


def _who() -> TyperArgument:
    return argument("who", _("a name or an id"), "CONTACT")


def _since() -> TyperOption:
    return option("--at", _("the day it began; today when not given"), "WHEN")


def _name(state: State, who: str | None) -> str:
    return state.needed("contact", who, _("Which contact?"))


def _pause(state: State, who: str | None, until: str | None, at: str | None) -> None:
    if until is not None:
        day(state, until)
    if at is not None:
        past_day(state, at)
    from recovery_journal.rules.contact_changes import paused

    with state.open() as journal:
        contact = journal.contacts.find(_name(state, who))
        today = state.today(journal) if at is None else past_day(state, at, journal)
        last = None if until is None else day(state, until, journal)
        stored = journal.contacts.edit(contact.id, **paused(today, last))
        sentence = _("Paused.") if last is None else _("Paused until {day}.").format(day=last)
        answer(state, journal, stored, sentence)


def _resume(state: State, who: str | None) -> None:
    from recovery_journal.rules.contact_changes import resumed

    with state.open() as journal:
        contact = journal.contacts.find(_name(state, who))
        today = state.today(journal)
        changes = resumed(contact, today)
        if contact.status == "ended":
            changes |= {"status": "active", "ended_on": None}
        stored = journal.contacts.edit(contact.id, **changes) if changes else contact
        answer(state, journal, stored, _("Back in the rhythm."))


def _end(state: State, who: str | None, at: str | None) -> None:
    if at is not None:
        past_day(state, at)
    with state.open() as journal:
        contact = journal.contacts.find(_name(state, who))
        stored = contact
        if contact.status != "ended":
            today = state.today(journal) if at is None else past_day(state, at, journal)
            stored = journal.contacts.edit(contact.id, status="ended", ended_on=today)
        answer(state, journal, stored, _("Off the map; the history stays."))


def _delete(state: State, who: str | None, yes: bool) -> None:
    if not yes and not state.terminal:
        raise BadValue(_("Deleting a contact takes --yes where no question can be asked."))
    with state.open() as journal:
        contact = journal.contacts.find(_name(state, who))
        if not yes and not state.agrees(
            _("Delete {name}? Entries stay and show someone. (yes/no)").format(
                name=shown(contact.name)
            )
        ):
            state.notice(_("Nothing was deleted."))
            return
        deleted = journal.contacts.delete(contact.id)
        answer(state, journal, deleted, _("Deleted; entries stay."))


def shown(text: str) -> str:
    """Return a name as it may stand in a question."""
    from recovery_journal.report.plain import harmless

    return harmless(text)
