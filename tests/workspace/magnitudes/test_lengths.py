"""Times that reach beyond any plan."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import Grade
from tests.workspace.builders import one, read, told

PROPOSALS = "id,title\nP1,First\nP2,Second\n"
TIES = "from,to,type,lag_days\n"


@pytest.mark.parametrize("lag", [100_000, -100_000, 3654])
def test_a_lag_beyond_any_plan_is_a_finding_with_its_row_and_is_kept(tmp_path, lag):
    ties = f"{TIES}P1,P2,relates,30\nP2,P1,requires,{lag}\n"
    workspace = read(tmp_path, proposals=PROPOSALS, dependencies=ties)
    trouble = one(workspace, says="longer than 10 years")
    assert (trouble.grade, trouble.table, trouble.row) == (Grade.FINDING, "dependencies", 3)
    assert (trouble.column, trouble.found) == ("lag_days", str(lag))
    assert sorted(workspace.table("dependencies")["lag_days"]) == sorted([30.0, lag])


def test_ten_years_are_no_finding_and_months_are_counted_as_months(tmp_path):
    ties = f"{TIES}P2,P1,requires,3653\n"
    options = "id,proposal,kind,months_to_benefit\nO1,P1,build,120\nO2,P2,build,130\n"
    workspace = read(tmp_path, proposals=PROPOSALS, dependencies=ties, options=options)
    trouble = one(workspace, says="longer than 10 years")
    assert (trouble.table, trouble.row, trouble.column) == ("options", 3, "months_to_benefit")
    assert trouble.expected == "at most 120"
    assert not told(workspace, says="looks like")
