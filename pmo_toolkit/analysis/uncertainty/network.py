"""A network of activities with uncertain durations.

When the whole is finished, and which activities decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.uncertainty.draws import Stream, place_of, stream
from pmo_toolkit.analysis.uncertainty.inputs import Lognormal, ThreePoint, Uncertain

Draws = NDArray[np.float64]

#: Draws worked on at once: two arrays of activities × 4,096 numbers stay within 20 MB for 300
#: activities.
_CHUNK = 4096


class NetworkError(ValueError):
    """Activities that do not make a network.

    Parameters
    ----------
    message : str
    code : ReasonCode
    names : tuple of str
        Activities concerned, in the order in which the message names them: of a circle all, of an
        unknown predecessor the one that waits, then the one that is missing.
    """

    def __init__(self, message: str, code: ReasonCode, names: tuple[str, ...]) -> None:
        super().__init__(message)
        self.code = code
        self.names = names


@dataclass(frozen=True)
class Activity:
    """A piece of work.

    Parameters
    ----------
    name : str
        Unique in its network.
    title : str
    duration : ThreePoint or Lognormal
        In days.
    predecessors : tuple of str
        Names of the activities that must end before it begins.
    group : str or None
        Activities (and cost elements) of one group move together.
    """

    name: str
    title: str
    duration: Uncertain
    predecessors: tuple[str, ...] = ()
    group: str | None = None


class Network:
    """Activities in an order in which every one comes after its predecessors.

    Parameters
    ----------
    activities : sequence of Activity

    Raises
    ------
    NetworkError
        For no activity, a name that stands twice, an unknown predecessor, a negative duration, or
        activities that wait for each other in a circle; it names them.

    Attributes
    ----------
    activities : tuple of Activity
        As given.
    order : tuple of int
        Positions in `activities`, predecessors first.
    before, after : tuple of tuple of int
        Positions of the predecessors and successors of each activity.
    """

    def __init__(self, activities: Sequence[Activity]) -> None:
        self.activities = tuple(activities)
        if not self.activities:
            raise NetworkError("a network needs at least one activity", ReasonCode.NO_ROWS, ())
        place = _places(self.activities)
        self.before = tuple(
            tuple(dict.fromkeys(place[name] for name in activity.predecessors))
            for activity in self.activities
        )
        after: list[list[int]] = [[] for _ in self.activities]
        for position, predecessors in enumerate(self.before):
            for predecessor in predecessors:
                after[predecessor].append(position)
        self.after = tuple(map(tuple, after))
        try:
            self.order = tuple(TopologicalSorter(dict(enumerate(self.before))).static_order())
        except CycleError as error:
            names = tuple(self.activities[position].name for position in error.args[1])
            circle = " → ".join(f"“{name}”" for name in names)
            raise NetworkError(
                f"these activities wait for each other in a circle: {circle}",
                ReasonCode.CYCLE,
                names,
            ) from None

    def finish(self, durations: NDArray[np.float64]) -> NDArray[np.float64]:
        """Days from start to last end, shape (draws,), for durations (activities, draws)."""
        return np.asarray(np.max(self._ends(durations), axis=0), dtype=float)

    def _ends(self, durations: NDArray[np.float64]) -> NDArray[np.float64]:
        """Earliest end of each activity, shape (activities, draws)."""
        ends = np.empty_like(durations)
        for position in self.order:
            earlier = self.before[position]
            if not earlier:
                ends[position] = durations[position]
                continue
            begin = ends[earlier[0]]
            if len(earlier) > 1:
                begin = np.maximum(begin, ends[earlier[1]])
                for other in earlier[2:]:
                    np.maximum(begin, ends[other], out=begin)
            np.add(begin, durations[position], out=ends[position])
        return ends

    def _through(
        self, durations: NDArray[np.float64], ends: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Length of the longest path through each activity, shape (activities, draws).

        Overwrites `ends`.
        """
        tails = np.zeros_like(durations)  # longest way from an activity's end to the end of all
        ahead = np.empty(durations.shape[1])
        for position in reversed(self.order):
            for later in self.after[position]:
                np.add(durations[later], tails[later], out=ahead)
                np.maximum(tails[position], ahead, out=tails[position])
        ends += tails
        return ends


def _places(activities: Sequence[Activity]) -> dict[str, int]:
    """Name → position, of activities that are sound one by one."""
    place: dict[str, int] = {}
    for position, activity in enumerate(activities):
        if activity.name in place:
            raise NetworkError(
                f"activity “{activity.name}” stands twice in the network",
                ReasonCode.NAMED_TWICE,
                (activity.name,),
            )
        place[activity.name] = position
        if isinstance(activity.duration, ThreePoint) and activity.duration.low < 0:
            raise NetworkError(
                f"activity “{activity.name}”: the duration must not be negative, found"
                f" {activity.duration.low:g} days",
                ReasonCode.UNUSABLE_NUMBER,
                (activity.name,),
            )
    for activity in activities:
        for name in activity.predecessors:
            if name not in place:
                raise NetworkError(
                    f"activity “{activity.name}” waits for “{name}”, which is not in the network",
                    ReasonCode.UNKNOWN_PREDECESSOR,
                    (activity.name, name),
                )
    return place


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
        ends = network._ends(durations)
        last = ends.max(axis=0)
        finish[start : start + count] = last
        longest = network._through(durations, ends)
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
    ends = network._ends(column)[:, 0]
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
