"""The palette that finds every action by its name. It is loaded when it is opened."""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from recovery_journal.i18n import _
from recovery_journal.keys.palette import actions_with_keys
from recovery_journal.keys.registry import main_screen_actions, setting_actions
from recovery_journal.textual_compat import DamageHandlerMixin, LocalizedBindings

PaletteCommand = tuple[str, str, Any]
"""What the palette offers: its words, what it is good for, and what it does."""


class LocalizedPalette(DamageHandlerMixin, LocalizedBindings, CommandPalette):
    """Textual's palette with the person's own keys."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find an action by its name"))


class ActionProvider(Provider):
    """Every action that has a key, the themes and the languages."""

    async def startup(self) -> None:
        """Load every screen beside the palette, before the first letter is typed."""
        await to_thread(main_screen_actions, self.app.current_mode)

    def local_commands(self) -> list[PaletteCommand]:
        """Return what can be done where the person is, and the choices that hold everywhere."""
        commands = []
        for active, keys in actions_with_keys(self.screen):
            binding = active.binding
            if binding.id == "app.palette":
                continue
            name = binding.description
            if (binding.id or "").startswith("go."):
                name = _("Go to {place}").format(place=name)
            callback = partial(self.app.run_action, binding.action, active.node)
            commands.append((f"{name}  {keys[0]}", active.tooltip, callback))
        return commands + self._app_commands(setting_actions(self.app.theme))

    def all_commands(self) -> list[PaletteCommand]:
        """Return all of that, and what can be done on the other main screens."""
        return self.local_commands() + self._app_commands(
            main_screen_actions(self.app.current_mode)
        )

    def _app_commands(self, actions: list[tuple[str, str, str]]) -> list[PaletteCommand]:
        return [
            (name, tooltip, partial(self.app.run_action, action))
            for name, tooltip, action in actions
        ]

    async def discover(self) -> Hits:
        """Offer what can be done here before a letter is typed."""
        for title, tooltip, callback in self.local_commands():
            yield DiscoveryHit(title, callback, help=tooltip or None)

    async def search(self, query: str) -> Hits:
        """Offer what fits the letters typed."""
        matcher = self.matcher(query)
        for title, tooltip, callback in self.all_commands():
            score = max(matcher.match(title), matcher.match(tooltip) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(title), callback, help=tooltip or None)
