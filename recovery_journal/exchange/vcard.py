"""People from an address book: a pure reader of vCard 2.1, 3.0 and 4.0.

``read_cards(data)`` takes the bytes of a file and returns a Reading. It never
raises: each card becomes a Card, or a Refused with its place and the reason,
and one card that can not be read takes no other with it. Pictures, sounds and
keys are counted and left out.

Sources: vCard 2.1 (versit, 1996), RFC 2426, RFC 6350, RFC 6868, and what
phones and mail programs write in their stead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

from recovery_journal.exchange.vcard_lines import Ending, RawCard, as_bytes, raw_cards
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
from recovery_journal.words import _

_SKIPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
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
class Refused:
    """One card that could not be read: where it is, and a sentence that says why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in a file: ``read`` cards began in it, whole or not."""

    read: int
    cards: tuple[Card, ...]
    refused: tuple[Refused, ...]
    photos: int


def read_cards(data: bytes) -> Reading:
    """Read every card of a file, in its order. Never raises; no card gives ``read`` 0."""
    data, utf8 = as_bytes(data)
    cards: list[Card] = []
    refused: list[Refused] = []
    number = 0
    for number, raw in enumerate(raw_cards(data), 1):
        outcome = _read_card(raw, number, utf8=utf8)
        if isinstance(outcome, Card):
            cards.append(outcome)
        else:
            refused.append(outcome)
    return Reading(
        read=number,
        cards=tuple(cards),
        refused=tuple(refused),
        photos=sum(card.photos for card in cards),
    )


def _read_card(raw: RawCard, number: int, *, utf8: bool) -> Card | Refused:
    place = _("card {number} (line {line})").format(number=number, line=raw.line)
    if raw.ending is Ending.NEXT_CARD:
        reason = _("This card has no end: the next one begins before its END:VCARD line.")
        return Refused(place=place, reason=reason)
    if raw.ending is Ending.FILE:
        reason = _("The file ends in the middle of this card. It may have been cut off on its way.")
        return Refused(place=place, reason=reason)
    source = _Source([read_property(line, utf8=utf8) for line in raw.lines])
    details = tuple(_details(source))
    name = _name(source, details)
    if not name:
        reason = _("This card has no name, organisation, e-mail address or phone number.")
        return Refused(place=place, reason=reason)
    kind, note = _card_kind(source), _note(source)
    kept = [[d.detail_kind, d.value, d.original, d.label] for d in details]
    return Card(
        number=number,
        key=_key(source, name, details),
        name=name,
        card_kind=kind,
        note=note,
        details=details,
        photos=sum(1 for p in source.properties if p.name in _SKIPPED and p.value.strip()),
        fingerprint=_digest([name, kind, note, kept]),
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
    return f"hash:{_digest([name, sorted(ways)])}"


def _digest(values: object) -> str:
    return sha256(json.dumps(values).encode("ascii")).hexdigest()
