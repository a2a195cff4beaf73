"""Days without connection: of the days with a record, on the page and on the map alike."""

from __future__ import annotations

import pytest

from .conftest import Run

FIGURE = "days_without_connection_28d"


def both(run: Run) -> tuple[tuple[int | None, int], tuple[int, int]]:
    """Return what the map says, and what the page of this week says."""
    figure = run("network", "--json").json()["figures"][FIGURE]
    page = run("week", "--format", "json").json()["sections"]["connection"]
    return (figure["value"], figure["n"]), (page["days_without_connection"], page["days"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # An activity alone is a record, and a day between says nothing.
        (
            [
                ("activity", "--activity-kind", "move", "--at", "2026-11-17"),
                ("checkin", "--mood", "5", "--at", "2026-11-19"),
            ],
            (2, 2),
        ),
        (
            [
                ("checkin", "--mood", "5", "--at", "2026-11-16"),
                ("reached", "Ana", "--at", "2026-11-18"),
                ("reflect", "--mind", "5", "--at", "2026-11-19"),
            ],
            (2, 3),
        ),
        # A milestone, an attempt; and a meeting connects.
        (
            [
                ("milestone", "--milestone-kind", "skill", "--at", "2026-11-16"),
                ("tried", "Ana", "--at", "2026-11-17"),
                ("attended", "Circle", "--at", "2026-11-18"),
            ],
            (2, 3),
        ),
    ],
)
def test_page_and_map_count_the_same_days(
    ana: Run, lines: list[tuple[str, ...]], expected: tuple[int, int]
) -> None:
    for line in lines:
        assert ana(*line).code == 0
    assert both(ana) == (expected, expected)
    n, days = expected
    assert f"{n} of {days} days with an entry" in ana("network").out
    assert f"{n} of {days}" in ana("week", "--format", "txt").out


def test_a_meeting_still_to_come_is_a_record_of_no_day(ana: Run) -> None:
    ana("attended", "Circle", "--at", "2026-11-19")
    ana("edit", "1", "--set", "status=planned")
    assert both(ana) == ((None, 0), (0, 0))


def test_one_urge_has_its_own_numbers_on_the_page(run: Run) -> None:
    run("urge", "--about", "wine", "--peak", "8", "--after", "3")
    said = run("week", "--format", "txt").out
    assert "Peak to after            8 to 3\n" in said
    assert "too few (n" not in said
    run("urge", "--about", "wine", "--peak", "6")
    assert "Peak to after            8 to 3, peak 6\n" in run("week", "--format", "txt").out
    run("urge", "--about", "wine", "--after", "2")
    run("urge", "--about", "wine")
    said = run("week", "--format", "txt").out
    assert "Peak to after            8 to 3, peak 6, after 2\n" in said


def test_urges_without_numbers_say_so(run: Run) -> None:
    run("urge", "--about", "wine")
    assert "Peak to after            not recorded\n" in run("week", "--format", "txt").out
