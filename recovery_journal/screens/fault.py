"""What is left on the screen after a fault of the program: no text of anyone's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recovery_journal.words import _

if TYPE_CHECKING:
    from types import TracebackType


def crash_report(error: BaseException | None) -> str:
    """Return what is printed after a fault: its kind and our own lines, no text of anyone's."""
    lines = [_("The journal closed because of a fault in the program. What was saved is safe.")]
    if error is not None:
        lines.append(type(error).__name__)
        lines += _frames(error.__traceback__)
    lines.append(_("This stays on your screen: it was not sent anywhere."))
    return "\n".join(lines)


def _frames(traceback: TracebackType | None) -> list[str]:
    """Return place and function of each step in our own code."""
    home = Path(__file__).parents[1]
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        place = Path(code.co_filename)
        if place.is_relative_to(home):
            found.append(f"  {place.relative_to(home)}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found
