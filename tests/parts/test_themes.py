"""The themes: what can be read, and what tells states and focus besides colour."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from textual.color import Color

from recovery_journal import settings
from recovery_journal.domain import choices
from recovery_journal.domain.labels import label
from recovery_journal.rules.network import states
from recovery_journal.theme import NO_COLOR_VARIABLES, THEME_LABELS, THEMES

GROUNDS = ("background", "surface", "panel", "accent-soft")
TEXTS = (
    "foreground",
    "text",
    "text-muted",
    "text-disabled",
    "quiet",
    "accent",
    "notice",
    "state-recent",
    "state-due",
    "state-drifting",
    "state-new",
    "state-paused",
    "footer-foreground",
    "footer-key-foreground",
    "footer-description-foreground",
)
ENOUGH = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0, "calm": 4.5}


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = []
    for part in (colour.r, colour.g, colour.b):
        share = part / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def colour(theme: str, name: str) -> str:
    found = THEMES[theme]
    own = {
        "foreground": found.foreground,
        "background": found.background,
        "surface": found.surface,
        "panel": found.panel,
        "accent": found.accent,
    }
    shade = own.get(name) or found.variables[name]
    assert shade is not None
    return shade


def test_the_measure_of_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_every_ground(theme):
    low = {
        (text, ground): round(measured, 2)
        for text, ground in product(TEXTS, GROUNDS)
        if (measured := contrast(colour(theme, text), colour(theme, ground))) < ENOUGH[theme]
    }
    assert low == {}


def test_every_variable_that_is_a_colour_of_text_is_measured(root: Path):
    rooms = root / "recovery_journal"
    used = set()
    for path in rooms.rglob("*.tcss"):
        used |= set(re.findall(r"[^-]color: \$([a-z-]+);", path.read_text(encoding="utf-8")))
    for path in rooms.rglob("*.py"):
        # In Python a style is "$quiet" or "bold $accent", in quotes of its own.
        found = re.findall(r'"((?:[a-z]+ )*\$[a-z-]+(?: [a-z]+)*)"', path.read_text("utf-8"))
        used |= {name for style in found for name in re.findall(r"\$([a-z-]+)", style)}
    assert {"foreground", "quiet", "accent"} <= used
    used -= {"line"}  # rules and the rings of the map: drawn, not read
    assert used <= {*TEXTS, "background"}, used - {*TEXTS}


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_row_stands_out_from_its_ground(theme):
    soft = colour(theme, "accent-soft")
    grounds = [colour(theme, one) for one in ("background", "surface", "panel")]
    assert soft not in grounds
    assert "bold" in THEMES[theme].variables["here-style"]


@pytest.mark.parametrize("theme", ["high-contrast", "calm"])
def test_focus_is_told_without_the_hue_where_hues_are_few(theme):
    variables = THEMES[theme].variables
    assert "underline" in variables["here-style"]
    assert "underline" in variables["block-cursor-text-style"]
    assert variables["field-style"] == "underline"


def test_without_colour_focus_is_told_by_lines():
    assert "underline" in NO_COLOR_VARIABLES["here-style"]
    assert "underline" in NO_COLOR_VARIABLES["block-cursor-text-style"]
    assert NO_COLOR_VARIABLES["here-style"] != NO_COLOR_VARIABLES["chosen-style"]
    assert NO_COLOR_VARIABLES.keys() <= THEMES["dark"].variables.keys()


def test_the_calm_theme_is_made_of_greys():
    found = THEMES["calm"]
    shades = [found.primary, found.background, found.surface, found.panel, found.foreground]
    shades += [one for one in found.variables.values() if one.startswith("#")]
    for shade in shades:
        assert shade is not None
        assert len({*Color.parse(shade).rgb}) == 1, shade


def is_red(shade: str) -> bool:
    hue, strength, light = Color.parse(shade).hsl
    return (hue < 0.04 or hue > 0.93) and strength > 0.3 and 0.2 < light < 0.9


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_red(theme):
    shades = [THEMES[theme].variables[name] for name in THEMES[theme].variables]
    shades += [THEMES[theme].error or "", THEMES[theme].warning or ""]
    assert is_red("#d04040")
    assert [one for one in shades if one.startswith("#") and is_red(one)] == []


def test_states_are_told_apart_by_glyph_and_words():
    every = get_args(choices.ContactState)
    for glyphs in (states.GLYPHS, states.ASCII_GLYPHS):
        assert len({*glyphs.values()}) == len(glyphs) == len(every)
    assert len({label(one) for one in every}) == len(every)


def test_settings_and_themes_agree_on_the_names():
    assert tuple(THEMES) == settings.THEME_IDS
    assert tuple(THEME_LABELS) == settings.THEME_IDS
    assert settings.Settings().theme in THEMES
