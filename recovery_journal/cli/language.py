"""The language of a command, determined before its first output.

This runs at every start, so that it loads nothing where English is
spoken: no JSON, no settings, and on Linux not even the library of folders.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from recovery_journal.bounded_read import read_bytes
from recovery_journal.i18n import use_language


def choose_language(args: Sequence[str]) -> None:
    """Speak the language of the settings file; English where it cannot be read.

    JSON is for programs, and says the same whatever a person speaks.
    """
    use_language("en" if "--json" in args else _configured_language())


def _configured_language() -> str:
    """Return the code of the language that was chosen."""
    try:
        path = _settings_path()
        data = read_bytes(path, 1024 * 1024)
    except (OSError, ValueError, RuntimeError):
        return "en"
    # As the journal writes it; anything else is read with care.
    if b'"language"' not in data or b'"language": "en"' in data:
        return "en"
    from pathlib import Path

    from recovery_journal.settings import load

    return load(Path(path)).language


def _settings_path() -> str:
    """Return the settings file, as ``settings.settings_path`` does."""
    override = os.environ.get("RECOVERY_JOURNAL_SETTINGS")
    if override:
        return os.path.expanduser(override)  # noqa: PTH111  # as above
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    home = os.environ.get("HOME", "")
    is_plain_linux = sys.platform == "linux" and "ANDROID_ROOT" not in os.environ
    if is_plain_linux and not folder.strip() and home.startswith("/"):
        folder = f"{home}/.config"
    if is_plain_linux and folder.startswith("/"):
        return f"{folder}/recovery-journal/settings.json"
    from recovery_journal.paths import settings_file

    return str(settings_file())
