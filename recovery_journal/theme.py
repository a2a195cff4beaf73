"""The themes: dark and light. Every colour of the app is said here and nowhere else.

One accent colour; the rest is a scale of greys with a little warmth. Style
sheets use the variables only:

- ``$foreground`` text, ``$text-muted`` quieter text, ``$quiet`` the quietest
  that can still be read, ``$line`` borders and rules;
- ``$background`` the page, ``$surface`` a field or pane, ``$panel`` a raised part;
- ``$accent`` the one colour, ``$accent-soft`` a chosen row behind text;
- ``$state-recent``, ``$state-due``, ``$state-drifting``, ``$state-new``,
  ``$state-paused`` the states of the map (a glyph and words stand beside them).
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme


class Shades(NamedTuple):
    """The few colours a theme is made of."""

    page: str
    field: str
    raised: str
    text: str
    muted: str
    quiet: str
    line: str
    accent: str
    soft: str
    due: str
    notice: str


_DARK = Shades(
    page="#16181c",
    field="#1e2127",
    raised="#272b32",
    text="#dcdcd6",
    muted="#a7aaa8",
    quiet="#7f8586",
    line="#3a4047",
    accent="#86c5ae",
    soft="#27403a",
    due="#d9bf8c",
    notice="#d9a47c",
)
_LIGHT = Shades(
    page="#faf8f3",
    field="#f1eee7",
    raised="#e7e3da",
    text="#2a2d31",
    muted="#565b60",
    quiet="#6d7275",
    line="#cbc6bb",
    accent="#1f6b57",
    soft="#d3e6dd",
    due="#7d5a14",
    notice="#8f4f1f",
)


def _theme(name: str, shades: Shades, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=shades.accent,
        secondary=shades.accent,
        accent=shades.accent,
        success=shades.accent,
        # An error is a sentence beside its field: warm, and not an alarm.
        warning=shades.notice,
        error=shades.notice,
        foreground=shades.text,
        background=shades.page,
        surface=shades.field,
        panel=shades.raised,
        boost=shades.raised,
        text_alpha=1.0,
        variables={
            "text": shades.text,
            "text-muted": shades.muted,
            "text-disabled": shades.quiet,
            "quiet": shades.quiet,
            "line": shades.line,
            "accent-soft": shades.soft,
            "notice": shades.notice,
            "state-recent": shades.accent,
            "state-due": shades.due,
            "state-drifting": shades.text,
            "state-new": shades.muted,
            "state-paused": shades.quiet,
            "border": shades.accent,
            "border-blurred": shades.line,
            "block-cursor-background": shades.soft,
            "block-cursor-foreground": shades.text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": shades.raised,
            "block-cursor-blurred-foreground": shades.text,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": shades.raised,
            "input-cursor-background": shades.text,
            "input-cursor-foreground": shades.page,
            "input-selection-background": shades.soft,
            "footer-foreground": shades.muted,
            "footer-background": shades.page,
            "footer-item-background": shades.page,
            "footer-key-foreground": shades.accent,
            "footer-key-background": shades.page,
            "footer-description-foreground": shades.muted,
            "footer-description-background": shades.page,
            "scrollbar": shades.line,
            "scrollbar-hover": shades.quiet,
            "scrollbar-active": shades.accent,
            "scrollbar-background": shades.page,
            "scrollbar-background-hover": shades.page,
            "scrollbar-background-active": shades.page,
            "scrollbar-corner-color": shades.page,
        },
    )


DARK = _theme("dark", _DARK, dark=True)
LIGHT = _theme("light", _LIGHT, dark=False)
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
