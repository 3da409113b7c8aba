"""A network of activities drawn many times: when all is done, and which activities decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.uncertainty.sampling.draws import Stream, place_of, stream
from pmo_toolkit.analysis.uncertainty.schedule.network import Network

Draws = NDArray[np.float64]


#: Draws worked on at once: two arrays of activities × 4,096 numbers stay within 20 MB for 300
#: activities.
_CHUNK = 4096


@dataclass(frozen=True)
class ActivityResult:
    """What the simulation says of one activity.

    Parameters
    ----------
    name, title : str
    p10, p50, p90 : float
        Its own duration in days.
    criticality : float
        Chance that it lies on the longest path.
    cruciality : float
        Correlation of its duration with that of the whole, −1 to 1 (Williams 1992); 0 where either
        is certain. An activity can be critical always and, because it is certain, move nothing.
    """

    name: str
    title: str
    p10: float
    p50: float
    p90: float
    criticality: float
    cruciality: float


@dataclass(frozen=True, eq=False)
class NetworkResult:
    """The simulated network.

    Parameters
    ----------
    finish : ndarray of shape (draws,)
        Days from the start to the last end.
    activities : tuple of ActivityResult
        In the order given.
    """

    finish: Draws
    activities: tuple[ActivityResult, ...]


#: Uniform draws `start` to `start + count` of all activities, shape (activities, count).
Uniforms = Callable[[int, int], NDArray[np.float64]]


def activity_streams(
    network: Network, *, proposal: str, draws: int, seed: int, second: bool = False
) -> tuple[Stream, ...]:
    """One stream of uniform draws for each activity.

    `second` gives an independent set for sensitivity indices.
    """
    mark = "|second" if second else ""
    return tuple(
        stream(
            seed,
            f"{proposal}|activity {activity.name}{mark}",
            draws,
            place_of("activity", position, second=second),
        )
        for position, activity in enumerate(network.activities)
    )


def simulate_network(network: Network, uniforms: Uniforms, draws: int) -> NetworkResult:
    """Draw all durations, pass forward for the ends and backward for the longest path, and count.

    Memory is bounded: draws are worked on in chunks.

    Parameters
    ----------
    network : Network
    uniforms : callable
        ``uniforms(start, count)`` gives the uniform draws of that stretch, shape (activities,
        count).
    draws : int
    """
    size = len(network.activities)
    finish = np.empty(draws)
    critical = np.zeros(size)
    sums = np.zeros(
        (3, size)
    )  # of duration, its square, and duration × finish, all from the first chunk's middle
    middle: NDArray[np.float64] | None = None
    centre = 0.0
    for start in range(0, draws, _CHUNK):
        count = min(_CHUNK, draws - start)
        durations = durations_at(network, uniforms(start, count))
        ends = network.ends(durations)
        last = ends.max(axis=0)
        finish[start : start + count] = last
        longest = network.longest_through(durations, ends)
        # sums in another order differ in their last digits
        critical += np.count_nonzero(longest >= last - 1e-9 * np.maximum(last, 1.0), axis=1)
        if middle is None:
            middle, centre = durations.mean(axis=1), float(last.mean())
        durations -= middle[:, None]
        sums[0] += durations.sum(axis=1)
        sums[1] += np.einsum("ij,ij->i", durations, durations)
        sums[2] += durations @ (last - centre)
    variance = sums[1] / draws - (sums[0] / draws) ** 2
    covariance = sums[2] / draws - sums[0] / draws * float(np.mean(finish - centre))
    scale = np.sqrt(np.maximum(variance, 0.0) * float(np.var(finish)))
    cruciality = np.divide(covariance, scale, out=np.zeros(size), where=scale > 1e-12)
    results = []
    for position, activity in enumerate(network.activities):
        p10, p50, p90 = (float(value) for value in activity.duration.at(np.array([0.1, 0.5, 0.9])))
        share, link = (
            float(critical[position] / draws),
            float(np.clip(cruciality[position], -1.0, 1.0)),
        )
        results.append(ActivityResult(activity.name, activity.title, p10, p50, p90, share, link))
    return NetworkResult(finish, tuple(results))


def durations_at(network: Network, uniforms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Durations of all activities in days at uniform draws, both of shape (activities, draws)."""
    durations = np.empty_like(uniforms)
    for position, activity in enumerate(network.activities):
        durations[position] = activity.duration.at(uniforms[position])
    return durations
