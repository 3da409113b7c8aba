"""No process of ours runs what lies in the current folder.

Every module that a run may import lies there under its name, and leaves a mark if it is imported.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import jupyter_client.manager
import pytest

from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.cli.jupyter import lay_out, open_lab
from pmo_toolkit.core.places import place
from pmo_toolkit.core.processes.child_processes import child_environment, python_command
from pmo_toolkit.sample import write_sample

LOADED = """
import json, sys
from pmo_toolkit.batch.fork_server.preload import preload
import pmo_toolkit.batch.notebook.spawned_kernel, distributed, pmo_toolkit.cli
preload()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Top-level names of all that a run loads, and of all else that is installed."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    installed = {*sys.stdlib_module_names, *importlib.metadata.packages_distributions()}
    return {
        name
        for name in loaded | installed | {"sitecustomize", "usercustomize"}
        if name.isidentifier() and name not in {"__main__", "builtins"}
    }


@pytest.fixture
def hostile(tmp_path, names) -> Path:
    """A folder full of modules that nobody should import."""
    folder = tmp_path / "höstile"
    folder.mkdir()
    for name in names:
        text = f"open({str(tmp_path / 'marks')!r}, 'a').write({name!r} + '\\n')\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    assert len(names) > 400
    return folder


@pytest.fixture
def marks(tmp_path):
    """Names of the modules that were imported all the same."""

    def read() -> set[str]:
        path = tmp_path / "marks"
        return set(path.read_text(encoding="utf-8").split()) if path.exists() else set()

    return read


def workspace(folder: Path) -> Path:
    made = folder / "ws"
    write_sample(made, proposals=1, seed=7)
    (made / "history.csv").unlink()  # it would only take time
    return made


def environment(project: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(project), "NO_COLOR": "1"}


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")
@pytest.mark.parametrize(
    "engine",
    [pytest.param(name, marks=pytest.mark.slow) for name in ("fork", "spawn", "dask")],
)
def test_an_assessment_imports_nothing_from_there(hostile, marks, project, engine):
    made = workspace(hostile)
    command = ["-m", "pmo_toolkit", "assess", made.name, "--out", "out", "--engine", engine]
    done = subprocess.run(
        python_command(*command),  # as the installed command, which never looks there
        cwd=hostile, env=environment(project), capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert marks() == set()


def test_python_m_looks_there_no_longer_than_python_itself_does(tmp_path, project):
    """What Python imports before it comes to our code cannot be helped."""
    for name in ("typing_extensions", "secrets", "numpy", "pandas", "rich", "typer", "click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    command = [sys.executable, "-m", "pmo_toolkit", "check", str(place("sample"))]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(project), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")
def test_papermill_with_our_engine_imports_nothing_from_there(hostile, marks, project):
    made = workspace(hostile)
    notebook = place("notebooks") / "assess_proposal.ipynb"
    code = (
        "import pmo_toolkit.batch.notebook.executing, sys, papermill\n"
        f"papermill.execute_notebook({str(notebook)!r}, 'out.ipynb', engine_name='pmo',"
        f" progress_bar=False, parameters={{'workspace': {str(made)!r}, 'proposal_id': 'P-001'}})"
    )
    subprocess.run(
        python_command("-c", code), cwd=hostile, env=environment(project), check=True, timeout=300
    )
    assert marks() == set()


def test_jupyterlab_and_its_kernels_import_nothing_from_there(hostile, marks, monkeypatch):
    monkeypatch.chdir(hostile)
    assert open_lab(lay_out(hostile), hostile, ["--version"]) == 0
    manager, client = jupyter_client.manager.start_new_kernel(
        cwd=str(hostile), env=child_environment()
    )
    try:
        reply = client.execute_interactive(
            "import secrets, numpy, pandas, xlrd_or_none", timeout=60
        )
        assert reply["content"]["ename"] == "ModuleNotFoundError"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert marks() == set()
