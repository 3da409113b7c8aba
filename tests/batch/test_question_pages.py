"""The files of `pmo questions`: three a department, all or none, and none of a former run."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from pmo_toolkit.batch import study_files
from pmo_toolkit.batch.question_pages import write_questions
from pmo_toolkit.batch.store.manifest import MADE_BY, SCHEMA_VERSION
from pmo_toolkit.batch.study_files import StudyError
from pmo_toolkit.core.errors import UsageError
from tests.department_pages import two_pages
from tests.workspace.builders import make

NAMES = {"questions.json"} | {
    f"questions-{name}.{ending}" for name in ("finance", "it") for ending in ("html", "xlsx", "txt")
}


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes questions that are given instead of studied."""
    workspace, out = make(tmp_path / "workspace"), tmp_path / "out"

    def run(questions):
        monkeypatch.setattr(
            "pmo_toolkit.studies.questions.study.study_questions", lambda *args, **more: questions
        )
        write_questions(workspace, out, as_of=date(2026, 11, 22), seed=1)
        return out

    return run


def names(out):
    return {path.name for path in out.iterdir() if not path.name.startswith(".")}


def test_three_files_a_department_and_the_figures(write):
    out = write(two_pages())
    assert names(out) == NAMES
    figures = json.loads((out / "questions.json").read_text(encoding="utf-8"))
    assert figures == two_pages().as_dict()


def test_pages_of_departments_that_are_asked_nothing_any_more_go(write):
    write(two_pages())
    out = write(replace(two_pages(), pages=two_pages().pages[:1]))
    assert names(out) == {name for name in NAMES if "-it." not in name}


def test_reports_that_lie_there_are_linked_and_stay(write, tmp_path):
    write(two_pages())
    report = tmp_path / "out" / "P-1" / "report.html"
    report.parent.mkdir()
    report.write_text("a report")
    manifest = {"made_by": MADE_BY, "schema_version": SCHEMA_VERSION, "proposals": []}
    (tmp_path / "out" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    out = write(two_pages())
    assert 'href="P-1/report.html"' in (out / "questions-finance.html").read_text(encoding="utf-8")
    assert report.read_text() == "a report"


def test_a_folder_with_other_things_is_refused(write, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "questions about life.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other things"):
        write(two_pages())


def test_a_disk_that_is_full_leaves_the_former_pages(write, monkeypatch):
    out = write(two_pages())
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(study_files, "write_bytes", full)
    with pytest.raises(StudyError, match="the questions cannot be written"):
        write(replace(two_pages(), seed=8))
    assert {name: (out / name).read_bytes() for name in before} == before
