"""The check of command, page and notebook tells of history, proposals and IT's offer alike."""

from __future__ import annotations

from pmo_toolkit.studies.checks.workspace import checked_workspace
from tests.workspace.builders import read


def test_findings_of_every_kind_are_added(tmp_path):
    workspace = read(
        tmp_path,
        "as_of = 2026-11-20\n",
        capabilities="id,title,parent\nA,Care,B\nB,Admit,A\n",
        activities="proposal,activity,predecessors,duration_days_mode\nP1,a,b,5\nP1,b,a,5\n",
        history=(
            "project,title,finish_date,estimate_cost,actual_cost\n"
            + "".join(f"H{n},Old,20{31 + n}-01-01,10,12\n" for n in range(8))
        ),
    )
    before = {one.table for one in workspace.troubles if "circle" in one.what}
    checked = checked_workspace(workspace)
    added = {one.table for one in checked.troubles[len(workspace.troubles) :]}
    assert not before and {"capabilities", "activities", "history"} <= added


def test_a_sound_workspace_is_left_as_it_is(tmp_path):
    workspace = read(tmp_path, "as_of = 2026-11-20\n")
    assert checked_workspace(workspace) is workspace
