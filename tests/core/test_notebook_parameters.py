"""Only the lines that assign a parameter are set."""

from __future__ import annotations

import nbformat
import pytest

from pmo_toolkit.core.files.notebook_parameters import with_parameters


@pytest.mark.parametrize("line", ["workspace == 1", "my_workspace = 1", "print(workspace)"])
def test_only_assignments_of_the_name_are_set(line):
    cell = nbformat.v4.new_code_cell(line, metadata={"tags": ["parameters"]})
    text = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    set_ = nbformat.reads(with_parameters(text, {"workspace": "2"}), as_version=4)
    assert set_.cells[0].source == line
