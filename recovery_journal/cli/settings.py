"""``settings``: shows and changes the settings of the computer and of the journal."""

from __future__ import annotations

from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Argument, command
from recovery_journal.cli.passphrase import configured_passphrase
from recovery_journal.dates import weekday_name
from recovery_journal.domain import journal_settings
from recovery_journal.errors import BadValue, NoJournal
from recovery_journal.i18n import N_, _, available_languages, is_available, use_language
from recovery_journal.settings import Settings, load_with_problem, save, settings_path

FILE_KEYS = (
    "language",
    "country",
    "theme",
    "motion",
    "lock_minutes",
    "keys",
    "locked_lines",
    "extra_lines",
)
CLEAR_WORD = "none"


@command("settings theme high-contrast")
def settings(
    context: CommandContext,
    key: Annotated[
        str | None,
        Argument(
            "KEY",
            N_("one setting: theme, day_ends_at, words.goal, …"),
            choices=(*FILE_KEYS, *journal_settings.SETTING_KEYS),
        ),
    ] = None,
    values: Annotated[
        tuple[str, ...], Argument("VALUE", N_("its new value; none empties it"))
    ] = (),
) -> None:
    """Show the settings, or one, or change one. Lists take several values; a crisis line
    is written "NAME: HOW TO REACH", a key as keys.ACTION KEY. Some are kept in the
    settings file, readable without the passphrase, the others in the journal.
    """
    if key is None:
        _print_all(context)
        return
    name = key.strip().casefold()
    # Names of actions have hyphens of their own.
    name = name if name.startswith("keys.") else name.replace("-", "_")
    if name in journal_settings.SETTING_KEYS:
        _handle_journal_setting(context, name, values)
    elif name in FILE_KEYS or name.startswith("keys."):
        _handle_file_setting(context, name, values)
    else:
        raise BadValue(
            _("There is no setting called {name}. There are: {names}.").format(
                name=key[:60],
                names=", ".join((*FILE_KEYS, "keys.ACTION", *journal_settings.SETTING_KEYS)),
            ),
            field=key,
        )


# ---- in the settings file


def _handle_file_setting(context: CommandContext, name: str, values: tuple[str, ...]) -> None:
    file_settings, problem = load_with_problem()
    if problem:
        context.warn(problem)
    if values:
        file_settings = _change_setting(context, file_settings, name, values)
        save(file_settings)
        if name == "language" and not context.json:
            use_language(file_settings.language)
        if name == "lock_minutes":
            context.warn(
                _(
                    "Nothing locks by itself in this version yet; {key} locks the app at once."
                ).format(key=_lock_key(file_settings))
            )
    value = _setting_value(file_settings, name)
    _print_setting(
        context, name, value, {"settings": {name: value}, "journal": None}, saved=bool(values)
    )


def _change_setting(
    context: CommandContext, file_settings: Settings, name: str, values: tuple[str, ...]
) -> Settings:
    """Return the settings with one changed; raises BadValue."""
    if name.startswith("keys."):
        return file_settings.change(
            keys=_change_key(file_settings, name.removeprefix("keys."), values)
        )
    if _is_clear_value(values):
        return file_settings.change(**{name: getattr(Settings(), name)})
    if name == "locked_lines":
        return file_settings.change(
            locked_lines=[context.resolve_text(name, line).strip() for line in values]
        )
    if name == "extra_lines":
        return file_settings.change(
            extra_lines=[_parse_crisis_line(context.resolve_text(name, line)) for line in values]
        )
    if name == "keys":
        raise BadValue(_("One key is set as: settings keys.ACTION KEY."), field=name)
    value = _single_value(name, values)
    if name == "language":
        value = _parse_language(file_settings, value)
    return file_settings.change(**{name: value})


def _parse_language(file_settings: Settings, text: str) -> str:
    """Return the code of a language there are words in."""
    code = file_settings.change(language=text).language
    if not is_available(code):
        raise BadValue(
            _("There are no words in {code} yet. There are: {codes}.").format(
                code=code, codes=", ".join(available_languages())
            ),
            field="language",
        )
    return code


def _parse_crisis_line(text: str) -> dict[str, str]:
    """Return a crisis line written as "NAME: HOW TO REACH"."""
    name, _colon, reach = (part.strip() for part in text.partition(":"))
    if not name or not reach:
        raise BadValue(
            _('A crisis line is written "NAME: HOW TO REACH", such as "My clinic: call 555 0100".'),
            field="extra_lines",
        )
    return {"name": name, "reach": reach}


