"""``pmo questions``: what it writes and prints."""

from __future__ import annotations

from tests.cli.commands import pmo
from tests.workspace.builders import make


def test_a_page_for_each_department(tmp_path):
    workspace = make(tmp_path / "ws", proposals="id,title,department\nP1,A portal,Finance\n")
    done = pmo("questions", str(workspace), "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert "- Finance:" in done.output and "(questions-finance.html)" in done.output
    assert (tmp_path / "out" / "questions-finance.xlsx").is_file()


def test_a_folder_of_results_that_is_not_there_is_told(tmp_path):
    workspace = make(tmp_path / "ws")
    done = pmo("questions", str(workspace), "--out", str(tmp_path / "out"), "--assessments", "no")
    assert done.exit_code == 2 and "there is no such folder" in done.output
    assert not (tmp_path / "out").exists()
