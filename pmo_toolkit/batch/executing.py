"""Runs one notebook through papermill in a fresh kernel of this very environment."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

import pmo_toolkit
from pmo_toolkit.batch.parameters import Value, checked, runner_path

ENGINE = "pmo"
START_SECONDS = 120
_ATTEMPTS = 2


class OwnKernelManager(AsyncKernelManager):
    """Starts ipykernel with the Python that runs this process, whatever kernels the user has installed."""

    def __init__(self, **kwargs: Any):
        # Without folders to search, the only kernel left is the running environment's own.
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **kwargs)


class KeepingEngine(NBClientEngine):  # type: ignore[misc] # papermill has no types
    """papermill's own engine, but the notebook stays at hand after a bad end, and one deadline holds for all cells."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        keep: list[Any],
        timeout_seconds: float,
        environment: Mapping[str, str],
        **unused: Any,
    ) -> None:
        """Run the notebook of `nb_man`; `keep` receives `nb_man` at once.

        Raises
        ------
        CellTimeoutError, DeadKernelError, RuntimeError
            As nbclient raises them.
        """
        keep.append(nb_man)
        for attempt in range(1, _ATTEMPTS + 1):
            deadline = time.monotonic() + timeout_seconds + START_SECONDS
            client = PapermillNotebookClient(
                nb_man,
                kernel_name=kernel_name,
                kernel_manager_class=OwnKernelManager,
                startup_timeout=START_SECONDS,
                timeout_func=_Remaining(timeout_seconds),
                shutdown_kernel="immediate",
                log=logger,
            )
            try:
                client.execute(env=dict(environment))
                return
            except RuntimeError:
                # Two kernels that start at once can choose the same port; then nothing has been run yet.
                if client.code_cells_executed or attempt == _ATTEMPTS or time.monotonic() > deadline:
                    raise
                logger.warning("the kernel did not start; trying once more")


papermill_engines.register(ENGINE, KeepingEngine)


class _Remaining:
    """Seconds left of the time allowed for all cells together; it starts to count with the first cell."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.end: float | None = None

    def __call__(self, cell: object) -> float:
        if self.end is None:
            self.end = time.monotonic() + self.seconds
        return max(0.1, self.end - time.monotonic())


def execute(
    notebook: Path, parameters: Mapping[str, object], *, timeout_seconds: float, scratch: Path
) -> tuple[NotebookNode | None, Exception | None]:
    """Run `notebook` with `parameters` from the current folder.

    Parameters
    ----------
    notebook : Path
    parameters : mapping
        Checked as by `checked`.
    timeout_seconds : float
        Time allowed for all cells together.
    scratch : Path
        Empty folder that keeps the user's own IPython start-up files out of the kernel.

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
    made: NotebookNode | None = None
    try:
        made = execute_notebook(
            runner_path(notebook),
            None,
            parameters=values,
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            keep=keep,
            timeout_seconds=timeout_seconds,
            environment=kernel_environment(scratch),
        )
    except Exception as caught:
        error = caught
        made = keep[0].nb if keep else None
    if made is not None:
        # A path of this machine tells a reader nothing and may tell others too much.
        made.metadata.get("papermill", {}).update(input_path=notebook.name, output_path=None)
    return made, error


def kernel_environment(scratch: Path) -> dict[str, str]:
    """Environment of the kernel: this process's own, without what would make two machines differ."""
    environment = dict(os.environ)
    environment["IPYTHONDIR"] = str(scratch)
    environment.pop("PYTHONSTARTUP", None)
    # The debugger's warning about frozen modules would reach the user's screen.
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    for name in pmo_toolkit.THREAD_VARIABLES:
        environment.setdefault(name, "1")
    root = Path(pmo_toolkit.__file__).resolve().parent.parent
    if (root / "pyproject.toml").is_file():  # a checkout: the kernel must use the same code as this process
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(root), environment.get("PYTHONPATH"))))
    return environment
