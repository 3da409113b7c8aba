"""Rows that are marked as an example are passed over, told, and read once the mark is gone."""

from __future__ import annotations

import pytest

from pmo_toolkit.workspace.dictionary.not_read import MARKS, is_not_read, only_explains
from tests.workspace.builders import one, read, told


@pytest.mark.parametrize("mark", MARKS.values())
def test_a_mark_is_known_however_a_program_saves_it(mark):
    for text in (mark, f"{mark} P-001", f"  {mark.upper()}x", mark.replace(" ", "\u00a0  ")):
        assert is_not_read(text)


@pytest.mark.parametrize("text", ["", "not read", "(not) read", "P-001 (not read)", "(", "Example"])
def test_other_texts_are_no_mark(text):
    assert not is_not_read(text)


def test_marked_rows_are_passed_over_and_told(tmp_path):
    workspace = read(
        tmp_path, proposals="id,title\n(not read) Example: P-9,Nine\nP1,One\n(nicht gelesen) x,y\n"
    )
    assert list(workspace.table("proposals")["id"]) == ["P1"]
    assert list(workspace.table("proposals")["_row"]) == [3]
    assert one(workspace, says="2 rows are marked").found == "proposals, rows 2 and 4"


def test_a_row_that_was_written_over_is_read(tmp_path):
    workspace = read(tmp_path, proposals="id,title\nP-9,(not read) is its title\n")
    assert list(workspace.table("proposals")["title"]) == ["(not read) is its title"]
    assert told(workspace, says="marked") == []


def test_a_mark_counts_in_the_first_filled_cell(tmp_path):
    workspace = read(tmp_path, proposals="extra,id,title\n,(non lu) P-9,Nine\nx,P1,One\n")
    assert list(workspace.table("proposals")["id"]) == ["P1"]


def test_a_sheet_that_explains_is_known():
    assert only_explains("start here") and only_explains("À lire d’abord")
    assert not only_explains("proposals")
