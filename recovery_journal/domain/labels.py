"""The words for values of the fixed lists, as a person reads them."""

from __future__ import annotations

from recovery_journal.i18n import _

# Only what is not the value itself with spaces for underscores.
_LABELS = {
    "sponsor_mentor": "sponsor or mentor",
    "counselor_therapist": "counselor or therapist",
    "work_school": "work or school",
    "community_org": "community organisation",
    "someone_elses": "someone else's place",
    "street_transport": "street or transport",
    "bar_or_party": "bar or party",
    "letter_email": "letter or e-mail",
    "check_in": "check-in",
    "reach_out": "reach-out",
    "medical": "medical professional",
    "recovery_group": "recovery group",
    "less_now": "less contact now",
    "drifting": "it's been a while",
    "new": "not yet",
    "money_or_cover": "money or cover",
    "use_around_me": "use around me",
    "worry_about_judgement": "worry about judgement",
    "faith_or_meaning": "faith or meaning",
    "urge_surf": "riding the urge out",
}


def label(value: str) -> str:
    """Return the words for a value of a fixed list; a person's own name stays as it is."""
    return _(_LABELS.get(value) or value.replace("_", " "))


def field_label(name: str) -> str:
    """Return the words for a field by its name: "sleep hours"."""
    return _(name.replace("_", " "))
