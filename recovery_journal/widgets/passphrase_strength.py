"""How strong a passphrase is, said honestly."""

from __future__ import annotations

from recovery_journal.domain.invisible_characters import invisible_names_text
from recovery_journal.i18n import _

MIN_FAIR_LENGTH, MIN_LONG_LENGTH = 8, 14


def strength_text(passphrase: str) -> str:
    """Return how strong it is, and what in it cannot be seen."""
    return " ".join(filter(None, (_length_text(passphrase), invisible_names_text(passphrase))))


def _length_text(passphrase: str) -> str:
    """Return one sentence; length and variety are all that can honestly be judged here."""
    distinct_letters = len(set(passphrase.casefold()))
    word_count = len(passphrase.split())
    if not passphrase:
        return _("Several words that do not belong together make a good one.")
    if len(passphrase) < MIN_FAIR_LENGTH or distinct_letters < 5:
        return _("Short: a program could guess it in hours or less.")
    if len(passphrase) < MIN_LONG_LENGTH and word_count < 4:
        return _("Fair: it keeps out the curious. Another word or two would make guessing slow.")
    return _("Long: guessing would be slow, as long as the words are not a known phrase.")
