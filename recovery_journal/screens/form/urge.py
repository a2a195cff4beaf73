"""Urge: log an episode, or have company through it.

It opens on these two. A digit is the peak already, and goes straight on logging.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual import on
from textual.binding import Binding
from textual.widget import Widget

from recovery_journal.forms.form_spec import FormSpec
from recovery_journal.forms.record_forms import LIVED_URGE
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormClosed, OpenPage
from recovery_journal.screens.form import FormScreen
from recovery_journal.session import Session
from recovery_journal.widgets.choice_menu import ChoiceMenu, MenuItem
from recovery_journal.widgets.form_rows import FormBody
from recovery_journal.widgets.scale import Scale


class UrgeScreen(FormScreen):
    """An urge: how strong, what set it off, what was done. Every field can be left.

    ``preset`` may hold ``minutes``, the time of an urge that was lived through here,
    and ``reach_out``, the id of what it led to.
    """

    heading = N_("Urge")
    BINDINGS = [
        Binding("l", "log", N_("Log it"), id="urge.log", show=False, tooltip=N_("Write it down")),
        Binding(
            "s", "stay", N_("Stay with me"), id="urge.stay",
            tooltip=N_("A slow breathing pace, the time, and who could be reached"),
        ),
    ]  # fmt: skip

    _hidden_widgets: Sequence[Widget] = ()
    is_choosing = False
    """Whether the two ways are what is shown."""

    def __init__(
        self,
        session: Session,
        spec: FormSpec,
        preset: Mapping[str, Any],
        entry: int | None = None,
    ) -> None:
        self.from_hard_moment = entry is None and "minutes" in preset
        super().__init__(session, LIVED_URGE if self.from_hard_moment else spec, preset, entry)

    @property
    def key(self) -> str:
        """The name of the draft; an urge lived through here is another than one typed before."""
        return "urge:lived" if self.from_hard_moment else super().key

    def first_rows(self) -> Iterable[Widget]:
        """Return the two ways; where something is known already, the rows."""
        self.is_choosing = not (self.preset or self.stored_draft or self.entry is not None)
        if not self.is_choosing:
            return super().first_rows()
        log = MenuItem("log", "l", _("Log it"), _("Write it down. A digit begins: 0 to 10."))
        stay = MenuItem(
            "stay", "s", _("Stay with me"), _("A slow breath, the time, people to reach.")
        )
        return (ChoiceMenu((log, stay)),)

    def place_cursor(self) -> None:
        """Begin with the two ways; where something is known already, with its rows."""
        if not self.is_choosing:
            super().place_cursor()
            return
        menu = self.query_one(ChoiceMenu)
        # Out of sight, and out of the way of tab, until the person chooses.
        self._hidden_widgets = [
            widget
            for widget in self.query_one(FormBody).children
            if widget.display and widget != menu
        ]
        for widget in self._hidden_widgets:
            widget.display = False
        self.set_focus(menu)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the rows only once they are there."""
        if action in {"save", "fold", "past", "empty"} and self.is_choosing:
            return False
        if action == "log":
            return self.is_choosing
        if action == "stay":
            return self.entry is None and not self.from_hard_moment
        return super().check_action(action, parameters)

    async def action_log(self) -> None:
        """Show the rows, the peak first."""
        if not self.is_choosing:
            return
        self.is_choosing = False
        await self.add_rows(
            self.query_one(FormBody), self.spec.rows(self.journal), before=self.rows["when"]
        )
        for widget in self._hidden_widgets:
            widget.display = True
        self.query_one(ChoiceMenu).display = False
        self.rows.focus("peak")
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Close with the draft stored, and open the hard moment page."""
        self.post_message(FormClosed(self.key, self.draft()))
        self.post_message(OpenPage("hard_moment"))

    @on(ChoiceMenu.Digit)
    async def _digit(self, event: ChoiceMenu.Digit) -> None:
        """Go straight on logging: the digit is the peak."""
        await self.action_log()
        peak = self.rows["peak"].control
        if isinstance(peak, Scale):
            peak.on_key(event.key)

    @on(ChoiceMenu.Chosen)
    async def _choose(self, event: ChoiceMenu.Chosen) -> None:
        if event.item_name == "stay":
            self.action_stay()
        else:
            await self.action_log()
