"""Making or opening the journal while everything else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import work
from textual.screen import Screen

from recovery_journal.errors import JournalError
from recovery_journal.messages import JournalOpened, PageAsked

Make = Callable[[], Any]
"""What makes or opens a journal and returns it; raises JournalError."""


class Opening(Screen[None]):
    """A screen in front of the journal, which makes or opens it in a thread; a mix-in.

    Deriving the key takes a while: Help now answers meanwhile.
    """

    _opening = False

    def begin_opening(self, opening: Make, then: PageAsked | None = None) -> None:
        """Make or open the journal and hand it to the App; ``then`` is a page to open on it."""
        self._opening = True
        self._open(opening, then)

    def refused(self, error: JournalError) -> None:
        """Say why the journal cannot be opened."""

    @work(exclusive=True)
    async def _open(self, opening: Make, then: PageAsked | None) -> None:
        task = asyncio.create_task(asyncio.to_thread(opening))
        try:
            journal = await asyncio.shield(task)
        except asyncio.CancelledError:  # the person left meanwhile: nobody is going to close it
            task.add_done_callback(_close)
            raise
        except JournalError as error:
            self._opening = False
            self.refused(error)
        else:
            self.post_message(JournalOpened(journal, then))


def _close(opening: asyncio.Task[Any]) -> None:
    """Close a journal that was opened for nobody."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
