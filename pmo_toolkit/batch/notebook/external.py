"""A notebook in another process than the caller's.

Forked from a fork server, or a kernel started anew.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from pmo_toolkit.batch.fork_server.connection import ForkServer
from pmo_toolkit.batch.fork_server.messages import Answer, ProgressReport, ServerConfig
from pmo_toolkit.batch.fork_server.silence import Silence
from pmo_toolkit.batch.kernel.notebook_task import (
    Limits,
    NotebookResult,
    NotebookTask,
    RemainingTime,
)
from pmo_toolkit.batch.kernel.progress import ProgressMessage, unpack_messages
from pmo_toolkit.core.processes.child_processes import computing_environment

log = logging.getLogger(__name__)
Follow = Callable[[tuple[ProgressMessage, ...]], object]
_START_SECONDS = 120.0
_TICK_SECONDS = 0.5
_servers: list[ForkServer] = []


def fork_server() -> ForkServer | None:
    """The fork server of this process, which serves until this process ends.

    None, and a warning that says why, where it does not get ready.
    """
    if _servers:
        if _servers[0].is_ready and _servers[0].process.poll() is None:
            return _servers[0]
        _discard(_servers[0])
    server = ForkServer(ServerConfig())
    _servers.append(server)
    atexit.register(_end, server)
    why = _wait_until_ready(server)
    if why is None:
        return server
    _discard(server)
    log.warning("no process can be forked: %s. The notebook runs in a kernel started anew", why)
    return None


def run_external(server: ForkServer, task: NotebookTask, follow: Follow) -> NotebookResult:
    """Run in a process forked from `server`.

    A fork server that stops answering is ended, and the notebook with it: what its cells did cannot
    be undone, so they are not run again.
    """
    silence = Silence()
    server.give(0, task)
    try:
        while not server.is_broken:
            messages = _receive(server, silence)
            for message in messages:
                if isinstance(message, ProgressReport):
                    follow(unpack_messages(message.packed))
                elif isinstance(message, Answer):
                    result: NotebookResult = message.result
                    return result
            if (why := silence.too_long(is_ready=True)) is not None:
                return _dead(server, task, f"Kernel died: of the process that starts it, {why}")
    except BaseException:  # such as Ctrl-C: what it still answers would be taken for the next one's
        _discard(server)
        raise
    return _dead(server, task, "Kernel died")


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


def _wait_until_ready(server: ForkServer) -> str | None:
    """Wait for a fork server that was just started; why it is of no use, if it is not."""
    silence, end = Silence(), time.monotonic() + _START_SECONDS
    while not server.is_ready:
        _receive(server, silence)
        if server.is_broken:
            return server.reason
        if (why := silence.too_long(is_ready=False)) is not None:
            return why
        if time.monotonic() > end:
            return f"it did not get ready within {_START_SECONDS:g} seconds"
    return None


def _receive(server: ForkServer, silence: Silence) -> list[Any]:
    """Messages of a fork server that has something to do, after a short wait at most."""
    messages = server.receive(_TICK_SECONDS)
    silence.count(owes_a_sign=True)
    if messages:
        silence.end()
    return messages


def _dead(server: ForkServer, task: NotebookTask, why: str) -> NotebookResult:
    """The result where the fork server has ended or is of no use any more."""
    from nbclient.exceptions import DeadKernelError

    _discard(server)
    return NotebookResult(task.notebook, DeadKernelError(why))


def _discard(server: ForkServer) -> None:
    """End a fork server at once, and all that it has started; the next notebook gets another."""
    _servers.clear()
    server.kill()
    server.close()


def _end(server: ForkServer) -> None:
    server.end_soon(busy=True)
    server.close()
