"""``pmo lab``: which notebook it opens, and which options it passes on."""

from __future__ import annotations

import pytest

from tests.cli.commands import pmo


@pytest.fixture
def opened(monkeypatch, tmp_path):
    calls = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "pmo_toolkit.cli.jupyter.open_lab",
        lambda desk, here, options: calls.append((desk, here, options)) or 0,
    )
    return calls


def test_lab_passes_other_options_on(opened, tmp_path, workspace):
    done = pmo("lab", workspace, "--no-browser", "--port", 8899)
    assert done.exit_code == 0, done.output
    assert opened[0][2] == ["--no-browser", "--port", "8899"]
    assert opened[0][0].start == tmp_path / "notebooks" / "start_here.ipynb"
    assert "they are yours to change" in done.stdout
    again = pmo("lab", workspace)
    assert "Your own copies for this workspace are in" in " ".join(again.stdout.split())
    assert opened[1][0].start == opened[0][0].start


def test_lab_of_another_workspace_shows_nothing_of_the_first(opened, tmp_path, workspace):
    pmo("lab", workspace)
    (tmp_path / "second").mkdir()
    pmo("lab", "second")
    assert opened[1][0].folder == tmp_path / "notebooks-2"
    assert repr(str(tmp_path / "second")) in opened[1][0].start.read_text("utf-8")


def test_lab_knows_the_sample(opened):
    assert pmo("lab", "sample", "--no-browser").exit_code == 0
    assert 'workspace = \\"sample\\"' in opened[0][0].start.read_text("utf-8")


def test_lab_says_that_the_start_notebook_came_with_the_folder_and_offers_ours(opened, tmp_path):
    (tmp_path / "start_here.ipynb").write_text("{}", encoding="utf-8")
    done = pmo("lab")
    assert "runs other code than ours" in " ".join(done.stdout.split())
    fresh = pmo("lab", "--fresh", "--no-browser")
    assert "other code" not in fresh.stdout
    assert opened[1][0].start == tmp_path / "notebooks-2" / "start_here.ipynb"
    assert opened[1][2] == ["--no-browser"]


def test_lab_without_a_workspace(opened):
    assert pmo("lab", "--no-browser", "--port=8899").exit_code == 0
    assert opened[0][2] == ["--no-browser", "--port=8899"]


def test_lab_with_a_missing_workspace(opened):
    done = pmo("lab", "nowhere")
    assert (done.exit_code, opened) == (2, [])
    assert "there is no workspace nowhere. Start one with: pmo init nowhere" in done.stderr
