"""``pmo merge``: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit.merging import tables
from tests.cli.commands import pmo
from tests.merging.offices import GOALS_OF, office


@pytest.fixture(autouse=True)
def without_encoder(monkeypatch):
    monkeypatch.setattr(tables, "lookalikes", lambda *_: ([], []))


@pytest.fixture
def offices(tmp_path):
    return [office(tmp_path / name, goals=GOALS_OF.format(name[0])) for name in ("a-pmo", "b-pmo")]


def test_it_says_what_was_merged_and_what_to_do_next(tmp_path, offices):
    done = pmo("merge", *offices, "--into", tmp_path / "joint", "--json", tmp_path / "m.json")
    assert (done.exit_code, done.stderr) == (0, "")
    for told in ("a-pmo: 1 proposal, 2 rows; ids begin with A-", "Open: 2 questions", "pmo check"):
        assert told in done.stdout
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert data == json.loads((tmp_path / "joint" / "merge.json").read_text(encoding="utf-8"))
    assert pmo("check", tmp_path / "joint").exit_code == 0
    (offices[1] / "goals.csv").write_text(GOALS_OF.format("c"), encoding="utf-8")
    again = pmo("merge", *offices, "--into", tmp_path / "joint")
    assert "measure: b → c" in again.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--prefix", "FIN"], "expected two names with = between them"),
        (["--prefix", "a-pmo=X", "--prefix", "a-pmo=Y"], "is given twice"),
        (["--prefix", "a-pmo=B"], "would both have the prefix B"),
        (["--take", "colour=A"], "nothing that is taken"),
        (["--take", "prices=Z"], "none of the workspaces"),
    ],
)
def test_options_that_cannot_be(tmp_path, offices, options, message):
    done = pmo("merge", *offices, "--into", tmp_path / "joint", *options)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (tmp_path / "joint").exists()


def test_a_workspace_is_not_merged_with_itself(tmp_path, offices):
    done = pmo("merge", offices[0], offices[0], "--into", tmp_path / "joint")
    assert done.exit_code == 2
    assert "are the same workspace" in done.stderr
