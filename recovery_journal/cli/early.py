"""Beginning to open the journal before the command line has been read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from recovery_journal.storage.early import Early

# What needs no journal, or makes one.
_WITHOUT = frozenset({"help-now", "where", "init", "demo", "--help", "-h", "--version"})


def begin(args: Sequence[str]) -> Early | None:
    """Begin to open the journal where its passphrase is in the environment.

    The line is only glanced at here. A wrong guess costs nothing but the work:
    ``State.open`` takes the connection only for the file that was really meant.
    """
    passphrase = os.environ.get("RECOVERY_JOURNAL_PASSPHRASE")
    if not passphrase or not _WITHOUT.isdisjoint(args):
        return None
    from recovery_journal.storage.early import Early

    return Early(lambda: _path(args), passphrase)


def _path(args: Sequence[str]) -> Path:
    """Return the journal the line seems to name."""
    from recovery_journal.cli.state import named_path

    named = None
    for position, arg in enumerate(args):
        if arg == "--journal" and position + 1 < len(args):
            named = args[position + 1]
        elif arg.startswith("--journal="):
            named = arg.partition("=")[2]
    return named_path(named)
