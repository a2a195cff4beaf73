"""``python -m recovery_journal`` and the ``recovery-journal`` program."""

from __future__ import annotations

import gc
import os
import sys

from recovery_journal.crash_report import any_reported, catch_everything, print_report


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A quick command ends before a collection would find anything to collect.
    gc.set_threshold(100_000)
    catch_everything()
    try:
        from recovery_journal.cli.early import begin

        early = begin(sys.argv[1:])

        from recovery_journal.cli.exit import run
        from recovery_journal.cli.state import State

        state = State(early)
        try:
            code = run(state)
        finally:
            state.close()
    except KeyboardInterrupt:  # ctrl+c while the first modules were still loading
        code = 130
    except Exception as error:  # noqa: BLE001  # a module that does not load: said, and exit 1
        print_report(type(error), error.__traceback__)
        code = 1
    _leave(code or int(any_reported()))


def _leave(code: int) -> None:
    """End the process; ``run`` has written all output already, or said that it could not."""
    # Taking the interpreter down costs as much as the command did. Everything
    # is saved by now; the app leaves in the usual way.
    if "textual" in sys.modules:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
