"""A pack whose writer is killed: the old one or the new one, whatever call the kill comes in."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import time

import pytest

from pmo_toolkit.batch.store import finishing
from pmo_toolkit.batch.store.finishing import ON_THE_WAY, finish, finished_if_killed
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.together import take_together
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import FolderLock

NAMES = ("page.html", "figures.json", "workbook.xlsx")
GONE = "gone.html"
OLD = dict.fromkeys((*NAMES, GONE), "old")
NEW = dict.fromkeys(NAMES, "new")
#: Calls of the system by which files are moved, removed and forced to the disk.
CALLS = ("mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "scandir")
#: So many of them are made in all, or fewer.
STEPS = 29
#: In the suite: before the switch, at it, between the files, and before what goes.
FEW = (13, 14, 16, 18)
needs_kill = pytest.mark.skipif(not hasattr(os, "fork"), reason="no kill -9 on this system")


@pytest.fixture
def out(tmp_path):
    for name, text in OLD.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def contents(out):
    return {path.name: path.read_text() for path in out.iterdir() if not path.name.startswith(".")}


def write_killed(out, step):
    """Write a new pack in a process that is killed as it makes its call number `step`."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    left = [step]

    def killing(call):
        def run(*arguments, **named):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return run

    try:
        for name in CALLS:
            setattr(os, name, killing(getattr(os, name)))
        folder = LocalFolder(out)
        with folder.lock(), folder.staging() as staged:
            for name, text in NEW.items():
                (staged / name).write_text(text)
            take_together(folder, staged, NAMES, [GONE])
    finally:
        os._exit(0)


def settled(out):
    """What is visible once the second process had a moment, without any further command."""
    latest = time.monotonic() + 30
    while (out / ON_THE_WAY).exists() and time.monotonic() < latest:
        time.sleep(0.02)
    return contents(out)


@needs_kill
@pytest.mark.parametrize(
    "step",
    [pytest.param(n, marks=() if n in FEW else pytest.mark.slow) for n in range(1, STEPS + 1)],
)
def test_a_kill_at_any_call_leaves_the_old_or_the_new_pack(out, step):
    status = write_killed(out, step)
    assert os.WIFSIGNALED(status) == (step < STEPS)
    seen = settled(out)
    assert seen in (OLD, NEW)
    if step >= STEPS:
        assert seen == NEW
    write_killed(out, 10_000)
    assert contents(out) == NEW
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_without_a_second_process_the_next_command_finishes(out, monkeypatch):
    def refused(*arguments, **named):
        raise OSError(11, "no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with finished_if_killed(out):
        (out / ON_THE_WAY).mkdir()
        (out / ON_THE_WAY / "page.html").write_text("new")
    finish(out)
    assert contents(out) == OLD | {"page.html": "new"}


def test_the_second_process_leaves_a_folder_alone_that_another_run_holds(out, monkeypatch):
    (out / ON_THE_WAY).mkdir()
    (out / ON_THE_WAY / "page.html").write_text("new")
    monkeypatch.setattr(finishing, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr("sys.argv", ["finishing", str(out)])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    with LocalFolder(out).lock():
        finishing.main()
        assert contents(out) == OLD
    finishing.main()
    assert contents(out) == OLD | {"page.html": "new"}


def test_who_reads_a_folder_that_was_left_half_written_finds_it_whole(out):
    together = out / ON_THE_WAY
    together.mkdir()
    (out / NAMES[0]).write_text("new")  # this one was in place when both processes ended
    for name in NAMES[1:]:
        (together / name).write_text("new")
    (together / ".to-go").write_text(GONE)
    finishing.make_whole(out)
    assert contents(out) == NEW and not together.exists()
    finishing.make_whole(out)
    assert contents(out) == NEW


def test_who_reads_while_another_writes_is_told(out, monkeypatch):
    monkeypatch.setattr(finishing, "_READER_SECONDS", 0.0)
    (out / ON_THE_WAY).mkdir()
    with FolderLock(out), pytest.raises(UsageError):
        finishing.make_whole(out)


def test_what_cannot_be_put_in_place_is_told(out, monkeypatch):
    (out / ON_THE_WAY).mkdir()

    def refuse(folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finishing, "finish", refuse)
    with pytest.raises(UsageError, match="a part of a former run"):
        finishing.make_whole(out)
