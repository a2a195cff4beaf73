"""The forms of the records, declared: their rows in their order, and what they need.

Each pair of functions returns the rows that are in sight, and those that are folded away
because few people need them every day. The specs below them are gathered in ``FORMS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recovery_journal.domain import (
    activity,
    check_in,
    choices,
    meeting,
    milestone,
    reach_out,
    reflection,
    return_to_use,
    urge,
)
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.labels import label
from recovery_journal.forms.form_spec import FormSpec, Values
from recovery_journal.forms.goal_form import GOAL
from recovery_journal.i18n import N_, _
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.form_rows import (
    choice_row,
    contacts_row,
    labelled,
    names_row,
    number_row,
    scale_row,
    single_name_row,
    text_row,
    yes_no_row,
)
from recovery_journal.widgets.picker import PickedItem

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

Rows = Iterator[FormRow]
MEETING_STATUSES = ("attended", "left_early", "not_attended", "planned")
CHOOSE_KIND = N_("Choose a kind with the arrows.")
PICK_NAME = N_("Type a name, and Enter picks it.")


def _contacts(journal: Journal) -> list[tuple[int, str]]:
    return [(contact.id, contact.name) for contact in journal.contacts.all()]


def _with_row(journal: Journal) -> FormRow:
    return contacts_row(_("With"), _contacts(journal), _("type a name"))


def triggers_row(journal: Journal, hint: str = "") -> FormRow:
    """Return the row for what set something off; names of the person's own may be new."""
    names = [trigger.name for trigger in journal.vocabulary.triggers()]
    hint = hint or _("type: conflict, lonely, a word of your own")
    return names_row("triggers", _("What set it off"), names, hint)


def _felt_rows() -> Rows:
    for name, title in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
        yield scale_row(name, title, -2, 2, _("worse"), _("even"), _("better"))


# --- check in -------------------------------------------------------------------------


def _check_in_rows(_journal: Journal) -> Rows:
    yield scale_row("mood", _("Mood"), 0, 10, _("very low"), _("okay"), _("very good"))


def _check_in_folded_rows(journal: Journal) -> Rows:
    low, high = _("not at all"), _("very much")
    yield scale_row("urge", _("Urge today"), 0, 10, _("none"), "", _("strongest"))
    yield scale_row("confidence", _("Confidence, 24 h"), 0, 10, low, "", high)
    yield scale_row("connectedness", _("Connectedness"), 0, 10, low, "", high)
    yield scale_row("arousal", _("Inner state"), -3, 3, _("numb"), _("steady"), _("on edge"))
    yield scale_row("stress", _("Stress"), 0, 10, _("none"), "", high)
    yield number_row("sleep_hours", _("Sleep, hours"), check_in.FIELDS["sleep_hours"])
    hint = _("type a feeling, or: anxious 7")
    yield names_row("emotions", _("Feelings"), journal.vocabulary.emotions(), hint, (0, 10))
    yield choice_row("needs", _("Right now I am"), labelled(choices.Need), many=True)
    yield choice_row("goal_today", _("Goal today"), labelled(choices.GoalToday))
    yield choice_row("medication", _("Medication"), labelled(choices.Medication))
    yield text_row("good_moment", _("A good moment"))


CHECK_IN = FormSpec(
    form="check_in",
    heading="Check in",
    record_type=check_in.CheckIn,
    fields=check_in.FIELDS,
    rows=_check_in_rows,
    folded_rows=_check_in_folded_rows,
    folded_fields=N_("urge, confidence, connectedness, sleep, feelings, needs, a note"),
    first="mood",
    needed={"mood": N_("Choose a mood: a digit, or the arrows.")},
)


# --- urge -----------------------------------------------------------------------------


def _urge_rows(journal: Journal) -> Rows:
    yield from _urge_first_rows(journal, _("Afterwards"))


def _lived_urge_rows(journal: Journal) -> Rows:
    yield from _urge_first_rows(journal, _("How it is now"))
    yield number_row("minutes", _("Minutes"), urge.FIELDS["minutes"])


def _urge_first_rows(journal: Journal, after_title: str) -> Rows:
    lowest, highest = _("none"), _("strongest")
    copings = [coping.name for coping in journal.vocabulary.copings()]
    hint = _("type, and how it helped, -1 to 2: breathing 2")
    yield scale_row("peak", _("At its peak"), 0, 10, lowest, "", highest)
    yield triggers_row(journal)
    yield choice_row("with_whom", _("I was"), labelled(choices.WithWhom))
    yield names_row("coping", _("What I did"), copings, hint, (-1, 2))
    yield scale_row("after", after_title, 0, 10, lowest, "", highest)


def _urge_folded_rows(journal: Journal) -> Rows:
    yield number_row("minutes", _("Minutes"), urge.FIELDS["minutes"])
    yield from _lived_urge_folded_rows(journal)


