"""Every action and its key, to be changed in place."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.keys.keymap import (
    HELP_KEY,
    HELP_NOW,
    KeyAction,
    keys_label,
    normalize_key,
    parse_keys,
)
from recovery_journal.keys.registry import all_actions, key_change_problem
from recovery_journal.messages import JournalChanged, SettingsChanged
from recovery_journal.widgets.dialogs import Dialog
from recovery_journal.widgets.page_list import LineList

WIDE_COLUMNS, NARROW_COLUMNS = (18, 24), (12, 20)
"""Columns of the keys and of the name, and where the terminal is narrow."""
WIDE_FROM = 72
"""Columns from which it is not."""


class KeyList(Dialog[None]):
    """Enter on an action, then the new key; backspace puts the usual key back."""

    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="key-list.back", tooltip=N_("Close the list")),
        Binding("backspace,delete", "usual", N_("Usual key"), id="key-list.usual",
                tooltip=N_("Put back the usual key of the action under the cursor")),
    ]  # fmt: skip

    def __init__(self, *, reopen_action: str) -> None:
        super().__init__()
        self.reopen_action = reopen_action
        self.actions = all_actions()
        self.pending_action: KeyAction | None = None
        self.problem: tuple[str, str] = ("", "")  # the action a sentence is about, and the sentence

    def takes_key(self, key: str, binding: Binding) -> bool:
        """While a new key is asked for, every key but the one to Help now is an answer."""
        return self.pending_action is None or (key == HELP_KEY and binding.id == HELP_NOW)

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the list and the line that says what is asked."""
        yield Static(Content(_("Keys")), classes="title")
        explanation = _("Kept in the settings file. Enter changes a key, backspace puts it back.")
        yield Static(Content(explanation), classes="quiet")
        yield LineList()
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """Show every action."""
        self._show()
        self.set_focus(self.query_one(LineList))

    def _show(self) -> None:
        """Write every line anew; the cursor and the place stay."""
        items = self.query_one(LineList)
        top = items.scroll_y
        user_keys = settings_file.load().keys
        items.show([(action, self._action_line(action, user_keys)) for action in self.actions])
        items.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lay the columns out for the room there is."""
        self._show()

    @property
    def _columns(self) -> tuple[int, int]:
        return NARROW_COLUMNS if self.size.width < WIDE_FROM else WIDE_COLUMNS

    def _action_line(self, action: KeyAction, user_keys: dict[str, str]) -> Content:
        keys_width, name_width = self._columns
        action_keys = parse_keys(action.id, user_keys.get(action.id, ""))
        keys = keys_label(action_keys or action.keys)
        style = "$accent bold" if action_keys else "$accent"
        if self.pending_action is not None and self.pending_action.id == action.id:
            keys, style = _("press a key"), "bold"
        where = _(action.location) if action.location else _("everywhere")
        mark = "*" if action_keys else " "
        line = Content.assemble(
            (_pad_cell(f"{mark}{keys}", keys_width), style),
            _pad_cell(_(action.name), name_width),
            (where, "$text-muted"),
        )
        action_id, sentence = self.problem
        if action_id != action.id:
            return line
        return Content.assemble(line, "\n", (" " * keys_width + sentence, "$notice"))

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(OptionList.OptionSelected)
    def _ask(self, event: OptionList.OptionSelected) -> None:
        action = self.actions[event.option_index]
        self.pending_action, self.problem = action, ("", "")
        sentence = _("Press the new key for: {action}. esc leaves it as it is.")
        self._say(sentence.format(action=_(action.name)))
        self._show()
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for."""
        if self.pending_action is None:
            return
        event.stop()
        event.prevent_default()
        action, self.pending_action = self.pending_action, None
        self._say("")
        if event.key != "escape":
            self._assign_key(action, normalize_key(event.key) or event.key)
        self._show()
        self.refresh_bindings()

    def _assign_key(self, action: KeyAction, key: str) -> None:
        keys = dict(settings_file.load().keys)
        if sentence := key_change_problem(action.id, key, keys):
            self.problem = (action.id, sentence)
            return
        keys[action.id] = key
        if (key,) == action.keys:
            del keys[action.id]
        self._store(keys)

    def action_usual(self) -> None:
        """Put the usual key back, unless another action has it now."""
        action: KeyAction | None = self.query_one(LineList).key
        keys = dict(settings_file.load().keys)
        if action is None or action.id not in keys:
            return
        del keys[action.id]
        if sentence := key_change_problem(action.id, ",".join(action.keys), keys):
            self.problem = (action.id, sentence)
        else:
            self._store(keys)
        self._show()

    def _store(self, keys: dict[str, str]) -> None:
        try:
            file_settings = settings_file.load().change(keys=keys)
            settings_file.save(file_settings)
        except JournalError as error:
            self._say(error.message)
            return
        self.problem = ("", "")
        self.post_message(JournalChanged(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(file_settings))


def _pad_cell(text: str, width: int) -> str:
    """Return words in a column of their own, however long they are."""
    content = Content(text)
    return text + " " * max(width - content.cell_length, 1)
