"""jrnl, the journal of the command line that people know, in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from benchmarks.environment import clean_environment
from benchmarks.journals import generate_entries
from benchmarks.plan import ADD, LAST, PASSPHRASE, SENTENCE, WORD

VERSION = "4.6"

# jrnl asks the system's keyring for the passphrase before it asks a person. This
# one has it in the environment; it is named to jrnl, which then looks for no other.
_KEYRING = """\
import os

from keyring.backend import KeyringBackend


class Given(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return os.environ["GIVEN_PASSPHRASE"]

    def set_password(self, service, username, password):
        raise NotImplementedError  # jrnl is only ever asked to read it here
"""
# Runs in jrnl's environment: its own settings file, and its own encryption.
_MAKE = """\
import sys
from pathlib import Path

from jrnl.config import get_default_config, save_config

text, journal, settings, passphrase = sys.argv[1:]
config = get_default_config()
config["journals"] = {"default": {"journal": journal}}
config["encrypt"] = bool(passphrase)
save_config(config, settings)
written = Path(text).read_bytes()
if passphrase:
    from jrnl.encryption import determine_encryption_method_for_writing

    encryption = determine_encryption_method_for_writing(True)("default", config)
    encryption.password = passphrase
    written = encryption.encrypt(written.decode())
Path(journal).write_bytes(written)
"""


class NotInstalled(Exception):
    """A program to compare with could not be installed; the message says why, for the report."""


def environment() -> Path:
    """Return the folder of jrnl's environment, installed on first use; raises ``NotInstalled``.

    It lies inside the environment of this program, and goes with it.
    """
    folder = Path(sys.prefix) / "benchmarks" / f"jrnl-{VERSION}"
    ready = folder / "ready"
    if ready.exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    try:
        name = f"jrnl {VERSION}"
        run_install_step(name, sys.executable, "-m", "venv", str(folder))
        pip = str(folder / "bin" / "python")
        run_install_step(
            name, pip, "-m", "pip", "install", "--no-input", "--compile", f"jrnl=={VERSION}"
        )
    except NotInstalled:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    ready.touch()
    return folder


def run_install_step(name: str, *command: str) -> None:
    """Run a step of installing a program of this name; raises ``NotInstalled``."""
    # Bytecode is compiled also where the environment forbids it.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    try:
        process = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise NotInstalled(f"{name} could not be installed: {error.strerror}") from None
    if process.returncode != 0:
        raise NotInstalled(f"{name} could not be installed here")


def write_journal(
    folder: Path, name: str, size: int, *, encrypted: bool, home: Path, now: datetime
) -> Path:
    """Write a journal of jrnl's in a folder, and return its settings file."""
    text = folder / f"{name}.source"
    text.write_text(
        "".join(
            f"[{entry.occurred_at:%Y-%m-%d %I:%M:%S %p}] {entry.note}.\n\n"
            for entry in generate_entries(size, now)
        )
    )
    (folder / "given_keyring.py").write_text(_KEYRING)
    settings = folder / f"{name}.yaml"
    subprocess.run(
        [
            *(str(environment() / "bin" / "python"), "-c", _MAKE),
            *(str(text), str(folder / f"{name}.txt"), str(settings)),
            PASSPHRASE if encrypted else "",
        ],
        env=clean_environment(home),
        check=True,
    )
    text.unlink()
    return settings


def argv(settings: Path, work: str) -> tuple[str, ...]:
    """Return the command line that does this work."""
    extra_args = {ADD: (SENTENCE,), LAST: ("-n", "10")}.get(work, ("-contains", WORD, "-n", "10"))
    return (str(environment() / "bin" / "jrnl"), "--config-file", str(settings), *extra_args)


def env(home: Path, folder: Path, *, encrypted: bool) -> dict[str, str]:
    """Return the environment jrnl runs in, with the passphrase where it takes one."""
    if not encrypted:
        return clean_environment(home)
    return clean_environment(
        home,
        PYTHONPATH=str(folder),
        PYTHON_KEYRING_BACKEND="given_keyring.Given",
        GIVEN_PASSPHRASE=PASSPHRASE,
    )
