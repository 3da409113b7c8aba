"""What happens in a batch, for other programs.

One JSON object a line (`pmo assess --json-log FILE`).

Every line has ``event`` and ``time`` (ISO 8601, with the offset from UTC).

- ``start``: ``schema_version``, ``version`` of this program, ``workspace`` (its name), ``total``,
  ``resume``.
- ``settled``: ``id``, ``status`` (``rendered`` or ``failed``), ``why`` (null, or the reason of a
  failure), ``kept``
  (whether an earlier run had done it), ``seconds``, ``place`` among ``total``.
- ``finished``: ``state`` (``done``, ``stopped`` by the user, or ``failed``), ``exit_code``, ``why``
  (null, or what
  ended the run), ``rendered``, ``failed``, ``kept``, ``seconds``.

A run that was killed leaves no ``finished``.
"""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import pmo_toolkit
from pmo_toolkit.batch.results import Step
from pmo_toolkit.core.errors import ExitCode, PmoError, UsageError, describe

SCHEMA_VERSION = "1.0"
_STOPPED, _UNEXPECTED = 130, 70

log = logging.getLogger(__name__)


class EventLog:
    """Adds lines to a file while the ``with`` block runs; without a file it does nothing.

    A log that cannot be written any more is given up, with a note: reports matter more.

    Parameters
    ----------
    path : Path or None
    workspace : str
        Name of the workspace.
    total : int
        Proposals chosen.
    resume : bool
    """

    def __init__(self, path: Path | None, *, workspace: str, total: int, resume: bool):
        self.path, self._begun = path, time.monotonic()
        self._start = {"workspace": workspace, "total": total, "resume": resume}
        self._counts = {"rendered": 0, "failed": 0, "kept": 0}
        self._file: TextIO | None = None
        self.exit_code = ExitCode.OK
        #: Why the log ends early, if it does.
        self.given_up: str | None = None

    def __enter__(self) -> EventLog:
        if self.path is not None:
            try:
                self._file = self.path.open("a", encoding="utf-8", newline="\n")
            except (OSError, ValueError) as error:
                raise UsageError(
                    f"--json-log: nothing can be written to {self.path}: {describe(error)}"
                ) from None
        self._write(
            "start", schema_version=SCHEMA_VERSION, version=pmo_toolkit.__version__, **self._start
        )
        return self

    def __call__(self, step: Step) -> None:
        """Write down one step."""
        entry = step.entry
        self._counts[entry.status.value] += 1
        self._counts["kept"] += step.kept
        fields = {"id": entry.id, "status": entry.status.value, "why": entry.why, "kept": step.kept}
        self._write("settled", **fields, seconds=entry.seconds, place=step.place, total=step.total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        state, code, why = "done", int(self.exit_code), None
        if isinstance(error, KeyboardInterrupt):
            state, code = "stopped", _STOPPED
        elif error is not None:
            state, code = "failed", int(getattr(error, "exit_code", _UNEXPECTED))
            why = str(error) if isinstance(error, PmoError) else describe(error)
        seconds = round(time.monotonic() - self._begun, 1)
        self._write(
            "finished", state=state, exit_code=code, why=why, **self._counts, seconds=seconds
        )
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def _write(self, event: str, **fields: Any) -> None:
        if self._file is None:
            return
        now = datetime.now().astimezone().isoformat(timespec="milliseconds")
        try:
            self._file.write(
                json.dumps({"event": event, "time": now, **fields}, ensure_ascii=False) + "\n"
            )
            self._file.flush()
        except (OSError, ValueError) as error:
            self.given_up = describe(error)
            log.exception("the log of events in %s is given up", self.path)
            with suppress(OSError, ValueError):  # it tries once more to write
                self._file.close()
            self._file = None
