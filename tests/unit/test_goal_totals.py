"""What is here in all: a return to use takes nothing of it away."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.rules.goal import GoalTotals, count_goal_days, longest_run
from recovery_journal.storage import Journal

TODAY = date(2026, 11, 22)
WORDS = ("met", "partly", "not_met")
HISTORIES = st.dictionaries(
    st.integers(0, 120).map(lambda back: TODAY - timedelta(days=back)), st.sampled_from(WORDS)
)


def days(**words: str) -> dict[date, str]:
    """Days by how far back they are: days(d0="met", d1="partly")."""
    return {TODAY - timedelta(days=int(back[1:])): word for back, word in words.items()}


def plain_model(history: dict[date, str]) -> GoalTotals:
    """The same figures, counted day by day without any cleverness."""
    everyday = [history.get(TODAY - timedelta(days=back)) for back in range(200)]
    runs, run = [0], 0
    for word in everyday:
        run = run + 1 if word == "met" else 0
        runs.append(run)
    return GoalTotals(
        met=everyday.count("met"),
        partly=everyday.count("partly"),
        recorded=len([word for word in everyday if word]),
        met_of_last_30=everyday[:30].count("met"),
        recorded_of_last_30=len([word for word in everyday[:30] if word]),
        longest_run=max(runs),
    )


def test_nothing_recorded_is_nothing_counted():
    assert count_goal_days({}, TODAY) == GoalTotals(0, 0, 0, 0, 0, 0)


def test_partly_is_counted_apart():
    found = count_goal_days(days(d0="met", d1="partly", d2="not_met"), TODAY)
    assert (found.met, found.partly, found.recorded) == (1, 1, 3)


def test_the_window_of_30_days_includes_today():
    found = count_goal_days(days(d0="met", d29="met", d30="met", d28="partly"), TODAY)
    assert (found.met, found.met_of_last_30, found.recorded_of_last_30) == (3, 2, 3)


def test_a_day_to_come_is_not_counted_yet():
    assert count_goal_days({TODAY + timedelta(days=1): "met"}, TODAY).recorded == 0


def test_a_day_without_a_record_ends_a_run_and_takes_nothing_away():
    history = days(d9="met", d8="met", d7="met", d3="met", d2="met")
    assert count_goal_days(history, TODAY).longest_run == 3
    assert count_goal_days(history, TODAY).met == 5


@pytest.mark.parametrize("word", ["partly", "not_met"])
def test_a_day_recorded_otherwise_ends_a_run_and_the_longest_stays(word):
    assert count_goal_days(days(d4="met", d3="met", d2=word, d1="met"), TODAY).longest_run == 2


def test_the_longest_run_goes_across_months_and_years():
    assert longest_run([date(2026, 12, 31), date(2027, 1, 1), date(2026, 12, 30)]) == 3
    assert longest_run([]) == 0


@given(history=HISTORIES)
def test_the_figures_are_those_of_a_plain_count(history):
    assert count_goal_days(history, TODAY) == plain_model(history)


@given(history=HISTORIES, ahead=st.integers(0, 400), word=st.sampled_from(WORDS))
def test_what_comes_later_lowers_no_total_and_no_longest_run(history, ahead, word):
    """A day more, whatever was recorded on it, takes no day and no run away."""
    later = TODAY + timedelta(days=1 + ahead)
    before, after = (
        count_goal_days(history, TODAY),
        count_goal_days({**history, later: word}, later),
    )
    assert after.met >= before.met
    assert after.partly >= before.partly
    assert after.recorded > before.recorded
    assert after.longest_run >= before.longest_run


@given(history=HISTORIES, word=st.sampled_from(WORDS))
def test_a_day_recorded_today_lowers_nothing_of_the_last_30(history, word):
    history.pop(TODAY, None)
    before, after = (
        count_goal_days(history, TODAY),
        count_goal_days({**history, TODAY: word}, TODAY),
    )
    assert after.met_of_last_30 >= before.met_of_last_30
    assert after.recorded_of_last_30 == before.recorded_of_last_30 + 1


@settings(max_examples=15, deadline=None)
@given(history=HISTORIES, returns=st.lists(st.integers(0, 130), min_size=1, max_size=5))
def test_a_return_to_use_in_a_real_journal_changes_no_figure(history, returns):
    now = datetime.combine(TODAY, time(20), UTC)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with Journal.create(path, None, JournalSettings(), clock=lambda: now) as journal:
            for day, word in history.items():
                at = datetime.combine(day, time(19), UTC)
                journal.entries.add(
                    CheckIn(mood=5, goal_today=word, occurred_at=at, recorded_at=now)
                )
            kept = journal.statistics.goal_outcomes_by_day()
            before = count_goal_days(kept, TODAY)
            assert kept == history
            for back in returns:
                at = now - timedelta(days=back)
                journal.entries.add(ReturnToUse(occurred_at=at, recorded_at=now))
                after = count_goal_days(journal.statistics.goal_outcomes_by_day(), TODAY)
                assert after == before
                assert journal.statistics.lifetime_counts() == (0, 0)


def test_the_last_check_in_of_a_day_says_what_the_day_was(tmp_path):
    now = datetime.combine(TODAY, time(20), UTC)
    with Journal.create(tmp_path / "j.db", None, JournalSettings(), clock=lambda: now) as journal:
        for hour, word in ((8, "not_met"), (19, "met"), (12, "partly"), (20, "prefer_not_to_say")):
            at = now.replace(hour=hour)
            journal.entries.add(CheckIn(mood=5, goal_today=word, occurred_at=at, recorded_at=now))
        journal.entries.add(CheckIn(mood=5, occurred_at=now, recorded_at=now))
        assert journal.statistics.goal_outcomes_by_day() == {TODAY: "met"}
