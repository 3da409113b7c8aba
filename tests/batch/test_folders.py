"""Where a workspace lies and what its folder is called changes no byte of the results."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from pmo_toolkit.sample import write_sample

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def runs(tmp_path_factory, project):
    """One proposal of the same tables, from two folders into two."""
    top = tmp_path_factory.mktemp("tables")
    environment = os.environ | {"PYTHONPATH": str(project), "PMO_CACHE_DIR": str(top / "cache")}
    made = []
    for name in ("one", "döwn/{below}/it is another"):
        workspace, out = top / name, top / "out of" / name
        write_sample(workspace, proposals=2)
        (workspace / "history.csv").unlink()  # its estimates take most of the time
        stated = (workspace / "workspace.toml").read_text(encoding="utf-8")
        (workspace / "workspace.toml").write_text(
            "\n".join(line for line in stated.split("\n") if not line.startswith("name =")),
            encoding="utf-8",
        )
        with (workspace / "costs.csv").open("a", encoding="utf-8") as costs:
            costs.write("no such option\n")  # is set aside, and told in the results
        command = (sys.executable, "-m", "pmo_toolkit", "assess", str(workspace), "P-001")
        done = subprocess.run(
            [*command, "--out", str(out), "--as-of", DAY],
            env=environment,
            cwd=top,
            capture_output=True,
            check=False,
            timeout=300,
        )
        made.append((workspace, out, done))
    return made


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow  # two runs of the real notebook
def test_the_same_bytes(runs):
    assert [done.returncode for *_, done in runs] == [1, 1]  # a row was set aside
    one, other = (contents(out) for _, out, _ in runs)
    manifests = [json.loads(files.pop("manifest.json")) for files in (one, other)]
    for manifest in manifests:
        manifest["proposals"][0].pop("seconds")
    assert len(one) == 4 and one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert manifests[0] == manifests[1]


@pytest.mark.slow  # a third run of the real notebook
def test_the_kept_notebook_runs_again_from_the_folder_of_the_workspace(runs, project, tmp_path):
    """As its parameters cell and docs/how-to.md say."""
    workspace, out, _ = runs[0]
    moved = workspace.rename(workspace.with_name("moved"))
    again = tmp_path / "again.ipynb"
    command = (sys.executable, "-m", "papermill", "--engine", "pmo", "--no-progress-bar")
    subprocess.run(
        [*command, str(out / "P-001/assessment.ipynb"), str(again), "--cwd", str(moved)],
        env=os.environ | {"PYTHONPATH": str(project)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=300,
    )
    outputs = [
        output["data"]
        for cell in json.loads(again.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", ())
        if "application/vnd.pmo.assessment+json" in output.get("data", {})
    ]
    assert len(outputs) == 1
    found = outputs[0]["application/vnd.pmo.assessment+json"]
    assert found == json.loads((out / "P-001/assessment.json").read_bytes())
