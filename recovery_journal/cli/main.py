"""The entry point: runs a command and turns every error into a message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

from typer import Abort, Exit, TyperException

from recovery_journal.cli.commands import PROGRAM_NAME, root_group
from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.language import choose_language
from recovery_journal.cli.streams import discard_unwritten, prepare_streams
from recovery_journal.crash_report import crash_message, own_frames
from recovery_journal.errors import BadValue, CannotWrite, JournalError
from recovery_journal.i18n import _

INTERRUPTED_EXIT_CODE = 130
COMPLETION_VARIABLE = "_RECOVERY_JOURNAL_COMPLETE"


def main(argv: list[str] | None = None) -> int:
    """Run one command line, close its journal, and return its exit code."""
    context = CommandContext()
    try:
        return run_command_line(context, argv)
    finally:
        context.close()


def run_command_line(context: CommandContext, argv: list[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing is raised.

    All output is written by then, or it is said that it could not be. The journal
    stays open with ``context``, for a process that ends with it.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        prepare_streams()
        args = [_decode_arg(arg) for arg in args]
        code = _dispatch(args, context)
        sys.stdout.flush()
        for notice in context.pending_notices:
            context.warn_now(notice)
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001  # the one net
        code = _report_error_safely(context, args, error)
    discard_unwritten()
    return code


def _report_error_safely(context: CommandContext, args: list[str], error: BaseException) -> int:
    """Say what went wrong and return its exit code, also where an output cannot be written."""
    try:
        return _report_error(context, args, error)
    except (OSError, ValueError) as failed:
        # What is left for standard output would stop every word that follows.
        discard_unwritten()
        if isinstance(failed, BrokenPipeError):
            return _exit_code(error)
        try:
            _report_error(context, args, failed)
        except (OSError, ValueError):
            discard_unwritten()  # neither can be written to: only the number is left
        return CannotWrite.exit_code


def _report_error(context: CommandContext, args: list[str], error: BaseException) -> int:
    """Say what went wrong, as it was asked for, and return its exit code."""
    # A file's name tells that the system refused it, with any of its reasons.
    if isinstance(error, OSError) and (error.errno in _DISK_ERRNOS or _has_filename(error)):
        error = CannotWrite(_os_error_text(error))
    elif isinstance(error, Exception):
        error = context.damage_error(error) or error
    if isinstance(error, JournalError):
        _print_error(context, args, error)
    elif isinstance(error, KeyboardInterrupt):
        sys.stderr.write("\n")
        sys.stderr.flush()
    elif not isinstance(error, BrokenPipeError) and not _is_signal(error):
        _print_crash(context, args, error)
    return _exit_code(error)


def _has_filename(error: OSError) -> bool:
    return error.errno is not None and isinstance(error.filename, str)


def _is_signal(error: BaseException) -> bool:
    """Say whether a signal ended the program, whose number is in the exit code."""
    return isinstance(error, SystemExit) and isinstance(error.code, int) and error.code > 128


def _exit_code(error: BaseException) -> int:
    """Return the exit code of an error."""
    if isinstance(error, JournalError):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED_EXIT_CODE
    if _is_signal(error):
        return int(str(error))
    # Whoever read our output has seen enough, which is no error.
    return 0 if isinstance(error, BrokenPipeError) else 1


_DISK_ERRNOS = {
    errno.ENOSPC,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EDQUOT,
    errno.EBADF,
    errno.EFBIG,
}


def _dispatch(args: list[str], context: CommandContext) -> int:
    """Let Typer parse the line and run its command; return the exit code."""
    choose_language(args)
    group = root_group()
    try:
        with _read_line(group, args, context) as ctx:
            group.invoke(ctx)
    except Exit as done:
        return int(done.exit_code)
    except TyperException as error:
        raise BadValue(_usage_error_text(error)) from None
    except Abort:
        raise KeyboardInterrupt from None
    return context.exit_code


def _read_line(group: Any, args: list[str], context: CommandContext) -> Any:
    """Return Typer's context of the line; raises ``Exit`` where it was about shell completion."""
    try:
        if os.environ.get(COMPLETION_VARIABLE):  # a shell asks what could come next
            group(args, prog_name=PROGRAM_NAME, standalone_mode=False)
        # Not called otherwise: Typer has other exit codes for ctrl+c and for a closed pipe.
        return group.make_context(PROGRAM_NAME, args, obj=context)
    except SystemExit as done:  # no command has run: Typer has printed or installed a script
        raise Exit(int(done.code or 0)) from None


def _decode_arg(arg: str) -> str:
    """Return an argument as UTF-8 text, whatever the locale took its bytes for."""
    if arg.isascii():
        return arg
    return os.fsencode(arg).decode("utf-8", "surrogateescape")


def _usage_error_text(error: TyperException) -> str:
    """Return one clear sentence for a line that could not be parsed."""
    option = getattr(error, "option_name", None)
    message = getattr(error, "message", "") or str(error)
    if option is None:
        return message
    if type(error).__name__ == "NoSuchOption":
        close_matches = getattr(error, "possibilities", None)
        if close_matches:
            return _("There is no option {option} here. Close to it: {near}.").format(
                option=option, near=", ".join(sorted(close_matches))
            )
        return _("There is no option {option} here.").format(option=option)
    if "not take" in message:
        return _("{option} takes no value.").format(option=option)
    return _("{option} takes a value after it.").format(option=option)


def _print_error(context: CommandContext, args: list[str], error: JournalError) -> None:
    """Print the error where and how it was asked for."""
    if context.json or "--json" in args:
        notices = {"notices": context.pending_notices} if context.pending_notices else {}
        context.print_json_error(
            {"code": error.code, "message": error.message, **error.details, **notices}
        )
    else:
        context.warn_now(error.message)


def _os_error_text(error: OSError) -> str:
    """Return the sentence for an operating system that says no."""
    file_prefix = f"{error.filename}: " if isinstance(error.filename, str) else ""
    if not file_prefix:
        return _("Could not print the answer: {reason}. What was saved is saved.").format(
            reason=error.strerror
        )
    return _("Could not write. {place}{reason}.").format(place=file_prefix, reason=error.strerror)


def _print_crash(context: CommandContext, args: list[str], error: BaseException) -> None:
    """Report an unforeseen error without a word out of the journal.

    Only its type and our own file names and line numbers are printed: the
    message of an exception may hold what someone wrote.
    """
    message, frame_lines = crash_message(type(error)), own_frames(error.__traceback__)
    if context.json or "--json" in args:
        details: dict[str, Any] = {"code": "crash", "message": message, "frames": frame_lines}
        context.print_json_error(details)
        return
    context.warn_now(message)
    for frame_line in frame_lines:
        context.warn_now(f"  {frame_line}")
