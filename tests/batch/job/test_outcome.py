"""Every way in which a run can end, with the words for it."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.exceptions import PapermillExecutionError

from pmo_toolkit.assessment.lookups.queries import READS_MIME_TYPE, Query, Reads
from pmo_toolkit.batch.job.outcome import ASSESSMENT_MIME, Status, classify
from pmo_toolkit.core.errors import describe, one_line


def code(source="x = 1", *outputs, count=1, begun=True, tags=()):
    cell = new_code_cell(source, execution_count=count, outputs=list(outputs))
    # What papermill notes down is the same for good and bad ends; only the start can be trusted.
    cell.metadata["papermill"] = {
        "status": "completed",
        "start_time": "2026-01-01" if begun else None,
    }
    cell.metadata["tags"] = list(tags)
    return cell


def error(name, value):
    return new_output("error", ename=name, evalue=value, traceback=["\x1b[31mlong\x1b[0m"])


def handed(value: Any = None):
    value = {"proposal": {"id": "P-1"}, "x": 1} if value is None else value
    return new_output("display_data", {"text/plain": "provenance", ASSESSMENT_MIME: value})


def notebook(*cells):
    return new_notebook(cells=list(cells))


COST, EFFORT = (
    new_markdown_cell("# Title\n\ntext"),
    new_markdown_cell("intro\n\n## Effort and *time* ##\n\nHow long?"),
)


def marker():
    return new_markdown_cell(
        "## An Exception was encountered", metadata={"tags": ["papermill-error-cell-tag"]}
    )


RAN = PapermillExecutionError(1, 1, "1/0", "ZeroDivisionError", "division by zero", [])

ENDS = {
    "good": (notebook(COST, code(), code("", handed())), None, None),
    "an empty cell need not run": (
        notebook(code(), code("  \n", count=None), code("y", handed())),
        None,
        None,
    ),
    "the last assessment counts": (
        notebook(code("a", handed({"proposal": {"id": "X"}})), code("b", handed())),
        None,
        None,
    ),
    "error in a section": (
        notebook(
            COST,
            code(),
            marker(),
            EFFORT,
            marker(),
            code("1/0", error("ZeroDivisionError", "division by zero")),
        ),
        RAN,
        "an error in the section “Effort and *time*”: ZeroDivisionError: division by zero",
    ),
    "only the last line of a long error": (
        notebook(EFFORT, code("f()", error("KeyError", "first\n\x1b[31msecond\x1b[0m\n\n"))),
        RAN,
        "an error in the section “Effort and *time*”: KeyError: second",
    ),
    "error before any heading": (
        notebook(code("f()", error("E", ""))),
        RAN,
        "an error in its first step: E",
    ),
    "an error that the runner let pass": (
        notebook(code("sys.exit(0)", error("SystemExit", "0")), code("b", handed())),
        None,
        "an error in its first step: SystemExit: 0",
    ),
    "memory ran out in Python": (
        notebook(EFFORT, code("a", error("MemoryError", "Unable to allocate"))),
        RAN,
        "the memory ran out in the section “Effort and *time*”; allow more with --memory",
    ),
    "row faults speak for themselves": (
        notebook(
            EFFORT,
            code(
                "a",
                error("ProposalError", "P-1: row fault: costs, row 3: low exceeds high\nand more"),
            ),
        ),
        RAN,
        "P-1: row fault: costs, row 3: low exceeds high and more",
    ),
    "faults speak for themselves": (
        notebook(code("a", error("WorkspaceError", "no table"))),
        RAN,
        "no table",
    ),
    "time-out": (
        notebook(
            COST,
            code(),
            EFFORT,
            code("slow()", count=None),
            code("never()", count=None, begun=False),
        ),
        CellTimeoutError("A cell timed out"),
        (
            "it was stopped in the section “Effort and *time*”: the time allowed of 30 seconds was"
            " not enough; allow more with --timeout"
        ),
    ),
    "kernel killed": (
        notebook(
            COST,
            code(),
            EFFORT,
            code("kill()", count=None),
            new_markdown_cell("## Later"),
            code(begun=False),
        ),
        DeadKernelError("Kernel died"),
        (
            "its Python process ended abruptly in the section “Effort and *time*”, most often"
            " because the memory ran out"
        ),
    ),
    "kernel killed, but marked as complete": (
        notebook(code(), code("b", handed())),
        DeadKernelError("Kernel died"),
        (
            "its Python process ended abruptly in its first step, most often because the memory"
            " ran out"
        ),
    ),
    "kernel never started": (
        notebook(code(count=None, begun=False)),
        RuntimeError("Kernel died before replying to kernel_info"),
        (
            "the Python process for the notebook could not be started: RuntimeError: Kernel died"
            " before replying to kernel_info; if memory is short, allow more with --memory"
        ),
    ),
    "disk full": (
        notebook(code(count=None)),
        OSError(errno.ENOSPC, "No space left on device"),
        "the notebook could not be run: the disk is full",
    ),
    "a cell that had no memory left to say why": (
        notebook(COST, code(), EFFORT, code("hoard")),
        PapermillExecutionError(3, 3, "hoard", "", "", []),
        (
            "an error in the section “Effort and *time*” that is not told, most often because the"
            " memory ran out; see --memory"
        ),
    ),
    "another error of the runner": (
        None,
        KeyError("odd"),
        "the notebook could not be run: KeyError: 'odd'",
    ),
    "nothing at all": (None, None, "the notebook left no result"),
    "ended early without an error": (
        notebook(COST, code(), EFFORT, code("b", count=None)),
        None,
        "the notebook ended before the section “Effort and *time*”",
    ),
    "no assessment": (
        notebook(code("print(1)", new_output("stream", name="stdout", text="1"))),
        None,
        "the notebook ran to its end but handed over no assessment: give it a cell with"
        " report.hand_over(assessment)",
    ),
    "no assessment at all": (
        notebook(code("a", handed("text"))),
        None,
        "what the notebook handed over is not an assessment",
    ),
    "half an assessment": (
        notebook(code("a", handed({"x": 1}))),
        None,
        "what the notebook handed over is not an assessment",
    ),
    "another's assessment": (
        notebook(code("a", handed({"proposal": {"id": "P-2"}}))),
        None,
        "the notebook handed over the assessment of another proposal: P-2",
    ),
    "no cells": (
        notebook(),
        None,
        "the notebook ran to its end but handed over no assessment: give it a cell with"
        " report.hand_over(assessment)",
    ),
}


@pytest.mark.parametrize(("book", "raised", "why"), ENDS.values(), ids=ENDS)
def test_ends(book, raised, why):
    outcome = classify(book, raised, "P-1", timeout=30)
    assert outcome.why == why
    assert outcome.status is (Status.RENDERED if why is None else Status.FAILED)
    assert (outcome.assessment is None) is (why is not None)
    if why is None:
        assert outcome.assessment["x"] == 1


@given(st.text(), st.text())
def test_a_reason_is_always_one_short_printable_line(name, value):
    outcome = classify(notebook(EFFORT, code("a", error(name, value))), RAN, "P-1")
    assert outcome.status is Status.FAILED
    assert 0 < len(outcome.why) <= 400
    assert "\n" not in outcome.why
    assert "\x1b" not in outcome.why


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (OSError(errno.EACCES, "Permission denied"), "permission denied"),
        (OSError("just text"), "OSError: just text"),
        (MemoryError(), "the memory ran out"),
        (ValueError(""), "ValueError"),
        (ValueError("one\ntwo\n"), "ValueError: two"),
    ],
)
def test_describe(raised, told):
    assert describe(raised) == told


def test_one_line_cuts_and_cleans():
    assert one_line("a\n\tb\x1b[0m\x07 c") == "a b c"
    assert len(one_line("x" * 5000)) == 400


@pytest.mark.parametrize(
    ("carried", "reads"),
    [
        ({"input_hash": "a", "queries": []}, Reads("a", ())),
        ({"input_hash": "a", "queries": [{"subject": "b"}]}, Reads("a", (Query("b"),))),
        ({"input_hash": "a", "queries": [{}]}, None),
        ({"queries": []}, None),
        ([], None),
        (None, None),
    ],
)
def test_what_an_assessment_read_comes_with_it(carried, reads):
    output = handed({"proposal": {"id": "P-1"}})
    output["data"][READS_MIME_TYPE] = carried
    outcome = classify(notebook(code("a", output)), None, "P-1")
    assert (outcome.status, outcome.reads) == (Status.RENDERED, reads)


def test_an_assessment_may_come_without_what_it_read():
    outcome = classify(notebook(code("a", handed({"proposal": {"id": "P-1"}}))), None, "P-1")
    assert (outcome.status, outcome.reads) == (Status.RENDERED, None)


def test_notebook_and_batch_agree_on_the_type_of_the_assessment():
    from pmo_toolkit.assessment import MIME_TYPE

    assert MIME_TYPE == ASSESSMENT_MIME
