"""The files of an import are written whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import FolderLock
from pmo_toolkit.intake.storing import (
    csv_bytes,
    finish_earlier,
    read_record,
    record_bytes,
    write_together,
)
from pmo_toolkit.workspace import read_workspace

NEW = {"a.csv": b"A", "b.csv": b"B", "recipes/c.toml": b"C"}
KILLED = """
import os, signal, sys
from pathlib import Path
from pmo_toolkit.intake import storing
step, folder = int(sys.argv[1]), Path(sys.argv[2])
count = 0
def killing(function):
    def run(*arguments, **named):
        global count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return run
storing._write = killing(storing._write)
storing.write_bytes = killing(storing.write_bytes)
storing.move = killing(storing.move)
storing.write_together(folder, {"a.csv": b"A", "b.csv": b"B", "recipes/c.toml": b"C"}, {})
"""


def _contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_all_files_are_there_and_nothing_else(tmp_path):
    folder = tmp_path / "new" / "ws"
    write_together(folder, NEW, {"a.csv": None})
    assert _contents(folder) == NEW


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
@pytest.mark.parametrize("step", [1, 3, 4, 5, 7])
def test_after_a_kill_there_is_the_old_state_or_one_that_is_finished(tmp_path, step):
    (tmp_path / "a.csv").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(step), str(tmp_path)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    listed = finish_earlier(tmp_path)
    visible = {name: data for name, data in _contents(tmp_path).items() if not name.startswith(".")}
    visible = {name: data for name, data in visible.items() if "/." not in name}
    assert visible == (NEW if listed else {"a.csv": b"old"})
    assert listed is (step > 4)
    assert finish_earlier(tmp_path) is False
    write_together(tmp_path, NEW, {})
    assert {name: _contents(tmp_path)[name] for name in NEW} == NEW


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"mine")
    for expected in (None, hashlib.sha256(b"other").hexdigest()):
        with pytest.raises(UsageError, match="was changed while it was being imported into"):
            write_together(tmp_path, NEW, {"a.csv": expected})
        assert _contents(tmp_path) == {"a.csv": b"mine"}
    write_together(tmp_path, NEW, {"a.csv": hashlib.sha256(b"mine").hexdigest()})


def test_nothing_is_left_where_something_cannot_be_written(tmp_path, monkeypatch):
    from pmo_toolkit.intake import storing

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing, "write_bytes", full)
    with pytest.raises(UsageError, match=r"the disk is full\. Nothing was imported"):
        write_together(tmp_path / "ws", NEW, {})
    assert not (tmp_path / "ws").exists()


def test_one_import_at_a_time(tmp_path):
    with (
        FolderLock(tmp_path),
        pytest.raises(UsageError, match="Wait for it, or name another --into"),
    ):
        write_together(tmp_path, NEW, {})


def test_links_are_not_followed(tmp_path):
    (tmp_path / "else").mkdir()
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "recipes").symlink_to(tmp_path / "else")
    with pytest.raises(UsageError, match="links are not followed"):
        write_together(tmp_path / "ws", NEW, {})
    assert list((tmp_path / "else").iterdir()) == []


@pytest.mark.parametrize(
    "listed", ['[["x.pmo-tmp", "../a"]]', '[["/x.pmo-tmp", "a"]]', "{", '[["a", "b"]]', "[5]"]
)
def test_a_list_that_no_import_wrote_moves_nothing(tmp_path, listed):
    (tmp_path / ".imports").mkdir()
    (tmp_path / ".imports" / "unfinished.json").write_text(listed, encoding="utf-8")
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"unfinished\.json"):
        finish_earlier(tmp_path)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x"


def test_the_check_tells_of_an_import_that_was_stopped(tmp_path):
    write_together(tmp_path, {"proposals.csv": b"id,title\nP-1,A\n"}, {})
    told = [trouble.what for trouble in read_workspace(tmp_path).troubles]
    assert not any("import" in what for what in told)
    (tmp_path / ".imports").mkdir()
    (tmp_path / ".imports" / "unfinished.json").write_text("[]", encoding="utf-8")
    told = [trouble.what for trouble in read_workspace(tmp_path).troubles]
    assert any("an import was stopped" in what for what in told)


def test_the_record_of_the_last_import(tmp_path):
    tables = {"costs": {"o-1 | ä": {"low": "1,5"}}}
    (tmp_path / ".imports").mkdir()
    path = tmp_path / ".imports" / "last.json"
    path.write_bytes(record_bytes(tables))
    assert read_record(tmp_path) == tables
    for damaged in (b"", b"[]", b'{"version": 1}', b'{"version": 1, "tables": {"a": 5}}', b"\xff"):
        path.write_bytes(damaged)
        assert read_record(tmp_path) == {}
    assert read_record(tmp_path / "nowhere") == {}


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5), st.sampled_from(",;\t"))
def test_every_text_stands_in_the_file_as_it_was(records, delimiter):
    data = csv_bytes(("id", "title"), records, delimiter)
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    assert list(csv.reader(text, delimiter=delimiter, strict=True))[1:] == records
