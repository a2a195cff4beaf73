"""Redaction of the weekly page: names, numbers and links in text and lists of the writer.

``Redactor`` is built from the contacts and what was chosen to be shown; every text that the
writer typed goes through it on its way to a page, where that text is on it at all; whoever
is in a list of people stands there by ``display_name``. Names are found as
``text.normalize`` compares them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recovery_journal.domain.contact import Contact
from recovery_journal.rules.week.model import Replacement
from recovery_journal.text import (
    UNSPACED_CHARACTERS,
    is_ignorable,
    normalize,
    normalize_with_offsets,
)

# Parts of a name that say nothing of who it is.
_COMMON_NAME_PARTS = (
    "and aunt auntie bin brother cousin da dad daddy de del den der di doctor dr dra el family"
    " father friend from her his ibn ii iii jr la le los miss mister mom mother mr mrs ms mum my"
    " neighbor neighbour nurse of old our sister sponsor sr st the therapist uncle van von with"
)
_NON_IDENTIFYING_PARTS = frozenset(_COMMON_NAME_PARTS.split())
# Names that are everyday words too: only with a capital are they taken for a name.
_AMBIGUOUS_NAME_TEXT = (
    "april august art bill chance christian dawn faith frank grace grant hope jack joy june mark"
    " max may mercy miles pat ray rich rob rose sandy sky sue summer will winter young"
)
_AMBIGUOUS_NAMES = frozenset(_AMBIGUOUS_NAME_TEXT.split())
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b(?:[\w-]{1,63}\.){1,6}[a-z]{2,12}/\S+")
# Lengths are bounded, so that a text of any length is read in one go.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]{1,190}\.[^\s@<>()\[\],;:.]{1,63}")
_PHONE_NUMBER = re.compile(r"\+?\(?\d(?:[\s()./:_·•‧∙⋅・\-]{0,3}\d){6,}")
# A day only where it stands alone: inside a longer number it is a part of a phone number.
_NO_DIGIT_BEFORE = r"(?<!\d)(?<!\d[-./:_])"
_NO_DIGIT_AFTER = r"(?![-./:_]?\d)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?"
# No other digits a space away, unless they are a time.
_NO_NUMBER_AFTER = rf"{_NO_DIGIT_AFTER}(?! (?!{_CLOCK}{_NO_DIGIT_AFTER})\d)"
_YEAR_FIRST = re.compile(
    rf"{_NO_DIGIT_BEFORE}(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_NO_DIGIT_AFTER}"
)
_YEAR_LAST = re.compile(
    rf"{_NO_DIGIT_BEFORE}(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}){_NO_DIGIT_AFTER}"
)
_TWO_DIGIT_YEAR = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?<!\d )(\d{{1,2}})([-./])(\d{{1,2}})\2(\d\d){_NO_NUMBER_AFTER}"
)
_COMPACT_DATE = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?<!\d )(20[23]\d)"
    rf"(?:(\d\d)(\d\d){_NO_DIGIT_AFTER}| (\d\d) (\d\d){_NO_NUMBER_AFTER})"
)
# Without signs it may as well be a phone number, so only years about now are taken for one.
_COMPACT_YEARS = range(2020, 2036)
_PLAUSIBLE_YEARS = range(1900, 2101)
# A time with colons, or from 8.15 to 16.30.
_COLON_TIME = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?<!\d{{3}} ){_CLOCK}(?: ?- ?{_CLOCK})?{_NO_DIGIT_AFTER}(?! \d{{3}})"
)
_DOTTED_TIME_RANGE = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?<!\d ){_HOUR}\.[0-5]\d ?- ?{_HOUR}\.[0-5]\d{_NO_DIGIT_AFTER}(?! \d)"
)
_SCALE_VALUES = frozenset(map(str, range(11)))
# Marks that are part of a word, as the vowels of Devanagari: "\w" does not know them.
_COMBINING_MARKS = "".join(
    mark
    for first, last in ((0x0900, 0x1100), (0x1700, 0x1D00), (0xA800, 0xAC00))
    for mark in map(chr, range(first, last))
    if unicodedata.category(mark)[0] == "M"
)
_LETTER = rf"(?:[^\W\d_]|[{_COMBINING_MARKS}])"
# The same where words have spaces between them; elsewhere, and where endings are
# joined to a name, it is found inside a run of letters.
_SPACED_LETTER = rf"(?:[^\W\d_{UNSPACED_CHARACTERS}]|[{_COMBINING_MARKS}])"
# A name is not looked for inside a longer word or number.
_NAME_START = (
    rf"(?:(?<!{_SPACED_LETTER})(?={_SPACED_LETTER})|(?<!\d)(?=\d)|(?!{_SPACED_LETTER}|\d))"
)
_NAME_END = (
    rf"(?:(?<={_SPACED_LETTER})(?!{_SPACED_LETTER})|(?<=\d)(?!\d)|(?<!{_SPACED_LETTER})(?<!\d))"
)


def letter_code(number: int) -> str:
    """Return the letters of a contact's number: 1 is A, 26 is Z, 27 is AA; 0 has none."""
    code = ""
    while number > 0:
        number, remainder = divmod(number - 1, 26)
        code = chr(ord("A") + remainder) + code
    return code


