"""The questions of a check-in, asked one after another in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import field_help
from recovery_journal.cli.values import value_of
from recovery_journal.domain.fields import required
from recovery_journal.domain.labels import field_label
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.fields import Field, Fields


def answers(state: State, fields: Fields, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the answers to every question not settled by an option.

    Each question but that of a required field is passed over with Enter; an answer
    that does not fit is asked for again, with the sentence that says why.
    """
    needed = next(iter(required(fields)), None)
    hint = _("Enter alone goes on to the next question; none is needed.")
    if needed is not None:
        hint = _("Enter alone goes on to the next question; only {name} is needed.").format(
            name=field_label(needed)
        )
    state.notice(hint)
    found = dict(values)
    for name, field in fields.items():
        if name not in values:
            value = _answer(state, name, field, needed=field.required)
            if value is not None:
                found[name] = value
    return {name: found[name] for name in fields if name in found}


def _answer(state: State, name: str, field: Field, *, needed: bool) -> Any:
    """Ask until the answer fits; None when it was passed over."""
    takes = field_help(field)[1].removesuffix(_("; repeats"))
    words = field_label(name)
    question = f"{words}:" if field_help(field)[0] == "TEXT" else f"{words} ({takes}):"
    while True:
        text = state.ask(question)
        try:
            if text.strip():
                typed = [part for part in text.split(",") if part.strip()] if field.many else text
                return value_of(state, name, field, typed)
            if not needed:
                return None
            field.parse(name, text)
        except BadValue as problem:
            state.notice(problem.message)
