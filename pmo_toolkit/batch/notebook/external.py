"""A notebook in another process than the caller's.

Forked from a warm parent, or a kernel started anew.
"""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Mapping
from typing import Any

from pmo_toolkit.batch.fork_server.connection import Link, NotStarted
from pmo_toolkit.batch.fork_server.messages import Answer, Orders, Told
from pmo_toolkit.batch.kernel.notebook_task import Limits, NotebookTask, Ran, Remaining
from pmo_toolkit.batch.kernel.progress import Message, unpacked
from pmo_toolkit.core.child_processes import child_environment

Follow = Callable[[tuple[Message, ...]], object]
_links: list[Link] = []


def run_away(task: NotebookTask, follow: Follow) -> Ran:
    """Run in a process forked from a warm parent, which is started at the first use and serves until we end."""
    link = _link()
    link.give(0, task)
    while True:
        for message in link.heard(None):
            if isinstance(message, Told):
                follow(unpacked(message.raw))
            elif isinstance(message, Answer):
                ran: Ran = message.result
                return ran
        if link.is_broken:
            _links.remove(link)
            from nbclient.exceptions import DeadKernelError

            return Ran(task.notebook, DeadKernelError("Kernel died"))


def run_cold(
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
        rest["timeout_func"] = Remaining(limits.timeout_seconds)
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
    client.execute(env=dict(limits.environment or child_environment()))


def _link() -> Link:
    """The warm parent of this process."""
    if not _links or _links[0].is_broken:
        _links[:] = [Link(Orders())]
        atexit.register(_links[0].close)
        end = time.monotonic() + 120
        while not _links[0].is_ready:
            if _links[0].is_broken or time.monotonic() > end:
                raise NotStarted("the warm parent of notebooks did not start")
            _links[0].heard(1.0)
    return _links[0]
