"""What-ifs are kept beside the tables, never over them."""

from __future__ import annotations

import json
import shutil

import pytest

from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.studies.what_if.changes import NO_CHANGES, cell, without
from pmo_toolkit.studies.what_if.keeping import WHAT_IFS, keep_what_if, kept_what_ifs
from pmo_toolkit.workspace import load_workspace

CHANGES = cell("proposals", 8, "requested_budget", 5e5) | without("risks", [3])


@pytest.fixture
def copy(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "ws")
    return tmp_path / "ws"


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != WHAT_IFS}


def test_what_is_kept_is_read_again_and_no_table_is_touched(copy, workspace):
    before = _files(copy)
    kept = keep_what_if(copy, workspace, "  half the\tmoney ", "P-007", CHANGES)
    other = keep_what_if(copy, workspace, "later", "P-007", CHANGES)
    assert kept.name == "half the money"
    assert kept_what_ifs(copy) == (kept, other)
    assert _files(copy) == before
    assert load_workspace(copy).input_hash == workspace.input_hash


def test_figures_are_kept_to_their_last_digit(copy, workspace):
    exact = cell("proposals", 8, "requested_budget", 1_234_567.89)
    keep_what_if(copy, workspace, "exact", "P-007", exact)
    assert kept_what_ifs(copy)[0].changes == exact


def test_the_same_name_of_the_same_proposal_is_replaced(copy, workspace):
    keep_what_if(copy, workspace, "a", "P-007", CHANGES)
    keep_what_if(copy, workspace, "a", "P-006", CHANGES)
    keep_what_if(copy, workspace, "a", "P-007", without("risks", [2]))
    found = {entry.proposal: entry.changes for entry in kept_what_ifs(copy)}
    assert found == {"P-007": without("risks", [2]), "P-006": CHANGES}


def test_rows_that_have_changed_since_are_named(workspace, copy):
    kept = keep_what_if(copy, workspace, "a", "P-007", CHANGES)
    assert kept.differences(workspace) == ()
    key = workspace.table("proposals").query("_row == 8")["id"].iloc[0]
    changed = workspace.with_values("proposals", key, requested_budget=7.0)
    assert "requested_budget 7 now" in kept.differences(changed)[0]
    risks = workspace.table("risks")
    gone = workspace.with_rows("risks", risks[risks["_row"] != 3])
    assert kept.differences(gone) == ("row 3 of risks is not there any more",)


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_name_is_needed(copy, workspace, name):
    with pytest.raises(UsageError, match="needs a name"):
        keep_what_if(copy, workspace, name, "P-007", CHANGES)


def test_nothing_to_keep_and_the_sample_are_refused(copy, workspace):
    with pytest.raises(UsageError, match="nothing is changed"):
        keep_what_if(copy, workspace, "a", "P-007", NO_CHANGES)
    with pytest.raises(UsageError, match="pmo sample"):
        keep_what_if("sample", workspace, "a", "P-007", CHANGES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": 99, "what_ifs": []}', "newer version"),
        ("{", "cannot be read"),
        ('{"version": 1, "what_ifs": [{"name": "a"}]}', "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_left_alone(copy, workspace, text, words):
    (copy / WHAT_IFS).write_text(text, encoding="utf-8")
    with pytest.raises(PmoError, match=words):
        keep_what_if(copy, workspace, "a", "P-007", CHANGES)
    assert (copy / WHAT_IFS).read_text(encoding="utf-8") == text


def test_a_write_that_fails_leaves_the_old_file(copy, workspace, monkeypatch):
    keep_what_if(copy, workspace, "a", "P-007", CHANGES)
    before = (copy / WHAT_IFS).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pmo_toolkit.core.atomic_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_what_if(copy, workspace, "b", "P-007", CHANGES)
    assert (copy / WHAT_IFS).read_bytes() == before
    assert json.loads(before)["what_ifs"][0]["name"] == "a"


def test_beside_a_workbook_it_has_the_workbooks_name(copy, workspace, tmp_path):
    book = tmp_path / "intake.xlsx"
    book.touch()
    keep_what_if(book, workspace, "a", "P-007", CHANGES)
    assert (tmp_path / f"intake.{WHAT_IFS}").is_file()
