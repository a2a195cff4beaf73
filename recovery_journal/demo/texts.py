"""What the made-up person writes: notes, moments, scenes of an urge.

These are one person's own words in a journal, not sentences of the program, so
they are not translated.
"""

from __future__ import annotations

from typing import NamedTuple

from recovery_journal.demo.demo_contacts import AMELIE, LINH, MARCUS, OSEI
from recovery_journal.domain.choices import Channel, PlaceKind, UrgeFunction, WithWhom


class UrgeScene(NamedTuple):
    """One kind of hard moment: where, with whom, what it is for, what helps.

    ``hours`` are the first and the last hour in which it starts; 24 and more
    is the night after. ``weekdays`` are those it can happen on, 0 for Monday.
    """

    hours: tuple[int, int]
    triggers: tuple[str, ...]
    with_whom: WithWhom
    place_kind: PlaceKind
    place: str
    function: tuple[UrgeFunction, ...]
    coping: tuple[str, ...]
    thing: str | None = None
    thought: str | None = None
    other_view: str | None = None
    next_time: str | None = None
    weekdays: frozenset[int] = frozenset(range(7))


FRIDAY = UrgeScene(
    (17, 19), ("Friday after work", "unstructured_time"), "alone", "street_transport",
    "walking home past the corner shop", ("celebrate",), ("the long way round", "move"),
    thing="the wine shelf in the window", thought="I have earned it this week.",
    other_view="I have earned the evening. The wine takes it away again.",
    next_time="Have something cooking before I leave the office.", weekdays=frozenset({4}),
)  # fmt: skip

SCENES = (
    UrgeScene(
        (20, 22), ("lonely", "unstructured_time"), "alone", "home", "sofa",
        ("fill_void", "not_alone"), ("reach_someone", "urge_surf"),
        thought="Nobody would know.", other_view="I would know, and so would tomorrow.",
        next_time="Write to Linh before it gets late.",
    ),
    UrgeScene(
        (16, 18), ("life_stress",), "with_people", "work_school", "after the team meeting",
        ("numb",), ("breathing", "cold water on my wrists"),
        thought="I cannot do this without something.",
        other_view="I have done eleven of these meetings without.", weekdays=frozenset(range(5)),
    ),
    UrgeScene(
        (19, 21), ("celebrating_with_others", "indirect_pressure"), "with_people", "bar_or_party",
        "birthday of a colleague", ("bond", "social_ease"), ("leave", "reach_someone"),
        thing="a tray of full glasses", thought="One, to be part of it.",
        next_time="Arrive with my own drink, leave by ten.",
    ),
    UrgeScene(
        (21, 23), ("conflict", "difficult_emotion"), "alone", "home", "kitchen",
        ("numb",), ("move", "reach_someone"), thought="It is my fault again.",
        other_view="We disagreed about money. That is all that happened.",
    ),
    UrgeScene(
        (23, 25), ("body_discomfort",), "alone", "home", "in bed, wide awake", ("sleep",),
        ("rest_or_eat", "breathing"), thought="A glass would put me to sleep.",
        other_view="It puts me to sleep and wakes me at four.",
    ),
    UrgeScene(
        (18, 20), ("the corner shop", "place_or_thing"), "alone", "street_transport",
        "corner shop, second aisle", ("fill_void",), ("leave", "urge_surf"),
        thing="the shelf beside the bread", next_time="Buy bread at the market on Saturday.",
    ),
    UrgeScene(
        (14, 16), ("alone_good_mood",), "alone", "home", "balcony, in the sun",
        ("celebrate", "energy"), ("enjoy", "move"), thought="This would be perfect with a glass.",
        other_view="It is already good.",
    ),
    UrgeScene(
        (17, 20), ("direct_pressure",), "with_people", "someone_elses", "Dee's kitchen",
        ("bond",), ("leave", "the long way round"), thing="an open bottle on the table",
        thought="Saying no again makes me the difficult one.",
        next_time="Meet Dee in the park, by daylight.",
    ),
    UrgeScene(
        (20, 22), ("trauma_reminder", "difficult_emotion"), "online", "online",
        "an old photo came up", ("numb",), ("grounding", "reach_someone"),
        other_view="That was then. I am in my own kitchen and the kettle is on.",
    ),
    UrgeScene(
        (19, 22), ("unsure",), "alone", "home", "living room", ("other",),
        ("urge_surf", "cold water on my wrists"),
    ),
)  # fmt: skip

SHORT_TERM = ("It let go after a while.", "Tired, but glad.", "Restless for an hour, then fine.")
LONGER_TERM = ("Slept through.", "One more evening that is mine.", "Easier to say no at the next.")

GOOD_MOMENTS = (
    "Coffee on the balcony before anyone was up.",
    "Laughed on the phone with Tomasz about the dog.",
    "The bread came out right.",
    "Amélie fell asleep in the middle of the film.",
    "Swam twenty lengths without stopping.",
    "A ripe pear at the market, eaten standing.",
    "Walked home in the rain and did not mind.",
    "Fixed the bicycle light myself.",
    "A long hot bath and the second half of the book.",
    "A stranger's dog chose me on the bus.",
    "Finished the report two days early.",
    "Heron on the canal, quite near.",
    "Cooked the lentils the way Ilse does.",
    "Clear evening, stars over the car park.",
)

