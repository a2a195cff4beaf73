"""The arithmetic of the app's benchmark, and the terminal it measures in."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.app import tables
from benchmarks.app.plan import BAGELS, BARE, FRAME, JOURNAL, PAGE, SEARCH, SWITCH, all_switches
from benchmarks.app.targets import APP_AIMS, aims, p95
from benchmarks.app.terminal import Terminal
from benchmarks.plan import YEAR, Command, Key, Sample, Samples
from benchmarks.timing import MeasurementError

LARGE = "100,000"


def samples(**times: list[float]) -> Samples:
    keys = {
        "bare": Key(BARE, FRAME),
        "frame": Key(JOURNAL, FRAME, LARGE),
        "bagels": Key(BAGELS, FRAME),
        "switch": Key(JOURNAL, SWITCH, LARGE),
        "year": Key(JOURNAL, SWITCH, YEAR),
        "page": Key(BARE, PAGE),
        "search": Key(JOURNAL, SEARCH, LARGE),
    }
    return {keys[name]: Sample(found, [40.0] * len(found)) for name, found in times.items()}


def test_every_screen_is_reached_from_every_other() -> None:
    path = "1" + all_switches()

    assert len(set(pairwise(path))) == len(path) - 1 == 42


def test_p95_is_the_time_that_95_of_100_stay_under() -> None:
    found = samples(switch=[float(n) for n in range(1, 102)])

    assert p95(found, Key(JOURNAL, SWITCH, LARGE)) == pytest.approx(96.0)
    assert p95(found, Key(JOURNAL, SWITCH, YEAR)) is None


def test_a_slower_first_frame_than_the_floor_allows_is_not_met() -> None:
    found = samples(bare=[200.0], frame=[360.0], bagels=[1800.0])
    over_bare, over_bagels = list(aims(found, LARGE))[:2]

    assert over_bare.figure == pytest.approx(1.8)
    assert over_bare.met is False
    assert over_bagels.figure == pytest.approx(0.2)
    assert over_bagels.met is True


def test_without_bagels_the_line_says_why() -> None:
    found = samples(bare=[200.0], frame=[250.0])
    line = list(aims(found, LARGE, "not measured: Bagels needs Python 3.13"))[1]

    assert line.met is None
    assert line.verdict == "not measured: Bagels needs Python 3.13"


def test_each_figure_of_the_app_belongs_to_an_aim() -> None:
    assert {aim.aim for aim in aims({}, LARGE)} == set(APP_AIMS)


def test_growth_compares_the_slow_switches_of_two_journals() -> None:
    found = samples(switch=[60.0, 60.0], year=[50.0, 50.0])
    growth = list(aims(found, LARGE))[4]

    assert growth.figure == pytest.approx(1.2)
    assert growth.met is True


def test_the_table_has_a_row_for_each_work() -> None:
    head, rows = tables.figures(samples(search=[10.0, 20.0]))

    assert len(head) == len(rows[0])
    assert rows[0][3] == "15.0 ms"


def run(text: str, folder: Path) -> Terminal:
    return Terminal(Command((sys.executable, "-c", text), {}), folder)


def test_a_key_is_timed_until_its_picture_is_finished(tmp_path: Path) -> None:
    program = (
        "import sys, time, tty; tty.setraw(0); print('ready', flush=True); sys.stdin.read(1); "
        "print('one\x1b[?2026l', flush=True); time.sleep(0.03); print('two', flush=True); time.sleep(9)"
    )
    with run(program, tmp_path) as terminal:
        terminal.wait_for("ready")
        painted = terminal.press("x")

        assert painted.last_frame >= 30.0
        assert terminal.has_painted("two")


def test_a_program_that_ends_stops_the_benchmark(tmp_path: Path) -> None:
    with run("print('gone')", tmp_path) as terminal, pytest.raises(MeasurementError):
        terminal.wait_for("ready")
