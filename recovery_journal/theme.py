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
``WITHOUT_COLOUR``.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

from recovery_journal.words import N_


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
_LIGHT = Shades(
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
_HIGH_CONTRAST = Shades(
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
_CALM = Shades(
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


def _theme(
    name: str, shades: Shades, *, dark: bool, here: str = "bold", field: str = "none"
) -> Theme:
    """Return a theme of these shades.

    ``here`` and ``field`` mark what has the focus besides its colour: a word under
    the cursor, a field to type in.
    """
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
            "here-style": here,
            "chosen-style": "bold",
            "field-style": field,
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
            "block-cursor-text-style": here,
            "block-cursor-blurred-background": shades.raised,
            "block-cursor-blurred-foreground": shades.text,
            "block-cursor-blurred-text-style": field,
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


THEMES = {
    theme.name: theme
    for theme in (
        _theme("dark", _DARK, dark=True),
        _theme("light", _LIGHT, dark=False),
        _theme(
            "high-contrast", _HIGH_CONTRAST, dark=True, here="bold underline", field="underline"
        ),
        _theme("calm", _CALM, dark=True, here="bold underline", field="underline"),
    )
}
NAMES = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "high-contrast": N_("High contrast"),
    "calm": N_("Calm, grey"),
}
"""The themes in words; they are translated where they are shown."""

# Not reversed: Textual leaves that out where a widget draws a part of itself.
WITHOUT_COLOUR = {
    "here-style": "bold underline",
    "chosen-style": "bold",
    "field-style": "underline",
    "block-cursor-text-style": "bold underline",
    "block-cursor-blurred-text-style": "underline",
}
"""The variables that tell what has the focus where no colour may be sent."""
