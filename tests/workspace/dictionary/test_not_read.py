"""Rows that are marked as an example are passed over, told, and read once the mark is gone."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.places import place
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.not_read import (
    MARKS,
    ExampleRow,
    example_rows,
    is_not_read,
    only_explains,
)
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


def test_the_sample_holds_no_example():
    workspace = read_workspace(place("sample"))
    assert told(workspace, says="figures of the example") == []


@pytest.mark.parametrize("language", MARKS)
def test_an_example_is_known_by_all_that_is_filled_beside_its_first_cell(language):
    example = example_rows(language)["history"]
    headers = [*example, "own"]
    row = ExampleRow("history", headers)
    cells = ["H-9", *(str(value).upper() for value in list(example.values())[1:]), ""]
    assert row.is_kept(cells)
    assert not row.is_kept([*cells[:-1], "of our own"])
    for position in range(1, len(example)):
        blank, other = list(cells), list(cells)
        blank[position], other[position] = "", "123.25"
        assert row.is_kept(blank) == (headers[position] != "title")
        assert not row.is_kept(other)
    assert not row.is_kept(cells[:3])


def test_the_smallest_workspace_of_the_documents_is_read(tmp_path):
    text = "id,title,department,requested_budget\n"
    text += "P-001,One front door for customer requests,Customer services,460000\n"
    assert list(read(tmp_path, proposals=text).table("proposals")["id"]) == ["P-001"]
