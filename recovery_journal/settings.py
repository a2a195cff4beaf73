"""Settings needed before the passphrase, stored unencrypted in a JSON file.

No journal text is kept here: everything personal that can wait for the
passphrase is in the journal. ``json`` is loaded only when there is a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from recovery_journal import paths
from recovery_journal.bounded_read import read_bytes
from recovery_journal.errors import BadValue, CannotWrite
from recovery_journal.i18n import N_, _, available_languages, is_available

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
    - ``lock_minutes``: minutes without a key until the app locks, 0 never. Kept and shown;
      the app does not lock by time in this version, only by its key.
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
        for name in _SETTINGS:
            object.__setattr__(self, name, _checked(name, getattr(self, name)))

    def change(self, **values: Any) -> Settings:
        """Return these settings with some values changed; nothing is saved.

        Text is understood where a person would type it ("no", "10", "none").
        Raises BadValue for an unknown name or a value that does not fit.
        """
        for name in values:
            if name not in _SETTINGS:
                raise BadValue(
                    _("There is no setting called {name}. There are: {names}.").format(
                        name=name, names=", ".join(_SETTINGS)
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
    for name in _SETTINGS:
        if name in raw:
            try:
                valid[name] = _checked(name, raw[name])
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
        stored.update({name: getattr(settings, name) for name in _SETTINGS})
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


def _checked(name: str, value: object) -> Any:
    """Return a value in the plain form of its setting; raises BadValue where it does not fit."""
    parse, refusal = _SETTINGS[name]
    try:
        return parse(value)
    except ValueError:
        message = _(refusal).format(names=", ".join(THEME_IDS))
        raise BadValue(message, field=name) from None


# What a setting takes: each of these returns the value in its plain form, or raises ValueError.


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise ValueError(value)
    return tuple(value)


def _names(value: object) -> tuple[str, ...]:
    return tuple(sorted(set(_texts(value))))


def _text_pairs(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(value)
    _texts([*value.keys(), *value.values()])
    return dict(value)


def _language(value: object) -> str:
    """Return a language code such as "en" or "pt_BR"."""
    from re import fullmatch

    match = fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?", _text(value))
    if match is None:
        raise ValueError(value)
    code = match[1].lower() + (f"_{match[2]}" if match[2] else "")
    if not is_available(code):
        message = _("There are no words in this language yet. There are: {codes}.")
        raise BadValue(message.format(codes=", ".join(available_languages())), field="language")
    return code


def _country(value: object) -> str | None:
    """Return a country code in capitals; None for none."""
    code = "" if value is None else _text(value).upper()
    if code in ("", "NONE"):
        return None
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(value)
    return code


def _theme(value: object) -> str:
    name = "-".join(_text(value).casefold().replace("_", " ").split())
    return THEME_IDS[THEME_IDS.index(name)]


def _yes_no(value: object) -> bool:
    word = _text(str(value) if isinstance(value, bool) else value).casefold()
    return (*_YES_WORDS, *_NO_WORDS).index(word) < len(_YES_WORDS)


def _minutes(value: object) -> int:
    """Return whole minutes, 0 to a day."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) <= 4:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_LOCK_MINUTES:
        raise ValueError(value)
    return value


def _crisis_lines(value: object) -> tuple[dict[str, str], ...]:
    """Return crisis lines of the person's own, each at least a name and a way to reach it."""
    if not isinstance(value, (list, tuple)):
        raise ValueError(value)
    rows = tuple(_text_pairs(row) for row in value)
    if not all(row.get("name") and row.get("reach") for row in rows):
        raise ValueError(value)
    return rows


# One row a setting: what it takes, and what is said of anything else. The order is the
# order of the file and of what is shown.
_SETTINGS: dict[str, tuple[Callable[[object], Any], str]] = {
    "language": (
        _language,
        N_("A language is a code of two or three letters, such as en or es."),
    ),
    "country": (
        _country,
        N_("A country is a code of two letters, such as US or ES, or none."),
    ),
    "theme": (_theme, N_("A theme is one of: {names}.")),
    "motion": (_yes_no, N_("Motion is yes or no.")),
    "keys": (_text_pairs, N_("Keys are pairs of an action and a key, both in words.")),
    "lock_minutes": (
        _minutes,
        N_("The minutes until the journal locks are a whole number, 0 (off) to 1440."),
    ),
    "locked_lines": (_texts, N_("Lines for the locked Help now are a list of lines of text.")),
    "extra_lines": (
        _crisis_lines,
        N_("A crisis line of your own has a name and a way to reach it."),
    ),
    "unfolded": (_names, N_("The forms shown in full are a list of their names.")),
    "readable_said": (
        _names,
        N_("The journals that others can read are a list of names."),
    ),
}
