"""What one line of a vCard says: its name, parameters and text, decoded and cleaned.

Nothing here raises on any bytes. Where the character set is not named, or named
wrongly, UTF-8 is tried and then the set that ``charset_detection`` found.
"""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from recovery_journal.exchange.vcard.unfold import ContentLine
from recovery_journal.text import NON_SHAPING_RANGES, is_invisible

_NOT_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
_CHARSET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{0,39}")
_MAC_ROMAN = re.compile(r"(?:x-)?mac(?:-?roman|intosh)?", re.IGNORECASE)
_BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}

_LINE_BREAKS = re.compile(r"[ \t]?[\r\n\x0b\x0c\x85\u2028\u2029]+")
_HARD_SPACES = re.compile(r"[\t\u00a0\u2007\u202f]")
_SPACES = re.compile(r"[\s\u00a0]+")
# What a terminal takes for a command: colours and moves, titles and links.
_TERMINAL_COMMANDS = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]{0,200}+(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{1,3}+[0-~]"
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# What nobody sees. The joiners are apart: within a name they are letters' business,
# as selectors are, which stay.
_INVISIBLE_MARKS = "".join(f"{chr(first)}-{chr(last)}" for first, last in NON_SHAPING_RANGES)
_INVISIBLE = re.compile(f"[{_CONTROLS}{_INVISIBLE_MARKS}]")
_INVISIBLE_AND_JOINERS = re.compile(f"[{_CONTROLS}{_INVISIBLE_MARKS}\u200c\u200d]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# What is taken off both ends of a text: every white space, and what is not seen.
_EDGES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_EMPTY_CATEGORIES = frozenset({"Cn", "Mn", "Me", "Zs", "Zl", "Zp"})  # beside what is unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class VCardProperty:
    """One line of a card, understood as far as its name and parameters.

    ``name`` and ``group`` are in capitals ("" for no group); ``params`` maps a
    name in capitals to its values; ``bare_params`` holds the parameters of 2.1 that
    are a value without a name (HOME, CELL).
    """

    group: str
    name: str
    params: dict[str, tuple[str, ...]]
    bare_params: tuple[str, ...]
    head: bytes
    value: bytes
    utf8: bool
    fallback_charset: str

    def text(self) -> str:
        """Return the value as text: transfer encoding and character set undone, escapes left."""
        value, charset = self._transfer_decoded()
        return decode_text(value, charset, self.fallback_charset)

    def undeclared_bytes(self) -> Iterator[bytes]:
        """Yield the bytes that are no UTF-8, nor in a character set that is named."""
        if _is_undeclared(self.head):
            yield self.head
        if not self.value.isascii() or b"=" in self.value or "ENCODING" in self.params:
            value, charset = self._transfer_decoded()
            if _is_undeclared(value) and (not charset or _decode_as(value, charset) is None):
                yield value

    def _transfer_decoded(self) -> tuple[bytes, str]:
        """Return the value without its transfer encoding, and the character set it names."""
        encoding = next(iter(self.params.get("ENCODING", ())), "").upper()
        value, is_encoded = self.value, True
        if encoding == "QUOTED-PRINTABLE":
            value = binascii.a2b_qp(value)
        elif encoding in ("BASE64", "B"):
            value = _decode_base64(value)
        else:
            is_encoded = False
        charset = next(iter(self.params.get("CHARSET", ())), "")
        # A file that is UTF-8 as a whole holds its plain values in it, whatever they claim.
        # Plain bytes can not be UTF-16 either: the line ends would not have been found.
        if not is_encoded and (self.utf8 or charset.upper().startswith(("UTF-16", "UTF-32"))):
            charset = ""
        return value, charset


def parse_property(
    line: ContentLine, *, utf8: bool, fallback_charset: str = "cp1252"
) -> VCardProperty:
    """Return what the line says; ``utf8`` means that the whole file is known to be UTF-8.

    ``fallback_charset`` is the character set of bytes that are in none that is known.
    """
    first, *segments = _split_quoted(decode_text(line.head, fallback_charset=fallback_charset), ";")
    group, _dot, name = first.strip().upper().rpartition(".")
    params: dict[str, list[str]] = {}
    bare_params: list[str] = []
    for segment in segments:
        key, equals, value = segment.partition("=")
        key = key.strip().upper()
        if not equals:
            if key in _BARE_ENCODINGS:
                params["ENCODING"] = [key]
            elif key:
                bare_params.append(segment.strip())
            continue
        values = [_param_value(item) for item in _split_quoted(value, ",")]
        if key == "TYPE":  # 4.0 writes a list in one pair of quotes
            values = [word.strip() for item in values for word in item.split(",")]
        params.setdefault(key, []).extend(item for item in values if item)
    return VCardProperty(
        group=group.strip(),
        name=name.strip(),
        params={key: tuple(values) for key, values in params.items()},
        bare_params=tuple(bare_params),
        head=line.head,
        value=line.value,
        utf8=utf8,
        fallback_charset=fallback_charset,
    )


def _param_value(text: str) -> str:
    text = text.strip().replace('"', "")
    return re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], text)


