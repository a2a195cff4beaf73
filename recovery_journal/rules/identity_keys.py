"""Normalized keys of names, numbers and addresses, for matching two address book cards.

A number is written in many ways ("+44 20 7946 0011", "(020) 7946 0011"), a name
in two orders. None of these is an identity by itself; ``exchange.vcard.matching``
says which of them together are.
"""

from __future__ import annotations

from unicodedata import category, digit
from unicodedata import normalize as compose

from recovery_journal.text import normalize

_SIGNIFICANT_DIGITS = 7  # digits of a phone number that do not depend on where it is called from


def name_key(name: str) -> str:
    """Return a name for comparing: its folded words in one order, without marks between them."""
    folded = normalize(name)
    # Letters, digits, and the marks that are letters in Thai or Devanagari.
    name_parts = "".join(c if category(c)[0] in "LNM" else " " for c in folded).split()
    return " ".join(sorted(name_parts)) or folded


def value_fingerprint(kind: str, value: str) -> str:
    """Return a short mark of a number, address or text by which it is known again.

    It does not depend on how the value is written, and does not tell it.
    """
    from hashlib import sha256  # with OpenSSL, 4 ms that only an import is worth

    return sha256(f"{kind}:{_normalize_value(kind, value)}".encode("utf-8", "replace")).hexdigest()[
        :10
    ]


def detail_key(kind: str, value: str) -> str:
    """Return a normalized phone number, e-mail or address, equal where two people share it."""
    normalized = _normalize_value(kind, value)
    if kind == "phone" and len(normalized) > _SIGNIFICANT_DIGITS and normalized.isdigit():
        normalized = normalized[-_SIGNIFICANT_DIGITS:]
    return f"{kind}:{normalized}"


def _normalize_value(kind: str, value: str) -> str:
    """Return a value without what depends on the writer.

    Marks of it are stored, so it has a folding of its own that stays as it is,
    whatever is learned about the folding of names.
    """
    text = " ".join(compose("NFKC", value).casefold().split())
    if kind == "phone":
        digits = "".join(str(digit(c, c)) for c in text if c.isalnum())
        # Letters stay: 1-800-FLOWERS is not 1-800-GARDENS.
        return digits.lstrip("0") or digits or text
    if kind == "address":
        return " ".join("".join(c if c.isalnum() else " " for c in text).split()) or text
    return text
