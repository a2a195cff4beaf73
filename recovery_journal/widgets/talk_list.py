"""What to talk about next session: each line can be marked as talked about, or struck."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from recovery_journal.i18n import N_
from recovery_journal.widgets.page_list import PageList


class TalkList(PageList):
    """The open lines; ``Closed`` says what is to become of the one under the cursor."""

    @dataclass(eq=False, repr=False)
    class Closed(Message):
        """A line was talked about, or ``is_removed`` because it need not be."""

        item_id: int
        is_removed: bool

    DEFAULT_CSS = """
    TalkList { text-wrap: wrap; }
    """
    BINDINGS = [
        Binding(
            "d", "close(False)", N_("Talked about"), id="talk.done",
            tooltip=N_("Mark the line under the cursor as talked about"),
        ),
        Binding(
            "x", "close(True)", N_("Strike"), id="talk.strike",
            tooltip=N_("Take the line under the cursor off the list"),
        ),
    ]  # fmt: skip

    def action_close(self, is_removed: bool) -> None:
        """Take the line under the cursor off the list, one way or the other."""
        if self.current_key is not None:
            self.post_message(self.Closed(self.current_key, is_removed))
