"""Why an estimate is what it is: finished projects like the proposal, and what each driver does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.estimating.drivers import DriverTable
from pmo_toolkit.analysis.estimating.estimate import Analogue, Effect
from pmo_toolkit.analysis.estimating.measured import Measured
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.explanation import what_if
from pmo_toolkit.analysis.estimating.model.nearest import nearest_analogues

_ANALOGUES, _FACTS, _EFFECTS = 5, 4, 6
#: Weight in the distance of a driver that predicts nothing, as a share of the weightiest one's.
_LEAST_WEIGHT = 0.1


def analogues_of(
    projects: pd.DataFrame,
    actual: str,
    proposal: Mapping[str, Any],
    drivers: DriverTable,
    measured: Measured,
) -> tuple[Analogue, ...]:
    """The finished projects most like a proposal, by the drivers used.

    Each driver weighs as much as it predicts.

    Parameters
    ----------
    projects : DataFrame
        Finished projects, aligned with the rows of `drivers`.
    actual : str
        Column of the actuals, such as ``"actual_cost"``.
    proposal : mapping
    drivers : DriverTable
    measured : Measured
        Its importances are the weights.
    """
    gains = {name: max(0.0, factor - 1) for name, factor in measured.importances}
    most = max(gains.values(), default=0.0) or 1.0
    weights = {
        name: max(gains.get("size" if name.startswith("size") else name, 0.0), _LEAST_WEIGHT * most)
        for name in drivers.history.names
    }
    wanted = min(_ANALOGUES, len(projects))
    nearest = nearest_analogues(
        drivers.history, projects[actual], drivers.proposal, k=wanted + 1, weights=weights
    )
    distances = nearest.table["distance"].tolist()
    if len(distances) > wanted and distances[0] == distances[-1]:
        # Too little is stated to tell near from far: any choice would be arbitrary.
        return ()
    estimate = actual.replace("actual_", "estimate_", 1)
    shown = sorted(
        (name for name in drivers.used if name != estimate),
        key=lambda name: -_weight(name, nearest.weights),
    )[:_FACTS]
    analogues = []
    for place, distance in zip(nearest.table["project"][:wanted], distances[:wanted], strict=True):
        row = projects.loc[place]
        facts = [(name, _value(row, name)) for name in shown if pd.notna(row[name])]
        stated = row[estimate] if estimate in projects and pd.notna(row[estimate]) else None
        analogues.append(
            Analogue(
                project=str(row["project"]) if "project" in projects else str(place),
                title=str(row["title"]) if "title" in projects and pd.notna(row["title"]) else "",
                distance=float(distance),
                actual=float(row[actual]),
                estimate=None if stated is None else float(stated),
                facts=tuple(facts),
            )
        )
    return tuple(analogues)


def effects_of(model: EffortEstimator, drivers: DriverTable) -> tuple[Effect, ...]:
    """What 10 % more of each number, one step of each rating and each other label would do.

    Largest first.

    Of a category only the label with the largest effect is kept; its unit of size is not something
    to change.
    """
    changes = what_if(model, drivers.history, drivers.proposal)
    stated = {
        name
        for name in drivers.proposal.columns
        if name != "size_unit" and not _other_size(name, drivers)
    }
    effects: dict[str, Effect] = {}
    for _, row in changes.iterrows():
        name = str(row["driver"])
        if name in stated and name not in effects:
            effects[name] = Effect(
                name, str(row["change"]), float(row["prediction"]), float(row["effect"])
            )
    return tuple(list(effects.values())[:_EFFECTS])


def _other_size(name: str, drivers: DriverTable) -> bool:
    """Whether a column holds sizes in a unit that the proposal is not sized in."""
    if not name.startswith("size in ") or "size_unit" not in drivers.proposal:
        return False
    return name != f"size in {drivers.proposal['size_unit'].iloc[0]}"


def _weight(name: str, weights: Mapping[str, float]) -> float:
    if name == "size":
        return max(
            (weight for driver, weight in weights.items() if driver.startswith("size in ")),
            default=0.0,
        )
    return weights.get(name, 0.0)


def _value(row: pd.Series, name: str) -> str:
    value = row[name]
    text = f"{value:,.4g}" if isinstance(value, float) else str(value)
    if name == "size" and "size_unit" in row and pd.notna(row["size_unit"]):
        return f"{text} {row['size_unit']}"
    return text
