"""What helped before: how often it was used, how often it helped, and with which trigger."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.urge import Urge
from recovery_journal.domain.vocabulary import Coping
from recovery_journal.rules.coping import CopingStat, best_coping, coping_stats
from recovery_journal.rules.suggestions import solo_activity

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def urge(*coping, triggers=()):
    marked = tuple(RatedName(*one) for one in coping)
    return Urge(occurred_at=NOW, recorded_at=NOW, coping=marked, triggers=tuple(triggers))


def test_uses_with_a_mark_are_counted_and_those_that_helped():
    urges = [urge(("music", mark)) for mark in (2, 1, 0, -1, None)]
    assert coping_stats(urges) == [CopingStat("music", 4, 2)]


def test_fewer_than_three_uses_with_a_mark_say_nothing():
    assert coping_stats([urge(("music", 2)), urge(("music", 2)), urge(("music", None))]) == []
    assert coping_stats([]) == []


def test_the_most_helpful_comes_first_then_the_one_used_more_then_the_name():
    urges = [urge(("b", 1), ("a", 1), ("c", mark), ("d", 1)) for mark in (1, 0, 0)]
    urges.append(urge(("d", 2)))
    assert [one.name for one in coping_stats(urges)] == ["d", "a", "b", "c"]


def test_with_a_trigger_only_the_episodes_that_name_it_count():
    urges = [urge(("music", 2), triggers=("lonely",)) for _ in range(3)]
    urges += [urge(("walk", 2), triggers=("conflict", "lonely")) for _ in range(3)]
    assert [one.name for one in coping_stats(urges, trigger="lonely")] == ["music", "walk"]
    assert [one.name for one in coping_stats(urges, trigger="conflict")] == ["walk"]
    assert coping_stats(urges, trigger="life_stress") == []


@pytest.mark.parametrize(
    ("name", "category", "words", "with_others"),
    [
        ("breathing", "breathing", "breathing", False),
        ("urge_surf", "urge_surf", "riding the urge out", False),
        ("call Sam", "reach_someone", "call Sam", True),
        ("meeting", "meeting", "meeting", True),
        ("cold_shower", "other", "cold_shower", False),
    ],
)
def test_a_way_of_coping_knows_its_category_and_its_words(name, category, words, with_others):
    own = [Coping(name="call Sam", category="reach_someone", own=True)]
    (one,) = coping_stats([urge((name, 1))] * 3, own)
    assert (one.category, one.display_name, one.is_social) == (category, words, with_others)


def test_the_one_thing_that_helped_did_so_in_at_least_half_of_its_uses():
    half = CopingStat("tea", 4, 2)
    assert best_coping([CopingStat("other", 3, 3), half]) == half
    assert best_coping([CopingStat("tea", 5, 2)]) is None
    assert best_coping([]) is None


def test_what_helped_may_take_other_people_and_what_is_for_alone_may_not():
    urges = [urge(("reach_someone", 2), ("rest_or_eat", 1))] * 3
    assert best_coping(coping_stats(urges)).name == "reach_someone"
    assert solo_activity(urges).display_name == "rest or eat"


@given(
    st.lists(
        st.builds(
            lambda names, mark: urge(*((name, mark) for name in names)),
            st.sets(st.sampled_from(["a", "b", "c", "other", "meeting"])),
            st.none() | st.integers(-1, 2),
        )
    )
)
def test_no_way_helped_more_often_than_it_was_used(urges):
    found = coping_stats(urges)
    assert all(3 <= one.uses <= len(urges) and 0 <= one.times_helped <= one.uses for one in found)
    shares = [one.times_helped / one.uses for one in found]
    assert shares == sorted(shares, reverse=True)
