"""Runs nearby are found, the workspace's own first; what is no run of ours is left alone."""

from __future__ import annotations

import json
import os

import pytest

from pmo_toolkit.studies.start.recent_runs import latest_advice, recent_runs
from pmo_toolkit.workspace import read_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    (folder / "proposals.csv").write_text("id,title\nP-1,One\nP-2,Two\n", encoding="utf-8")
    return read_workspace(folder)


def run(folder, title, positions, *, written=1.0, **more):
    """A folder with a manifest as `pmo assess` writes it."""
    folder.mkdir(parents=True)
    entries = [
        {
            "id": name,
            "as_of": "2026-11-22",
            "report": f"{name}/report.html",
            "summary": position and {"advice": {"position": position, "confidence": "high"}},
        }
        for name, position in positions.items()
    ]
    content = {"made_by": "pmo-toolkit", "workspace": title, "state": "done"}
    content |= {"index": ["index.html"], "proposals": entries, **more}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    os.utime(folder / "manifest.json", (written, written))
    return folder


def test_the_latest_run_of_the_workspace_tells_the_advice(tmp_path, workspace):
    title = workspace.config.title
    run(tmp_path / "out" / "old", title, {"P-1": "defer", "P-2": "advance"}, written=10)
    run(tmp_path / "out" / "new", title, {"P-1": "explore", "P-2": None}, written=20)
    run(tmp_path / "other", "another", {"P-1": "advance"}, written=30)
    run(tmp_path / "strangers", title, {"X-1": "advance"}, written=40)
    runs = recent_runs((tmp_path, tmp_path / "out"), workspace)
    assert [found.folder.name for found in runs] == ["new", "old", "strangers", "other"]
    assert [found.is_of_workspace for found in runs] == [True, True, False, False]
    assert (runs[0].failed, runs[0].positions, runs[0].index) == (
        1,
        (("explore", 1),),
        "index.html",
    )
    advice = latest_advice(runs)
    assert {
        name: (found.folder.name, known.position) for name, (found, known) in advice.items()
    } == {
        "P-1": ("new", "explore"),
        "P-2": ("old", "advance"),
    }


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"proposals": 3, "made_by": "pmo-toolkit"}', '{"made_by": "npm"}', "[" * 9999],
)
def test_what_is_no_run_of_ours_is_left_alone(tmp_path, workspace, text):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert recent_runs((tmp_path,), workspace) == ()


def test_only_what_lies_nearby_is_looked_at(tmp_path, workspace):
    title = workspace.config.title
    for place in ("a/b/c/d", ".hidden", "run/P-1"):
        run(tmp_path / place, title, {"P-1": "defer"})
    run(tmp_path / "a/b/c/e", title, {"P-1": "defer"})
    assert recent_runs((tmp_path,), workspace)[0].folder.name == "P-1"
    assert len(recent_runs((tmp_path,), workspace)) == 1
    assert recent_runs((tmp_path / "nowhere",), workspace) == ()
