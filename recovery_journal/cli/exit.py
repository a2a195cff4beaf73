"""The one exit point: every error becomes its sentence and its exit code here."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.alone import app_alone
from recovery_journal.cli.language import choose_language
from recovery_journal.cli.state import State
from recovery_journal.cli.streams import drop_unwritten, prepare_streams
from recovery_journal.crash_report import frames, message_of
from recovery_journal.errors import BadValue, CannotWrite, JournalError
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer.exceptions import TyperException

PROGRAM = "recovery-journal"
INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run one command line, close its journal, and return its exit code."""
    state = State()
    try:
        return run(state, argv)
    finally:
        state.close()


def run(state: State, argv: list[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing is raised.

    All output is written by then, or it is said that it could not be. The journal
    stays open with ``state``, for a process that ends with it.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        prepare_streams()
        args = [_as_text(arg) for arg in args]
        code = _run(args, state)
        sys.stdout.flush()
        for text in state.held:
            state.notice_now(text)
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001  # the one net
        code = _said(state, args, error)
    drop_unwritten()
    return code


def _said(state: State, args: list[str], error: BaseException) -> int:
    """Say what went wrong and return its exit code, also where an output cannot be written."""
    try:
        return _tell(state, args, error)
    except (OSError, ValueError) as failed:
        # What is left for standard output would stop every word that follows.
        drop_unwritten()
        if isinstance(failed, BrokenPipeError):
            return _code_of(error)
        try:
            _tell(state, args, failed)
        except (OSError, ValueError):
            drop_unwritten()  # neither can be written to: only the number is left
        return CannotWrite.exit_code


def _tell(state: State, args: list[str], error: BaseException) -> int:
    """Say what went wrong, as it was asked for, and return its exit code."""
    # A file's name tells that the system refused it, with any of its reasons.
    if isinstance(error, OSError) and (error.errno in _DISK or _names_a_file(error)):
        error = CannotWrite(_disk_sentence(error))
    elif isinstance(error, Exception):
        error = state.damage(error) or error
    if isinstance(error, JournalError):
        _print_error(state, args, error)
    elif isinstance(error, KeyboardInterrupt):
        sys.stderr.write("\n")
        sys.stderr.flush()
    elif not isinstance(error, BrokenPipeError) and not _is_signal(error):
        _print_crash(state, args, error)
    return _code_of(error)


def _names_a_file(error: OSError) -> bool:
    return error.errno is not None and isinstance(error.filename, str)


def _is_signal(error: BaseException) -> bool:
    """Say whether a signal ended the program, whose number is in the exit code."""
    return isinstance(error, SystemExit) and isinstance(error.code, int) and error.code > 128


def _code_of(error: BaseException) -> int:
    """Return the exit code of an error."""
    if isinstance(error, JournalError):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if _is_signal(error):
        return int(str(error))
    # Whoever read our output has seen enough, which is no error.
    return 0 if isinstance(error, BrokenPipeError) else 1


_DISK = {
    errno.ENOSPC,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EDQUOT,
    errno.EBADF,
    errno.EFBIG,
}


def _run(args: list[str], state: State) -> int:
    """Open the app, or let Typer parse the line and run its command."""
    choose_language(args)
    if app_alone(args, state):
        return state.exit_code
    from typer.exceptions import Abort, Exit, TyperException

    from recovery_journal.cli.root import root

    group = root()
    try:
        with group.make_context(PROGRAM, args, obj=state) as ctx:
            group.invoke(ctx)
    except Exit as done:
        return int(done.exit_code)
    except TyperException as error:
        raise BadValue(_usage(error)) from None
    except Abort:
        raise KeyboardInterrupt from None
    return state.exit_code


def _as_text(arg: str) -> str:
    """Return an argument as UTF-8 text, whatever the locale took its bytes for."""
    if arg.isascii():
        return arg
    return os.fsencode(arg).decode("utf-8", "surrogateescape")


def _usage(error: TyperException) -> str:
    """Return one clear sentence for a line that could not be parsed."""
    option = getattr(error, "option_name", None)
    message = getattr(error, "message", "") or str(error)
    if option is None:
        return message
    if type(error).__name__ == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        if near:
            return _("There is no option {option} here. Close to it: {near}.").format(
                option=option, near=", ".join(sorted(near))
            )
        return _("There is no option {option} here.").format(option=option)
    if "not take" in message:
        return _("{option} takes no value.").format(option=option)
    return _("{option} takes a value after it.").format(option=option)


def _print_error(state: State, args: list[str], error: JournalError) -> None:
    """Print the error where and how it was asked for."""
    if state.json or "--json" in args:
        notices = {"notices": state.held} if state.held else {}
        state.json_error({"code": error.code, "message": error.message, **error.details, **notices})
    else:
        state.notice_now(error.message)


def _disk_sentence(error: OSError) -> str:
    """Return the sentence for an operating system that says no."""
    place = f"{error.filename}: " if isinstance(error.filename, str) else ""
    if not place:
        return _("Could not print the answer: {reason}. What was saved is saved.").format(
            reason=error.strerror
        )
    return _("Could not write. {place}{reason}.").format(place=place, reason=error.strerror)


def _print_crash(state: State, args: list[str], error: BaseException) -> None:
    """Report an unforeseen error without a word out of the journal.

    Only its type and our own file names and line numbers are printed: the
    message of an exception may hold what someone wrote.
    """
    message, places = message_of(type(error)), frames(error.__traceback__)
    if state.json or "--json" in args:
        details: dict[str, Any] = {"code": "crash", "message": message, "frames": places}
        state.json_error(details)
        return
    state.notice_now(message)
    for place in places:
        state.notice_now(f"  {place}")
