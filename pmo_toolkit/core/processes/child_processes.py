"""Processes that this program starts: they find no module in the current folder, and end with it.

The current folder belongs to the user's data. ``python -m`` and ``python -c`` look there first, so
that a file ``secrets.py`` among the tables would be run in place of Python's own module.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pmo_toolkit

#: Python's own switch (3.11): neither the current folder nor that of a script is searched.
SAFE_PATH = "PYTHONSAFEPATH"
_PR_SET_PDEATHSIG = 1
#: Folders of installed packages, which every child searches by itself.
_SITE_FOLDERS = frozenset({"site-packages", "dist-packages"})


def python_command(*arguments: str) -> list[str]:
    """The command that starts this very Python, without a look into the current folder."""
    return [sys.executable, "-P", *arguments]


def child_environment() -> dict[str, str]:
    """Environment for a Python child: ours, but no current folder, and the same package as here."""
    environment = dict(os.environ) | {SAFE_PATH: "1"}
    stated = _stated_folders()
    root = Path(pmo_toolkit.__file__).resolve().parent.parent
    if root.name not in _SITE_FOLDERS:  # a checkout, or a folder that the caller added
        stated.insert(0, str(root))
    if stated:
        environment["PYTHONPATH"] = os.pathsep.join(stated)
    else:
        environment.pop("PYTHONPATH", None)
    return environment


def computing_environment() -> dict[str, str]:
    """Environment for a Python child that computes: one thread in each numerical library.

    Whatever the user has set: more of them move the last digits of a sum, and beside other workers
    they wait for each other.
    """
    return child_environment() | dict.fromkeys(pmo_toolkit.THREAD_VARIABLES, "1")


@contextmanager
def safe_path_for_children() -> Iterator[None]:
    """Let children of libraries that take no environment of ours, such as Dask's, be safe too."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(SAFE_PATH, None)
        else:
            os.environ[SAFE_PATH] = before


def leave_current_folder_out() -> None:
    """Search the current folder for no further module, here and in children.

    ``python -m`` puts it first, and so does an empty part of ``PYTHONPATH``, as in ``:/lib``. Where
    ``PYTHONPATH`` names the folder in full, that is meant. The package itself stays importable,
    also from a checkout that was the current folder.
    """
    os.environ[SAFE_PATH] = "1"
    stated = _stated_folders()
    if stated:
        os.environ["PYTHONPATH"] = os.pathsep.join(stated)
    try:
        current = {"", str(Path.cwd())}
    except OSError:  # it has been removed
        current = {""}
    if current.isdisjoint(sys.path):
        return
    if current.isdisjoint(stated):
        sys.path[:] = [folder for folder in sys.path if folder not in current]
    elif not sys.flags.safe_path and sys.path[0] in current:
        del sys.path[0]
    else:
        return
    root = str(Path(pmo_toolkit.__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.append(root)


def _stated_folders() -> list[str]:
    """What ``PYTHONPATH`` names; an empty part would mean the current folder."""
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]


def end_with_parent(parent: int, *, in_order: bool = False) -> None:
    """Let the system end this process as soon as its parent is gone; where it cannot, nothing.

    Parameters
    ----------
    parent : int
        The parent as it was when it started this process: it may be gone already.
    in_order : bool
        By SIGTERM, on which a server ends what it has started itself, instead of SIGKILL.
    """
    if not sys.platform.startswith("linux"):
        return
    ending = signal.SIGTERM if in_order else signal.SIGKILL
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ending)
    if os.getppid() != parent:
        os._exit(1)


def end_with_starter(parent: int) -> None:
    """`end_with_parent` for a process that may be started by a thread.

    The system's signal comes when the starting *thread* ends; whether the process did is asked
    then. For the main thread of this process alone.
    """
    if not sys.platform.startswith("linux"):
        return

    def leave_if_orphaned(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGUSR1, leave_if_orphaned)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGUSR1)
    leave_if_orphaned()


def stop_like_ctrl_c() -> None:
    """Let SIGTERM end this process as Ctrl-C does, so that a run leaves its folder in order."""

    def interrupt(*_: object) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not cut the tidying short
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
