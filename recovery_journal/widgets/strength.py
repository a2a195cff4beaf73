"""How strong a passphrase is, said honestly."""

from __future__ import annotations

from recovery_journal.rules.unseen import unseen_words
from recovery_journal.words import _

SHORT, FAIR = 8, 14


def strength_words(passphrase: str) -> str:
    """Return how strong it is, and what in it cannot be seen."""
    return " ".join(filter(None, (_strength(passphrase), unseen_words(passphrase))))


def _strength(passphrase: str) -> str:
    """Return one sentence; length and variety are all that can honestly be judged here."""
    different = len(set(passphrase.casefold()))
    words = len(passphrase.split())
    if not passphrase:
        return _("Several words that do not belong together make a good one.")
    if len(passphrase) < SHORT or different < 5:
        return _("Short: a program could guess it in hours or less.")
    if len(passphrase) < FAIR and words < 4:
        return _("Fair: it keeps out the curious. Another word or two would make guessing slow.")
    return _("Long: guessing would be slow, as long as the words are not a known phrase.")
