"""``edit``: change any field of any entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, option
from recovery_journal.cli.saving import answer_record
from recovery_journal.cli.values import entry_id, led_to, moment, people, value_of
from recovery_journal.domain.fields import Fields, People, Text, required
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.record import COMMON
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from recovery_journal.cli.state import State
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

WHEN = "occurred_at"
# The short names of the options name the same fields here.
ALIASES = {
    "at": WHEN,
    "emotion": "emotions",
    "need": "needs",
    "sleep": "sleep_hours",
    "trigger": "triggers",
    "with": "with_whom",
    "contact": "contacts",
    "by": "channel",
    "initiated": "initiated_by",
    "received": "support_received",
    "gave": "support_given",
    "because": "held_back_by",
    "role": "roles",
    "talked_to": "people_talked_to",
}
THERE = {"attended", "left_early"}


def edit() -> Command:
    """Build the command."""
    return Command(
        "edit",
        _edit,
        [
            argument("number", _("the number of an entry"), "ID"),
            option("--set", _("a field and its new value; repeats"), "FIELD=VALUE", many=True),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", many=True),
            *common_options(),
        ],
        help=_("Change an entry. It can be taken back with undo."),
        example='edit 12 --set mood=6 --set "at=yesterday 21:30" --unset sleep',
    )


def _edit(
    state: State, number: str | None, set_: Sequence[str], unset: Sequence[str], **common: Any
) -> None:
    wanted = entry_id(state, number)
    pairs = pairs_of(set_)
    pairs.update({name: [value] for name, value in common.items() if value is not None})
    if not pairs and not unset:
        raise BadValue(_("Nothing to change: --set FIELD=VALUE or --unset FIELD says what."))
    with state.open() as journal:
        before = journal.entries.get(wanted)
        changes = _changes(state, journal, before, pairs)
        changes.update(_emptied(before, unset))
        stored = _stored(state, journal, before, changes)
        answer_record(state, stored, _("Changed."))


def _stored(state: State, journal: Journal, before: Record, changes: dict[str, Any]) -> Record:
    """Write the changes, and say which names they bring to the person's own lists."""
    from dataclasses import replace

    from recovery_journal.cli.saving import new_names, tell_new_names

    new = new_names(journal, replace(before, **changes))
    stored = journal.entries.edit(before.id, **changes)
    tell_new_names(state, new)
    return stored


def pairs_of(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the values to set by the name of their field, in order."""
    pairs: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadValue(_("--set takes FIELD=VALUE, such as mood=6."))
        pairs.setdefault(name.strip(), []).append(value)
    return pairs


def field_named(text: str, fields: Fields, extra: Sequence[str] = ()) -> str:
    """Return the field that a name or short name stands for, or say which there are."""
    plain = text.strip().casefold().lstrip("-").replace("-", "_").replace(" ", "_")
    for name in (plain, ALIASES.get(plain, "")):
        if name in fields or name in extra:
            return name
    raise BadValue(
        _("There is no field {name} here. There are: {fields}.").format(
            name=text[:80], fields=", ".join([*fields, *extra])
        ),
        field=text[:80],
    )


def _changes(
    state: State, journal: Journal, before: Record, pairs: dict[str, list[str]]
) -> dict[str, Any]:
    """Return the new values of the fields that are set."""
    fields: Fields = {**before.fields, **COMMON}
    changes: dict[str, Any] = {}
    for typed, texts in pairs.items():
        name = field_named(typed, fields, (WHEN,))
        if name == WHEN:
            changes[name] = _moved(state, before, pairs, texts[-1])
            continue
        field = fields[name]
        if not field.many or isinstance(field, Text):
            changes[name] = value_of(state, name, field, texts)
            continue
        values = [part for text in texts for part in text.split(",")]
        if isinstance(field, People):
            changes[name] = people(journal, values)
        else:
            changes[name] = value_of(state, name, field, values)
    if changes.get("status") in THERE and WHEN not in changes:
        # Nobody was at a meeting that is still to come.
        moment(state, before.occurred_at.isoformat())
    if "reach_out" in changes:
        led_to(journal, changes["reach_out"])
    if before.kind == "meeting" and "program" in changes:
        from recovery_journal.cli.meeting import official

        changes["program"] = official(changes["program"])
    return changes


def _moved(state: State, before: Record, pairs: dict[str, list[str]], text: str) -> datetime:
    """Return the new time of an entry; that of a planned meeting may be still to come."""
    if getattr(before, "status", None) != "planned" or "status" in pairs:
        return moment(state, text)
    from recovery_journal.rules.when import parse_when

    return parse_when(text, state.now, future_ok=True)


def _emptied(before: Record, unset: Sequence[str]) -> dict[str, Any]:
    """Return the empty values of the fields that are unset."""
    fields: Fields = {**before.fields, **COMMON}
    changes: dict[str, Any] = {}
    for typed in unset:
        name = field_named(typed, fields, (WHEN,))
        # What is not shared is a no, and never empty.
        if name == WHEN or (name in required(fields) and name != "share"):
            raise BadValue(
                _("{field} stays, since this entry needs it. --set changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
        changes[name] = False if name == "share" else () if fields[name].many else None
    return changes
