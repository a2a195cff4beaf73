"""One moment of the made-up life as one record: a check-in, an urge, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from recovery_journal.demo import texts
from recovery_journal.demo.people import PEOPLE
from recovery_journal.demo.span import Span, uuid_of
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef, Marked
from recovery_journal.domain.lists import HeldBackBy, MeetingFormat, Role, TriedOutcome
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge

LOW = ("anxious", "ashamed", "lonely", "numb", "overwhelmed", "restless", "sad")
MIDDLE = ("anxious", "bored", "calm", "content", "lonely", "restless")
HIGH = ("calm", "content", "grateful", "hopeful", "joyful")
TRIED: tuple[TriedOutcome, ...] = ("left_message", "no_answer", "cancelled", "declined")
HELD_BACK: tuple[HeldBackBy, ...] = ("work", "transport", "health", "worry_about_judgement")
HELD_BACK_HARD: tuple[HeldBackBy, ...] = ("felt_unable", "worry_about_judgement")
ROLES: tuple[tuple[Role, ...], ...] = (
    ("listened",),
    ("listened", "shared"),
    ("service", "shared"),
    ("helped_newcomer", "listened"),
    ("chaired",),
)


class Group(NamedTuple):
    """A meeting the person goes to: ``weekday`` 0 is Monday, ``minute`` its start."""

    name: str
    program: str
    weekday: int
    minute: int
    form: MeetingFormat
    person: int | None = None


def clamp(value: int, low: int = 0, high: int = 10) -> int:
    """Return the value held inside a scale."""
    return max(low, min(high, value))


def ref(number: int) -> ContactRef:
    """Return the contact of that id as an entry names it."""
    return ContactRef(number, PEOPLE[number - 1].facts["name"])


class Pen:
    """Writes the moments of one life with one pair of dice, so that each seed is one life."""

    def __init__(self, rng: Random, span: Span) -> None:
        self.rng = rng
        self.span = span
        self.later: dict[int, int] = {}
        # Each contact's id to the day it was last reached.
        self.met: dict[int, int] = {}
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

    def stamp(self, back: int, minute: int, took: int = 0) -> dict[str, Any]:
        """Return when a moment happened and was written: once it was over, or days later."""
        occurred = self.span.at(back, minute)
        lag = self.later.get(back, 0)
        if lag:
            recorded = self.span.at(back - lag, 1170 + self.rng.randrange(60))
        else:
            recorded = self.span.at(back, minute + took + self.rng.randrange(1, 12))
        return {
            "occurred_at": occurred,
            "recorded_at": max(occurred, recorded),
            "uuid": uuid_of(self.rng),
            "source": "demo",
        }

    def check_in(self, back: int, minute: int, **told: Any) -> CheckIn:
        """Return a check-in; what is ``told`` stands, the rest follows the time of life."""
        rng, depth = self.rng, self.span.depth(back)
        mood = told.get("mood")
        if mood is None:
            mood = clamp((self.span.level(back) + rng.randrange(-16, 17) + 5) // 10, 1, 9)
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
            "note": self._note_of_day(back),
        }
        fields["share"] = fields["note"] is not None and self.chance(20)
        return CheckIn(**{**fields, **self.stamp(back, minute), **told})

    def _note_of_day(self, back: int) -> str | None:
        pool: tuple[str, ...] = texts.DAY_NOTES
        if self.span.depth(back) >= 2:
            before = self.span.after_return(back) <= 0
            pool = texts.HARD_NOTES if before else texts.MENDING_NOTES
        note: str | None = self.maybe(25 if pool is texts.DAY_NOTES else 45, pool)
        return note

    def _emotions(self, mood: int) -> tuple[Marked, ...]:
        if not self.chance(65):
            return ()
        pool = LOW if mood <= 3 else MIDDLE if mood <= 6 else HIGH
        names = self.rng.sample(pool, self.rng.choice((1, 1, 2)))
        return tuple(
            Marked(name, self.rng.randrange(3, 9) if self.chance(60) else None)
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

    def urge(self, back: int, **told: Any) -> Urge:
        """Return an episode: what came before, what I did, what followed."""
        rng, depth = self.rng, self.span.depth(back)
        scene = self._scene(self.span.day(back).weekday())
        full = self.chance(55)
        peak = clamp(rng.randrange(3, 8) + depth // 2)
        after = clamp(peak - rng.randrange(2, 6) + depth // 2)
        lifts = (0, 1, 1, 2) if depth < 2 else (-1, 0, 0, 1)
        used = scene.coping if self.chance(50) else scene.coping[:1]
        first, last = scene.hours
        fields: dict[str, Any] = {
            "about": texts.ABOUT if self.chance(80) else None,
            "peak": peak,
            "after": after if self.chance(85) else None,
            "minutes": rng.choice((5, 10, 15, 20, 30, 45)) if self.chance(60) else None,
            "control": clamp(9 - depth - rng.randrange(0, 4)) if self.chance(50) else None,
            "triggers": scene.triggers if full else scene.triggers[:1],
            "with_whom": scene.with_whom,
            "place_kind": scene.place_kind,
            "place": scene.place if full else None,
            "thing": scene.thing if full else None,
            "thought": scene.thought if full else None,
            "other_view": scene.other_view if full else None,
            "function": scene.function if full else (),
            "coping": tuple(Marked(name, rng.choice(lifts)) for name in used),
            "acted": "no" if self.chance(85) else "prefer_not_to_say" if depth else None,
            "short_term": self.maybe(25, texts.SHORT_TERM) if depth < 2 else None,
            "longer_term": self.maybe(15, texts.LONGER_TERM) if depth < 2 else None,
            "next_time": scene.next_time if full else None,
        }  # fmt: skip
        minute = first * 60 + rng.randrange((last - first) * 60)
        return Urge(**{**fields, **self.stamp(back, minute), **told})

    def _scene(self, weekday: int) -> texts.Scene:
        scene: texts.Scene = texts.FRIDAY
        if weekday not in scene.weekdays or self.chance(35):
            scene = self.draw(texts.SCENES)
        while weekday not in scene.weekdays:
            scene = self.draw(texts.SCENES)
        return scene

    def reached(self, number: int, back: int, minute: int, **told: Any) -> ReachOut:
        """Return a reach-out in which someone was reached."""
        rng, person = self.rng, PEOPLE[number - 1]
        channel = rng.choice(person.channels)
        longest = {"in_person": 120, "text": 10}.get(channel, 35)
        before = rng.choice((-1, 0, 0, 1)) - (self.span.depth(back) >= 2)
        support: tuple[str, ...] = person.facts.get("support", ())
        note = self.maybe(35, texts.REACH_NOTES.get(person.facts["name"], ()) or (None,))
        fields: dict[str, Any] = {
            "contacts": (ref(number),),
            "initiated_by": rng.choice(("me", "me", "me", "them", "them", "planned", "chance")),
            "channel": channel,
            "minutes": rng.randrange(5, longest + 1, 5) if self.chance(70) else None,
            "felt_before": before,
            "felt_after": clamp(before + person.lift + rng.choice((-1, -1, 0, 0, 1)), -2, 2),
            "support_received": tuple(sorted(rng.sample(support, 1)))
            if support and self.chance(60)
            else (),
            "support_given": rng.choice((True, True, False)) if self.chance(45) else None,
            "honest": True if self.chance(30) else None,
            "stretch": True if self.chance(10) else None,
            "belonging": True if person.lift > 0 and self.chance(35) else None,
            "note": note,
            "share": note is not None and self.chance(20),
        }
        return ReachOut(**{**fields, **self.stamp(back, minute), **told})

    def tried(self, number: int, back: int, minute: int, **told: Any) -> ReachOut:
        """Return an attempt that got through to nobody; its outcomes take turns."""
        fields: dict[str, Any] = {
            "contacts": (ref(number),),
            "initiated_by": "me",
            "channel": "call",
            "outcome": self.draw(TRIED),
            "felt_before": self.rng.choice((-1, 0)) if self.chance(40) else None,
        }
        return ReachOut(**{**fields, **self.stamp(back, minute), **told})

    def meeting(self, group: Group, back: int, **told: Any) -> Meeting:
        """Return a meeting, attended when nothing else is told."""
        rng, there = self.rng, told.get("status") != "not_attended"
        fields: dict[str, Any] = {
            "name": group.name,
            "contacts": () if group.person is None else (ref(group.person),),
            "program": group.program,
            "format": group.form,
        }
        if there:
            before = rng.choice((-1, 0, 0, 1))
            fields |= {
                "roles": self.draw(ROLES),
                "people_talked_to": rng.randrange(0, 6) if self.chance(70) else None,
                "felt_safe": rng.choice(("yes", "yes", "yes", "mostly")),
                "felt_before": before,
                "felt_after": clamp(before + rng.choice((0, 1, 1)), -2, 2),
                "topic": self.maybe(40, texts.TOPICS),
                "takeaway": self.maybe(45, texts.TAKEAWAYS),
            }
        else:
            pool = HELD_BACK_HARD if self.span.depth(back) >= 2 else HELD_BACK
            fields["held_back_by"] = (self.draw(pool),)
        return Meeting(**{**fields, **self.stamp(back, group.minute, 75 * there), **told})

    def return_to_use(self, back: int, minute: int) -> ReturnToUse:
        """Return the night that did not go to plan, written down the next morning."""
        stamp = self.stamp(back, minute)
        stamp["recorded_at"] = self.span.at(back - 1, 545)
        return ReturnToUse(
            about=texts.ABOUT,
            triggers=("life_stress", "lonely"),
            told=True,
            next_step=texts.RETURN_NEXT,
            note=texts.RETURN_NOTE,
            **stamp,
        )
