"""The report of an uncaught exception, without journal text.

Python's own would print the message of the error, which may hold what someone
typed. Ours says the kind of error and the places in our own code.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from types import TracebackType

_reported: list[str] = []


def install_excepthooks() -> None:
    """Print our report for every error nobody catches: in main, in threads, in finalizers."""
    sys.excepthook = _handle_uncaught
    threading.excepthook = lambda args: _handle_uncaught(
        args.exc_type, args.exc_value, args.exc_traceback
    )
    sys.unraisablehook = lambda args: _handle_uncaught(
        args.exc_type, args.exc_value, args.exc_traceback
    )


def has_reported() -> bool:
    """Say whether an error was reported by ``install_excepthooks``, so that nothing ends with 0."""
    return bool(_reported)


def crash_message(error_type: type[BaseException]) -> str:
    """Return the sentence for an error nobody foresaw; the name of its class is all it holds."""
    return _(
        "Something went wrong inside the program ({kind}). This report holds nothing from the "
        "journal, is kept nowhere, and was not sent anywhere."
    ).format(kind=error_type.__name__)


def own_frames(traceback: TracebackType | None) -> list[str]:
    """Return file:line of each frame that is ours, outermost first."""
    lines = []
    while traceback is not None:
        path = traceback.tb_frame.f_code.co_filename.replace("\\", "/")
        __, package, relative_path = path.rpartition("recovery_journal/")
        if package:
            lines.append(f"{package}{relative_path}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return lines


def format_crash_report(error: BaseException | None) -> str:
    """Return what stays on the screen after a fault of the app: its kind and our own lines."""
    lines = [_("The journal closed because of a fault in the program. What was saved is safe.")]
    if error is not None:
        lines += [type(error).__name__, *_frame_lines(error.__traceback__)]
    lines.append(_("This stays on your screen: it was not sent anywhere."))
    return "\n".join(lines)


def _frame_lines(traceback: TracebackType | None) -> list[str]:
    return [f"  {frame}" for frame in own_frames(traceback)]


def print_crash_report(error_type: type[BaseException], traceback: TracebackType | None) -> None:
    """Print the report on standard error; where that is closed, do nothing."""
    lines = [crash_message(error_type), *_frame_lines(traceback)]
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def _handle_uncaught(
    error_type: type[BaseException],
    _error: BaseException | None,
    traceback: TracebackType | None,
) -> None:
    if issubclass(error_type, SystemExit | KeyboardInterrupt):
        return
    _reported.append(error_type.__name__)
    print_crash_report(error_type, traceback)
