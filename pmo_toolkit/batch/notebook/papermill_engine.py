"""papermill's engine ``pmo``.

Its parameters, book-keeping and error notebooks, on a kernel that is warm already.

In a run of the batch the notebook runs in the process that calls, or in a fork of it. Anywhere
else, such as under ``papermill --engine pmo``, it runs in a process forked from a warm parent,
which is started once for the caller; on systems that cannot fork, and for notebooks in other
languages than Python, papermill's own engine does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papermill.engines import NBClientEngine

from pmo_toolkit.batch.fork_server.forking import can_fork, run_apart
from pmo_toolkit.batch.kernel.notebook_task import Limits, NotebookTask, Ran, run_here
from pmo_toolkit.batch.kernel.progress import CellBegun, CellDone, Message
from pmo_toolkit.batch.kernel.role import Role, role, tell


class PmoEngine(NBClientEngine):  # type: ignore[misc] # papermill has no types
    """A notebook in a warm process of its own."""

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
        here = role()
        if here is Role.HERE:
            run_here(nb_man, limits, tell)
            return
        from pmo_toolkit.batch.notebook import external as away

        if here is Role.AWAY and (not can_fork() or not _is_python(nb_man.nb)):
            away.run_cold(
                nb_man,
                kernel_name,
                limits,
                start_timeout,
                log_output,
                stdout_file,
                stderr_file,
                options,
            )
            return
        follow = _Followed(nb_man, log_output, stdout_file, stderr_file)
        task = NotebookTask(nb_man.nb, limits)
        ran: Ran = run_apart(task, follow) if here is Role.APART else away.run_away(task, follow)
        follow.end(ran)


def _is_python(notebook: Any) -> bool:
    return (
        str(notebook.metadata.get("kernelspec", {}).get("language", "python")).lower() == "python"
    )


class _Followed:
    """The caller's own book-keeping, brought up to date as another process works."""

    def __init__(self, manager: Any, log_output: bool, stdout_file: Any, stderr_file: Any):
        from papermill.clientwrap import PapermillNotebookClient

        self.manager = manager
        self.client = PapermillNotebookClient(
            manager, log_output=log_output, stdout_file=stdout_file, stderr_file=stderr_file
        )
        self.says = log_output or stdout_file is not None or stderr_file is not None

    def __call__(self, messages: tuple[Message, ...]) -> None:
        """Follow some messages."""
        if role() is Role.APART:
            tell(*messages)  # whoever watches this process follows too
        for each in messages:
            if isinstance(each, CellBegun):
                self.manager.cell_start(self.manager.nb.cells[each.index], each.index)
            elif isinstance(each, CellDone):
                self._done(each)

    def _done(self, message: CellDone) -> None:
        self._take(message.index, message.cell)
        cell = self.manager.nb.cells[message.index]
        if cell.metadata.papermill.get("exception"):
            self.manager.cell_exception(cell, cell_index=message.index, exception=None)
        self.manager.cell_complete(cell, cell_index=message.index)
        for output in cell.get("outputs", ()) if self.says else ():
            self.client.log_output_message(output)

    def end(self, ran: Ran) -> None:
        """Take over the end: outputs that were changed later, what the kernel said of itself, and the error."""
        for index, cell in enumerate(ran.notebook["cells"]):
            self._take(index, cell)
        for name in ("language_info", "widgets"):
            if name in ran.notebook["metadata"]:
                self.manager.nb.metadata[name] = _node(ran.notebook["metadata"][name])
        if ran.error is not None:
            raise ran.error

    def _take(self, index: int, cell: Mapping[str, Any]) -> None:
        self.manager.nb.cells[index] = _node(cell)


def _node(content: Mapping[str, Any]) -> Any:
    from nbformat import from_dict

    return from_dict(content)  # type: ignore[no-untyped-call]
