"""What a notebook over a whole workspace leaves: everything of it, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from pmo_toolkit.batch import study_files
from pmo_toolkit.batch.study_page import FACILITATION, StudyError, StudyNotebook, write_study
from pmo_toolkit.core.errors import UsageError
from tests.workspace.builders import make

STUDY = StudyNotebook("facilitation", "A title", "application/vnd.pmo.trial+json")
CARRIED = {"text/plain": "'x'", STUDY.mime_type: {"answer": 42}}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Write a study whose notebook has run as is said."""
    workspace, out = make(tmp_path / "workspace"), tmp_path / "out"

    def write(outputs=({"output_type": "display_data", "data": CARRIED, "metadata": {}},),
              error=None, out=out):  # fmt: skip
        cell = new_code_cell("x", execution_count=1)
        cell.outputs = [nbformat.from_dict(dict(output)) for output in outputs]
        notebook = new_notebook(cells=[new_markdown_cell("# A title"), cell])
        monkeypatch.setattr(
            "pmo_toolkit.batch.notebook.executing.execute",
            lambda *args, **options: (notebook, error),
        )
        return write_study(
            STUDY, workspace, out, as_of=date(2026, 11, 22), seed=1, timeout_seconds=9, name="W"
        )

    return write


def test_page_figures_and_notebook_lie_side_by_side(run, tmp_path):
    assert run() == {"answer": 42}
    assert {path.name for path in (tmp_path / "out").glob("f*")} == set(STUDY.files)
    page = (tmp_path / "out" / "facilitation.html").read_text(encoding="utf-8")
    assert "<title>W · A title</title>" in page
    assert '"answer": 42' in (tmp_path / "out" / "facilitation.json").read_text(encoding="utf-8")


def test_a_second_run_takes_the_place_of_the_first(run, tmp_path):
    run()
    other = {**CARRIED, STUDY.mime_type: {"answer": 43}}
    run([{"output_type": "display_data", "data": other, "metadata": {}}])
    assert "43" in (tmp_path / "out" / "facilitation.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("outputs", "error", "why"),
    [
        ([{"output_type": "error", "ename": "ValueError", "evalue": "odd", "traceback": []}], None,
         "an error in the section “A title”: ValueError: odd"),
        ([], RuntimeError("Kernel died"), "could not be started"),
    ],
)  # fmt: skip
def test_a_failed_notebook_leaves_nothing(run, tmp_path, outputs, error, why):
    with pytest.raises(StudyError, match=why):
        run(outputs, error)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("f*"))


def test_a_users_mistake_in_the_notebook_is_told_as_it_stands(run):
    told = {"output_type": "error", "ename": "UsageError", "evalue": "no proposal", "traceback": []}
    with pytest.raises(UsageError, match=r"^no proposal$"):
        run([told])


def test_a_notebook_that_hands_over_nothing_is_refused(run):
    with pytest.raises(UsageError, match=r"report\.hand_over"):
        run([])


def test_beside_reports_of_a_run_but_not_beside_what_is_not_ours(run, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"letter\.txt"):
        run(out=folder)
    (folder / "letter.txt").rename(folder / "facilitation.html")
    run(out=folder)


def test_it_leads_to_the_reports_that_lie_beside(run, tmp_path, monkeypatch):
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "index.html").write_text("reports")
    monkeypatch.setattr("pmo_toolkit.batch.store.target.holds_manifest", lambda held: True)
    run(out=folder)
    page = (folder / "facilitation.html").read_text(encoding="utf-8")
    assert 'href="index.html"' in page and (folder / "index.html").read_text() == "reports"


def test_a_disk_that_is_full_is_told_in_a_sentence(run, monkeypatch):
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(study_files, "write_bytes", full)
    with pytest.raises(StudyError, match="cannot be written into"):
        run()


def test_the_shipped_study_is_there(project):
    assert (project / "notebooks" / f"{FACILITATION.stem}.ipynb").is_file()
