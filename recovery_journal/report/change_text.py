"""A change of the journal in words: what undo takes back, and what redo does again.

Text comes back as it was written; whoever shows it makes it harmless.
"""

from __future__ import annotations

from datetime import date

from recovery_journal.dates import day_words
from recovery_journal.domain.change import Change, ChangedItem
from recovery_journal.domain.labels import label
from recovery_journal.report.entry_text import gist, title
from recovery_journal.report.plain import on_one_line
from recovery_journal.words import N_, _, ngettext

_LONGEST = 60
_KINDS = {
    "contact": N_("contact"),
    "talk_item": N_("something to talk about"),
    "safety_step": N_("safety step"),
    "goal": N_("goal"),
}


def change_words(change: Change, today: date, own: str | None = None) -> str:
    """Return what a change was: "the change to check-in of Friday 20 November, mood 7".

    ``own`` is the person's own word for a return to use. A day of another year than
    ``today`` has its year.
    """
    entry = _things(change, today, own)
    if change.what == "edit":
        return _("the change to {entry}").format(entry=entry)
    if change.what == "delete":
        return _("the deletion of {entry}").format(entry=entry)
    if change.what == "import":
        return _("the import of {entry}").format(entry=entry)
    return entry


def undone_text(change: Change, today: date, own: str | None = None) -> str:
    """Return the sentence after an undo."""
    return _("Taken back: {entry}.").format(entry=change_words(change, today, own))


def redone_text(change: Change, today: date, own: str | None = None) -> str:
    """Return the sentence after a redo."""
    return _("Done again: {entry}.").format(entry=change_words(change, today, own))


def item_text(item: ChangedItem) -> str:
    """Return the first words of an item on one line: of its text, or what says most of an entry."""
    text = on_one_line(item.text if item.record is None else gist(item.record))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _things(change: Change, today: date, own: str | None) -> str:
    # A new goal ends the one before it: what was done is the new one.
    items = change.items[-1:] if (change.what, change.kind) == ("add", "goal") else change.items
    n = len(items)
    if n == 1 and change.what != "import":
        return _thing(items[0], today, own)
    if change.kind == "contact":
        return ngettext("{n} person", "{n} people and groups", n).format(n=n)
    if all(item.record for item in items):
        return ngettext("{n} entry", "{n} entries", n).format(n=n)
    return ngettext("{n} line", "{n} lines", n).format(n=n)


def _thing(item: ChangedItem, today: date, own: str | None) -> str:
    text = item_text(item)
    if item.record is None or item.day is None:
        kind = _(_KINDS[item.kind]) if item.kind in _KINDS else label(item.kind)
        return f"{kind} “{text}”" if text else kind
    day = day_words(item.day, year=item.day.year != today.year)
    kind = _("{kind} of {day}").format(kind=title(item.record, own), day=day)
    return f"{kind}, {text}" if text else kind
