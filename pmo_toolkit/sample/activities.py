"""Networks of activities.

Three of the hand-written proposals have been planned that far, the others have not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import cost_range, stream

Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One activity: name, words, predecessors, most likely calendar days, correlation group."""

    name: str
    title: str
    after: Sequence[str]
    days: int
    group: str | None = None


#: Theme → its activities. People's work is of the group of the cost elements that pay for it.
_NETWORKS: MappingProxyType[str, tuple[Step, ...]] = MappingProxyType(
    {
        "front-door": (
            Step("A1", "Agree with all teams how requests are handled", (), 45, "labour"),
            Step("A2", "Choose the supplier and sign", (), 60),
            Step("A3", "Configure the service", ("A1", "A2"), 70, "labour"),
            Step("A4", "Connect telephone, website and billing", ("A2",), 80, "labour"),
            Step("A5", "Clean old requests and move them", ("A1",), 75, "labour"),
            Step("A6", "Train the teams", ("A3",), 40),
            Step("A7", "Trial with one team", ("A3", "A4", "A5"), 35),
            Step("A8", "Open for all customers", ("A6", "A7"), 20),
        ),
        "sign-on": (
            Step("A1", "Collect access rights of all systems", (), 50, "labour"),
            Step("A2", "Choose the supplier and sign", (), 70),
            Step("A3", "Describe the rights of each post", ("A1",), 80, "labour"),
            Step("A4", "Set up the platform", ("A2",), 40, "labour"),
            Step("A5", "Connect the first systems", ("A4",), 60, "labour"),
            Step("A6", "Connect the remaining systems", ("A5",), 90, "labour"),
            Step("A7", "First review by managers", ("A3", "A5"), 45),
            Step("A8", "Second factor for everyone", ("A5",), 60),
            Step("A9", "Audit and handover", ("A6", "A7", "A8"), 25),
        ),
        "asset-register": (
            Step("A1", "Agree on the rules of the register", (), 40, "labour"),
            Step("A2", "Order labels and test them outdoors", (), 75),
            Step("A3", "Compare register and network map", ("A1",), 60, "labour"),
            Step("A4", "Correct and label the first district", ("A2", "A3"), 45, "labour"),
            Step("A5", "Correct and label the northern districts", ("A4",), 110, "labour"),
            Step("A6", "Correct and label the southern districts", ("A4",), 100, "labour"),
            Step("A7", "Train those who keep entries right", ("A4",), 30),
            Step("A8", "Check of 600 assets and handover", ("A5", "A6", "A7"), 20),
        ),
    }
)


def activity_rows(case: Case) -> list[Row]:
    """Rows of ``activities``; most proposals have none yet."""
    rng = stream(case.seed, "activities", case.index)
    rows: list[Row] = []
    for step in _NETWORKS.get(case.theme.key, ()):
        low, mode, high = cost_range(rng, step.days, 1.3)
        rows.append(
            {
                "proposal": case.id,
                "activity": step.name,
                "title": step.title,
                "predecessors": "; ".join(step.after),
                "duration_days_low": low,
                "duration_days_mode": mode,
                "duration_days_high": high,
                "correlation_group": step.group,
            }
        )
    return rows
