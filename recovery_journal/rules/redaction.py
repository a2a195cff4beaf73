"""Leaving names, numbers and links out of what the writer's own words say on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.labels import label
from recovery_journal.rules.week_facts import Replaced
from recovery_journal.text import UNSPACED, is_nothing, normalize, normalize_with_places
from recovery_journal.words import N_, _

# Roles short enough to stand in a line; the others are said as everywhere else.
_ROLES = {
    "peer_in_recovery": N_("peer"),
    "sponsor_mentor": N_("sponsor"),
    "recovery_group": N_("group"),
    "counselor_therapist": N_("counselor"),
    "work_school": N_("work or school contact"),
    "faith_community": N_("faith community contact"),
    "community_org": N_("community contact"),
    "other": N_("other contact"),
}
# Parts of a name that say nothing of who it is.
_ORDINARY = (
    "and aunt auntie bin brother cousin da dad daddy de del den der di doctor dr dra el family"
    " father friend from her his ibn ii iii jr la le los miss mister mom mother mr mrs ms mum my"
    " neighbor neighbour nurse of old our sister sponsor sr st the therapist uncle van von with"
)
_NOT_A_NAME = frozenset(_ORDINARY.split())
# Names that are everyday words too: only with a capital are they taken for a name.
_WORDS_TOO = (
    "april august art bill chance christian dawn faith frank grace grant hope jack joy june mark"
    " max may mercy miles pat ray rich rob rose sandy sky sue summer will winter young"
)
_EVERYDAY = frozenset(_WORDS_TOO.split())
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b(?:[\w-]{1,63}\.){1,6}[a-z]{2,12}/\S+")
# Lengths are bounded, so that a text of any length is read in one go.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]{1,190}\.[^\s@<>()\[\],;:.]{1,63}")
_NUMBER = re.compile(r"\+?\(?\d(?:[\s()./:_·•‧∙⋅・\-]{0,3}\d){6,}")
# A day only where it stands alone: inside a longer number it is a part of a phone number.
_BEFORE = r"(?<!\d)(?<!\d[-./:_])"
_AFTER = r"(?![-./:_]?\d)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?"
# No other digits a space away, unless they are a time.
_APART = rf"{_AFTER}(?! (?!{_CLOCK}{_AFTER})\d)"
_YEAR_FIRST = re.compile(rf"{_BEFORE}(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_AFTER}")
_YEAR_LAST = re.compile(rf"{_BEFORE}(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}){_AFTER}")
_SHORT_YEAR = re.compile(rf"{_BEFORE}(?<!\d )(\d{{1,2}})([-./])(\d{{1,2}})\2(\d\d){_APART}")
_COMPACT = re.compile(
    rf"{_BEFORE}(?<!\d )(20[23]\d)(?:(\d\d)(\d\d){_AFTER}| (\d\d) (\d\d){_APART})"
)
# Without signs it may as well be a phone number, so only years about now are taken for one.
_COMPACT_YEARS = range(2020, 2036)
_YEARS = range(1900, 2101)
# A time with colons, or from 8.15 to 16.30.
_TIME = re.compile(rf"{_BEFORE}(?<!\d{{3}} ){_CLOCK}(?: ?- ?{_CLOCK})?{_AFTER}(?! \d{{3}})")
_TIMES = re.compile(rf"{_BEFORE}(?<!\d ){_HOUR}\.[0-5]\d ?- ?{_HOUR}\.[0-5]\d{_AFTER}(?! \d)")
_FROM_0_TO_10 = frozenset(map(str, range(11)))
# Marks that are part of a word, as the vowels of Devanagari: "\w" does not know them.
_MARKS = "".join(
    mark
    for first, last in ((0x0900, 0x1100), (0x1700, 0x1D00), (0xA800, 0xAC00))
    for mark in map(chr, range(first, last))
    if unicodedata.category(mark)[0] == "M"
)
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
# The same where words have spaces between them; elsewhere, and where endings are
# joined to a name, it is found inside a run of letters.
_SPACED = rf"(?:[^\W\d_{UNSPACED}]|[{_MARKS}])"
# A name is not looked for inside a longer word or number.
_BEGINS = rf"(?:(?<!{_SPACED})(?={_SPACED})|(?<!\d)(?=\d)|(?!{_SPACED}|\d))"
_ENDS = rf"(?:(?<={_SPACED})(?!{_SPACED})|(?<=\d)(?!\d)|(?<!{_SPACED})(?<!\d))"


def letters(number: int) -> str:
    """Return the letters of a contact's number: 1 is A, 26 is Z, 27 is AA; 0 has none."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def role_name(contact: Contact) -> str:
    """Return a contact as a page names it: the role and a letter that stays, "peer A"."""
    short = _ROLES.get(contact.relation or "")
    role = _(short) if short else label(contact.relation) if contact.relation else _("contact")
    return f"{role} {letters(contact.letter)}".rstrip()


