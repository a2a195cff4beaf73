"""A week of the made-up life: which days are empty, who is met, what happens when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from recovery_journal.demo import texts
from recovery_journal.demo.demo_contacts import (
    AMELIE,
    DEMO_CONTACTS,
    LINH,
    MARCUS,
    OSEI,
    SANGHA,
    SMART,
    TOMASZ,
    added_days_ago,
)
from recovery_journal.demo.entry_factory import DemoGroup, EntryFactory
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.record import Record

CIRCLE = DemoGroup("Thursday circle", "SMART Recovery", 3, 1110, "in_person", SMART)
SITTING = DemoGroup("Sunday sangha", "Recovery Dharma", 6, 600, "in_person", SANGHA)
LUNCHTIME = DemoGroup("Lunchtime AA", "AA", 2, 735, "video")
# Days before the end on which someone was reached beside the last times fixed by PEOPLE.
FIXED_REACHED = ((AMELIE, 1), (AMELIE, 2), (AMELIE, 6))
FIXED_ATTEMPTS = ((TOMASZ, 12, "left_message"), (TOMASZ, 6, "no_answer"))


class WeekGenerator:
    """One week, ``number`` weeks before the last; ``records()`` writes it."""

    def __init__(self, factory: EntryFactory, number: int) -> None:
        self.factory = factory
        self.calendar = factory.calendar
        self.number = number
        self.days_ago_range = range(number * 7 + 6, number * 7 - 1, -1)
        self.fixed_contacts = [
            (n, contact.last)
            for n, contact in enumerate(DEMO_CONTACTS, start=1)
            if contact.last is not None and contact.last in self.days_ago_range
        ] + [(n, days_ago) for n, days_ago in FIXED_REACHED if days_ago in self.days_ago_range]
        self.quiet_days = self._choose_quiet_days()
        # The last day ends in the morning: what is on it is written out below.
        self.recorded_days = [
            days_ago
            for days_ago in self.days_ago_range
            if days_ago and days_ago not in self.quiet_days
        ]
        self._choose_late_days()

    def records(self) -> list[Record]:
        """Return everything that was recorded about the week, in no order."""
        records: list[Record] = []
        for days_ago in self.recorded_days:
            records += self._day_records(days_ago)
        if self.number == 0:
            records += self._last_morning_records()
        return records + self._reach_out_records() + self._urge_records() + self._meeting_records()

    def _days_ago_of_weekday(self, group_weekday: int) -> int:
        return self.number * 7 + (self.calendar.until.weekday() - group_weekday) % 7

    def _choose_quiet_days(self) -> set[int]:
        busy_days = {days_ago for _, days_ago in self.fixed_contacts} | {
            days_ago for _, days_ago, _ in FIXED_ATTEMPTS
        }
        busy_days |= {
            days_ago
            for weekday, first, last in ((3, 1, 7), (2, 1, 7), (6, 15, 21), (1, 8, 14))
            if first <= (days_ago := self._days_ago_of_weekday(weekday)) <= last
        }
        busy_days |= {
            days_ago
            for days_ago in self.days_ago_range
            if 0 <= self.calendar.days_since_return(days_ago) <= 4
        }
        circle_day = self._days_ago_of_weekday(CIRCLE.weekday)
        if 1 <= self.calendar.days_since_return(circle_day) <= 7:
            busy_days.add(circle_day)
        if self.number == 0:
            return {next(days_ago for days_ago in (4, 3, 5) if days_ago not in busy_days)}
        quiet = set()
        for days_ago in self.days_ago_range:
            percent = 16 if self.calendar.depth(days_ago) else 8
            if self.calendar.days_since_return(days_ago) in {-3, -2}:
                percent = 100
            if self.factory.chance(percent) and days_ago not in busy_days:
                quiet.add(days_ago)
        return quiet

    def _choose_late_days(self) -> None:
        recording_lag = self.factory.recording_lag
        if self.number == 0:
            recording_lag[6] = 3 if 4 in self.quiet_days else 2
            return
        for days_ago in self.recorded_days:
            around_return = -1 <= self.calendar.days_since_return(days_ago) <= 4
            if self.factory.chance(6) and not around_return and days_ago > 10:
                recording_lag[days_ago] = self.factory.rng.choice((2, 2, 3))

    def _day_records(self, days_ago: int) -> list[Record]:
        factory, days_since_return = self.factory, self.calendar.days_since_return(days_ago)
        if days_since_return == 0:
            return self._return_night_records(days_ago)
        records: list[Record] = []
        if days_since_return == 1:
            morning = factory.check_in(
                days_ago, 550, mood=2, confidence=3, good_moment=None, share=True,
                emotions=(RatedName("ashamed", 7), RatedName("hopeful", 2)),
                note=texts.RETURN_MORNING,
            )  # fmt: skip
            records.append(morning)
        elif factory.chance(15):
            records.append(factory.check_in(days_ago, 420 + factory.rng.randrange(120)))
        if factory.chance(94):
            records.append(self._evening_check_in(days_ago))
        for reach_out in texts.AFTER_RETURN:
            if reach_out.days_after == days_since_return:
                call = factory.reached(
                    reach_out.contact_id, days_ago, reach_out.minute, channel=reach_out.channel,
                    minutes=reach_out.minutes, felt_before=reach_out.felt_before,
                    felt_after=reach_out.felt_after, note=reach_out.note, honest=True,
                    stretch=True, initiated_by="me", share=False,
                )  # fmt: skip
                records.append(call)
        return records

    def _evening_check_in(self, days_ago: int) -> CheckIn:
        factory, hard = self.factory, self.calendar.depth(days_ago) >= 2
        goals = ("met", "met", "partly", None) if hard else ("met",) * 12 + ("partly", None, None)
        goal = factory.rng.choice(goals)
        return factory.check_in(days_ago, 1140 + factory.rng.randrange(130), goal_today=goal)

    def _return_night_records(self, days_ago: int) -> list[Record]:
        urge = self.factory.urge(
            days_ago,
            **self.factory.timestamps(days_ago, 1275),
            about=texts.ABOUT, peak=9, after=6, minutes=60, control=2,
            triggers=("life_stress", "lonely"),
            with_whom="alone", place_kind="home", place="kitchen", function=("numb", "sleep"),
            thing="a bottle left over from a dinner", thought="Just tonight.", other_view=None,
            coping=(RatedName("urge_surf", 0),), acted="yes", short_term="Quiet for an hour.",
            longer_term="Awake at four, and sad.", next_time="Ring Marcus in the middle of it.",
        )  # fmt: skip
        evening = self.factory.check_in(
            days_ago, 1380, mood=2, urge=9, confidence=2, goal_today="not_met", note=None,
            share=False, good_moment=None, recorded_at=self.calendar.datetime_at(days_ago - 1, 540),
        )  # fmt: skip
        return [urge, self.factory.return_to_use(days_ago, 1310), evening]

    def _last_morning_records(self) -> list[Record]:
        return [
            self.factory.check_in(
                0, 410, mood=7, urge=2, confidence=8, connectedness=7, sleep_hours=7.5, stress=3,
                emotions=(RatedName("hopeful", 6), RatedName("calm", 5)),
                good_moment="Light on the kitchen table, and nowhere to be for an hour.",
                note="Amélie comes tonight. Made a list: soup, market, the long walk.", share=True,
            )
        ]  # fmt: skip

    def _reach_out_records(self) -> list[Record]:
        factory = self.factory
        records: list[Record] = []
        for n, days_ago in self.fixed_contacts:
            minute = 800 + factory.rng.randrange(260) if days_ago else 485
            overrides = {} if days_ago else {"channel": "text", "minutes": 5, "felt_before": 0}
            records.append(factory.reached(n, days_ago, minute, outcome="connected", **overrides))
        for n, days_ago, outcome in FIXED_ATTEMPTS:
            if days_ago in self.days_ago_range:
                records.append(factory.tried(n, days_ago, 1085, outcome=outcome))
        records += self._session_records()
        hard = self.calendar.depth(self.days_ago_range[3]) >= 2
        target_count = factory.rng.choice((2, 2, 3) if hard else (2, 3, 4, 4, 5, 5)) - len(records)
        days = [factory.rng.choice(self.recorded_days) for _ in range(target_count)]
        for days_ago in sorted(days, reverse=True):
            records += self._call_records(days_ago, 50 if hard else 78)
        factory.last_reached.update(self.fixed_contacts)
        return records

    def _call_records(self, days_ago: int, percent: int) -> list[Record]:
        """Reach or try someone; who was not free often rings back that evening or later."""
        factory, n = self.factory, self._draw_contact(days_ago)
        if n is None:
            return []
        minute = 800 + factory.rng.randrange(260)
        if factory.chance(percent):
            factory.last_reached[n] = days_ago
            return [factory.reached(n, days_ago, minute)]
        attempt = factory.tried(n, days_ago, minute)
        callback_day = (
            days_ago if attempt.outcome in {"left_message", "no_answer"} else days_ago - 2
        )
        if (
            callback_day not in self.recorded_days
            or callback_day <= (DEMO_CONTACTS[n - 1].last or 0)
            or not factory.chance(75)
        ):
            return [attempt]
        factory.last_reached[n] = callback_day
        minute += 60 + factory.rng.randrange(120)
        callback = factory.reached(n, callback_day, minute, channel="call", initiated_by="them")
        return [attempt, callback]

    def _session_records(self) -> list[Record]:
        days_ago, factory = self._days_ago_of_weekday(1), self.factory
        if days_ago not in self.recorded_days or (days_ago - 1) // 7 % 2 == 0:
            return []
        records: list[Record] = []
        if days_ago > 14 and factory.chance(10):
            records.append(
                factory.tried(OSEI, days_ago, 490, outcome="cancelled", initiated_by="them")
            )
            days_ago -= 2
        session = factory.reached(OSEI, days_ago, 510, minutes=50, initiated_by="planned")
        return [*records, session] if days_ago in self.recorded_days else records

    def _draw_contact(self, days_ago: int) -> int | None:
        """Draw a person known by then and not yet met for the last time."""
        weights = [self._contact_weight(n, days_ago) for n in range(1, len(DEMO_CONTACTS) + 1)]
        if not any(weights):
            return None
        return self.factory.rng.choices(range(1, len(DEMO_CONTACTS) + 1), weights)[0]

    def _contact_weight(self, n: int, days_ago: int) -> int:
        """Return how likely a person is to be called: more, the longer it has been."""
        contact = DEMO_CONTACTS[n - 1]
        added_ago = added_days_ago(contact, self.calendar)
        if contact.last is None or not contact.last < days_ago <= added_ago:
            return 0
        cadence: int = contact.fields["cadence_days"] or 60
        days = max(0, self.factory.last_reached.get(n, added_ago + 7) - days_ago)
        return contact.weight * (1 + min(30, 10 * days // cadence))

    def _urge_records(self) -> list[Record]:
        factory = self.factory
        hard = self.calendar.depth(self.days_ago_range[3]) >= 2
        target_count = (
            2 if self.number == 0 else factory.rng.choice((3, 4) if hard else (1, 1, 1, 2, 2, 3))
        )
        records: list[Record] = []
        days = factory.rng.sample(self.recorded_days, min(target_count, len(self.recorded_days)))
        friday = self._days_ago_of_weekday(4)
        if friday in self.recorded_days and friday not in days and factory.chance(40):
            days[0] = friday
        for days_ago in days:
            days_since_return = self.calendar.days_since_return(days_ago)
            if days_since_return == 0:
                continue
            urge = factory.urge(
                days_ago, **({"acted": "partly"} if days_since_return == -1 else {})
            )
            end_minute = urge.occurred_at.hour * 60 + urge.occurred_at.minute + 25
            available = [n for n in (MARCUS, LINH) if (DEMO_CONTACTS[n - 1].last or 0) < days_ago]
            if (
                available
                and 720 < end_minute < 1380
                and factory.chance(30)
                and days_ago not in factory.recording_lag
            ):
                call = factory.reached(
                    factory.rng.choice(available), days_ago, end_minute, channel="call",
                    initiated_by="me", felt_before=-1, felt_after=1,
                )  # fmt: skip
                factory.led_to[urge.uuid] = call.uuid
                records.append(call)
                # Written down when it was all over, the call included.
                urge = replace(urge, recorded_at=call.recorded_at + timedelta(minutes=40))
            records.append(urge)
        return records

    def _meeting_records(self) -> list[Record]:
        factory = self.factory
        records: list[Record] = []
        for group, attended_percent, missed_percent in (
            (CIRCLE, 78, 8),
            (SITTING, 35, 5),
            (LUNCHTIME, 25, 10),
        ):
            days_ago = self._days_ago_of_weekday(group.weekday)
            if days_ago not in self.recorded_days:
                continue
            status = self._fixed_status(group, days_ago)
            if status is None:
                if self.calendar.depth(days_ago) >= 2:
                    attended_percent, missed_percent = attended_percent // 2, 40
                roll = factory.rng.randrange(100)
                status = (
                    "attended"
                    if roll < attended_percent
                    else "not_attended"
                    if roll < attended_percent + missed_percent
                    else ""
                )
            if status:
                records.append(factory.meeting(group, days_ago, status=status))
        return records

    def _fixed_status(self, group: DemoGroup, days_ago: int) -> str | None:
        """Return what the story fixes: the state of each group at the end, and the fortnight."""
        days_since_return = self.calendar.days_since_return(days_ago)
        if group is CIRCLE:
            if days_ago <= 7:
                return "attended"
            return (
                "left_early"
                if 1 <= days_since_return <= 7
                else "not_attended"
                if -6 <= days_since_return <= 0
                else None
            )
        if group is SITTING:
            return "attended" if 15 <= days_ago <= 21 else "" if days_ago < 15 else None
        return "not_attended" if days_ago <= 7 else None
