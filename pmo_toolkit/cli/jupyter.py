"""JupyterLab on writable copies of the notebooks, a folder of copies for each workspace.

Copies that are there already are never touched: they hold a user's own work, and what was shown of
one client's workspace.
"""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pmo_toolkit.core.atomic_files import write_bytes, write_text
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.files.notebook_parameters import with_parameters
from pmo_toolkit.core.places import is_sample, place
from pmo_toolkit.core.processes.child_processes import child_environment, python_command

START = "start_here.ipynb"
COPIES = "notebooks"
_ASSIGNMENT = "workspace = "
#: What JupyterLab starts from where the user has not set it: no question about news, and no request
#: to see whether there is a newer one.
_DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}
_TOO_MANY = "{} holds too many folders of notebooks; choose another folder"
#: Starts a server so that it ends with us, and its kernels with it.
STARTER = "pmo_toolkit.core.processes.child_start"


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
    used as it is. Where the notebooks that are there name another workspace, those that name
    this one are taken, or new copies are made in a folder beside them. What is there already may
    be the user's own work or have come with a workspace from elsewhere: `changed` tells.

    Parameters
    ----------
    here : Path
        The current folder.
    workspace : Path, optional
        Entered as the workspace into copies that are made now; ``sample`` is the sample
        organisation.

    Raises
    ------
    UsageError
        If the copies cannot be written, or the installation lacks its notebooks.
    """
    try:
        shipped = place("notebooks")
    except FileNotFoundError as error:
        raise UsageError(str(error)) from None
    folder = here if (here / START).is_file() else here / COPIES
    if workspace is None or not (folder / START).is_file() or _names(folder, workspace):
        return _copies(folder, shipped, workspace)
    for beside in _beside(folder):
        if not os.path.lexists(beside) or _names(beside, workspace):
            return _copies(beside, shipped, workspace)
    raise UsageError(_TOO_MANY.format(folder.parent))


def fresh_copy(desk: Desk, workspace: Path | None = None) -> Desk:
    """A desk with fresh copies of all shipped notebooks, in a new folder beside an older one.

    Raises
    ------
    UsageError
        As `lay_out`.
    """
    for folder in _beside(desk.folder):
        if not os.path.lexists(folder):
            return _copies(folder, place("notebooks"), workspace)
    raise UsageError(_TOO_MANY.format(desk.folder.parent))


def _beside(folder: Path) -> Iterator[Path]:
    """Folders for further copies, beside the folder of copies or in one of another name."""
    own = folder.name == COPIES or folder.name.startswith(f"{COPIES}-")
    within = folder.parent if own else folder
    return (within / f"{COPIES}-{number}" for number in range(2, 1000))


def _names(folder: Path, workspace: Path) -> bool:
    """Whether the start notebook of a folder names that workspace."""
    lines = [line for text in _program(folder / START) or () for line in text.split("\n")]
    named = next((line for line in lines if line.startswith(_ASSIGNMENT)), "")
    try:
        value = ast.literal_eval(named.removeprefix(_ASSIGNMENT))
        path = Path(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    if is_sample(workspace) or value == "sample":
        return is_sample(workspace) and value == "sample"
    return (folder / path).resolve() == workspace.resolve()


def _literal(workspace: Path) -> str:
    """A workspace as a parameters cell names it."""
    return '"sample"' if is_sample(workspace) else repr(str(workspace.absolute()))


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
    ours, theirs = (_without_workspace(where / START) for where in (shipped, folder))
    changed = START not in copied and theirs != ours
    return Desk(folder, tuple(copied), changed)


def _program(notebook: Path) -> list[str] | None:
    """What the cells of a notebook execute; None if it is none."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _without_workspace(notebook: Path) -> list[str] | None:
    """What a notebook executes, but for the workspace that it names."""
    code = _program(notebook)
    if code is None:
        return None
    return [re.sub(r"(?m)^workspace = (['\"]).*\1$", "workspace = ...", text) for text in code]


def with_workspace(notebook: str, workspace: Path) -> str:
    """The text of a notebook whose parameters cell names `workspace`.

    Unchanged where there is no such line.
    """
    return with_parameters(notebook, {"workspace": _literal(workspace)})


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
    module = ("-m", STARTER, str(os.getpid()), "jupyterlab")
    shown = quote(desk.start.relative_to(here).as_posix())
    settings = (
        f"--ServerApp.root_dir={here}",
        f"--LabApp.default_url=/lab/tree/{shown}",  # what the printed address opens
    )
    command = python_command(*module, str(desk.start), *settings, *options)
    environment = child_environment()  # its kernels inherit it
    with _with_defaults(environment):
        return run_server(command, environment, here)


def run_server(command: Sequence[str], environment: dict[str, str], folder: Path) -> int:
    """Run a server that starts kernels, and wait for its end; its exit code."""
    # The notebooks belong to this installation, not to a kernel of the same name elsewhere.
    environment.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    with subprocess.Popen(command, env=environment, cwd=folder) as process:  # noqa: S603 - our own interpreter
        # Ctrl-C reaches the server too, which may ask whether it is meant; this process only waits
        # for the answer.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        ended = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)
            signal.signal(signal.SIGTERM, ended)


@contextmanager
def _with_defaults(environment: dict[str, str]) -> Iterator[None]:
    """Let JupyterLab find `_DEFAULTS`, behind all that the user has set."""
    with tempfile.TemporaryDirectory(prefix="pmo-lab-") as folder:
        path = Path(folder) / "labconfig" / "default_setting_overrides.json"
        path.parent.mkdir()
        path.write_text(json.dumps(_DEFAULTS), encoding="utf-8")
        paths = [environment.get("JUPYTER_CONFIG_PATH", ""), folder]
        environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
        yield
