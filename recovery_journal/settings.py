"""Settings needed before the passphrase, stored unencrypted in a JSON file.

No journal text is kept here: everything personal that can wait for the
passphrase is in the journal. ``json`` is loaded only when there is a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeGuard

from recovery_journal import paths
from recovery_journal.bounded_read import read_bytes
from recovery_journal.errors import BadValue, CannotWrite
from recovery_journal.i18n import _, available_languages, is_available

ENVIRONMENT_VARIABLE = "RECOVERY_JOURNAL_SETTINGS"
MAX_FILE_BYTES = 1024 * 1024
MAX_LOCK_MINUTES = 24 * 60
THEME_IDS = ("dark", "light", "high-contrast", "calm")
"""The names of the themes; theme.py says what they look like."""
_LANGUAGES = {"en": "English", "es": "Español"}
_YES_WORDS = ("yes", "true", "on", "1", "sí", "si")
_NO_WORDS = ("no", "false", "off", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person set for this computer; always valid, BadValue otherwise.

    - ``language``: a code such as "en"; ``country``: ISO 3166 alpha-2 or None.
    - ``theme``: the name of a theme; ``motion``: whether things may move.
    - ``keys``: binding id -> key, where the person changed it.
    - ``lock_minutes``: minutes without a key until the app locks; 0 turns it off.
    - ``locked_lines``: lines the person allowed on the locked Help now.
    - ``extra_lines``: crisis lines of their own, each with ``name`` and ``reach``
      and perhaps ``country``, ``source``, ``verified_on`` (``helplines.own_crisis_lines``).
    - ``unfolded``: the forms that are shown with all their fields.
    - ``readable_said``: the journals of which it was said that others can read them.
    """

    language: str = "en"
    country: str | None = None
    theme: str = "dark"
    motion: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    lock_minutes: int = 5
    locked_lines: tuple[str, ...] = ()
    extra_lines: tuple[dict[str, str], ...] = ()
    unfolded: tuple[str, ...] = ()
    readable_said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every value, and keep it in its plain form ("es" -> "ES", "yes" -> True)."""
        for name, check in _VALIDATORS.items():
            object.__setattr__(self, name, check(getattr(self, name)))

    def change(self, **values: Any) -> Settings:
        """Return these settings with some values changed; nothing is saved.

        Text is understood where a person would type it ("no", "10", "none").
        Raises BadValue for an unknown name or a value that does not fit.
        """
        for name in values:
            if name not in _VALIDATORS:
                raise BadValue(
                    _("There is no setting called {name}. There are: {names}.").format(
                        name=name, names=", ".join(_VALIDATORS)
                    ),
                    field=name,
                )
        return replace(self, **values)


def language_names() -> list[tuple[str, str]]:
    """Return the languages there are words in: the code, and the name in the language itself."""
    return [(code, _LANGUAGES.get(code, code)) for code in available_languages()]


def settings_path() -> Path:
    """Return the settings file: RECOVERY_JOURNAL_SETTINGS, or the platform's place."""
    custom_path = os.environ.get(ENVIRONMENT_VARIABLE)
    # Other than pathlib's, this leaves the ~ of a user there is not as it is.
    return Path(os.path.expanduser(custom_path)) if custom_path else paths.settings_file()  # noqa: PTH111  # said above


def load(path: Path | None = None) -> Settings:
    """Return the settings; the defaults where there is no file or it cannot be read."""
    return load_with_problem(path)[0]


def load_with_problem(path: Path | None = None) -> tuple[Settings, str | None]:
    """Return the settings, and a sentence when the file could not be used in full.

    The file is left as it is. A value that does not fit is passed over, with
    its default in its place; the others hold.
    """
    path = path or settings_path()
    try:
        raw = _read(path)
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, RecursionError):
        return Settings(), _(
            "The settings in {path} could not be read, so the usual ones are in use. "
            "The file was left as it is."
        ).format(path=path)
    valid: dict[str, Any] = {}
    rejected = []
    for name, check in _VALIDATORS.items():
        if name in raw:
            try:
                valid[name] = check(raw[name])
            except BadValue:
                rejected.append(name)
    if not rejected:
        return Settings(**valid), None
    return Settings(**valid), _(
        "Some settings in {path} are not understood, so the usual ones are in use for: {names}."
    ).format(path=path, names=", ".join(rejected))


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, all or nothing, readable by this user only.

    What the file holds besides (from a newer version, say) is kept. A file that
    could not be read is moved to ``NAME.damaged`` beside it first. Raises
    CannotWrite; the old file is then still there.
    """
    from json import dumps

    from recovery_journal.files import make_folder

    # A link, as people keep for their dotfiles, stays a link.
    path = Path(os.path.realpath(path or settings_path()))
    try:
        make_folder(path.parent)
        try:
            stored = _read(path)
        except FileNotFoundError:
            stored = {}
        except (ValueError, RecursionError):
            path.replace(path.with_name(path.name + ".damaged"))
            stored = {}
        stored.update({name: getattr(settings, name) for name in _VALIDATORS})
        _write(path, dumps(stored, indent=2, ensure_ascii=False) + "\n")
    except (OSError, ValueError) as error:
        raise CannotWrite(
            _("Could not save the settings in {path}: {reason}.").format(
                path=path, reason=getattr(error, "strerror", None) or error
            )
        ) from error


def warn_readable_once(journal: Path) -> str | None:
    """Return a sentence where others on this computer can read the journal; only the first time."""
    mode = paths.exposed_permissions(journal)
    if not mode:
        return None
    settings, record = load(), f"{mode:o} {os.path.realpath(journal)}"
    if record in settings.readable_said:
        return None
    try:
        save(settings.change(readable_said=(*settings.readable_said, record)))
    except CannotWrite:
        pass  # it is said again next time
    return _(
        "Others who use this computer may be able to open the file {path}. "
        "To keep it to yourself: chmod 600 {path}"
    ).format(path=journal)


def _read(path: Path) -> dict[str, Any]:
    """Return what the file holds; OSError, or ValueError when it is no JSON object."""
    text = read_bytes(path, MAX_FILE_BYTES).decode("utf-8")
    from json import loads

    raw = loads(text)
    if not isinstance(raw, dict):
        raise ValueError(path)
    return raw


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, so that a reader sees the old or the new one."""
    from recovery_journal.files import temporary_file

    with temporary_file(path) as temp_file:
        with temp_file.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temp_file.replace(path)