def shown_as(contact: Contact, names: bool) -> str | None:
    """Return how the page may call a contact; None for one to be left out by name.

    The name itself stands there only with names on, and not for a contact
    whose ``share_as`` was set to its role.
    """
    if contact.share_as == "nobody":
        return None
    if names and contact.share_as != "role":
        return contact.name
    return role_name(contact)


class Redaction:
    """Replaces names of contacts, e-mail addresses, phone numbers and links in text.

    Names are found whole or by one of their parts, and however they are written:
    ``text.normalize`` says what does not matter, and beside it their apostrophes
    may be missing, and their dashes be spaces. ``meetings`` are names and programs
    to leave out too. ``replaced`` lists what was left out, once for each section.
    """

    def __init__(
        self,
        contacts: Iterable[Contact],
        names: bool = False,
        replaced: list[Replaced] | None = None,
        meetings: Iterable[str] = (),
    ) -> None:
        self.replaced = [] if replaced is None else replaced
        self._with_names = names
        self._shown: dict[str, str] = {}  # by the bare name
        written: set[str] = set()
        parts: dict[str, set[str]] = {}
        for contact in contacts:
            shown = shown_as(contact, names)
            if shown == contact.name:
                continue
            whole = normalize(contact.name)
            written.add(whole)
            shown = shown or _("someone")
            self._add(_bare(whole), shown, self._shown)
            if contact.contact_kind == "person":
                for part in _parts(whole):
                    written.add(part)
                    parts.setdefault(_bare(part), set()).add(shown)
        for part, who in parts.items():
            # A part that two people have in common names neither of them.
            self._shown.setdefault(part, who.pop() if len(who) == 1 else _("someone"))
        for meeting in map(normalize, meetings):
            written.add(meeting)
            self._shown.setdefault(_bare(meeting), _("mutual-help meeting"))
        self._shown.pop("", None)
        written = {name for name in written if _bare(name) in self._shown}
        self._names = _pattern(written) if written else None

    def __call__(self, text: str, where: str) -> str:
        """Return the text as it may stand in the section ``where``."""
        text = self._without(_LINK, _("(link left out)"), text, where)
        text = self._without(_EMAIL, _("(e-mail left out)"), text, where)
        text = self._without_numbers(text, where)
        return text if self._names is None else self._without_names(self._names, text, where)

    def only(self, contacts: Iterable[Contact]) -> Redaction:
        """Return one for some of the contacts that adds to the same list."""
        return Redaction(contacts, self._with_names, self.replaced)

    @staticmethod
    def _add(whole: str, shown: str, to: dict[str, str]) -> None:
        """Keep a whole name; one that two contacts share stands for neither.

        Signs alone name nobody, and A and I are words.
        """
        if whole not in {"a", "i"} and any(map(_says_something, whole)):
            to[whole] = shown if to.get(whole, shown) == shown else _("someone")

    def _without(self, pattern: re.Pattern[str], shown: str, text: str, where: str) -> str:
        def instead(found: re.Match[str]) -> str:
            self._note(found.group(), shown, where)
            return shown

        return pattern.sub(instead, text)

    def _without_numbers(self, text: str, where: str) -> str:
        """Leave phone numbers out, whatever digits and signs they are written with."""
        shown = _("(number left out)")
        folded, starts, ends = normalize_with_places(text)
        kept: list[str] = []
        after = 0
        for found in _NUMBER.finditer(folded):
            if _is_no_phone(found.group()):
                continue
            first, last = starts[found.start()], _with_marks(text, ends[found.end() - 1])
            self._note(text[first:last], shown, where)
            kept += [text[after:first], shown]
            after = last
        return "".join([*kept, text[after:]])

    def _without_names(self, names: re.Pattern[str], text: str, where: str) -> str:
        folded, starts, ends = normalize_with_places(text)
        # Someone who writes without capitals does so in names as well.
        capitals = any(character.isupper() for character in text)
        kept: list[str] = []
        after = 0
        for found in names.finditer(folded):
            first, last = starts[found.start()], _with_marks(text, ends[found.end() - 1])
            original = text[first:last]
            name = _bare(found.group())
            if capitals and _is_a_word(name, original):
                continue
            shown = self._shown[name]
            self._note(original, shown, where)
            kept += [text[after:first], shown]
            after = last
        return "".join([*kept, text[after:]])

    def _note(self, original: str, shown: str, where: str) -> None:
        one = Replaced(original, shown, where)
        if one not in self.replaced:
            self.replaced.append(one)


