"""Sentences about a change that undo takes back or redo does again.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from datetime import date

from recovery_journal.dates import weekday_day_text
from recovery_journal.domain.change import Change, ChangedItem
from recovery_journal.domain.labels import label
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.report.entry_text import entry_kind_label, summary_line
from recovery_journal.terminal_text import to_single_line

_MAX_LENGTH = 60
_KIND_LABELS = {
    "contact": N_("contact"),
    "talk_item": N_("something to talk about"),
    "safety_step": N_("safety step"),
    "goal": N_("goal"),
}


def change_label(change: Change, today: date, own_word: str | None = None) -> str:
    """Return what a change was: "the change to check-in of Friday 20 November, mood 7".

    ``own_word`` is the person's own word for a return to use. A day of another year than
    ``today`` has its year.
    """
    entry = _items_label(change, today, own_word)
    if change.action == "edit":
        return _("the change to {entry}").format(entry=entry)
    if change.action == "delete":
        return _("the deletion of {entry}").format(entry=entry)
    if change.action == "import":
        return _("the import of {entry}").format(entry=entry)
    return entry


def undone_text(change: Change, today: date, own_word: str | None = None) -> str:
    """Return the sentence after an undo."""
    return _("Taken back: {entry}.").format(entry=change_label(change, today, own_word))


def redone_text(change: Change, today: date, own_word: str | None = None) -> str:
    """Return the sentence after a redo."""
    return _("Done again: {entry}.").format(entry=change_label(change, today, own_word))


def item_text(item: ChangedItem) -> str:
    """Return the first words of an item on one line: of its text, or what says most of an entry."""
    text = to_single_line(item.text if item.record is None else summary_line(item.record))
    return text if len(text) <= _MAX_LENGTH else f"{text[: _MAX_LENGTH - 1]}…"


def _items_label(change: Change, today: date, own_word: str | None) -> str:
    # A new goal ends the one before it: what was done is the new one.
    items = change.items[-1:] if (change.action, change.kind) == ("add", "goal") else change.items
    n = len(items)
    if n == 1 and change.action != "import":
        return _item_label(items[0], today, own_word)
    if change.kind == "contact":
        return ngettext("{n} person", "{n} people and groups", n).format(n=n)
    if all(item.record for item in items):
        return ngettext("{n} entry", "{n} entries", n).format(n=n)
    return ngettext("{n} line", "{n} lines", n).format(n=n)


def _item_label(item: ChangedItem, today: date, own_word: str | None) -> str:
    text = item_text(item)
    if item.record is None or item.day is None:
        kind = _(_KIND_LABELS[item.kind]) if item.kind in _KIND_LABELS else label(item.kind)
        return f"{kind} “{text}”" if text else kind
    day = weekday_day_text(item.day, year=item.day.year != today.year)
    kind = _("{kind} of {day}").format(kind=entry_kind_label(item.record, own_word), day=day)
    return f"{kind}, {text}" if text else kind