def _lived_urge_folded_rows(journal: Journal) -> Rows:
    yield text_row("about", _("About"), _("your own word for it"))
    yield _with_row(journal)
    yield scale_row("control", _("Control I felt"), 0, 10, _("none"), "", _("full"))
    yield choice_row("place_kind", _("Kind of place"), labelled(choices.PlaceKind))
    yield text_row("place", _("Place"))
    yield text_row("thing", _("Thing"))
    yield text_row("thought", _("Thought"))
    yield text_row("other_view", _("Another view"))
    yield choice_row("function", _("It promised"), labelled(choices.UrgeFunction), many=True)
    yield choice_row("acted", _("Acted on it"), labelled(choices.Acted))
    yield text_row("short_term", _("Right after"))
    yield text_row("longer_term", _("Later"))
    yield text_row("next_time", _("Next time"))


URGE = FormSpec(
    form="urge",
    heading=N_("Urge"),
    record_type=urge.Urge,
    fields=urge.FIELDS,
    rows=_urge_rows,
    folded_rows=_urge_folded_rows,
    folded_fields=N_("how long, about what, where, acted, what followed, a note"),
    first="peak",
    one_needed=("peak", N_("One field is enough: a digit for the peak, say.")),
    unseen=("reach_out",),  # what an urge that was lived through led to
    screen="form.urge:UrgeScreen",
)
LIVED_URGE = replace(
    URGE, rows=_lived_urge_rows, folded_rows=_lived_urge_folded_rows, first="after"
)
"""An urge that was lived through on the page that stays: how long it took is known."""


# --- reached and meeting --------------------------------------------------------------


def _reached_rows(journal: Journal) -> Rows:
    yield contacts_row(
        _("Who"), _contacts(journal), _("type two letters, then Enter"),
        _("No people here yet: on the map (2), n adds the first one"),
    )  # fmt: skip
    yield choice_row("outcome", _("What happened"), labelled(choices.Outcome), value="connected")
    yield choice_row("channel", _("How"), labelled(choices.Channel))
    yield from _felt_rows()


def _reached_folded_rows(_journal: Journal) -> Rows:
    yield number_row("minutes", _("Minutes"), reach_out.FIELDS["minutes"])
    yield choice_row("initiated_by", _("Began with"), labelled(choices.InitiatedBy))
    yield choice_row("support_received", _("I received"), labelled(choices.SupportKind), many=True)
    yield yes_no_row("support_given", _("I gave support"))
    yield yes_no_row("honest", _("I was honest"))
    yield yes_no_row("stretch", _("It was a stretch"))
    yield yes_no_row("belonging", _("I felt I belong"))


REACHED = FormSpec(
    form="reached",
    heading="Reached",
    record_type=reach_out.ReachOut,
    fields=reach_out.FIELDS,
    rows=_reached_rows,
    folded_rows=_reached_folded_rows,
    folded_fields=N_("minutes, who began, support received and given, a note"),
    first="contacts",
    second="outcome",
    needed={"contacts": PICK_NAME, "outcome": N_("This entry needs one of these.")},
)


def _meeting_rows(journal: Journal) -> Rows:
    groups = [
        (contact.id, contact.name)
        for contact in journal.contacts.all()
        if contact.contact_kind == "group"
    ]
    programs = [(name, name) for name in choices.PROGRAMS]
    statuses = [(status, label(status)) for status in MEETING_STATUSES]
    hint = _("a name, then Enter")
    yield single_name_row("name", _("Meeting"), groups, hint, lambda picked: picked)
    yield choice_row("status", _("Attendance"), statuses, value="attended")
    hint = _("type: SM, AA, NA…")
    yield single_name_row("program", _("Program"), programs, hint, lambda picked: picked.label)
    yield choice_row("format", _("How"), labelled(choices.MeetingFormat))
    yield from _felt_rows()


def _meeting_folded_rows(_journal: Journal) -> Rows:
    yield choice_row("roles", _("What I did"), labelled(choices.MeetingRole), many=True)
    people_talked_to = meeting.FIELDS["people_talked_to"]
    yield number_row("people_talked_to", _("Talked to"), people_talked_to)
    yield choice_row("felt_safe", _("Felt safe"), labelled(choices.FeltSafe))
    yield choice_row("held_back_by", _("Held back by"), labelled(choices.HeldBackBy), many=True)
    yield text_row("topic", _("Topic"))
    yield text_row("takeaway", _("Takeaway"))


def _meeting_to_rows(values: Values) -> Values:
    """Put a meeting into its one row for the name: by its group contact, or its name alone."""
    name, contacts = values.get("name"), values.get("contacts") or ()
    rows = {field: value for field, value in values.items() if field not in {"contacts", "name"}}
    if name or contacts:
        rows["name"] = _picked_meeting(name, contacts)
    if program := values.get("program"):
        rows["program"] = (PickedItem(program, program),)  # as it was written
    return rows


