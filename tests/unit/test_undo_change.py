"""A change that undo takes back: what it touched, counted and in order."""

from __future__ import annotations

from recovery_journal.domain.change import Change, ChangedItem


def test_a_change_tells_its_items_by_number_and_count() -> None:
    items = (ChangedItem(id=4, kind="contact", text="Ana"), ChangedItem(id=2, kind="contact"))
    change = Change(id=1, action="import", kind="contact", items=items, this_session=True)
    assert (change.ids, change.count) == ((4, 2), 2)
