"""Keys sent to the App all at once, or one by one as a person in no hurry presses them."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from recovery_journal.app import JournalApp
from recovery_journal.app.input_order import OrderedInputApp
from recovery_journal.storage import Journal

SIZE = (80, 24)
LONGEST = 60.0
"""Seconds within which everything has happened, however busy the machine is."""

Keys = Iterable[str | Callable[[], events.Event]]
"""Names of keys, and what makes another event."""


def key(name: str) -> events.Key:
    """Return what the driver makes of a key, given by its name or as the character it types."""
    character: str | None = name
    if len(name) == 1:
        name = _character_to_key(name)
    else:
        try:
            character = unicodedata.lookup(
                _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
            )
        except KeyError:
            character = None
    return events.Key(name, character)


def event(what: str | Callable[[], events.Event]) -> events.Event:
    return key(what) if isinstance(what, str) else what()


async def settled(app: OrderedInputApp, *, at_work: bool = False) -> None:
    """Wait until every key has been acted on, and the screen is as it stays.

    ``at_work``: the journal may still be being opened, or something looked up.
    """
    end = monotonic() + LONGEST
    await asyncio.sleep(0)
    while app.is_running and (
        app.message_queue_size
        or app._is_busy
        or app._pending_events
        or (not at_work and app._has_running_worker())
    ):
        assert monotonic() < end, "a key was not acted on"
        await asyncio.sleep(0.002)


async def painted(app: OrderedInputApp) -> None:
    """Wait until every key has been acted on, and what came of it was drawn."""
    await settled(app)
    if app.is_running:
        await app.screen.wait_for_refresh()
        await settled(app)


async def send(pilot: Pilot[int], keys: Keys, *, at_once: bool) -> None:
    """Send the keys in one piece, or each after the one before has had its effect."""
    app: Any = pilot.app
    await settled(app)
    for one in keys:
        app.post_message(event(one))
        if not at_once:
            await painted(app)
    await painted(app)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Send the keys in one piece, and wait until what came of them is drawn."""
    await send(pilot, keys, at_once=True)


def held(journal: Journal) -> dict[str, Any]:
    """Return all that the journal holds, without what differs from file to file."""
    entries = journal.entries.timeline()[0]
    return {
        "entries": [(one.kind, one.occurred_at, one.values(), one.note) for one in entries],
        "people": [(one.name, one.relation, one.ring) for one in journal.contacts.all(ended=True)],
        "steps": [(one.heading, one.text) for one in journal.safety_steps.list()],
        "talk": [one.text for one in journal.talk_items.list()],
        "settings": journal.settings,
    }


def seen(app: JournalApp) -> dict[str, Any]:
    """Return what is in front, where the cursor is, and what was typed and not saved."""
    if not app.is_running:
        return {"left": app.return_code}
    # At a pause they are kept by themselves, and how long that took is part of some.
    app.forms.store_drafts()
    screen = app.screen
    focused = screen.focused
    chain = screen.focus_chain
    place = chain.index(focused) if focused in chain else None
    everywhere = [screen, *screen.walk_children()]
    return {
        "mode": app.current_mode,
        "stack": [type(one).__name__ for one in app.screen_stack],
        "focus": None if focused is None else (type(focused).__name__, focused.id, place),
        "typed": [
            one.value if isinstance(one, Input) else one.text
            for one in everywhere
            if isinstance(one, Input | TextArea)
        ],
        "drafts": sorted(app.forms.drafts),
    }
