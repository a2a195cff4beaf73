"""The safety steps as text: labels and hints of their headings, one line of each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.i18n import _
from recovery_journal.terminal_text import to_single_line

HEADINGS: tuple[StepHeading, ...] = get_args(StepHeading)

CONTACT_HEADINGS: frozenset[StepHeading] = frozenset(
    {"distraction", "people_to_tell", "professionals"}
)
"""The headings whose lines may be about a contact."""


def step_heading_label(heading: StepHeading) -> str:
    """Return the name of a heading, as it stands above its lines."""
    return {
        "warning_signs": _("My warning signs"),
        "alone": _("What I can do alone"),
        "distraction": _("People and places that take my mind off it"),
        "people_to_tell": _("People I can tell"),
        "professionals": _("Professionals and services"),
        "surroundings": _("Making my surroundings safer"),
        "worth_staying_for": _("What is worth staying for"),
    }[heading]


def step_heading_hint(heading: StepHeading) -> str:
    """Return what can stand under a heading, for where nothing does yet."""
    return {
        "warning_signs": _("what I notice first: thoughts, moods, places, times of day"),
        "alone": _("what has helped me through an hour, by myself"),
        "distraction": _("a cafe, a park, someone to talk with about other things"),
        "people_to_tell": _("who may know that it is hard right now"),
        "professionals": _("a counselor, a doctor, a service, and how to reach them"),
        "surroundings": _("what I could put away, hand over, or stay away from"),
        "worth_staying_for": _("people, animals, plans, small things"),
    }[heading]


def steps_intro_text() -> str:
    """Return the sentence that says how the steps are best written."""
    return _(
        "Steps for a hard moment, in your own words. "
        "They are best written together with someone you trust, in a calm hour."
    )


def step_single_line(text: str) -> str:
    """Return a text of several lines on one, as the settings keep it."""
    return to_single_line(text)


def step_text(step: SafetyStep, names: Mapping[int, str]) -> str:
    """Return a line, with the name of its contact where the text does not say it."""
    text = to_single_line(step.text)
    name = None if step.contact_id is None else names.get(step.contact_id)
    if not name or name.casefold() in text.casefold():
        return text
    return _("{text} ({name})").format(text=text, name=name)


def step_lines(steps: Sequence[SafetyStep], names: Mapping[int, str]) -> list[str]:
    """Return the steps by heading, each line with its id; headings without lines are left out."""
    lines = []
    for heading in HEADINGS:
        heading_steps = [step for step in steps if step.heading == heading]
        if heading_steps:
            lines.append(step_heading_label(heading))
            lines += [f"  {step.id}  {step_text(step, names)}" for step in heading_steps]
    return lines
