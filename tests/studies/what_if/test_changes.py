"""Changes as data, and the workspace in which they are made."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import UsageError, WorkspaceError
from pmo_toolkit.studies.what_if.changes import (
    NO_CHANGES,
    CellChange,
    Changes,
    cell,
    changed_workspace,
    only_option,
    range_times,
    row_of,
    starts_later,
    without,
)
from pmo_toolkit.workspace.dictionary.tables import ROW

_cells = st.builds(
    CellChange,
    st.sampled_from(("costs", "risks", "proposals")),
    st.integers(2, 9),
    st.sampled_from(("low", "title")),
    st.one_of(st.none(), st.text(max_size=4), st.floats(allow_nan=False, allow_infinity=False)),
)
_changes = st.builds(
    Changes,
    st.frozensets(_cells, max_size=4),
    st.frozensets(st.tuples(st.sampled_from(("costs", "risks")), st.integers(2, 9)), max_size=3),
)


def _row(workspace, table, column, key) -> int:
    rows = workspace.table(table)
    return int(rows.loc[rows[column] == key, ROW].iloc[0])


@settings(max_examples=25)
@given(_changes)
def test_changes_survive_json(changes):
    assert Changes.from_dict(json.loads(json.dumps(changes.as_dict()))) == changes


@settings(max_examples=25)
@given(_changes, _changes)
def test_the_later_of_two_changes_of_a_cell_counts(one, other):
    both = one | other
    assert other.cells <= both.cells
    assert both.left_out == one.left_out | other.left_out
    assert one | NO_CHANGES == one


def test_a_changed_workspace_says_what_was_changed_and_the_first_one_does_not(workspace):
    place = _row(workspace, "proposals", "id", "P-007")
    before = workspace.table("proposals").copy()
    copy = changed_workspace(workspace, cell("proposals", place, "requested_budget", 1234.0))
    assert row_of(copy, "proposals", place)["requested_budget"] == 1234
    assert before.equals(workspace.table("proposals"))
    assert copy.input_hash != workspace.input_hash


def test_a_table_that_was_checked_is_taken_again(workspace):
    place = _row(workspace, "proposals", "id", "P-007")
    typed, change = {}, cell("proposals", place, "requested_budget", 1234.0)
    first = changed_workspace(workspace, change, typed)
    again = changed_workspace(workspace, change, typed)
    assert first.tables["proposals"] is again.tables["proposals"]
    assert first.input_hash == again.input_hash


def test_an_option_alone_leaves_doing_nothing_and_no_row_of_the_others(workspace):
    options = workspace.table("options")
    own = options[options["proposal"] == "P-007"]
    kept = own.loc[own["kind"] != "nothing", "id"].iloc[0]
    copy = changed_workspace(workspace, only_option(workspace, "P-007", kept))
    left = copy.table("options")
    assert set(left.loc[left["proposal"] == "P-007", "kind"]) == {
        "nothing",
        own.loc[own["id"] == kept, "kind"].iloc[0],
    }
    gone = set(own["id"]) - set(left["id"])
    assert gone and not gone & set(copy.table("costs")["option"])


def test_a_start_moves_with_its_finish_and_keeps_its_width(workspace):
    place = _row(workspace, "proposals", "id", "P-007")
    stated = row_of(workspace, "proposals", place)
    copy = changed_workspace(workspace, starts_later(workspace, "P-007", 12))
    moved = row_of(copy, "proposals", place)
    for column in ("start_window", "wanted_finish"):
        years = [str(int(part[:4]) + 1) + part[4:] for part in stated[column].split("/")]
        assert moved[column] == "/".join(years)
    assert starts_later(workspace, "P-007", 0) == NO_CHANGES


def test_a_range_keeps_its_shape(workspace):
    place = int(workspace.table("benefits")[ROW].iloc[0])
    before = row_of(workspace, "benefits", place)
    after = row_of(
        changed_workspace(workspace, range_times(workspace, "benefits", place, 0.5)),
        "benefits",
        place,
    )
    assert [after[end] for end in ("low", "mode", "high")] == [
        before[end] / 2 for end in ("low", "mode", "high")
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (cell("history", 2, "class", "x"), "cannot change the table history"),
        (cell("proposals", 999, "title", "x"), "has no row 999"),
        (cell("proposals", 2, "colour", "x"), "has no column 'colour'"),
        (without("risks", [999]), "has no row 999"),
    ],
)
def test_what_cannot_be_changed_is_said(workspace, changes, words):
    with pytest.raises(UsageError, match=words):
        changed_workspace(workspace, changes)


def test_low_above_high_is_refused_as_reading_refuses_it(workspace):
    place = int(workspace.table("benefits")[ROW].iloc[0])
    with pytest.raises(WorkspaceError, match="low"):
        changed_workspace(workspace, cell("benefits", place, "low", 1e12))


def test_nobody_has_an_option_that_is_not_there(workspace):
    with pytest.raises(UsageError, match="has no option"):
        only_option(workspace, "P-007", "O-999")
