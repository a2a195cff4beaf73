"""The fixed lists: every value a field with a list of choices may hold.

The values are plain strings, the same in the journal file, in JSON and on the
command line; ``Literal`` types let the type checker hold the code to them.
"""

from __future__ import annotations

from typing import Literal

RecordKind = Literal[
    "check_in", "urge", "reach_out", "meeting", "return_to_use", "milestone", "activity",
    "reflection",
]  # fmt: skip

# check_in
Need = Literal["hungry", "angry", "lonely", "tired"]
GoalToday = Literal["met", "partly", "not_met", "not_applicable", "prefer_not_to_say"]
Medication = Literal["as_planned", "partly", "not_taken", "not_applicable"]
EMOTIONS = (
    "angry", "anxious", "ashamed", "bored", "calm", "content", "grateful", "guilty", "hopeful",
    "joyful", "lonely", "numb", "overwhelmed", "sad",
)  # fmt: skip

# urge
WithWhom = Literal["alone", "with_people", "online", "crowd"]
PlaceKind = Literal[
    "home", "work_school", "street_transport", "bar_or_party", "someone_elses", "online", "other"
]
UrgeFunction = Literal[
    "fill_void", "social_ease", "not_alone", "bond", "numb", "celebrate", "sleep", "energy",
    "other",
]  # fmt: skip
Acted = Literal["no", "partly", "yes", "prefer_not_to_say"]

# trigger and coping
TriggerKind = Literal["person", "place", "thing", "feeling", "time", "other"]
TRIGGERS = (
    "difficult_emotion", "body_discomfort", "alone_good_mood", "testing_control", "place_or_thing",
    "conflict", "direct_pressure", "indirect_pressure", "celebrating_with_others", "lonely",
    "trauma_reminder", "unstructured_time", "life_stress", "other", "unsure",
)  # fmt: skip
CopingCategory = Literal[
    "reframe", "mindfulness", "grounding", "breathing", "urge_surf", "leave", "reach_someone",
    "meeting", "move", "rest_or_eat", "problem_solve", "enjoy", "professional", "faith_or_meaning",
    "other",
]  # fmt: skip
ForState = Literal["on_edge", "shut_down", "any"]

# contact
ContactKind = Literal["person", "group", "service"]
Relation = Literal[
    "partner", "family", "friend", "peer_in_recovery", "sponsor_mentor", "peer_specialist",
    "recovery_group", "counselor_therapist", "medical", "social_worker", "housemate", "work_school",
    "faith_community", "community_org", "helpline", "other",
]  # fmt: skip
Sector = Literal["family", "friends", "peers", "professionals", "community"]
TieKind = Literal["bonding", "bridging", "unsure"]
SupportKind = Literal[
    "emotional", "informational", "practical", "companionship", "accountability", "financial",
    "advocacy",
]  # fmt: skip
SupportsGoal = Literal["yes", "mixed", "no", "does_not_know", "unsure"]
Influence = Literal["protective", "mixed", "risk", "unsure"]
BoundaryKind = Literal["time", "money_or_cover", "place", "topic", "use_around_me", "other"]
ShareAs = Literal["nobody", "role", "name"]
ContactStatus = Literal["active", "less_now", "ended"]
DetailKind = Literal["phone", "email", "address"]
ContactState = Literal["paused", "new", "recent", "due", "drifting"]

# reach_out
InitiatedBy = Literal["me", "them", "planned", "chance"]
Channel = Literal["in_person", "call", "video", "text", "letter_email", "group", "social_media"]
Outcome = Literal["connected", "left_message", "no_answer", "declined", "cancelled"]
TriedOutcome = Literal["left_message", "no_answer", "declined", "cancelled"]

# meeting
PROGRAMS = (
    "AA", "LifeRing", "Moderation Management", "NA", "Recovery Dharma", "SMART Recovery", "SOS",
    "Women for Sobriety", "group therapy", "mental health support group",
)  # fmt: skip
MeetingFormat = Literal["in_person", "video", "phone", "text"]
PresentStatus = Literal["attended", "left_early"]
MeetingStatus = Literal["planned", "attended", "left_early", "not_attended"]
HeldBackBy = Literal[
    "transport", "childcare", "internet", "cost", "work", "health", "language",
    "worry_about_judgement", "felt_unable", "other",
]  # fmt: skip
MeetingRole = Literal["listened", "shared", "service", "helped_newcomer", "chaired"]
FeltSafe = Literal["yes", "mostly", "no"]

# goal
GoalKind = Literal["abstain", "reduce", "safer_use", "moderate", "other_behaviour", "wellbeing"]
ChosenBy = Literal["me", "agreed", "required"]

# milestone
MilestoneKind = Literal[
    "days_toward_goal", "meetings", "connection", "relationship", "skill", "service", "personal"
]

# activity
ActivityKind = Literal[
    "move", "create", "nature", "learn", "play", "rest", "home", "work_or_study", "volunteer",
    "faith_or_meaning", "social", "other",
]  # fmt: skip

# safety_steps, in the order in which they are read
StepHeading = Literal[
    "warning_signs", "alone", "distraction", "people_to_tell", "professionals", "surroundings",
    "worth_staying_for",
]  # fmt: skip
