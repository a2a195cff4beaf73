"""``week``: the weekly page for a counselor. Stdout is a preview; ``-o`` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from recovery_journal.cli.context import CommandContext, parse_path, refuse_existing
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.parsing import ensure_not_future, parse_day
from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _, using_language
from recovery_journal.queries.share_page import page_format, write_page
from recovery_journal.queries.week import load_week
from recovery_journal.report.week.render import render_week
from recovery_journal.report.week.section_labels import (
    notice_text,
    section_label,
    summarize_week,
)
from recovery_journal.rules.days import week_bounds
from recovery_journal.rules.week.build import WeekOptions, WeekSummary, make_options
from recovery_journal.settings import Settings
from recovery_journal.text import is_invisible

if TYPE_CHECKING:
    from recovery_journal.storage import Journal


@command("week --since monday --without goal -o week.md")
def week(
    context: CommandContext,
    containing: Annotated[
        str | None,
        Option("D", N_("the week that holds this day; this week when not given"), ("--of",)),
    ] = None,
    since: Annotated[
        str | None, Option("D", N_("from this day, such as the last session, to today"))
    ] = None,
    file_format: Annotated[
        str | None,
        Option("F", N_("md, txt or json; by the suffix of FILE, else md"), ("--format",)),
    ] = None,
    added: Annotated[
        tuple[str, ...],
        Option("S", N_("put on the page: safety, own_words; repeats"), ("--with",)),
    ] = (),
    without: Annotated[tuple[str, ...], Option("S", N_("leave a section out; repeats"))] = (),
    names: Annotated[bool, Option(help=N_("names of people instead of roles"))] = False,
    programs: Annotated[bool, Option(help=N_("names and programs of meetings"))] = False,
    recipient: Annotated[
        str | None, Option("TEXT", N_("whom it is for, kept in the sharing log only"), ("--for",))
    ] = None,
    output: Annotated[
        str | None, Option("FILE", N_("write the page to this file"), ("--output", "-o"))
    ] = None,
    language: Annotated[
        str | None, Option("CODE", N_("the language of the page, such as es; yours if not"))
    ] = None,
    yes: Annotated[bool, Option(help=N_("write without a question"))] = False,
    log: Annotated[
        bool, Option(help=N_("print what was written before, when, and for whom"))
    ] = False,
) -> None:
    """Print the weekly page. Names and free text are out unless switched on."""
    if log:
        if output is not None:
            raise BadValue(_("--log prints what was written before; it goes without --output."))
        _print_log(context)
        return
    path = None if output is None else parse_path(output)
    requested_format = file_format or ("json" if context.json and path is None else None)
    file_format = page_format(path, requested_format)
    if language is not None:
        language = Settings().change(language=language).language
    parse_day(context, containing)
    parse_day(context, since)
    if path is not None:
        refuse_existing(path)
    with context.open() as journal:
        today = context.today(journal)
        options = make_options(
            today,
            containing_day=_containing_day(context, containing, journal),
            since=_first_day(context, since, journal),
            first_weekday=journal.settings.first_weekday,
            add=_split_list(added),
            leave_out=_split_list(without),
            names=names,
            programs=programs,
            for_whom=None if recipient is None else context.resolve_text("for", recipient),
        )
        with using_language(language):
            week_input = load_week(journal, options.period_from, options.period_to, today)
            summary = summarize_week(week_input, options)
            page = render_week(summary, file_format)
        # What stands beside the page is in the writer's language, whatever the page's is.
        _print_notices(context, summary)
        if path is None:
            context.print_document(page)
            return
        _confirm_and_write(context, journal, page, path, options, file_format, yes)


def _containing_day(context: CommandContext, text: str | None, journal: Journal) -> date | None:
    """Return the day of ``--of``, whose week has begun."""
    day = parse_day(context, text, journal)
    if day is not None:
        first_day = week_bounds(day, journal.settings.first_weekday)[0]
        ensure_not_future(first_day, context.today(journal))
    return day


def _first_day(context: CommandContext, text: str | None, journal: Journal) -> date | None:
    """Return the day of ``--since``, which has come."""
    day = parse_day(context, text, journal)
    return day and ensure_not_future(day, context.today(journal))


def _split_list(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text.split(",")]


def _print_notices(context: CommandContext, summary: WeekSummary) -> None:
    """Print the notices of the page on standard error."""
    for notice in summary.notices:
        context.warn(notice_text(notice))
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
