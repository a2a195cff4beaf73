"""Every action and its key, to be changed in place."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recovery_journal import settings as settings_file
from recovery_journal.actions import every_action, problem_with
from recovery_journal.errors import JournalError
from recovery_journal.keymap import HELP_KEY, HELP_NOW, Action, keys_words, own_keys, plain_key
from recovery_journal.messages import JournalWritten, SettingsChanged
from recovery_journal.palette import Spoken
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.words import N_, _

WIDE, NARROW = (18, 24), (12, 20)
"""Columns of the keys and of the name, and where the terminal is narrow."""
NORMAL = 72
"""Columns from which it is not."""


class KeyList(Spoken, ModalScreen[None]):
    """Enter on an action, then the new key; backspace puts the usual key back."""

    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="key-list.back", tooltip=N_("Close the list")),
        Binding(
            "backspace,delete", "usual", N_("Usual key"), id="key-list.usual",
            tooltip=N_("Put back the usual key of the action under the cursor"),
        ),
    ]  # fmt: skip

    def __init__(self, *, again: str) -> None:
        super().__init__()
        self.again = again
        self.actions = every_action()
        self.asking: Action | None = None
        self.wrong: tuple[str, str] = ("", "")  # the action a sentence is about, and the sentence

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """While a new key is asked for, every key but the one to Help now is an answer."""
        chain = super()._binding_chain
        if self.asking is None:
            return chain
        return [
            (
                node,
                BindingsMap.from_keys(
                    {
                        key: kept
                        for key, bindings in map_.key_to_bindings.items()
                        if key == HELP_KEY and (kept := [b for b in bindings if b.id == HELP_NOW])
                    }
                ),
            )
            for node, map_ in chain
        ]

    def compose(self) -> ComposeResult:
        """Lay out the list and the line that says what is asked."""
        with Vertical(classes="dialog"):
            yield Static(Content(_("Keys")), classes="title")
            about = _("Kept in the settings file. Enter changes a key, backspace puts it back.")
            yield Static(Content(about), classes="quiet")
            yield OptionList(compact=True)
            yield Static(id="said", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show every action."""
        self._show()
        items = self.query_one(OptionList)
        items.highlighted = 0
        self.set_focus(items)

    def _show(self) -> None:
        """Write every line anew; the cursor and the place stay."""
        items = self.query_one(OptionList)
        at, top = items.highlighted, items.scroll_y
        chosen = settings_file.load().keys
        items.set_options(Option(self._line(one, chosen)) for one in self.actions)
        items.highlighted = at
        items.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lay the columns out for the room there is."""
        self._show()

    @property
    def _columns(self) -> tuple[int, int]:
        return NARROW if self.size.width < NORMAL else WIDE

    def _line(self, action: Action, chosen: dict[str, str]) -> Content:
        keys_wide, name_wide = self._columns
        own = own_keys(action.id, chosen.get(action.id, ""))
        keys = keys_words(own or action.keys)
        style = "$accent bold" if own else "$accent"
        if self.asking is not None and self.asking.id == action.id:
            keys, style = _("press a key"), "bold"
        where = _(action.where) if action.where else _("everywhere")
        mark = "*" if own else " "
        line = Content.assemble(
            (_cell(f"{mark}{keys}", keys_wide), style),
            _cell(_(action.name), name_wide),
            (where, "$text-muted"),
        )
        about, sentence = self.wrong
        if about != action.id:
            return line
        return Content.assemble(line, "\n", (" " * keys_wide + sentence, "$notice"))

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(OptionList.OptionSelected)
    def _ask(self, event: OptionList.OptionSelected) -> None:
        self.asking = self.actions[event.option_index]
        self.wrong = ("", "")
        self._say(
            _("Press the new key for: {action}. esc leaves it as it is.").format(
                action=_(self.asking.name)
            )
        )
        self._show()
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for."""
        if self.asking is None:
            return
        event.stop()
        event.prevent_default()
        action, self.asking = self.asking, None
        self._say("")
        if event.key != "escape":
            self._give(action, plain_key(event.key) or event.key)
        self._show()
        self.refresh_bindings()

    def _give(self, action: Action, key: str) -> None:
        keys = dict(settings_file.load().keys)
        if sentence := problem_with(action.id, key, keys):
            self.wrong = (action.id, sentence)
            return
        keys[action.id] = key
        if (key,) == action.keys:
            del keys[action.id]
        self._keep(keys)

    def action_usual(self) -> None:
        """Put the usual key back, unless another action has it now."""
        at = self.query_one(OptionList).highlighted
        keys = dict(settings_file.load().keys)
        if at is None or self.actions[at].id not in keys:
            return
        action = self.actions[at]
        del keys[action.id]
        if sentence := problem_with(action.id, ",".join(action.keys), keys):
            self.wrong = (action.id, sentence)
        else:
            self._keep(keys)
        self._show()

    def _keep(self, keys: dict[str, str]) -> None:
        try:
            chosen = settings_file.load().change(keys=keys)
            settings_file.save(chosen)
        except JournalError as error:
            self._say(error.message)
            return
        self.wrong = ("", "")
        self.post_message(JournalWritten(_("Saved."), undoable=False))
        self.post_message(SettingsChanged(chosen))

    def action_back(self) -> None:
        """Close the list."""
        self.dismiss()


def _cell(words: str, wide: int) -> str:
    """Return words in a column of their own, however long they are."""
    shown = Content(words)
    return words + " " * max(wide - shown.cell_length, 1)
