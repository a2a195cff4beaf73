"""The person's today: the later of this machine's day and the newest entry's."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.days import earliest_date_today, local_date
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.network.states import days_since
from recovery_journal.rules.today import records_of_day
from recovery_journal.storage import Journal

ZONES = st.sampled_from(
    [
        "Pacific/Auckland",
        "America/Los_Angeles",
        "Pacific/Honolulu",
        "Pacific/Tongatapu",
        "Pacific/Kiritimati",
        "Europe/Madrid",
        "Asia/Kathmandu",
        "Etc/GMT+12",
    ]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 28), timezones=st.just(UTC))
ENDS = st.sampled_from([time(0), time(3), time(5, 30)])
_numbers = itertools.count()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, ZONES, ZONES, ENDS)
def test_whoever_was_reached_an_hour_ago_is_reached(
    tmp_path: Path, moment: datetime, there: ZoneInfo, then: ZoneInfo, ends: time
) -> None:
    wrote = moment.replace(microsecond=0).astimezone(there)
    now = (wrote + timedelta(hours=1)).astimezone(UTC).astimezone(then)
    path = tmp_path / f"{next(_numbers)}.db"
    settings_inside = JournalSettings(day_ends_at=ends)
    with Journal.create(path, None, settings_inside, clock=lambda: now) as journal:
        ana = journal.contacts.add(
            with_defaults(Contact(name="Ana", relation="friend", added_on=date(2026, 1, 1)))
        )
        refs = (ContactRef(ana.id, ana.name),)
        stored = journal.entries.add(ReachOut(occurred_at=wrote, recorded_at=wrote, contacts=refs))
        after = journal.entries.add(CheckIn(occurred_at=now, recorded_at=now, mood=5))
        machine_day = local_date(now, ends)
        today = journal.today(now)
        assert today == max(machine_day, stored.local_date)
        tie = next(iter(journal.contacts.with_activity(today)))
        # Never "not yet", and never lost: on today, or as far back as the dates say.
        assert days_since(tie, today) == (today - stored.local_date).days
        records = journal.entries.between(earliest_date_today(today), today)
        assert after in records_of_day(records, today), "what is written now stands on today"
        assert (stored in records_of_day(records, today)) == (stored.local_date == today)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, ZONES, ZONES, ENDS, st.integers(-30, 400))
def test_what_is_only_planned_moves_no_day(
    tmp_path: Path, moment: datetime, there: ZoneInfo, then: ZoneInfo, ends: time, hours: int
) -> None:
    now = moment.replace(microsecond=0).astimezone(then)
    when = (now + timedelta(hours=hours)).astimezone(there)
    path = tmp_path / f"{next(_numbers)}.db"
    settings_inside = JournalSettings(day_ends_at=ends)
    with Journal.create(path, None, settings_inside, clock=lambda: now) as journal:
        journal.entries.add(
            Meeting(occurred_at=when, recorded_at=now, name="Circle", status="planned")
        )
        assert journal.today(now) == local_date(now, ends)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, ZONES, ZONES, ENDS, st.integers(1, 400))
def test_what_has_not_happened_moves_no_day(
    tmp_path: Path, moment: datetime, there: ZoneInfo, then: ZoneInfo, ends: time, hours: int
) -> None:
    """An entry written before the clock was set back, say, is still to come."""
    now = moment.replace(microsecond=0).astimezone(then)
    when = (now + timedelta(hours=hours)).astimezone(there)
    path = tmp_path / f"{next(_numbers)}.db"
    settings_inside = JournalSettings(day_ends_at=ends)
    with Journal.create(path, None, settings_inside, clock=lambda: now) as journal:
        journal.entries.add(CheckIn(occurred_at=when, recorded_at=when, mood=5))
        assert journal.today(now) == local_date(now, ends)
