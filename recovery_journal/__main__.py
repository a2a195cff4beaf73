"""``python -m recovery_journal`` and the ``recovery-journal`` program."""

from __future__ import annotations

import gc
import os
import sys

from recovery_journal.crash_report import has_reported, install_excepthooks, print_crash_report


def main() -> None:
    """Run the command line and leave with its exit code."""
    # For the app: at Python's usual 700 the collector stops it for up to 90 ms at a time.
    gc.set_threshold(100_000)
    install_excepthooks()
    try:
        from recovery_journal.cli.context import CommandContext
        from recovery_journal.cli.main import run_command_line

        context = CommandContext()
        try:
            code = run_command_line(context)
        finally:
            context.close()
    except KeyboardInterrupt:  # ctrl+c while the first modules were still loading
        code = 130
    except Exception as error:  # noqa: BLE001  # a module that does not load: said, and exit 1
        print_crash_report(type(error), error.__traceback__)
        code = 1
    _exit_process(code or int(has_reported()))


def _exit_process(code: int) -> None:
    """End the process; all output is written by now, or it is said that it could not be."""
    # Taking the interpreter down costs 15 ms of the 85 that a check-in takes, and nothing is
    # left to be saved. The app leaves in the usual way: it has threads and a terminal.
    if "textual" in sys.modules:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
