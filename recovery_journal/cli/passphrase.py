"""Reading the passphrase from a file, standard input or a prompt, never an argument."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from recovery_journal.bounded_read import read_head
from recovery_journal.cli.context import CommandContext, parse_path
from recovery_journal.cli.streams import StandardInput
from recovery_journal.errors import PassphraseNeeded
from recovery_journal.i18n import _


def read_passphrase(context: CommandContext) -> str:
    """Return the passphrase that opens the journal, asked for where nothing gives it."""
    configured = configured_passphrase(context)
    if configured is not None:
        return configured
    if not context.is_interactive:
        raise PassphraseNeeded(
            _(
                "This journal has a passphrase. Give it with --passphrase-file, or in "
                "RECOVERY_JOURNAL_PASSPHRASE."
            )
        )
    passphrase = _prompt_hidden(_("Passphrase: "))
    if not passphrase:
        raise PassphraseNeeded(_("No passphrase was given."))
    return passphrase


def read_new_passphrase(context: CommandContext) -> str:
    """Return the passphrase for a new journal, asked for twice where nothing gives it."""
    configured = configured_passphrase(context)
    if configured is not None:
        return configured
    if not context.is_interactive:
        raise PassphraseNeeded(
            _(
                "A new journal takes a passphrase: with --passphrase-file, or in "
                "RECOVERY_JOURNAL_PASSPHRASE. Without one: --no-passphrase."
            )
        )
    context.warn(_("Nobody can bring a passphrase back. A password manager or paper can keep it."))
    while True:
        passphrase = _prompt_hidden(_("New passphrase: "))
        if not passphrase:
            context.warn(_("A passphrase has at least one character."))
        elif _prompt_hidden(_("The same again: ")) == passphrase:
            return passphrase
        else:
            context.warn(_("The two are not the same. Once more, please."))


def configured_passphrase(context: CommandContext) -> str | None:
    """Return the passphrase of --passphrase-file or the environment, or None."""
    if context.passphrase_file is not None:
        first_line = (
            context.stdin_first_line()
            if context.passphrase_file == "-"
            else _read_passphrase_file(context)
        )
        if not first_line:
            raise PassphraseNeeded(_("The first line of the passphrase file is empty."))
        return first_line
    env_value = os.environ.get("RECOVERY_JOURNAL_PASSPHRASE")
    return _decode(os.fsencode(env_value)) if env_value else None


def _read_passphrase_file(context: CommandContext) -> str:
    """Return the first line of the passphrase file."""
    path = parse_path(context.passphrase_file or "")
    try:
        data = read_head(path)
    except OSError as error:
        raise PassphraseNeeded(
            _("The passphrase file could not be read: {reason}.").format(reason=error.strerror)
        ) from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return StandardInput(BytesIO(data)).read_line() or ""
    # The end of the line alone is cut: every other character may be a passphrase's own.
    return _decode(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").partition(b"\n")[0])


def _decode(data: bytes) -> str:
    """Return the characters of a passphrase; bytes that are no UTF-8 stay distinct."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _prompt_hidden(question: str) -> str:
    """Ask without showing what is typed."""
    try:
        with _exit_on_signals():
            return _decode(os.fsencode(getpass.getpass(question)))
    except EOFError:
        raise PassphraseNeeded(_("No passphrase was given.")) from None


@contextmanager
def _exit_on_signals() -> Iterator[None]:
    """Let a signal that ends the program pass through ``getpass``, which shows typing again."""

    def exit_on_signal(signal_number: int, _frame: object) -> None:
        sys.exit(128 + signal_number)

    signal_numbers = [
        getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
    ]
    previous_handlers = {
        signal_number: signal.signal(signal_number, exit_on_signal)
        for signal_number in signal_numbers
    }
    try:
        yield
    finally:
        for signal_number, handler in previous_handlers.items():
            signal.signal(signal_number, handler)
