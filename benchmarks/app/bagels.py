"""Bagels, an app of the terminal that people know, in an environment of its own.

It needs Python 3.13 or newer.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.environment import clean_environment
from benchmarks.jrnl import NotInstalled, run_install_step
from benchmarks.plan import Command

VERSION = "0.3.12"
RECORDS = 10
READY = "Record 1"

# Runs in its environment: its own settings and database, without the check for updates.
_MAKE = """\
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bagels.locations import config_file, set_custom_root

set_custom_root(Path(sys.argv[1]))
config_file().write_text("state:\\n  check_for_updates: false\\n")
from bagels.config import load_config

load_config()
from bagels.models.database.app import init_db

init_db()
from bagels.managers.accounts import create_account
from bagels.managers.records import create_record

account = create_account({"name": "Purse", "description": "", "beginningBalance": 100.0})
for number in range(int(sys.argv[2])):
    create_record({
        "label": f"Record {number}",
        "amount": 3.5,
        "date": datetime.now() - timedelta(minutes=number),
        "accountId": account.id,
        "categoryId": 1,
        "isIncome": False,
        "isTransfer": False,
        "isInProgress": False,
    })
"""


def _find_python() -> str:
    """Return a Python that is new enough; raises ``NotInstalled``."""
    new_enough = "import sys; sys.exit(sys.version_info < (3, 13))"
    for name in (sys.executable, "python3.14", "python3.13", "python3"):
        python_path = shutil.which(name)
        if not python_path:
            continue
        check = subprocess.run([python_path, "-c", new_enough], check=False, capture_output=True)
        if check.returncode == 0:
            return python_path
    raise NotInstalled("Bagels needs Python 3.13, which is not here")


def environment() -> Path:
    """Return the folder of its environment, installed on first use; raises ``NotInstalled``."""
    folder = Path(sys.prefix) / "benchmarks" / f"bagels-{VERSION}"
    ready = folder / "ready"
    if ready.exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    name = f"Bagels {VERSION}"
    try:
        run_install_step(name, _find_python(), "-m", "venv", str(folder))
        pip = str(folder / "bin" / "python")
        run_install_step(
            name, pip, "-m", "pip", "install", "--no-input", "--compile", f"bagels=={VERSION}"
        )
    except NotInstalled:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    ready.touch()
    return folder


def command(folder: Path, home: Path) -> Command:
    """Make a database of 10 records, and return what opens it; raises ``NotInstalled``."""
    bin_folder = environment() / "bin"
    root = folder / "bagels"
    root.mkdir()
    try:
        subprocess.run(
            [str(bin_folder / "python"), "-I", "-c", _MAKE, str(root), str(RECORDS)],
            env=clean_environment(home),
            check=True,
            capture_output=True,
        )
    except subprocess.CalledProcessError:
        raise NotInstalled(f"Bagels {VERSION} could not make its database") from None
    return Command((str(bin_folder / "bagels"), "--at", str(root)), clean_environment(home))
