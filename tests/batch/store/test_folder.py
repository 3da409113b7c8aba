"""A local folder of results.

Whole files, a journal that only grows, nothing said that is not so.
"""

from __future__ import annotations

import errno
import os

import pytest

from pmo_toolkit.batch.store.folder import Folder, LocalFolder
from pmo_toolkit.core import atomic_files as atomic


@pytest.fixture
def folder(tmp_path) -> LocalFolder:
    return LocalFolder(tmp_path)


def test_it_keeps_the_word_of_a_folder(folder, tmp_path):
    kept: Folder = folder
    assert kept.where == str(tmp_path)
    names = [each for each in vars(Folder) if not each.startswith("_")]
    assert [each for each in names if not hasattr(folder, each)] == []


def test_text_is_written_and_read(folder):
    folder.write_text("a.json", "ü\n")
    assert (folder.read_text("a.json"), folder.size("a.json"), folder.names()) == (
        "ü\n",
        3,
        ["a.json"],
    )
    folder.remove("a.json")
    folder.remove("a.json")
    assert folder.size("a.json") is None
    with pytest.raises(FileNotFoundError):
        folder.read_text("a.json")


def test_a_staged_file_takes_its_place(folder, tmp_path):
    with folder.lock(), folder.staging() as staged:
        for text in ("old", "new"):
            (staged / "x").write_text(text, encoding="utf-8")
            folder.take(staged / "x", "P-1/report.html")
        folder.settle("P-1")
        assert not (staged / "x").exists()
    assert folder.read_text("P-1/report.html") == "new"
    folder.remove_empty("P-1")
    assert folder.size("P-1/report.html") == 3
    folder.remove("P-1/report.html")
    folder.remove_empty("P-1")
    assert list(tmp_path.iterdir()) == []


def test_lines_are_added_and_forced_to_the_disk(folder, monkeypatch):
    forced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: forced.append(handle) or real(handle))
    folder.append("j", ["a", "b"])
    folder.append("j", ["c"])
    folder.append("j", [])
    assert folder.read_text("j") == "a\nb\nc\n"
    assert len(forced) >= 2


def test_a_torn_line_spoils_only_itself(folder, tmp_path):
    (tmp_path / "j").write_bytes(b'{"a": 1}\n{"b')
    folder.append("j", ['{"c": 3}'])
    assert folder.read_text("j").split("\n") == ['{"a": 1}', '{"b', '{"c": 3}', ""]


def test_a_folder_that_went_away_is_an_error_of_the_system(tmp_path):
    gone = LocalFolder(tmp_path / "gone")
    (tmp_path / "x").touch()
    for act in (
        lambda: gone.append("j", ["a"]),
        lambda: gone.take(tmp_path / "x", "P-1/report.html"),
        lambda: gone.write_text("index.html", ""),
    ):
        with pytest.raises(FileNotFoundError):
            act()
    gone.remove("x")
    gone.remove_empty("x")
    assert gone.size("x") is None


def test_a_full_disk_leaves_the_old_file(folder, monkeypatch):
    folder.write_text("manifest.json", "old")

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.write_text("manifest.json", "new")
    monkeypatch.undo()
    assert (folder.read_text("manifest.json"), folder.names()) == ("old", ["manifest.json"])
