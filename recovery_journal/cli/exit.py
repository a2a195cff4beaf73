"""The one exit point: every error becomes its sentence and its exit code here."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.alone import app_alone
from recovery_journal.cli.language import choose_language
from recovery_journal.cli.state import State
from recovery_journal.errors import BadValue, CannotWrite, JournalError
from recovery_journal.words import _

if TYPE_CHECKING:
    from types import TracebackType

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

    The journal stays open with ``state``, for a process that ends with it.
    """
    args = [_as_text(arg) for arg in (sys.argv[1:] if argv is None else argv)]
    _open_closed_streams()
    _speak_utf8()
    try:
        code = _run(args, state)
        sys.stdout.flush()
        for text in state.held:
            state.notice_now(text)
    except JournalError as error:
        return _tell(state, args, error)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough. What is left in the buffer
        # has nowhere to go, and the interpreter would complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno in _DISK:
            return _tell(state, args, CannotWrite(_disk_sentence(error)))
        return _crashed(state, args, error)
    except Exception as error:  # noqa: BLE001  # the last resort says so and exits 1
        if damage := state.damage(error):
            return _tell(state, args, damage)
        return _crashed(state, args, error)
    return code


_DISK = {errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EDQUOT}


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


def _open_closed_streams() -> None:
    """Give a program started without streams (cron does that) a place to print to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123  # open to the end


def _speak_utf8() -> None:
    """Let no character stop the output: a file or pipe gets UTF-8 in any locale."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is None:
            continue
        if stream.isatty():
            change(errors="replace")
        else:
            change(encoding="utf-8", errors="replace")


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


def _tell(state: State, args: list[str], error: JournalError) -> int:
    """Print the error where and how it was asked for, and return its exit code."""
    if state.json or "--json" in args:
        notices = {"notices": state.held} if state.held else {}
        state.json_error({"code": error.code, "message": error.message, **error.details, **notices})
    else:
        state.notice_now(error.message)
    return error.exit_code


def _disk_sentence(error: OSError) -> str:
    """Return the sentence for an operating system that says no."""
    place = f"{error.filename}: " if isinstance(error.filename, str) else ""
    if not place:
        return _("Could not print the answer: {reason}. What was saved is saved.").format(
            reason=error.strerror
        )
    return _("Could not write. {place}{reason}.").format(place=place, reason=error.strerror)


def _crashed(state: State, args: list[str], error: BaseException) -> int:
    """Report an unforeseen error without a word out of the journal.

    Only its type and our own file names and line numbers are printed: the
    message of an exception may hold what someone wrote.
    """
    message = _(
        "Something went wrong inside the program ({kind}). This report holds nothing from the "
        "journal, is kept nowhere, and was not sent anywhere."
    ).format(kind=type(error).__name__)
    frames = _frames(error.__traceback__)
    if state.json or "--json" in args:
        details: dict[str, Any] = {"code": "crash", "message": message, "frames": frames}
        state.json_error(details)
    else:
        state.notice_now(message)
        for frame in frames:
            state.notice_now(f"  {frame}")
    return 1


def _frames(traceback: TracebackType | None) -> list[str]:
    """Return file:line of each frame that is ours, outermost first."""
    found = []
    while traceback is not None:
        path = traceback.tb_frame.f_code.co_filename.replace("\\", "/")
        __, ours, inside = path.rpartition("recovery_journal/")
        if ours:
            found.append(f"{ours}{inside}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return found
