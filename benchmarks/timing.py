"""Runs of whole processes, the contenders in turn, so that noise falls on all of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from benchmarks.plan import Command, Key, Sample, Samples, in_order, in_turn
from benchmarks.starter import GROUP, ITEM

# ru_maxrss is in KiB, on macOS in bytes.
_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


class MeasurementError(Exception):
    """A measured process ended with an error: its time would say nothing."""


class Starter:
    """The small process that starts and measures all others, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("starter.py"))],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, command: Command) -> tuple[float, float]:
        """Run one process to its end and return (milliseconds, peak memory in MiB)."""
        if self._process.stdin is None or self._process.stdout is None:
            raise MeasurementError("the starter has no pipes")
        output = "output.txt" if command.reports else "/dev/null"
        env = ITEM.join(f"{name}={value}" for name, value in command.env.items())
        self._process.stdin.write(f"{GROUP.join((output, ITEM.join(command.argv), env))}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if len(answer) != 3:
            raise MeasurementError("the starter ended")
        spent, peak, code = map(int, answer)
        if code != 0:
            stderr_text = (self._folder / "errors.txt").read_text(errors="replace").strip()
            raise MeasurementError(
                f"{' '.join(command.argv[1:])} ended with {code}: {stderr_text[-500:]}"
            )
        if command.reports:
            spent = int((self._folder / output).read_text())
        return spent / 1e6, peak / _PER_MIB

    def __enter__(self) -> Starter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def measure(
    commands: Mapping[Key, Command],
    runs: int,
    run: Callable[[Command], tuple[float, float]],
    report_progress: Callable[[str], None],
) -> Samples:
    """Run every line once a round, ``runs`` rounds after one that is not counted.

    Every other round goes backwards, so that no one is first each time.
    """
    order = in_turn(list(commands))
    samples: Samples = {key: Sample([], []) for key in in_order(order)}
    for number in range(runs + 1):
        report_progress(f"round {number} of {runs}" if number else "first round, not counted")
        for key in order if number % 2 else reversed(order):
            spent, peak = run(commands[key])
            if number:
                samples[key].times.append(spent)
                samples[key].peaks.append(peak)
    return samples
