"""JupyterLab on writable copies of the notebooks.

Copies that are there already are never touched.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.atomic_files import write_bytes, write_text
from pmo_toolkit.core.child_processes import child_environment, python_command
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import place

START = "start_here.ipynb"
COPIES = "notebooks"
#: Starts JupyterLab so that it ends with us, and its kernels with it.
_STARTER = "pmo_toolkit.core.child_start"


@dataclass(frozen=True)
class Desk:
    """Where the notebooks lie.

    Parameters
    ----------
    folder : Path
        Folder of the notebooks.
    copied : tuple of str
        Names of notebooks that were copied just now.
    changed : bool
        Whether the start notebook was there already and differs from ours in more than outputs and
        the workspace that it names.
    """

    folder: Path
    copied: tuple[str, ...]
    changed: bool = False

    @property
    def start(self) -> Path:
        """The notebook to open."""
        return self.folder / START


def lay_out(here: Path, workspace: Path | None = None) -> Desk:
    """Make sure that there is a writable copy of every shipped notebook.

    They go into ``notebooks`` under `here`; where `here` itself holds the start notebook, it is
    used as it is. What is there already may be the user's own work or have come with a workspace
    from elsewhere: `changed` tells.

    Parameters
    ----------
    here : Path
        The current folder.
    workspace : Path, optional
        Entered as the workspace into copies that are made now.

    Raises
    ------
    UsageError
        If the copies cannot be written, or the installation lacks its notebooks.
    """
    try:
        shipped = place("notebooks")
    except FileNotFoundError as error:
        raise UsageError(str(error)) from None
    return _copies(here if (here / START).is_file() else here / COPIES, shipped, workspace)


def fresh_copy(desk: Desk, workspace: Path | None = None) -> Desk:
    """A desk with fresh copies of all shipped notebooks, in a new folder beside an older one.

    Raises
    ------
    UsageError
        As `lay_out`.
    """
    within = desk.folder if desk.folder.name != COPIES else desk.folder.parent
    for number in range(2, 1000):
        folder = within / f"{COPIES}-{number}"
        if not os.path.lexists(folder):
            return _copies(folder, place("notebooks"), workspace)
    raise UsageError(f"{within} holds too many folders of notebooks; choose another folder")


def _copies(folder: Path, shipped: Path, workspace: Path | None) -> Desk:
    """`folder` with copies of those shipped notebooks that it does not hold yet."""
    copied = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(shipped.glob("*.ipynb")):
            target = folder / source.name
            if target.exists() or target.is_symlink():
                continue
            if workspace is None:
                write_bytes(target, source.read_bytes())
            else:
                write_text(target, with_workspace(source.read_text(encoding="utf-8"), workspace))
            copied.append(source.name)
    except OSError as error:
        raise UsageError(
            f"the notebooks cannot be copied into {folder}: {error.strerror}"
        ) from None
    if not (folder / START).is_file():
        raise UsageError(f"there is no {START} in {folder}; install the program again")
    changed = START not in copied and _program(folder / START) != _program(shipped / START)
    return Desk(folder, tuple(copied), changed)


def _program(notebook: Path) -> list[str] | None:
    """What a notebook executes, but for the workspace that it names; None if it is none."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return [re.sub(r"(?m)^workspace = (['\"]).*\1$", "workspace = ...", text) for text in code]


def with_workspace(notebook: str, workspace: Path) -> str:
    """The text of a notebook whose parameters cell names `workspace`.

    Unchanged where there is no such line.
    """
    import nbformat

    read = nbformat.reads(notebook, as_version=4)  # type: ignore[no-untyped-call]
    for cell in read.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            lines = cell.source.split("\n")
            cell.source = "\n".join(
                (
                    f"workspace = {str(workspace.absolute())!r}"
                    if line.startswith("workspace = ")
                    else line
                )
                for line in lines
            )
    return str(nbformat.writes(read)) + "\n"  # type: ignore[no-untyped-call]


def open_lab(desk: Desk, here: Path, options: Sequence[str] = ()) -> int:
    """Start JupyterLab and wait for its end.

    Parameters
    ----------
    desk : Desk
    here : Path
        Root of what the file browser shows.
    options : sequence of str
        Further options of JupyterLab, such as ``--no-browser``.

    Returns
    -------
    int
        JupyterLab's exit code.
    """
    module = ("-m", _STARTER, str(os.getpid()), "jupyterlab")
    command = python_command(*module, str(desk.start), f"--ServerApp.root_dir={here}", *options)
    environment = child_environment()  # its kernels inherit it
    # The notebooks belong to this installation, not to a kernel of the same name elsewhere.
    environment.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    with subprocess.Popen(command, env=environment, cwd=here) as process:  # noqa: S603 - our own interpreter
        # Ctrl-C reaches JupyterLab too, which asks whether it is meant; this process only waits for
        # the answer.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        ended = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)
            signal.signal(signal.SIGTERM, ended)
