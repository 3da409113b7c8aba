"""Public data sets of finished projects as histories, in the units that their sources document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

_MONTH = 365.25 / 12
_EFFORT, _DAYS = "actual_effort_person_hours", "actual_duration_days"
#: Data set → our column → (its column, unit in our units, unit by its name).
#: A month of work has 152 hours in COCOMO and in data sets of its time.
SETS: Mapping[str, Mapping[str, tuple[str, float, str]]] = {
    "albrecht": {_EFFORT: ("Effort", 1000, "")},
    "china": {_EFFORT: ("Effort", 1, ""), _DAYS: ("Duration", _MONTH, "months")},
    "cocomo81": {_EFFORT: ("actual", 152, "person-months")},
    "desharnais": {_EFFORT: ("Effort", 1, ""), _DAYS: ("Length", _MONTH, "months")},
    "ebspm": {
        _EFFORT: ("Actual_effort_hours", 1, ""),
        _DAYS: ("Actual_duration_months", _MONTH, "months"),
        "actual_cost": ("Actual_cost_EUR", 1, ""),
    },
    "finnish": {_EFFORT: ("dev.eff.hrs.", 1, "")},
    "kemerer": {
        _EFFORT: ("EffortMM", 152, "person-months"),
        _DAYS: ("Duration", _MONTH, "months"),
    },
    "kitchenham": {
        _EFFORT: ("Actual.effort", 1, ""),
        "estimate_effort_person_hours": ("First.estimate", 1, ""),
        _DAYS: ("Actual.duration", 1, ""),
    },
    "maxwell": {_EFFORT: ("Effort", 1, ""), _DAYS: ("Duration", _MONTH, "months")},
    "miyazaki94": {_EFFORT: ("MM", 152, "person-months")},
    "nasa93": {_EFFORT: ("act_effort", 152, "person-months")},
    "seera": {
        _EFFORT: ("Actual effort", 1, ""),
        "estimate_effort_person_hours": ("Estimated effort", 1, ""),
        _DAYS: ("Actual duration", _MONTH, "months"),
        "estimate_duration_days": ("Estimated duration", _MONTH, "months"),
    },
}


def write_history(public_data: Path, name: str, folder: Path, *, converted: bool) -> Path:
    """A workspace with that history and one proposal, in our units or as the source has it."""
    raw = pd.read_csv(public_data / "effort" / f"{name}.csv")
    table = pd.DataFrame({"project": [f"H{number}" for number in range(len(raw))]})
    for column, (theirs, factor, _) in SETS[name].items():
        amounts = pd.to_numeric(raw[theirs], errors="coerce")
        table[column] = amounts * (factor if converted else 1)
    folder.mkdir(parents=True)
    table.to_csv(folder / "history.csv", index=False)
    (folder / "proposals.csv").write_text("id,title\nP1,One\n", encoding="utf-8")
    (folder / "workspace.toml").write_text(
        'currency = "EUR"\nlocale = "en_GB"\nhours_per_day = 8\n', encoding="utf-8"
    )
    return folder
