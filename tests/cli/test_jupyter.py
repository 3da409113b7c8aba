"""Copies of the notebooks are laid out once and never overwritten; JupyterLab gets its options."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest

from pmo_toolkit.cli import jupyter as lab
from pmo_toolkit.cli.jupyter import fresh_copy, lay_out, open_lab, with_workspace
from pmo_toolkit.core.errors import UsageError
from tests.batch.tiny import notebook


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    """Two shipped notebooks."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in ("start_here", "assess_proposal"):
        nbformat.write(notebook("# Story", "x = 1"), folder / f"{name}.ipynb")
    monkeypatch.setattr(lab, "place", lambda name: folder)
    return folder


@pytest.fixture
def here(tmp_path):
    folder = tmp_path / "über here"
    folder.mkdir()
    return folder


def test_copies_are_made_once_and_belong_to_the_user(here, shipped):
    desk = lay_out(here)
    assert desk.copied == ("assess_proposal.ipynb", "start_here.ipynb")
    assert desk.start == here / "notebooks" / "start_here.ipynb"
    assert desk.start.read_bytes() == (shipped / "start_here.ipynb").read_bytes()
    desk.start.write_text("my own work", encoding="utf-8")
    (desk.folder / "assess_proposal.ipynb").unlink()
    again = lay_out(here)
    assert again.copied == ("assess_proposal.ipynb",)
    assert desk.start.read_text(encoding="utf-8") == "my own work"


def test_the_current_folder_serves_if_it_holds_the_start_notebook(here):
    desk = lay_out(here)
    inside = lay_out(desk.folder)
    assert (inside.folder, inside.copied) == (desk.folder, ())


@pytest.mark.parametrize("where", (".", "notebooks"))
@pytest.mark.parametrize("content", ("foreign code", "no notebook"))
def test_a_start_notebook_that_came_with_the_folder_is_noticed(here, shipped, where, content):
    (here / where).mkdir(exist_ok=True)
    brought = here / where / "start_here.ipynb"
    if content == "foreign code":
        nbformat.write(notebook("# Story", "import os; os.system('true')"), brought)
    else:
        brought.write_text("{", encoding="utf-8")
    before = brought.read_bytes()
    desk = lay_out(here)
    assert desk.start == brought.parent.resolve() / brought.name and desk.changed
    ours = fresh_copy(desk)
    assert ours.start == here / "notebooks-2" / "start_here.ipynb" and not ours.changed
    assert ours.start.read_bytes() == (shipped / "start_here.ipynb").read_bytes()
    assert fresh_copy(desk).folder == here / "notebooks-3"
    assert brought.read_bytes() == before


def test_our_own_copies_are_not_taken_for_foreign_ones(here):
    for workspace in (here / "it's", here / "another"):
        assert not lay_out(here, workspace).changed
    executed = nbformat.read(here / "notebooks" / "start_here.ipynb", as_version=4)
    executed.cells[2].execution_count = 7
    nbformat.write(executed, here / "notebooks" / "start_here.ipynb")
    assert not lay_out(here).changed


def test_a_workspace_is_entered_into_new_copies_only(here):
    workspace = here / 'it\'s "mine" \\ {x}'
    desk = lay_out(here, workspace)
    cell = nbformat.read(desk.start, as_version=4).cells[1]
    names: dict[str, object] = {}
    exec(cell.source, names)
    assert names["workspace"] == str(workspace)
    assert names["proposal_id"] == "P-001"
    before = desk.start.read_bytes()
    lay_out(here, here / "another")
    assert desk.start.read_bytes() == before


