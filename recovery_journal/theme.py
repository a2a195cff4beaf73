"""The themes. Every colour of the app is said here and nowhere else.

Dark and light: one accent colour, the rest a scale of greys with a little
warmth. High contrast: white and one yellow on black. Calm: greys alone. What
can be read keeps a contrast of 4.5 (WCAG AA) to every ground it stands on, 7 in
high contrast; a test measures it. Style sheets use the variables only:

- ``$foreground`` text, ``$text-muted`` quieter text, ``$quiet`` the quietest
  that can still be read, ``$line`` borders and rules;
- ``$background`` the page, ``$surface`` a field or pane, ``$panel`` a raised part;
- ``$accent`` the one colour, ``$accent-soft`` a chosen row behind text;
- ``$here-style`` how the text under the cursor stands out besides its colour,
  ``$field-style`` the field that is typed in, and ``$chosen-style`` what was
  chosen and is not under the cursor;
- ``$state-recent``, ``$state-due``, ``$state-drifting``, ``$state-new``,
  ``$state-paused`` the states of the map (a glyph and words stand beside them).

Where NO_COLOR is set no colour at all is sent: what is focused is told by
``NO_COLOR_VARIABLES``.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

from recovery_journal.i18n import N_


class ThemeColors(NamedTuple):
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


_DARK = ThemeColors(
    page="#16181c",
    field="#1e2127",
    raised="#262a31",
    text="#dcdcd6",
    muted="#b2b5b3",
    quiet="#9ca2a3",
    line="#3a4047",
    accent="#86c5ae",
    soft="#253b36",
    due="#d9bf8c",
    notice="#d9a47c",
)
_LIGHT = ThemeColors(
    page="#faf8f3",
    field="#f1eee7",
    raised="#e7e3da",
    text="#2a2d31",
    muted="#4f5459",
    quiet="#5c6164",
    line="#cbc6bb",
    accent="#1c6350",
    soft="#d6e8e0",
    due="#71510f",
    notice="#86481a",
)
_HIGH_CONTRAST = ThemeColors(
    page="#000000",
    field="#1c1c1c",
    raised="#303030",
    text="#ffffff",
    muted="#f0f0f0",
    quiet="#dcdcdc",
    line="#ffffff",
    accent="#ffdf5d",
    soft="#00336e",
    due="#ffdf5d",
    notice="#ffc79a",
)
_CALM = ThemeColors(
    page="#1c1c1c",
    field="#232323",
    raised="#2b2b2b",
    text="#d8d8d8",
    muted="#bcbcbc",
    quiet="#a6a6a6",
    line="#4a4a4a",
    accent="#ededed",
    soft="#3a3a3a",
    due="#cacaca",
    notice="#e2e2e2",
)


_VARIABLES = {
    "page": """
        footer-background footer-item-background footer-key-background
        footer-description-background input-cursor-foreground scrollbar-background
        scrollbar-background-hover scrollbar-background-active scrollbar-corner-color
    """,
    "raised": "block-cursor-blurred-background block-hover-background",
    "text": """
        text state-drifting block-cursor-foreground block-cursor-blurred-foreground
        input-cursor-background
    """,
    "muted": "text-muted state-new footer-foreground footer-description-foreground",
    "quiet": "quiet text-disabled state-paused scrollbar-hover",
    "line": "line border-blurred scrollbar",
    "accent": "border state-recent footer-key-foreground scrollbar-active",
    "soft": "accent-soft block-cursor-background input-selection-background",
    "due": "state-due",
    "notice": "notice",
}
"""Shade -> the variables of style sheets, Textual's and our own, that have it."""


def _make_theme(
    name: str,
    colors: ThemeColors,
    *,
    dark: bool,
    cursor_style: str = "bold",
    field_style: str = "none",
) -> Theme:
    """Return a theme of these shades.

    ``cursor_style`` and ``field_style`` mark what has the focus besides its colour: a word under
    the cursor, a field to type in.
    """
    shades = colors._asdict()
    return Theme(
        name=name,
        dark=dark,
        primary=colors.accent,
        secondary=colors.accent,
        accent=colors.accent,
        success=colors.accent,
        # An error is a sentence beside its field: warm, and not an alarm.
        warning=colors.notice,
        error=colors.notice,
        foreground=colors.text,
        background=colors.page,
        surface=colors.field,
        panel=colors.raised,
        boost=colors.raised,
        text_alpha=1.0,
        variables={
            **{
                variable: shades[shade]
                for shade, variables in _VARIABLES.items()
                for variable in variables.split()
            },
            "here-style": cursor_style,
            "chosen-style": "bold",
            "field-style": field_style,
            "block-cursor-text-style": cursor_style,
            "block-cursor-blurred-text-style": field_style,
        },
    )


THEMES = {
    theme.name: theme
    for theme in (
        _make_theme("dark", _DARK, dark=True),
        _make_theme("light", _LIGHT, dark=False),
        _make_theme(
            "high-contrast",
            _HIGH_CONTRAST,
            dark=True,
            cursor_style="bold underline",
            field_style="underline",
        ),
        _make_theme(
            "calm", _CALM, dark=True, cursor_style="bold underline", field_style="underline"
        ),
    )
}
THEME_LABELS = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "high-contrast": N_("High contrast"),
    "calm": N_("Calm, grey"),
}
"""The themes in words; they are translated where they are shown."""

# Not reversed: Textual leaves that out where a widget draws a part of itself.
NO_COLOR_VARIABLES = {
    "here-style": "bold underline",
    "chosen-style": "bold",
    "field-style": "underline",
    "block-cursor-text-style": "bold underline",
    "block-cursor-blurred-text-style": "underline",
}
"""The variables that tell what has the focus where no colour may be sent."""
