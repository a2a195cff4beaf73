"""``week``: the weekly page for a counselor. Stdout is a look; ``-o`` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.cli.state import path_of
from recovery_journal.cli.values import come, day
from recovery_journal.errors import BadValue
from recovery_journal.words import _, speaking

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from recovery_journal.cli.state import State
    from recovery_journal.domain.keeping import Shared
    from recovery_journal.rules.week import Choices, Summary
    from recovery_journal.storage import Journal


def week() -> Command:
    """Build the command."""
    return Command(
        "week",
        _week,
        [
            option("--of", _("the week that holds this day; this week when not given"), "D"),
            option("--since", _("from this day, such as the last session, to today"), "D"),
            option("--format", _("md, txt or json; by the suffix of FILE, else md"), "F"),
            option("--with", _("put on the page: safety, own_words; repeats"), "S", many=True),
            option("--without", _("leave a section out; repeats"), "S", many=True),
            flag("--names", _("names of people instead of roles")),
            flag("--programs", _("names and programs of meetings")),
            option("--for", _("whom it is for, kept in the sharing log only"), "TEXT"),
            option("--output", _("write the page to this file"), "FILE", "-o"),
            option("--language", _("the language of the page, such as es; yours if not"), "CODE"),
            flag("--yes", _("write without a question")),
            flag("--log", _("print what was written before, when, and for whom")),
        ],
        help=_("Print the weekly page. Names and free text are out unless switched on."),
        example="week --since monday --without goal -o week.md",
    )  # fmt: skip


def _week(state: State, log: bool, **params: Any) -> None:
    if log:
        if params["output"] is not None:
            raise BadValue(_("--log prints what was written before; it goes without --output."))
        _print_log(state)
        return
    from recovery_journal.exchange.sharing import format_of

    output = params["output"]
    path = None if output is None else path_of(output)
    asked = params["format_"] or ("json" if state.json and path is None else None)
    file_format = format_of(path, asked)
    language = _language(params["language"])
    _days(state, params)
    if path is not None:
        _refuse_existing(path)
    with state.open() as journal:
        choices = _choices(state, journal, params)
        from recovery_journal.report.week import render

        with speaking(language):
            summary = _summary(state, journal, choices)
            page = render(summary, file_format)
        # What the writer is told is in the writer's language, whatever the page's is.
        notices = (summary if language is None else _summary(state, journal, choices)).notices
        _tell(state, summary, notices)
        if path is None:
            state.document(page)
            return
        _write(state, journal, page, path, choices, file_format, params["yes"])


def _language(code: str | None) -> str | None:
    """Return the language of the page, checked; None for the one that is spoken."""
    if code is None:
        return None
    from recovery_journal.settings import Settings

    return Settings().change(language=code).language


def _days(
    state: State, params: dict[str, Any], journal: Journal | None = None
) -> tuple[date | None, date | None]:
    """Return the days of ``--of`` and ``--since``; without a journal only check them."""
    of, since = params["of"], params["since"]
    return (
        None if of is None else day(state, of, journal),
        None if since is None else day(state, since, journal),
    )


def _choices(state: State, journal: Journal, params: dict[str, Any]) -> Choices:
    """Return what was chosen for the page."""
    from recovery_journal.rules.days import week_of
    from recovery_journal.rules.week import choose

    of, since = _days(state, params, journal)
    today = state.today(journal)
    if of is not None:
        come(week_of(of, journal.settings.first_weekday)[0], today)
    if since is not None:
        come(since, today)
    whom = params["for_"]
    return choose(
        today,
        of=of,
        since=since,
        first_weekday=journal.settings.first_weekday,
        add=_words(params["with_"]),
        leave_out=_words(params["without"]),
        names=params["names"],
        programs=params["programs"],
        for_whom=None if whom is None else state.text("for", whom),
    )


def _words(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text.split(",")]


def _summary(state: State, journal: Journal, choices: Choices) -> Summary:
    from recovery_journal.exchange.week_material import material
    from recovery_journal.rules.week import summary

    gathered = material(journal, choices.period_from, choices.period_to, state.today(journal))
    return summary(gathered, choices)


def _tell(state: State, summary: Summary, notices: Sequence[str]) -> None:
    """Say beside the page what the writer would want to look over."""
    for notice in notices:
        state.notice(notice)
    from recovery_journal.report.section_words import section_words
    from recovery_journal.text import is_unseen

    for one in summary.replaced:
        # A name is found on the page with whatever unseen marks it was disguised with.
        original = "".join(mark for mark in one.original if not is_unseen(mark))
        state.notice(
            _("Left out of {where}: {original}; the page says {shown}.").format(
                where=section_words(one.where), original=original, shown=one.shown
            )
        )


def _refuse_existing(path: Path) -> None:
    """Say before any question that a file is there already."""
    import os

    from recovery_journal.errors import AlreadyExists

    if os.path.lexists(path):
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )


def _write(
    state: State,
    journal: Journal,
    page: str,
    path: Path,
    choices: Choices,
    file_format: str,
    yes: bool,
) -> None:
    """Write exactly the text that was shown, once it was agreed to."""
    if state.terminal and not yes:
        state.page(page)
        if not state.agrees(_("Write this page to {path}? (yes/no)").format(path=path)):
            state.notice(_("Nothing was written."))
            return
    from recovery_journal.exchange.sharing import write_page

    line = write_page(journal, page.encode(), path, choices, file_format, state.now)
    if state.json:
        state.answer({"file": str(path), **_log_json(line)})
        return
    state.say(_("Written to {path}, for you alone to read and to pass on.").format(path=path))


def _print_log(state: State) -> None:
    with state.open() as journal:
        lines = journal.sharing.list()
    if state.json:
        state.answer({"log": [_log_json(line) for line in lines]})
        return
    if not lines:
        state.notice(_("Nothing was written yet with week -o."))
    for line in lines:
        whom = _(" for {whom}").format(whom=line.for_whom) if line.for_whom else ""
        sections = ", ".join(line.sections)
        state.say(
            f"{line.shared_at:%Y-%m-%d %H:%M}  {line.period_from} - {line.period_to}"
            f"  {line.file_format}{whom}  {sections}  sha256 {line.sha256}"
        )


def _log_json(line: Shared) -> dict[str, Any]:
    return {
        "id": line.id,
        "shared_at": line.shared_at.isoformat(),
        "period": {"from": line.period_from.isoformat(), "to": line.period_to.isoformat()},
        "sections": list(line.sections),
        "names": line.names,
        "programs": line.programs,
        "for": line.for_whom,
        "format": line.file_format,
        "sha256": line.sha256,
    }
