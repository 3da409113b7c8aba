"""Copies of notebooks: parameters set, the user's own kept, shipped files never touched."""

from __future__ import annotations

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.places import place
from pmo_toolkit.workshop import notebook_copies
from pmo_toolkit.workshop.notebook_copies import copies_for

NAMES = ("business_case", "what_if")


def parameters(path):
    """What the parameters cell of a notebook assigns."""
    cells = nbformat.read(path, as_version=4).cells
    source = next(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", []))
    values: dict[str, object] = {}
    exec(source, values)
    return values["workspace"], values["proposal_id"], values["seed"]


def test_copies_are_set_and_runnable_notebooks(tmp_path):
    copies = copies_for("P-003", NAMES, "/data/it's ours", tmp_path)
    assert copies.paths["what_if"] == tmp_path / "proposals" / "P-003" / "what_if.ipynb"
    for path in copies.paths.values():
        assert parameters(path) == ("/data/it's ours", "P-003", None)
        nbformat.validate(nbformat.read(path, as_version=4))
    assert copies.other == ()


def test_what_is_there_already_is_the_users_and_stays(tmp_path):
    paths = copies_for("P-003", NAMES, "sample", tmp_path).paths
    notebook = nbformat.read(paths["what_if"], as_version=4)
    notebook.cells[-1].source = "my own words"
    nbformat.write(notebook, paths["what_if"])
    mine = paths["what_if"].read_bytes()
    assert copies_for("P-003", NAMES, "sample", tmp_path).other == ()
    assert copies_for("P-003", NAMES, "elsewhere", tmp_path).other == NAMES
    paths["business_case"].write_text("{", encoding="utf-8")
    assert copies_for("P-003", NAMES, "sample", tmp_path).other == ("business_case",)
    assert paths["what_if"].read_bytes() == mine


def test_in_a_checkout_copies_lie_outside_the_shipped_folder(tmp_path, monkeypatch):
    shipped = tmp_path / "notebooks"
    shipped.mkdir()
    text = (place("notebooks") / "what_if.ipynb").read_text(encoding="utf-8")
    (shipped / "what_if.ipynb").write_text(text, encoding="utf-8")
    monkeypatch.setattr(notebook_copies, "place", lambda name: shipped)
    copies = copies_for("P-003", ("what_if",), "sample", shipped)
    assert copies.paths["what_if"].parent == tmp_path / "out" / "notebooks" / "P-003"
    assert [path.name for path in shipped.iterdir()] == ["what_if.ipynb"]


@given(workspace=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_arrives_as_it_is(tmp_path_factory, workspace):
    folder = tmp_path_factory.mktemp("any")
    assert parameters(copies_for("P", ("what_if",), workspace, folder).paths["what_if"])[0] == (
        workspace
    )
