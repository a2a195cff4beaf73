"""How the app looks: the themes, the colours, the motion, and the terminal's own cursor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from textual import constants
from textual.app import App, ScreenStackError
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Offset
from textual.screen import Screen

from recovery_journal.app.screen_names import LOCKED_MODE, MAIN_SCREENS
from recovery_journal.settings import Settings
from recovery_journal.theme import NO_COLOR_VARIABLES, THEMES
from recovery_journal.widgets.terminal_cursor import terminal_cursor_position


class ThemedApp(App[int]):
    """An App in our themes alone, that obeys NO_COLOR and styles a screen once."""

    def __init__(self) -> None:
        self._css_variables: dict[str, str] = {}
        self._outdated_screens: WeakSet[Screen[Any]] = WeakSet()
        super().__init__()
        self.no_color = bool(os.environ.get("NO_COLOR"))  # an empty one asks for nothing
        for theme in THEMES.values():
            self.register_theme(theme)

    def apply_appearance(self, settings: Settings) -> None:
        """Put the theme and the motion of the settings to use."""
        self.theme = settings.theme if settings.theme in THEMES else "dark"
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.motion else "none"
        for name in self.available_themes.keys() - THEMES.keys():  # the one in use has to stay
            self.unregister_theme(name)

    def get_css_variables(self) -> dict[str, str]:
        """Return the CSS variables of the theme; without colour, borders show the focus."""
        overrides = NO_COLOR_VARIABLES if self.no_color else {}
        return {**super().get_css_variables(), **overrides}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what takes colours away: all of them, where Textual would still send greys."""
        filters = [
            line_filter
            for line_filter in super().get_line_filters()
            if not isinstance(line_filter, Monochrome)
        ]
        return [*filters, NoColor()] if self.no_color else filters

    def refresh_css(self, animate: bool = True) -> None:
        """Style anew what was styled with other colours than those in use.

        Textual also asks for it whenever a screen is new, and each time it reads every style
        sheet again: a third of a first visit. A new screen was styled as it was mounted.
        """
        variables = self.get_css_variables()
        if variables != self._css_variables:
            self._css_variables = variables
            self._outdated_screens.update(self.all_screens())
        elif self._outdated_screens.isdisjoint(self.screen_stack):
            return
        super().refresh_css(animate)
        self._outdated_screens.difference_update(self.screen_stack)

    @property
    def front_screen(self) -> Screen[Any] | None:
        """The screen in front; None before the first one is there."""
        try:
            return self.screen
        except ScreenStackError:
            return None

    def all_screens(self, modes: Iterable[str] = (LOCKED_MODE, *MAIN_SCREENS)) -> Iterator[Any]:
        """Yield every screen that is there, also of the main screens that are not in front."""
        for mode in modes:
            with suppress(KeyError):  # it was not gone to yet
                yield from self.get_screen_stack(mode)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands after each frame: on what has the focus.

        Braille displays and screen readers follow it, whether or not it can be seen.
        """
        screen = self.front_screen
        return Offset(0, 0) if screen is None else terminal_cursor_position(screen)

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """Ignore it: Textual's fields set it even when they have no focus."""
