"""The scorer sees what is right, missing, wrong, and wrong without a word."""

from __future__ import annotations

import csv
import shutil
from types import SimpleNamespace

import pytest

from pmo_toolkit.workspace import read_workspace
from tests.intake.messy.scoring import score
from tests.intake.messy.workbooks import messy_case


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return messy_case(6, tmp_path_factory.mktemp("messy") / "case")


def _scored(case, folder, *, edit=None, listed=()):
    """The score of a workspace that is the truth but for one edit of its proposals."""
    shutil.copytree(case.truth, folder)
    path = folder / "proposals.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if edit is not None:
        edit(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    notes = {"proposals": tuple(SimpleNamespace(column=column) for column in listed)}
    plan = SimpleNamespace(suggestions=(), applied=(), notes=notes)
    return score(case, SimpleNamespace(plan=plan), read_workspace(folder))


def test_the_truth_itself_is_all_right(case, tmp_path):
    total = _scored(case, tmp_path / "ws")
    assert (total.share, total.missing, total.wrong, total.silent) == (1.0, 0, 0, [])
    assert total.right > 500


def test_a_wrong_cell_counts_and_is_silent_unless_it_was_listed(case, tmp_path):
    def edit(rows):
        rows[0]["title"] = "another"

    total = _scored(case, tmp_path / "a", edit=edit)
    assert (total.wrong, total.missing, len(total.silent)) == (1, 0, 1)
    assert total.silent[0].startswith("proposals.title p-001: 'another' in place of")
    told = _scored(case, tmp_path / "b", edit=edit, listed=("title",))
    assert (told.wrong, told.silent) == (1, [])


def test_a_lost_row_and_a_blank_cell_are_missing(case, tmp_path):
    def edit(rows):
        rows[1]["requested_budget"] = ""
        del rows[0]

    total = _scored(case, tmp_path / "ws", edit=edit)
    assert total.wrong == 0
    assert total.missing >= 5
    assert total.lost["proposals.title"] == 1
    assert total.share < 1
