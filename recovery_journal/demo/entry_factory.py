"""One moment of the made-up life as one record: a check-in, an urge, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from recovery_journal.demo import texts
from recovery_journal.demo.demo_calendar import DemoCalendar, random_uuid
from recovery_journal.demo.demo_contacts import DEMO_CONTACTS
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.choices import HeldBackBy, MeetingFormat, MeetingRole, TriedOutcome
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge

LOW_EMOTIONS = ("anxious", "ashamed", "lonely", "numb", "overwhelmed", "restless", "sad")
MIDDLE_EMOTIONS = ("anxious", "bored", "calm", "content", "lonely", "restless")
HIGH_EMOTIONS = ("calm", "content", "grateful", "hopeful", "joyful")
TRIED_OUTCOMES: tuple[TriedOutcome, ...] = ("left_message", "no_answer", "cancelled", "declined")
HELD_BACK_REASONS: tuple[HeldBackBy, ...] = ("work", "transport", "health", "worry_about_judgement")
HARD_HELD_BACK_REASONS: tuple[HeldBackBy, ...] = ("felt_unable", "worry_about_judgement")
ROLES: tuple[tuple[MeetingRole, ...], ...] = (
    ("listened",),
    ("listened", "shared"),
    ("service", "shared"),
    ("helped_newcomer", "listened"),
    ("chaired",),
)


class DemoGroup(NamedTuple):
    """A meeting the person goes to: ``weekday`` 0 is Monday, ``minute`` its start."""

    name: str
    program: str
    weekday: int
    minute: int
    meeting_format: MeetingFormat
    contact_id: int | None = None


def clamp(value: int, low: int = 0, high: int = 10) -> int:
    """Return the value held inside a scale."""
    return max(low, min(high, value))


def contact_ref(contact_id: int) -> ContactRef:
    """Return the contact of that id as an entry names it."""
    return ContactRef(contact_id, DEMO_CONTACTS[contact_id - 1].fields["name"])


class EntryFactory:
    """Writes the moments of one life with one pair of dice, so that each seed is one life."""

    def __init__(self, rng: Random, calendar: DemoCalendar) -> None:
        self.rng = rng
        self.calendar = calendar
        self.recording_lag: dict[int, int] = {}
        # Each contact's id to the day it was last reached.
        self.last_reached: dict[int, int] = {}
        # The urge's uuid to that of the reach-out it led to.
        self.led_to: dict[str, str] = {}
        self._decks: dict[Sequence[Any], list[Any]] = {}

    def chance(self, percent: int) -> bool:
        """Say yes in so many of a hundred times."""
        return self.rng.random() * 100 < percent

    def draw(self, pool: Sequence[Any]) -> Any:
        """Draw from a pool as from a deck of cards: nothing comes twice before all came."""
        deck = self._decks.setdefault(pool, [])
        if not deck:
            deck.extend(self.rng.sample(pool, len(pool)))
        return deck.pop()

    def maybe(self, percent: int, pool: Sequence[Any]) -> Any:
        """Draw from a pool in so many of a hundred times, else leave the field out."""
        return self.draw(pool) if self.chance(percent) else None

    def timestamps(self, days_ago: int, minute: int, duration: int = 0) -> dict[str, Any]:
        """Return when a moment happened and was written: once it was over, or days later."""
        occurred = self.calendar.datetime_at(days_ago, minute)
        lag = self.recording_lag.get(days_ago, 0)
        if lag:
            recorded = self.calendar.datetime_at(days_ago - lag, 1170 + self.rng.randrange(60))
        else:
            recorded = self.calendar.datetime_at(
                days_ago, minute + duration + self.rng.randrange(1, 12)
            )
        return {
            "occurred_at": occurred,
            "recorded_at": max(occurred, recorded),
            "uuid": random_uuid(self.rng),
            "source": "demo",
        }

    def check_in(self, days_ago: int, minute: int, **overrides: Any) -> CheckIn:
        """Return a check-in; what is ``overrides`` stands, the rest follows the time of life."""
        rng, depth = self.rng, self.calendar.depth(days_ago)
        mood = overrides.get("mood")
        if mood is None:
            mood = clamp(
                (self.calendar.mood_level(days_ago) + rng.randrange(-16, 17) + 5) // 10, 1, 9
            )
        hard = depth >= 2
        fields: dict[str, Any] = {
            "mood": mood,
            "emotions": self._emotions(mood),
            "urge": clamp(rng.randrange(0, 5) + depth) if self.chance(80) else None,
            "confidence": clamp(mood + rng.randrange(0, 3)) if self.chance(85) else None,
            "connectedness": clamp(mood + rng.randrange(-1, 2)) if self.chance(75) else None,
            "stress": clamp(9 - mood + rng.randrange(-1, 2)) if self.chance(45) else None,
            "arousal": rng.choice((-2, 2, 3) if hard else (-1, 0, 0, 1))
            if self.chance(40)
            else None,
            "sleep_hours": self._sleep(depth),
            "needs": tuple(sorted(rng.sample(("lonely", "tired", "hungry", "angry"), 1 + hard)))
            if self.chance(60 if hard else 15)
            else (),
            "medication": self._medication(depth),
            "good_moment": self.maybe(8 if hard else 28, texts.GOOD_MOMENTS),
            "note": self._day_note(days_ago),
        }
        fields["share"] = fields["note"] is not None and self.chance(20)
        return CheckIn(**{**fields, **self.timestamps(days_ago, minute), **overrides})

    def _day_note(self, days_ago: int) -> str | None:
        pool: tuple[str, ...] = texts.DAY_NOTES
        if self.calendar.depth(days_ago) >= 2:
            is_before_return = self.calendar.days_since_return(days_ago) <= 0
            pool = texts.HARD_NOTES if is_before_return else texts.MENDING_NOTES
        note: str | None = self.maybe(25 if pool is texts.DAY_NOTES else 45, pool)
        return note

    def _emotions(self, mood: int) -> tuple[RatedName, ...]:
        if not self.chance(65):
            return ()
        pool = LOW_EMOTIONS if mood <= 3 else MIDDLE_EMOTIONS if mood <= 6 else HIGH_EMOTIONS
        names = self.rng.sample(pool, self.rng.choice((1, 1, 2)))
        return tuple(
            RatedName(name, self.rng.randrange(3, 9) if self.chance(60) else None)
            for name in sorted(names)
        )

    def _sleep(self, depth: int) -> float | None:
        if not self.chance(40 if depth >= 2 else 80):
            return None
        return (15 - depth + self.rng.randrange(-2, 3)) / 2 - depth / 2

    def _medication(self, depth: int) -> str | None:
        if not self.chance(50):
            return None
        return self.rng.choice(
            ("not_taken", "partly") if depth >= 3 else ("as_planned",) * 9 + ("partly",)
        )

    def urge(self, days_ago: int, **overrides: Any) -> Urge:
        """Return an episode: what came before, what I did, what followed."""
        rng, depth = self.rng, self.calendar.depth(days_ago)
        scene = self._scene(self.calendar.day(days_ago).weekday())
        is_detailed = self.chance(55)
        peak = clamp(rng.randrange(3, 8) + depth // 2)
        after_level = clamp(peak - rng.randrange(2, 6) + depth // 2)
        help_ratings = (0, 1, 1, 2) if depth < 2 else (-1, 0, 0, 1)
        used_coping = scene.coping if self.chance(50) else scene.coping[:1]
        first_hour, last_hour = scene.hours
        fields: dict[str, Any] = {
            "about": texts.ABOUT if self.chance(80) else None,
            "peak": peak,
            "after": after_level if self.chance(85) else None,
            "minutes": rng.choice((5, 10, 15, 20, 30, 45)) if self.chance(60) else None,
            "control": clamp(9 - depth - rng.randrange(0, 4)) if self.chance(50) else None,
            "triggers": scene.triggers if is_detailed else scene.triggers[:1],
            "with_whom": scene.with_whom,
            "place_kind": scene.place_kind,
            "place": scene.place if is_detailed else None,
            "thing": scene.thing if is_detailed else None,
            "thought": scene.thought if is_detailed else None,
            "other_view": scene.other_view if is_detailed else None,
            "function": scene.function if is_detailed else (),
            "coping": tuple(RatedName(name, rng.choice(help_ratings)) for name in used_coping),
            "acted": "no" if self.chance(85) else "prefer_not_to_say" if depth else None,
            "short_term": self.maybe(25, texts.SHORT_TERM) if depth < 2 else None,
            "longer_term": self.maybe(15, texts.LONGER_TERM) if depth < 2 else None,
            "next_time": scene.next_time if is_detailed else None,
        }  # fmt: skip
        minute = first_hour * 60 + rng.randrange((last_hour - first_hour) * 60)
        return Urge(**{**fields, **self.timestamps(days_ago, minute), **overrides})

    def _scene(self, weekday: int) -> texts.UrgeScene:
        scene: texts.UrgeScene = texts.FRIDAY
        if weekday not in scene.weekdays or self.chance(35):
            scene = self.draw(texts.SCENES)
        while weekday not in scene.weekdays:
            scene = self.draw(texts.SCENES)
        return scene

    def reached(self, contact_id: int, days_ago: int, minute: int, **overrides: Any) -> ReachOut:
        """Return a reach-out in which someone was reached."""
        rng, contact = self.rng, DEMO_CONTACTS[contact_id - 1]
        channel = rng.choice(contact.channels)
        max_minutes = {"in_person": 120, "text": 10}.get(channel, 35)
        felt_before = rng.choice((-1, 0, 0, 1)) - (self.calendar.depth(days_ago) >= 2)
        support: tuple[str, ...] = contact.fields.get("support", ())
        note = self.maybe(35, texts.REACH_NOTES.get(contact.fields["name"], ()) or (None,))
        fields: dict[str, Any] = {
            "contacts": (contact_ref(contact_id),),
            "initiated_by": rng.choice(("me", "me", "me", "them", "them", "planned", "chance")),
            "channel": channel,
            "minutes": rng.randrange(5, max_minutes + 1, 5) if self.chance(70) else None,
            "felt_before": felt_before,
            "felt_after": clamp(felt_before + contact.lift + rng.choice((-1, -1, 0, 0, 1)), -2, 2),
            "support_received": tuple(sorted(rng.sample(support, 1)))
            if support and self.chance(60)
            else (),
            "support_given": rng.choice((True, True, False)) if self.chance(45) else None,
            "honest": True if self.chance(30) else None,
            "stretch": True if self.chance(10) else None,
            "belonging": True if contact.lift > 0 and self.chance(35) else None,
            "note": note,
            "share": note is not None and self.chance(20),
        }
        return ReachOut(**{**fields, **self.timestamps(days_ago, minute), **overrides})

    def tried(self, contact_id: int, days_ago: int, minute: int, **overrides: Any) -> ReachOut:
        """Return an attempt that got through to nobody; its outcomes take turns."""
        fields: dict[str, Any] = {
            "contacts": (contact_ref(contact_id),),
            "initiated_by": "me",
            "channel": "call",
            "outcome": self.draw(TRIED_OUTCOMES),
            "felt_before": self.rng.choice((-1, 0)) if self.chance(40) else None,
        }
        return ReachOut(**{**fields, **self.timestamps(days_ago, minute), **overrides})

    def meeting(self, group: DemoGroup, days_ago: int, **overrides: Any) -> Meeting:
        """Return a meeting, attended when nothing else is told."""
        rng, was_there = self.rng, overrides.get("status") != "not_attended"
        fields: dict[str, Any] = {
            "name": group.name,
            "contacts": () if group.contact_id is None else (contact_ref(group.contact_id),),
            "program": group.program,
            "format": group.meeting_format,
        }
        if was_there:
            felt_before = rng.choice((-1, 0, 0, 1))
            fields |= {
                "roles": self.draw(ROLES),
                "people_talked_to": rng.randrange(0, 6) if self.chance(70) else None,
                "felt_safe": rng.choice(("yes", "yes", "yes", "mostly")),
                "felt_before": felt_before,
                "felt_after": clamp(felt_before + rng.choice((0, 1, 1)), -2, 2),
                "topic": self.maybe(40, texts.TOPICS),
                "takeaway": self.maybe(45, texts.TAKEAWAYS),
            }
        else:
            pool = (
                HARD_HELD_BACK_REASONS if self.calendar.depth(days_ago) >= 2 else HELD_BACK_REASONS
            )
            fields["held_back_by"] = (self.draw(pool),)
        return Meeting(
            **{**fields, **self.timestamps(days_ago, group.minute, 75 * was_there), **overrides}
        )

    def return_to_use(self, days_ago: int, minute: int) -> ReturnToUse:
        """Return the night that did not go to plan, written down the next morning."""
        timestamps = self.timestamps(days_ago, minute)
        timestamps["recorded_at"] = self.calendar.datetime_at(days_ago - 1, 545)
        return ReturnToUse(
            about=texts.ABOUT,
            triggers=("life_stress", "lonely"),
            told=True,
            next_step=texts.RETURN_NEXT,
            note=texts.RETURN_NOTE,
            **timestamps,
        )
