"""An IPython kernel without sockets: its messages are handed to a function of the very process that it lives in.

It is the kernel that every Jupyter notebook gets, with the same shell, display hook and widgets; only the transport is
another. It serves one notebook in a process of its own and is never reset, since a shell that was used before is not
the same as a new one.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets import Any as AnyTrait
from traitlets import Bool
from traitlets.config import Config

from pmo_toolkit.batch.warm.streams import CellOutput

Message = dict[str, Any]
#: Called with ``shell`` or ``iopub`` and a message.
Deliver = Callable[[str, Message], object]
_PARTS = ("header", "msg_id", "msg_type", "parent_header", "content", "metadata")


class HandedSession(Session):
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
    ) -> Message:
        """Hand over one message; what only the wire would change (tuples, dates) is changed here too."""
        if isinstance(msg_or_type, str):
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        else:
            message = dict(msg_or_type)
        handed = {name: message[name] for name in _PARTS}
        handed["content"] = self.unpack(self.pack(message["content"]))
        handed["buffers"] = [bytes(each) for each in buffers or message.get("buffers") or ()]
        self.deliver("shell" if handed["msg_type"].endswith("_reply") else "iopub", handed)
        return message


class LocalKernel(IPythonKernel):
    """IPython's kernel for one notebook in this process; make it with `start_kernel`."""

    _supports_kernel_subshells = Bool(False)
    output: CellOutput

    async def execute_request(self, stream: Any, ident: Any, parent: Any) -> None:
        """Run a cell; what it prints, however it does so, belongs to it."""
        with self.output.around_cell():
            await super().execute_request(stream, ident, parent)  # type: ignore[no-untyped-call]

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing: there is no queue, the caller stops by itself."""


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
    if LocalKernel.initialized():
        raise RuntimeError("this process has run a notebook already; each needs a process of its own")
    # As nbclient asks of every kernel: a history in memory, nothing kept on disk.
    config = Config({"HistoryManager": {"hist_file": ":memory:"}, "IPythonKernel": {"_execute_sleep": 0.0}})
    session = HandedSession(key=b"handed over in memory", deliver=deliver)
    kernel = LocalKernel.instance(session=session, config=config, log=logging.getLogger(__name__))
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())
    kernel._execute_sleep = 0.0

    def tell(name: str, text: str) -> None:
        session.send(None, "stream", {"name": name, "text": text}, parent=kernel.get_parent("shell"))  # type: ignore[no-untyped-call]

    kernel.output = CellOutput(tell)
    # Magics look for the kernel in the application that started it; what they see of it is here.
    application = IPKernelApp.instance()
    application.kernel = kernel
    sys.argv = ["ipykernel_launcher.py"]
    application.init_path()  # type: ignore[no-untyped-call] # the current folder comes before installed packages, but after Python's own
    return kernel
