"""The start page says what is known, links to it, and lets no text of users through unescaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_toolkit.report.start.sections import (
    NotebookLink,
    link,
    start_health,
    start_notebooks,
    start_proposals,
    start_runs,
)
from pmo_toolkit.studies.start.recent_runs import KnownAdvice, RecentRun
from pmo_toolkit.workspace import read_workspace

HOSTILE = "<img src=x onerror=alert(1)>"
HERE = Path("desk/notebooks")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start")
    rows = f'id,title\nP-1,"{HOSTILE}"\nP-2,Two\nP-2,Again\n'
    (folder / "proposals.csv").write_text(rows, encoding="utf-8")
    return read_workspace(folder)


def _run(**changes):
    values = {
        "folder": Path("desk/my reports"),
        "workspace": HOSTILE,
        "as_of": "2026-11-22",
        "written": 1.0,
        "state": "stopped",
        "index": "index.html",
        "advice": {"P-1": KnownAdvice("defer", "high", "P-1/report.html")},
        "failed": 2,
        "is_of_workspace": True,
    }
    return RecentRun(**(values | changes))


def test_health_counts_each_grade(workspace):
    section = start_health(workspace)
    grades = [trouble.grade.value for trouble in workspace.troubles]
    assert f"Row faults\n{grades.count('row fault')}" in section.text.replace(" ·", "")
    assert "Faults\n" in section.text or "Fault\n" in section.text


def test_proposals_show_advice_of_a_run_and_where_there_is_none_how_to_assess(workspace):
    shown = start_proposals(workspace, (_run(),), HERE)
    assert '<a href="../my%20reports/P-1/report.html">' in shown.html
    assert "as of 22 November 2026" in shown.text and "<img" not in shown.html
    without = start_proposals(workspace, (_run(is_of_workspace=False),), HERE)
    assert "not assessed yet" in without.text and "pmo assess" in without.text


def test_runs_say_what_is_not_whole_and_of_another_workspace(workspace):
    shown = start_runs((_run(), _run(is_of_workspace=False, index=None, as_of="")), HERE)
    for words in ("stopped, not whole", "1 defer", "2 without advice", "another workspace"):
        assert words in shown.text
    assert "nothing assessed" in shown.text and "<img" not in shown.html
    assert shown.html.count("<a ") == 1
    assert "pmo assess" in start_runs((), HERE).text


def test_notebooks_are_linked_from_where_the_page_stands():
    links = [NotebookLink("What if?", "at once", HERE / "proposals" / "P 1" / "what_if.ipynb")]
    shown = start_notebooks("P 1", HOSTILE, links, ["Yours."], HERE)
    assert 'href="proposals/P%201/what_if.ipynb"' in shown.html and "<img" not in shown.html
    assert "set workspace and proposal_id" in start_notebooks(None, None, links, (), HERE).text
    assert link(Path("desk/out/x#1.html"), HERE) == "../out/x%231.html"
