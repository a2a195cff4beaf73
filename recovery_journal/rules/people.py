"""Everyone by name: who is there, in which order, and whom a few letters find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, NamedTuple, get_args

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import State
from recovery_journal.rules.network import Placed
from recovery_journal.rules.placement import OUTER_RING
from recovery_journal.rules.states import days_since, ended_by, state_of, there_on
from recovery_journal.text import normalize

Order = Literal["name", "role", "ring", "state", "last", "rhythm"]
ORDERS: tuple[Order, ...] = get_args(Order)

# Who may be waiting comes first: that is what one sorts by state for.
_STATES: tuple[State, ...] = ("drifting", "due", "new", "recent", "paused")

Value = tuple[float, float] | str | float | None


class People(NamedTuple):
    """Everyone as of a day; ``not_placed`` and ``ended`` stand apart.

    ``there`` is how many are there in all, the ended ones aside, and
    ``ended_in_all`` how many have ended, whatever is shown.
    """

    placed: tuple[Placed, ...]
    not_placed: tuple[Placed, ...]
    ended: tuple[Placed, ...]
    there: int
    ended_in_all: int

    @property
    def shown(self) -> tuple[Placed, ...]:
        """Everyone that is shown, in their order."""
        return (*self.placed, *self.not_placed, *self.ended)


def people(
    ties: Iterable[Tie],
    as_of: date,
    *,
    by: Order = "name",
    reverse: bool = False,
    wanted: str = "",
    ended: bool = False,
) -> People:
    """Return everyone in the order asked for, those that the letters ``wanted`` find.

    Every word has to be in the name or the role; capitals and accents do not
    matter. ``ended`` shows the ended ones, too. Where an order says nothing of
    someone (no rhythm, not reached yet), they come last either way.
    """
    ties = tuple(ties)
    here = [_placed(tie, as_of) for tie in ties if there_on(tie, as_of)]
    gone = [_placed(tie, as_of) for tie in ties if ended_by(tie.contact, as_of)]
    words = normalize(wanted).split()

    def part(some: Iterable[Placed]) -> tuple[Placed, ...]:
        return _in_order([one for one in some if _found(one.contact, words)], by, reverse)

    return People(
        placed=part(one for one in here if one.contact.placed),
        not_placed=part(one for one in here if not one.contact.placed),
        ended=part(gone) if ended else (),
        there=len(here),
        ended_in_all=len(gone),
    )


def role_of(contact: Contact) -> str:
    """Return what a contact is: the person's own word, else the relation, else the kind."""
    return contact.relation_word or label(contact.relation or contact.contact_kind)


def _placed(tie: Tie, as_of: date) -> Placed:
    return Placed(tie, state_of(tie, as_of), days_since(tie, as_of))


def _found(contact: Contact, words: list[str]) -> bool:
    text = normalize(f"{contact.name} {role_of(contact)}")
    return all(word in text for word in words)


def _in_order(some: list[Placed], by: Order, reverse: bool) -> tuple[Placed, ...]:
    value = _VALUES[by]
    some.sort(key=lambda one: (normalize(one.contact.name), one.contact.id))
    known = [one for one in some if value(one) is not None]
    known.sort(key=value, reverse=reverse)  # type: ignore[arg-type]  # one column, one kind of value
    return (*known, *(one for one in some if value(one) is None))


def _state(one: Placed) -> tuple[float, float]:
    """Return the order of states; among equals, who is most due."""
    days, rhythm = one.days_since, one.contact.cadence_days
    due = days / rhythm if days is not None and rhythm else 0.0
    return _STATES.index(one.state), -due


_VALUES: dict[Order, Callable[[Placed], Value]] = {
    "name": lambda one: normalize(one.contact.name),
    "role": lambda one: normalize(role_of(one.contact)),
    "ring": lambda one: one.contact.ring or OUTER_RING,
    "state": _state,
    "last": lambda one: one.days_since,
    "rhythm": lambda one: one.contact.cadence_days,
}
