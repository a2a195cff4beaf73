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
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _, current_language, use_language
from recovery_journal.messages import OpenPage
from recovery_journal.screens import NamedScreen
from recovery_journal.session import Session
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import ChoiceControl, FormSubmitted
from recovery_journal.widgets.form_body import FormBody
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.open_journal import OpenJournalMixin
from recovery_journal.widgets.passphrase_strength import strength_text
from recovery_journal.widgets.text_field import TextField


class WelcomeScreen(OpenJournalMixin, NamedScreen):
    """Makes the journal; what was typed stays when something is not right."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Welcome")
    BINDINGS = [
        Binding("ctrl+s", "begin", N_("Begin"), id="welcome.begin", tooltip=N_("Make the journal")),
        Binding("down", "app.focus_next", N_("Next field"), id="welcome.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="welcome.before", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._initial: dict[str, Any] = {}
        self._new_settings = Settings()
        self._created = False

    def compose_body(self) -> ComposeResult:
        """Lay out the four lines and the fields."""
        with FormBody(id="page"):
            yield Static(Content(_intro_text()), id="about")
            yield FormRow("name", _("Name or initials"), TextField(placeholder=_("can stay empty")))
            languages = settings_file.language_names()
            if len(languages) > 1:
                yield FormRow(
                    "language", _("Language"), ChoiceControl(languages, value=current_language())
                )
            country = settings_file.load().country or ""
            hint = _("two letters, such as US: for the lines in Help now")
            yield FormRow("country", _("Country"), TextField(country, placeholder=hint))
            yield FormRow("day_ends_at", _("My day ends at"), TextField("03:00"))
            options = ((True, _("with a passphrase")), (False, _("without")))
            yield FormRow("protected", _("Protected"), ChoiceControl(options, value=True))
            yield FormRow("passphrase", _("Passphrase"), TextField(password=True))
            yield FormRow("again", _("The same again"), TextField(password=True))
            yield Static(id="strength", classes="muted", markup=False)
            yield Static(id="problem", classes="notice", markup=False)

    def on_mount(self) -> None:
        """Say what the passphrase means before a letter is typed."""
        self._initial = self._field_values()
        self._show_strength()

    def draft(self) -> dict[str, Any] | None:
        """Say whether something was typed; the text itself stays only in the fields."""
        if self._created or not self.is_mounted or self._field_values() == self._initial:
            return None
        return {"typed": True}

    def _rows(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self.query(FormRow)}

    def _field_values(self) -> dict[str, Any]:
        """Return what stands in the fields; the language is chosen, not typed."""
        rows = self._rows().items()
        return {name: row.control_value for name, row in rows if name != "language"}

    @on(ChoiceControl.Changed)
    async def _change_language(self) -> None:
        """Speak the language that was chosen, at once; what was typed stays."""
        rows = self._rows()
        for name, default in (("language", current_language()), ("protected", True)):
            if (
                name in rows and rows[name].control_value is None
            ):  # one of the two holds in any case
                rows[name].control_value = default
        language_row = rows.get("language")
        if language_row is None or language_row.control_value == current_language():
            return
        use_language(language_row.control_value)
        values = self._field_values()
        await self.recompose()
        rows = self._rows()
        for name, value in values.items():
            rows[name].control_value = value
        self.set_focus(rows["language"].control)
        self.refresh_bindings()
        self._show_strength()

    @on(TextField.Changed)
    @on(ChoiceControl.Changed)
    def _show_strength(self) -> None:
        """Say how strong the passphrase is, or who could read a journal without one."""
        rows = self._rows()
        protected = bool(rows["protected"].control_value)
        rows["passphrase"].display = rows["again"].display = protected
        if protected:
            text = strength_text(rows["passphrase"].control_value or "")
            text += "\n" + _("If you lose it nobody can open this journal, not even us.")
        else:
            text = _(
                "Anyone who can use this account on this computer, or who gets a copy of "
                "the file, could then read everything in it."
            )
        self.query_one("#strength", Static).update(Content(text))

    @on(TextField.Changed)
    def _clear_error(self, event: TextField.Changed) -> None:
        """What was not right with a field is not said any more once it is another."""
        for row in self._rows().values():
            if row.control is event.control:
                row.show_error("")

    @on(TextField.Submitted)
    @on(FormSubmitted)
    def _enter(self) -> None:
        """Enter goes on to the next field; in the last one it begins."""
        rows = self._rows()
        last = rows["again" if rows["protected"].control_value else "protected"].control
        if self.focused is last:
            self.action_begin()
        else:
            self.focus_next()

    def action_begin(self) -> None:
        """Make the journal, or say beside the field what is not right."""
        if self._is_opening:
            return
        rows = self._rows()
        for row in rows.values():
            row.show_error("")
        try:
            day_ends_at = _parse_time(rows["day_ends_at"].control_value or "")
            passphrase = self._passphrase()
            self._new_settings = settings_file.load().change(
                country=rows["country"].control_value, language=current_language()
            )
        except JournalError as error:
            self.show_open_error(error)
            return
        self._say(_("Making the journal…"), calm=True)
        journal_settings = JournalSettings(name=rows["name"].control_value, day_ends_at=day_ends_at)
        self.start_opening(
            partial(self._create_journal, passphrase, journal_settings), OpenPage("first_people")
        )

    def _create_journal(self, passphrase: str | None, journal_settings: JournalSettings) -> Journal:
        """Make the journal, in a thread."""
        return Journal.create(
            self.session.path,
            passphrase,
            journal_settings,
            clock=self.session.clock,
            from_any_thread=True,
        )

    def on_journal_opened(self) -> None:
        """Keep the settings now that there is a journal; the App takes it from here."""
        self._created = True
        try:
            settings_file.save(self._new_settings)
        except JournalError as error:  # the journal is there all the same
            self.app.notify(error.message, markup=False)

    def _passphrase(self) -> str | None:
        rows = self._rows()
        if not rows["protected"].control_value:
            return None
        passphrase = rows["passphrase"].control_value
        if not passphrase:
            raise BadValue(_("Type a passphrase, or choose without."), field="passphrase")
        if passphrase != rows["again"].control_value:
            raise BadValue(_("The two are not the same yet."), field="again")
        return str(passphrase)

    def show_open_error(self, error: JournalError) -> None:
        """Say what is not right beside its field; what was typed stays."""
        self._say("")
        row = self._rows().get(error.details.get("field", ""))
        if row is None:
            self._say(error.message)
        else:
            row.show_error(error.message)
            row.control.focus()
            if isinstance(row.control, TextField):
                row.control.select_all()  # so that typing replaces it

    def _say(self, sentence: str, *, calm: bool = False) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.set_class(not calm, "notice")


def _parse_time(text: str) -> time:
    """Read when the day ends; raises BadValue."""
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        sentence = _("The end of the day is a time, such as 03:00.")
        raise BadValue(sentence, field="day_ends_at") from None


def _intro_text() -> str:
    return "\n".join(
        (
            _("A private journal of your recovery and of the people around you."),
            _("You write down how it is and whom you reach; it shows what comes of it."),
            _("It is not treatment. Nobody watches it, and nothing is sent anywhere."),
            _("In an emergency: Help now, ctrl+g, from every screen."),
        )
    )
