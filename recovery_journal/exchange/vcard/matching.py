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

from recovery_journal.exchange.vcard.parser import Card, digest
from recovery_journal.rules.identity_keys import detail_key, name_key, value_fingerprint

if TYPE_CHECKING:
    from recovery_journal.domain.contact import KnownContact

# Between the key of a card and the number that tells people of one UID apart.
# No key has it within: control characters are taken out of what a card says.
KEY_SEPARATOR = "\x1f"
_MAX_CANDIDATES = 50


class CardMatch(NamedTuple):
    """A person of the file: their card (of several, all of them in one) and who they are.

    ``known_contact`` is None for somebody new, ``key`` the key of the card in the journal.
    """

    card: Card
    known_contact: KnownContact | None
    key: str


def match_cards(cards: Sequence[Card], known_contacts: Sequence[KnownContact]) -> list[CardMatch]:
    """Return the people of a file in its order, each with who they are in the journal.

    Nobody known is two people of one file, and the order of the cards does not
    matter to who is the same.
    """
    persons = _merge_same_person(cards)
    matches_by_index = _ContactMatcher(persons, known_contacts).matches
    used_keys = {key for contact in known_contacts for key in contact.cards}
    last_numbers: dict[str, int] = {}
    matches = []
    for number, person in enumerate(persons):
        known_contact = matches_by_index.get(number)
        key = _existing_key(person, known_contact) if known_contact else None
        if key is None:
            key = _unused_key(person.key, used_keys, last_numbers)
        matches.append(CardMatch(person, known_contact, key))
    return matches


def names_sharing_uid(
    matches: Iterable[CardMatch], known_contacts: Iterable[KnownContact]
) -> tuple[tuple[str, ...], ...]:
    """Return the names of the people who have one UID, where somebody of them is new."""
    new = [
        match for match in matches if match.known_contact is None and match.card.key[:5] != "hash:"
    ]
    names: dict[str, list[str]] = {match.card.key: [] for match in new}
    for contact in known_contacts:
        for key in {base_key(key) for key in contact.cards} & names.keys():
            names[key].append(contact.name)
    for match in new:
        names[match.card.key].append(match.card.name)
    return tuple(tuple(group) for group in names.values() if len(group) > 1)


def base_key(key: str) -> str:
    """Return the key a card has by itself."""
    return key.partition(KEY_SEPARATOR)[0]


def _existing_key(card: Card, known_contact: KnownContact) -> str | None:
    """Return the key under which this card of a known person is in the journal."""
    keys = [key for key in known_contact.cards if base_key(key) == card.key]
    unchanged = [key for key in keys if known_contact.cards[key] == card.fingerprint]
    return next(iter(unchanged or keys), None)


def _unused_key(key: str, used_keys: set[str], last_numbers: dict[str, int]) -> str:
    """Return a key nobody has; ``last_numbers`` is the last number that was given to each."""
    candidate, number = key, last_numbers.get(key, 1)
    while candidate in used_keys:
        number += 1
        candidate = f"{key}{KEY_SEPARATOR}{number}"
    last_numbers[key] = number
    used_keys.add(candidate)
    return candidate


def _merge_same_person(cards: Sequence[Card]) -> list[Card]:
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

    first_index: dict[tuple[str, ...], int] = {}
    for number, card in enumerate(cards):
        uid = "" if card.key[:5] == "hash:" else card.key
        name = name_key(card.name)
        traits = [
            (card.key, card.fingerprint),
            *((uid, name, contact_point) for contact_point in _contact_points(card)),
        ]
        for trait in traits:
            parent[root(number)] = root(first_index.setdefault(trait, number))
    groups: dict[int, list[Card]] = defaultdict(list)
    for number, card in enumerate(cards):
        groups[root(number)].append(card)
    return sorted((_merge_cards(group) for group in groups.values()), key=lambda card: card.number)


