"""Everyday words for what someone is, in both languages, and the relation each means."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.domain.relation_words import (
    _WORDS_BY_RELATION,
    custom_relation_word,
    find_relation,
)
from recovery_journal.i18n import using_language
from recovery_journal.rules.contact_changes import resolve_changes
from recovery_journal.text import normalize

TODAY = date(2026, 11, 20)


def test_no_word_stands_for_two_relations() -> None:
    words = [word.strip() for some in _WORDS_BY_RELATION.values() for word in some.split(",")]
    assert len(words) == len(set(words))
    assert [normalize(word) for word in words] == words
    assert all(find_relation(word) for word in words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_relation_is_known_by_its_name_and_by_its_label(language: str) -> None:
    with using_language(language):
        for relation in get_args(Relation):
            for word in (relation, label(relation), relation.replace("_", "-").upper()):
                assert find_relation(word) == relation
                assert custom_relation_word(word) is None


@pytest.mark.parametrize("word", ["", "landlord", "my", "sist", "bos"])
def test_a_word_that_is_not_known_is_no_relation(word: str) -> None:
    assert find_relation(word) is None
    assert custom_relation_word(word) is None


def test_a_known_word_brings_the_relation_only_where_there_is_none() -> None:
    imported = Contact(name="Bo", added_on=TODAY)
    found = resolve_changes(imported, {"relation_word": "doctor"}, TODAY)
    assert (found["relation"], found["sector"]) == ("medical", "professionals")
    friend = Contact(name="Bo", relation="friend", sector="friends", ring=3, added_on=TODAY)
    assert resolve_changes(friend, {"relation_word": "sister"}, TODAY) == {
        "relation_word": "sister"
    }


def test_without_the_relation_its_word_goes_too() -> None:
    sister = Contact(
        name="Bo",
        relation="family",
        relation_word="sister",
        ring=2,
        sector="family",
        added_on=TODAY,
    )
    found = resolve_changes(sister, {"relation": None}, TODAY)
    assert (found["relation"], found["relation_word"]) == (None, None)


def test_an_everyday_word_is_kept_as_it_was_typed() -> None:
    assert custom_relation_word(" My   Mother-in-law ") == "My Mother-in-law"
