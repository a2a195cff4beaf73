"""The last net: an error that nothing else caught ends in our own report.

Python's own would print the message of the error, which may hold what someone
typed. Ours says the kind of error and the places in our own code.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from recovery_journal.words import _

if TYPE_CHECKING:
    from types import TracebackType

_told: list[str] = []


def catch_everything() -> None:
    """Print our report for every error nobody catches: in main, in threads, in finalizers."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def any_reported() -> bool:
    """Say whether an error was reported by ``catch_everything``, so that nothing ends with 0."""
    return bool(_told)


def message_of(kind: type[BaseException]) -> str:
    """Return the sentence for an error nobody foresaw; the name of its class is all it holds."""
    return _(
        "Something went wrong inside the program ({kind}). This report holds nothing from the "
        "journal, is kept nowhere, and was not sent anywhere."
    ).format(kind=kind.__name__)


def frames(traceback: TracebackType | None) -> list[str]:
    """Return file:line of each frame that is ours, outermost first."""
    found = []
    while traceback is not None:
        path = traceback.tb_frame.f_code.co_filename.replace("\\", "/")
        __, ours, inside = path.rpartition("recovery_journal/")
        if ours:
            found.append(f"{ours}{inside}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return found


def crash_report(error: BaseException | None) -> str:
    """Return what stays on the screen after a fault of the app: its kind and our own lines."""
    lines = [_("The journal closed because of a fault in the program. What was saved is safe.")]
    if error is not None:
        lines += [type(error).__name__, *_laid_out(error.__traceback__)]
    lines.append(_("This stays on your screen: it was not sent anywhere."))
    return "\n".join(lines)


def _laid_out(traceback: TracebackType | None) -> list[str]:
    return [f"  {frame}" for frame in frames(traceback)]


def print_report(kind: type[BaseException], traceback: TracebackType | None) -> None:
    """Print the report on standard error; where that is gone there is nobody to tell."""
    lines = [message_of(kind), *_laid_out(traceback)]
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def _uncaught(
    kind: type[BaseException],
    _error: BaseException | None,
    traceback: TracebackType | None,
) -> None:
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    _told.append(kind.__name__)
    print_report(kind, traceback)
