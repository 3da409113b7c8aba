"""Files from another machine look as if they had been made here."""

from __future__ import annotations

import html
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.translators import translate_parameters

from pmo_toolkit.batch.engines.dask.path_rewrite import with_local_paths
from pmo_toolkit.batch.job.job import JobResult
from pmo_toolkit.batch.job.outcome import Status

THERE = "/tmp/dask-scratch-space/w-1/pmo-abc/workspace/my wörk & 'space'"
HERE = "/home/über \"all\" {x} & 'y'/my wörk & 'space'"


def book(workspace):
    parameters = {"workspace": workspace, "proposal_id": "P-1", "seed": None, "as_of": "2026-01-02"}
    injected = new_code_cell(
        translate_parameters("python3", "python", parameters, "Parameters"), id="a"
    )
    injected.metadata.tags = ["injected-parameters"]
    outputs = [
        new_output("stream", text=f"read {workspace}\n"),
        new_output("error", ename="E", evalue=workspace, traceback=[f"in {workspace}/costs.csv"]),
        new_output("display_data", data={"application/json": {"deep": [workspace, 1, None]}}),
    ]
    cells = [
        injected,
        new_markdown_cell(f"error at {workspace}", id="c"),
        new_code_cell("x", id="b", outputs=outputs),
    ]
    made = new_notebook(cells=cells)
    made.metadata.papermill = {"parameters": parameters, "input_path": "a.ipynb"}
    return (nbformat.writes(made) + "\n").encode(), parameters


def test_every_place_shows_the_path_of_this_machine():
    there, _ = book(THERE)
    here, parameters = book(HERE)
    files = {
        "assessment.ipynb": there,
        "assessment.json": b'{"as": "it was"}',
        "report.html": f"<p>{html.escape(THERE)}</p>".encode(),
    }
    done, made = with_local_paths(
        JobResult("P-1", Status.FAILED, f"no {THERE}", 1.0), files, parameters, THERE
    )
    assert done.why == f"no {HERE}"
    assert json.loads(made["assessment.ipynb"]) == json.loads(here)
    assert made["assessment.ipynb"] == here
    assert made["report.html"] == f"<p>{html.escape(HERE)}</p>".encode()
    assert made["assessment.json"] == files["assessment.json"]


@pytest.mark.parametrize("why", [None, "for a reason"])
def test_what_names_no_path_stays(why):
    done = JobResult("P-1", Status.RENDERED, why, 1.0, ("a",))
    assert with_local_paths(done, {}, {"workspace": HERE}, THERE) == (done, {})
