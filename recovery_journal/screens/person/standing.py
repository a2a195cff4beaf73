"""How much contact there is now: as before, less, or none; each can be taken back."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.lists import Status
from recovery_journal.palette import Spoken
from recovery_journal.report.plain import harmless
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.words import N_, _


class Standing(Spoken, ModalScreen[Status | None]):
    """Three ways it may stand; the result is the one chosen, None for going back."""

    AUTO_FOCUS = "OptionList"
    again = "screen.standing"
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="standing.back", tooltip=N_("As it was")),
    ]

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact

    def compose(self) -> ComposeResult:
        """Lay out the question and the three ways."""
        name = harmless(self.contact.name)
        with Vertical(classes="dialog"):
            yield Static(Content(_("Contact with {name} now").format(name=name)), classes="title")
            ways = OptionList(
                *(
                    Option(Content.assemble((words, "bold"), "\n", (more, "$text-muted")), id=way)
                    for way, words, more in _ways()
                ),
                markup=False,
                compact=True,
            )
            ways.highlighted = [way for way, _w, _m in _ways()].index(self.contact.status)
            yield ways
            yield Static(
                Content(_("The history stays either way, and you can change this again.")),
                classes="quiet",
            )
        yield KeyLine()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        way = next(one for one, _words, _more in _ways() if one == event.option_id)
        self.dismiss(way)

    def action_back(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


def _ways() -> tuple[tuple[Status, str, str], ...]:
    """Return the three ways, in words that say what follows from each."""
    return (
        ("active", _("Contact"), _("On the map, and suggested when that fits.")),
        ("less_now", _("Less contact now"), _("On the map, and not suggested.")),
        ("ended", _("It has ended"), _("Off the map; in the list of people with h.")),
    )
