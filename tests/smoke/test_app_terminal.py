"""The app in a real terminal: whatever comes it lives, and however it ends it leaves no trace."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

from recovery_journal.storage import Journal
from tests.smoke.window import QUIT, Window, program
from tests.tui.conftest import clock, put_journal

SECRET = "the walnut garden"
LEFT = (b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[<u")
Open = Callable[..., Window]


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    put_journal(path)
    return path


@pytest.fixture
def window(journal_file: Path) -> Iterator[Open]:
    opened: list[Window] = []

    def start(*command: str, **environment: str) -> Window:
        one = Window(journal_file, *command, **environment)
        opened.append(one)
        one.until("Maria")
        return one

    yield start
    for one in opened:
        with suppress(OSError):  # one test takes the terminal away itself
            one.child.close(force=True)


def entries(window: Window) -> list[dict[str, object]]:
    return json.loads(window.cli("timeline", "--json"))["entries"]


def is_left(shown: bytes) -> None:
    """The terminal is as it was, and nothing was written on it after the app's own screen."""
    assert all(sequence in shown for sequence in LEFT)
    assert b"\x1b[23;2t" in shown
    after = shown.rpartition(b"\x1b[?1049l")[2]
    assert b"\x1b[?25h" in after
    assert SECRET.encode() not in after


def goes_on(one: Window) -> None:
    """A check-in is saved, and the app is left in the usual way."""
    one.send(b"c", "Mood")
    one.send(b"7\r", "Saved")
    one.send(QUIT)
    assert one.end() == 0


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_clean_and_the_journal_whole(window, number):
    one = window()
    one.send(b"c", "Mood")
    one.send(b"7")
    os.kill(one.child.pid, number)
    os.kill(one.child.pid, number)  # a window that closes sends it more than once
    assert one.end() == 128 + number
    is_left(one.seen)
    assert beside(one.path) == ["journal.db"]


def test_a_terminal_that_is_gone_closes_the_journal(window):
    one = window()
    one.send(b"c", "Mood")
    os.close(one.child.child_fd)
    one.child.ptyproc.wait()
    assert one.child.ptyproc.exitstatus == 128 + signal.SIGHUP
    assert beside(one.path) == ["journal.db"]


def test_stopped_by_the_shell_it_gives_the_terminal_back_and_comes_again(window):
    one = window()
    one.seen = b""
    os.kill(one.child.pid, signal.SIGTSTP)
    assert os.WIFSTOPPED(os.waitpid(one.child.pid, os.WUNTRACED)[1])
    while b"\x1b[?1004l" not in one.seen:
        one.seen += one.child.read_nonblocking(65536, timeout=30)
    is_left(one.seen)
    assert termios.tcgetattr(one.child.child_fd)[3] & termios.ECHO
    one.seen = b""
    os.kill(one.child.pid, signal.SIGCONT)
    one.until("Today")
    goes_on(one)


def test_stopped_in_the_middle_of_a_picture_it_comes_again(window):
    """A signal that comes while something is being written waits for nobody."""
    one = window()
    for _round in range(30):
        one.child.send(b"1234567")
        os.kill(one.child.pid, signal.SIGTSTP)
        deadline = time.monotonic() + 30
        while not (ended := os.waitpid(one.child.pid, os.WUNTRACED | os.WNOHANG))[0]:
            assert time.monotonic() < deadline, "it was not stopped"
            with suppress(pexpect.TIMEOUT):
                one.child.read_nonblocking(65536, timeout=0.01)
        assert os.WIFSTOPPED(ended[1])
        os.kill(one.child.pid, signal.SIGCONT)
    goes_on(one)


def test_stopped_without_being_asked_it_draws_itself_again(window):
    one = window()
    os.kill(one.child.pid, signal.SIGSTOP)
    assert os.WIFSTOPPED(os.waitpid(one.child.pid, os.WUNTRACED)[1])
    one.seen = b""
    os.kill(one.child.pid, signal.SIGCONT)
    one.until("Today")
    goes_on(one)


