"""A check tells what is odd in capabilities, tickets and items before any page does."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.studies.checks.offer import with_offer_findings
from tests.workspace.builders import read

CONFIG = "as_of = 2026-11-20\n"
SOUND = {
    "capabilities": "id,title,parent\nA,Care,\nB,Admit,A\n",
    "tickets": "ticket,opened,closed,text\n1,2026-10-01,2026-10-02,No paper\n",
    "flow": "team,item,started,done\nWards,1,2026-10-01,2026-10-05\n",
}


def found(folder, **tables):
    """Findings that are added, as (table, column, row, what)."""
    before = read(folder, CONFIG, **{**SOUND, **tables})
    added = with_offer_findings(before).troubles[len(before.troubles) :]
    assert all(one.grade is Grade.FINDING and one.file for one in added)
    return [(one.table, one.column, one.row, one.what) for one in added]


def test_sound_tables_are_left_as_they_are(tmp_path):
    workspace = read(tmp_path, CONFIG, **SOUND)
    assert with_offer_findings(workspace) is workspace
    alone = read(tmp_path / "alone", CONFIG)
    assert with_offer_findings(alone) is alone


def test_a_circle_of_capabilities_is_told_with_its_rows(tmp_path):
    rows = "id,title,parent\nA,Care,B\nB,Admit,A\nC,Pay,\n"
    (one,) = found(tmp_path, capabilities=rows)
    assert one == ("capabilities", "parent", 2, "A and B stand above each other in a circle")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2,2031-01-01,2031-01-02,Later", "opened"),
        ("1,2026-10-03,2026-10-04,Again", "1"),
        ("2,2026-10-03,2031-01-04,Later", "closed"),
    ],
)
def test_odd_tickets_are_told(tmp_path, row, said):
    (one,) = found(tmp_path, tickets=SOUND["tickets"] + row + "\n")
    assert one[0] == "tickets" and said in one[3]


@pytest.mark.parametrize("row", ["Wards,2,2026-10-01,2031-01-05", "Wards,1,,2026-10-07"])
def test_odd_items_are_told(tmp_path, row):
    (one, *_) = found(tmp_path, flow=SOUND["flow"] + row + "\n")
    assert one[0] == "flow" and one[2] is not None
