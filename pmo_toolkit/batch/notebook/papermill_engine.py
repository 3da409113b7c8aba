"""papermill's engine ``pmo``.

Its parameters, book-keeping and error notebooks, on a process that has loaded everything.

In a run of the batch the notebook runs in the process that calls, or in a fork of it. Anywhere
else, such as under ``papermill --engine pmo``, it runs in a process forked from a fork server,
which is started once for the caller; on systems that cannot fork, where no fork server gets ready,
and for notebooks in other languages than Python, papermill's own engine does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papermill.engines import NBClientEngine

from pmo_toolkit.batch.fork_server.forking import can_fork, run_forked
from pmo_toolkit.batch.kernel.notebook_task import (
    Limits,
    NotebookResult,
    NotebookTask,
    run_in_process,
)
from pmo_toolkit.batch.kernel.progress import CellFinished, CellStarted, ProgressMessage
from pmo_toolkit.batch.kernel.role import Role, role, send_progress


class PmoEngine(NBClientEngine):  # type: ignore[misc] # papermill has no types
    """A notebook in a forked process of its own."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        *,
        keep: list[Any] | None = None,
        timeout_seconds: float | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Run the notebook of `nb_man`.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
        kernel_name, log_output, stdout_file, stderr_file, start_timeout, execution_timeout
            As for papermill's own engine; the kernel is always the running environment's own.
        keep : list, optional
            Receives `nb_man` at once, so that the notebook stays at hand after a bad end.
        timeout_seconds : float, optional
            For all cells together.
        environment : mapping, optional
            Of the kernel.

        Raises
        ------
        CellTimeoutError, DeadKernelError, RuntimeError
            As papermill's own engine raises them.
        """
        if keep is not None:
            keep.append(nb_man)
        limits = Limits(timeout_seconds, execution_timeout or options.get("timeout"), environment)
        if role() is Role.IN_PROCESS:
            run_in_process(nb_man, limits, send_progress)
            return
        follow = _Follower(nb_man, log_output, stdout_file, stderr_file)
        task = NotebookTask(nb_man.nb, limits)
        if role() is Role.FORKED:
            follow.end(run_forked(task, follow))
            return
        from pmo_toolkit.batch.notebook import external

        server = external.fork_server() if can_fork() and _is_python(nb_man.nb) else None
        if server is not None:
            follow.end(external.run_external(server, task, follow))
            return
        external.run_with_new_kernel(
            nb_man,
            kernel_name,
            limits,
            start_timeout,
            log_output,
            stdout_file,
            stderr_file,
            options,
        )


def _is_python(notebook: Any) -> bool:
    return (
        str(notebook.metadata.get("kernelspec", {}).get("language", "python")).lower() == "python"
    )


class _Follower:
    """The caller's own book-keeping, brought up to date as another process works."""

    def __init__(self, manager: Any, log_output: bool, stdout_file: Any, stderr_file: Any):
        from papermill.clientwrap import PapermillNotebookClient

        self.manager = manager
        self.client = PapermillNotebookClient(
            manager, log_output=log_output, stdout_file=stdout_file, stderr_file=stderr_file
        )
        self.has_log = log_output or stdout_file is not None or stderr_file is not None

    def __call__(self, messages: tuple[ProgressMessage, ...]) -> None:
        """Follow some messages."""
        if role() is Role.FORKED:
            send_progress(*messages)  # whoever watches this process follows too
        for message in messages:
            if isinstance(message, CellStarted):
                self.manager.cell_start(self.manager.nb.cells[message.index], message.index)
            elif isinstance(message, CellFinished):
                self._finish(message)

    def _finish(self, message: CellFinished) -> None:
        self._take(message.index, message.cell)
        cell = self.manager.nb.cells[message.index]
        if cell.metadata.papermill.get("exception"):
            self.manager.cell_exception(cell, cell_index=message.index, exception=None)
        self.manager.cell_complete(cell, cell_index=message.index)
        for output in cell.get("outputs", ()) if self.has_log else ():
            self.client.log_output_message(output)

    def end(self, result: NotebookResult) -> None:
        """Take over the end: outputs changed later, what the kernel says of itself, the error."""
        for index, cell in enumerate(result.notebook["cells"]):
            self._take(index, cell)
        for name in ("language_info", "widgets"):
            if name in result.notebook["metadata"]:
                self.manager.nb.metadata[name] = _node(result.notebook["metadata"][name])
        if result.error is not None:
            raise result.error

    def _take(self, index: int, cell: Mapping[str, Any]) -> None:
        self.manager.nb.cells[index] = _node(cell)


def _node(content: Mapping[str, Any]) -> Any:
    from nbformat import from_dict

    return from_dict(content)  # type: ignore[no-untyped-call]
