"""papermill's own notebook client, with the kernel inside the same process.

nbclient decides what becomes of each message, so outputs, errors and widgets are those of any other
run. What it cannot do here is to watch the clock, since the cell runs in its own thread: an alarm
of the system does that. This is the one module that touches private parts of nbclient.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import Empty
from typing import Any

from nbclient.exceptions import CellTimeoutError
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient

from pmo_toolkit.batch.kernel.kernel import KernelMessage, LocalKernel, start_kernel

#: A cell that swallows the alarm is alarmed again after so many seconds.
_AGAIN_SECONDS = 1.0


class OutOfTime(BaseException):
    """Ends a cell whose time is up.

    Not an ordinary error, so that a cell does not catch it by accident.
    """


class Channel:
    """Messages in one direction; what is sent the other way waits until the cell has ended."""

    def __init__(self) -> None:
        self.waiting: deque[KernelMessage] = deque()
        self.sent: deque[KernelMessage] = deque()

    def send(self, message: KernelMessage) -> None:
        """Take a message for the kernel, such as the answer of a widget."""
        self.sent.append(message)

    async def get_msg(self, timeout: float | None = None) -> KernelMessage:
        """The next message; everything is there by the time that nbclient asks."""
        while not self.waiting:
            if timeout is not None:
                raise Empty
            await asyncio.sleep(0.01)
        return self.waiting.popleft()


class LocalClient:
    """What nbclient asks of a kernel's client."""

    allow_stdin = False

    def __init__(self, kernel: LocalKernel, channels: Mapping[str, Channel]):
        assert kernel.session is not None
        self.kernel, self.session = kernel, kernel.session
        self.shell_channel, self.iopub_channel = channels["shell"], channels["iopub"]
        #: Seconds allowed for the next cell.
        self.allowed: float | None = None

    def start_channels(self) -> None:
        """Nothing to start."""

    def stop_channels(self) -> None:
        """Nothing to stop."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """It is ready."""

    def kernel_info(self) -> str:
        """Ask what the kernel is; id of the question."""
        request = self._ask("kernel_info_request", {})
        try:
            request.send(None)  # it waits for nothing
        except StopIteration as answer:
            return str(answer.value)
        raise RuntimeError("the kernel waits where it should answer")

    async def execute(
        self, code: str, silent: bool = False, store_history: bool = True, **options: Any
    ) -> str:
        """Run a cell to its end; id of the request, whose messages then wait in the channels."""
        content = {
            "code": code,
            "silent": silent,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": options.get("stop_on_error", True),
        }
        with _alarm(self.allowed) as alarms:
            request = await self._ask("execute_request", content)
        if alarms:
            self._forget_alarm(request)
        return request

    async def _ask(self, kind: str, content: Mapping[str, Any]) -> str:
        request = self.session.msg(kind, dict(content))
        while self.shell_channel.sent:  # what widgets answered to the cell before
            self.kernel.take(self.shell_channel.sent.popleft())
        await self.kernel.answer(kind, request)
        return str(request["header"]["msg_id"])

    def _forget_alarm(self, request: str) -> None:
        """Let a cell whose time was up look as it would from outside.

        No reply, and no error of its own.
        """
        for channel, kind in ((self.iopub_channel, "error"), (self.shell_channel, "execute_reply")):
            for message in [one for one in channel.waiting if one["msg_type"] == kind]:
                if message["parent_header"].get("msg_id") == request:
                    channel.waiting.remove(message)


@contextmanager
def _alarm(seconds: float | None) -> Iterator[list[bool]]:
    """Raise `OutOfTime` in the ``with`` block after so many seconds.

    Yields a list that then is not empty.
    """
    alarms: list[bool] = []
    if seconds is None:
        yield alarms
        return

    def ring(*_: object) -> None:
        alarms.append(True)
        raise OutOfTime("the time allowed is up")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield alarms
    except OutOfTime:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class LocalManager:
    """What nbclient asks of a kernel's manager."""

    kernel_id = "local"
    ipykernel = False

    def __init__(self) -> None:
        self.channels = {"shell": Channel(), "iopub": Channel()}
        self.kernel: LocalKernel | None = None

    @property
    def has_kernel(self) -> bool:
        """Whether the kernel is there."""
        return self.kernel is not None

    async def start_kernel(
        self, *, env: Mapping[str, str] | None = None, cwd: str | None = None, **_: Any
    ) -> None:
        """Start the kernel in this process, with its environment and folder."""
        if env is not None:
            os.environ.clear()
            os.environ.update(env)
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        if cwd is not None:
            os.chdir(cwd)
        self.kernel = start_kernel(
            lambda channel, message: self.channels[channel].waiting.append(message)
        )

    def client(self) -> LocalClient:
        """A client of the kernel."""
        assert self.kernel is not None
        return LocalClient(self.kernel, self.channels)

    async def is_alive(self) -> bool:
        """As long as this process is."""
        return self.has_kernel

    async def interrupt_kernel(self) -> None:
        """Nothing: between two cells there is nothing to interrupt."""

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """Nothing: the kernel ends with the process."""

    async def cleanup_resources(self, restart: bool = False) -> None:
        """Nothing is left behind."""


class LocalNotebookClient(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """papermill's client on a kernel of this process."""

    def create_kernel_manager(self) -> LocalManager:
        """The manager of the local kernel."""
        self.km = LocalManager()
        return self.km

    async def async_execute_cell(
        self, cell: Any, cell_index: int, *args: Any, **options: Any
    ) -> Any:
        """Run one cell within its time."""
        seconds = self._get_timeout(cell)
        self.kc.allowed = seconds
        try:
            return await super().async_execute_cell(cell, cell_index, *args, **options)
        except asyncio.CancelledError:
            raise
        except Empty:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", seconds, cell
            ) from None

    async def _async_poll_for_reply(
        self, msg_id: str, cell: Any, timeout: Any, output_polling: Any, alive: Any
    ) -> Any:
        """Everything is there already: without a reply the cell has run out of time."""
        alive.cancel()
        await output_polling
        return await self.kc.shell_channel.get_msg(timeout=0)

    def execute_cell(self, cell: Any, cell_index: int, *args: Any, **options: Any) -> Any:
        """Run one cell; a cell of text needs no event loop to be passed over."""
        if cell.cell_type != "code" and self.on_cell_start is None:
            return cell
        return self._execute_cell(cell, cell_index, *args, **options)

    _execute_cell = run_sync(async_execute_cell)
