"""Urge: log an episode, or have company through it.

It opens on these two. A digit is the peak already, and goes straight on logging.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, get_args

from textual import on
from textual.binding import Binding
from textual.widget import Widget

from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import Acted, Function, PlaceKind, WithWhom
from recovery_journal.domain.urge import FIELDS, Urge
from recovery_journal.errors import BadValue
from recovery_journal.messages import FormClosed, PageAsked
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import marked, people, words_for
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.widgets.ways import Way, Ways
from recovery_journal.words import N_, _


class UrgeScreen(FormScreen):
    """An urge: how strong, what set it off, what was done. Every field can be left.

    ``given`` may hold ``minutes``, the time of an urge that was lived through here,
    and ``reach_out``, the id of what it led to.
    """

    heading = N_("Urge")
    form = "urge"
    fields = FIELDS
    more = N_("how long, about what, where, acted, what followed, a note")
    BINDINGS = [
        Binding("l", "log", N_("Log it"), id="urge.log", show=False, tooltip=N_("Write it down")),
        Binding(
            "s", "stay", N_("Stay with me"), id="urge.stay",
            tooltip=N_("A slow breathing pace, the time, and who could be reached"),
        ),
    ]  # fmt: skip

    _hidden: Sequence[Widget] = ()
    choosing = False
    """Whether the two ways are what is shown."""

    @property
    def key(self) -> str:
        """The name of the draft; an urge lived through here is another than one typed before."""
        return "urge:lived" if self.lived else super().key

    @property
    def lived(self) -> bool:
        """Whether the urge was lived through on the page that stays."""
        return self.entry is None and "minutes" in self.given

    def rows(self) -> Iterable[Widget]:
        """Return the two ways; where something is known already, the rows."""
        self.choosing = not (self.given or self.kept or self.entry is not None)
        if not self.choosing:
            yield from self._log_rows()
            return
        yield Ways(
            (
                Way("log", "l", _("Log it"), _("Write it down. A digit begins: 0 to 10.")),
                Way(
                    "stay", "s", _("Stay with me"),
                    _("A slow breath, the time, people to reach."),
                ),
            )
        )  # fmt: skip

    def _log_rows(self) -> Iterable[Row]:
        """Return peak, triggers, with whom, coping and after."""
        none, strongest = _("none"), _("strongest")
        lists = self.journal.lists
        triggers = [(one.name, label(one.name)) for one in lists.triggers()]
        copings = [(one.name, label(one.name)) for one in lists.copings()]
        yield Row("peak", _("At its peak"), Scale(0, 10, (none, "", strongest)), FIELDS["peak"])
        yield Row(
            "triggers", _("What set it off"),
            Picker(triggers, own=True, placeholder=_("type: conflict, lonely, a word of your own")),
        )  # fmt: skip
        yield Row("with_whom", _("I was"), Choice(words_for(get_args(WithWhom))))
        yield Row(
            "coping", _("What I did"),
            Picker(
                copings, own=True, marks=(-1, 2),
                placeholder=_("type, and how it helped, -1 to 2: breathing 2"),
            ),
        )  # fmt: skip
        now = _("How it is now") if self.lived else _("Afterwards")
        yield Row("after", now, Scale(0, 10, (none, "", strongest)), FIELDS["after"])
        if self.lived:
            yield self._minutes()

    def more_rows(self) -> Iterable[Widget]:
        """Return the circumstances."""
        folk = [(one.id, one.name) for one in self.journal.contacts.all()]
        if not self.lived:
            yield self._minutes()
        yield Row("about", _("About"), TextField(placeholder=_("your own word for it")))
        yield Row("contacts", _("With"), Picker(folk, placeholder=_("type a name")))
        yield Row(
            "control", _("Control I felt"),
            Scale(0, 10, (_("none"), "", _("full"))), FIELDS["control"],
        )  # fmt: skip
        yield Row("place_kind", _("Kind of place"), Choice(words_for(get_args(PlaceKind))))
        yield Row("place", _("Place"), TextField())
        yield Row("thing", _("Thing"), TextField())
        yield Row("thought", _("Thought"), TextField())
        yield Row("other_view", _("Another view"), TextField())
        yield Row("function", _("It promised"), Choice(words_for(get_args(Function)), many=True))
        yield Row("acted", _("Acted on it"), Choice(words_for(get_args(Acted))))
        yield Row("short_term", _("Right after"), TextField())
        yield Row("longer_term", _("Later"), TextField())
        yield Row("next_time", _("Next time"), TextField())

    def _minutes(self) -> Row:
        return Row("minutes", _("Minutes"), TextField(), FIELDS["minutes"])

    def on_mount(self) -> None:
        """Begin with the two ways; where something is known already, with its rows."""
        super().on_mount()
        if not self.choosing:
            self.begin_at(self._rows()["after" if self.lived else "peak"])
            return
        ways = self.query_one(Ways)
        # Out of sight, and out of the way of tab, until the person chooses.
        self._hidden = [one for one in self.query_one(Page).children if one.display and one != ways]
        for one in self._hidden:
            one.display = False
        self.set_focus(ways)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the rows only once they are there."""
        if action in {"save", "fold", "past", "empty"} and self.choosing:
            return False
        if action == "log":
            return self.choosing
        if action == "stay":
            return self.entry is None and not self.lived
        return super().check_action(action, parameters)

    async def action_log(self) -> None:
        """Show the rows, the peak first."""
        if not self.choosing:
            return
        rows = [*self._log_rows()]
        self.choosing = False
        await self.add_rows(self.query_one(Page), rows, before=self._rows()["when"])
        for one in self._hidden:
            one.display = True
        self.query_one(Ways).display = False
        self.begin_at(self._rows()["peak"])
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Close, keeping what was typed, and open the page that stays."""
        self.post_message(FormClosed(self.key, self.draft()))
        self.post_message(PageAsked("hard_moment"))

    @on(Ways.Digit)
    async def _digit(self, event: Ways.Digit) -> None:
        """Go straight on logging: the digit is the peak."""
        await self.action_log()
        peak = self._rows()["peak"].control
        if isinstance(peak, Scale):
            peak.on_key(event.key)

    @on(Ways.Chosen)
    async def _choose(self, event: Ways.Chosen) -> None:
        if event.way == "stay":
            self.action_stay()
        else:
            await self.action_log()

    def record(self, values: dict[str, Any], when: datetime) -> Urge:
        """Make the record of the episode."""
        if not values:
            raise BadValue(_("One field is enough: a digit for the peak, say."), field="peak")
        if "triggers" in values:
            values["triggers"] = tuple(one.key for one in values["triggers"])
        if "coping" in values:
            values["coping"] = marked(values["coping"])
        if "contacts" in values:
            values["contacts"] = people(values["contacts"])
        if self.entry is None and (led_to := self.given.get("reach_out")) is not None:
            values["reach_out"] = led_to
        return Urge(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
