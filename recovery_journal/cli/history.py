"""``timeline``, ``search``, ``show``, ``delete``: what is in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, option
from recovery_journal.cli.saving import answer_record
from recovery_journal.cli.values import day, entry_id
from recovery_journal.domain.fields import Choice, Whole
from recovery_journal.domain.lists import RecordKind
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer._click.core import Parameter

    from recovery_journal.cli.state import State
    from recovery_journal.domain.record import Record


def timeline() -> Command:
    """Build the command that lists entries."""
    return Command(
        "timeline",
        _timeline,
        [
            option("--from", _("the first day"), "D"),
            option("--to", _("the last day"), "D"),
            *_choosing(),
        ],
        help=_("List entries, newest first."),
        example="timeline --from monday --kind check_in",
    )


def search() -> Command:
    """Build the command that finds words."""
    return Command(
        "search",
        _search,
        [
            argument("text", _("every word is looked for, the last also as a start"), "TEXT"),
            *_choosing(),
        ],
        help=_("Find entries by the words in them, newest first."),
        example='search "walk by the river"',
    )


def show() -> Command:
    """Build the command that prints one entry."""
    return Command(
        "show",
        _show,
        [argument("number", _("the number of an entry"), "ID")],
        help=_("Print one entry, one fact a line."),
        example="show 12",
    )


def delete() -> Command:
    """Build the command that deletes one entry."""
    return Command(
        "delete",
        _delete,
        [argument("number", _("the number of an entry"), "ID")],
        help=_("Delete one entry. It can be taken back with undo."),
        example="delete 12",
    )


def _choosing() -> list[Parameter]:
    """Return the options that both lists take."""
    return [
        option("--kind", _("only this kind; repeats"), "K", many=True),
        option("--limit", _("how many at most; 50 when not given"), "N"),
    ]


def _kinds(texts: Sequence[str]) -> list[str]:
    """Return the kinds of record that were named."""
    field = Choice(RecordKind)
    words = [word for text in texts for word in text.split(",")]
    short = {"checkin": "check_in", "reachout": "reach_out", "reached": "reach_out"}
    return sorted({field.parse("kind", short.get(word.strip().casefold(), word)) for word in words})


def _limit(text: str | None) -> int:
    return 50 if text is None else Whole(1).parse("limit", text)


def _timeline(
    state: State, from_: str | None, to: str | None, kind: Sequence[str], limit: str | None
) -> None:
    kinds, most = _kinds(kind), _limit(limit)
    for text in (from_, to):
        if text is not None:
            day(state, text)
    with state.open() as journal:
        start = None if from_ is None else day(state, from_, journal)
        end = None if to is None else day(state, to, journal)
        if start and end and start > end:
            raise BadValue(_("The first day is after the last one."), field="from")
        records, more = journal.entries.timeline(start, end, kinds, most)
        own = journal.settings.word("return_to_use")
    if state.json:
        from recovery_journal.report.record_json import record_json

        state.answer({"entries": [record_json(record) for record in records], "more": more})
        return
    if not records:
        state.notice(_("No entry here. A first one: recovery-journal checkin --mood 7"))
    for record in records:
        _say_line(state, record, own)
    _say_more(state, more)


def _search(state: State, text: str | None, kind: Sequence[str], limit: str | None) -> None:
    kinds, most = _kinds(kind), _limit(limit)
    words = state.needed("text", text, _("Which words?"))
    with state.open() as journal:
        found, more = journal.entries.search(words, kinds, most)
        people = [] if kinds else journal.contacts.search(words)
        lines = [] if kinds else journal.talk.search(words)
        own = journal.settings.word("return_to_use")
    if state.json:
        from recovery_journal.report.record_json import record_json

        entries = [{**record_json(one.record), "snippet": one.snippet} for one in found]
        state.answer(
            {
                "entries": entries,
                "more": more,
                "contacts": [{"id": one.id, "name": one.name} for one in people],
                "talk": [{"id": one.id, "text": one.text} for one in lines],
            }
        )
        return
    if not found and not people and not lines:
        state.notice(_("No entry has all of these words."))
    for one in found:
        _say_line(state, one.record, own)
        state.say(f"    {_one_line(one.snippet)}")
    for person in people:
        state.say(_("contact {id}  {name}").format(id=person.id, name=person.name))
    for line in lines:
        state.say(_("talk {id}  {text}").format(id=line.id, text=_one_line(line.text)))
    _say_more(state, more)


def _say_line(state: State, record: Record, own: str | None) -> None:
    """Print an entry on one line: id, when, what; ``own`` is their word for a return to use."""
    from recovery_journal.report.entry_text import headline

    words = _one_line(headline(record, own))
    state.say(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {words}")


def _one_line(text: str) -> str:
    from recovery_journal.report.plain import on_one_line

    return on_one_line(text)


def _say_more(state: State, more: bool) -> None:
    if more:
        state.notice(_("There are more; --limit shows them."))


def _show(state: State, **params: Any) -> None:
    number = entry_id(state, params["number"])
    with state.open() as journal:
        record = journal.entries.get(number)
        own = journal.settings.word("return_to_use")
    if state.json:
        from recovery_journal.report.record_json import record_json

        state.answer(record_json(record))
        return
    from recovery_journal.report.entry_text import lines

    first, *rest = lines(record, own)
    state.say(f"{record.id}  {first}", bold=True)
    for line in rest:
        state.say(_one_line(line))


def _delete(state: State, **params: Any) -> None:
    number = entry_id(state, params["number"])
    with state.open() as journal:
        answer_record(state, journal.entries.delete(number), _("Deleted."))
