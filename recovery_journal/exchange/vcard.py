"""People from an address book: a pure reader of vCard 2.1, 3.0 and 4.0.

``read_cards(data)`` takes the bytes of a file and returns a Reading. It never
raises: each card becomes a Card, or a Refused with its place and the reason,
and one card that can not be read takes no other with it. Lines that belong to
no card are named as well. Pictures, sounds and keys are counted and left out.

Sources: vCard 2.1 (versit, 1996), RFC 2426, RFC 6350, RFC 6868, and what
phones and mail programs write in their stead.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

from recovery_journal.exchange.vcard_cards import RawCard, StrayLines, as_bytes, raw_cards
from recovery_journal.exchange.vcard_charsets import SETS, UNSURE, character_set, may_be
from recovery_journal.exchange.vcard_refused import (
    Refused,
    of_lines,
    rest_of,
    without_character_set,
    without_end,
    without_name,
)
from recovery_journal.exchange.vcard_values import (
    Property,
    clean_number,
    clean_text,
    clean_words,
    components,
    is_seen,
    read_property,
    unescape,
)

MOST_NAMED = 1000
"""The most places of stray lines that are named one by one."""

# Which of several types names the place of a phone, the first that is there.
_PLACES = {"CELL": "cell", "MOBILE": "cell", "HOME": "home", "WORK": "work"}
_DEVICES = {"FAX": "fax", "PAGER": "pager"}
# Bare words of 2.1 that may be a label too; any other (a language, VCARD) is none.
_OTHER_PLACES = {"MAIN": "main", "CAR": "car", "OTHER": "other", "SCHOOL": "school"}
_NO_LABEL = frozenset(
    {"VOICE", "INTERNET", "PREF", "MSG", "TEXT", "TEXTPHONE", "VIDEO"}
    | {"DOM", "INTL", "POSTAL", "PARCEL", "X400", "IPHONE"}
)
_KINDS = {"GROUP": "group", "ORG": "org", "ORGANIZATION": "org", "INDIVIDUAL": "individual"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One phone number, e-mail address or postal address of a card.

    ``detail_kind`` is "phone", "email" or "address". ``value`` is cleaned: NFC,
    without unseen marks, trimmed, an address on one line. ``original`` is how it
    stood in the card, decoded: of an address, with its separators. ``label`` is
    "cell", "home", "work" (followed by "fax" or "pager"), or the person's own word.
    """

    detail_kind: str
    value: str
    original: str
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry of an address book, with what the journal can keep of it.

    ``number`` is its place in the file, from 1. ``key`` knows the card again in
    a later file ("uid:…", "abuid:…", else "hash:…" of name, phones, e-mails), and
    ``fingerprint`` tells whether it has changed since. ``card_kind`` is
    "individual", "group" or "org". ``photos`` counts what was left out.
    """

    number: int
    key: str
    name: str
    card_kind: str
    note: str | None
    details: tuple[Detail, ...]
    photos: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in a file: ``read`` cards began in it, whole or not.

    ``refused`` are cards that could not be read, ``lines`` what belongs to no
    card or to no line of one; both in the order of the file.
    """

    read: int
    cards: tuple[Card, ...]
    refused: tuple[Refused, ...]
    photos: int
    lines: tuple[Refused, ...] = ()


def read_cards(data: bytes) -> Reading:
    """Read every card of a file, in its order. Never raises; no card gives ``read`` 0."""
    data, utf8 = as_bytes(data)
    cards: list[Card] = []
    refused: list[Refused] = []
    lines: list[Refused] = []
    waiting: list[RawCard] = []  # for what the other cards say of their character set
    sets: Counter[str] = Counter()
    read = 0
    for raw in raw_cards(data):
        if isinstance(raw, StrayLines):
            _add_lines(lines, raw)
            continue
        read += 1
        if raw.cut_at:
            lines.append(rest_of(raw))
        found = without_end(raw) or _read_card(raw, sets, utf8=utf8)
        if isinstance(found, Card):
            cards.append(found)
        elif isinstance(found, Refused):
            refused.append(found)
        else:
            waiting.append(raw)
    told = [name for name in SETS if sets[name]]
    for raw in waiting:
        found = _read_card(raw, sets, utf8=utf8, told=told[0]) if len(told) == 1 else None
        if isinstance(found, Card):
            cards.append(found)
        else:
            refused.append(found or without_character_set(raw))
    return Reading(
        read=read,
        cards=tuple(sorted(cards, key=lambda card: card.number)),
        refused=tuple(sorted(refused, key=lambda one: one.line)),
        photos=sum(card.photos for card in cards),
        lines=tuple(sorted(lines, key=lambda one: one.line)),
    )


