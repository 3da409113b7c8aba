"""The reading process: reads files that may be damaged or made to do harm, and sends their lines.

It is started by `reading_process`, takes tasks as lines of JSON from standard input and answers
with messages on standard output: four bytes of length, then JSON. A cell is a text; one that came
with a type is a list of one text, an error of a formula a list of two. Whatever ends this process
ends nothing else.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.processes.child_processes import end_with_starter
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed
from pmo_toolkit.workspace.sources.line_limits import CELL_BYTES
from pmo_toolkit.workspace.sources.parquet_reader import read_parquet_columns
from pmo_toolkit.workspace.sources.reading_task import PARQUET_COLUMNS, lines_of, sheets_of

_MESSAGE_BYTES = 1 << 18


def main() -> None:
    """Answer tasks until the parent closes the pipe."""
    end_with_starter(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    gc.disable()  # millions of cells, no cycles: looking for some took a third of the time
    for line in sys.stdin.buffer:
        task = json.loads(line)
        limits = ReadingSettings(**task["limits"])
        limit_resources(limits)
        for answer in _answers(task, limits):
            _send(answers, answer)


def limit_resources(limits: ReadingSettings) -> None:
    """Limit memory, and the processor time of the next task, where the system can.

    Windows cannot; there only the parent's clock ends a reading.
    """
    try:
        import resource
    except ImportError:
        return
    spent = sum(os.times()[:2])
    for kind, limit in (
        (resource.RLIMIT_AS, limits.max_read_bytes),
        (resource.RLIMIT_CPU, int(spent + limits.max_read_seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (OSError, ValueError):
            continue  # macOS does not limit address space


def _answers(task: dict[str, Any], limits: ReadingSettings) -> Iterator[dict[str, Any]]:
    """The messages that answer a task; the last one has an ``end``."""
    path = Path(task["path"])
    try:
        if task["format"] is None:
            yield {"end": sheets_of(path, limits)}
            return
        if task["format"] == PARQUET_COLUMNS:
            for columns in read_parquet_columns(path, limits, task["options"]["columns"]):
                yield {"columns": columns}
            yield {"end": []}
            return
        shape, lines = lines_of(path, limits, task["format"], task["options"])
        batch: list[Any] = []
        size = 0
        for row, cells in lines:
            batch.append([row, [_sent(cell) for cell in cells]])
            size += sum(map(len, cells)) + len(cells) * CELL_BYTES
            if size > _MESSAGE_BYTES:
                yield {"lines": batch}
                batch, size = [], 0
        hidden = [shape.hidden_rows, shape.hidden_columns]
        yield {"lines": batch, "end": shape.merged, "hidden": hidden}
    except Refused as refusal:
        yield {"refused": [refusal.what, refusal.where]}
    except MemoryError:
        yield {"failed": "the memory ran out"}
    except OSError as error:
        yield {"closed": error.strerror or str(error)}
    except Exception as error:  # whatever a file does to a reader, it is this file's fault alone
        yield {"failed": type(error).__name__}


def _sent(cell: str) -> str | list[str]:
    if not isinstance(cell, Typed):
        return cell
    return [cell, "error"] if isinstance(cell, FormulaError) else [cell]


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    answers.write(len(data).to_bytes(4, "little") + data)
    answers.flush()


if __name__ == "__main__":
    main()
