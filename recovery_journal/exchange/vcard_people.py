"""Which cards are of one person: among themselves, and among those known already.

A UID is no identity. Programs give one to two people, or number their cards
from 1, and a history under another's name is worse than a person who is there
twice. So a UID counts together with the name, or with a number or address in
common; without a UID, both do (decision 0024).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.exchange.vcard import Card, digest
from recovery_journal.rules.same_person import name_words, value_mark, way

if TYPE_CHECKING:
    from recovery_journal.storage.imported import Known

# Between the key of a card and the number that tells people of one UID apart.
# No key has it within: control characters are taken out of what a card says.
SEPARATOR = "\x1f"
_FEW = 50


class Match(NamedTuple):
    """A person of the file: their card (of several, all of them in one) and who they are.

    ``known`` is None for somebody new, ``key`` the key of the card in the journal.
    """

    card: Card
    known: Known | None
    key: str


def matched(cards: Sequence[Card], known: Sequence[Known]) -> list[Match]:
    """Return the people of a file in its order, each with who they are in the journal.

    Nobody known is two people of one file, and the order of the cards does not
    matter to who is the same.
    """
    people = _people(cards)
    found = _Matching(people, known).found
    taken = {key for one in known for key in one.cards}
    last: dict[str, int] = {}
    matches = []
    for number, person in enumerate(people):
        somebody = found.get(number)
        key = _own_key(person, somebody) if somebody else None
        if key is None:
            key = _free_key(person.key, taken, last)
        matches.append(Match(person, somebody, key))
    return matches


def sharing_uid(matches: Iterable[Match], known: Iterable[Known]) -> tuple[tuple[str, ...], ...]:
    """Return the names of the people who have one UID, where somebody of them is new."""
    new = [match for match in matches if match.known is None and match.card.key[:5] != "hash:"]
    names: dict[str, list[str]] = {match.card.key: [] for match in new}
    for one in known:
        for key in {base(key) for key in one.cards} & names.keys():
            names[key].append(one.name)
    for match in new:
        names[match.card.key].append(match.card.name)
    return tuple(tuple(people) for people in names.values() if len(people) > 1)


def base(key: str) -> str:
    """Return the key a card has by itself."""
    return key.partition(SEPARATOR)[0]


def _own_key(person: Card, known: Known) -> str | None:
    """Return the key under which this card of a known person is in the journal."""
    own = [key for key in known.cards if base(key) == person.key]
    same = [key for key in own if known.cards[key] == person.fingerprint]
    return next(iter(same or own), None)


def _free_key(key: str, taken: set[str], last: dict[str, int]) -> str:
    """Return a key nobody has; ``last`` is the last number that was given to each."""
    free, number = key, last.get(key, 1)
    while free in taken:
        number += 1
        free = f"{key}{SEPARATOR}{number}"
    last[key] = number
    taken.add(free)
    return free


def _people(cards: Sequence[Card]) -> list[Card]:
    """Return one card for each person of the file.

    Two cards are of one person where they are the same, or have one UID (or
    both none), one name, and a number or address in common.
    """
    parent = list(range(len(cards)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[tuple[str, ...], int] = {}
    for number, card in enumerate(cards):
        uid = "" if card.key[:5] == "hash:" else card.key
        name = name_words(card.name)
        traits = [(card.key, card.fingerprint), *((uid, name, each) for each in _ways(card))]
        for trait in traits:
            parent[root(number)] = root(first.setdefault(trait, number))
    groups: dict[int, list[Card]] = defaultdict(list)
    for number, card in enumerate(cards):
        groups[root(number)].append(card)
    return sorted((_joined(group) for group in groups.values()), key=lambda card: card.number)


def _joined(cards: list[Card]) -> Card:
    """Return one card with all that these say, the same in whatever order they stand."""
    by_text = {card.fingerprint: card for card in cards}
    if len(by_text) == 1:
        return cards[0]
    inner = [by_text[text] for text in sorted(by_text)]
    details = {(d.detail_kind, d.value, d.label): d for card in inner for d in card.details}
    notes = dict.fromkeys(card.note for card in inner if card.note)
    return replace(
        inner[0],
        number=min(card.number for card in cards),
        key=min(card.key for card in inner),
        note="\n\n".join(notes) or None,
        details=tuple(details.values()),
        fingerprint=digest(sorted(by_text)),
    )


def _ways(card: Card) -> set[str]:
    return {way(d.detail_kind, d.value) for d in card.details}


class _Matching:
    """Pairs the people of a file with those known, the surest first."""

    def __init__(self, people: list[Card], known: Sequence[Known]) -> None:
        self.found: dict[int, Known] = {}
        self._people = people
        self._taken: set[int] = set()
        self._pair_unchanged(known)
        near = _near([one for one in known if one.contact_id not in self._taken])
        pairs = sorted(self._pairs(near), key=lambda pair: (-pair[0], pair[1], pair[2].contact_id))
        for _sure, number, one in pairs:
            self._pair(number, one)

    def _pair(self, number: int, one: Known) -> None:
        if number not in self.found and one.contact_id not in self._taken:
            self.found[number] = one
            self._taken.add(one.contact_id)

    def _pair_unchanged(self, known: Sequence[Known]) -> None:
        """Pair the cards that say what they said at the last import."""
        same = {
            (base(key), fingerprint): one for one in known for key, fingerprint in one.cards.items()
        }
        for number, person in enumerate(self._people):
            if one := same.get((person.key, person.fingerprint)):
                self._pair(number, one)

    def _pairs(self, near: dict[tuple[str, str], list[Known]]) -> Iterator[tuple[int, int, Known]]:
        """Yield (how sure, person of the file, known one) where the two are one."""
        for number, person in enumerate(self._people):
            if number in self.found:
                continue
            name = name_words(person.name)
            ways = _ways(person)
            marks = {value_mark(d.detail_kind, d.value) for d in person.details}
            traits = [(start, end) for start in (person.key, name) for end in (*ways, *marks)]
            candidates = {
                one.contact_id: one
                for trait in ((person.key, name), *traits)
                for one in near.get(trait, ())
            }
            for one in candidates.values():
                same_name = name in one.names
                same_key = any(base(key) == person.key for key in one.cards)
                common = bool(ways & one.ways or marks & one.marks)
                # Two of the three; in which order they are surer.
                if sure := 2 * (same_key and same_name) + same_key * common + same_name * common:
                    yield sure, number, one


def _near(known: Iterable[Known]) -> dict[tuple[str, str], list[Known]]:
    """Return who is known by each key or name together with each name, way or mark."""
    near: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known:
        keys = {base(key) for key in one.cards}
        ends = one.ways | one.marks
        traits = {(key, end) for key in keys for end in (*ends, *one.names)}
        traits |= {(name, end) for name in one.names for end in ends}
        for trait in traits:
            # Of a whole book under one name a few are enough: the rest is no better.
            if len(near[trait]) < _FEW:
                near[trait].append(one)
    return near
