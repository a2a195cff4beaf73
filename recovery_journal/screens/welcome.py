"""Welcome: what this is, and the few things needed to begin."""

from __future__ import annotations

from collections.abc import Iterator
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
from recovery_journal.domain.invisible_characters import invisible_names_text
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _, current_language, use_language
from recovery_journal.messages import OpenPage
from recovery_journal.screens import OpeningScreen
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import ChoiceControl, FormSubmitted
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.form_rows import FormBody, choice_row, text_row
from recovery_journal.widgets.text_field import TextField


class WelcomeScreen(OpeningScreen):
    """Makes the journal; what was typed stays when something is not right."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Welcome")
    BINDINGS = [
        Binding("ctrl+s", "begin", N_("Begin"), id="welcome.begin", tooltip=N_("Make the journal")),
        Binding("down", "app.focus_next", N_("Next field"), id="welcome.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="welcome.before", show=False),
    ]

    _new_settings = Settings()
    _created = False

    def compose_body(self) -> ComposeResult:
        """Lay out the four lines and the fields."""
        with FormBody(id="page"):
            yield Static(Content(_intro_text()), id="about")
            yield from _welcome_rows()
            yield Static(id="strength", classes="muted", markup=False)
            yield Static(id="problem", classes="notice", markup=False)

    def on_mount(self) -> None:
        """Say what the passphrase means before a letter is typed."""
        self.rows.begin()
        self._show_strength()

    def draft(self) -> dict[str, Any] | None:
        """Say whether something was typed; the text itself stays only in the fields."""
        # The language is chosen, not typed.
        if self._created or not self.is_mounted or not self.rows.typed().keys() - {"language"}:
            return None
        return {"typed": True}

    @on(ChoiceControl.Changed)
    async def _change_language(self) -> None:
        """Speak the language that was chosen, at once; what was typed stays."""
        for name, default in (("language", current_language()), ("protected", True)):
            row = self.rows.get(name)
            if row is not None and row.control_value is None:  # one of the two holds in any case
                row.control_value = default
        language_row = self.rows.get("language")
        if language_row is None or language_row.control_value == current_language():
            return
        use_language(language_row.control_value)
        values = self.rows.control_values
        await self.recompose()
        for row in self.rows:
            row.control_value = values[row.field_name]
        self.set_focus(self.rows["language"].control)
        self.refresh_bindings()
        self._show_strength()

    @on(TextField.Changed)
    @on(ChoiceControl.Changed)
    def _show_strength(self) -> None:
        """Say how strong the passphrase is, or who could read a journal without one."""
        protected = bool(self.rows["protected"].control_value)
        self.rows["passphrase"].display = self.rows["again"].display = protected
        if protected:
            text = strength_text(self.rows["passphrase"].control_value or "")
            text += "\n" + _("If you lose it nobody can open this journal, not even us.")
        else:
            text = _(
                "Anyone who can use this account on this computer, or who gets a copy of "
                "the file, could then read everything in it."
            )
        self.show_text("#strength", text)

    @on(TextField.Submitted)
    @on(FormSubmitted)
    def _enter(self) -> None:
        """Enter goes on to the next field; in the last one it begins."""
        is_protected = self.rows["protected"].control_value
        if self.focused is self.rows["again" if is_protected else "protected"].control:
            self.action_begin()
        else:
            self.focus_next()

    def action_begin(self) -> None:
        """Make the journal, or say beside the field what is not right."""
        if self._is_opening:
            return
        self.rows.clear_errors()
        try:
            day_ends_at = _parse_time(self.rows["day_ends_at"].control_value or "")
            passphrase = self._passphrase()
            self._new_settings = settings_file.load().change(
                country=self.rows["country"].control_value, language=current_language()
            )
        except JournalError as error:
            self.show_open_error(error)
            return
        self.say(_("Making the journal…"), calm=True)
        name = self.rows["name"].control_value
        journal_settings = JournalSettings(name=name, day_ends_at=day_ends_at)
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
        if not self.rows["protected"].control_value:
            return None
        passphrase = self.rows["passphrase"].control_value
        if not passphrase:
            raise BadValue(_("Type a passphrase, or choose without."), field="passphrase")
        if passphrase != self.rows["again"].control_value:
            raise BadValue(_("The two are not the same yet."), field="again")
        return str(passphrase)

    def show_open_error(self, error: JournalError) -> None:
        """Say what is not right beside its field; what was typed stays."""
        row = self.rows.show_error(error)
        self.say("" if row is not None else error.message)
        if row is not None:
            row.control.focus()
            if isinstance(row.control, TextField):
                row.control.select_all()  # so that typing replaces it


def _welcome_rows() -> Iterator[FormRow]:
    yield text_row("name", _("Name or initials"), _("can stay empty"))
    languages = settings_file.language_names()
    if len(languages) > 1:
        yield choice_row("language", _("Language"), languages, value=current_language())
    hint = _("two letters, such as US: for the lines in Help now")
    country = settings_file.load().country or ""
    yield FormRow("country", _("Country"), TextField(country, placeholder=hint))
    yield FormRow("day_ends_at", _("My day ends at"), TextField("03:00"))
    options = ((True, _("with a passphrase")), (False, _("without")))
    yield choice_row("protected", _("Protected"), options, value=True)
    yield FormRow("passphrase", _("Passphrase"), TextField(password=True))
    yield FormRow("again", _("The same again"), TextField(password=True))


MIN_FAIR_LENGTH, MIN_LONG_LENGTH = 8, 14


def strength_text(passphrase: str) -> str:
    """Return how strong it is, and what in it cannot be seen."""
    return " ".join(filter(None, (_length_text(passphrase), invisible_names_text(passphrase))))


def _length_text(passphrase: str) -> str:
    """Return one sentence; length and variety are all that can honestly be judged here."""
    distinct_letters = len(set(passphrase.casefold()))
    word_count = len(passphrase.split())
    if not passphrase:
        return _("Several words that do not belong together make a good one.")
    if len(passphrase) < MIN_FAIR_LENGTH or distinct_letters < 5:
        return _("Short: a program could guess it in hours or less.")
    if len(passphrase) < MIN_LONG_LENGTH and word_count < 4:
        return _("Fair: it keeps out the curious. Another word or two would make guessing slow.")
    return _("Long: guessing would be slow, as long as the words are not a known phrase.")


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