def _add_lines(lines: list[Refused], stray: StrayLines) -> None:
    """Add lines that belong to nothing; of very many the last ones are named together."""
    if len(lines) >= MOST_NAMED:
        stray.first = min(stray.first, lines.pop().line)
    lines.append(of_lines(stray))


def _read_card(
    raw: RawCard, sets: Counter[str], *, utf8: bool, told: str = UNSURE
) -> Card | Refused | None:
    """Read one card; None where its character set is not clear.

    ``sets`` counts the ones that were clear, ``told`` is what the others said.
    """
    properties: list[Property] = []
    for line in raw.lines:
        found = read_property(line, utf8=utf8)
        if unnamed := b" ".join(found.unnamed()):
            guess = character_set(unnamed)
            sets[guess] += 1
            if guess == UNSURE:
                if told == UNSURE or not may_be(unnamed, told):
                    return None
                guess = told
            found = read_property(line, utf8=utf8, guess=guess)
        properties.append(found)
    source = _Source(properties)
    details = tuple(_details(source))
    name = _name(source, details)
    if not name:
        return without_name(raw)
    kind, note = _card_kind(source), _note(source)
    kept = [[d.detail_kind, d.value, d.original, d.label] for d in details]
    return Card(
        number=raw.number,
        key=_key(source, name, details),
        name=name,
        card_kind=kind,
        note=note,
        details=details,
        photos=raw.photos,
        fingerprint=digest([name, kind, note, kept]),
    )


class _Source:
    """The properties of one card, and the version that says how to read them."""

    def __init__(self, properties: list[Property]) -> None:
        self.properties = properties
        self._by_name: dict[str, list[Property]] = {}
        for found in properties:
            self._by_name.setdefault(found.name, []).append(found)
        version = next((p.text().strip() for p in self.named("VERSION")), "3.0")
        self.old = version.startswith("2")
        self._labels = {
            p.group: clean_words(self.plain(p)) for p in self.named("X-ABLABEL") if p.group
        }

    def named(self, name: str) -> list[Property]:
        return self._by_name.get(name, [])

    def plain(self, found: Property) -> str:
        """Return the text of a property that is one value, escapes undone."""
        return unescape(found.text(), old=self.old)

    def first(self, *names: str) -> str:
        """Return the first of these properties that says something, on one line."""
        texts = (clean_words(self.plain(p)) for name in names for p in self.named(name))
        return next(filter(is_seen, texts), "")

    def parts(self, found: Property) -> list[list[str]]:
        return components(found.text(), old=self.old)

    def label(self, found: Property) -> str | None:
        """Return the person's own label of this line, else the one its types make."""
        own = self._labels.get(found.group, "") if found.group else ""
        if own.startswith("_$!<") and own.endswith(">!$_"):  # how Apple marks its own words
            own = own[4:-4]
        return own or _label_of_types(found)


def _label_of_types(found: Property) -> str | None:
    given = found.params.get("TYPE", ())
    types = {word.upper() for word in (*given, *found.bare)}
    place = next((label for word, label in _PLACES.items() if word in types), "")
    if not place:
        place = next((label for word, label in _OTHER_PLACES.items() if word in types), "")
    device = next((label for word, label in _DEVICES.items() if word in types), "")
    if not place and not device:
        # A word of the person's own: any TYPE=, but of bare ones only an X- word.
        words = [*given, *(word for word in found.bare if word.upper().startswith("X-"))]
        own = [clean_words(word) for word in words if word.upper() not in _NO_LABEL]
        place = next(filter(is_seen, (_without_x(word) for word in own)), "")
    return f"{place} {device}".strip() or None


