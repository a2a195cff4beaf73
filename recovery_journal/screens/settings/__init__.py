"""Settings: language, colours, keys, and the person's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain import journal_values
from recovery_journal.errors import JournalError
from recovery_journal.messages import FormClosed, JournalWritten, SettingsChanged
from recovery_journal.palette import in_own_keys
from recovery_journal.screens import PageScreen
from recovery_journal.screens.settings.keys import KeyList
from recovery_journal.screens.settings.lines import Lines
from recovery_journal.screens.settings.rows import BELOW, IN_FILE, as_raw, file_values, rows
from recovery_journal.settings import Settings
from recovery_journal.widgets.choice import Choice, Submitted
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.row import Row, left_words, put_back
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, language, ngettext, speaking


class SettingsScreen(PageScreen):
    """A choice is kept at once, a text with Enter; what is typed and not kept waits."""

    CSS_PATH = Path(__file__).with_name("settings.tcss")
    page = "settings"
    heading = N_("Settings")
    AUTO_FOCUS = ""
    _unsaved = False
    BINDINGS = [
        Binding(
            "ctrl+s", "save", N_("Save"), id="settings.save",
            tooltip=N_("Save what is typed; Enter does it too"),
        ),
        Binding(
            "f2", "change_keys", N_("Change keys"), id="settings.keys",
            tooltip=N_("Every action and its key"),
        ),
        Binding(
            "f5", "own_lines", N_("Crisis lines"), id="settings.own-lines",
            tooltip=N_("Crisis lines of your own, for Help now"),
        ),
        Binding(
            "f6", "locked_lines", N_("Lines while locked"), id="settings.locked-lines",
            tooltip=N_("What Help now shows while the journal is locked"),
        ),
        Binding(
            "down", "app.focus_next", N_("Next setting"), id="settings.next", show=False,
            tooltip=N_("Go to the next setting"),
        ),
        Binding(
            "up", "app.focus_previous", N_("Setting before"), id="settings.before", show=False,
            tooltip=N_("Go to the setting before"),
        ),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Lay out what is kept in the file, then what is kept in the journal."""
        with Page():
            yield Static(id="kept", classes="quiet", markup=False)
            yield Static(Content(_("On this computer")), classes="title")
            yield Static(id="file", classes="quiet where", markup=False)
            yield from rows(IN_FILE)
            for action in ("change_keys", "own_lines", "locked_lines"):
                yield Link("", f"screen.{action}", classes=f"way {action}")
            yield Static(Content(_("In the journal")), classes="title")
            where = _("Kept in the journal, behind your passphrase where it has one.")
            yield Static(Content(where), classes="quiet where")
            for row in rows(journal_values.KEYS):
                yield row
                if row.field_name in BELOW:
                    yield Static(Content(_(BELOW[row.field_name])), classes="quiet below")

    def on_mount(self) -> None:
        """Begin with the settings as they are, and with what was typed before."""
        self._stored: dict[str, Any] = {}
        self._fill()
        if kept := self._drafts().get(self.key):
            left = left_words(put_back(self._rows(), kept))
            said = _("What you typed before is still here, and not saved yet.")
            said = "\n".join(filter(None, (said, left)))
            self.query_one("#kept", Static).update(Content(said))
        self.query_one("#kept").display = bool(kept)
        self.set_focus(self._rows()["language"].control, scroll_visible=False)

    def _drafts(self) -> dict[str, dict[str, Any]]:
        """Return what was typed on screens that are not there now."""
        return getattr(self.app, "drafts", {})

    def show_journal(self) -> None:
        """Show the settings as they are now; what is being typed stays."""
        self._fill()

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def _fill(self) -> None:
        chosen, problem = settings_file.load_with_problem()
        inside = journal_values.values(self.journal.settings)
        now = file_values(chosen) | {
            name: value if name == "first_weekday" else as_raw(value)
            for name, value in inside.items()
        }
        before, self._stored = self._stored, now
        for name, row in self._rows().items():
            if row.raw == before.get(name):
                row.raw = now[name]
        path = settings_file.settings_path()
        where = _("Kept in {path}, readable without the passphrase.").format(path=path)
        self.query_one("#file", Static).update(Content("\n".join(filter(None, (where, problem)))))
        self._show_ways(chosen)

    def _show_ways(self, chosen: Settings) -> None:
        keys, own, locked = map(len, (chosen.keys, chosen.extra_lines, chosen.locked_lines))
        ways = {
            "change_keys": (
                _("Keys"), ngettext("{n} of your own", "{n} of your own", keys), keys, "f2",
            ),
            "own_lines": (
                _("Crisis lines"), ngettext("{n} of your own", "{n} of your own", own), own, "f5",
            ),
            "locked_lines": (
                _("While locked"), ngettext("{n} line of yours", "{n} lines of yours", locked),
                locked, "f6",
            ),
        }  # fmt: skip
        for action, (name, words, n, key) in ways.items():
            said = words.format(n=n) if n else _("none of your own")
            line = Content.assemble(
                (f"{name:<17} ", "$text-muted"), said, (in_own_keys(self, f"  {key}"), "$accent")
            )
            self.query_one(f".{action}", Link).update(line)

    # --- saving ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save where something was typed and is not saved."""
        return bool(self._unsaved) if action == "save" else True

    @on(TextField.Changed)
    def _typed(self) -> None:
        """Say how to save as soon as there is something to save, and until it is."""
        unsaved = self.draft() is not None
        if unsaved != self._unsaved:
            self._unsaved = unsaved
            self.refresh_bindings()

    @on(Choice.Changed)
    def _chosen(self) -> None:
        """Keep what was chosen; a text beside it waits for Enter."""
        for row in self.query(Row):
            if isinstance(row.control, Choice):
                if row.raw is None:
                    row.raw = self._stored[row.field_name]  # these have no "not recorded"
                self._keep(row)

    @on(TextField.Submitted)
    @on(Submitted)
    def _entered(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Keep everything that was typed."""
        for row in self.query(Row):
            self._keep(row)

    def _keep(self, row: Row) -> None:
        """Keep one setting, or say beside it why not."""
        name, raw = row.field_name, row.raw
        row.say("")
        if raw == self._stored[name]:
            return
        try:
            if name in IN_FILE:
                self._keep_in_file(name, raw)
            else:
                text = None if raw is None else str(raw)
                self.journal.change_settings(
                    **journal_values.change(self.journal.settings, name, text)
                )
                self.post_message(JournalWritten(_("Saved."), undoable=False))
        except JournalError as error:
            row.say(error.message)
            self.set_focus(row.control)
            return
        # What is kept may be written otherwise than it was typed: "us" is US.
        self._stored[name] = raw
        self._fill()
        self._typed()
        if not self.draft():
            self.drop_draft(self.key)
            self.query_one("#kept").display = False

    def _keep_in_file(self, name: str, raw: Any) -> None:
        usual = getattr(Settings(), name)
        chosen = settings_file.load().change(**{name: usual if raw is None else raw})
        settings_file.save(chosen)
        with speaking(chosen.language if name == "language" else language()):
            self.post_message(JournalWritten(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(chosen))

    # --- what was typed, and the lists ----------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not kept."""
        if not self.is_mounted:
            return self._drafts().get(self.key)
        now = {name: row.raw for name, row in self._rows().items()}
        return {name: raw for name, raw in now.items() if raw != self._stored.get(name)} or None

    def action_back(self) -> None:
        """Go back; what was typed waits."""
        self.post_message(FormClosed(self.key, self.draft()))

    async def action_change_keys(self) -> None:
        """Show every action and its key."""
        await self.app.push_screen(KeyList(again="screen.change_keys"))

    async def action_own_lines(self) -> None:
        """Show the crisis lines of the person's own."""
        await self.app.push_screen(Lines("extra_lines", again="screen.own_lines"))

    async def action_locked_lines(self) -> None:
        """Show the lines that Help now shows while locked."""
        await self.app.push_screen(Lines("locked_lines", again="screen.locked_lines"))
