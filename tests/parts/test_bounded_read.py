"""Reading what a person named: whatever it leads to, it ends, and says why."""

from __future__ import annotations

import io
import os
import socket
import threading
from pathlib import Path

import pytest

from recovery_journal import bounded_read


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 2048)
    assert bounded_read.read_bytes(file, 2048) == b"x" * 2048
    with pytest.raises(OSError, match="larger than 1 kB"):
        bounded_read.read_bytes(file, 1024)
    file.write_bytes(b"")
    assert bounded_read.read_bytes(file) == b""


def test_the_limit_is_said_in_the_unit_it_is_thought_in(tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as made:
        made.truncate(bounded_read.MAX_BYTES + 1)  # no byte of it is on the disk
    with pytest.raises(OSError, match="larger than 64 MB"):
        bounded_read.read_bytes(file)


def test_only_a_regular_file_is_read(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link, Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(OSError, match="a pipe or a device"):
            bounded_read.read_bytes(path)
    with pytest.raises(IsADirectoryError):
        bounded_read.read_bytes(tmp_path)
    with pytest.raises(FileNotFoundError):
        bounded_read.read_bytes(tmp_path / "none")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "s"))
        with pytest.raises(OSError, match=r"."):
            bounded_read.read_bytes(tmp_path / "s")
    link.unlink()
    (tmp_path / "real").write_bytes(b"x")
    link.symlink_to(tmp_path / "real")
    assert bounded_read.read_bytes(link) == b"x"


def test_a_stream_is_read_up_to_the_limit() -> None:
    assert bounded_read.read_stream(io.BytesIO(b"x" * 10), 10) == b"x" * 10
    with pytest.raises(OSError, match="larger"):
        bounded_read.read_stream(io.BytesIO(b"x" * 11), 10)
    with Path("/dev/zero").open("rb") as endless, pytest.raises(OSError, match="larger"):
        bounded_read.read_stream(endless, 3 * 1024 * 1024)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"one\r\ntwo", b"one\r"), (b"one", b"one"), (b"", b""), (b"\n", b""), (b" a \n", b" a ")],
)
def test_the_first_line_of_a_file(tmp_path: Path, content: bytes, line: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert bounded_read.read_head(tmp_path / "a").partition(b"\n")[0] == line


@pytest.mark.parametrize("parts", [[b"one\n"], [b"o", b"n", b"e\ntwo"], [b"one"]])
def test_the_first_line_of_a_pipe_is_waited_for(tmp_path: Path, parts: list[bytes]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as writer:
            for part in parts:
                writer.write(part)

    writing = threading.Thread(target=write)
    writing.start()
    assert bounded_read.read_head(pipe).partition(b"\n")[0] == b"one"
    writing.join()


def test_the_pipe_of_a_process_is_read_by_its_number() -> None:
    # What a shell makes of --passphrase-file <(pass journal).
    reader, writer = os.pipe()
    try:
        os.write(writer, b"words\nmore\n")
        assert bounded_read.read_head(f"/dev/fd/{reader}").partition(b"\n")[0] == b"words"
        os.close(writer)
    finally:
        os.close(reader)


@pytest.mark.parametrize("held_open", [False, True])
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held_open: bool
) -> None:
    monkeypatch.setattr(bounded_read, "_OPEN_TIMEOUT", 0.01)
    monkeypatch.setattr(bounded_read, "_WRITE_TIMEOUT", 0.01)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_RDWR) if held_open else -1
    try:
        with pytest.raises(OSError, match="nobody wrote"):
            bounded_read.read_head(pipe)
    finally:
        if held_open:
            os.close(handle)


def test_a_first_line_without_end_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        bounded_read.read_head("/dev/zero")
    with pytest.raises(IsADirectoryError):
        bounded_read.read_head(tmp_path)
    assert bounded_read.read_head("/dev/null") == b""


def test_the_longest_first_line_is_read(tmp_path: Path) -> None:
    file = tmp_path / "longest"
    file.write_bytes(b"x" * bounded_read.MAX_LINE_BYTES)
    assert bounded_read.read_head(file) == b"x" * bounded_read.MAX_LINE_BYTES
    file.write_bytes(b"x" * (bounded_read.MAX_LINE_BYTES + 1))
    with pytest.raises(OSError, match="too long"):
        bounded_read.read_head(file)