FAULTS = {
    "a timer": "JournalApp.poll_changes = fail",
    "a thread": "JournalApp.poll_changes = lambda app: threading.Thread(target=fail).start()",
    "the loop": "JournalApp.poll_changes = lambda app: asyncio.get_running_loop().call_soon(fail)",
    "a task": "JournalApp.poll_changes = lambda app: asyncio.create_task(slowly()) and gc.collect()",
    "a worker": "JournalApp.poll_changes = lambda app: app.run_worker(fail, thread=True)",
    "reading": "InputParser.feed = fail",
    "the end": "JournalApp.before_exit = fail; InputParser.feed = fail",
}
FAULTY = """
import asyncio, gc, sys, threading
from pathlib import Path
from recovery_journal.app import JournalApp, run
from recovery_journal.terminal.input_parser import InputParser
def fail(*_all, **_more):
    secret = {secret!r}
    raise ValueError(secret)
async def slowly():
    fail()
{fault}
sys.exit(run(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_anywhere_ends_with_our_report_and_a_clean_terminal(window, journal_file, where):
    code = FAULTY.format(secret=SECRET, fault=FAULTS[where])
    one = window(sys.executable, "-c", code, str(journal_file))
    one.send(b"x")
    assert one.end() == 1
    is_left(one.seen)
    report = one.seen.rpartition(b"\x1b[?1049l")[2].decode()
    assert report.count("because of a fault in the program") == 1
    assert "Traceback" not in report
    assert beside(one.path) == ["journal.db"]


NO_KEYS = (
    b"\x1b[M \x800",
    "ñ".encode("latin-1"),
    b"\xe1",  # alt and a, where alt sets the eighth bit
    b"\x1b[<32;NaN;NaNM\x1b[<a;1e9;cM",
    b"\x1b[<0;" + b"9" * 5000 + b";1M",
    b"\x1b[97;1:1:1u\x1b[9999999u\x1b[1;999999999A",
    b"\x1b[48;0;0;0;0t\x1b[48;9999;9999;1;1t",
    b"\x1b[?62;c\x1b[>1;10;0c\x1bP>|term 1\x1b\\\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?1u\x1b[2;2R",
)


def test_bytes_that_are_no_keys_do_nothing(window):
    """One after the other, each with a mood of its own."""
    one = window()
    for mood, data in enumerate(NO_KEYS, start=1):
        one.send(data + b"c", "Mood")
        one.send(data + str(mood).encode() + data)
        one.send(b"\r", "Saved")
    one.send(QUIT)
    assert one.end() == 0
    assert [entry["mood"] for entry in entries(one)] == [*range(len(NO_KEYS), 0, -1)]


def test_random_bytes_do_not_end_the_app(window):
    chance = random.Random(20261128)
    one = window()
    begun = [b"", b"\x1b", b"\x1b[", b"\x1b[<", b"\x1b[M", b"\x1bO", b"\x1b]", b"\x1bP", b"\xc3"]
    # Among the bytes are keys: none that leaves, and none that asks for actions by name.
    leaving = bytes(byte for byte in range(256) if byte not in b"\x10\x11q")
    for _time in range(300):
        data = chance.choice(begun) + bytes(chance.choices(leaving, k=chance.randrange(1, 12)))
        one.child.send(data)
        try:
            one.child.read_nonblocking(65536, timeout=0)
        except pexpect.TIMEOUT:
            pass
    os.kill(one.child.pid, signal.SIGTERM)
    assert one.end() == 128 + signal.SIGTERM
    is_left(one.seen)


TYPED = "A\u3000B\u00a0C\u202fD می\u200cخواهم \u200b\u00ad\u200f e\u0301 👩\u200d👩🏽 \u2028 ñ"
PASTED = "one\r\ntwo \x1b[A \x1b[200~ \x1b] \x03\x11 c7\rthree\nfour"


def is_typed(window: Window, *chunks: bytes) -> str:
    """Type something to talk about, in chunks, and return what is stored."""
    window.send(b"n", "next session?")
    for chunk in chunks:
        window.child.send(chunk)
    window.send(b" end", "end")
    window.send(b"\r", "Saved")
    window.send(QUIT)
    assert window.end() == 0
    with Journal.open(window.path, None, clock=clock) as journal:
        newest = max(journal.talk_items.list(), key=lambda item: item.id)
        return newest.text.removesuffix(" end")


def test_what_is_typed_is_stored_in_whatever_chunks_it_comes(window):
    data = TYPED.encode()
    assert is_typed(window(), data) == TYPED
    assert is_typed(window(), *(data[at : at + 1] for at in range(len(data)))) == TYPED


def test_what_is_pasted_is_stored_whatever_stands_in_it(window):
    pasted = b"\x1b[200~" + PASTED.encode() + b"\x1b[201~"
    expected = PASTED.replace("\r\n", "\n").replace("\r", "\n")
    assert is_typed(window(), pasted) == expected
    assert is_typed(window(), *(pasted[at : at + 7] for at in range(0, len(pasted), 7))) == expected


def test_in_a_terminal_of_another_encoding_what_is_ascii_is_stored(window):
    one = window(LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert is_typed(one, "año señal".encode("latin-1"), b" plain") == "ao seal plain"


@pytest.mark.parametrize(
    "secret", ["quiet\u00a0river 42", "می\u200cخواهم که", " \u3000e\u0301 ☂\ufe0f"]
)
def test_a_passphrase_opens_the_journal_in_both_faces(tmp_path, secret):
    one = Window(tmp_path / "journal.db", RECOVERY_JOURNAL_PASSPHRASE=secret)
    one.child.close(force=True)
    one.cli("init")
    one.cli("contact", "add", "Maria", "--relation", "friend")
    del one.environment["RECOVERY_JOURNAL_PASSPHRASE"]
    app = Window(one.path, RECOVERY_JOURNAL_PASSPHRASE="")
    app.until("Passphrase")
    app.send(secret.encode())
    app.send(b"\r", "Maria")
    app.send(QUIT)
    assert app.end() == 0


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_can_show_no_screens_gets_today_as_text(window, journal_file, term):
    one = Window(journal_file, TERM=term)
    assert one.end() == 0
    shown = one.seen.decode().replace("\r\n", "\n")
    assert "\x1b" not in shown
    assert shown == one.cli("today")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_at_the_hidden_question_shows_typing_again(tmp_path, number):
    one = Window(tmp_path / "journal.db", *program(), "init")
    one.until("New passphrase")
    one.child.waitnoecho()
    os.kill(one.child.pid, number)
    one.child.expect(pexpect.EOF)
    assert termios.tcgetattr(one.child.child_fd)[3] & termios.ECHO
    assert one.end() == 128 + number
