"""A week of the made-up life: which days are empty, who is met, what happens when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from recovery_journal.demo import texts
from recovery_journal.demo.moments import Group, Pen
from recovery_journal.demo.people import (
    AMELIE,
    LINH,
    MARCUS,
    OSEI,
    PEOPLE,
    SANGHA,
    SMART,
    TOMASZ,
    since,
)
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import Marked
from recovery_journal.domain.record import Record

CIRCLE = Group("Thursday circle", "SMART Recovery", 3, 1110, "in_person", SMART)
SITTING = Group("Sunday sangha", "Recovery Dharma", 6, 600, "in_person", SANGHA)
LUNCHTIME = Group("Lunchtime AA", "AA", 2, 735, "video")
# Days before the end on which someone was reached beside the last times fixed by PEOPLE.
ALSO_REACHED = ((AMELIE, 1), (AMELIE, 2), (AMELIE, 6))
TRIED = ((TOMASZ, 12, "left_message"), (TOMASZ, 6, "no_answer"))


class Week:
    """One week, ``number`` weeks before the last; ``records()`` writes it."""

    def __init__(self, pen: Pen, number: int) -> None:
        self.pen = pen
        self.span = pen.span
        self.number = number
        self.backs = range(number * 7 + 6, number * 7 - 1, -1)
        self.fixed = [
            (n, person.last)
            for n, person in enumerate(PEOPLE, start=1)
            if person.last is not None and person.last in self.backs
        ] + [(n, back) for n, back in ALSO_REACHED if back in self.backs]
        self.quiet = self._quiet_days()
        # The last day ends in the morning: what is on it is written out below.
        self.open = [back for back in self.backs if back and back not in self.quiet]
        self._fill_in_later()

    def records(self) -> list[Record]:
        """Return everything that was recorded about the week, in no order."""
        found: list[Record] = []
        for back in self.open:
            found += self._day(back)
        if self.number == 0:
            found += self._last_morning()
        return found + self._reach_outs() + self._urges() + self._meetings()

    def _back_of(self, group_weekday: int) -> int:
        return self.number * 7 + (self.span.until.weekday() - group_weekday) % 7

    def _quiet_days(self) -> set[int]:
        kept = {back for _, back in self.fixed} | {back for _, back, _ in TRIED}
        kept |= {
            back
            for weekday, first, last in ((3, 1, 7), (2, 1, 7), (6, 15, 21), (1, 8, 14))
            if first <= (back := self._back_of(weekday)) <= last
        }
        kept |= {back for back in self.backs if 0 <= self.span.after_return(back) <= 4}
        circle = self._back_of(CIRCLE.weekday)
        if 1 <= self.span.after_return(circle) <= 7:
            kept.add(circle)
        if self.number == 0:
            return {next(back for back in (4, 3, 5) if back not in kept)}
        quiet = set()
        for back in self.backs:
            percent = 16 if self.span.depth(back) else 8
            if self.span.after_return(back) in {-3, -2}:
                percent = 100
            if self.pen.chance(percent) and back not in kept:
                quiet.add(back)
        return quiet

    def _fill_in_later(self) -> None:
        later = self.pen.later
        if self.number == 0:
            later[6] = 3 if 4 in self.quiet else 2
            return
        for back in self.open:
            around_return = -1 <= self.span.after_return(back) <= 4
            if self.pen.chance(6) and not around_return and back > 10:
                later[back] = self.pen.rng.choice((2, 2, 3))

    def _day(self, back: int) -> list[Record]:
        pen, after = self.pen, self.span.after_return(back)
        if after == 0:
            return self._night_of_return(back)
        found: list[Record] = []
        if after == 1:
            told = {"mood": 2, "good_moment": None, "note": texts.RETURN_MORNING, "share": True}
            ashamed = (Marked("ashamed", 7), Marked("hopeful", 2))
            found.append(pen.check_in(back, 550, emotions=ashamed, confidence=3, **told))
        elif pen.chance(15):
            found.append(pen.check_in(back, 420 + pen.rng.randrange(120)))
        if pen.chance(94):
            found.append(self._evening(back))
        for step in texts.AFTER_RETURN:
            if step.after == after:
                told = {
                    "channel": step.channel, "minutes": step.minutes, "felt_before": step.before,
                    "felt_after": step.felt_after, "note": step.note, "honest": True,
                    "stretch": True, "initiated_by": "me", "share": False,
                }  # fmt: skip
                found.append(pen.reached(step.person, back, step.minute, **told))
        return found

    def _evening(self, back: int) -> CheckIn:
        pen, hard = self.pen, self.span.depth(back) >= 2
        goals = ("met", "met", "partly", None) if hard else ("met",) * 12 + ("partly", None, None)
        goal = pen.rng.choice(goals)
        return pen.check_in(back, 1140 + pen.rng.randrange(130), goal_today=goal)

    def _night_of_return(self, back: int) -> list[Record]:
        urge = self.pen.urge(
            back,
            **self.pen.stamp(back, 1275),
            about=texts.ABOUT, peak=9, after=6, minutes=60, control=2,
            triggers=("life_stress", "lonely"),
            with_whom="alone", place_kind="home", place="kitchen", function=("numb", "sleep"),
            thing="a bottle left over from a dinner", thought="Just tonight.", other_view=None,
            coping=(Marked("urge_surf", 0),), acted="yes", short_term="Quiet for an hour.",
            longer_term="Awake at four, and sad.", next_time="Ring Marcus in the middle of it.",
        )  # fmt: skip
        evening = self.pen.check_in(
            back, 1380, mood=2, urge=9, confidence=2, goal_today="not_met", note=None, share=False,
            good_moment=None, recorded_at=self.span.at(back - 1, 540),
        )  # fmt: skip
        return [urge, self.pen.return_to_use(back, 1310), evening]

    def _last_morning(self) -> list[Record]:
        return [
            self.pen.check_in(
                0, 410, mood=7, urge=2, confidence=8, connectedness=7, sleep_hours=7.5, stress=3,
                emotions=(Marked("hopeful", 6), Marked("calm", 5)),
                good_moment="Light on the kitchen table, and nowhere to be for an hour.",
                note="Amélie comes tonight. Made a list: soup, market, the long walk.", share=True,
            )
        ]  # fmt: skip

    def _reach_outs(self) -> list[Record]:
        pen = self.pen
        found: list[Record] = []
        for n, back in self.fixed:
            minute = 800 + pen.rng.randrange(260) if back else 485
            told = {} if back else {"channel": "text", "minutes": 5, "felt_before": 0}
            found.append(pen.reached(n, back, minute, outcome="connected", **told))
        for n, back, outcome in TRIED:
            if back in self.backs:
                found.append(pen.tried(n, back, 1085, outcome=outcome))
        found += self._session()
        hard = self.span.depth(self.backs[3]) >= 2
        wanted = pen.rng.choice((2, 2, 3) if hard else (2, 3, 4, 4, 5, 5)) - len(found)
        days = [pen.rng.choice(self.open) for _ in range(wanted)]
        for back in sorted(days, reverse=True):
            found += self._call(back, 50 if hard else 78)
        pen.met.update(self.fixed)
        return found

    def _call(self, back: int, percent: int) -> list[Record]:
        """Reach or try someone; who was not free often rings back that evening or later."""
        pen, n = self.pen, self._someone(back)
        if n is None:
            return []
        minute = 800 + pen.rng.randrange(260)
        if pen.chance(percent):
            pen.met[n] = back
            return [pen.reached(n, back, minute)]
        tried = pen.tried(n, back, minute)
        then = back if tried.outcome in {"left_message", "no_answer"} else back - 2
        if then not in self.open or then <= (PEOPLE[n - 1].last or 0) or not pen.chance(75):
            return [tried]
        pen.met[n] = then
        told = {"channel": "call", "initiated_by": "them"}
        return [tried, pen.reached(n, then, minute + 60 + pen.rng.randrange(120), **told)]

    def _session(self) -> list[Record]:
        back, pen = self._back_of(1), self.pen
        if back not in self.open or (back - 1) // 7 % 2 == 0:
            return []
        found: list[Record] = []
        if back > 14 and pen.chance(10):
            found.append(pen.tried(OSEI, back, 490, outcome="cancelled", initiated_by="them"))
            back -= 2
        told = {"minutes": 50, "initiated_by": "planned"}
        return found + [pen.reached(OSEI, back, 510, **told)] * (back in self.open)

    def _someone(self, back: int) -> int | None:
        """Draw a person known by then and not yet met for the last time."""
        weights = [self._pull(n, back) for n in range(1, len(PEOPLE) + 1)]
        if not any(weights):
            return None
        return self.pen.rng.choices(range(1, len(PEOPLE) + 1), weights)[0]

    def _pull(self, n: int, back: int) -> int:
        """Return how likely a person is to be called: more, the longer it has been."""
        person = PEOPLE[n - 1]
        known = since(person, self.span)
        if person.last is None or not person.last < back <= known:
            return 0
        rhythm: int = person.facts["cadence_days"] or 60
        days = max(0, self.pen.met.get(n, known + 7) - back)
        return person.weight * (1 + min(30, 10 * days // rhythm))

    def _urges(self) -> list[Record]:
        pen = self.pen
        hard = self.span.depth(self.backs[3]) >= 2
        wanted = 2 if self.number == 0 else pen.rng.choice((3, 4) if hard else (1, 1, 1, 2, 2, 3))
        found: list[Record] = []
        days = pen.rng.sample(self.open, min(wanted, len(self.open)))
        friday = self._back_of(4)
        if friday in self.open and friday not in days and pen.chance(40):
            days[0] = friday
        for back in days:
            after = self.span.after_return(back)
            if after == 0:
                continue
            urge = pen.urge(back, **({"acted": "partly"} if after == -1 else {}))
            ended = urge.occurred_at.hour * 60 + urge.occurred_at.minute + 25
            near = [n for n in (MARCUS, LINH) if (PEOPLE[n - 1].last or 0) < back]
            if near and 720 < ended < 1380 and pen.chance(30) and back not in pen.later:
                n = pen.rng.choice(near)
                told = {"channel": "call", "initiated_by": "me", "felt_before": -1, "felt_after": 1}
                call = pen.reached(n, back, ended, **told)
                pen.led_to[urge.uuid] = call.uuid
                found.append(call)
                # Written down when it was all over, the call included.
                urge = replace(urge, recorded_at=call.recorded_at + timedelta(minutes=40))
            found.append(urge)
        return found

    def _meetings(self) -> list[Record]:
        pen = self.pen
        found: list[Record] = []
        for group, there, away in ((CIRCLE, 78, 8), (SITTING, 35, 5), (LUNCHTIME, 25, 10)):
            back = self._back_of(group.weekday)
            if back not in self.open:
                continue
            status = self._fixed_status(group, back)
            if status is None:
                if self.span.depth(back) >= 2:
                    there, away = there // 2, 40
                roll = pen.rng.randrange(100)
                status = (
                    "attended" if roll < there else "not_attended" if roll < there + away else ""
                )
            if status:
                found.append(pen.meeting(group, back, status=status))
        return found

    def _fixed_status(self, group: Group, back: int) -> str | None:
        """Return what the story fixes: the state of each group at the end, and the fortnight."""
        after = self.span.after_return(back)
        if group is CIRCLE:
            if back <= 7:
                return "attended"
            return "left_early" if 1 <= after <= 7 else "not_attended" if -6 <= after <= 0 else None
        if group is SITTING:
            return "attended" if 15 <= back <= 21 else "" if back < 15 else None
        return "not_attended" if back <= 7 else None
