"""A network of activities with uncertain durations.

When the whole is finished, and which activities decide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, Uncertain

Draws = NDArray[np.float64]


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
        return np.asarray(np.max(self.ends(durations), axis=0), dtype=float)

    def ends(self, durations: NDArray[np.float64]) -> NDArray[np.float64]:
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

    def longest_through(
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