def _is_str_dict(value: object) -> TypeGuard[dict[str, str]]:
    """Say whether this is a dict of text to text."""
    return isinstance(value, dict) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    )


def _bad_value(message: str, name: str) -> BadValue:
    """Return the error for a value that does not fit the setting of this name."""
    return BadValue(message, field=name)


def _check_language(value: object) -> str:
    """Return a language code such as "en" or "pt_BR"."""
    from re import fullmatch

    if isinstance(value, str):
        code = fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?", value.strip())
        if code is not None:
            normalized = code[1].lower() + (f"_{code[2]}" if code[2] else "")
            if is_available(normalized):
                return normalized
            message = _("There are no words in this language yet. There are: {codes}.")
            raise _bad_value(message.format(codes=", ".join(available_languages())), "language")
    raise _bad_value(
        _("A language is a code of two or three letters, such as en or es."), "language"
    )


def _check_country(value: object) -> str | None:
    """Return a country code in capitals; None for none."""
    if value is None:
        return None
    if isinstance(value, str):
        code = value.strip().upper()
        if code in ("", "NONE"):
            return None
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    raise _bad_value(_("A country is a code of two letters, such as US or ES, or none."), "country")


def _check_theme(value: object) -> str:
    """Return the name of a theme."""
    if isinstance(value, str):
        name = "-".join(value.strip().casefold().replace("_", " ").split())
        if name in THEME_IDS:
            return name
    raise _bad_value(_("A theme is one of: {names}.").format(names=", ".join(THEME_IDS)), "theme")


def _check_motion(value: object) -> bool:
    """Return yes or no as a bool."""
    word = str(value).strip().casefold() if isinstance(value, (bool, str)) else ""
    if word in _YES_WORDS or word in _NO_WORDS:
        return word in _YES_WORDS
    raise _bad_value(_("Motion is yes or no."), "motion")


def _check_lock_minutes(value: object) -> int:
    """Return whole minutes, 0 to a day."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) <= 4:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_LOCK_MINUTES:
        return value
    raise _bad_value(
        _("The minutes until the journal locks are a whole number, 0 (off) to 1440."),
        "lock_minutes",
    )


def _check_keys(value: object) -> dict[str, str]:
    """Return binding ids with their keys."""
    if _is_str_dict(value):
        return dict(value)
    raise _bad_value(_("Keys are pairs of an action and a key, both in words."), "keys")


def _check_locked_lines(value: object) -> tuple[str, ...]:
    """Return lines of text."""
    if isinstance(value, (list, tuple)) and all(isinstance(line, str) for line in value):
        return tuple(value)
    raise _bad_value(
        _("Lines for the locked Help now are a list of lines of text."), "locked_lines"
    )


def _check_extra_lines(value: object) -> tuple[dict[str, str], ...]:
    """Return crisis lines of the person's own, each at least a name and a way to reach it."""
    if isinstance(value, (list, tuple)) and all(
        _is_str_dict(row) and row.get("name") and row.get("reach") for row in value
    ):
        return tuple(dict(row) for row in value)
    raise _bad_value(
        _("A crisis line of your own has a name and a way to reach it."), "extra_lines"
    )


def _check_unfolded(value: object) -> tuple[str, ...]:
    """Return names of forms."""
    if isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        return tuple(sorted(set(value)))
    raise _bad_value(_("The forms shown in full are a list of their names."), "unfolded")


def _check_readable_said(value: object) -> tuple[str, ...]:
    """Return names of files, each with its permissions."""
    if isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        return tuple(sorted(set(value)))
    raise _bad_value(_("The journals that others can read are a list of names."), "readable_said")


# One row a setting; the order is the order of the file and of what is shown.
_VALIDATORS: dict[str, Callable[[object], Any]] = {
    "language": _check_language,
    "country": _check_country,
    "theme": _check_theme,
    "motion": _check_motion,
    "keys": _check_keys,
    "lock_minutes": _check_lock_minutes,
    "locked_lines": _check_locked_lines,
    "extra_lines": _check_extra_lines,
    "unfolded": _check_unfolded,
    "readable_said": _check_readable_said,
}
