"""A folder that cannot serve is refused before anything is run."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pmo_toolkit.batch.store import target
from pmo_toolkit.batch.store.folder import staging
from pmo_toolkit.batch.store.manifest import Manifest
from pmo_toolkit.batch.store.target import prepare_target
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import LOCK_NAME


def test_a_new_folder_is_made_with_its_parents(tmp_path, workspace_path):
    made = prepare_target(tmp_path / "über" / "out here", workspace_path)
    assert made == (tmp_path / "über" / "out here").resolve()
    assert list(made.iterdir()) == []


def test_what_earlier_runs_and_systems_leave_does_not_count(tmp_path, workspace_path):
    out = tmp_path / "out"
    out.mkdir()
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", LOCK_NAME):
        (out / name).touch()
    (out / ".pmo-run-1234").mkdir()
    prepare_target(out, workspace_path)


def test_a_folder_of_an_earlier_run_may_hold_anything_else(tmp_path, workspace_path):
    out = tmp_path / "out"
    out.mkdir()
    Manifest(workspace="w", is_sample=False, state="done").write(out)
    (out / "my notes.txt").touch()
    prepare_target(out, workspace_path)


def test_never_into_a_folder_that_holds_the_workspace(tmp_path, workspace_path):
    Manifest(workspace="w", is_sample=False, state="done").write(tmp_path)
    with pytest.raises(UsageError, match="the workspace lies in"):
        prepare_target(tmp_path, workspace_path)


@pytest.mark.parametrize("inside", ["", "out", "a/b/c"])
def test_never_into_the_workspace(workspace_path, inside):
    with pytest.raises(UsageError, match="lies in the workspace"):
        prepare_target(workspace_path / inside, workspace_path)
    assert [path.name for path in workspace_path.iterdir()] == ["proposals.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_never_into_the_workspace_through_a_link(tmp_path, workspace_path):
    link = tmp_path / "link"
    link.symlink_to(workspace_path)
    with pytest.raises(UsageError, match="lies in the workspace"):
        prepare_target(link / "out", workspace_path)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(UsageError, match="nothing can be written"):
        prepare_target(loop / "out", workspace_path)


def test_beside_a_workbook_is_fine(tmp_path):
    book = tmp_path / "intake.xlsx"
    book.touch()
    prepare_target(tmp_path / "out", book)


def test_a_file_is_refused(tmp_path, workspace_path):
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="is a file"):
        prepare_target(tmp_path / "out", workspace_path)
    with pytest.raises(UsageError, match="nothing can be written"):
        prepare_target(tmp_path / "out" / "below", workspace_path)


def test_a_folder_of_other_things_is_refused(tmp_path, workspace_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").touch()
    with pytest.raises(UsageError, match=r"holds other things \(thesis.docx\)"):
        prepare_target(out, workspace_path)
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]


def test_a_folder_with_another_programs_manifest_is_refused(tmp_path, workspace_path):
    (tmp_path / "manifest.json").write_text('{"name": "a web page"}', encoding="utf-8")
    with pytest.raises(UsageError, match="another program"):
        prepare_target(tmp_path, workspace_path)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
        (errno.ENOSPC, "the disk is full"),
    ],
)
def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path, workspace_path, monkeypatch, number, told
):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(target, "write_bytes", refuse)
    with pytest.raises(UsageError, match=told):
        prepare_target(tmp_path / "out", workspace_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_a_name_that_no_system_takes_is_refused(tmp_path, workspace_path, name):
    with pytest.raises(UsageError, match="nothing can be written"):
        prepare_target(tmp_path / name, workspace_path)


def test_staging_removes_what_it_made_and_what_killed_runs_left(tmp_path):
    (tmp_path / ".pmo-run-dead").mkdir()
    (tmp_path / ".pmo-run-dead" / "half").touch()
    (tmp_path / "P-1").mkdir()
    (tmp_path / "P-1" / ".abc.pmo-tmp").touch()
    (tmp_path / "P-1" / "report.html").touch()
    (tmp_path / "mine.txt").touch()
    with staging(tmp_path) as staged:
        assert staged.parent == tmp_path
        (staged / "file").touch()
        left = {
            path.relative_to(tmp_path).as_posix()
            for path in tmp_path.rglob("*")
            if staged not in (path, path.parent)
        }
        assert left == {"P-1", "P-1/report.html", "mine.txt"}
    assert not staged.exists()


def test_the_staging_folder_goes_even_after_an_error(tmp_path):
    with pytest.raises(KeyboardInterrupt), staging(tmp_path) as staged:
        raise KeyboardInterrupt
    assert not Path(staged).exists()
