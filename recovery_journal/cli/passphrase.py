"""Where a passphrase comes from: never from an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recovery_journal.errors import PassphraseNeeded
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State


def passphrase_for(state: State) -> str:
    """Return the passphrase that opens the journal, asked for where nothing gives it."""
    given = given_passphrase(state)
    if given is not None:
        return given
    if not state.terminal:
        raise PassphraseNeeded(
            _(
                "This journal has a passphrase. Give it with --passphrase-file, or in "
                "RECOVERY_JOURNAL_PASSPHRASE."
            )
        )
    typed = _hidden(_("Passphrase: "))
    if not typed:
        raise PassphraseNeeded(_("No passphrase was given."))
    return typed


def new_passphrase(state: State) -> str:
    """Return the passphrase for a new journal, asked for twice where nothing gives it."""
    given = given_passphrase(state)
    if given is not None:
        return given
    if not state.terminal:
        raise PassphraseNeeded(
            _(
                "A new journal takes a passphrase: with --passphrase-file, or in "
                "RECOVERY_JOURNAL_PASSPHRASE. Without one: --no-passphrase."
            )
        )
    state.notice(_("Nobody can bring a passphrase back. A password manager or paper can keep it."))
    while True:
        first = _hidden(_("New passphrase: "))
        if not first:
            state.notice(_("A passphrase has at least one character."))
        elif _hidden(_("The same again: ")) == first:
            return first
        else:
            state.notice(_("The two are not the same. Once more, please."))


def given_passphrase(state: State) -> str | None:
    """Return the passphrase of --passphrase-file or the environment, or None."""
    if state.passphrase_file is not None:
        first = state.first_line() if state.passphrase_file == "-" else _first_line_of(state)
        if not first:
            raise PassphraseNeeded(_("The first line of the passphrase file is empty."))
        return first
    told = os.environ.get("RECOVERY_JOURNAL_PASSPHRASE")
    return _text(os.fsencode(told)) if told else None


def _first_line_of(state: State) -> str:
    """Return the first line of the passphrase file."""
    from recovery_journal.bounded_read import head
    from recovery_journal.cli.state import path_of

    path = path_of(state.passphrase_file or "")
    try:
        data = head(path)
    except OSError as error:
        raise PassphraseNeeded(
            _("The passphrase file could not be read: {reason}.").format(reason=error.strerror)
        ) from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        from io import BytesIO

        from recovery_journal.cli.standard_input import StandardInput

        return StandardInput(BytesIO(data)).line() or ""
    # The end of the line alone is cut: every other character may be a passphrase's own.
    return _text(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").partition(b"\n")[0])


def _text(data: bytes) -> str:
    """Return the characters of a passphrase; bytes that are no UTF-8 stay distinct."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _hidden(question: str) -> str:
    """Ask without showing what is typed."""
    from getpass import getpass

    try:
        with _leaving_in_order():
            return _text(os.fsencode(getpass(question)))
    except EOFError:
        raise PassphraseNeeded(_("No passphrase was given.")) from None


@contextmanager
def _leaving_in_order() -> Iterator[None]:
    """Let a signal that ends the program pass through ``getpass``, which shows typing again."""
    import signal

    def leave(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
