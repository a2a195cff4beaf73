"""Input events one at a time: the next is sent when the handlers of the last are done."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from functools import partial
from weakref import WeakSet

from textual import events, messages
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

INPUT_EVENTS = (events.InputEvent, events.Paste, events.AppFocus, events.AppBlur)
MAX_WAIT = 10.0
"""Seconds after which something that does not come to an end holds up no key any more."""
MAX_CHECKS = 100
"""Looks at the queues after which a key is done, whatever is still in them."""
MAX_LAYOUTS = 5
"""Layouts after which a key is done: what moves by itself may ask for one each time."""
RETRY_DELAY = 0.02
"""Seconds between two looks at whether a worker is done, or the screen is drawn."""


class OrderedInputApp(App[int]):
    """An App in which keys act in the order they were pressed, however fast they come.

    Textual hands a key to what has the focus and goes on to the next one, while the
    first still travels as a message: from the field to its screen, to the App, back
    to the screen below. Typed quickly, or read in one piece, the c of "Enter c"
    would still go to the form that Enter is about to close.

    Here the next one waits in line until the message queues that the last one can
    reach are empty, and what is in front then is laid out.
    """

    def __init__(self) -> None:
        self._pending_events: deque[events.Event] = deque()
        self._is_busy = False
        self._generation = 0
        """Counts what was handed on; what was begun for an earlier one is out of date."""
        self._checks = 0
        self._layouts = 0
        self._last_focus: tuple[Screen[object], DOMNode | None] | None = None
        """The screen in front and what has the focus, as they were at the last look."""
        self._laid_out: WeakSet[Screen[object]] = WeakSet()
        """The screens on which everything has its place."""
        self._timeout: asyncio.TimerHandle | None = None
        super().__init__()

    @property
    def is_busy(self) -> bool:
        """Say whether a key is still acted on, or waits for its turn."""
        return self._is_busy

    async def on_event(self, event: events.Event) -> None:
        """Put what the person does in line; everything else is acted on as it comes."""
        if not isinstance(event, INPUT_EVENTS) or event.is_forwarded:
            await super().on_event(event)
            return
        self._pending_events.append(event)
        if self._is_busy:
            self._start_timeout()
        elif self.screen in self._laid_out:
            await self._dispatch_next(self._generation)
        else:  # it came to the front by itself, at the start say
            self._is_busy = True
            self._check_settled(self._generation)

    def simulate_key(self, key: str) -> None:
        """Press a key; it acts before those that the person pressed meanwhile."""
        if self._is_busy:
            self._pending_events.appendleft(events.Key(key, None))
        else:
            super().simulate_key(key)

    async def _dispatch_next(self, generation: int, *, wait: bool = True) -> None:
        """Hand on the next in line, and begin to wait for all it sets off."""
        if generation != self._generation:
            return
        self._is_busy = False
        while self._pending_events:
            event = self._pending_events.popleft()
            # A mouse that only moves sets off nothing for which a key could be too early.
            self._is_busy = self._is_busy or not isinstance(event, events.MouseMove)
            self._last_focus = (self.screen, self.focused)
            await super().on_event(event)
            if wait and self._is_busy and not self._continues_typing(event):
                break
        self._generation += 1
        self._checks = self._layouts = 0
        if self._is_busy:
            self._drain_queues(self._generation, self._nodes_to_drain())

    def _continues_typing(self, event: events.Event) -> bool:
        """Say whether this is a letter for a text field, and the next in line is one too.

        They keep their order in the field's own queue: what is typed at once is one step.
        """
        focused = self.focused
        return bool(self._pending_events) and all(
            isinstance(pressed, events.Key)
            and isinstance(focused, Input | TextArea)
            and focused.check_consume_key(pressed.key, pressed.character)
            for pressed in (event, self._pending_events[0])
        )

    # --- waiting until everything has happened -----------------------------------

    def _nodes_to_drain(self, busy_nodes: Iterable[DOMNode] = ()) -> list[DOMNode]:
        """Return the focused widget, ``busy_nodes`` and the ancestors of each, the App first."""
        depths: dict[DOMNode, int] = {}
        for node in (self.focused or self.screen, *busy_nodes):
            ancestors = node.ancestors_with_self
            depths.update(zip(ancestors, range(len(ancestors), 0, -1), strict=True))
        return sorted(depths, key=depths.__getitem__)

    def _drain_queues(self, generation: int, nodes: list[DOMNode]) -> None:
        """Wait until each of these, the last one first, has done what it was sent so far.

        A message bubbles by being sent on to the parent: what one of them sends on
        is in the queue of its parent before this is.
        """
        while nodes and generation == self._generation:
            if nodes.pop().call_later(self._drain_queues, generation, nodes):
                return
        # Not within the turn of any node: each queue is then seen as it is.
        asyncio.get_running_loop().call_soon(self._check_settled, generation)

    def _check_settled(self, generation: int) -> None:
        """Go on to the next in line if nothing is left to be done, else wait for that."""
        if generation != self._generation or not self.is_running or not self.screen_stack:
            return
        self._checks += 1
        screen, focus = self.screen, (self.screen, self.focused)
        nodes = screen.walk_children(with_self=True)
        busy = [node for node in nodes if node.is_running and node.message_queue_size]
        is_active = busy or self.message_queue_size or focus != self._last_focus
        if is_active and self._checks < MAX_CHECKS:
            self._last_focus = focus
            self._drain_queues(generation, self._nodes_to_drain(busy))
        elif screen not in self._laid_out and self._layouts < MAX_LAYOUTS:
            self._layouts += 1
            # A list knows its lines, the map its places, and a page how far it goes, once
            # they have a size.
            self._laid_out.add(screen)
            screen.message_signal.subscribe(
                self, partial(self._invalidate_layout, screen), immediate=True
            )
            refreshed = asyncio.Event()
            self.call_after_refresh(self._check_after_layout, generation, refreshed)
            self._ensure_check(generation, screen, refreshed)
        elif self._pending_events and self._has_running_worker():
            self._start_timeout(restart=True)
            asyncio.get_running_loop().call_later(RETRY_DELAY, self._check_settled, generation)
        else:
            self._last_focus = None  # a screen that is closed is not held on to
            self._is_busy = bool(self._pending_events) and self.call_later(
                self._dispatch_next, generation
            )

    def _check_after_layout(self, generation: int, refreshed: asyncio.Event) -> None:
        """Check again after the next screen refresh."""
        if not refreshed.is_set():
            refreshed.set()
            self._drain_queues(generation, [self])

    def _ensure_check(
        self,
        generation: int,
        screen: Screen[object],
        refreshed: asyncio.Event,
        retries: int = MAX_CHECKS,
    ) -> None:
        """Go on without the picture, if the screen was closed meanwhile or cannot be drawn."""
        if retries and screen.is_running and not refreshed.is_set():
            loop = asyncio.get_running_loop()
            loop.call_later(
                RETRY_DELAY, self._ensure_check, generation, screen, refreshed, retries - 1
            )
        else:
            self._check_after_layout(generation, refreshed)

    def _invalidate_layout(self, screen: Screen[object], message: Message) -> None:
        """Take note of a change that needs a new layout: Textual makes it a little later."""
        if isinstance(message, messages.Layout):
            self._laid_out.discard(screen)
            screen.message_signal.unsubscribe(self)

    def _has_running_worker(self) -> bool:
        """Say whether the screen in front opens the journal, or looks something up."""
        return any(worker.node is self.screen and not worker.is_finished for worker in self.workers)

    def _start_timeout(self, *, restart: bool = False) -> None:
        """Wait for as long as it takes, up to a limit; ``restart`` from now on."""
        if self._timeout is not None:
            if not restart:
                return
            self._timeout.cancel()
        loop = asyncio.get_running_loop()
        self._timeout = loop.call_later(MAX_WAIT, self._handle_timeout, self._generation)

    def _handle_timeout(self, generation: int) -> None:
        """Hand on all that waits, if what it waits for has not come to an end."""
        self._timeout = None
        if not (self.is_running and self._pending_events):
            return
        if generation == self._generation:
            self._generation += 1  # whatever comes of it later is out of date
            self.call_later(self._dispatch_next, self._generation, wait=False)
        else:
            self._start_timeout()