def _merge_cards(cards: list[Card]) -> Card:
    """Return one card with all that these say, the same in whatever order they stand."""
    by_fingerprint = {card.fingerprint: card for card in cards}
    if len(by_fingerprint) == 1:
        return cards[0]
    distinct = [by_fingerprint[fingerprint] for fingerprint in sorted(by_fingerprint)]
    details = {(d.detail_kind, d.value, d.label): d for card in distinct for d in card.details}
    notes = dict.fromkeys(card.note for card in distinct if card.note)
    return replace(
        distinct[0],
        number=min(card.number for card in cards),
        key=min(card.key for card in distinct),
        note="\n\n".join(notes) or None,
        details=tuple(details.values()),
        fingerprint=digest(sorted(by_fingerprint)),
    )


def _contact_points(card: Card) -> set[str]:
    return {detail_key(d.detail_kind, d.value) for d in card.details}


class _ContactMatcher:
    """Pairs the people of a file with those known, the surest first."""

    def __init__(self, cards: list[Card], known_contacts: Sequence[KnownContact]) -> None:
        self.matches: dict[int, KnownContact] = {}
        self._cards = cards
        self._matched_ids: set[int] = set()
        self._pair_unchanged(known_contacts)
        index = _index_known(
            [contact for contact in known_contacts if contact.contact_id not in self._matched_ids]
        )
        pairs = sorted(
            self._candidate_pairs(index), key=lambda pair: (-pair[0], pair[1], pair[2].contact_id)
        )
        for _sure, number, contact in pairs:
            self._pair(number, contact)

    def _pair(self, number: int, contact: KnownContact) -> None:
        if number not in self.matches and contact.contact_id not in self._matched_ids:
            self.matches[number] = contact
            self._matched_ids.add(contact.contact_id)

    def _pair_unchanged(self, known_contacts: Sequence[KnownContact]) -> None:
        """Pair the cards that say what they said at the last import."""
        by_card = {
            (base_key(key), fingerprint): contact
            for contact in known_contacts
            for key, fingerprint in contact.cards.items()
        }
        for number, card in enumerate(self._cards):
            if contact := by_card.get((card.key, card.fingerprint)):
                self._pair(number, contact)

    def _candidate_pairs(
        self, index: dict[tuple[str, str], list[KnownContact]]
    ) -> Iterator[tuple[int, int, KnownContact]]:
        """Yield (how sure, person of the file, known one) where the two are one."""
        for number, card in enumerate(self._cards):
            if number in self.matches:
                continue
            name = name_key(card.name)
            contact_points = _contact_points(card)
            value_marks = {value_fingerprint(d.detail_kind, d.value) for d in card.details}
            traits = [
                (start, end)
                for start in (card.key, name)
                for end in (*contact_points, *value_marks)
            ]
            candidates = {
                contact.contact_id: contact
                for trait in ((card.key, name), *traits)
                for contact in index.get(trait, ())
            }
            for contact in candidates.values():
                same_name = name in contact.names
                same_key = any(base_key(key) == card.key for key in contact.cards)
                has_common = bool(
                    contact_points & contact.detail_keys or value_marks & contact.value_marks
                )
                # Two of the three; in which order they are surer.
                if (
                    certainty := 2 * (same_key and same_name)
                    + same_key * has_common
                    + same_name * has_common
                ):
                    yield certainty, number, contact


def _index_known(
    known_contacts: Iterable[KnownContact],
) -> dict[tuple[str, str], list[KnownContact]]:
    """Return who is known by each key or name together with each name, way or mark."""
    index: dict[tuple[str, str], list[KnownContact]] = defaultdict(list)
    for contact in known_contacts:
        keys = {base_key(key) for key in contact.cards}
        identifiers = contact.detail_keys | contact.value_marks
        traits = {
            (key, identifier) for key in keys for identifier in (*identifiers, *contact.names)
        }
        traits |= {(name, identifier) for name in contact.names for identifier in identifiers}
        for trait in traits:
            # Of a whole book under one name a few are enough: the rest is no better.
            if len(index[trait]) < _MAX_CANDIDATES:
                index[trait].append(contact)
    return index
