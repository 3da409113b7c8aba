"""An IPython kernel without sockets.

Its messages are handed to a function of the very process that it lives in.

It is the kernel that every Jupyter notebook gets, with the same shell, display hook and widgets;
only the transport is another. It serves one notebook in a process of its own and is never reset,
since a shell that was used before is not the same as a new one. This is the one module that touches
private parts of ipykernel and IPython.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session, new_id
from traitlets import Any as AnyTrait
from traitlets import Bool
from traitlets.config import Config

from pmo_toolkit.batch.kernel.streams import CellOutput

KernelMessage = dict[str, Any]
#: Called with ``shell`` or ``iopub`` and a message.
Deliver = Callable[[str, KernelMessage], object]
_PARTS = ("header", "msg_id", "msg_type", "parent_header", "content", "metadata")


class InMemorySession(Session):
    """Writes messages as for the wire, and hands them to `deliver` instead."""

    deliver = AnyTrait()

    def send(
        self,
        stream: object,
        msg_or_type: Mapping[str, Any] | str,
        content: dict[Any, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> KernelMessage:
        """Hand over one message.

        What only the wire would change (tuples, dates) is changed here too.
        """
        if isinstance(msg_or_type, str):
            message = self.msg(
                msg_or_type, content=content, parent=parent, header=header, metadata=metadata
            )
        else:
            message = dict(msg_or_type)
        delivered = {name: message[name] for name in _PARTS}
        delivered["content"] = self.unpack(self.pack(message["content"]))
        delivered["buffers"] = [bytes(part) for part in buffers or message.get("buffers") or ()]
        channel = "shell" if delivered["msg_type"].endswith("_reply") else "iopub"
        self.deliver(channel, delivered)
        return message


class LocalKernel(IPythonKernel):
    """IPython's kernel for one notebook in this process; make it with `start_kernel`."""

    _supports_kernel_subshells = Bool(False)
    output: CellOutput

    async def execute_request(self, stream: Any, ident: Any, parent: Any) -> None:
        """Run a cell; what it prints, however it does so, belongs to it."""
        with self.output.around_cell():
            await super().execute_request(stream, ident, parent)  # type: ignore[no-untyped-call]

    def take(self, message: KernelMessage) -> None:
        """Handle a message that nobody waits for, such as the answer of a widget."""
        handle = self.shell_handlers[message["header"]["msg_type"]]
        handle(None, [], {"buffers": [], **message})

    async def answer(self, kind: str, request: KernelMessage) -> None:
        """Handle a request to its end, as the wire's own loop would."""
        kernel: Any = self  # it has hardly any types
        kernel.set_parent([], request, channel="shell")
        kernel._publish_status("busy", "shell", parent=request)
        await getattr(kernel, kind)(None, [], request)
        kernel._publish_status("idle", "shell", parent=request)

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing: there is no queue, the caller stops by itself."""


#: A kernel made ahead, until it is used.
_made_ahead: list[LocalKernel] = []


def make_kernel_ahead() -> None:
    """Make a kernel ahead, for the one notebook of each process that is forked from this one.

    It is as new in each of them as one that was made there. To make one reads attributes of every
    module that is loaded: in a fork that costs 20 MB of memory of its own, here nothing.
    """
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="pmo-") as folder:
        os.environ["IPYTHONDIR"] = folder
        try:
            kernel = _new_kernel()
        finally:  # a kernel changes the environment, which here belongs to others
            os.environ.clear()
            os.environ.update(before)
    shell: Any = kernel.shell
    shell.history_manager.close()  # a database must not cross a fork
    atexit.unregister(shell.atexit_operations)  # of a session that was none
    _made_ahead.append(kernel)


def start_kernel(deliver: Deliver) -> LocalKernel:
    """The one kernel of this process.

    Parameters
    ----------
    deliver : callable

    Raises
    ------
    RuntimeError
        If this process has had a kernel already.
    """
    if _made_ahead:
        kernel = _made_ahead.pop()
        _renew(kernel)
    elif LocalKernel.initialized():
        raise RuntimeError(
            "this process has run a notebook already; each needs a process of its own"
        )
    else:
        kernel = _new_kernel()
    session: Any = kernel.session
    session.deliver = deliver

    def publish(name: str, text: str) -> None:
        parent = kernel.get_parent("shell")  # type: ignore[no-untyped-call]
        session.send(None, "stream", {"name": name, "text": text}, parent=parent)

    kernel.output = CellOutput(publish)
    sys.argv = ["ipykernel_launcher.py"]
    return kernel


def _new_kernel() -> LocalKernel:
    # As nbclient asks of every kernel: a history in memory, nothing kept on disk.
    config = Config(
        {"HistoryManager": {"hist_file": ":memory:"}, "IPythonKernel": {"_execute_sleep": 0.0}}
    )
    session = InMemorySession(key=b"handed over in memory")
    kernel = LocalKernel.instance(session=session, config=config, log=logging.getLogger(__name__))
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())
    kernel._execute_sleep = 0.0
    # Magics look for the kernel in the application that started it; what they see of it is here.
    IPKernelApp.instance().kernel = kernel
    return kernel


def _renew(kernel: LocalKernel) -> None:
    """Do again what depends on process, environment, folder and day."""
    session: Any = kernel.session
    shell: Any = kernel.shell
    kernel.ident, session.session, session.pid = str(uuid.uuid4()), new_id(), os.getpid()
    shell.init_ipython_dir(None)
    shell.init_profile_dir(None)
    shell.init_environment()
    shell.starting_dir = str(Path.cwd())
    shell.history_manager.init_db()
    shell.history_manager.reset()