DAY_NOTES = (
    "Amélie was here. We cooked and did not talk about anything important. That was the point.",
    "Long day at work. Marcus says: eat first, then decide how the day was.",
    "Quiet day. Read for an hour.",
    "Told Dr Osei about the dream. She asked what I did after waking up.",
    "Ilse sent seeds for the balcony. Sorted them by month.",
    "Walked along the canal with يوسف. He did most of the talking.",
    "Kofi asked about Friday drinks. Said I would come for the first hour, with a ginger beer.",
    "Could not settle to anything. Went to bed early, and it was right.",
    "Tomasz is on nights again, we keep missing each other's calls.",
    "Good energy. Tidied the kitchen and the inbox.",
    "Dee wrote. I answered the next morning, as agreed with myself.",
    "Rain all day. Soup.",
    "Linh told the group her story. So proud of her, and a bit of me.",
    "Money worries. Made the list with Amélie, it is shorter than it felt.",
    "An ordinary day. I used to be afraid of those.",
    "Thought about wine at six, then forgot about it. That is new.",
    "Headache, cancelled the gym, lay down.",
    "Paid for the swimming course. No way back now, which is good.",
)

HARD_NOTES = (
    "Did not sleep. Everything is loud.",
    "The letter from the landlord came. Put it under the fruit bowl.",
    "Did not answer Linh. Do not know what to say to her.",
    "Got through work and lay on the floor for an hour.",
    "Amélie asked how I am. Said fine. It is not fine.",
    "Called Tomasz, he was asleep. Called nobody after that.",
    "A small thing: I opened the letter. Two months' time. That is something.",
    "Marcus: 'You can ring me in the middle of it, not only after it.'",
)

# In the second half of the hard fortnight, after the return to use.
MENDING_NOTES = (
    "Slept five hours in one piece. That is two more than yesterday.",
    "Ate breakfast. Small things in order.",
    "Still tired to the bone, and not hiding any more. Both are true.",
    "Answered the landlord. Amélie read it before I sent it.",
    "Nothing I had built is gone. Marcus counted it up with me.",
)

TAKEAWAYS = (
    "You can leave the room and still be part of the group.",
    "Someone said: the urge is a visitor, not the landlord.",
    "Write the cost and the benefit down, both columns.",
    "Sitting still for twenty minutes is long, and possible.",
    "A plan for Friday beats a promise on Thursday.",
    "Listened more than I talked. It helped.",
    "It does not have to be a good day to be a day that counts.",
)

TOPICS = ("weekends", "sleep", "saying no kindly", "money", "family visits", "boredom", "anger")

REACH_NOTES = {
    "Amélie": (
        "Amélie on the train, bad connection, good talk.",
        "Told Amélie about Sunday. She only listened.",
        "Amélie and I planned the weekend: market, swimming, nothing after nine.",
    ),
    "Tomasz": ("Tomasz told me about the night shifts. We laughed about Dad's car.",),
    "Ilse": ("Ilse on the phone, tomatoes and the neighbour's fence.",),
    "يوسف": ("Chess with يوسف at the tea house, lost twice.", "يوسف brought dates and bad jokes."),
    "Dee": ("Coffee with Dee. She talked about the old summers. Went home at five.",),
    "Marcus": (
        "Marcus asked what I need, not what I did.",
        "Rang Marcus from the stairwell before going in.",
        "Marcus and I went through Friday hour by hour.",
    ),
    "Linh": (
        "Linh sent a photo of her dinner, I sent mine. That was our evening.",
        "Linh had a hard night too. We stayed on the phone.",
    ),
    "Dr Osei": (
        "Dr Osei: sleep first. We drew the week and where the gaps are.",
        "Talked about Dad. Long walk afterwards.",
    ),
    "Kofi": ("Lunch with Kofi, talked about the twins and no work at all.",),
    "Repair Café": ("Repair Café: soldered a radio with a man called Anselm.",),
}

TALK = (
    "Sleep: what helped in the last weeks, and what did not",
    "How to tell Ilse why I do not drink at her birthday",
    "What to do with Fridays while Kofi is away",
)

ABOUT = "wine"
WORDS = (
    ("return_to_use", "a night with wine"),
    ("goal", "evenings without wine"),
    ("day", "a day of my own"),
)


class ReturnReachOut(NamedTuple):
    """A reach-out after the return to use: how many days after, with whom, how it felt."""

    days_after: int
    minute: int
    contact_id: int
    channel: Channel
    minutes: int
    felt_before: int
    felt_after: int
    note: str


RETURN_NOTE = "Half a bottle alone, after the letter and four bad nights. Stopped. Poured the rest."
RETURN_NEXT = "Ring Marcus at seven, before work."
RETURN_MORNING = "Ashamed and clear at the same time. Told Marcus. He said thank you."


AFTER_RETURN = (
    ReturnReachOut(
        1, 500, MARCUS, "call", 25, -2, 0,
        "Rang Marcus before work and said it out loud. He asked if I was safe and had eaten.",
    ),
    ReturnReachOut(
        1, 1110, AMELIE, "in_person", 150, -1, 1,
        "Told Amélie. She brought soup and stayed. We poured nothing and slept.",
    ),
    ReturnReachOut(
        3, 960, OSEI, "in_person", 50, -1, 1,
        "Dr Osei moved our session forward. Wrote down what came before: the letter, no sleep.",
    ),
    ReturnReachOut(
        4, 1170, LINH, "call", 40, 0, 2,
        "Told Linh why I had been quiet. She had guessed, and had kept my seat on Thursday.",
    ),
)  # fmt: skip
