"""What the batch uses of private parts of libraries is still there, and used in one module each.

Where a test fails, a library has moved: mend the module that is named, or lower the bound in
pyproject.toml.
"""

from __future__ import annotations

import importlib
import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest

import pmo_toolkit

BATCH = Path(pmo_toolkit.__file__).parent / "batch"
#: Library → the one module that reaches into it.
MODULES = {
    "ipykernel": "kernel/kernel.py",
    "ipython": "kernel/kernel.py",
    "nbclient": "kernel/client.py",
    "papermill": "notebook/executing.py",
}
#: Library, where it is, and the parameters that we rely on; None for what is no function.
USED: list[tuple[str, str, str | None]] = [
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel.execute_request", "self stream ident parent"),
    (
        "ipykernel",
        "ipykernel.ipkernel:IPythonKernel.kernel_info_request",
        "self stream ident parent",
    ),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel._publish_status", "self status channel parent"),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel._abort_queues", "self subshell_id"),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel.set_parent", "self ident parent channel"),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel.get_parent", "self channel"),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel._execute_sleep", None),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel._supports_kernel_subshells", None),
    ("ipykernel", "ipykernel.ipkernel:IPythonKernel.shell_channel_thread", None),
    ("ipykernel", "ipykernel.kernelapp:IPKernelApp.kernel", None),
    (
        "ipython",
        "IPython.core.interactiveshell:InteractiveShell.init_ipython_dir",
        "self ipython_dir",
    ),
    (
        "ipython",
        "IPython.core.interactiveshell:InteractiveShell.init_profile_dir",
        "self profile_dir",
    ),
    ("ipython", "IPython.core.interactiveshell:InteractiveShell.init_environment", "self"),
    ("ipython", "IPython.core.interactiveshell:InteractiveShell.atexit_operations", "self"),
    ("ipython", "IPython.core.history:HistoryManager.init_db", "self"),
    ("nbclient", "nbclient.client:NotebookClient.create_kernel_manager", "self"),
    ("nbclient", "nbclient.client:NotebookClient._get_timeout", "self cell"),
    (
        "nbclient",
        "nbclient.client:NotebookClient._async_poll_for_reply",
        "self msg_id cell timeout task_poll_output_msg task_poll_kernel_alive",
    ),
    (
        "nbclient",
        "nbclient.client:NotebookClient.async_execute_cell",
        "self cell cell_index execution_count store_history",
    ),
    ("papermill", "papermill.execute:write_ipynb", "nb path"),
    ("papermill", "papermill.execute:execute_notebook", None),
    ("papermill", "papermill.clientwrap:PapermillNotebookClient.log_output_message", "self output"),
]


@pytest.mark.parametrize(("library", "where", "parameters"), USED, ids=[row[1] for row in USED])
def test_it_is_where_it_was(library, where, parameters):
    complaint = (
        f"{library} {version(library)} has moved {where}; see pmo_toolkit/batch/{MODULES[library]}"
    )
    module, _, path = where.partition(":")
    found = importlib.import_module(module)
    for name in path.split("."):
        assert hasattr(found, name), complaint
        found = getattr(found, name)
    if parameters is not None:
        assert list(inspect.signature(found).parameters) == parameters.split(), complaint


def test_a_message_of_a_kernel_has_the_parts_that_we_hand_on():
    from jupyter_client.session import Session

    from pmo_toolkit.batch.kernel.kernel import _PARTS, InMemorySession

    assert set(_PARTS) <= set(Session(key=b"x").msg("status"))
    ours, theirs = (inspect.signature(kind.send).parameters for kind in (InMemorySession, Session))
    assert list(ours) == list(theirs), f"jupyter-client {version('jupyter-client')} has moved send"


def test_each_private_part_is_used_in_one_module():
    private = {
        (name, MODULES[library])
        for library, where, _ in USED
        if (name := re.split(r"[:.]", where)[-1]).startswith("_")
    }
    private |= {("write_ipynb", MODULES["papermill"]), ("shell_handlers", MODULES["ipykernel"])}
    for path in BATCH.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name, home in private:
            if path != BATCH / home:
                assert not re.search(rf"\b{name}\b", text), f"{name} in {path}, not only in {home}"


@pytest.mark.parametrize("library", sorted({*MODULES} - {"ipython"}))  # ipykernel brings that
def test_each_has_an_upper_bound(library, project):
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(rf'^  "{library}>=[\d.]+,<[\d.]+"', text, flags=re.MULTILINE), library
