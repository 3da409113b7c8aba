"""Proposals of two PMOs that ask for the same in other words."""

from __future__ import annotations

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.merging.base.shapes import MergedRow
from pmo_toolkit.merging.comparing.lookalikes import lookalikes
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig

NEED = "Customers cannot see where their request stands and call again and again."


def proposals(*rows):
    cells = [{"id": name, "title": title, "need": need} for name, title, need in rows]
    return {"proposals": [MergedRow(row, ()) for row in cells]}


def test_the_same_need_is_asked_of_both_pmos_and_not_within_one():
    rows = proposals(
        ("B-1", "Portal for customers", NEED),
        ("A-9", "Portal for customers", NEED),
        ("B-3", "Pumps", "Pumps stop at night."),
        ("B-4", "Pumps", "Pumps stop at night."),
        ("B-2", "New roof for the depot", "The roof of the depot leaks when it rains."),
    )
    questions, remarks = lookalikes(rows, WorkspaceConfig(), Settings(), ["B", "A"])
    assert {(question.a, question.b) for question in questions} == {("B-1", "A-9")}
    assert all(question.kind == "proposal" and question.why for question in questions)
    assert remarks == []


def test_more_than_a_report_compares_are_left_to_the_command():
    rows = proposals(*((f"A-{number}", "Portal", NEED) for number in range(5)))
    settings = Settings.of(overlap_most_in_report=4)
    questions, remarks = lookalikes(rows, WorkspaceConfig(), settings, ["A"])
    assert questions == []
    assert "pmo overlaps" in remarks[0]