def test_each_workspace_has_copies_of_its_own_and_finds_them_again(here):
    one, other, sample = here / "one", here / "other", Path("sample")
    folders = [lay_out(here, workspace).folder.name for workspace in (one, other, sample)]
    assert folders == ["notebooks", "notebooks-2", "notebooks-3"]
    again = [lay_out(here, workspace) for workspace in (sample, one, other)]
    assert [desk.folder.name for desk in again] == ["notebooks-3", "notebooks", "notebooks-2"]
    assert not any(desk.copied or desk.changed for desk in again)
    texts = [(here / folder / "start_here.ipynb").read_text("utf-8") for folder in folders]
    assert [str(other) in text for text in texts] == [False, True, False]
    assert 'workspace = \\"sample\\"' in texts[2]


def test_a_workspace_is_known_however_a_notebook_names_it(here):
    desk = lay_out(here, here / "one")
    text = desk.start.read_text(encoding="utf-8")
    desk.start.write_text(text.replace(str(here / "one"), "../one"), encoding="utf-8")
    assert lay_out(here, here / "one").folder == desk.folder
    desk.start.write_text(text.replace(f"'{here / 'one'}'", "1 + 1"), encoding="utf-8")
    assert lay_out(here, here / "one").folder.name == "notebooks-2"


def test_a_notebook_without_parameters_stays_as_it_is(tmp_path):
    text = nbformat.writes(notebook("workspace = 1", parameters=""))
    assert nbformat.reads(with_workspace(text, tmp_path), as_version=4) == nbformat.reads(
        text, as_version=4
    )


def test_faults_are_told(here, shipped, monkeypatch):
    (here / "notebooks").touch()
    with pytest.raises(UsageError, match="cannot be copied"):
        lay_out(here)
    (here / "notebooks").unlink()
    (shipped / "start_here.ipynb").unlink()
    with pytest.raises(UsageError, match=r"no start_here\.ipynb"):
        lay_out(here)

    def missing(name):
        raise FileNotFoundError("the installed pmo-toolkit lacks its notebooks; install it again")

    monkeypatch.setattr(lab, "place", missing)
    with pytest.raises(UsageError, match="install it again"):
        lay_out(here)


def test_jupyterlab_is_started_with_options_and_its_exit_code_counts(here, tmp_path, monkeypatch):
    """A stand-in notes down how it is called."""
    noted = tmp_path / "noted.json"
    stand_in = tmp_path / "modules"
    stand_in.mkdir()
    (stand_in / "jupyterlab.py").write_text(
        "import json, os, pathlib,"
        f" sys\npathlib.Path({str(noted)!r}).write_text(json.dumps([sys.argv[1:], os.getcwd(),"
        " dict(os.environ)]))\nsys.exit(3)",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(stand_in))
    assert open_lab(lay_out(here), here, ["--no-browser", "--port=1"]) == 3
    arguments, folder, environment = json.loads(noted.read_text(encoding="utf-8"))
    assert arguments == [
        str(here / "notebooks" / "start_here.ipynb"),
        f"--ServerApp.root_dir={here}",
        "--LabApp.default_url=/lab/tree/notebooks/start_here.ipynb",
        "--no-browser",
        "--port=1",
    ]
    assert folder == str(here)
    assert environment["JUPYTER_PREFER_ENV_PATH"] == "1"
    assert environment["PYTHONSAFEPATH"] == "1"  # for its kernels
    assert environment["PYTHONPATH"].endswith(str(stand_in))


def test_from_a_checkout_the_notebooks_find_the_package(here, monkeypatch):
    seen = {}

    class Process:
        def __init__(self, command, **options):
            seen.update(options, command=command)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def wait(self):
            return 0

    monkeypatch.setattr(lab.subprocess, "Popen", Process)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert open_lab(lay_out(here), here) == 0
    root, other = seen["env"]["PYTHONPATH"].split(os.pathsep)
    assert (Path(root) / "pyproject.toml").is_file()
    assert other == "elsewhere"
    starter = ["pmo_toolkit.core.processes.child_start", str(os.getpid()), "jupyterlab"]
    assert seen["command"][:6] == [sys.executable, "-P", "-m", *starter]
