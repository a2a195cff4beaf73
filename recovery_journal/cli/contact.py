"""``contact``: people, groups and services. Adding and changing are in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.contact_answer import answer, rhythm_words
from recovery_journal.cli.options import (
    Builder,
    Command,
    Group,
    argument,
    field_options,
    option,
)
from recovery_journal.cli.values import past_day, value_of
from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.domain.fields import Text, as_name, required
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.relation_words import own_word
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer._click.core import Parameter

    from recovery_journal.cli.state import State

ALIASES = {
    "contact_kind": ("--kind",),
    "cadence_days": ("--cadence",),
    "preferred_channel": ("--channel",),
}
PRIVATE = ("phone", "email", "address")
NONE = "none"


def contact() -> Group:
    """Build the group."""
    return Group(
        "contact",
        {
            "add": (_("add someone"), _build_add),
            "list": (_("everyone active; --all the ended ones too"), _later("contact_show:list_")),
            "show": (_("one contact, with the last entries"), _later("contact_show:show")),
            "edit": (_("change a contact"), _build_edit),
            "pause": (_("out of the rhythm for a while"), _later("contact_status:pause")),
            "resume": (_("back in the rhythm"), _later("contact_status:resume")),
            "end": (_("off the map, kept in history"), _later("contact_status:end")),
            "delete": (_("delete a contact; entries stay"), _later("contact_status:delete")),
            "import": (_("bring people in from a .vcf file"), _later("contact_import:vcard")),
        },
        help=_("Keep the people, groups and services of your support network."),
        example="contact add Ana --relation friend --ring 2",
    )


def _later(place: str) -> Builder:
    """Return what builds a command of another module when it is asked for."""

    def build() -> Any:
        from importlib import import_module

        module, name = place.split(":")
        return getattr(import_module(f"recovery_journal.cli.{module}"), name)()

    return build


def _build_add() -> Command:
    return Command(
        "add",
        _add,
        [
            argument("named", _("nickname or initials are enough"), "NAME"),
            *_options(),
            option("--at", _("since when; today when not given"), "WHEN"),
        ],
        help=_("Add someone. Sector, ring and rhythm get usual values that you can change."),
        example="contact add Ana --relation friend --ring 2 --support emotional --cadence 14",
    )


def _build_edit() -> Command:
    return Command(
        "edit",
        _edit,
        [
            argument("who", _("a name or an id"), "CONTACT"),
            *_options(),
            option("--set", _("a field and its new value; repeats"), "FIELD=VALUE", many=True),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", many=True),
        ],
        help=_("Change a contact. The word none clears a value: --cadence none."),
        example="contact edit Ana --ring 1 --cadence 7",
    )


def _options() -> list[Parameter]:
    """Return an option for every field, and for the private details."""
    says = {
        "relation": _("an everyday word too: sister, doctor, boss"),
        "relation_word": _("your own word for it, shown instead of the relation"),
        "ring": _("1 hard to imagine life without, 2 close, 3 wider circle"),
        "cadence_days": _("days between two times of being in touch, or none"),
        "ok_when_urge": _("okay to reach when an urge is there"),
        "share_as": _(
            "how the weekly page names them: role and nobody hold with --names too; "
            "not given: the role, or the name with --names"
        ),
    }
    return [
        *field_options(FIELDS, ALIASES, says),
        option("--phone", _("see show --private; replaces, and repeats"), "T", many=True),
        option("--email", _("kept apart; replaces, and repeats"), "T", many=True),
        option("--address", _("kept apart; replaces, and repeats"), "T", many=True),
    ]  # fmt: skip


def _add(state: State, named: str | None, at: str | None, **params: Any) -> None:
    if at is not None:
        past_day(state, at)
    values = _values(state, params)
    details = _details(state, params)
    if named is not None or "name" not in values:
        values["name"] = state.needed("name", named, _("What are they called?"))
    values["name"] = as_name(values["name"])
    if "relation" not in values:
        typed = _asked_relation(state)
        values["relation"] = FIELDS["relation"].parse("relation", typed)
        values = _with_own_word(values, typed)
    from recovery_journal.rules.placement import placed

    with state.open() as journal:
        today = state.today(journal) if at is None else past_day(state, at, journal)
        new = Contact(added_on=today, **_filled(values))
        new = placed(new, set(values))
        if new.status == "ended":
            new = _replaced(new, {"ended_on": today})
        extra = [
            ContactDetail(detail_kind=kind, value=value)  # type: ignore[arg-type]  # of PRIVATE
            for kind, some in details.items()
            for value in some
        ]
        same = journal.contacts.named(new.name)
        stored = journal.contacts.add(new, extra)
        if same:
            state.notice(
                _("There is a {name} already, number {id}; the numbers tell them apart.").format(
                    name=same[0].name, id=same[0].id
                )
            )
        answer(state, journal, stored, f"{_('Saved.')} {rhythm_words(stored)}")


def _asked_relation(state: State) -> str:
    """Return the word for the relation, asked for in a terminal until it fits."""
    field = FIELDS["relation"]
    if not state.terminal:
        raise BadValue(
            _("A contact takes a relation: --relation, one of {choices}.").format(
                choices=", ".join(getattr(field, "choices", ()))
            ),
            field="relation",
        )
    while True:
        text = state.ask(_("What are they to you? (friend, family, peer in recovery, …)"))
        try:
            field.parse("relation", text)
        except BadValue as problem:
            state.notice(problem.message)
        else:
            return text


def _edit(
    state: State, who: str | None, set_: Sequence[str], unset: Sequence[str], **params: Any
) -> None:
    changes = _values(state, params)
    details = _details(state, params)
    _set_and_unset(state, changes, details, set_, unset)
    if not changes and not details:
        raise BadValue(_("Nothing to change: --ring 2 or --set FIELD=VALUE says what."))
    from recovery_journal.rules.contact_changes import changed

    with state.open() as journal:
        before = journal.contacts.find(state.needed("contact", who, _("Which contact?")))
        stored, newly_placed = before, False
        if changes:
            changes = changed(before, changes, state.today(journal))
            places = (changes.get("relation"), changes.get("ring"))
            newly_placed = not before.placed and any(places)
        stored = journal.contacts.edit(before.id, details=details, **changes)
        said = "cadence_days" in changes or newly_placed
        sentence = f"{_('Changed.')} {rhythm_words(stored)}" if said else _("Changed.")
        answer(state, journal, stored, sentence)


def _values(state: State, params: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were given; the word none is None, or nothing at all."""
    given = {name: params[name] for name in FIELDS if params.get(name) not in (None, ())}
    values = {name: _value(state, name, raw) for name, raw in given.items()}
    return _with_own_word(values, given.get("relation"))


