"""The private names of Textual that the app cannot do without, each with its reason.

- ``MessagePump._dispatch_message``: there is no public way around every handler, of callbacks,
  keys and messages alike; an error that one lets out ends the screen or the app.
- ``App._handle_exception``: Textual's own report of a fault shows local variables, and with
  them the text of the journal.
- ``Screen._binding_chain``: Textual looks which keys a text field takes as letters before it
  puts a person's own keys in place; here it is the other way about.
- ``DOMNode._bindings``: the usual keys of a node, in whose place a person's own are put.
- ``LinuxDriver._file``: where the driver writes; a terminal may be gone before the app is.
- ``textual._xterm_parser``: what each key is called that a terminal sends.

Nothing else in the app uses one: ``tests/architecture/test_textual_names.py`` holds this list
against the code, and ``tests/tui/test_textual_compat.py`` what each of them does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingsMap
from textual.keys import key_to_character
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import var
from textual.widget import Widget

from recovery_journal.i18n import _, current_language

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.dom import DOMNode
    from textual.screen import Screen

__all__ = ["XTermParser"]

OutputT = TypeVar("OutputT")


# --- a damaged journal ------------------------------------------------------------


@runtime_checkable
class DamageReporter(Protocol):
    """An App that can say that the open journal is damaged."""

    def say_damage(self, error: BaseException) -> bool:
        """Say it where that is what the error comes from; False where it is not."""


def report_damage(app: object, error: BaseException) -> bool:
    """Let the App say that the journal is damaged; False where the error has another cause."""
    return isinstance(app, DamageReporter) and app.say_damage(error)


class DamageHandlerMixin(MessagePump):
    """A part of the app whose handlers may meet a damaged journal; a mix-in.

    An error that a handler lets out ends Textual's loop of messages, and with it
    the screen or the app. One that comes from a damaged journal is said instead.
    """

    async def _dispatch_message(self, message: Message) -> None:
        """Act on a message; an error out of a damaged journal goes no further."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # whatever it is: raised again unless the file is damaged
            if not report_damage(self.app, error):
                raise


# --- a fault of ours --------------------------------------------------------------


class FaultReportApp(App[int]):
    """An App that says itself what is printed after a fault."""

    def fault_report(self, error: Exception) -> RenderableType | None:
        """Return what is printed after this fault; None where it does not end the app."""
        return None

    def end_with_fault(self, error: Exception) -> None:
        """Leave after a fault that was met outside of Textual's handlers."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault with the report of the app."""
        if (report := self.fault_report(error)) is not None:
            # Textual prints an error that has this method by it, and not by its own report.
            error.__rich__ = lambda: report  # type: ignore[attr-defined]  # read by name
            super()._handle_exception(error)


# --- the person's own keys --------------------------------------------------------


@runtime_checkable
class UsesOwnKeys(Protocol):
    """An App in which a person may set keys of their own: binding id -> keys."""

    user_keys: dict[str, str]


def user_keymap(node: DOMNode) -> Mapping[str, str]:
    """Return the person's own keys: binding id -> keys."""
    app = node.app
    return app.user_keys if isinstance(app, UsesOwnKeys) else {}


def bindings_of(node: DOMNode) -> BindingsMap:
    """Return the usual keys of a screen, of a widget or of the App."""
    return node._bindings


class LocalizedBindings:
    """A screen whose keys are the person's own, and named in the person's language.

    A mix-in after ``DamageHandlerMixin`` and before Textual's own class. The names are
    written where the keys are, before a language is chosen.
    """

    # What gains or loses the cursor is drawn anew by itself; Textual would draw all of
    # the screen each time.
    focused: var[Widget | None] = var(None, init=False)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act here, named in the person's language."""
        active: dict[str, ActiveBinding] = super().active_bindings  # type: ignore[misc]  # the screen's own
        if current_language() == "en":
            return active
        return {
            key: entry._replace(
                binding=replace(entry.binding, description=_(entry.binding.description)),
                tooltip=_(entry.tooltip) if entry.tooltip else "",
            )
            for key, entry in active.items()
        }

    def takes_key(self, key: str, binding: Binding) -> bool:
        """Say whether a key acts here; while a new key is asked for, every key is an answer."""
        return True

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The keys from the cursor up to the App, with the person's own keys.

        A letter given to a function key's action is still a letter in a text.
        """
        screen: Screen[Any] = self  # type: ignore[assignment]  # mixed into one
        focused = screen.focused
        nodes = [screen, screen.app] if focused is None else focused.ancestors_with_self
        keymap = user_keymap(screen)
        chain = [(node, _apply_keymap(bindings_of(node), keymap)) for node in nodes]
        for index, (_node, bindings) in enumerate(chain):
            for key, key_bindings in list(bindings.key_to_bindings.items()):
                character = key_to_character(key)
                if any(
                    descendant.check_consume_key(key, character) for descendant in nodes[:index]
                ):
                    del bindings.key_to_bindings[key]
                else:
                    bindings.key_to_bindings[key] = [
                        binding for binding in key_bindings if self.takes_key(key, binding)
                    ]
        return chain


def _apply_keymap(bindings: BindingsMap, keymap: Mapping[str, str]) -> BindingsMap:
    """Return bindings with a person's own keys, each action in the place it had."""
    if not keymap:
        return bindings.copy()
    rebound: dict[str, list[Binding]] = {}
    rebound_ids = set()
    for key, binding in bindings:
        keys = keymap.get(binding.id or "")
        if keys is None:
            rebound.setdefault(key, []).append(binding)
        elif (binding.id, binding.action) not in rebound_ids:
            rebound_ids.add((binding.id, binding.action))
            for new_key in keys.split(","):
                rebound.setdefault(new_key, []).append(binding.with_key(new_key))
    return BindingsMap.from_keys(rebound)


# --- the terminal -----------------------------------------------------------------


def replace_output(driver: Any, make_output: Callable[[IO[str]], OutputT]) -> OutputT:
    """Let a driver write to what ``make_output`` makes of the file it writes to; return that.

    It has to be done before the driver is started.
    """
    output = driver._file = make_output(driver._file)
    return output
