"""What the journal knows about one person, to read; changing it is on the command line so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from recovery_journal.domain.labels import label
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.palette import Spoken
from recovery_journal.report.entry_text import headline
from recovery_journal.report.plain import harmless
from recovery_journal.rules.days import median
from recovery_journal.rules.network import Placed
from recovery_journal.rules.states import GLYPHS, days_since, state_of
from recovery_journal.screens.map import facts
from recovery_journal.screens.map.asking import asked
from recovery_journal.words import N_, _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

LAST = 8
READ = 200
ENOUGH = 3
"""How many times a feeling was noted before its median is shown."""


class PersonPanel(Spoken, ModalScreen[None]):
    """One person: the careful things first, then the facts, the feeling after, the last entries."""

    CSS_PATH = Path(__file__).with_name("panel.tcss")
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [
        Binding("escape,enter", "back", N_("Back"), id="person.back",
                tooltip=N_("Back to the map")),
        Binding("r", "log('reached')", N_("Reached"), id="person.reached",
                tooltip=N_("Log that you reached this person")),
        Binding("t", "log('tried')", N_("Tried"), id="person.tried",
                tooltip=N_("Log that you tried to reach this person")),
    ]  # fmt: skip

    def __init__(self, journal: Journal, contact_id: int, today: date) -> None:
        super().__init__()
        self.today = today
        self.contact = journal.contacts.get(contact_id)
        tie = next(one for one in journal.contacts.ties(today) if one.contact.id == contact_id)
        self.placed = Placed(tie, state_of(tie, today), days_since(tie, today))
        self.details = journal.contacts.details(contact_id)
        self.records = journal.entries.with_contact(contact_id, READ)

    def compose(self) -> ComposeResult:
        """Lay out the facts."""
        with Vertical(classes="dialog"):
            yield Static(self._title(), classes="panel--title")
            with VerticalScroll():
                yield Static(facts.lines(self._parts()), markup=False)
        yield Footer(show_command_palette=False)

    def _title(self) -> Content:
        glyph = (f"{GLYPHS[self.placed.state]} ", f"$state-{self.placed.state}")
        name = (harmless(self.contact.name), "bold")
        return Content.assemble(glyph if self.contact.placed else "", name)

    def _parts(self) -> Iterable[Content]:
        """Yield everything that is known, part by part."""
        if self.contact.placed:
            yield from facts.about(self.placed, self.today)[1:]
        else:
            yield facts.unplaced(self.contact)
        if self.contact.note:
            yield Content.assemble((_("Note: "), "$text-muted"), harmless(self.contact.note))
        yield from self._ways()
        yield _head(_("How it usually felt after"))
        yield Content(felt_words(self.records))
        yield _head(_("Last entries"))
        if not self.records:
            yield Content.styled(
                _("Entries with this person will stand here. r logs one."), "$quiet"
            )
        for record in self.records[:LAST]:
            day = (f"{record.local_date.isoformat()}  ", "$text-muted")
            yield Content.assemble(day, harmless(headline(record)))

    def _ways(self) -> Iterable[Content]:
        """Yield phone, e-mail and address, which only this page shows."""
        if self.details:
            yield _head(_("Phone and address"))
        for detail in self.details:
            kind = (f"{label(detail.detail_kind)}  ", "$text-muted")
            yield Content.assemble(kind, harmless(detail.value))

    def action_back(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    def action_log(self, what: str) -> None:
        """Open Reached, filled in with this person."""
        self.post_message(asked(self.contact, what))
        self.dismiss(None)


def felt_words(records: Iterable[Record]) -> str:
    """Return the median of how it felt after, or how many more entries that needs."""
    felt = [
        one.felt_after
        for one in records
        if isinstance(one, ReachOut) and one.connected and one.felt_after is not None
    ]
    middle = median(felt)
    if middle is None or len(felt) < ENOUGH:
        needed = ENOUGH - len(felt)
        return ngettext(
            "Needs {needed} more entry with a feeling after (n = {n}).",
            "Needs {needed} more entries with a feeling after (n = {n}).",
            needed,
        ).format(needed=needed, n=len(felt))
    return _("{middle:+g} on the scale from -2 to +2 (median, n = {n})").format(
        middle=middle, n=len(felt)
    )


def _head(words: str) -> Content:
    return Content.assemble("\n", (words, "bold $text-muted"))
