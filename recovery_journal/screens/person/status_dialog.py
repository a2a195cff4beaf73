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

from recovery_journal.domain.choices import ContactStatus
from recovery_journal.domain.contact import Contact
from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import escape_control
from recovery_journal.textual_compat import LocalizedBindings
from recovery_journal.widgets.key_bar import KeyBar


class StatusDialog(LocalizedBindings, ModalScreen[ContactStatus | None]):
    """Three ways it may stand; the result is the one chosen, None for going back."""

    AUTO_FOCUS = "OptionList"
    reopen_action = "screen.standing"
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="standing.back", tooltip=N_("As it was")),
    ]

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact

    def compose(self) -> ComposeResult:
        """Lay out the question and the three ways."""
        name = escape_control(self.contact.name)
        with Vertical(classes="dialog"):
            yield Static(Content(_("Contact with {name} now").format(name=name)), classes="title")
            option_list = OptionList(
                *(
                    Option(
                        Content.assemble((title, "bold"), "\n", (description, "$text-muted")),
                        id=status,
                    )
                    for status, title, description in _status_options()
                ),
                markup=False,
                compact=True,
            )
            option_list.highlighted = [status for status, _w, _m in _status_options()].index(
                self.contact.status
            )
            yield option_list
            yield Static(
                Content(_("The history stays either way, and you can change this again.")),
                classes="quiet",
            )
        yield KeyBar()

    @on(OptionList.OptionSelected)
    def _option_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        status = next(
            candidate
            for candidate, _title, _description in _status_options()
            if candidate == event.option_id
        )
        self.dismiss(status)

    def action_back(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


def _status_options() -> tuple[tuple[ContactStatus, str, str], ...]:
    """Return the three ways, in words that say what follows from each."""
    return (
        ("active", _("Contact"), _("On the map, and suggested when that fits.")),
        ("less_now", _("Less contact now"), _("On the map, and not suggested.")),
        ("ended", _("It has ended"), _("Off the map; in the list of people with h.")),
    )
