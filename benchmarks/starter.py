"""Starts processes and measures them: a program of its own, as small as Python gets.

A process inherits the peak memory of the one that starts it, so it is started
from here and not from the benchmark, which has grown by making journals. Run as
a script, without the package: it imports nothing but ``os``, ``sys`` and ``time``.

A request is one line: output file, arguments and environment (each part after
GROUP, each item after ITEM). The answer is one line: nanoseconds, peak memory
as ``ru_maxrss`` has it, exit code.
"""

import os
import sys
import time

GROUP = "\x1e"
ITEM = "\x1f"


def run(request: str) -> tuple[int, int, int]:
    """Start one process, wait for its end, and return (nanoseconds, peak, exit code)."""
    output, arguments, environment = request.split(GROUP)
    argv = arguments.split(ITEM)
    env = dict(item.split("=", 1) for item in environment.split(ITEM))
    fresh = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, fresh, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, "errors.txt", fresh, 0o600),
    ]
    begin = time.perf_counter_ns()
    child = os.posix_spawn(argv[0], argv, env, file_actions=streams)
    _child, status, usage = os.wait4(child, 0)
    end = time.perf_counter_ns()
    return end - begin, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def serve() -> None:
    """Answer requests until the input ends."""
    for line in sys.stdin:
        print(*run(line.rstrip("\n")), flush=True)


if __name__ == "__main__":
    serve()
