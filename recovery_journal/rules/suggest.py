"""Who could I reach, in which order and why; and one thing to do alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.domain.lists import Support
from recovery_journal.rules.days import median
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.helped import helped, most_helpful
from recovery_journal.rules.person import (
    ENOUGH,
    History,
    history,
    moment,
    time_words,
    usual_hours,
    usually_felt,
)
from recovery_journal.rules.states import (
    ago,
    boundary_words,
    days_in_words,
    days_since,
    how_due,
    state_of,
    there_on,
)
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge


SOON = 24.0
"""Hours within which an answer speaks for calling; a longer wait is no reason."""
HALF_A_DAY = 12.0


class Suggestion(NamedTuple):
    """Someone who could be reached, with the facts that speak for it, in words."""

    contact: Contact
    reasons: tuple[str, ...]

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside the name: first the boundary, to be seen before anyone calls."""
        boundary = boundary_words(self.contact)
        return (boundary, *self.reasons) if boundary else self.reasons


def who_could_i_reach(
    ties: Iterable[Tie],
    reach_outs: Sequence[ReachOut],
    as_of: date,
    *,
    hard_moment: bool = False,
    support: Support | None = None,
) -> tuple[Suggestion, ...]:
    """Return everyone who could be reached, the first suggestion first.

    Left out: a risk tie, suggest = no, less_now, ended, paused that day, not
    placed yet, and in a hard moment whoever does not support the goal. With
    ``support``, only those listed for it. ``ties`` are of that day,
    ``reach_outs`` those of the last 365 days.

    Order: in a hard moment who is okay to reach with an urge; supports the
    goal (yes, not known or mixed, no); how it usually felt after, from 3 times
    on (those with less stand between better and worse); how soon they usually
    answer (not known: last); most due; name.
    """
    log: dict[int | None, list[ReachOut]] = {}
    for record in sorted((r for r in reach_outs if r.local_date <= as_of), key=moment):
        for person in {ref.id for ref in record.contacts}:
            log.setdefault(person, []).append(record)
    ranked = []
    for tie in ties:
        contact = tie.contact
        if not _could_be_reached(tie, as_of) or (support and support not in contact.support):
            continue
        if hard_moment and contact.supports_goal == "no":
            continue
        theirs = history(log.get(contact.id, ()))
        key = _order(tie, theirs, as_of, hard_moment)
        ranked.append((key, Suggestion(contact, _reasons(tie, theirs, as_of, support))))
    return tuple(suggestion for _key, suggestion in sorted(ranked, key=lambda one: one[0]))


def nobody_words() -> str:
    """Return what is said when there is nobody to name."""
    return _("A helpline or a meeting counts.")


def alone(
    urges: Iterable[Urge], copings: Iterable[Coping] = (), *, hard_moment: bool = False
) -> str:
    """Return one thing to do alone: what has helped most before, else something gentle.

    What helped needs 3 uses with a mark, and to have helped in at least half of
    them. Coping that takes other people (by its category) is not for alone; a
    category of the built-in list is returned in words, the person's own as it is.
    """
    by_myself = [one for one in helped(urges, copings) if not one.with_others]
    if best := most_helpful(by_myself):
        return best.words
    if hard_moment:
        return _("slow breathing: in for 4, out for 6, for two minutes")
    return _("a short walk, or slow breathing: in for 4, out for 6, for two minutes")


def _could_be_reached(tie: Tie, as_of: date) -> bool:
    """Say whether a contact may be suggested at all on that day."""
    contact = tie.contact
    return (
        there_on(tie, as_of)
        and contact.placed
        and contact.influence != "risk"
        and contact.suggest
        and contact.status != "less_now"
        and not contact.paused_on(as_of)
    )


def _order(
    tie: Tie, theirs: History, as_of: date, hard_moment: bool
) -> tuple[bool, int, float, float, float, str, int]:
    """Return the key that puts the first suggestion first."""
    contact = tie.contact
    toward_goal = {"yes": 0, "no": 2}.get(contact.supports_goal or "", 1)
    felt = usually_felt(theirs)
    soon = median(theirs.hours)
    return (
        hard_moment and not contact.ok_when_urge,
        toward_goal,
        -(felt or 0.0),
        float("inf") if soon is None else soon,
        -how_due(tie, as_of),
        contact.name.casefold(),
        contact.id,
    )


def _reasons(tie: Tie, theirs: History, as_of: date, support: Support | None) -> tuple[str, ...]:
    """Return the facts that speak for someone, in words, in the order they counted."""
    contact = tie.contact
    facts = [
        _("okay to reach when an urge is there") if contact.ok_when_urge else "",
        _("supports my goal") if contact.supports_goal == "yes" else "",
        _("listed for {support}").format(support=support_words(support)) if support else "",
        _felt_words(theirs),
        _answer_words(theirs),
        _rhythm_words(tie, as_of),
    ]
    return tuple(fact for fact in facts if fact)


def _felt_words(theirs: History) -> str:
    """Return how it usually felt after, where that was better than before, or well."""
    better, well = (sum(n > 0 for n in of) for of in (theirs.change, theirs.after))
    if len(theirs.change) >= ENOUGH and better * 2 > len(theirs.change):
        return _("usually felt better after ({better} of {rated})").format(
            better=better, rated=len(theirs.change)
        )
    if len(theirs.after) >= ENOUGH and well * 2 > len(theirs.after):
        return _("usually felt well after ({well} of {rated})").format(
            well=well, rated=len(theirs.after)
        )
    return ""


def _answer_words(theirs: History) -> str:
    """Return how soon they answer; from fewer than 3 times, how soon they did last time.

    Only an answer within a day is a reason to call.
    """
    usual = usual_hours(theirs)
    hours = theirs.hours[-1] if usual is None and theirs.hours else usual
    if hours is None or hours > SOON:
        return ""
    time = _("a day") if hours > HALF_A_DAY else time_words(hours)
    if usual is None:
        return _("answered within {time} last time").format(time=time)
    return _("usually answers within {time}").format(time=time)


def _rhythm_words(tie: Tie, as_of: date) -> str:
    """Return how long it has been beside the rhythm that was set."""
    rhythm = tie.contact.cadence_days
    days = days_since(tie, as_of)
    if days is None:
        return _("not yet reached")
    if rhythm is None:
        return _("reached {ago}; no rhythm set").format(ago=ago(days))
    words = _("reached {ago}; rhythm is every {rhythm}")
    if state_of(tie, as_of) != "recent":
        words = _("it's been {days}; rhythm is every {rhythm}")
    return words.format(ago=ago(days), days=days_in_words(days), rhythm=days_in_words(rhythm))
