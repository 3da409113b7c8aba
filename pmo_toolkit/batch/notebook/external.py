"""A notebook in another process than the caller's.

Forked from a fork server, or a kernel started anew.
"""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Mapping
from typing import Any

from pmo_toolkit.batch.fork_server.connection import ForkServer
from pmo_toolkit.batch.fork_server.messages import Answer, ProgressReport, ServerConfig
from pmo_toolkit.batch.kernel.notebook_task import (
    Limits,
    NotebookResult,
    NotebookTask,
    RemainingTime,
)
from pmo_toolkit.batch.kernel.progress import ProgressMessage, unpack_messages
from pmo_toolkit.core.child_processes import computing_environment

Follow = Callable[[tuple[ProgressMessage, ...]], object]
_START_SECONDS = 120.0
_servers: list[ForkServer] = []


def run_external(task: NotebookTask, follow: Follow) -> NotebookResult:
    """Run in a process forked from a fork server.

    It is started at the first use and serves until this process ends.
    """
    server = _fork_server()
    server.give(0, task)
    while True:
        for message in server.receive(None):
            if isinstance(message, ProgressReport):
                follow(unpack_messages(message.packed))
            elif isinstance(message, Answer):
                result: NotebookResult = message.result
                return result
        if server.is_broken:
            _servers.remove(server)
            from nbclient.exceptions import DeadKernelError

            return NotebookResult(task.notebook, DeadKernelError("Kernel died"))


def run_with_new_kernel(
    manager: Any,
    kernel_name: str,
    limits: Limits,
    start_timeout: float,
    log_output: bool,
    stdout_file: Any,
    stderr_file: Any,
    options: Mapping[str, Any],
) -> None:
    """Run with a kernel started anew, as papermill does by itself."""
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.log import logger
    from papermill.utils import remove_args

    rest = remove_args(["input_path", "timeout", "startup_timeout"], **options)
    if limits.timeout_seconds is not None:
        rest["timeout_func"] = RemainingTime(limits.timeout_seconds)
    client = PapermillNotebookClient(
        manager,
        kernel_name=kernel_name,
        timeout=limits.cell_seconds,
        startup_timeout=start_timeout,
        log=logger,
        log_output=log_output,
        stdout_file=stdout_file,
        stderr_file=stderr_file,
        **rest,
    )
    client.execute(env=dict(limits.environment or computing_environment()))


def _fork_server() -> ForkServer:
    """The fork server of this process."""
    if not _servers or _servers[0].is_broken:
        server = ForkServer(ServerConfig())
        _servers[:] = [server]
        atexit.register(_end, server)
        end = time.monotonic() + _START_SECONDS
        while not server.is_ready:
            if server.is_broken or time.monotonic() > end:
                raise RuntimeError(f"notebooks cannot be run: {server.reason}")
            server.receive(1.0)
    return _servers[0]


def _end(server: ForkServer) -> None:
    server.end_soon(busy=True)
    server.close()
