"""Making or opening the journal while everything else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import work
from textual.screen import Screen

from recovery_journal.errors import JournalError
from recovery_journal.messages import JournalOpened, OpenPage

JournalOpener = Callable[[], Any]
"""What makes or opens a journal and returns it; raises JournalError."""


class OpenJournalMixin(Screen[None]):
    """A screen in front of the journal, which makes or opens it in a thread; a mix-in.

    Deriving the key takes a while: Help now answers meanwhile.
    """

    _is_opening = False

    def start_opening(self, opener: JournalOpener, next_page: OpenPage | None = None) -> None:
        """Make or open the journal for the App; ``next_page`` is a page to open after it."""
        self._is_opening = True
        self._open_in_thread(opener, next_page)

    def show_open_error(self, error: JournalError) -> None:
        """Say why the journal cannot be opened."""

    @work(exclusive=True)
    async def _open_in_thread(self, opener: JournalOpener, next_page: OpenPage | None) -> None:
        task = asyncio.create_task(asyncio.to_thread(opener))
        try:
            journal = await asyncio.shield(task)
        except asyncio.CancelledError:  # the person left meanwhile: nobody is going to close it
            task.add_done_callback(_close_result)
            raise
        except JournalError as error:
            self._is_opening = False
            self.show_open_error(error)
        else:
            self.post_message(JournalOpened(journal, next_page))


def _close_result(task: asyncio.Task[Any]) -> None:
    """Close a journal that was opened for nobody."""
    if not task.cancelled() and task.exception() is None:
        task.result().close()
