"""What holds for every test: no real journal, one time zone, one random seed.

The environment is made safe twice: when pytest starts, so that nothing read at
import or in a session fixture finds the person's own folders, and again before
each test, with an empty home of its own.
"""

from __future__ import annotations

import gc
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from recovery_journal.i18n import use_language

ROOT = Path(__file__).resolve().parents[1]

# Read by the program, or by Textual, Rich, Typer and Click, and different from one
# terminal to the next.
FOREIGN = (
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "PY_COLORS",
    "TERMINAL_WIDTH",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
)
FOREIGN_STARTS = ("RECOVERY_JOURNAL_", "TEXTUAL", "TYPER_", "_TYPER_", "XDG_", "RICH_")

hypothesis.settings.register_profile(
    "ci",
    derandomize=True,  # the same examples in every run: a red check can be run again
    deadline=None,  # a busy machine is not a bug
    database=None,
)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000, database=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def settle(home: Path) -> None:
    """Make this process, and those it starts, live in ``home`` and in Madrid."""
    for name in list(os.environ):
        if name in FOREIGN or name.startswith(FOREIGN_STARTS):
            del os.environ[name]
    os.environ.update(
        HOME=str(home),
        USERPROFILE=str(home),
        XDG_CACHE_HOME=str(home / "cache"),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_DATA_HOME=str(home / "data"),
        XDG_RUNTIME_DIR=str(home / "runtime"),
        XDG_STATE_HOME=str(home / "state"),
        LC_ALL="C.UTF-8",
        TERM="xterm-256color",
        TZ="Europe/Madrid",
    )
    time.tzset()


def forget_folders() -> None:
    """Let the program look again where its folders are."""
    from recovery_journal import paths

    paths.data_folder.cache_clear()
    paths.config_folder.cache_clear()


def pytest_configure() -> None:
    """Before any test module is imported: a home that does not exist."""
    gc.set_threshold(1_000_000)  # the program itself: 100,000, and not for a thousand Apps
    settle(ROOT / ".pytest_cache" / "no-such-home")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet; pytest's own numbers cost more with each one."""
    parent = tmp_path_factory.mktemp("homes")
    return (parent / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path]) -> Iterator[Path]:
    """An empty home for each test; the environment is put back after it."""
    before = dict(os.environ)
    folder = next(homes)
    folder.mkdir(mode=0o700)
    settle(folder)
    forget_folders()
    yield folder
    os.environ.clear()
    os.environ.update(before)
    time.tzset()
    forget_folders()
    use_language("en")


@pytest.fixture
def quick_keys(request: pytest.FixtureRequest) -> Iterator[None]:
    """Derive keys in a moment; a test marked ``real_key`` does as the program does."""
    from tests import quick_keys

    if request.node.get_closest_marker("real_key") is None:
        quick_keys.begin()
    yield
    quick_keys.end()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of sample files that lies beside the checkout, where there is one."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the sample files of ../shared/data are not beside this checkout")
    return folder
