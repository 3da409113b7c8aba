"""One run at a time into one folder; a dead run blocks nobody."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pmo_toolkit.core import file_lock as lock
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import LOCK_NAME, FolderLock

HOLD = """
import sys, time
from pathlib import Path
from pmo_toolkit.core.file_lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path, project):
    """Another process that holds the folder."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project
    ) as process:
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_a_second_run_is_refused_until_the_first_is_done(tmp_path, holder):
    with pytest.raises(UsageError, match="another run"), FolderLock(tmp_path):
        pass
    holder.communicate(timeout=20)
    with FolderLock(tmp_path):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_killed_run_blocks_nobody(tmp_path, holder):
    holder.kill()
    holder.wait(20)
    assert (tmp_path / LOCK_NAME).exists()
    with FolderLock(tmp_path):
        pass


def test_the_folder_is_left_tidy(tmp_path):
    with FolderLock(tmp_path):
        assert (tmp_path / LOCK_NAME).exists()
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_held_again_in_one_process(tmp_path):
    for _ in range(3):
        with FolderLock(tmp_path):
            pass


def test_a_lock_file_that_goes_away_while_waiting_is_not_trusted(tmp_path, monkeypatch):
    take, calls = lock._take, []

    def once_removed(file):
        take(file)
        calls.append(file)
        if len(calls) == 1:
            (tmp_path / LOCK_NAME).unlink()  # as the run before us does when it leaves

    monkeypatch.setattr(lock, "_take", once_removed)
    with FolderLock(tmp_path):
        assert len(calls) == 2
        assert (tmp_path / LOCK_NAME).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="other calls there")
def test_a_drive_that_knows_no_locks_can_still_be_used(tmp_path, monkeypatch):
    import fcntl

    def unsupported(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with FolderLock(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path):
    with pytest.raises(FileNotFoundError), FolderLock(tmp_path / "no"):
        pass
