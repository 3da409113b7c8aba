"""What-if copies of a workspace: checked, and everything else kept."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.assessment import assess_proposal, prepare
from pmo_toolkit.core.errors import UsageError, WorkspaceError
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, read_workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES

QUICK = Settings.of(draws=512, standing_draws=500)
DAY = "2026-01-15"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return read_workspace(place("sample"), settings=QUICK)


@pytest.mark.parametrize("table", TABLES)
def test_the_same_rows_are_the_same_table(workspace, table):
    copy = workspace.with_rows(table, workspace.table(table))
    pd.testing.assert_frame_equal(copy.table(table).copy(), workspace.table(table).copy())


def test_one_value_is_changed_in_the_copy_alone(workspace):
    copy = workspace.with_values("proposals", "P-001", requested_budget=123_456)
    budgets = copy.table("proposals").set_index("id")["requested_budget"]
    assert budgets["P-001"] == 123_456
    assert workspace.table("proposals").set_index("id")["requested_budget"]["P-001"] != 123_456
    assert copy.proposal_ids == workspace.proposal_ids
    assert copy.input_hash != workspace.input_hash
    empty = workspace.with_values("proposals", "P-001", requested_budget=None)
    assert empty.table("proposals")["requested_budget"].isna()[0]


@pytest.mark.parametrize(
    ("table", "key", "values", "told"),
    [
        (
            "proposals",
            "P-001",
            {"requested_budget": -5},
            ["proposals, row 2", "requested_budget", "-5"],
        ),
        ("proposals", "P-001", {"requested_budget": "much"}, ["requested_budget", "much"]),
        ("proposals", "P-001", {"stage": "nowhere"}, ["stage", "nowhere"]),
        ("goals", "G-01", {"weight": "heavy"}, ["goals", "weight", "heavy"]),
        ("options", "P-001-A", {"proposal": "P-999"}, ["options", "P-999"]),
    ],
)
def test_a_bad_value_is_told_with_its_place(workspace, table, key, values, told):
    ids = list(workspace.table(table)["id"])
    with pytest.raises(WorkspaceError) as caught:
        workspace.with_values(table, key if key in ids else ids[0], **values)
    for part in told:
        assert part in str(caught.value)


def test_a_row_that_others_need_cannot_go(workspace):
    options = workspace.table("options")
    with pytest.raises(WorkspaceError, match="costs"):
        workspace.with_rows("options", options.iloc[1:])


def test_what_does_not_exist_is_refused_with_the_nearest(workspace):
    with pytest.raises(UsageError, match="did you mean 'requested_budget'"):
        workspace.with_values("proposals", "P-001", requested_budgt=1)
    with pytest.raises(UsageError, match="no row 'P-01'; did you mean 'P-0"):
        workspace.with_values("proposals", "P-01", requested_budget=1)
    with pytest.raises(UsageError, match="with_rows"):
        workspace.with_values("costs", "P-001", low=1)
    with pytest.raises(KeyError, match="goals"):
        workspace.with_rows("gaols", pd.DataFrame())
    with pytest.raises(UsageError, match="no column"):
        workspace.with_rows("goals", workspace.table("goals").assign(colour="red"))


def test_a_copy_keeps_what_was_learnt_and_drawn(workspace):
    first = assess_proposal(workspace, "P-003", as_of=DAY)
    copy = workspace.with_values("proposals", "P-003", requested_budget=1_000)
    made = assess_proposal(copy, "P-003", as_of=DAY)
    before, after = prepare(workspace, as_of=DAY), prepare(copy, as_of=DAY)
    assert after.learnt is before.learnt and after.standing is before.standing
    assert after is not before and after.workspace is copy
    assert made.proposal.requested_budget == 1_000 != first.proposal.requested_budget
    assert made.provenance.input_hash != first.provenance.input_hash
    other = copy.with_rows("history", copy.table("history").iloc[:-1])
    assert prepare(other, as_of=DAY).learnt is not before.learnt
    again = copy.with_values("proposals", "P-003", requested_budget=first.proposal.requested_budget)
    assert assess_proposal(again, "P-003", as_of=DAY).to_json() == first.to_json()


def test_other_answers_are_refused_since_they_would_fill_no_cell(workspace):
    with pytest.raises(UsageError, match="answers fill cells of other tables where a workspace"):
        workspace.with_rows("answers", workspace.table("answers").iloc[:0])