def _is_no_phone(folded: str) -> bool:
    """Say whether digits with signs between them are days, times, or a few marks from 0 to 10."""
    if folded.startswith("+"):
        return False
    number = "".join(str(unicodedata.decimal(c, c)) for c in folded)
    values = re.findall(r"\d+", number)
    if len(values) < 7 and all(value in _FROM_0_TO_10 for value in values):
        return True
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _SHORT_YEAR, _COMPACT, _TIME, _TIMES):
        number = pattern.sub(_without_a_day, number)
    return sum(map(str.isdigit, number)) < 7


def _without_a_day(found: re.Match[str]) -> str:
    """Return a letter in the place of a time or a real day, and what is no day as it is."""
    real = True
    if found.re is _YEAR_FIRST:
        real = _is_day(found[1], found[3], found[4])
    elif found.re is _YEAR_LAST or found.re is _SHORT_YEAR:
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        real = _is_day(year, found[1], found[3]) or _is_day(year, found[3], found[1])
    elif found.re is _COMPACT:
        near = int(found[1]) in _COMPACT_YEARS
        real = near and _is_day(found[1], found[2] or found[4], found[3] or found[5])
    return "x" if real else found.group()


def _is_day(year: str, month: str, day: str) -> bool:
    """Say whether the calendar has this day, in a year that someone may write of."""
    try:
        return date(int(year), int(month), int(day)).year in _YEARS
    except ValueError:
        return False


def _with_marks(text: str, last: int) -> int:
    """Return the end of a letter with the marks after it, as an accent written on its own."""
    while last < len(text) and is_nothing(text[last]):
        last += 1
    return last


def _says_something(character: str) -> bool:
    """Say whether a letter, digit or picture, rather than a sign or a space."""
    return character.isalnum() or unicodedata.category(character) == "So"


def _is_a_word(folded: str, original: str) -> bool:
    """Say whether a name found in a text is more likely an everyday word there."""
    return (len(folded) <= 2 or folded in _EVERYDAY) and original[0].islower()


def _parts(whole: str) -> list[str]:
    """Return the parts of a person's folded name by which they may be called."""
    words = re.findall(rf"{_LETTER}+(?:['-]{_LETTER}+)*", whole)
    parts = [part for word in words for part in {word, *re.split("['-]", word)}]
    return [part for part in parts if len(part) >= 2 and part not in _NOT_A_NAME]


def _bare(name: str) -> str:
    """Return a folded name without its apostrophes, its dashes spaces."""
    return " ".join(name.replace("'", "").replace("-", " ").split())


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the folded names in a folded text, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spellings = "|".join(map(_spelling, longest_first))
    return re.compile(f"{_BEGINS}(?:{spellings}){_ENDS}")


def _spelling(name: str) -> str:
    """Return the pattern of a name: an apostrophe may be missing, a dash be a space."""
    words = re.split("[ -]+", name.strip("' -"))
    return "[ -]+".join(re.escape(word).replace("'", "'?") for word in words)
