"""Labels of the weekly page: sections, notices to the writer, and the words of redaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.labels import label
from recovery_journal.i18n import N_, _
from recovery_journal.rules.redaction import RedactionWords
from recovery_journal.rules.week.build import build_summary

if TYPE_CHECKING:
    from recovery_journal.rules.week.model import WeekInput, WeekNotice, WeekOptions, WeekSummary

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

# Roles short enough to stand in a line; the others are said as everywhere else.
_SHORT_ROLES = {
    "peer_in_recovery": N_("peer"),
    "sponsor_mentor": N_("sponsor"),
    "recovery_group": N_("group"),
    "counselor_therapist": N_("counselor"),
    "work_school": N_("work or school contact"),
    "faith_community": N_("faith community contact"),
    "community_org": N_("community contact"),
    "other": N_("other contact"),
}


def section_label(name: str) -> str:
    """Return what a section is called, in the person's language."""
    return _(_SECTION_LABELS[name])


def summarize_week(week_input: WeekInput, options: WeekOptions) -> WeekSummary:
    """Return the values of the page; what stands for a name is in the language spoken now."""
    return build_summary(week_input, options, redaction_words())


def redaction_words() -> RedactionWords:
    """Return what a page says in the place of what is left out."""
    roles: dict[str | None, str] = {
        relation: _(_SHORT_ROLES[relation]) if relation in _SHORT_ROLES else label(relation)
        for relation in get_args(Relation)
    }
    return RedactionWords(
        roles={None: _("contact"), **roles},
        someone=_("someone"),
        meeting=_("mutual-help meeting"),
        meeting_of_program=_("{meeting} ({program})"),
        link=_("(link left out)"),
        email=_("(e-mail left out)"),
        number=_("(number left out)"),
    )


def notice_text(notice: WeekNotice) -> str:
    """Return what the writer is told beside the page."""
    return {
        "nothing_in_safety": _(
            "The safety section is on; there is nothing to say in it this time."
        ),
        "no_notes": _("The notes section is not in this version yet, so the page is without it."),
        "rows_left_out": _(
            "The page covers {days} days; its day rows are the last {rows}, from {first}."
        ),
    }[notice.kind].format(days=notice.days, rows=notice.rows, first=notice.first)
