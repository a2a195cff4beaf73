"""Suggestions as text: reasons, boundary, what helped before, and what to do alone.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.state_text import (
    boundary_text,
    days_ago_text,
    days_text,
    hours_text,
    support_kind_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recovery_journal.queries.suggestions import Suggestions
    from recovery_journal.rules.suggestions import AnswerTime, FeltAfter, Reasons, Suggestion

HALF_DAY_HOURS = 12.0
"""Beyond this an answer came within a day, and not within so many hours."""


def nobody_to_suggest_text() -> str:
    """Return what is said when there is nobody to name."""
    return _("A helpline or a meeting counts.")


def solo_activity_text(suggestions: Suggestions) -> str:
    """Return one thing to do alone: what has helped most before, else something gentle."""
    if suggestions.solo is not None:
        return suggestions.solo.display_name
    if suggestions.hard_moment:
        return _("slow breathing: in for 4, out for 6, for two minutes")
    return _("a short walk, or slow breathing: in for 4, out for 6, for two minutes")


def solo_text(suggestions: Suggestions) -> str:
    """Return the same as it stands below the people."""
    return _("On my own: {coping}").format(coping=solo_activity_text(suggestions))


def helped_text(suggestions: Suggestions, trigger: str | None) -> str:
    """Return the one thing that helped before with this trigger, or with any.

    Where nothing was used often enough, it is something gentle to do alone.
    """
    helped = suggestions.helped
    if helped is None:
        return solo_text(suggestions)
    if trigger is None:
        template = ngettext(
            "What helped before: {coping} ({helped} of {n} time)",
            "What helped before: {coping} ({helped} of {n} times)",
            helped.uses,
        )
    else:
        template = ngettext(
            "What helped before with “{trigger}”: {coping} ({helped} of {n} time)",
            "What helped before with “{trigger}”: {coping} ({helped} of {n} times)",
            helped.uses,
        )
    return template.format(
        trigger=label(trigger or ""),
        coping=helped.display_name,
        helped=helped.times_helped,
        n=helped.uses,
    )


def suggestion_rows(suggestions: Iterable[Suggestion]) -> list[tuple[int, str, Sequence[str]]]:
    """Return each suggestion as a list of people shows it: id, name, what stands beside it."""
    return [
        (suggestion.contact.id, suggestion.contact.name, boundary_and_reasons(suggestion))
        for suggestion in suggestions
    ]


def boundary_and_reasons(suggestion: Suggestion) -> tuple[str, ...]:
    """Return what stands beside the name: first the boundary, to be seen before anyone calls."""
    boundary = boundary_text(suggestion.contact)
    reasons = reason_texts(suggestion.reasons)
    return (boundary, *reasons) if boundary else reasons


def reason_texts(reasons: Reasons) -> tuple[str, ...]:
    """Return the facts that speak for someone, in the order they counted."""
    texts = [
        _("okay to reach when an urge is there") if reasons.ok_when_urge else "",
        _("supports my goal") if reasons.supports_goal else "",
        _("listed for {support}").format(support=support_kind_label(reasons.listed_for))
        if reasons.listed_for
        else "",
        _felt_after_text(reasons.felt_after) if reasons.felt_after else "",
        _answer_text(reasons.answer) if reasons.answer else "",
        _time_since_text(reasons),
    ]
    return tuple(text for text in texts if text)


def _felt_after_text(felt: FeltAfter) -> str:
    if felt.is_change:
        return _("usually felt better after ({better} of {rated})").format(
            better=felt.good, rated=felt.rated
        )
    return _("usually felt well after ({well} of {rated})").format(well=felt.good, rated=felt.rated)


def _answer_text(answer: AnswerTime) -> str:
    time = _("a day") if answer.hours > HALF_DAY_HOURS else hours_text(answer.hours)
    if answer.is_usual:
        return _("usually answers within {time}").format(time=time)
    return _("answered within {time} last time").format(time=time)


def _time_since_text(reasons: Reasons) -> str:
    """Return how long it has been beside the rhythm that was set."""
    days, cadence = reasons.days_since, reasons.cadence_days
    if days is None:
        return _("not yet reached")
    if cadence is None:
        return _("reached {ago}; no rhythm set").format(ago=days_ago_text(days))
    template = _("reached {ago}; rhythm is every {rhythm}")
    if not reasons.is_recent:
        template = _("it's been {days}; rhythm is every {rhythm}")
    return template.format(ago=days_ago_text(days), days=days_text(days), rhythm=days_text(cadence))