def _picked_meeting(name: str | None, contacts: Sequence[ContactRef]) -> tuple[PickedItem, ...]:
    for ref in contacts:
        if ref.id is not None:
            return (PickedItem(ref.id, name or ref.name),)
    return (PickedItem(name, name),) if name else ()


def _meeting_from_rows(values: Values) -> Values:
    picked: PickedItem = values.pop("name")
    if isinstance(picked.key, int):
        values["contacts"] = (ContactRef(picked.key, picked.label),)
    return {**values, "name": picked.label}


MEETING = FormSpec(
    form="meeting",
    heading="Meeting",
    record_type=meeting.Meeting,
    fields=meeting.FIELDS,
    rows=_meeting_rows,
    folded_rows=_meeting_folded_rows,
    folded_fields=N_("what I did there, whom I talked to, what held me back, a takeaway, a note"),
    first="name",
    second="status",
    needed={"name": PICK_NAME},
    to_rows=_meeting_to_rows,
    from_rows=_meeting_from_rows,
    may_lie_ahead=lambda values: values.get("status") == "planned",
    derived_from={"contacts": "name"},
)


# --- activity, reflection, milestone, return to use -----------------------------------


def _activity_rows(_journal: Journal) -> Rows:
    yield choice_row("activity_kind", _("Activity"), labelled(choices.ActivityKind))
    yield text_row("name", _("What it was"), _("in your own words"))
    low, high = _("not at all"), _("very much")
    yield scale_row("enjoyment", _("I enjoyed it"), 0, 10, low, "", high)


def _activity_folded_rows(journal: Journal) -> Rows:
    yield choice_row("with_whom", _("I was"), labelled(choices.WithWhom))
    yield _with_row(journal)
    yield number_row("minutes", _("Minutes"), activity.FIELDS["minutes"])
    yield yes_no_row("structured", _("At a set time"))


ACTIVITY = FormSpec(
    form="activity",
    heading=N_("Activity"),
    record_type=activity.Activity,
    fields=activity.FIELDS,
    rows=_activity_rows,
    folded_rows=_activity_folded_rows,
    folded_fields=N_("with whom, minutes, whether it had its time, a note"),
    first="activity_kind",
    second="name",
    needed={"activity_kind": CHOOSE_KIND},
)


def _reflection_rows(_journal: Journal) -> Rows:
    anchors = _("very low"), _("okay"), _("very good")
    yield scale_row("body", _("Body"), 0, 10, *anchors)
    yield scale_row("mind", _("Mind"), 0, 10, *anchors)
    yield scale_row("people", _("People"), 0, 10, *anchors)
    yield scale_row("purpose", _("Purpose"), 0, 10, *anchors)
    yield text_row("learned", _("I learned"), _("something of this week"))
    yield text_row("proud_of", _("I am proud of"), _("large or small"))


REFLECTION = FormSpec(
    form="reflection",
    heading=N_("Reflection"),
    record_type=reflection.Reflection,
    fields=reflection.FIELDS,
    rows=_reflection_rows,
    first="body",
    one_needed=("body", N_("One field is enough: a digit for the body, say.")),
)


def _milestone_rows(_journal: Journal) -> Rows:
    yield choice_row("milestone_kind", _("Milestone"), labelled(choices.MilestoneKind))
    yield text_row("wording", _("Which one"), _("in your own words"))
    yield text_row("marked_how", _("How I marked it"), _("a walk, a call, a cake"))
    yield yes_no_row("told", _("I told someone"))


MILESTONE = FormSpec(
    form="milestone",
    heading=N_("Milestone"),
    record_type=milestone.Milestone,
    fields=milestone.FIELDS,
    rows=_milestone_rows,
    first="milestone_kind",
    second="marked_how",
    needed={"milestone_kind": CHOOSE_KIND},
)


def return_to_use_rows(journal: Journal) -> Rows:
    """Return the rows that the plain form and the page for that moment share."""
    yield text_row("about", _("About"), _("your own word for it"))
    yield triggers_row(journal)
    yield yes_no_row("told", _("I told someone"))
    yield text_row("next_step", _("One small step"), _("the next one"))


RETURN_TO_USE = FormSpec(
    form="return_to_use",
    heading=N_("Return to use"),
    record_type=return_to_use.ReturnToUse,
    fields=return_to_use.FIELDS,
    rows=return_to_use_rows,
    first="about",
)

_SPECS = (CHECK_IN, URGE, REACHED, MEETING, ACTIVITY, REFLECTION, MILESTONE, RETURN_TO_USE, GOAL)
FORMS: dict[str, FormSpec] = {spec.form: spec for spec in _SPECS}
"""Every form by its name."""