def _without_x(word: str) -> str:
    return word[2:] if word[:2].upper() == "X-" else word


def _details(source: _Source) -> Iterator[Detail]:
    """Yield the details in the order of the card, each once."""
    seen: set[tuple[str, str, str | None]] = set()
    for found in source.properties:
        if found.name not in _READERS:
            continue
        kind, value, original = _READERS[found.name](source, found)
        label = source.label(found)
        if is_seen(value) and (kind, value, label) not in seen:
            seen.add((kind, value, label))
            yield Detail(detail_kind=kind, value=value, original=original, label=label)


def _phone(source: _Source, found: Property) -> tuple[str, str, str]:
    original = source.plain(found)
    value = clean_number(original)
    if value[:4].lower() == "tel:":
        number, *rest = value[4:].split(";")
        extension = next((part[4:] for part in rest if part[:4].lower() == "ext="), "")
        value = f"{number} ext. {extension}" if extension else number
        value = clean_number(unquote(value))
    return "phone", value, original


def _email(source: _Source, found: Property) -> tuple[str, str, str]:
    original = source.plain(found)
    value = clean_number(original)
    if value[:7].lower() == "mailto:":
        value = clean_number(unquote(value[7:].partition("?")[0]))
    return "email", value, original


def _address(source: _Source, found: Property) -> tuple[str, str, str]:
    parts = [word for part in source.parts(found) for word in part]
    words = [clean_words(word, ", ").rstrip(" ,") for word in parts]
    value = ", ".join(filter(is_seen, words))
    if not value:  # 4.0 may hold the address as it goes on an envelope, and nothing else
        value = clean_words("".join(found.params.get("LABEL", ())[:1]), ", ")
    return "address", value, found.text()


_READERS = {"TEL": _phone, "EMAIL": _email, "ADR": _address}


def _name(source: _Source, details: Iterable[Detail]) -> str:
    """Return what to call this card: FN, else N, ORG, nickname, e-mail, phone, else ""."""
    name = source.first("FN") or _compound_name(source) or _organisation(source)
    name = name or source.first("NICKNAME")
    for kind in ("email", "phone"):
        name = name or next((d.value for d in details if d.detail_kind == kind), "")
    return name


def _compound_name(source: _Source) -> str:
    """Return the first N in the order it is spoken: Dr. Ada Maria Example Jr."""
    for found in source.named("N"):
        parts = [*source.parts(found), [], [], [], []]
        family, given, additional, before, after = parts[:5]
        words = [clean_words(word) for word in (*before, *given, *additional, *family, *after)]
        if name := " ".join(filter(is_seen, words)):
            return name
    return ""


def _organisation(source: _Source) -> str:
    words = (clean_words(", ".join(part)) for p in source.named("ORG") for part in source.parts(p))
    return next(filter(is_seen, words), "")


def _card_kind(source: _Source) -> str:
    kind = source.first("KIND", "X-ADDRESSBOOKSERVER-KIND").upper()
    if not kind and source.first("X-ABSHOWAS").upper() == "COMPANY":
        return "org"
    return _KINDS.get(kind, "individual")


def _note(source: _Source) -> str | None:
    """Return all notes, each once, with an empty line between two."""
    notes = dict.fromkeys(clean_text(source.plain(found)) for found in source.named("NOTE"))
    return "\n\n".join(filter(is_seen, notes)) or None


def _key(source: _Source, name: str, details: Iterable[Detail]) -> str:
    for prefix, property_name in (("uid", "UID"), ("abuid", "X-ABUID")):
        if known := source.first(property_name):
            return f"{prefix}:{known}"
    # Sorted, for the same card may list its numbers in another order next time.
    ways = {(d.detail_kind, d.value) for d in details if d.detail_kind != "address"}
    return f"hash:{digest([name, sorted(ways)])}"


def digest(values: object) -> str:
    """Return a fingerprint of values that JSON can hold."""
    return sha256(json.dumps(values).encode("ascii")).hexdigest()
