"""Files read in a process of their own, so that no file can end, fill or hang this one.

A workbook of two kilobytes can end a process, hang it, or fill all memory. The reading process has
limits of memory and time (settings ``max_read_bytes`` and ``max_read_seconds``); when it dies, or
is stopped, the file that it read gets a fault, and the next file gets a new process. Windows knows
no limit of memory; there only the limit of time holds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.processes.child_processes import child_environment, python_command
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed
from pmo_toolkit.workspace.sources.line_limits import Line
from pmo_toolkit.workspace.sources.reading_task import PARQUET_COLUMNS

_CHILD = ("-m", "pmo_toolkit.workspace.sources.reading_child")
_MESSAGE_OVERHEAD = 1 << 20
_TOO_LONG = "it took longer"


class ReadingProcess:
    """A process that reads files; started for the first file, and anew after a death.

    Parameters
    ----------
    limits : ReadingSettings
    """

    def __init__(self, limits: ReadingSettings):
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def sheets(self, path: Path) -> dict[str, Any]:
        """What the workbook at `path` says of its sheets; see `workbook_parts.Sheets`.

        Raises
        ------
        Refused, OSError
        """
        for answer in self._answers(path, None, {}):
            end = answer.get("end")
            if isinstance(end, dict) and isinstance(end.get("parts"), dict):
                return end
        raise self._refusal(path, "an answer without sense")

    def lines(
        self,
        path: Path,
        file_format: str,
        options: Mapping[str, Any],
        merged: list[Any],
        hidden: list[list[int]] | None = None,
    ) -> Iterator[Line]:
        """The lines of a table; its merged areas are added to `merged` at the end.

        Where `hidden` is given, the hidden rows and columns are added to it as two lists.

        Raises
        ------
        Refused, OSError
        """
        for answer in self._answers(path, file_format, options):
            for row, cells in answer.get("lines", ()):
                yield row, [_cell(cell) for cell in cells]
            merged += answer.get("end", ())
            if hidden is not None:
                hidden += answer.get("hidden", ())

    def columns(self, path: Path, names: Collection[str]) -> Iterator[list[Any]]:
        """Headers of a Parquet file, then its batches; see `read_parquet_columns`.

        Raises
        ------
        Refused, OSError
        """
        for answer in self._answers(path, PARQUET_COLUMNS, {"columns": list(names)}):
            if "columns" in answer:
                yield answer["columns"]

    def _answers(
        self, path: Path, file_format: str | None, options: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        process = self._started()
        task = {
            "path": str(path.absolute()),
            "format": file_format,
            "options": options,
            "limits": asdict(self.limits),
        }
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self.limits.max_read_seconds, stop)
        clock.daemon = True
        clock.start()
        ended = False
        try:
            _ask(process, task)
            while not ended:
                answer = self._received(process)
                if answer is None:
                    why = _TOO_LONG if late.is_set() else _death(process)
                    raise self._refusal(path, why)
                if "refused" in answer:
                    ended = True
                    what, where = answer["refused"]
                    raise Refused(what, **where)
                if "closed" in answer:
                    ended = True
                    raise OSError(None, answer["closed"])
                if "failed" in answer:
                    raise self._refusal(path, answer["failed"])
                ended = "end" in answer
                yield answer
        finally:
            clock.cancel()
            if not ended or late.is_set():
                self.close()

    def _received(self, process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        """The next message; None where the process died or sends nothing of sense."""
        assert process.stdout is not None
        head = process.stdout.read(4)
        length = int.from_bytes(head, "little")
        if len(head) < 4 or length > 4 * self.limits.max_table_bytes + _MESSAGE_OVERHEAD:
            return None
        data = process.stdout.read(length)
        if len(data) < length:
            return None
        try:
            answer = json.loads(data.decode("utf-8", "surrogatepass"))
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own module)
                python_command(*_CHILD, str(os.getpid())),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # backtraces of libraries
                env=child_environment() | {"ARROW_DEFAULT_MEMORY_POOL": "system"},
            )
        except OSError as error:
            raise Refused(
                "no process could be started to read it",
                found=error.strerror,
                next_step="Close other programs and try again.",
            ) from None
        return self._process

    def _refusal(self, path: Path, why: str) -> Refused:
        limits = self.limits
        return Refused(
            f"could not be read within {limits.max_read_seconds} s and"
            f" {limits.max_read_bytes / 1e9:.3g} GB of memory; it may be damaged or made to do"
            " harm",
            found=why,
            next_step=(
                f"Open it in the program that wrote it and save it anew as {_kinds(path)}; if it is"
                " merely large, raise max_read_seconds or max_read_bytes under [settings] in"
                " workspace.toml."
            ),
        )


def _ask(process: subprocess.Popen[bytes], task: dict[str, Any]) -> None:
    assert process.stdin is not None
    with suppress(OSError):  # it died; what it was asked shows it
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.flush()


def _kinds(path: Path) -> str:
    return ".csv" if path.suffix.lower() in (".csv", ".tsv") else ".xlsx or .csv"


def _death(process: subprocess.Popen[bytes]) -> str:
    """Why the process ended, as far as the system says."""
    try:
        code = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return "an answer without sense"
    if code >= 0:
        return f"its reader ended with code {code}"
    if -code == getattr(signal, "SIGXCPU", None):
        return _TOO_LONG
    with suppress(ValueError):
        return f"its reader was ended by {signal.Signals(-code).name}"
    return f"its reader was ended by signal {-code}"


def _cell(cell: str | list[str]) -> str:
    if isinstance(cell, str):
        return cell
    return FormulaError(cell[0]) if len(cell) == 2 else Typed(cell[0])
