"""``python -m recovery_journal`` and the ``recovery-journal`` program."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A quick command ends before a collection would find anything to collect.
    gc.set_threshold(100_000)
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
    # Taking the interpreter down costs as much as the command did. Everything
    # is saved and the output written by now; the app leaves in the usual way.
    if "textual" in sys.modules:
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
