"""The environment of a measured process: a home of its own, and nothing of the person's."""

from __future__ import annotations

from pathlib import Path


def clean_environment(home: Path, **extra: str) -> dict[str, str]:
    """Return a whole environment that leads to no real journal, settings or keyring.

    It says nothing of bytecode either, so that Python reads and writes it as usual.
    """
    return {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "TERM": "dumb",
        "TZ": "UTC",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        **extra,
    }
