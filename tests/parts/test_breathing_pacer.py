"""The breathing pace: in for 4 seconds, out for 6."""

import pytest

from recovery_journal.widgets.breathing_pacer import BreathingPacer, phase_at


@pytest.mark.parametrize(
    ("seconds", "inward", "second", "breaths"),
    [
        (0, True, 1, 0),
        (3.9, True, 4, 0),
        (4, False, 1, 0),
        (9.9, False, 6, 0),
        (10, True, 1, 1),
        (34.5, False, 1, 3),
        (-5, True, 1, 0),
    ],
)
def test_a_breath_is_in_for_four_and_out_for_six(seconds, inward, second, breaths):
    phase = phase_at(seconds)
    assert (phase.is_inhale, phase.second, phase.completed_breaths) == (inward, second, breaths)


def test_the_bar_grows_on_the_way_in_and_shrinks_on_the_way_out():
    full = [phase_at(tenth / 10).fullness for tenth in range(101)]
    assert full[:41] == sorted(full[:41])
    assert full[40:100] == sorted(full[40:100], reverse=True)
    assert (full[0], full[40]) == (0, 1)
    assert full[99] < 0.01


def test_without_motion_all_the_seconds_of_a_phase_stand_there_at_once():
    breath = BreathingPacer(motion=False)
    breath.phase = phase_at(1)
    assert (breath.phase_label(), breath.count_text()) == ("in", "1  2  3  4")
    breath.phase = phase_at(5)
    assert (breath.phase_label(), breath.count_text()) == ("out", "1  2  3  4  5  6")
