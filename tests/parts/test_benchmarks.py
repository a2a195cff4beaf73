"""The arithmetic of the benchmarks: medians, ratios, targets, tables. Nothing is timed here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import plan, syncs, tables, targets
from benchmarks.__main__ import SUITES
from benchmarks.journals import generate_entries
from benchmarks.plan import (
    ADD,
    CONTENDERS,
    ENCRYPTED,
    JRNL_ENCRYPTED,
    JRNL_PLAIN,
    LAST,
    NETWORK,
    OPEN,
    PLAIN,
    PYTHON,
    SEARCH,
    SIZES,
    START,
    TODAY,
    TYPER,
    WEEK,
    WORKS,
    YEAR,
    YEARS,
    Command,
    Key,
    Sample,
    Samples,
    entries,
)
from benchmarks.targets import Aim, aims
from benchmarks.timing import MeasurementError, Starter, measure

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def sample(*times: float, peak: float = 20.0) -> Sample:
    return Sample(list(times), [peak] * len(times))


def whole_run(**times: float) -> Samples:
    """Samples of every line: 100 ms each, unless another figure is given by contender."""
    by = {TYPER: 100.0, PLAIN: 100.0, ENCRYPTED: 200.0, JRNL_PLAIN: 1000.0, JRNL_ENCRYPTED: 1000.0}
    samples = {Key(PYTHON, START): sample(15.0), Key(ENCRYPTED, OPEN): sample(90.0)}
    for size in SIZES:
        for who in (TYPER, PLAIN, ENCRYPTED, JRNL_PLAIN, JRNL_ENCRYPTED):
            for work in (*WORKS, TODAY, NETWORK, WEEK):
                samples[Key(who, work, entries(size))] = sample(times.get(who, by[who]))
    for label in (YEAR, YEARS):
        for work in (NETWORK, WEEK):
            samples[Key(PLAIN, work, label)] = sample(100.0)
    return samples


def found(some: list[Aim], aim: str) -> list[Aim]:
    return [one for one in some if one.aim == aim]


# ---- the arithmetic ---------------------------------------------------------


def test_a_figure_is_the_median_and_not_the_mean() -> None:
    key = Key(PLAIN, ADD, entries(10))

    assert targets.median({key: sample(90.0, 100.0, 500.0)}, key) == 100.0


def test_a_ratio_is_one_median_over_another() -> None:
    ours, theirs = Key(PLAIN, ADD, entries(10)), Key(TYPER, ADD, entries(10))
    samples = {ours: sample(100.0, 130.0, 900.0), theirs: sample(90.0, 100.0, 110.0)}

    assert targets.ratio(samples, ours, theirs) == pytest.approx(1.3)


def test_a_ratio_over_what_was_not_run_is_not_there() -> None:
    ours = Key(PLAIN, ADD, entries(10))

    assert targets.ratio({ours: sample(1.0)}, ours, Key(TYPER, ADD, entries(10))) is None


def test_the_cost_of_encryption_is_what_is_left_beside_the_open_of_the_library() -> None:
    aim = found(aims(whole_run(), {}), targets.ENCRYPTION)[0]

    assert aim.figure == pytest.approx(200.0 - 100.0 - 90.0)
    assert aim.target == 40.0


# ---- the targets ------------------------------------------------------------


def test_every_target_of_the_journal_is_in_the_list_with_its_number() -> None:
    listed = {(one.aim, one.where, one.target, one.least) for one in aims(whole_run(), {PLAIN: 1})}
    at_most = [
        *((targets.OVER_TYPER, f"{w}, {entries(n)} entries", 1.3) for w in WORKS for n in SIZES),
        *((targets.OVER_JRNL, f"{w}, 10 entries", 0.7) for w in WORKS),
        *((targets.OVER_JRNL, f"{w}, 10,000 entries", 0.1) for w in WORKS),
        *((targets.OVER_JRNL_ENCRYPTED, f"{w}, 10 entries", 0.85) for w in WORKS),
        *((targets.OVER_JRNL_ENCRYPTED, f"{w}, 10,000 entries", 0.25) for w in WORKS),
        *((targets.ENCRYPTION, f"{w}, {entries(n)} entries", 40.0) for w in WORKS for n in SIZES),
        *((targets.GROWTH, f"{w}, {e}", 1.15) for w in WORKS for e in ("plain", "encrypted")),
        *((targets.LIFETIME, w, 1.5) for w in (NETWORK, WEEK)),
        *(
            (targets.MEMORY, f"{w}, {e}", 30.0)
            for w in (ADD, LAST, SEARCH, NETWORK, WEEK, TODAY)
            for e in ("plain", "encrypted")
        ),
    ]
    some = {(targets.SYNCS, who, 3, 1) for who in (PLAIN, ENCRYPTED)}

    least = {targets.ENCRYPTION: -90.0}  # the open of the library, and nothing beside it
    assert listed == {(*one, least.get(one[0], 0)) for one in at_most} | some


def test_each_aim_has_its_line_in_the_summary() -> None:
    lines = tables.summary(aims(whole_run(), {PLAIN: 1, ENCRYPTED: 1}))

    assert [line.rpartition(": ")[0] for line in lines] == list(targets.AIMS)
    assert lines[0].endswith(": 9 of 9 met")
    assert lines[-1].endswith(": 12 of 12 met")


def test_a_slower_journal_is_told_with_how_much_it_lacks() -> None:
    over = found(aims(whole_run(**{PLAIN: 140.0}), {}), targets.OVER_TYPER)[0]

    assert over.met is False
    assert over.verdict == "not met, by 0.10x"


def test_exactly_the_target_is_met() -> None:
    assert Aim("a", "b", 30.0, targets.MIB, 30.0).verdict == "met"


@pytest.mark.parametrize(("count", "met"), [(0, False), (1, True), (3, True), (4, False)])
def test_a_save_syncs_at_most_three_times_and_never_not_at_all(count: int, met: bool) -> None:
    one = found(aims({}, {PLAIN: count}), targets.SYNCS)[0]

    assert one.met is met


def test_what_was_not_measured_is_neither_met_nor_not_and_says_why() -> None:
    some = aims({}, {PLAIN: None}, without_jrnl="no jrnl", no_strace="not counted: no strace")

    assert {one.met for one in some} == {None}
    assert {one.verdict for one in found(some, targets.OVER_JRNL)} == {"no jrnl"}
    assert {one.verdict for one in found(some, targets.SYNCS)} == {"not counted: no strace"}
    assert {one.verdict for one in found(some, targets.GROWTH)} == {"not measured"}


# ---- the tables -------------------------------------------------------------


def test_contenders_with_the_same_work_stand_on_one_row() -> None:
    order = plan.in_order(list(whole_run()))
    samples = {key: whole_run()[key] for key in order}
    head, rows = tables.medians(samples)

    assert head == ["work", "entries", *CONTENDERS]
    assert len(rows) == len({(key.work, key.journal) for key in samples})
    assert [START, "", "15.0 / 20.0", "", "", "", "", ""] in [list(row) for row in rows]


def test_markdown_has_one_line_a_row() -> None:
    assert tables.markdown(["a", "b"], [["1", "2"]]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_figures_go_between_the_marks_of_a_page_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = (mark.format(part="app") for mark in (tables.BEGIN, tables.END))
    page.write_text(f"above\n{begin}\nold\n{end}\nbelow\n")

    tables.insert_figures(page, "app", "new")

    assert page.read_text() == f"above\n{begin}\nnew\n{end}\nbelow\n"


def test_a_page_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("mine")

    with pytest.raises(ValueError, match="no place"):
        tables.insert_figures(page, "app", "new")
    assert page.read_text() == "mine"


def test_the_page_on_performance_has_a_place_for_figures(root: Path) -> None:
    text = (root / "docs" / "performance.md").read_text(encoding="utf-8")

    for part in SUITES:
        begin, end = (mark.format(part=part) for mark in (tables.BEGIN, tables.END))
        assert text.index(begin) < text.index(end)


# ---- the runs ---------------------------------------------------------------


def test_what_is_compared_is_run_soon_after_each_other() -> None:
    order = plan.in_turn(list(whole_run()))
    last_of_ours = order.index(Key(ENCRYPTED, ADD, entries(100_000)))

    assert [key.work for key in order[:2]] == [START, OPEN]
    assert order[2:5] == [Key(who, ADD, entries(10)) for who in (TYPER, PLAIN, ENCRYPTED)]
    assert order[last_of_ours + 1] == Key(JRNL_PLAIN, ADD, entries(10))


def test_every_line_is_run_once_a_round_and_the_first_round_is_not_counted() -> None:
    keys = [Key(TYPER, ADD, entries(10)), Key(PLAIN, ADD, entries(10))]
    commands = {key: Command((key.contender,), {}) for key in keys}
    seen: list[str] = []

    def run(command: Command) -> tuple[float, float]:
        seen.append(command.argv[0])
        return float(len(seen)), 1.0

    samples = measure(commands, 2, run, lambda _text: None)

    assert seen == [PLAIN, TYPER, TYPER, PLAIN, PLAIN, TYPER]
    assert samples[keys[0]].times == [3.0, 6.0]
    assert samples[keys[1]].times == [4.0, 5.0]


def test_a_process_is_run_with_its_own_environment_alone(tmp_path: Path) -> None:
    code = "import os; assert os.environ['ONLY'] == 'this'; assert 'HOME' not in os.environ"
    with Starter(tmp_path) as starter:
        spent, peak = starter.run(Command((sys.executable, "-c", code), {"ONLY": "this"}))

    assert spent > 0
    assert 1 < peak < 100


def test_a_process_that_times_itself_is_believed(tmp_path: Path) -> None:
    with Starter(tmp_path) as starter:
        argv = (sys.executable, "-I", "-c", "print(2_000_000)")
        spent, _peak = starter.run(Command(argv, {"ONLY": "this"}, reports=True))

    assert spent == 2.0


def test_a_process_that_ends_with_an_error_stops_the_run(tmp_path: Path) -> None:
    with Starter(tmp_path) as starter, pytest.raises(MeasurementError, match=r"ended with 3: why"):
        starter.run(
            Command(
                (sys.executable, "-I", "-c", "import sys; sys.stderr.write('why'); sys.exit(3)"),
                {"ONLY": "this"},
            )
        )


def test_syncs_are_counted_once_each_also_when_interrupted() -> None:
    trace = (
        "77  fsync(4) = 0\n"
        "78 fdatasync(5 <unfinished ...>\n"
        "77 <... fdatasync resumed>) = 0\n"
        "77 openat(3) = 4\n"
    )

    assert syncs.count_in_trace(trace) == 2


def test_the_newest_entries_are_the_same_whatever_the_size() -> None:
    small, large = list(generate_entries(10, NOW)), list(generate_entries(300, NOW))

    assert large[-10:] == small
    assert all(plan.WORD in one.note.split() for one in small)
    assert sum(plan.WORD in one.note.split() for one in large) == 10 + 29


def test_nothing_of_the_person_reaches_a_measured_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from benchmarks.environment import clean_environment

    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", "mine.db")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    env = clean_environment(tmp_path)

    assert not any(name.startswith(("RECOVERY_JOURNAL", "PYTHON")) for name in env)
    assert {env[name] for name in env if name == "HOME" or name.startswith("XDG_")} <= {
        str(tmp_path / part) for part in ("", "cache", "config", "data", "state")
    }


def test_memory_is_asked_of_the_largest_journal() -> None:
    samples = {
        Key(ENCRYPTED, LAST, entries(10)): sample(1.0, peak=90.0),
        Key(ENCRYPTED, LAST, entries(100_000)): sample(1.0, peak=31.5),
    }
    told = [one.verdict for one in found(aims(samples, {}), targets.MEMORY) if one.figure]

    assert told == ["not met, by 1.5 MiB"]
