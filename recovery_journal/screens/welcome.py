"""Welcome: what this is, and the few things needed to begin."""

from __future__ import annotations

from datetime import time
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.messages import PageAsked
from recovery_journal.screens import Clock, NamedScreen
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import Choice, Submitted
from recovery_journal.widgets.opening import Opening
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.strength import strength_words
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, language, use_language


class WelcomeScreen(Opening, NamedScreen):
    """Makes the journal at ``path``; what was typed stays when something is not right."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Welcome")
    BINDINGS = [
        Binding("ctrl+s", "begin", N_("Begin"), id="welcome.begin", tooltip=N_("Make the journal")),
        Binding("down", "app.focus_next", N_("Next field"), id="welcome.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="welcome.before", show=False),
    ]

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__()
        self.path = path
        self.clock = clock
        self._begun: dict[str, Any] = {}
        self._chosen = Settings()
        self._made = False

    def compose_body(self) -> ComposeResult:
        """Lay out the four lines and the fields."""
        with Page(id="page"):
            yield Static(Content(_about()), id="about")
            yield Row("name", _("Name or initials"), TextField(placeholder=_("can stay empty")))
            named = settings_file.language_names()
            if len(named) > 1:
                yield Row("language", _("Language"), Choice(named, value=language()))
            country = settings_file.load().country or ""
            hint = _("two letters, such as US: for the lines in Help now")
            yield Row("country", _("Country"), TextField(country, placeholder=hint))
            yield Row("day_ends_at", _("My day ends at"), TextField("03:00"))
            kinds = ((True, _("with a passphrase")), (False, _("without")))
            yield Row("protected", _("Protected"), Choice(kinds, value=True))
            yield Row("passphrase", _("Passphrase"), TextField(password=True))
            yield Row("again", _("The same again"), TextField(password=True))
            yield Static(id="strength", classes="muted", markup=False)
            yield Static(id="problem", classes="notice", markup=False)

    def on_mount(self) -> None:
        """Say what the passphrase means before a letter is typed."""
        self._begun = self._raw()
        self._tell()

    def draft(self) -> dict[str, Any] | None:
        """Say whether something was typed; what it is stays in the fields alone."""
        if self._made or not self.is_mounted or self._raw() == self._begun:
            return None
        return {"typed": True}

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def _raw(self) -> dict[str, Any]:
        """Return what stands in the fields; the language is chosen, not typed."""
        rows = self._rows().items()
        return {name: row.raw for name, row in rows if name != "language"}

    @on(Choice.Changed)
    async def _speak(self) -> None:
        """Speak the language that was chosen, at once; what was typed stays."""
        rows = self._rows()
        for name, usual in (("language", language()), ("protected", True)):
            if name in rows and rows[name].raw is None:  # one of the two holds in any case
                rows[name].raw = usual
        chosen = rows.get("language")
        if chosen is None or chosen.raw == language():
            return
        use_language(chosen.raw)
        typed = self._raw()
        await self.recompose()
        rows = self._rows()
        for name, raw in typed.items():
            rows[name].raw = raw
        self.set_focus(rows["language"].control)
        self.refresh_bindings()
        self._tell()

    @on(TextField.Changed)
    @on(Choice.Changed)
    def _tell(self) -> None:
        """Say how strong the passphrase is, or who could read a journal without one."""
        rows = self._rows()
        protected = bool(rows["protected"].raw)
        rows["passphrase"].display = rows["again"].display = protected
        if protected:
            words = strength_words(rows["passphrase"].raw or "")
            words += "\n" + _("If you lose it nobody can open this journal, not even us.")
        else:
            words = _(
                "Anyone who can use this account on this computer, or who gets a copy of "
                "the file, could then read everything in it."
            )
        self.query_one("#strength", Static).update(Content(words))

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        """What was not right with a field is not said any more once it is another."""
        for row in self._rows().values():
            if row.control is event.control:
                row.say("")

    @on(TextField.Submitted)
    @on(Submitted)
    def _enter(self) -> None:
        """Enter goes on to the next field; in the last one it begins."""
        rows = self._rows()
        last = rows["again" if rows["protected"].raw else "protected"].control
        if self.focused is last:
            self.action_begin()
        else:
            self.focus_next()

    def action_begin(self) -> None:
        """Make the journal, or say beside the field what is not right."""
        if self._opening:
            return
        rows = self._rows()
        for row in rows.values():
            row.say("")
        try:
            ends = _time(rows["day_ends_at"].raw or "")
            passphrase = self._passphrase()
            self._chosen = settings_file.load().change(
                country=rows["country"].raw, language=language()
            )
        except JournalError as error:
            self.refused(error)
            return
        self._say(_("Making the journal…"), calm=True)
        kept = JournalSettings(name=rows["name"].raw, day_ends_at=ends)
        self.begin_opening(partial(self._make, passphrase, kept), PageAsked("first_people"))

    def _make(self, passphrase: str | None, kept: JournalSettings) -> Journal:
        """Make the journal, in a thread."""
        return Journal.create(self.path, passphrase, kept, clock=self.clock, from_any_thread=True)

    def on_journal_opened(self) -> None:
        """Keep the settings now that there is a journal; the App takes it from here."""
        self._made = True
        try:
            settings_file.save(self._chosen)
        except JournalError as error:  # the journal is there all the same
            self.app.notify(error.message, markup=False)

    def _passphrase(self) -> str | None:
        rows = self._rows()
        if not rows["protected"].raw:
            return None
        typed = rows["passphrase"].raw
        if not typed:
            raise BadValue(_("Type a passphrase, or choose without."), field="passphrase")
        if typed != rows["again"].raw:
            raise BadValue(_("The two are not the same yet."), field="again")
        return str(typed)

    def refused(self, error: JournalError) -> None:
        """Say what is not right beside its field; what was typed stays."""
        self._say("")
        row = self._rows().get(error.details.get("field", ""))
        if row is None:
            self._say(error.message)
        else:
            row.say(error.message)
            row.control.focus()
            if isinstance(row.control, TextField):
                row.control.select_all()  # so that typing replaces it

    def _say(self, sentence: str, *, calm: bool = False) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.set_class(not calm, "notice")


def _time(text: str) -> time:
    """Read when the day ends; raises BadValue."""
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        sentence = _("The end of the day is a time, such as 03:00.")
        raise BadValue(sentence, field="day_ends_at") from None


def _about() -> str:
    return "\n".join(
        (
            _("A private journal of your recovery and of the people around you."),
            _("You write down how it is and whom you reach; it shows what comes of it."),
            _("It is not treatment. Nobody watches it, and nothing is sent anywhere."),
            _("In an emergency: Help now, ctrl+g, from every screen."),
        )
    )