def lettered_role(contact: Contact, redaction_words: RedactionWords) -> str:
    """Return a contact as a page names it: the role and a letter that stays, "peer A"."""
    return f"{redaction_words.roles[contact.relation]} {letter_code(contact.letter)}".rstrip()


def display_name(
    contact: Contact, redaction_words: RedactionWords, include_names: bool
) -> str | None:
    """Return how the page may call a contact; None for one to be left out by name.

    The name itself stands there only with names on, and not for a contact
    whose ``share_as`` was set to its role.
    """
    if contact.share_as == "nobody":
        return None
    if include_names and contact.share_as != "role":
        return contact.name
    return lettered_role(contact, redaction_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionWords:
    """What a page says in the place of what is left out, in the language of the page.

    ``roles`` are by relation, None among them for a contact without one.
    ``meeting_of_program`` has the placeholders ``{meeting}`` and ``{program}``.
    """

    roles: Mapping[str | None, str]
    someone: str
    meeting: str
    meeting_of_program: str
    link: str
    email: str
    number: str


class Redactor:
    """Replaces names of contacts, e-mail addresses, phone numbers and links in text.

    Names are found whole or by one of their parts, and however they are written:
    ``text.normalize`` says what does not matter, and beside it their apostrophes
    may be missing, and their dashes be spaces. ``meetings`` are names and programs
    to leave out too. ``replacements`` lists what was left out, once for each section.
    """

    def __init__(
        self,
        contacts: Iterable[Contact],
        redaction_words: RedactionWords,
        include_names: bool = False,
        replacements: list[Replacement] | None = None,
        meetings: Iterable[str] = (),
    ) -> None:
        self.replacements = [] if replacements is None else replacements
        self.redaction_words = redaction_words
        self._include_names = include_names
        self._replacement_by_name: dict[str, str] = {}  # by the bare name
        spellings: set[str] = set()
        replacements_by_part: dict[str, set[str]] = {}
        for contact in contacts:
            replacement = display_name(contact, redaction_words, include_names)
            if replacement == contact.name:
                continue
            full_name = normalize(contact.name)
            spellings.add(full_name)
            replacement = replacement or redaction_words.someone
            self._add_name(_bare_name(full_name), replacement, self._replacement_by_name)
            if contact.contact_kind == "person":
                for name_part in _name_parts(full_name):
                    spellings.add(name_part)
                    replacements_by_part.setdefault(_bare_name(name_part), set()).add(replacement)
        for name_part, candidates in replacements_by_part.items():
            # A part that two people have in common names neither of them.
            self._replacement_by_name.setdefault(
                name_part, candidates.pop() if len(candidates) == 1 else redaction_words.someone
            )
        for meeting_name in map(normalize, meetings):
            spellings.add(meeting_name)
            self._replacement_by_name.setdefault(_bare_name(meeting_name), redaction_words.meeting)
        self._replacement_by_name.pop("", None)
        spellings = {name for name in spellings if _bare_name(name) in self._replacement_by_name}
        self._name_pattern = _any_name_pattern(spellings) if spellings else None

    def __call__(self, text: str, section: str) -> str:
        """Return the text as it may stand in the section ``section``."""
        text = self._replace_matches(_LINK, self.redaction_words.link, text, section)
        text = self._replace_matches(_EMAIL, self.redaction_words.email, text, section)
        text = self._replace_numbers(text, section)
        return (
            text
            if self._name_pattern is None
            else self._replace_names(self._name_pattern, text, section)
        )

    def restricted_to(self, contacts: Iterable[Contact]) -> Redactor:
        """Return one for some of the contacts that adds to the same list."""
        return Redactor(contacts, self.redaction_words, self._include_names, self.replacements)

    def _add_name(
        self, full_name: str, replacement: str, replacement_by_name: dict[str, str]
    ) -> None:
        """Keep a whole name; one that two contacts share stands for neither.

        Signs alone name nobody, and A and I are words.
        """
        if full_name not in {"a", "i"} and any(map(_is_meaningful, full_name)):
            replacement_by_name[full_name] = (
                replacement
                if replacement_by_name.get(full_name, replacement) == replacement
                else self.redaction_words.someone
            )

    def _replace_matches(
        self, pattern: re.Pattern[str], replacement: str, text: str, section: str
    ) -> str:
        def substitute(match: re.Match[str]) -> str:
            self._log_replacement(match.group(), replacement, section)
            return replacement

        return pattern.sub(substitute, text)

    def _replace_numbers(self, text: str, section: str) -> str:
        """Leave phone numbers out, whatever digits and signs they are written with."""
        replacement = self.redaction_words.number
        folded, starts, ends = normalize_with_offsets(text)
        pieces: list[str] = []
        position = 0
        for match in _PHONE_NUMBER.finditer(folded):
            if _is_not_phone_number(match.group()):
                continue
            start, end = starts[match.start()], _end_with_marks(text, ends[match.end() - 1])
            self._log_replacement(text[start:end], replacement, section)
            pieces += [text[position:start], replacement]
            position = end
        return "".join([*pieces, text[position:]])

    def _replace_names(self, name_pattern: re.Pattern[str], text: str, section: str) -> str:
        folded, starts, ends = normalize_with_offsets(text)
        # Someone who writes without capitals does so in names as well.
        has_capitals = any(character.isupper() for character in text)
        pieces: list[str] = []
        position = 0
        for match in name_pattern.finditer(folded):
            start, end = starts[match.start()], _end_with_marks(text, ends[match.end() - 1])
            original = text[start:end]
            name = _bare_name(match.group())
            if has_capitals and _is_everyday_word(name, original):
                continue
            replacement = self._replacement_by_name[name]
            self._log_replacement(original, replacement, section)
            pieces += [text[position:start], replacement]
            position = end
        return "".join([*pieces, text[position:]])

    def _log_replacement(self, original: str, replacement: str, section: str) -> None:
        log_entry = Replacement(original, replacement, section)
        if log_entry not in self.replacements:
            self.replacements.append(log_entry)


def _is_not_phone_number(folded: str) -> bool:
    """Say whether digits with signs between them are days, times, or a few marks from 0 to 10."""
    if folded.startswith("+"):
        return False
    digits = "".join(str(unicodedata.decimal(c, c)) for c in folded)
    values = re.findall(r"\d+", digits)
    if len(values) < 7 and all(value in _SCALE_VALUES for value in values):
        return True
    for pattern in (
        _YEAR_FIRST,
        _YEAR_LAST,
        _TWO_DIGIT_YEAR,
        _COMPACT_DATE,
        _COLON_TIME,
        _DOTTED_TIME_RANGE,
    ):
        digits = pattern.sub(_mask_date, digits)
    return sum(map(str.isdigit, digits)) < 7


def _mask_date(match: re.Match[str]) -> str:
    """Return a letter in the place of a time or a real day, and what is no day as it is."""
    is_real = True
    if match.re is _YEAR_FIRST:
        is_real = _is_calendar_day(match[1], match[3], match[4])
    elif match.re is _YEAR_LAST or match.re is _TWO_DIGIT_YEAR:
        year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
        is_real = _is_calendar_day(year, match[1], match[3]) or _is_calendar_day(
            year, match[3], match[1]
        )
    elif match.re is _COMPACT_DATE:
        is_near_year = int(match[1]) in _COMPACT_YEARS
        is_real = is_near_year and _is_calendar_day(
            match[1], match[2] or match[4], match[3] or match[5]
        )
    return "x" if is_real else match.group()


def _is_calendar_day(year: str, month: str, day: str) -> bool:
    """Say whether the calendar has this day, in a year that someone may write of."""
    try:
        return date(int(year), int(month), int(day)).year in _PLAUSIBLE_YEARS
    except ValueError:
        return False


def _end_with_marks(text: str, end: int) -> int:
    """Return the end of a letter with the marks after it, as an accent written on its own."""
    while end < len(text) and is_ignorable(text[end]):
        end += 1
    return end


def _is_meaningful(character: str) -> bool:
    """Say whether a letter, digit or picture, rather than a sign or a space."""
    return character.isalnum() or unicodedata.category(character) == "So"


def _is_everyday_word(folded: str, original: str) -> bool:
    """Say whether a name found in a text is more likely an everyday word there."""
    return (len(folded) <= 2 or folded in _AMBIGUOUS_NAMES) and original[0].islower()


def _name_parts(full_name: str) -> list[str]:
    """Return the parts of a person's folded name by which they may be called."""
    name_words = re.findall(rf"{_LETTER}+(?:['-]{_LETTER}+)*", full_name)
    candidates = [
        name_part
        for name_word in name_words
        for name_part in {name_word, *re.split("['-]", name_word)}
    ]
    return [
        name_part
        for name_part in candidates
        if len(name_part) >= 2 and name_part not in _NON_IDENTIFYING_PARTS
    ]


def _bare_name(name: str) -> str:
    """Return a folded name without its apostrophes, its dashes spaces."""
    return " ".join(name.replace("'", "").replace("-", " ").split())


def _any_name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the folded names in a folded text, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spellings = "|".join(map(_spelling_pattern, longest_first))
    return re.compile(f"{_NAME_START}(?:{spellings}){_NAME_END}")


def _spelling_pattern(name: str) -> str:
    """Return the pattern of a name: an apostrophe may be missing, a dash be a space."""
    name_words = re.split("[ -]+", name.strip("' -"))
    return "[ -]+".join(re.escape(name_word).replace("'", "'?") for name_word in name_words)
