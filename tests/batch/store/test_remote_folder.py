"""Results behind fsspec.

The same methods, whole files, one run at a time; and a whole batch into memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.batch.run import OutputError, Selection, run_batch
from pmo_toolkit.batch.store import remote_lock
from pmo_toolkit.batch.store.addresses import is_address, local_path, open_address
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.remote_folder import RemoteFolder
from pmo_toolkit.batch.store.target import open_target
from pmo_toolkit.core.errors import ExitCode, UsageError
from pmo_toolkit.core.file_lock import LOCK_NAME
from tests.batch.fakes import Fake
from tests.batch.tiny import make_workspace

DAY = date(2026, 1, 2)


@pytest.fixture(params=["store", "elsewhere", "disk"])
def folder(request, tmp_path):
    """An object store; a system with folders and renaming.

    And the folder on a disk, as the measure of both.
    """
    if request.param == "disk":
        (tmp_path / "out").mkdir()
        return LocalFolder(tmp_path / "out")
    if request.param == "store":
        return open_address(f"memory://{tmp_path}/out")
    return RemoteFolder(LocalFileSystem(), f"{tmp_path}/out", "sftp://host/out")


def test_all_keep_the_same_word(folder, tmp_path):
    with pytest.raises(FileNotFoundError):
        folder.read_text("manifest.json")
    assert folder.size("manifest.json") is None
    folder.write_text("manifest.json", "ä\n")
    folder.write_text("manifest.json", "äb\n")
    assert folder.read_text("manifest.json") == "äb\n"
    assert folder.size("manifest.json") == 4
    with folder.staging() as staged:
        for name in ("ok & 100% #2 'ü' {x} [a] *?", "P-1"):
            (staged / "1").mkdir(exist_ok=True)
            (staged / "1" / "report.html").write_bytes(b"report")
            folder.take(staged / "1" / "report.html", f"{name}/report.html")
            folder.settle(name)
            assert folder.read_text(f"{name}/report.html") == "report"
            assert folder.size(f"{name}/report.html") == 6
    assert not staged.exists()
    for lines in (["one", "two"], [], ["three"]):
        folder.append("journal", lines)
    assert folder.read_text("journal") == "one\ntwo\nthree\n"
    folder.remove("journal")
    folder.remove("journal")
    folder.append("journal", ["new"])
    assert folder.read_text("journal") == "new\n"
    assert sorted(folder.names()) == [
        "P-1",
        "journal",
        "manifest.json",
        "ok & 100% #2 'ü' {x} [a] *?",
    ]
    folder.remove("P-1/report.html")
    folder.remove_empty("P-1")
    folder.remove_empty("never there")
    assert folder.size("P-1/report.html") is None
    if not folder.where.startswith("memory"):  # there, folders are only names
        assert "P-1" not in folder.names()


def test_a_second_one_sees_what_the_first_left(tmp_path):
    first, second = (open_address(f"memory://{tmp_path}") for _ in range(2))
    first.append("journal", ["torn"])
    first.write_text("journal", "torn")
    second.append("journal", ["whole"])
    assert second.read_text("journal") == "torn\nwhole\n"
    assert second.size("journal") == 11


def test_elsewhere_nothing_half_written_is_seen(tmp_path):
    class Full(LocalFileSystem):
        cachable = False

        def pipe_file(self, path, value, mode="overwrite", **kwargs):
            super().pipe_file(path, value[:1])
            raise OSError(28, "No space left on device")

    folder = RemoteFolder(Full(), str(tmp_path), "sftp://host/out")
    (tmp_path / "manifest.json").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="No space"):
        folder.write_text("manifest.json", "new")
    assert [each.name for each in tmp_path.iterdir()] == ["manifest.json"]
    assert folder.read_text("manifest.json") == "old"


def test_what_a_killed_run_left_on_its_way_is_removed(tmp_path):
    folder = RemoteFolder(LocalFileSystem(), str(tmp_path), "sftp://host/out")
    (tmp_path / "P-1").mkdir()
    for name in (".a.pmo-tmp", "P-1/.b.pmo-tmp", "P-1/report.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with folder.staging():
        pass
    assert {each.name for each in tmp_path.rglob("*")} == {"P-1", "report.html"}


def test_errors_of_every_kind_are_told_as_one(tmp_path):
    class Strange(LocalFileSystem):
        cachable = False

        def cat_file(self, *args, **kwargs):
            raise KeyError("credentials")

    with pytest.raises(OSError, match="credentials"):
        RemoteFolder(Strange(), str(tmp_path), "x://y").read_text("manifest.json")


# The lock.


def test_two_runs_do_not_mix(tmp_path):
    one, other = (open_address(f"memory://{tmp_path}") for _ in range(2))
    with one.lock():
        with pytest.raises(
            UsageError, match=r"another run is writing into memory://.*free after 300 seconds"
        ):
            other.lock().__enter__()
        assert LOCK_NAME in other.names()
    with other.lock():
        pass
    assert other.names() == []


@pytest.mark.parametrize(
    "left", [b"", b"[]", b"{}", b"\xff", json.dumps({"token": "x", "renewed": 1.0}).encode()]
)
def test_a_dead_lock_is_taken_over(tmp_path, left):
    folder = open_address(f"memory://{tmp_path}")
    folder.write_bytes(LOCK_NAME, left)
    with folder.lock() as held:
        assert json.loads(folder.read_bytes(LOCK_NAME))["token"] == held.token


def test_a_lock_is_renewed_and_only_ones_own_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(remote_lock, "RENEW_SECONDS", 0.05)
    folder = open_address(f"memory://{tmp_path}")
    with folder.lock():
        folder.remove(LOCK_NAME)
        end = time.monotonic() + 10
        while LOCK_NAME not in folder.names() and time.monotonic() < end:
            time.sleep(0.01)
        assert LOCK_NAME in folder.names()
        monkeypatch.setattr(
            remote_lock.RemoteLock, "_holder", lambda lock: ("another", time.time())
        )
    assert LOCK_NAME in folder.names()


def test_a_driver_that_cannot_refuse_is_asked_what_it_holds(tmp_path):
    class Plain(LocalFileSystem):
        cachable = False

        def pipe_file(self, path, value):
            super().pipe_file(path, value)

    folder = RemoteFolder(Plain(), str(tmp_path), "x://y")
    with folder.lock(), pytest.raises(UsageError, match="another run"):
        folder.lock().__enter__()


# Addresses.


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("s3://bucket/reports", "python -m pip install s3fs"),
        ("gs://bucket/reports", "python -m pip install gcsfs"),
        ("nonsense://bucket", "there is no driver for nonsense://"),
        ("s3://key:secret@bucket/x", "leave the password out"),
        ("s3://key:se/secret@bucket/x", "leave the password out"),
        ("s3://key:s@secret\n\0 ü@bucket/x", "leave the password out"),
        ("nonsense://key:/secret@bucket/x", "leave the password out"),
        ("file://key:secret@host/x", "leave the password out"),
        ("simplecache::ftp://key:secret@host/x", "leave the password out"),
        ("simplecache::ftp://host/x", "is no address of a folder"),
        ("simplecache::file:///x", "is no address of a folder"),
        ("zip://x::s3://bucket/y", "is no address of a folder"),
        ("memory://a\0b", "is no address of a folder"),
        ("memory://a\nb", "is no address of a folder"),
    ],
)
def test_what_cannot_be_opened_is_refused(out, told, tmp_path):
    with pytest.raises(UsageError, match=told) as caught:
        open_target(out, tmp_path)
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "pipe_file", refuse)
    with pytest.raises(
        UsageError, match="nothing can be written into memory://x: permission denied"
    ):
        open_address("memory://x")


def test_a_folder_with_other_things_is_refused(tmp_path):
    folder = open_address(f"memory://{tmp_path}")
    folder.write_text("holiday.jpg", "")
    with pytest.raises(UsageError, match=r"holds other things \(holiday.jpg\)"):
        open_target(f"memory://{tmp_path}", tmp_path)


def test_a_file_address_is_a_folder_of_this_machine(tmp_path):
    (tmp_path / "workspace").mkdir()
    folder = open_target((tmp_path / "my ü").as_uri(), tmp_path / "workspace")
    assert isinstance(folder, LocalFolder)
    assert folder.path == tmp_path / "my ü"
    with pytest.raises(UsageError, match="three slashes"):
        local_path("file://host/x")


@given(st.text())
def test_what_is_no_address_is_a_path(text):
    assert is_address(text) == (local_path_like(text))


def local_path_like(text):
    chain, colon, _ = text.partition("://")
    *before, scheme = chain.split("::")
    if any(not local_path_like(f"{link}x://") for link in before):
        return False
    return (
        bool(colon)
        and len(scheme) > 1
        and scheme[0].isascii()
        and scheme[0].isalpha()
        and all(each.isascii() and (each.isalnum() or each in "+.-") for each in scheme)
    )


# A whole batch.


@pytest.fixture
def fake():
    return Fake()


def stored(address):
    files, root = fsspec.url_to_fs(address)
    return {path[len(root) + 1 :]: files.cat_file(path) for path in files.find(root)}


def test_a_real_run_leaves_in_a_store_what_it_leaves_on_a_disk(workspace_path, tmp_path, tiny):
    address = f"memory://{tmp_path}/reports"
    workspace = make_workspace(["ERROR-1", "ok & 100% #2 'ü'"])
    result = run_batch(workspace, workspace_path, address, as_of=DAY, notebook=tiny)
    run_batch(workspace, workspace_path, tmp_path / "disk", as_of=DAY, notebook=tiny)
    assert result.exit_code is ExitCode.SOME_FAILED
    assert result.index == f"{address}/index.html"
    there = stored(address)
    here = {
        path.relative_to(tmp_path / "disk").as_posix(): path.read_bytes()
        for path in (tmp_path / "disk").rglob("*")
        if path.is_file()
    }
    assert set(there) == set(here)
    for name, content in here.items():
        if not name.endswith((".ipynb", "manifest.json")):
            assert there[name] == content


def test_resume_finds_what_is_done(workspace_path, tmp_path, tiny, fake):
    address = f"memory://{tmp_path}/reports"
    options = {"as_of": DAY, "notebook": tiny, "pool": fake, "selection": Selection(resume=True)}
    ids = [f"P-{number}" for number in range(5)]
    run_batch(make_workspace(ids[:3]), workspace_path, address, **options)
    files, root = fsspec.url_to_fs(address)
    files.rm_file(f"{root}/P-1/report.html")
    result = run_batch(make_workspace(ids), workspace_path, address, **options)
    assert fake.asked == ["P-0", "P-1", "P-2", "P-1", "P-3", "P-4"]
    assert result.kept == 2
    assert f"{LOCK_NAME}" not in stored(address)


def test_a_store_that_fails_in_mid_run_is_told(workspace_path, tmp_path, tiny, fake, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise RuntimeError("token expired")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "put_file", refuse)
    with pytest.raises(OutputError, match=r"cannot be written into memory://.*token expired"):
        run_batch(
            make_workspace(["P-0"]),
            workspace_path,
            f"memory://{tmp_path}/r",
            as_of=DAY,
            notebook=tiny,
            pool=fake,
        )


def test_the_command_takes_an_address(sample, tmp_path, project):
    command = [
        sys.executable,
        "-m",
        "pmo_toolkit",
        "assess",
        str(sample),
        "P-001",
        "--out",
        "s3://bucket/reports",
    ]
    done = subprocess.run(
        command, cwd=project, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 2
    assert "python -m pip install s3fs" in " ".join(done.stderr.split())
