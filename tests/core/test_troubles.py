"""Troubles: all of them, none of them drowned."""

from __future__ import annotations

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.troubles import LISTED, OF_A_PROPOSAL, Troubles, rows_in_words


def test_the_gravest_come_first_then_by_table_row_and_column():
    troubles = Troubles()
    troubles.finding("proposals", "odd")
    troubles.row("costs", "bad", row=9, column="b")
    troubles.row("costs", "bad", row=9, column="a")
    troubles.row("proposals", "bad", row=3)
    troubles.fault("risks", "broken")
    troubles.fault("workspace", "broken")
    told = [(t.grade.value, t.table, t.row, t.column) for t in troubles.all()]
    assert told == [
        ("fault", "workspace", None, None),
        ("fault", "risks", None, None),
        ("row fault", "proposals", 3, None),
        ("row fault", "costs", 9, "a"),
        ("row fault", "costs", 9, "b"),
        ("finding", "proposals", None, None),
    ]


def test_findings_of_one_sort_are_one_trouble():
    troubles = Troubles()
    for row, found in ((9, "TBD"), (3, "?"), (5, "tbd")):
        troubles.group("costs", "not known", row=row, column="low", found=found, proposal=f"P{row}")
    (trouble,) = troubles.all()
    assert (trouble.grade, trouble.row, trouble.found, trouble.proposal) == (
        Grade.FINDING,
        3,
        "TBD · ?",
        None,
    )
    assert trouble.what == "not known (rows 3, 5 and 9)"


def test_a_lone_finding_names_its_proposal():
    troubles = Troubles()
    troubles.group("costs", "not known", row=9, column="low", proposal="P1")
    (trouble,) = troubles.all()
    assert (trouble.what, trouble.proposal) == ("not known", "P1")


def test_rows_in_words():
    assert rows_in_words([4]) == "row 4"
    assert rows_in_words([9, 4, 4]) == "rows 4 and 9"
    assert (
        rows_in_words(range(2, 32)) == "30 rows: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 18 more"
    )


def test_endless_repetition_is_counted_but_never_where_a_proposal_fails():
    troubles = Troubles()
    for row in range(1000):
        troubles.row("history", "bad", row=row, column="size")
        troubles.row("proposals", "bad", row=row, column="size", proposal=f"P{row}")
    told = troubles.all()
    assert sum(t.table == "proposals" for t in told) == 1000
    assert sum(t.table == "history" for t in told) == LISTED + 1
    (rest,) = [t for t in told if "900 further rows" in t.what]
    assert (rest.rows, rest.reason) == (tuple(range(LISTED, 1000)), "bad")


def test_findings_of_cells_are_told_of_each_proposal_with_its_own_row():
    troubles = Troubles()
    for row, found, proposal in ((2, "Idee", "P1"), (3, "Plan", "P2"), (9, "Plan", None)):
        troubles.group("costs", "odd", row=row, column="low", found=found, proposal=proposal)
    troubles.group("costs", "absent", row=2, column="x", proposal="P1", of_cells=False)
    told = troubles.by_proposal()
    assert {proposal: [(t.row, t.found) for t in found] for proposal, found in told.items()} == {
        "P1": [(2, "Idee")],
        "P2": [(3, "Plan")],
    }
    (both,) = [trouble for trouble in troubles.all() if trouble.column == "low"]
    assert (both.rows, both.reason) == ((2, 3, 9), "odd")


def test_a_proposal_with_very_many_findings_lists_some():
    troubles = Troubles()
    for row in range(500):
        troubles.group("costs", "odd", row=row, column="low", proposal="P1")
    assert len(troubles.by_proposal()["P1"]) == OF_A_PROPOSAL
