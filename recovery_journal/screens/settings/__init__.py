"""Settings: language, colours, keys, and the person's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.dates import weekday_short
from recovery_journal.domain import journal_settings
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, current_language, ngettext, using_language
from recovery_journal.keys.palette import action_key
from recovery_journal.messages import FormClosed, JournalChanged, SettingsChanged
from recovery_journal.screens import PageScreen
from recovery_journal.screens.settings.help_lines_dialog import HelpLinesDialog
from recovery_journal.screens.settings.key_list import KeyList
from recovery_journal.settings import Settings, language_names
from recovery_journal.theme import THEME_LABELS
from recovery_journal.widgets.choice import ChoiceControl, ChoiceOption, FormSubmitted
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.form_rows import FormBody, choice_row, text_row
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField

FILE_SETTINGS = ("language", "country", "theme", "motion")
"""What is needed before the passphrase, in the order in which it is offered.

Not ``lock_minutes``: nothing locks by itself yet, and a row here would promise it.
"""

LABELS = {
    "language": N_("Language"),
    "country": N_("Country"),
    "theme": N_("Theme"),
    "motion": N_("Motion"),
    "name": N_("My name"),
    "day_ends_at": N_("My day ends"),
    "first_weekday": N_("Week begins"),
    "meetings_per_week": N_("Meetings a week"),
    "words.return_to_use": N_("Return to use"),
    "words.goal": N_("My goal"),
    "words.day": N_("My day"),
}
HINTS = {
    "country": N_("two letters, such as US or NZ, for crisis lines"),
    "name": N_("a name or initials"),
    "day_ends_at": N_("a time from 00:00 to 12:00, such as 03:00"),
    "meetings_per_week": N_("how many you plan to go to"),
    "words.return_to_use": N_("your own words for a return to use"),
    "words.goal": N_("your own words for your goal"),
    "words.day": N_("your own words for a day with the goal met"),
}
EXPLANATIONS = {
    "day_ends_at": N_(
        "What is recorded before this time belongs to the day before. "
        "A change moves every entry to the day it then belongs to."
    )
}


class SettingsScreen(PageScreen):
    """The settings: a choice is saved at once, a text with Enter; unsaved text is a draft."""

    CSS_PATH = Path(__file__).with_name("settings.tcss")
    page = "settings"
    heading = N_("Settings")
    AUTO_FOCUS = ""
    _has_changes = False
    BINDINGS = [
        Binding("ctrl+s", "save", N_("Save"), id="settings.save",
                tooltip=N_("Save what is typed; Enter does it too")),
        Binding("f2", "change_keys", N_("Change keys"), id="settings.keys",
                tooltip=N_("Every action and its key")),
        Binding("f5", "own_lines", N_("Crisis lines"), id="settings.own-lines",
                tooltip=N_("Crisis lines of your own, for Help now")),
        Binding("f6", "locked_lines", N_("Lines while locked"), id="settings.locked-lines",
                tooltip=N_("What Help now shows while the journal is locked")),
        Binding("down", "app.focus_next", N_("Next setting"), id="settings.next", show=False,
                tooltip=N_("Go to the next setting")),
        Binding("up", "app.focus_previous", N_("Setting before"), id="settings.before", show=False,
                tooltip=N_("Go to the setting before")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Lay out the settings of the file, then those of the journal."""
        with FormBody():
            yield Static(id="kept", classes="quiet", markup=False)
            yield Static(Content(_("On this computer")), classes="title")
            yield Static(id="file", classes="quiet where", markup=False)
            yield from _setting_rows(FILE_SETTINGS)
            for action in ("change_keys", "own_lines", "locked_lines"):
                yield ActionLink("", f"screen.{action}", classes=f"way {action}")
            yield Static(Content(_("In the journal")), classes="title")
            note = _("Kept in the journal, behind your passphrase where it has one.")
            yield Static(Content(note), classes="quiet where")
            for row in _setting_rows(journal_settings.SETTING_KEYS):
                yield row
                if row.field_name in EXPLANATIONS:
                    yield Static(Content(_(EXPLANATIONS[row.field_name])), classes="quiet below")

    def on_mount(self) -> None:
        """Begin with the settings as they are, and with what was typed before."""
        self._fill()
        if draft := self.session.drafts.get(self.key):
            leftover = self.rows.restore(draft)
            message = _("What you typed before is still here, and not saved yet.")
            message = "\n".join(filter(None, (message, leftover)))
            self.show_text("#kept", message)
        self.query_one("#kept").display = bool(draft)
        self.set_focus(self.rows["language"].control, scroll_visible=False)

    def show_journal(self) -> None:
        """Show the settings as they are now; what is being typed stays."""
        self._fill()

    def _fill(self) -> None:
        file_settings, problem = settings_file.load_with_problem()
        current: dict[str, Any] = {name: getattr(file_settings, name) for name in FILE_SETTINGS}
        current |= journal_settings.setting_values(self.journal.settings)
        previous, self.rows.initial = (
            self.rows.initial,
            {
                name: value if name == "first_weekday" else _to_control_value(value)
                for name, value in current.items()
            },
        )
        for row in self.rows:
            if row.control_value == previous.get(row.field_name):
                row.control_value = self.rows.initial[row.field_name]
        path = settings_file.settings_path()
        file_note = _("Kept in {path}, readable without the passphrase.").format(path=path)
        self.show_text("#file", "\n".join(filter(None, (file_note, problem))))
        self._show_links(file_settings)

    def _show_links(self, file_settings: Settings) -> None:
        key_count, own_count, locked_count = map(
            len, (file_settings.keys, file_settings.extra_lines, file_settings.locked_lines)
        )
        links = {
            "change_keys": (
                _("Keys"), ngettext("{n} of your own", "{n} of your own", key_count),
                key_count, "settings.keys",
            ),
            "own_lines": (
                _("Crisis lines"), ngettext("{n} of your own", "{n} of your own", own_count),
                own_count, "settings.own-lines",
            ),
            "locked_lines": (
                _("While locked"),
                ngettext("{n} line of yours", "{n} lines of yours", locked_count),
                locked_count, "settings.locked-lines",
            ),
        }  # fmt: skip
        for action, (name, template, n, binding_id) in links.items():
            count_text = template.format(n=n) if n else _("none of your own")
            line = Content.assemble(
                (f"{name:<17} ", "$text-muted"),
                count_text,
                (f"  {action_key(self, binding_id)}", "$accent"),
            )
            self.show_text(f".{action}", line)

    # --- saving ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save where something was typed and is not saved."""
        return bool(self._has_changes) if action == "save" else True

    @on(TextField.Changed)
    def _typed(self) -> None:
        """Say how to save as soon as there is something to save, and until it is."""
        unsaved = self.draft() is not None
        if unsaved != self._has_changes:
            self._has_changes = unsaved
            self.refresh_bindings()

    @on(ChoiceControl.Changed)
    def _option_chosen(self) -> None:
        """Keep what was chosen; a text beside it waits for Enter."""
        for row in self.rows:
            if isinstance(row.control, ChoiceControl):
                if row.control_value is None:  # these have no "not recorded"
                    row.control_value = self.rows.initial[row.field_name]
                self._store(row)

    @on(TextField.Submitted)
    @on(FormSubmitted)
    def _text_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Keep everything that was typed."""
        for row in self.rows:
            self._store(row)

    def _store(self, row: FormRow) -> None:
        """Keep one setting, or say beside it why not."""
        name, raw = row.field_name, row.control_value
        row.show_error("")
        if raw == self.rows.initial[name]:
            return
        try:
            if name in FILE_SETTINGS:
                self._store_in_file(name, raw)
            else:
                text = None if raw is None else str(raw)
                self.journal.change_settings(
                    **journal_settings.setting_changes(self.journal.settings, name, text)
                )
                self.post_message(JournalChanged(_("Saved."), undoable=False))
        except JournalError as error:
            row.show_error(error.message)
            self.set_focus(row.control)
            return
        # What is saved may be written otherwise than it was typed: "us" is US.
        self.rows.initial[name] = raw
        self._fill()
        self._typed()
        if not self.draft():
            self.drop_draft(self.key)
            self.query_one("#kept").display = False

    def _store_in_file(self, name: str, raw: Any) -> None:
        default = getattr(Settings(), name)
        file_settings = settings_file.load().change(**{name: default if raw is None else raw})
        settings_file.save(file_settings)
        with using_language(file_settings.language if name == "language" else current_language()):
            self.post_message(JournalChanged(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(file_settings))

    # --- what was typed, and the lists ----------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved."""
        if not self.is_mounted:
            return self.session.drafts.get(self.key)
        return self.rows.typed() or None

    def action_back(self) -> None:
        """Go back; what was typed waits."""
        self.post_message(FormClosed(self.key, self.draft()))

    async def action_change_keys(self) -> None:
        """Show every action and its key."""
        await self.app.push_screen(KeyList(reopen_action="screen.change_keys"))

    async def action_own_lines(self) -> None:
        """Show the crisis lines of the person's own."""
        await self.app.push_screen(
            HelpLinesDialog(self.session.drafts, "extra_lines", reopen_action="screen.own_lines")
        )

    async def action_locked_lines(self) -> None:
        """Show the lines that Help now shows while locked."""
        await self.app.push_screen(
            HelpLinesDialog(
                self.session.drafts, "locked_lines", reopen_action="screen.locked_lines"
            )
        )


def _setting_rows(names: Iterable[str]) -> Iterator[FormRow]:
    """Return a row for each of these settings."""
    options: dict[str, Sequence[ChoiceOption]] = {
        "language": language_names(),
        "theme": [(code, _(theme_name)) for code, theme_name in THEME_LABELS.items()],
        "motion": ((True, _("on")), (False, _("off"))),
        "first_weekday": [(day, weekday_short(day)) for day in range(7)],
    }
    for name in names:
        if name in options:
            yield choice_row(name, _(LABELS[name]), options[name])
        else:
            yield text_row(name, _(LABELS[name]), _(HINTS[name]))


def _to_control_value(value: Any) -> Any:
    """Return a setting as its control holds it: a number in a text field is text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
