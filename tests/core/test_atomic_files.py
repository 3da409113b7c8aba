"""A file is there whole or not at all, also when the disk is full or a run is stopped."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from pmo_toolkit.core import atomic_files as atomic
from pmo_toolkit.core.atomic_files import move, write_bytes, write_text


def test_text_is_utf8_with_plain_newlines(tmp_path):
    write_text(tmp_path / "ä b.txt", "é\n🚀\n")
    assert (tmp_path / "ä b.txt").read_bytes() == "é\n🚀\n".encode()


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a.json"
    write_text(path, "old")
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_others_may_read_it_as_the_system_says(tmp_path):
    before = os.umask(0o022)
    try:
        write_bytes(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_or_pipe_is_written_into_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.lstat().st_mode) and list(tmp_path.iterdir()) == [pipe]
    file = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    write_text(Path(f"/dev/fd/{file}"), "as /dev/stdout")
    os.close(file)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "as /dev/stdout"
    write_text(Path(os.devnull), "gone")
    assert stat.S_ISCHR(Path(os.devnull).lstat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_to_a_pipe_is_not_followed(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    write_text(tmp_path / "link", "here")
    assert (tmp_path / "link").read_text(encoding="utf-8") == "here"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("where", ["fsync", "move"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, fault, where):
    path = tmp_path / "a.json"
    write_text(path, "old")

    def fail(*_):
        raise fault

    if where == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(atomic, "move", fail)
    with pytest.raises(type(fault)):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_held_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    held = iter([True, True])
    replace = Path.replace

    def sometimes(self, other):
        if next(held, False):
            raise PermissionError(errno.EACCES, "held by another program")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", sometimes)
    monkeypatch.setattr(atomic, "_HELD_BY_OTHERS", True)
    monkeypatch.setattr(atomic.time, "sleep", lambda _: None)
    move(source, target)
    assert target.read_bytes() == b"new"


def test_elsewhere_a_refusal_is_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_HELD_BY_OTHERS", False)

    def refuse(self, other):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        move(tmp_path / "a", tmp_path / "b")