def _with_own_word(values: dict[str, Any], typed: str | None) -> dict[str, Any]:
    """Return the values with the everyday word that was typed for a relation beside it."""
    if typed is None:
        return values
    return {"relation_word": own_word(typed), **values}


def _value(state: State, name: str, raw: str | Sequence[str]) -> Any:
    field = FIELDS[name]
    texts = [raw] if isinstance(raw, str) else list(raw)
    # A note may be the word none; --unset clears a text.
    clearable = not field.required and not isinstance(field, Text)
    if clearable and any(text.strip().casefold() == NONE for text in texts):
        return () if field.many else None
    return value_of(state, name, field, raw)


def _details(state: State, params: dict[str, Any]) -> dict[str, list[str]]:
    """Return the private details that were given; the word none leaves them empty."""
    found: dict[str, list[str]] = {}
    for kind in PRIVATE:
        texts = params.get(kind) or ()
        if texts:
            values = [state.text(kind, text).strip() for text in texts]
            found[kind] = [value for value in values if value.casefold() != NONE]
    return found


def _set_and_unset(
    state: State,
    changes: dict[str, Any],
    details: dict[str, list[str]],
    set_: Sequence[str],
    unset: Sequence[str],
) -> None:
    """Add what ``--set`` and ``--unset`` change to the changes."""
    from recovery_journal.cli.edit import field_named, pairs_of

    short = {name.removeprefix("--"): field for field, names in ALIASES.items() for name in names}
    for typed, texts in pairs_of(set_).items():
        name = short.get(typed) or field_named(typed, FIELDS, PRIVATE)
        if name in PRIVATE:
            details.update(_details(state, {name: texts}))
        else:
            changes[name] = _value(state, name, texts)
            if name == "relation":
                changes.setdefault("relation_word", own_word(texts[-1]))
    for typed in unset:
        name = short.get(typed) or field_named(typed, FIELDS, PRIVATE)
        if name in required(FIELDS):
            raise BadValue(
                _("{field} stays, since a contact needs it. --set changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
        if name in PRIVATE:
            details[name] = []
        else:
            changes[name] = () if FIELDS[name].many else None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the ones left empty, which the record has anyway."""
    return {name: value for name, value in values.items() if value is not None}


def _replaced(before: Contact, changes: dict[str, Any]) -> Contact:
    from dataclasses import replace

    return replace(before, **changes)
