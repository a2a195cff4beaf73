"""A check-in in brief says of a day what the whole check-in says."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.urge import Urge
from recovery_journal.queries.trends import load_trends
from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.trends import build_trends
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact, reach_out

SCALE = st.none() | st.integers(0, 10)
TODAY = NOW.date()
check_ins = st.builds(
    lambda hours, mood, **values: check_in(
        NOW - timedelta(hours=hours),
        mood=mood,
        note="a word",
        emotions=(RatedName("calm", 3),),
        **values,
    ),
    st.integers(0, 24 * 40),
    st.integers(0, 10),
    urge=SCALE,
    confidence=SCALE,
    connectedness=SCALE,
    stress=SCALE,
    sleep_hours=st.none() | st.integers(0, 24).map(lambda half: half / 2),
)
urges = st.builds(
    lambda hours, peak: Urge(occurred_at=NOW - timedelta(hours=hours), recorded_at=NOW, peak=peak),
    st.integers(0, 24 * 40),
    SCALE,
)


@settings(max_examples=25)
@given(st.lists(check_ins | urges, max_size=25), st.lists(st.integers(0, 900), max_size=5))
def test_the_days_of_the_trends_are_those_of_the_whole_records(records, calls) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with Journal.create(path, None, JournalSettings(), clock=Clock()) as journal:
            ana = journal.contacts.add(contact("Ana"))
            journal.entries.add_many(
                [*records, *(reach_out(ana, at=NOW - timedelta(hours=h)) for h in calls)]
            )
            for weeks in (1, 4, 13):
                found = build_trends(load_trends(journal, TODAY, weeks), TODAY, weeks)
                whole = day_values(journal.entries.between(found.start, TODAY), found.start, TODAY)
                assert found.days == whole


def test_the_brief_of_a_check_in_is_in_the_order_of_time_and_of_its_days_alone(
    journal: Journal,
) -> None:
    for days, mood in ((3, 1), (0, 2), (1, 3), (9, 4)):
        journal.entries.add(check_in(NOW - timedelta(days=days), mood=mood))

    found = journal.statistics.check_in_scores(TODAY - timedelta(days=3), TODAY)

    assert [one.mood for one in found] == [1, 3, 2]
    assert found[0].kind == "check_in"
    assert found[0].local_date == TODAY - timedelta(days=3)
