"""Runs one notebook through papermill in a kernel of this very environment.

This is the one module that reaches into papermill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pmo_toolkit.core.processes.child_processes import computing_environment
from pmo_toolkit.core.progress import PROGRESS_VARIABLE, QUIET
from pmo_toolkit.core.startup import import_nbformat

import_nbformat()  # before anything else does, at three times the price

import papermill.execute  # noqa: E402
from nbformat import NotebookNode  # noqa: E402
from papermill import execute_notebook  # noqa: E402
from papermill.engines import papermill_engines  # noqa: E402

from pmo_toolkit.batch.kernel.role import Role, role  # noqa: E402
from pmo_toolkit.batch.notebook.kept_notebook import without_paths  # noqa: E402
from pmo_toolkit.batch.notebook.papermill_engine import PmoEngine  # noqa: E402
from pmo_toolkit.batch.notebook.parameters import Value, checked, runner_path  # noqa: E402
from pmo_toolkit.batch.notebook.spawned_kernel import NewKernelEngine  # noqa: E402

#: Registered for users of papermill by an entry point of the package too.
ENGINE, NEW_KERNEL_ENGINE = "pmo", "pmo-new-kernel"

papermill_engines.register(ENGINE, PmoEngine)
papermill_engines.register(NEW_KERNEL_ENGINE, NewKernelEngine)


def execute(
    notebook: Path,
    parameters: Mapping[str, object],
    *,
    timeout_seconds: float,
    scratch: Path,
    engine: str | None = None,
) -> tuple[NotebookNode | None, Exception | None]:
    """Run `notebook` with `parameters` from the current folder.

    What comes back names no folder of this machine.

    In a process that was forked for a job the notebook runs there; anywhere else it gets a kernel
    started anew.

    Parameters
    ----------
    notebook : Path
    parameters : mapping
        Checked as by `checked`.
    timeout_seconds : float
        Time allowed for all cells together.
    scratch : Path
        Empty folder that keeps the user's own IPython start-up files out of the kernel.
    engine : str, optional
        Name of papermill's engine, where another process than one of a run calls.

    Returns
    -------
    notebook : NotebookNode or None
        As far as it was executed; None if it could not even be read.
    error : Exception or None
        What ended the run early.
    """
    values: dict[str, Value] = checked(parameters)
    keep: list[Any] = []
    error: Exception | None = None
    executed: NotebookNode | None = None
    usual = NEW_KERNEL_ENGINE if role() is Role.EXTERNAL else ENGINE
    try:
        with _nothing_saved():
            executed = execute_notebook(
                runner_path(notebook),
                None,
                parameters=values,
                engine_name=engine or usual,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                keep=keep,
                timeout_seconds=timeout_seconds,
                environment=kernel_environment(scratch),
            )
    except Exception as caught:
        error = caught
        executed = keep[0].nb if keep else None
    if executed is not None:
        without_paths(executed, notebook, values)
    return executed, error


@contextmanager
def _nothing_saved() -> Iterator[None]:
    """Spare papermill from writing out, for nobody, a notebook that has no output path."""
    save = papermill.execute.write_ipynb

    def write_ipynb(notebook: NotebookNode, path: str | None) -> None:
        if path is not None:
            save(notebook, path)

    papermill.execute.write_ipynb = write_ipynb
    try:
        yield
    finally:
        papermill.execute.write_ipynb = save


def kernel_environment(scratch: Path) -> dict[str, str]:
    """Environment of the kernel.

    This process's own, without what would make two machines differ.
    """
    environment = computing_environment()
    environment["IPYTHONDIR"] = str(scratch)
    environment.pop("PYTHONSTARTUP", None)
    environment.setdefault(PROGRESS_VARIABLE, QUIET)  # never an output of a report's notebook
    # The debugger's warning about frozen modules would reach the user's screen.
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    return environment
