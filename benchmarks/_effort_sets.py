"""Twelve public sets of finished projects: targets, and columns known only after the end.

What this file knows of the sets is known here alone, not in the package.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

#: Set → (target, columns left out: identifiers, what is known only after the end, and the expert's
#: own estimates).
SETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "desharnais": ("Effort", ("Project", "Length")),
    "maxwell": ("Effort", ("Duration",)),
    "miyazaki94": ("MM", ("ID",)),
    "kitchenham": (
        "Actual.effort",
        (
            "Project",
            "Actual.duration",
            "Estimated.completion.date",
            "First.estimate",
            "First.estimate.method",
        ),
    ),
    "cocomo81": ("actual", ("num",)),
    "china": (
        "Effort",
        ("ID", "N_effort", "PDR_AFP", "PDR_UFP", "NPDR_AFP", "NPDU_UFP", "Duration"),
    ),
    "nasa93": ("act_effort", ("recordnumber",)),
    "ebspm": (
        "Actual_cost_EUR",
        (
            "Project_ID",
            "Actual_duration_months",
            "Actual_effort_hours",
            "Defects_process",
            "Defects_first_month",
            "Stakeholder_satisfaction_process",
            "Stakeholder Satisfaction - Product",
            "Perceived_value_overall",
        ),
    ),
    "seera": (
        "Actual effort",
        (
            "ProjID",
            "Actual duration",
            "% project gain (loss)",
            "Estimated effort",
            "Team size",
            "Dedicated team members",
            "Daily working hours",
        ),
    ),
    "finnish": ("dev.eff.hrs.", ("ID", "prod", "lneff")),
    "albrecht": ("Effort", ()),
    "kemerer": ("EffortMM", ("ID", "Duration")),
}
#: Choices between designs were made on these; the other six confirm.
DESIGN = ("desharnais", "maxwell", "china", "nasa93", "ebspm", "finnish")
#: Published best under the protocol rome (Xia et al., "Sequential model optimisation for software
#: effort estimation").
PUBLISHED = {
    "albrecht": 0.640,
    "china": 0.299,
    "desharnais": 0.533,
    "finnish": 0.537,
    "kemerer": 0.550,
    "kitchenham": 0.472,
    "maxwell": 0.545,
    "miyazaki94": 0.528,
}
#: Set → the expert's estimate in it, which the usual tables leave out.
ESTIMATES = {"kitchenham": "First.estimate", "seera": "Estimated effort"}


def load(folder: Path, name: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Drivers and actuals of a set.

    Of desharnais the 77 complete projects, as in the literature.
    """
    target, dropped = SETS[name]
    table = pd.read_csv(folder / f"{name}.csv")
    if name == "desharnais":
        table = table.dropna()
    table = table[table[target] > 0].reset_index(drop=True)
    return table.drop(columns=[target, *dropped]), table[target].to_numpy(dtype=float)
