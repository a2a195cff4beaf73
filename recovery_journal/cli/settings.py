"""``settings``: what is set, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument
from recovery_journal.domain import journal_values
from recovery_journal.errors import BadValue, NoJournal
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.settings import Settings

IN_FILE = (
    "language",
    "country",
    "theme",
    "motion",
    "lock_minutes",
    "keys",
    "locked_lines",
    "extra_lines",
)
NONE = "none"


def settings() -> Command:
    """Build the command."""
    return Command(
        "settings",
        _settings,
        [
            argument("key", _("one setting: theme, day_ends_at, words.goal, …"), "KEY"),
            argument("values", _("its new value; none empties it"), "VALUE", many=True),
        ],
        help=_(
            "Show the settings, or one, or change one. Lists take several values; a crisis line "
            "is written \"NAME: HOW TO REACH\", a key as keys.ACTION KEY. Some are kept in the "
            "settings file, readable without the passphrase, the others in the journal."
        ),
        example="settings theme high-contrast",
    )  # fmt: skip


def _settings(state: State, key: str | None, values: tuple[str, ...]) -> None:
    if key is None:
        _show_all(state)
        return
    name = key.strip().casefold()
    # Names of actions have hyphens of their own.
    name = name if name.startswith("keys.") else name.replace("-", "_")
    if name in journal_values.KEYS:
        _in_journal(state, name, values)
    elif name in IN_FILE or name.startswith("keys."):
        _in_file(state, name, values)
    else:
        raise BadValue(
            _("There is no setting called {name}. There are: {names}.").format(
                name=key[:60], names=", ".join((*IN_FILE, "keys.ACTION", *journal_values.KEYS))
            ),
            field=key,
        )


# ---- in the settings file


def _in_file(state: State, name: str, values: tuple[str, ...]) -> None:
    from recovery_journal.settings import load_with_problem, save

    chosen, problem = load_with_problem()
    if problem:
        state.notice(problem)
    if values:
        chosen = _changed(state, chosen, name, values)
        save(chosen)
        if name == "language" and not state.json:
            from recovery_journal.words import use_language

            use_language(chosen.language)
        if name == "lock_minutes":
            state.notice(
                _("Nothing locks by itself in this version yet; ctrl+l locks the app at once.")
            )
    value = _of(chosen, name)
    _show_one(state, name, value, {"settings": {name: value}, "journal": None}, saved=bool(values))


def _changed(state: State, chosen: Settings, name: str, values: tuple[str, ...]) -> Settings:
    """Return the settings with one changed; raises BadValue."""
    from recovery_journal.settings import Settings

    if name.startswith("keys."):
        return chosen.change(keys=_keys(chosen, name.removeprefix("keys."), values))
    if _is_none(values):
        return chosen.change(**{name: getattr(Settings(), name)})
    if name == "locked_lines":
        return chosen.change(locked_lines=[state.text(name, one).strip() for one in values])
    if name == "extra_lines":
        return chosen.change(extra_lines=[_line(state.text(name, one)) for one in values])
    if name == "keys":
        raise BadValue(_("One key is set as: settings keys.ACTION KEY."), field=name)
    value = _single(name, values)
    if name == "language":
        value = _language(chosen, value)
    return chosen.change(**{name: value})


def _language(chosen: Settings, typed: str) -> str:
    """Return the code of a language there are words in."""
    from recovery_journal.words import languages, spoken

    code = chosen.change(language=typed).language
    if not spoken(code):
        raise BadValue(
            _("There are no words in {code} yet. There are: {codes}.").format(
                code=code, codes=", ".join(languages())
            ),
            field="language",
        )
    return code


def _line(text: str) -> dict[str, str]:
    """Return a crisis line written as "NAME: HOW TO REACH"."""
    name, _colon, reach = (part.strip() for part in text.partition(":"))
    if not name or not reach:
        raise BadValue(
            _('A crisis line is written "NAME: HOW TO REACH", such as "My clinic: call 555 0100".'),
            field="extra_lines",
        )
    return {"name": name, "reach": reach}


def _keys(chosen: Settings, action: str, values: tuple[str, ...]) -> dict[str, str]:
    """Return all the person's own keys with one action's changed; raises BadValue."""
    keys = dict(chosen.keys)
    if _is_none(values):
        keys.pop(action, None)
        return keys
    # Only here are the screens loaded: they say which actions and keys there are.
    from recovery_journal.actions import problem_with

    text = ",".join(value.strip() for value in values)
    if sentence := problem_with(action, text, keys):
        raise BadValue(sentence, field=f"keys.{action}")
    return {**keys, action: text}


def _is_none(values: tuple[str, ...]) -> bool:
    """Say whether a setting is to be emptied: the word as shown, or the one of the contract."""
    return values in ((NONE,), (_("none"),))


def _single(name: str, values: tuple[str, ...]) -> str:
    if len(values) != 1:
        raise BadValue(_("{name} takes one value.").format(name=name), field=name)
    return values[0]


def _of(chosen: Settings, name: str) -> Any:
    """Return one setting of the file, as JSON can hold it."""
    if name.startswith("keys."):
        return chosen.keys.get(name.removeprefix("keys."))
    value = getattr(chosen, name)
    return list(value) if isinstance(value, tuple) else value


# ---- in the journal


def _in_journal(state: State, name: str, values: tuple[str, ...]) -> None:
    with state.open() as journal:
        if values:
            typed = _single(name, values)
            if not typed.strip():
                raise BadValue(_("{name} is empty.").format(name=name), field=name)
            text = None if _is_none(values) else state.text(name, typed)
            journal.change_settings(**journal_values.change(journal.settings, name, text))
        value = journal_values.values(journal.settings)[name]
    _show_one(state, name, value, {"settings": None, "journal": {name: value}}, saved=bool(values))


def _inside(state: State) -> dict[str, Any] | None:
    """Return the journal's settings if it opens without a question, else None."""
    from recovery_journal.cli.passphrase import given_passphrase
    from recovery_journal.storage import Journal

    try:
        if Journal.needs_passphrase(state.path) and given_passphrase(state) is None:
            return None
    except NoJournal:
        return None
    with state.open() as journal:
        return journal_values.values(journal.settings)


