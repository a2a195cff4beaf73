"""What the sections of the weekly page are called where they are chosen and spoken of."""

from __future__ import annotations

from recovery_journal.i18n import N_, _

_SECTION_LABELS = {
    "talk": N_("what I want to talk about next session"),
    "safety": N_("safety"),
    "glance": N_("day by day"),
    "urges": N_("urges"),
    "helped": N_("what helped"),
    "connection": N_("connection"),
    "goal": N_("goal"),
    "compared": N_("compared"),
}


def section_label(name: str) -> str:
    """Return what a section is called, in the person's language."""
    return _(_SECTION_LABELS[name])
