"""Paths of the journal, the settings file and the backups."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

APP_NAME = "recovery-journal"


@cache
def data_folder() -> Path:
    """Return the platform's folder for this user's data."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


@cache
def config_folder() -> Path:
    """Return the platform's folder for this user's settings."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False)


def default_journal() -> Path:
    """Return the journal used when none is named."""
    return data_folder() / "journal.db"


def settings_file() -> Path:
    """Return the settings file, kept in the clear and readable by the user only."""
    return config_folder() / "settings.json"


def backups_folder(journal: Path) -> Path:
    """Return the folder of the backups of this journal, beside it."""
    return journal.parent / "backups"


def exposed_permissions(journal: Path) -> int:
    """Return the permissions of a file that others on this computer can read or write, else 0."""
    try:
        mode = journal.stat().st_mode & 0o777
    except OSError:
        return 0
    return mode if os.name == "posix" and mode & 0o066 else 0
