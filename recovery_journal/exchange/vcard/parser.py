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

from recovery_journal.domain.choices import DetailKind
from recovery_journal.domain.contact import ContactDetail
from recovery_journal.exchange.vcard.charset_detection import (
    CANDIDATE_CHARSETS,
    UNKNOWN_CHARSET,
    detect_charset,
    is_plausible_charset,
)
from recovery_journal.exchange.vcard.properties import (
    VCardProperty,
    clean_contact_value,
    clean_label,
    clean_text,
    is_visible,
    parse_property,
    split_components,
    unescape_value,
)
from recovery_journal.exchange.vcard.raw_cards import RawCard, StrayLines, split_cards, to_utf8
from recovery_journal.exchange.vcard.rejections import (
    Rejection,
    reject_card,
    reject_stray_lines,
    reject_truncated,
    reject_unended,
)

MAX_STRAY_ENTRIES = 1000
"""The most places of stray lines that are named one by one."""

# Which of several types names the place of a phone, the first that is there.
_LOCATION_LABELS = {"CELL": "cell", "MOBILE": "cell", "HOME": "home", "WORK": "work"}
_DEVICE_LABELS = {"FAX": "fax", "PAGER": "pager"}
# Bare words of 2.1 that may be a label too; any other (a language, VCARD) is none.
_BARE_LOCATION_LABELS = {"MAIN": "main", "CAR": "car", "OTHER": "other", "SCHOOL": "school"}
_UNLABELLED_TYPES = frozenset(
    {"VOICE", "INTERNET", "PREF", "MSG", "TEXT", "TEXTPHONE", "VIDEO"}
    | {"DOM", "INTL", "POSTAL", "PARCEL", "X400", "IPHONE"}
)
_ParsedDetail = tuple[DetailKind, str, str]  # kind, value, original
_CARD_KINDS = {"GROUP": "group", "ORG": "org", "ORGANIZATION": "org", "INDIVIDUAL": "individual"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry of an address book, with what the journal can keep of it.

    ``number`` is its place in the file, from 1. ``key`` knows the card again in
    a later file ("uid:…", "abuid:…", else "hash:…" of name, phones, e-mails), and
    ``fingerprint`` tells whether it has changed since. ``card_kind`` is
    "individual", "group" or "org". ``photos`` counts what was left out. The value of a
    detail is cleaned: NFC, without unseen marks, trimmed, an address on one line. Its
    ``original`` is how it stood in the card, decoded: of an address, with its separators.
    Its ``label`` is "cell", "home", "work" (followed by "fax" or "pager"), or the person's
    own word.
    """

    number: int
    key: str
    name: str
    card_kind: str
    note: str | None
    details: tuple[ContactDetail, ...]
    photos: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """All that was found in a file: ``card_count`` cards began in it, whole or not.

    ``rejected`` are cards that could not be read, ``stray_lines`` what belongs to no
    card or to no line of one; both in the order of the file.
    """

    card_count: int
    cards: tuple[Card, ...]
    rejected: tuple[Rejection, ...]
    photos: int
    stray_lines: tuple[Rejection, ...] = ()


def parse_cards(data: bytes) -> ParseResult:
    """Read every card of a file, in its order. Never raises; no card gives ``card_count`` 0."""
    data, utf8 = to_utf8(data)
    cards: list[Card] = []
    rejected: list[Rejection] = []
    stray_lines: list[Rejection] = []
    undecided: list[RawCard] = []  # for what the other cards say of their character set
    charset_counts: Counter[str] = Counter()
    card_count = 0
    for raw in split_cards(data):
        if isinstance(raw, StrayLines):
            _add_stray_lines(stray_lines, raw)
            continue
        card_count += 1
        if raw.truncated_at:
            stray_lines.append(reject_truncated(raw))
        result = reject_unended(raw) or _parse_card(raw, charset_counts, utf8=utf8)
        if isinstance(result, Card):
            cards.append(result)
        elif isinstance(result, Rejection):
            rejected.append(result)
        else:
            undecided.append(raw)
    clear_charsets = [name for name in CANDIDATE_CHARSETS if charset_counts[name]]
    for raw in undecided:
        result = (
            _parse_card(raw, charset_counts, utf8=utf8, fallback_charset=clear_charsets[0])
            if len(clear_charsets) == 1
            else None
        )
        if isinstance(result, Card):
            cards.append(result)
        else:
            rejected.append(result or reject_card(raw, "charset"))
    return ParseResult(
        card_count=card_count,
        cards=tuple(sorted(cards, key=lambda card: card.number)),
        rejected=tuple(sorted(rejected, key=lambda rejection: rejection.line)),
        photos=sum(card.photos for card in cards),
        stray_lines=tuple(sorted(stray_lines, key=lambda rejection: rejection.line)),
    )


def _add_stray_lines(stray_lines: list[Rejection], stray: StrayLines) -> None:
    """Add lines that belong to nothing; of very many the last ones are named together."""
    if len(stray_lines) >= MAX_STRAY_ENTRIES:
        stray.first = min(stray.first, stray_lines.pop().line)
    stray_lines.append(reject_stray_lines(stray))


def _parse_card(
    raw: RawCard,
    charset_counts: Counter[str],
    *,
    utf8: bool,
    fallback_charset: str = UNKNOWN_CHARSET,
) -> Card | Rejection | None:
    """Read one card; None where its character set is not clear.

    ``charset_counts`` counts the clear ones, ``fallback_charset`` is what the others said.
    """
    properties: list[VCardProperty] = []
    for line in raw.lines:
        prop = parse_property(line, utf8=utf8)
        if undeclared := b" ".join(prop.undeclared_bytes()):
            charset = detect_charset(undeclared)
            charset_counts[charset] += 1
            if charset == UNKNOWN_CHARSET:
                if fallback_charset == UNKNOWN_CHARSET or not is_plausible_charset(
                    undeclared, fallback_charset
                ):
                    return None
                charset = fallback_charset
            prop = parse_property(line, utf8=utf8, fallback_charset=charset)
        properties.append(prop)
    source = _CardProperties(properties)
    details = tuple(_parse_details(source))
    name = _display_name(source, details)
    if not name:
        return reject_card(raw, "unnamed")
    kind, note = _card_kind(source), _joined_notes(source)
    detail_values = [[d.detail_kind, d.value, d.original, d.label] for d in details]
    return Card(
        number=raw.number,
        key=_card_key(source, name, details),
        name=name,
        card_kind=kind,
        note=note,
        details=details,
        photos=raw.photos,
        fingerprint=digest([name, kind, note, detail_values]),
    )


class _CardProperties:
    """The properties of one card, and the version that says how to read them."""

    def __init__(self, properties: list[VCardProperty]) -> None:
        self.properties = properties
        self._by_name: dict[str, list[VCardProperty]] = {}
        for prop in properties:
            self._by_name.setdefault(prop.name, []).append(prop)
        version = next((p.text().strip() for p in self.get_all("VERSION")), "3.0")
        self.is_v21 = version.startswith("2")
        self._labels = {
            p.group: clean_label(self.plain_text(p)) for p in self.get_all("X-ABLABEL") if p.group
        }

    def get_all(self, name: str) -> list[VCardProperty]:
        return self._by_name.get(name, [])

    def plain_text(self, prop: VCardProperty) -> str:
        """Return the text of a property that is one value, escapes undone."""
        return unescape_value(prop.text(), is_v21=self.is_v21)

    def first_text(self, *names: str) -> str:
        """Return the first of these properties that says something, on one line."""
        texts = (
            clean_label(self.plain_text(prop)) for name in names for prop in self.get_all(name)
        )
        return next(filter(is_visible, texts), "")

    def value_components(self, prop: VCardProperty) -> list[list[str]]:
        return split_components(prop.text(), is_v21=self.is_v21)

    def label(self, prop: VCardProperty) -> str | None:
        """Return the person's own label of this line, else the one its types make."""
        own_label = self._labels.get(prop.group, "") if prop.group else ""
        if own_label.startswith("_$!<") and own_label.endswith(
            ">!$_"
        ):  # how Apple marks its own words
            own_label = own_label[4:-4]
        return own_label or _label_from_types(prop)


def _label_from_types(prop: VCardProperty) -> str | None:
    type_params = prop.params.get("TYPE", ())
    types = {word.upper() for word in (*type_params, *prop.bare_params)}
    location = next((label for word, label in _LOCATION_LABELS.items() if word in types), "")
    if not location:
        location = next(
            (label for word, label in _BARE_LOCATION_LABELS.items() if word in types), ""
        )
    device = next((label for word, label in _DEVICE_LABELS.items() if word in types), "")
    if not location and not device:
        # A word of the person's own: any TYPE=, but of bare ones only an X- word.
        candidates = [
            *type_params,
            *(word for word in prop.bare_params if word.upper().startswith("X-")),
        ]
        own_labels = [
            clean_label(word) for word in candidates if word.upper() not in _UNLABELLED_TYPES
        ]
        location = next(filter(is_visible, (_strip_x_prefix(word) for word in own_labels)), "")
    return f"{location} {device}".strip() or None


def _strip_x_prefix(word: str) -> str:
    return word[2:] if word[:2].upper() == "X-" else word


def _parse_details(source: _CardProperties) -> Iterator[ContactDetail]:
    """Yield the details in the order of the card, each once."""
    seen: set[tuple[str, str, str | None]] = set()
    for prop in source.properties:
        if prop.name not in _DETAIL_PARSERS:
            continue
        kind, value, original = _DETAIL_PARSERS[prop.name](source, prop)
        label = source.label(prop)
        if is_visible(value) and (kind, value, label) not in seen:
            seen.add((kind, value, label))
            yield ContactDetail(detail_kind=kind, value=value, original=original, label=label)


def _parse_phone(source: _CardProperties, prop: VCardProperty) -> _ParsedDetail:
    original = source.plain_text(prop)
    value = clean_contact_value(original)
    if value[:4].lower() == "tel:":
        number, *parameters = value[4:].split(";")
        extension = next(
            (parameter[4:] for parameter in parameters if parameter[:4].lower() == "ext="), ""
        )
        value = f"{number} ext. {extension}" if extension else number
        value = clean_contact_value(unquote(value))
    return "phone", value, original


def _parse_email(source: _CardProperties, prop: VCardProperty) -> _ParsedDetail:
    original = source.plain_text(prop)
    value = clean_contact_value(original)
    if value[:7].lower() == "mailto:":
        value = clean_contact_value(unquote(value[7:].partition("?")[0]))
    return "email", value, original


def _parse_address(source: _CardProperties, prop: VCardProperty) -> _ParsedDetail:
    values = [word for component in source.value_components(prop) for word in component]
    cleaned = [clean_label(word, ", ").rstrip(" ,") for word in values]
    value = ", ".join(filter(is_visible, cleaned))
    if not value:  # 4.0 may hold the address as it goes on an envelope, and nothing else
        value = clean_label("".join(prop.params.get("LABEL", ())[:1]), ", ")
    return "address", value, prop.text()


_DETAIL_PARSERS = {"TEL": _parse_phone, "EMAIL": _parse_email, "ADR": _parse_address}


def _display_name(source: _CardProperties, details: Iterable[ContactDetail]) -> str:
    """Return what to call this card: FN, else N, ORG, nickname, e-mail, phone, else ""."""
    name = source.first_text("FN") or _structured_name(source) or _organization_name(source)
    name = name or source.first_text("NICKNAME")
    for kind in ("email", "phone"):
        name = name or next((d.value for d in details if d.detail_kind == kind), "")
    return name


def _structured_name(source: _CardProperties) -> str:
    """Return the first N in the order it is spoken: Dr. Ada Maria Example Jr."""
    for prop in source.get_all("N"):
        name_parts = [*source.value_components(prop), [], [], [], []]
        family_names, given_names, additional_names, prefixes, suffixes = name_parts[:5]
        cleaned = [
            clean_label(word)
            for word in (*prefixes, *given_names, *additional_names, *family_names, *suffixes)
        ]
        if name := " ".join(filter(is_visible, cleaned)):
            return name
    return ""


def _organization_name(source: _CardProperties) -> str:
    names = (
        clean_label(", ".join(component))
        for prop in source.get_all("ORG")
        for component in source.value_components(prop)
    )
    return next(filter(is_visible, names), "")


def _card_kind(source: _CardProperties) -> str:
    kind = source.first_text("KIND", "X-ADDRESSBOOKSERVER-KIND").upper()
    if not kind and source.first_text("X-ABSHOWAS").upper() == "COMPANY":
        return "org"
    return _CARD_KINDS.get(kind, "individual")


def _joined_notes(source: _CardProperties) -> str | None:
    """Return all notes, each once, with an empty line between two."""
    notes = dict.fromkeys(clean_text(source.plain_text(prop)) for prop in source.get_all("NOTE"))
    return "\n\n".join(filter(is_visible, notes)) or None


def _card_key(source: _CardProperties, name: str, details: Iterable[ContactDetail]) -> str:
    for prefix, property_name in (("uid", "UID"), ("abuid", "X-ABUID")):
        if identifier := source.first_text(property_name):
            return f"{prefix}:{identifier}"
    # Sorted, for the same card may list its numbers in another order next time.
    contact_points = {(d.detail_kind, d.value) for d in details if d.detail_kind != "address"}
    return f"hash:{digest([name, sorted(contact_points)])}"


def digest(values: object) -> str:
    """Return a fingerprint of values that JSON can hold."""
    return sha256(json.dumps(values).encode("ascii")).hexdigest()
