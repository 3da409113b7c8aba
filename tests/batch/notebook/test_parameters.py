"""Only four names, only plain values; the notebook is asked first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papermill.parameterize import parameterize_notebook

from pmo_toolkit.batch.notebook.parameters import (
    NAMES,
    check_notebook,
    checked,
    notebook_parameters,
)
from pmo_toolkit.core.errors import UsageError
from tests.batch.tiny import PARAMETERS, notebook


def test_all_four_are_set_and_the_path_is_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = notebook_parameters(
        workspace=Path("a b"), proposal_id="P-1", seed=3, as_of=date(2026, 1, 2)
    )
    assert made == {
        "workspace": str(tmp_path / "a b"),
        "proposal_id": "P-1",
        "seed": 3,
        "as_of": "2026-01-02",
    }
    assert tuple(made) == NAMES


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"proposl_id": "P"}, "did you mean 'proposal_id'"),
        ({"__import__('os').system('x')": "P"}, "has no parameter"),
        ({"x\n": 1}, r"has no parameter 'x\\n'"),
        ({"proposal_id": "a\0b"}, r"proposal_id: 'a\\x00b' holds a NUL"),
        ({"workspace": "a\ud800"}, r"workspace: 'a\\ud800' is not valid Unicode"),
        ({"seed": True}, "found bool"),
        ({"seed": 1.5}, "found float"),
        ({"proposal_id": ["P"]}, "found list"),
        ({"workspace": Path("x")}, "Path"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(parameters, told):
    with pytest.raises(UsageError, match=told):
        checked(parameters)


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_any_text_arrives_as_it_was(text):
    book = notebook("x = 1")
    for cell in book.cells:
        cell.metadata.setdefault("tags", [])
    book.metadata["papermill"] = {}
    made = parameterize_notebook(
        book, checked({"proposal_id": text}), kernel_name="python3", language="python"
    )
    cell = next(each for each in made.cells if "injected-parameters" in each.metadata.tags)
    names: dict[str, object] = {}
    exec(cell.source, names)
    assert names["proposal_id"] == text


def test_the_right_notebook_passes(tiny):
    check_notebook(tiny)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("", "has no cell tagged"),
        ("x = 1", "has no cell tagged"),
        (PARAMETERS.replace("seed", "sead"), "lacks seed"),
    ],
)
def test_a_notebook_without_the_parameters_is_refused(written, parameters, told):
    with pytest.raises(UsageError, match=told):
        check_notebook(written("x = 1", parameters=parameters))


def test_a_notebook_whose_cells_have_no_tags(tmp_path):
    path = tmp_path / "old.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1")]), path)
    with pytest.raises(UsageError):
        check_notebook(path)


@pytest.mark.parametrize("content", [b"", b"{", b'{"cells": 3}', b"\xff\xfe\x00", b"[1, 2]"])
def test_a_damaged_notebook_is_refused(tmp_path, content):
    path = tmp_path / "damaged.ipynb"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"cannot be read as a notebook|has no cell tagged"):
        check_notebook(path)


def test_a_missing_notebook_is_refused(tmp_path):
    with pytest.raises(UsageError, match="missing"):
        check_notebook(tmp_path / "no.ipynb")
