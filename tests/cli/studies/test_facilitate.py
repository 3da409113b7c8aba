"""``pmo facilitate``: a page, its figures and the notebook, whole or not at all."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit import load_workspace, study_facilitation
from pmo_toolkit.core.canonical_json import canonical_json
from tests.cli.commands import pmo, shell
from tests.facilitations import write_some
from tests.workspace.builders import make

FILES = {"facilitation.html", "facilitation.json", "facilitation.ipynb"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace, the folder of its page, and what was printed."""
    home = tmp_path_factory.mktemp("über all")
    workspace = write_some(home / "some of them")
    config = workspace / "workspace.toml"
    config.write_text(f"{config.read_text(encoding='utf-8')}draws = 1024\n", encoding="utf-8")
    arguments = (workspace.name, "--out", "out")
    done = shell("facilitate", *arguments, cwd=home, timeout=300, PYTHONWARNINGS="default")
    others = [
        line
        for line in done.stderr.decode().splitlines()
        if not line.startswith("assessing proposals: ")  # shown where it takes long
    ]
    assert (done.returncode, others) == (0, []), done.stdout.decode()
    return workspace, home / "out", done.stdout.decode()


def test_three_files_and_nothing_else(made):
    _, out, _ = made
    assert {path.name for path in out.iterdir()} - {".pmo-lock"} == FILES


def test_the_screen_says_what_to_do_first_and_what_to_open(made):
    _, _, printed = made
    assert "What we would do first:" in printed and "Settle: P-021" in printed
    assert "Open out" in printed and "facilitation.html" in printed


def test_the_command_gives_the_numbers_of_python(made):
    workspace, out, _ = made
    found = study_facilitation(load_workspace(workspace))
    assert (out / "facilitation.json").read_text(encoding="utf-8") == canonical_json(
        found.as_dict()
    )


def test_the_page_stands_alone_and_names_no_folder(made):
    workspace, out, _ = made
    page = (out / "facilitation.html").read_text(encoding="utf-8")
    assert "sample data" in page and "<script" not in page and "could not be computed" not in page
    for text in (page, (out / "facilitation.ipynb").read_text(encoding="utf-8")):
        assert str(workspace.parent) not in text


def test_a_faulty_workspace_runs_nothing(faulty, tmp_path):
    done = pmo("facilitate", faulty, "--out", tmp_path / "out")
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_a_workspace_without_a_usable_proposal_is_bad_input(tmp_path):
    workspace = make(
        tmp_path / "workspace",
        proposals="id,title\nP-1,One\n",
        options="id,proposal,kind\nO-1,P-1,SaaS\n",
        costs="option,element,low,mode,high\nO-1,Licence,9,5,1\n",
    )
    done = pmo("facilitate", workspace, "--out", tmp_path / "out")
    assert done.exit_code == 2 and "holds no proposal that can be assessed" in done.output
    assert "Traceback" not in done.output and not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [["--seed", "-1"], ["--as-of", "tomorrow"], ["--timeout", "0"]])
def test_wrong_usage_is_2(workspace, tmp_path, more):
    assert pmo("facilitate", workspace, "--out", tmp_path / "out", *more).exit_code == 2


def test_a_folder_with_other_things_is_refused(workspace, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = pmo("facilitate", workspace, "--out", tmp_path)
    assert done.exit_code == 2 and "mine.txt" in done.output
    assert {path.name for path in tmp_path.iterdir()} >= {"mine.txt"}
    assert not FILES & {path.name for path in tmp_path.iterdir()}


def test_the_json_says_which_day_and_seed(made):
    _, out, _ = made
    found = json.loads((out / "facilitation.json").read_text(encoding="utf-8"))
    assert (found["as_of"], found["sample"], found["failed"]) == ("2026-11-22", True, [])
