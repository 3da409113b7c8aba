"""A notebook that was run is kept without folders, times and anything random."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.translators import translate_parameters

from pmo_toolkit.batch.notebook.kept_notebook import kept_text, without_paths

SOURCE = Path("/some/where/assess_proposal.ipynb")


def ran(workspace, start="2026-01-01T00:00:00", random_id="a1b2"):
    """A notebook as the runner leaves it: it read `workspace` and failed there."""
    parameters = {"workspace": workspace, "proposal_id": "P-1", "seed": None, "as_of": "2026-01-02"}
    injected = new_code_cell(
        translate_parameters("python3", "python", parameters, "Parameters"), id=random_id
    )
    injected.metadata.tags = ["injected-parameters"]
    outputs = [
        new_output("stream", text=f"read {workspace}\n"),
        new_output("error", ename="E", evalue=workspace, traceback=[f"in {workspace}/costs.csv"]),
        new_output("display_data", data={"application/json": {"deep": [workspace, 1, None]}}),
    ]
    note = new_markdown_cell(f"error at {workspace}", id=f"{random_id}-2")
    note.metadata.tags = ["papermill-error-cell-tag"]
    cells = [injected, note, new_code_cell("x", id="own", outputs=outputs)]
    times = {"start_time": start, "end_time": start, "duration": len(start) / 7}
    for cell in cells:
        cell.metadata.papermill = dict(times)
        cell.metadata.execution = {"iopub.status.busy": start}
    made = new_notebook(cells=cells)
    made.metadata.papermill = {**times, "parameters": parameters, "input_path": str(SOURCE)}
    return made, parameters


def kept(*given):
    made, parameters = ran(*given)
    without_paths(made, SOURCE, parameters)
    return kept_text(made)


HERE = kept("/home/über \"all\" {x} & 'y'/my wörk")


@pytest.mark.parametrize("workspace", ["/a", "/data", "/tmp/x.y/ws", "/deep/er/wörk & 'space'"])
def test_no_byte_hangs_on_folder_time_and_chance(workspace):
    assert kept(workspace, "2030-12-31T23:59:59", "ffff") == HERE


def test_what_it_says_instead():
    book = json.loads(HERE)
    assert [cell["id"] for cell in book["cells"]] == [
        "injected-parameters-1",
        "papermill-error-cell-tag-1",
        "own",
    ]
    injected, note, cell = book["cells"]
    names = {}
    exec("".join(injected["source"]), names)
    expected = {"workspace": ".", "proposal_id": "P-1", "seed": None, "as_of": "2026-01-02"}
    assert {name: names[name] for name in expected} == expected
    assert book["metadata"]["papermill"]["parameters"] == expected
    assert book["metadata"]["papermill"]["input_path"] == SOURCE.name
    assert note["source"] == ["error at ."]
    assert cell["outputs"][1]["traceback"] == ["in costs.csv"]
    assert "über" not in HERE and "2026-01-01" not in HERE


def test_a_workbook_keeps_its_name(tmp_path):
    (tmp_path / "intake.xlsx").touch()
    made, parameters = ran(str(tmp_path / "intake.xlsx"))
    without_paths(made, SOURCE, parameters)
    assert made.metadata.papermill.parameters.workspace == "intake.xlsx"
    assert str(tmp_path) not in kept_text(made)


@given(
    st.sampled_from(["/a", "/b", "/data", "/home/data"]),
    st.text("</ab>data. ", max_size=40),
)
def test_other_text_stays(workspace, text):
    """Such as the end tags of HTML, other folders, and names that go on."""
    made = new_notebook(cells=[new_code_cell("x", outputs=[new_output("stream", text=text)])])
    without_paths(made, SOURCE, {"workspace": workspace})
    found = made.cells[0].outputs[0].text
    if workspace not in text.replace(f"<{workspace}", ""):
        assert found == text
    assert found.count("<") == text.count("<")


def test_from_the_root_of_a_file_system_nothing_is_left_out():
    made = new_notebook(cells=[new_code_cell("x", outputs=[new_output("stream", text="a / b")])])
    without_paths(made, SOURCE, {"workspace": "/"})
    assert made.cells[0].outputs[0].text == "a / b"


def test_the_text_is_a_notebook_and_what_was_given_stays():
    made, _ = ran("/a/b")
    before = nbformat.writes(made)
    nbformat.validate(nbformat.reads(kept_text(made), as_version=4))
    assert nbformat.writes(made) == before
