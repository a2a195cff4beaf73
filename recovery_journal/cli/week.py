"""``week``: the weekly page for a counselor. Stdout is a preview; ``-o`` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.context import parse_path
from recovery_journal.cli.options import Command, flag, option
from recovery_journal.cli.parsing import ensure_not_future, parse_day
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _, using_language

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.sharing import SharingLogEntry
    from recovery_journal.rules.week.build import WeekOptions, WeekSummary
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
            option("--with", _("put on the page: safety, own_words; repeats"), "S", multiple=True),
            option("--without", _("leave a section out; repeats"), "S", multiple=True),
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


def _week(context: CommandContext, log: bool, **params: Any) -> None:
    if log:
        if params["output"] is not None:
            raise BadValue(_("--log prints what was written before; it goes without --output."))
        _print_log(context)
        return
    from recovery_journal.queries.share_page import page_format

    output = params["output"]
    path = None if output is None else parse_path(output)
    requested_format = params["format_"] or ("json" if context.json and path is None else None)
    file_format = page_format(path, requested_format)
    language = _parse_language(params["language"])
    _parse_days(context, params)
    if path is not None:
        _refuse_existing(path)
    with context.open() as journal:
        week_options = _make_options(context, journal, params)
        from recovery_journal.report.week.render import render_week

        with using_language(language):
            summary = _load_summary(context, journal, week_options)
            page = render_week(summary, file_format)
        # What stands beside the page is in the writer's language, whatever the page's is.
        _print_notices(context, summary)
        if path is None:
            context.print_document(page)
            return
        _confirm_and_write(context, journal, page, path, week_options, file_format, params["yes"])


def _parse_language(code: str | None) -> str | None:
    """Return the language of the page, checked; None for the one that is spoken."""
    if code is None:
        return None
    from recovery_journal.settings import Settings

    return Settings().change(language=code).language


def _parse_days(
    context: CommandContext, params: dict[str, Any], journal: Journal | None = None
) -> tuple[date | None, date | None]:
    """Return the days of ``--of`` and ``--since``; without a journal only check them."""
    of_text, since_text = params["of"], params["since"]
    return (
        None if of_text is None else parse_day(context, of_text, journal),
        None if since_text is None else parse_day(context, since_text, journal),
    )


def _make_options(context: CommandContext, journal: Journal, params: dict[str, Any]) -> WeekOptions:
    """Return what was chosen for the page."""
    from recovery_journal.rules.days import week_bounds
    from recovery_journal.rules.week.build import make_options

    of_day, since_day = _parse_days(context, params, journal)
    today = context.today(journal)
    if of_day is not None:
        ensure_not_future(week_bounds(of_day, journal.settings.first_weekday)[0], today)
    if since_day is not None:
        ensure_not_future(since_day, today)
    recipient = params["for_"]
    return make_options(
        today,
        containing_day=of_day,
        since=since_day,
        first_weekday=journal.settings.first_weekday,
        add=_split_list(params["with_"]),
        leave_out=_split_list(params["without"]),
        names=params["names"],
        programs=params["programs"],
        for_whom=None if recipient is None else context.resolve_text("for", recipient),
    )


def _split_list(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text.split(",")]


def _load_summary(
    context: CommandContext, journal: Journal, week_options: WeekOptions
) -> WeekSummary:
    from recovery_journal.queries.week import load_week
    from recovery_journal.report.week.section_labels import summarize_week

    week_input = load_week(
        journal, week_options.period_from, week_options.period_to, context.today(journal)
    )
    return summarize_week(week_input, week_options)


def _print_notices(context: CommandContext, summary: WeekSummary) -> None:
    """Print the notices of the page on standard error."""
    from recovery_journal.report.week.section_labels import notice_text, section_label

    for notice in summary.notices:
        context.warn(notice_text(notice))
    from recovery_journal.text import is_invisible

    for replacement in summary.replacements:
        # A name is found on the page with whatever unseen marks it was disguised with.
        original = "".join(
            character for character in replacement.original if not is_invisible(character)
        )
        context.warn(
            _("Left out of {where}: {original}; the page says {shown}.").format(
                where=section_label(replacement.section),
                original=original,
                shown=replacement.replacement,
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


def _confirm_and_write(
    context: CommandContext,
    journal: Journal,
    page: str,
    path: Path,
    week_options: WeekOptions,
    file_format: str,
    yes: bool,
) -> None:
    """Write exactly the text that was shown, once it was agreed to."""
    if context.is_interactive and not yes:
        context.print_lines(page)
        if not context.confirm(_("Write this page to {path}? (yes/no)").format(path=path)):
            context.warn(_("Nothing was written."))
            return
    from recovery_journal.queries.share_page import write_page

    log_entry = write_page(journal, page.encode(), path, week_options, file_format, context.now)
    if context.json:
        context.print_json({"file": str(path), **_log_entry_json(log_entry)})
        return
    context.print(_("Written to {path}, for you alone to read and to pass on.").format(path=path))


def _print_log(context: CommandContext) -> None:
    with context.open() as journal:
        log_entries = journal.sharing_log.list()
    if context.json:
        context.print_json({"log": [_log_entry_json(log_entry) for log_entry in log_entries]})
        return
    if not log_entries:
        context.warn(_("Nothing was written yet with week -o."))
    for log_entry in log_entries:
        context.print(_log_entry_line(log_entry))


def _log_entry_line(log_entry: SharingLogEntry) -> str:
    """When it was shared, its period, format, recipient, sections and the hash of the page."""
    recipient = _(" for {whom}").format(whom=log_entry.for_whom) if log_entry.for_whom else ""
    sections = ", ".join(log_entry.sections)
    return (
        f"{log_entry.shared_at:%Y-%m-%d %H:%M}  {log_entry.period_from} - {log_entry.period_to}"
        f"  {log_entry.file_format}{recipient}  {sections}  sha256 {log_entry.sha256}"
    )


def _log_entry_json(log_entry: SharingLogEntry) -> dict[str, Any]:
    return {
        "id": log_entry.id,
        "shared_at": log_entry.shared_at.isoformat(),
        "period": {
            "from": log_entry.period_from.isoformat(),
            "to": log_entry.period_to.isoformat(),
        },
        "sections": list(log_entry.sections),
        "names": log_entry.names,
        "programs": log_entry.programs,
        "for": log_entry.for_whom,
        "format": log_entry.file_format,
        "sha256": log_entry.sha256,
    }