def _change_key(file_settings: Settings, action: str, values: tuple[str, ...]) -> dict[str, str]:
    """Return all the person's own keys with one action's changed; raises BadValue."""
    keys = dict(file_settings.keys)
    if _is_clear_value(values):
        keys.pop(action, None)
        return keys
    # Only here are the screens loaded: they say which actions and keys there are.
    from recovery_journal.keys.registry import key_change_problem

    text = ",".join(value.strip() for value in values)
    if sentence := key_change_problem(action, text, keys):
        raise BadValue(sentence, field=f"keys.{action}")
    return {**keys, action: text}


def _lock_key(file_settings: Settings) -> str:
    """Return the key that locks the app: the person's own, else the usual one."""
    from recovery_journal.keys.keymap import keys_label
    from recovery_journal.keys.palette import GLOBAL_BINDINGS

    usual_keys = next(binding.key for binding in GLOBAL_BINDINGS if binding.id == "app.lock")
    return keys_label([file_settings.keys.get("app.lock", usual_keys).split(",")[0]])


def _is_clear_value(values: tuple[str, ...]) -> bool:
    """Say whether a setting is to be emptied: the word as shown, or the one of the contract."""
    return values in ((CLEAR_WORD,), (_("none"),))


def _single_value(name: str, values: tuple[str, ...]) -> str:
    if len(values) != 1:
        raise BadValue(_("{name} takes one value.").format(name=name), field=name)
    return values[0]


def _setting_value(file_settings: Settings, name: str) -> Any:
    """Return one setting of the file, as JSON can hold it."""
    if name.startswith("keys."):
        return file_settings.keys.get(name.removeprefix("keys."))
    value = getattr(file_settings, name)
    return list(value) if isinstance(value, tuple) else value


# ---- in the journal


def _handle_journal_setting(context: CommandContext, name: str, values: tuple[str, ...]) -> None:
    with context.open() as journal:
        if values:
            raw = _single_value(name, values)
            if not raw.strip():
                raise BadValue(_("{name} is empty.").format(name=name), field=name)
            text = None if _is_clear_value(values) else context.resolve_text(name, raw)
            journal.change_settings(
                **journal_settings.setting_changes(journal.settings, name, text)
            )
        value = journal_settings.setting_values(journal.settings)[name]
    _print_setting(
        context, name, value, {"settings": None, "journal": {name: value}}, saved=bool(values)
    )


def _load_journal_values(context: CommandContext) -> dict[str, Any] | None:
    """Return the journal's settings if it opens without a question, else None."""
    from recovery_journal.storage import Journal

    try:
        if (
            Journal.needs_passphrase(context.journal_path)
            and configured_passphrase(context) is None
        ):
            return None
    except NoJournal:
        return None
    with context.open() as journal:
        return journal_settings.setting_values(journal.settings)


# ---- showing


def _print_all(context: CommandContext) -> None:
    file_settings, problem = load_with_problem()
    if problem:
        context.warn(problem)
    file_values = {name: _setting_value(file_settings, name) for name in FILE_KEYS}
    stored_values = _load_journal_values(context)
    if context.json:
        context.print_json({"settings": file_values, "journal": stored_values})
        return
    heading = _("In {path}, readable without the passphrase:")
    context.print(heading.format(path=settings_path()), bold=True)
    _print_settings(context, file_values)
    if stored_values is None:
        context.print(_("The other settings are in the journal, and shown when it is open."))
        return
    context.print(_("In the journal:"), bold=True)
    _print_settings(context, stored_values)


def _print_settings(context: CommandContext, values: dict[str, Any]) -> None:
    for name, value in values.items():
        context.print(f"{name}: {_value_text(name, value)}")


def _print_setting(
    context: CommandContext, name: str, value: Any, document: dict[str, Any], *, saved: bool
) -> None:
    if context.json:
        context.print_json(document)
        return
    context.print(f"{name}: {_value_text(name, value)}")
    if saved:
        context.warn(_("Saved."))


def _value_text(name: str, value: Any) -> str:
    """Return a value in words."""
    if value is None or value in ([], {}):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "first_weekday":
        return weekday_name(value)
    if isinstance(value, dict):
        return "; ".join(f"{action} {key}" for action, key in value.items())
    if isinstance(value, list):
        return "; ".join(
            f"{line['name']}: {line['reach']}" if isinstance(line, dict) else line for line in value
        )
    return str(value)
