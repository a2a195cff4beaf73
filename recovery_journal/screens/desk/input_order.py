"""One key, paste or click at a time: the next is handed on when all that one sets off is done."""

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

INPUT = (events.InputEvent, events.Paste, events.AppFocus, events.AppBlur)
LONGEST_WAIT = 10.0
"""Seconds after which something that does not come to an end holds up no key any more."""
MOST_LOOKS = 100
"""Looks at the queues after which a key is done, whatever is still in them."""
MOST_LAYOUTS = 5
"""Layouts after which a key is done: what moves by itself may ask for one each time."""
AGAIN = 0.02
"""Seconds between two looks at whether a worker is done, or the screen is drawn."""


class InputOrder(App[int]):
    """An App in which keys act in the order they were pressed, however fast they come.

    Textual hands a key to what has the focus and goes on to the next one, while the
    first still travels as a message: from the field to its screen, to the App, back
    to the screen below. Typed quickly, or read in one piece, the c of "Enter c"
    would still go to the form that Enter is about to close.

    Here the next one waits in line until the message queues that the last one can
    reach are empty, and what is in front then is laid out.
    """

    def __init__(self) -> None:
        self._line: deque[events.Event] = deque()
        self._acting = False
        self._turn = 0
        """Counts what was handed on; what was begun for an earlier one is out of date."""
        self._looks = 0
        self._layouts = 0
        self._front: tuple[Screen[object], DOMNode | None] | None = None
        """The screen in front and what has the focus, as they were at the last look."""
        self._laid_out: WeakSet[Screen[object]] = WeakSet()
        """The screens on which everything has its place."""
        self._patience: asyncio.TimerHandle | None = None
        super().__init__()

    @property
    def is_acting(self) -> bool:
        """Say whether a key is still acted on, or waits for its turn."""
        return self._acting

    async def on_event(self, event: events.Event) -> None:
        """Put what the person does in line; everything else is acted on as it comes."""
        if not isinstance(event, INPUT) or event.is_forwarded:
            await super().on_event(event)
            return
        self._line.append(event)
        if self._acting:
            self._be_patient()
        elif self.screen in self._laid_out:
            await self._act(self._turn)
        else:  # it came to the front by itself, at the start say
            self._acting = True
            self._look(self._turn)

    def simulate_key(self, key: str) -> None:
        """Press a key; it acts before those that the person pressed meanwhile."""
        if self._acting:
            self._line.appendleft(events.Key(key, None))
        else:
            super().simulate_key(key)

    async def _act(self, turn: int, *, wait: bool = True) -> None:
        """Hand on the next in line, and begin to wait for all it sets off."""
        if turn != self._turn:
            return
        self._acting = False
        while self._line:
            event = self._line.popleft()
            # A mouse that only moves sets off nothing for which a key could be too early.
            self._acting = self._acting or not isinstance(event, events.MouseMove)
            self._front = (self.screen, self.focused)
            await super().on_event(event)
            if wait and self._acting and not self._goes_on(event):
                break
        self._turn += 1
        self._looks = self._layouts = 0
        if self._acting:
            self._go_through(self._turn, self._reached())

    def _goes_on(self, event: events.Event) -> bool:
        """Say whether this is a letter for a text field, and the next in line is one too.

        They keep their order in the field's own queue: what is typed at once is one step.
        """
        here = self.focused
        return bool(self._line) and all(
            isinstance(one, events.Key)
            and isinstance(here, Input | TextArea)
            and here.check_consume_key(one.key, one.character)
            for one in (event, self._line[0])
        )

    # --- waiting until everything has happened -----------------------------------

    def _reached(self, more: Iterable[DOMNode] = ()) -> list[DOMNode]:
        """Return what has the focus and all that it bubbles to, the App first; so for ``more``."""
        depths: dict[DOMNode, int] = {}
        for one in (self.focused or self.screen, *more):
            way = one.ancestors_with_self
            depths.update(zip(way, range(len(way), 0, -1), strict=True))
        return sorted(depths, key=depths.__getitem__)

    def _go_through(self, turn: int, nodes: list[DOMNode]) -> None:
        """Wait until each of these, the last one first, has done what it was sent so far.

        A message bubbles by being sent on to the parent: what one of them sends on
        is in the queue of its parent before this is.
        """
        while nodes and turn == self._turn:
            if nodes.pop().call_later(self._go_through, turn, nodes):
                return
        # Not within the turn of any node: each queue is then seen as it is.
        asyncio.get_running_loop().call_soon(self._look, turn)

    def _look(self, turn: int) -> None:
        """Go on to the next in line if nothing is left to be done, else wait for that."""
        if turn != self._turn or not self.is_running or not self.screen_stack:
            return
        self._looks += 1
        screen, front = self.screen, (self.screen, self.focused)
        nodes = screen.walk_children(with_self=True)
        busy = [one for one in nodes if one.is_running and one.message_queue_size]
        stirs = busy or self.message_queue_size or front != self._front
        if stirs and self._looks < MOST_LOOKS:
            self._front = front
            self._go_through(turn, self._reached(busy))
        elif screen not in self._laid_out and self._layouts < MOST_LAYOUTS:
            self._layouts += 1
            # A list knows its lines, the map its places, and a page how far it goes, once
            # they have a size.
            self._laid_out.add(screen)
            screen.message_signal.subscribe(self, partial(self._note, screen), immediate=True)
            drawn = asyncio.Event()
            self.call_after_refresh(self._go_on, turn, drawn)
            self._see_to(turn, screen, drawn)
        elif self._line and self._at_work():
            self._be_patient(again=True)
            asyncio.get_running_loop().call_later(AGAIN, self._look, turn)
        else:
            self._front = None  # a screen that is closed is not held on to
            self._acting = bool(self._line) and self.call_later(self._act, turn)

    def _go_on(self, turn: int, drawn: asyncio.Event) -> None:
        """Look again after the screen was drawn."""
        if not drawn.is_set():
            drawn.set()
            self._go_through(turn, [self])

    def _see_to(
        self, turn: int, screen: Screen[object], drawn: asyncio.Event, looks: int = MOST_LOOKS
    ) -> None:
        """Go on without the picture, if the screen was closed meanwhile or cannot be drawn."""
        if looks and screen.is_running and not drawn.is_set():
            loop = asyncio.get_running_loop()
            loop.call_later(AGAIN, self._see_to, turn, screen, drawn, looks - 1)
        else:
            self._go_on(turn, drawn)

    def _note(self, screen: Screen[object], message: Message) -> None:
        """Take note of a change that needs a new layout: Textual makes it a little later."""
        if isinstance(message, messages.Layout):
            self._laid_out.discard(screen)
            screen.message_signal.unsubscribe(self)

    def _at_work(self) -> bool:
        """Say whether the screen in front opens the journal, or looks something up."""
        return any(one.node is self.screen and not one.is_finished for one in self.workers)

    def _be_patient(self, *, again: bool = False) -> None:
        """Wait for as long as it takes, up to a limit; ``again`` from now on."""
        if self._patience is not None:
            if not again:
                return
            self._patience.cancel()
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(LONGEST_WAIT, self._give_up, self._turn)

    def _give_up(self, turn: int) -> None:
        """Hand on all that waits, if what it waits for has not come to an end."""
        self._patience = None
        if not (self.is_running and self._line):
            return
        if turn == self._turn:
            self._turn += 1  # whatever comes of it later is out of date
            self.call_later(self._act, self._turn, wait=False)
        else:
            self._be_patient()