def _split_quoted(text: str, separator: str) -> list[str]:
    """Split at each separator that does not stand in quotes."""
    return _split_tokens(text, re.compile(f'"[^"]*+"|{separator}'), separator)


def _split_tokens(text: str, tokens: re.Pattern[str], separator: str) -> list[str]:
    """Split where a token is the separator itself; other tokens only shield it."""
    segments: list[str] = []
    start = 0
    for token in tokens.finditer(text):
        if token[0] == separator:
            segments.append(text[start : token.start()])
            start = token.end()
    return [*segments, text[start:]]


def _decode_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return value  # it was plain text after all


def decode_text(raw: bytes, charset: str = "", fallback_charset: str = "cp1252") -> str:
    """Return the bytes as text: in the named character set, else UTF-8, else the guessed one."""
    if raw.isascii() and not charset:
        return raw.decode("ascii")
    text = _decode_as(raw, charset) if charset else None
    if text is None:
        text = _decode_undeclared(raw, fallback_charset)
    # UTF-7 and its kind can yield half a character, which no file could hold.
    if _HALF_CHARACTER.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _decode_as(raw: bytes, charset: str) -> str | None:
    codec = _codec_name(charset)
    if codec in (None, "utf-8"):
        return None  # the unnamed way begins with UTF-8, and is kinder to a cut-off end
    if codec == "iso8859-1":
        return raw.decode("cp1252", "replace")  # what those who write Latin-1 mean
    try:
        return raw.decode(codec)
    except (LookupError, ValueError):
        return None


@lru_cache(maxsize=64)
def _codec_name(charset: str) -> str | None:
    """Return Python's name for a character set, None for what is not one."""
    charset = "mac_roman" if _MAC_ROMAN.fullmatch(charset) else charset
    if not _CHARSET_NAME.fullmatch(charset):
        return None
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError, ImportError):
        return None
    return None if name.replace("-", "_") in _NOT_CHARSETS else name


def _decode_undeclared(raw: bytes, fallback_charset: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(fallback_charset if _is_undeclared(raw) else "utf-8", "replace")


def _is_undeclared(raw: bytes) -> bool:
    """Say whether these bytes are no UTF-8, not even with its end cut off."""
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    else:
        return False
    broken = text.count("\ufffd")
    intact = sum(letter > "\x7f" for letter in text) - broken
    # More whole UTF-8 characters than broken ones: a cut-off value, not another set.
    return intact <= broken


def unescape_value(text: str, *, is_v21: bool) -> str:
    """Undo the backslashes; 2.1 (``is_v21``) has them before separators only."""
    if "\\" not in text:
        return text
    if is_v21:
        return re.sub(r"\\([;,:])", r"\1", text)
    return re.sub(r"\\([nN;,:\\\"])", _unescape_match, text)


def _unescape_match(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def split_components(text: str, *, is_v21: bool) -> list[list[str]]:
    """Split a structured value at ``;``, and each component at ``,`` (not in 2.1)."""
    tokens = re.compile(r"\\;|;" if is_v21 else r"\\.|;", re.DOTALL)
    segments = _split_tokens(text, tokens, ";")
    if is_v21:
        return [[unescape_value(segment, is_v21=True)] for segment in segments]
    commas = re.compile(r"\\.|,", re.DOTALL)
    return [
        [unescape_value(word, is_v21=False) for word in _split_tokens(p, commas, ",")]
        for p in segments
    ]


def to_nfc(text: str) -> str:
    """Return the text with its accents composed, as the journal keeps every text."""
    if text.isascii():
        return text
    # Sorting a long run of accents takes quadratic time, and no writing has one.
    if len(text) > 500 and _longest_run(text, unicodedata.combining) > 60:
        return text
    return unicodedata.normalize("NFC", text)


def _longest_run(text: str, test: Callable[[str], int]) -> int:
    runs = groupby(text, key=lambda letter: test(letter) != 0)
    return max((sum(1 for _each in run) for is_match, run in runs if is_match), default=0)


def clean_label(text: str, line_break: str = " ") -> str:
    """Return a name or label on one line, without unseen marks; joiners within it stay."""
    text = _INVISIBLE.sub("", _HARD_SPACES.sub(" ", _TERMINAL_COMMANDS.sub("", text))).strip(_EDGES)
    return to_nfc(_LINE_BREAKS.sub(line_break, text))


def clean_contact_value(text: str) -> str:
    """Return a phone number or e-mail address without anything that is not seen."""
    text = _INVISIBLE_AND_JOINERS.sub("", _TERMINAL_COMMANDS.sub("", text))
    return to_nfc(_SPACES.sub(" ", text).strip())


def clean_text(text: str) -> str:
    """Return a longer text with its lines kept, and nothing unseen around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return to_nfc(_CONTROL.sub("", _TERMINAL_COMMANDS.sub("", text)).strip(_EDGES))


def is_visible(text: str) -> bool:
    """Say whether there is anything in the text that a person could see."""
    return any(
        letter not in _EDGES
        and not is_invisible(letter)
        and unicodedata.category(letter) not in _EMPTY_CATEGORIES
        for letter in text
    )
