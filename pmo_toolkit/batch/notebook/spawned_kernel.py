"""Kernels as processes of their own, for systems that cannot fork.

The next one is started while this one works.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger

from pmo_toolkit.batch.kernel.notebook_task import RemainingTime

START_SECONDS = 120
_ATTEMPTS = 2
#: Starts a kernel as ipykernel does, after it has loaded what notebooks need.
_STARTER = "pmo_toolkit.batch.notebook.kernel_start"


class OwnKernelManager(AsyncKernelManager):
    """Starts ipykernel with the Python of this process, whatever kernels are installed."""

    #: Folder of the kernel's own settings, where it was started kernel_ahead.
    scratch = ""

    def __init__(self, **kwargs: Any):
        # Without folders to search, the only kernel left is the running environment's own.
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **kwargs)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command that starts the kernel.

        Ours, which loads what notebooks need before it is asked for anything.
        """
        command: list[str] = super().format_kernel_cmd(extra_arguments)
        rest = [_STARTER if part == "ipykernel_launcher" else part for part in command[1:]]
        return [command[0], "-P", *rest]


class NewKernelEngine(NBClientEngine):  # type: ignore[misc] # papermill has no types
    """papermill's own engine, but with one deadline for all cells.

    The notebook stays at hand after a bad end.
    """

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
            started = kernel_ahead.take()
            client = PapermillNotebookClient(
                nb_man,
                km=started,
                kernel_name=kernel_name,
                kernel_manager_class=OwnKernelManager,
                startup_timeout=START_SECONDS,
                timeout_func=RemainingTime(timeout_seconds),
                shutdown_kernel="immediate",
                log=logger,
            )
            kernel_ahead.start(environment)
            try:
                client.execute(env=dict(environment))
                return
            except RuntimeError:
                # Two kernels that start at once can choose the same port; then nothing has been run
                # yet.
                if (
                    client.code_cells_executed
                    or attempt == _ATTEMPTS
                    or time.monotonic() > deadline
                ):
                    raise
                logger.warning("the kernel did not start; trying once more")
            finally:
                if started is not None:
                    _end(started, client.kc)


class KernelAhead:
    """The kernel for the next notebook, started while this one still runs.

    Switched off until `enabled` is set: only a worker that does one notebook after the other has a
    next one.
    """

    def __init__(self) -> None:
        self.enabled = False
        self._manager: Any = None

    def take(self) -> Any:
        """The manager of a kernel that was started before and still lives, or None."""
        manager, self._manager = self._manager, None
        if manager is not None and not run_sync(manager.is_alive)():
            _end(manager)
            return None
        return manager

    def start(self, environment: Mapping[str, str]) -> None:
        """Start one for later, if enabled."""
        if not self.enabled:
            return
        manager = OwnKernelManager(kernel_name="python3")
        own = {**environment, "IPYTHONDIR": tempfile.mkdtemp(prefix="pmo-")}
        manager.scratch = own["IPYTHONDIR"]
        try:
            run_sync(manager.start_kernel)(
                env=own, extra_arguments=["--HistoryManager.hist_file=:memory:"]
            )
        except Exception:
            logger.warning("no kernel could be started ahead", exc_info=True)
            _end(manager)
        else:
            self._manager = manager

    def end(self) -> None:
        """End a kernel that nobody took."""
        manager, self._manager = self._manager, None
        if manager is not None:
            _end(manager)


def _end(manager: Any, client: Any = None) -> None:
    if client is not None:
        client.stop_channels()
    with suppress(Exception):  # it may be dead already
        run_sync(manager.shutdown_kernel)(now=True)
    run_sync(manager.cleanup_resources)()
    shutil.rmtree(manager.scratch, ignore_errors=True)


kernel_ahead = KernelAhead()
