"""Roles as limited resources, and whether an option could be done at all beside work under way.

Beyond the months that are stated a role keeps its usual hours, and at least as many as the largest
demand that it can meet within them: what finds no place before is then shown beyond what is stated
and is not taken for impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pmo_toolkit.analysis.scheduling.shapes import Resource
from pmo_toolkit.assessment.scheduling.work import Draws, OptionWork, RoleHours, RunningWork


@dataclass(frozen=True, eq=False)
class Capacities:
    """Hours of each role and what work under way takes of them.

    Parameters
    ----------
    roles : mapping of str to RoleHours
    running : tuple of RunningWork
    """

    roles: Mapping[str, RoleHours]
    running: tuple[RunningWork, ...]

    def taken(self, role: str, months: int, *, is_stated: bool = False) -> Draws:
        """Hours that work under way takes of a role, shape (months,).

        Parameters
        ----------
        role : str
        months : int
        is_stated : bool
            Count only hours that are stated, and none that are supposed.
        """
        hours = np.zeros(months)
        for work in self.running:
            if not (is_stated and role in work.supposed):
                hours[work.start : work.finish] += work.hours.get(role, 0)
        return hours

    def free(self, role: str, months: int) -> Draws:
        """Hours that are left for proposals, never below nought, shape (months,)."""
        return np.maximum(0.0, self.roles[role].within(months) - self.taken(role, months))

    def overbooked(self) -> dict[str, tuple[int, ...]]:
        """Role → months in which work under way takes more than is there, by stated hours."""
        months = {}
        for role, own in self.roles.items():
            stated = len(own.hours)
            taken = self.taken(role, stated, is_stated=True)
            over = np.flatnonzero(taken > own.within(stated))
            known = tuple(int(number) for number in over if own.is_stated(int(number)))
            if known:
                months[role] = known
        return months

    def too_small_for(
        self, work: OptionWork, release: int, *, is_stated: bool = False
    ) -> tuple[str, ...]:
        """Roles for which the option is too much in whichever month it begins.

        All its roles, where each of them suffices some time and never all at once; empty where it
        can be done.

        Parameters
        ----------
        work : OptionWork
        release : int
            First month in which it may begin.
        is_stated : bool
            Count only starts after which its hours end within the stated months; where it is too
            long for any such start, nothing can be said and the result is empty.
        """
        needed = {
            role: np.trim_zeros(np.array(hours), "b")
            for role, hours in work.profile.items()
            if role in self.roles and any(hours)
        }
        if not needed:
            return ()
        stated = [len(self.roles[role].hours) - len(hours) for role, hours in needed.items()]
        if is_stated:
            last = min(stated)
            if last < release:
                return ()
        else:
            ends = [len(self.roles[role].hours) for role in needed]
            last = max([release, *ends, *(run.finish for run in self.running)])
        suffices = {}
        for role, hours in needed.items():
            free = np.floor(self.free(role, last + len(hours)))
            windows = sliding_window_view(free, len(hours))
            suffices[role] = np.all(windows[release : last + 1] >= hours, axis=1)
        never = tuple(sorted(role for role, starts in suffices.items() if not starts.any()))
        if never:
            return never
        together = np.all(np.stack(list(suffices.values())), axis=0)
        return () if together.any() else tuple(sorted(needed))

    def resources(self, works: Iterable[OptionWork]) -> tuple[Resource, ...]:
        """The roles that any of the options needs, as resources in whole hours.

        Where work under way takes more than there is, as much is there as it takes, and nothing is
        left; the overload is told elsewhere.
        """
        peaks: dict[str, int] = {}
        for work in works:
            for role, hours in work.profile.items():
                if role in self.roles and any(hours):
                    peaks[role] = max(peaks.get(role, 0), *hours)
        return tuple(self._resource(role, peaks[role]) for role in sorted(peaks))

    def _resource(self, role: str, peak: int) -> Resource:
        own = self.roles[role]
        months = max(len(own.hours), *(work.finish for work in self.running), 0) + 1
        hours = own.within(months)
        hours[len(own.hours) :] = max(own.beyond, float(peak))
        whole = np.floor(np.maximum(hours, self.taken(role, months))).astype(int).tolist()
        return Resource(role, whole[0], title=role, changes=_changes(whole))


def _changes(hours: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (month, value)
        for month, (before, value) in enumerate(pairwise(hours), start=1)
        if value != before
    )
