"""A merge of two invented PMOs, with everything that its page shows."""

from __future__ import annotations

from pmo_toolkit.merging.base.shapes import (
    CellChange,
    Conflict,
    Joined,
    Member,
    Merge,
    Question,
    RowChange,
    Statement,
    TableChanges,
)

ONE, OTHER = "Larkmoor Water (fictional)", "Mill Lane Housing (fictional)"
TITLE = "One front door for customer requests"


def invented() -> Merge:
    """Two PMOs with other money, two budgets of what may be one proposal, edits and changes."""
    budgets = (
        Statement("WATER", ONE, "proposals.csv", 2, "460000 EUR 2026"),
        Statement("MILL", OTHER, "proposals.csv", 2, "520000 CHF 2025"),
    )
    prices = (
        Statement("WATER", ONE, "workspace.toml", None, "EUR 2026"),
        Statement("MILL", OTHER, "workspace.toml", None, "CHF 2025"),
    )
    row = RowChange("WATER-P-001", (CellChange("requested_budget", "450000", "460000"),))
    return Merge(
        name="Two PMOs",
        folder="joint",
        version="0",
        members=(
            Member(
                "WATER",
                ONE,
                "water-pmo",
                {"proposals": 24, "judgements": 527, "capacity": 192, "proposal_goals": 41},
                {f"WATER-P-{number:03}": TITLE for number in range(1, 25)},
            ),
            Member("MILL", OTHER, "mill-pmo", {"proposals": 1}, {"MILL-P-001": TITLE}),
        ),
        rows={"proposals": 25, "judgements": 527},
        questions=(
            Question("proposal", "", "WATER-P-001", "MILL-P-001", TITLE, TITLE, "the same name"),
            Question("goal", "", "WATER-G-1", "MILL-G-1", "Leaks", "Leaks", "", answer="same"),
            Question("value", "goals G-1 target", "WATER", "MILL", "48", "50", "both state it"),
        ),
        joined=(Joined("goal", "WATER-G-1", ("WATER-G-1", "MILL-G-1"), "Leaks"),),
        conflicts=(
            Conflict(
                "proposal",
                "WATER-P-001 and MILL-P-001, requested budget",
                budgets,
                "both stand, each with its own proposal",
                is_open=True,
            ),
            Conflict("declaration", "prices", prices, f"what {ONE} declares holds for all", False),
        ),
        missing_rates=("CHF 2025 to EUR 2026: 4 rows",),
        changes={"proposals": TableChanges(added=(RowChange("MILL-P-001"),), changed=(row,))},
        edits={"proposals": TableChanges(changed=(row,))},
        remarks=("the weight of a goal is its share among the 12 goals of all PMOs",),
    )
