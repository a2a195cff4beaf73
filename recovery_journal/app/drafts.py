"""The drafts of all forms: in the journal, and in memory only where that cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

from recovery_journal.errors import Busy, JournalError

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

T = TypeVar("T")


class AppDrafts(MutableMapping[str, dict[str, Any]]):
    """What was typed and is not saved: key of a form -> what its rows hold.

    ``journal`` gives the open journal, None while it is locked; ``warn_unwritten`` is
    called once, when the journal cannot be written. What could not be written
    waits in memory, and is tried again with the next draft.
    """

    def __init__(
        self, get_journal: Callable[[], Journal | None], warn_unwritten: Callable[[], None]
    ) -> None:
        self._get_journal = get_journal
        self._warn_unwritten = warn_unwritten
        self._warned = False
        self._unwritten: dict[str, str | None] = {}  # None: it is to be removed
        self._own_hashes: dict[str, int] = {}  # put or shown here -> the hash of what it was
        self._typed_keys: set[str] = set()

    # --- as a mapping -----------------------------------------------------------

    def __getitem__(self, key: str) -> dict[str, Any]:
        """Return a draft as it is now, whoever wrote it."""
        from recovery_journal.app.draft_json import decode  # not for the first picture

        content = self._content(key)
        if content is None:
            raise KeyError(key)
        self._record_own(key, content)
        return decode(content)

    def __setitem__(self, key: str, draft: dict[str, Any]) -> None:
        """Keep a draft, in the journal where that can be written."""
        from recovery_journal.app.draft_json import encode  # not for the first picture

        content = encode(draft)
        if content != self._content(key):
            self._typed_keys.add(key)
        else:
            self._record_own(key, content)
        self._write(key, content)

    def __delitem__(self, key: str) -> None:
        """Take a draft away; what another program wrote in its place stays."""
        content = self._content(key)
        if content is None:
            raise KeyError(key)
        if key in self._unwritten or self._own_hashes.get(key) == hash(content):
            self._write(key, None)
        self._typed_keys.discard(key)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys, the oldest first."""
        stored = dict.fromkeys(self._read(lambda journal: journal.drafts.list()) or ())
        for key in stored | self._unwritten:
            if self._unwritten.get(key, "") is not None:
                yield key

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _key in self)

    def pop(self, key: str, default: Any = None) -> Any:
        """Take a draft away and return it; that alone does not show it."""
        from recovery_journal.app.draft_json import decode  # not for the first picture

        content = self._content(key)
        if content is None:
            return default
        del self[key]
        return decode(content)

    # --- more than a mapping ------------------------------------------------------

    def remove_own(self, key: str) -> None:
        """Take away what was put or shown here; another program's draft stays."""
        if key in self._own_hashes or key in self._unwritten:
            self.pop(key, None)

    def retry(self, *, wait: bool = False) -> None:
        """Write what could not be written before; ``wait`` for another program's writing."""
        for key, content in tuple(self._unwritten.items()):
            self._write(key, content, wait=wait)

    @property
    def has_unwritten(self) -> bool:
        """Whether something is in memory alone."""
        return any(content is not None for content in self._unwritten.values())

    @property
    def has_pending(self) -> bool:
        """Whether something could not be written yet."""
        return bool(self._unwritten)

    @property
    def has_unsaved_text(self) -> bool:
        """Whether something that was typed since the App started is not saved."""
        return any(self._content(key) is not None for key in self._typed_keys)

    # --- what the above is made of ------------------------------------------------

    def _content(self, key: str) -> str | None:
        if key in self._unwritten:
            return self._unwritten[key]
        return self._read(lambda journal: journal.drafts.get(key))

    def _record_own(self, key: str, content: str) -> None:
        if key not in self._unwritten:  # else the file holds something older
            self._own_hashes[key] = hash(content)
        if (journal := self._get_journal()) is not None:
            journal.drafts.own_hashes = self._own_hashes

    def _read(self, query: Callable[[Journal], T]) -> T | None:
        """Read from the journal; locked, or where it cannot be read, there is nothing."""
        journal = self._get_journal()
        try:
            return None if journal is None else query(journal)
        except JournalError:
            return None  # what reads the records says what is wrong

    def _write(self, key: str, content: str | None, *, wait: bool = False) -> None:
        """Write a draft, or remove it; where that fails it waits in memory."""
        journal = self._get_journal()
        if key not in self._unwritten and content == self._content(key):
            return
        self._unwritten[key] = content
        if journal is None:
            return
        journal.drafts.own_hashes = self._own_hashes
        try:
            if content is None:
                journal.drafts.remove_own(key, wait=wait)
            else:
                journal.drafts.save(key, content, wait=wait)
        except Busy:
            pass  # tried again at the next pause
        except JournalError:
            if not self._warned:
                self._warned = True
                self._warn_unwritten()
        else:
            del self._unwritten[key]
