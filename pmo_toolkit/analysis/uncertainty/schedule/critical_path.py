"""The critical path by the formulas of PERT, to set beside the simulation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.uncertainty.sampling.inputs import Lognormal
from pmo_toolkit.analysis.uncertainty.schedule.network import Network


@dataclass(frozen=True)
class ClassicalPath:
    """The path that is longest by mean durations, and the textbook's normal approximation.

    It takes no other path into account, so it is too sure and too short wherever paths run side by
    side; it stands beside the simulation to show by how much.

    Parameters
    ----------
    path : tuple of str
        Names of its activities.
    mean_days : float
        Sum of (low + 4 mode + high) / 6.
    variance_days2 : float
        Sum of ((high − low) / 6)².
    """

    path: tuple[str, ...]
    mean_days: float
    variance_days2: float


def classical_path(network: Network) -> ClassicalPath:
    """Mean and variance along the critical path by the formulas of PERT (Malcolm and others 1959).

    Raises
    ------
    ValueError
        If a duration is not a three-point range.
    """
    means, variances = [], []
    for activity in network.activities:
        if isinstance(activity.duration, Lognormal):
            raise ValueError(
                f"activity “{activity.name}”: the PERT formulas need a three-point range"
            )
        means.append(
            (activity.duration.low + 4 * activity.duration.mode + activity.duration.high) / 6
        )
        variances.append((activity.duration.width / 6) ** 2)
    column = np.array(means)[:, None]
    ends = network.ends(column)[:, 0]
    at: int | None = int(np.argmax(ends))
    path = []
    while at is not None:
        path.append(at)
        at = max(network.before[at], key=lambda position: ends[position], default=None)
    path.reverse()
    return ClassicalPath(
        tuple(network.activities[position].name for position in path),
        float(sum(means[position] for position in path)),
        float(sum(variances[position] for position in path)),
    )