# ---- showing


def _show_all(state: State) -> None:
    from recovery_journal.settings import load_with_problem, settings_path

    chosen, problem = load_with_problem()
    if problem:
        state.notice(problem)
    outside = {name: _of(chosen, name) for name in IN_FILE}
    inside = _inside(state)
    if state.json:
        state.answer({"settings": outside, "journal": inside})
        return
    where = _("In {path}, readable without the passphrase:")
    state.say(where.format(path=settings_path()), bold=True)
    _show(state, outside)
    if inside is None:
        state.say(_("The other settings are in the journal, and shown when it is open."))
        return
    state.say(_("In the journal:"), bold=True)
    _show(state, inside)


def _show(state: State, found: dict[str, Any]) -> None:
    for name, value in found.items():
        state.say(f"{name}: {_words(name, value)}")


def _show_one(
    state: State, name: str, value: Any, document: dict[str, Any], *, saved: bool
) -> None:
    if state.json:
        state.answer(document)
        return
    state.say(f"{name}: {_words(name, value)}")
    if saved:
        state.notice(_("Saved."))


def _words(name: str, value: Any) -> str:
    """Return a value in words."""
    if value is None or value in ([], {}):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "first_weekday":
        from recovery_journal.dates import weekday_name

        return weekday_name(value)
    if isinstance(value, dict):
        return "; ".join(f"{action} {key}" for action, key in value.items())
    if isinstance(value, list):
        return "; ".join(
            f"{one['name']}: {one['reach']}" if isinstance(one, dict) else one for one in value
        )
    return str(value)
