"""Faults of disks, folders and people.

A clear sentence, the right exit code, nothing half-written, nothing lost.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmo_toolkit.batch import run as run_module
from pmo_toolkit.batch.job.result_files import FILE_NAMES
from pmo_toolkit.batch.run import OutputError, run_batch
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME
from pmo_toolkit.batch.store.manifest import Manifest, read_manifest
from pmo_toolkit.cli import app
from pmo_toolkit.core import places
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import place
from tests.batch.fakes import Fake, grouped
from tests.batch.tiny import make_workspace

IDS = [f"P-{number}" for number in range(1, 6)]


@pytest.fixture
def pool():
    return Fake()


@pytest.fixture
def batch(workspace_path, tmp_path, tiny, pool):
    def run(out="out", **options):
        given = {"as_of": date(2026, 1, 2), "notebook": tiny, "pool": lambda *_: pool, "seed": 1}
        return run_batch(
            make_workspace(IDS), workspace_path, tmp_path / out, **grouped(given | options)
        )

    return run


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def seeds(folder: Path, proposal: str) -> set[int]:
    return {
        json.loads((folder / proposal / name).read_text(encoding="utf-8"))["seed"]
        for name in FILE_NAMES
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
@pytest.mark.parametrize("moves", range(6, 10))
def test_a_kill_between_two_moves_leaves_no_mixed_set_that_counts(
    batch, pool, tmp_path, monkeypatch, moves
):
    """The second run changes every file, each of the same size as before.

    Only the journal can tell.
    """
    batch()
    real, moved = LocalFolder.take, []

    def take(self, staged, name):
        if len(moved) == moves:
            os._exit(9)
        moved.append(name)
        real(self, staged, name)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(LocalFolder, "take", take)
        batch(seed=2)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    out = tmp_path / "out"
    torn = f"P-{moves // 3 + 1}"
    assert torn not in read_manifest(out).by_id
    assert len(seeds(out, torn)) == (1 if moves % 3 == 0 else 2)
    pool.asked.clear()
    batch(seed=2, resume=True)
    assert pool.asked == IDS[moves // 3 :]
    assert all(seeds(out, each) == {2} for each in IDS)
    batch("clean", seed=2)
    assert content(out) == content(tmp_path / "clean")


@pytest.mark.parametrize("where", ["take", "append", "write_text", "settle"])
@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_full_disk_ends_the_run_and_resume_gives_the_same_bytes(
    batch, tmp_path, monkeypatch, where, after
):
    real, done = getattr(LocalFolder, where), []

    def full(self, *arguments):
        if len(done) >= after:
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(arguments)
        return real(self, *arguments)

    monkeypatch.setattr(LocalFolder, where, full)
    if (
        where != "write_text" or after < 3
    ):  # a run writes a manifest, the index and a manifest: three whole files
        with pytest.raises(OutputError, match="the disk is full"):
            batch()
    monkeypatch.undo()
    batch(resume=True)
    batch("clean")
    assert content(tmp_path / "out") == content(tmp_path / "clean")


def test_a_folder_that_goes_away_in_mid_run_is_told(batch, pool, tmp_path):
    pool.before = lambda job: job.proposal_id == "P-3" and shutil.rmtree(tmp_path / "out")
    with pytest.raises((OutputError, FileNotFoundError), match=r"no such file|No such file"):
        batch()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_file_cut_short_or_grown_is_made_again(batch, pool, tmp_path, name):
    batch()
    for number, change in enumerate(
        (lambda data: data[:-1], lambda data: data + b" ", lambda data: b"")
    ):
        path = tmp_path / "out" / "P-2" / name
        path.write_bytes(change(path.read_bytes()))
        pool.asked.clear()
        batch(resume=True)
        assert pool.asked == ["P-2"], number


def test_when_nothing_changed_nothing_is_written(batch, pool, tmp_path, monkeypatch):
    batch()
    before = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    pool.asked.clear()
    monkeypatch.setattr(run_module, "check_notebook", None)  # nor is a notebook read
    result = batch(resume=True)
    assert (pool.asked, result.kept) == ([], 5)
    assert {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()
    } == before


def test_a_lost_page_of_the_index_is_made_again(batch, pool, tmp_path):
    batch()
    clean = content(tmp_path / "out")
    (tmp_path / "out" / "index.html").unlink()
    (tmp_path / "out" / "index-7.html").write_text("of a larger run", encoding="utf-8")
    batch(resume=True)
    assert content(tmp_path / "out") == clean


def test_assessments_are_not_read_again_for_the_index(batch, tmp_path, monkeypatch):
    batch()
    (tmp_path / "out" / "index.html").unlink()
    read = []
    real = LocalFolder.read_text
    monkeypatch.setattr(
        LocalFolder, "read_text", lambda self, name: read.append(name) or real(self, name)
    )
    batch(resume=True)
    assert set(read) <= {"manifest.json", JOURNAL_NAME}


@pytest.mark.parametrize(
    "name", ["index/part.html.j2", "sections/headline.html.j2", "sections/_measures.html.j2"]
)
def test_a_missing_template_stops_before_anything_is_run(batch, pool, tmp_path, monkeypatch, name):
    shutil.copytree(place("templates"), tmp_path / "templates")
    (tmp_path / "templates" / name).unlink()
    monkeypatch.setattr(places, "place", lambda folder: tmp_path / folder)
    with pytest.raises(UsageError, match=rf"{name} is missing; install the program again"):
        batch()
    assert not (tmp_path / "out").exists()
    assert pool.asked == []


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "ws"
    folder.mkdir()
    (folder / "proposals.csv").write_text("id,title\nP-001,One\nP-002,Two\n", encoding="utf-8")
    return folder


def manifest_of(version="1.1", made_by="pmo-toolkit"):
    content = Manifest(workspace="w", is_sample=False, state="done").as_dict()
    return json.dumps(content | {"schema_version": version, "made_by": made_by})


@pytest.mark.parametrize(
    ("lay", "ids", "told"),
    [
        (lambda out: out.write_text("x", encoding="utf-8"), [], "is a file"),
        (lambda out: (out.mkdir(), (out / "cv.doc").touch()), [], "holds other things"),
        (
            lambda out: (out.mkdir(), (out / "manifest.json").write_text("{}")),
            [],
            "another program",
        ),
        (
            lambda out: (out.mkdir(), (out / "manifest.json").write_text(manifest_of("2.0"))),
            [],
            "another version",
        ),
        (
            lambda out: (out.mkdir(), (out / "manifest.json").write_text(manifest_of(made_by="x"))),
            [],
            "another program",
        ),
        (lambda out: None, ["P-003"], "there is no proposal 'P-003'; did you mean"),
    ],
)
def test_what_cannot_serve_is_refused_with_exit_code_2(small, tmp_path, lay, ids, told):
    out = tmp_path / "out"
    lay(out)
    before = content(tmp_path)
    done = CliRunner().invoke(app, ["assess", str(small), *ids, "--out", str(out)])
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert content(tmp_path) == before


@pytest.mark.parametrize("inside", ["", "reports", ".."])
def test_workspace_and_results_never_hold_each_other(small, inside):
    before = content(small.parent)
    done = CliRunner().invoke(app, ["assess", str(small), "--out", str(small / inside)])
    assert done.exit_code == 2
    assert content(small.parent) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_read_only_folder_is_refused(small, tmp_path):
    tmp_path.chmod(0o500)
    done = CliRunner().invoke(app, ["assess", str(small), "--out", str(tmp_path / "out")])
    tmp_path.chmod(0o700)
    assert done.exit_code == 2
    assert "permission denied" in done.output
