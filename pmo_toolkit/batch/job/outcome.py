"""What became of one run of the notebook: rendered or failed, and why, in plain words.

The runner's own marks cannot be trusted: after a killed kernel or a time-out they still say
"completed". The outcome is therefore read from the error, from the outputs themselves, and from
whether the assessment is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pmo_toolkit.assessment.lookups.queries import READS_MIME_TYPE, Reads
from pmo_toolkit.core.errors import clean, describe, one_line, shorten

#: MIME type under which the notebook hands over the assessment (`report.hand_over`).
ASSESSMENT_MIME = "application/vnd.pmo.assessment+json"
_ERROR_MARKER = "papermill-error-cell-tag"
#: Errors of the user's own input: their text is a full sentence already and needs no section or
#: name before it.
_PLAIN_ERRORS = frozenset(
    {"ProposalError", "WorkspaceError", "UsageError", "SettingsError", "PmoError"}
)


class Status(StrEnum):
    """How a run ended."""

    RENDERED = "rendered"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """How one run ended.

    Parameters
    ----------
    status : Status
    why : str or None
        The reason of a failure in plain words, without a full stop; None for a rendered proposal.
    assessment : mapping or None
        The assessment that the notebook handed over; None for a failed one.
    reads : Reads or None
        What it read of the workspace; None where that was not handed over.
    """

    status: Status
    why: str | None = None
    assessment: Mapping[str, Any] | None = None
    reads: Reads | None = None


def failed(why: str) -> Outcome:
    """A failure with its reason."""
    return Outcome(Status.FAILED, one_line(why))


def classify(
    notebook: Mapping[str, Any] | None,
    error: BaseException | None,
    proposal_id: str,
    *,
    timeout: float | None = None,
) -> Outcome:
    """Decide how a run ended.

    Parameters
    ----------
    notebook : mapping or None
        The notebook as far as it was executed.
    error : BaseException or None
        What the runner raised.
    proposal_id : str
        The proposal that was to be assessed.
    timeout : float, optional
        Seconds that were allowed, for the wording.
    """
    if (why := why_failed(notebook, error, timeout=timeout)) is not None:
        return failed(why)
    return _rendered([] if notebook is None else list(notebook["cells"]), proposal_id)


def why_failed(
    notebook: Mapping[str, Any] | None, error: BaseException | None, *, timeout: float | None = None
) -> str | None:
    """Why a notebook did not come to its end, without a full stop; None if it did.

    Parameters as for `classify`.
    """
    cells = [] if notebook is None else list(notebook.get("cells", ()))
    if error is not None and (why := _stopped(cells, error, timeout)) is not None:
        return why
    if (why := _error_in_cell(cells)) is not None:
        return why
    if (
        type(error).__name__ == "PapermillExecutionError"
    ):  # the cell said that it failed, and nothing more
        place = _place(cells, _last_begun(cells))
        return (
            f"an error in {place} that is not told, most often because the memory ran out; see"
            " --memory"
        )
    if error is not None:
        return f"the notebook could not be run: {describe(error)}"
    if notebook is None:
        return "the notebook left no result"
    if (index := _first_not_run(cells)) is not None:
        return f"the notebook ended before {_place(cells, index)}"
    return None


def is_mistake_of_user(notebook: Mapping[str, Any] | None) -> bool:
    """Whether a cell ended in an error that says what the user can mend."""
    cells = () if notebook is None else notebook.get("cells", ())
    outputs = (output for cell in cells for output in cell.get("outputs", ()))
    return any(
        output.get("output_type") == "error" and output.get("ename") in _PLAIN_ERRORS
        for output in outputs
    )


def handed_over(notebook: Mapping[str, Any], mime_type: str) -> Mapping[str, Any] | None:
    """What the last output of a MIME type carries; None where no output has it."""
    carried = list(_carrying(list(notebook.get("cells", ())), mime_type))
    return carried[-1][mime_type] if carried else None


def _stopped(
    cells: list[Mapping[str, Any]], error: BaseException, timeout: float | None
) -> str | None:
    """Why a run ended from outside its own code; None if it was not so."""
    names = {kind.__name__ for kind in type(error).__mro__}
    place = _place(cells, _last_begun(cells))
    if "CellTimeoutError" in names:
        allowed = "" if timeout is None else f" of {timeout:g} second{'s' if timeout != 1 else ''}"
        return (
            f"it was stopped in {place}: the time allowed{allowed} was not enough; allow more with"
            " --timeout"
        )
    if "DeadKernelError" in names:
        return (
            f"its Python process ended abruptly in {place}, most often because the memory ran out"
        )
    if "NoSuchKernel" in names or (type(error) is RuntimeError and "ernel" in str(error)):
        hint = "; if memory is short, allow more with --memory" if "died" in str(error) else ""
        return f"the Python process for the notebook could not be started: {describe(error)}{hint}"
    return None


def _error_in_cell(cells: list[Mapping[str, Any]]) -> str | None:
    for index, cell in enumerate(cells):
        for output in cell.get("outputs", ()):
            if output.get("output_type") != "error":
                continue
            name, value = str(output.get("ename", "")), clean(str(output.get("evalue", "")))
            if name in _PLAIN_ERRORS and value.strip():
                return value
            if name == "MemoryError":
                return f"the memory ran out in {_place(cells, index)}; allow more with --memory"
            lines = [line.strip() for line in value.splitlines() if line.strip()]
            return f"an error in {_place(cells, index)}: {name}" + (
                f": {lines[-1]}" if lines else ""
            )
    return None


def _first_not_run(cells: list[Mapping[str, Any]]) -> int | None:
    for index, cell in enumerate(cells):
        if (
            cell.get("cell_type") == "code"
            and _source(cell).strip()
            and cell.get("execution_count") is None
        ):
            return index
    return None


def _last_begun(cells: list[Mapping[str, Any]]) -> int | None:
    begun = [
        index
        for index, cell in enumerate(cells)
        if cell.get("cell_type") == "code"
        and cell.get("metadata", {}).get("papermill", {}).get("start_time")
    ]
    return begun[-1] if begun else None


def _rendered(cells: list[Mapping[str, Any]], proposal_id: str) -> Outcome:
    outputs = list(_carrying(cells, ASSESSMENT_MIME))
    if not outputs:
        return failed(
            "the notebook ran to its end but handed over no assessment: give it a cell with"
            " report.hand_over(assessment)"
        )
    assessment = outputs[-1][ASSESSMENT_MIME]
    if not isinstance(assessment, Mapping) or not isinstance(assessment.get("proposal"), Mapping):
        return failed("what the notebook handed over is not an assessment")
    if assessment["proposal"].get("id") != proposal_id:
        return failed(
            "the notebook handed over the assessment of another proposal:"
            f" {assessment['proposal'].get('id')}"
        )
    return Outcome(Status.RENDERED, None, assessment, _reads(outputs[-1]))


def _reads(data: Mapping[str, Any]) -> Reads | None:
    """What the assessment read; None where that is not handed over, or nobody understands it."""
    try:
        return Reads.from_dict(data[READS_MIME_TYPE])
    except (KeyError, TypeError, AttributeError):
        return None


def _carrying(cells: list[Mapping[str, Any]], mime_type: str) -> Iterator[Mapping[str, Any]]:
    """Data of the outputs that carry something of a MIME type."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            if mime_type in output.get("data", {}):
                yield output["data"]


def _place(cells: list[Mapping[str, Any]], index: int | None) -> str:
    """The section in which a cell stands, by the nearest heading above it."""
    if index is None:
        return "its first step"
    for cell in reversed(cells[:index]):
        if cell.get("cell_type") != "markdown" or _ERROR_MARKER in cell.get("metadata", {}).get(
            "tags", ()
        ):
            continue
        headings = re.findall(r"^#{1,6}\s+(.+?)\s*#*\s*$", _source(cell), flags=re.MULTILINE)
        if headings:
            return f"the section “{shorten(one_line(headings[-1]), 80)}”"
    return "its first step"


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
