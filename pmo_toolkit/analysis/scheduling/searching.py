"""Search methods side by side in threads, ended by time, by work or by Ctrl-C."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.analysis.scheduling.generation.arrays import Whole
from pmo_toolkit.analysis.scheduling.generation.compiled import fastest_loops
from pmo_toolkit.analysis.scheduling.generation.genetic import CHILDREN_A_UNIT, GeneticSearch
from pmo_toolkit.analysis.scheduling.incumbent import Incumbent

#: Seconds that are left when the search ends, for the last steps: a share of the time between a
#: least and a most.
LEAST_MARGIN, MARGIN_SHARE, MOST_MARGIN = 0.25, 0.05, 0.6
#: Seconds between two looks at what the threads have found.
STEP = 0.02
#: Seconds that a thread has to end once it was stopped.
PATIENCE = 0.3
#: Children where time alone ends the search.
NO_END = 10**12
#: Activities up to which constraint programming mostly proves a best schedule at once.
FEW = 40
#: Activities above which constraint programming adds nothing in a minute.
MANY = 1_000
#: Share of the time that constraint programming gets where it does not prove a best schedule.
CONSTRAINTS_SHARE, CONSTRAINTS_SHARE_OF_MODES = 0.3, 0.7
#: Share of deterministic work that the genetic algorithm gets.
GENETIC_SHARE = 0.5
#: CP-SAT's own measure of work for what takes about a second, and activities beyond which it
#: overruns that measure the more, the more there are.
CONSTRAINTS_A_UNIT, CONSTRAINTS_EXACT = 0.15, 100
#: Share of the time that constraint programming has both processors for where activities are few.
ALONE_SHARE = 0.3


@dataclass
class Search:
    """One stage of a search: methods side by side until it is over.

    Parameters
    ----------
    incumbent : Incumbent
    earliest : ndarray, shape (activities,)
    seed, workers : int
    watch : callable
        Called now and then in the calling thread.
    """

    incumbent: Incumbent
    earliest: Whole
    seed: int
    workers: int
    watch: Callable[[], None]
    is_for_first: bool = False  # over as soon as there is a schedule that keeps all rules
    _stopped: threading.Event = field(default_factory=threading.Event)
    _stops: list[Callable[[], None]] = field(default_factory=list)
    _errors: list[BaseException] = field(default_factory=list)

    def by_work(self, work: float, time_left: Callable[[], float] | None) -> None:
        """One method after the other, the same work each time; first what suits the size."""
        packed = self.incumbent.packed

        def steps() -> None:
            is_small = packed.is_circular or len(packed.arrays.release) <= FEW
            if is_small or self.is_for_first:
                self._constraints(self.workers, work * (1.0 - GENETIC_SHARE))
                if not packed.is_circular and not self._is_over():
                    self._genetic(0, work * GENETIC_SHARE)
            else:
                self._genetic(0, work * GENETIC_SHARE)
                if not self._is_over():
                    self._constraints(self.workers, work * (1.0 - GENETIC_SHARE))

        self._together([steps], time_left)

    def by_time(self, time_left: Callable[[], float]) -> None:
        """All methods at the same time until it is over.

        One thread each: the genetic algorithm; constraint programming, which mostly either proves
        a best schedule soon or never, and after its share of the time a second population.
        """
        if time_left() <= LEAST_MARGIN:
            return
        packed = self.incumbent.packed
        if packed.is_circular:
            self._together([lambda: self._constraints(self.workers, None)], time_left)
            return

        def second() -> None:
            if len(packed.arrays.release) <= MANY:
                seconds = self._constraints_share() * time_left()
                self._constraints(max(1, self.workers - 1), None, seconds)
            if not self._is_over():
                self._genetic(1, None)

        def first() -> None:
            if len(packed.arrays.release) <= FEW:  # mostly proved before other loops are loaded
                self._stopped.wait(ALONE_SHARE * time_left())
            if not self._is_over():
                self._genetic(0, None)

        self._together([second] if self.workers < 2 else [first, second], time_left)

    def _constraints_share(self) -> float:
        """Share of the time for constraint programming: choices between modes are its strength."""
        if self.is_for_first:
            return 1.0
        arrays = self.incumbent.packed.arrays
        has_modes = len(arrays.duration) > len(arrays.release)
        return CONSTRAINTS_SHARE_OF_MODES if has_modes else CONSTRAINTS_SHARE

    def _is_over(self) -> bool:
        best = self.incumbent.best
        is_enough = self.incumbent.is_proved or (self.is_for_first and best is not None)
        return is_enough or bool(self._errors) or self._stopped.is_set()

    def _together(
        self, steps: Sequence[Callable[[], None]], time_left: Callable[[], float] | None
    ) -> None:
        def run(step: Callable[[], None]) -> None:
            try:
                step()
            except BaseException as error:  # raised again where the caller waits
                self._errors.append(error)

        threads = [threading.Thread(target=run, args=(step,), daemon=True) for step in steps]
        at_first = 0.0 if time_left is None else time_left()
        margin = min(max(LEAST_MARGIN, MARGIN_SHARE * at_first), MOST_MARGIN)
        try:
            for thread in threads:
                thread.start()
            while any(thread.is_alive() for thread in threads) and not self._is_over():
                if time_left is not None and time_left() <= margin:
                    break
                threads[0].join(STEP)
                self.watch()
        finally:
            self._stopped.set()
            for stop in self._stops:
                stop()
            for thread in threads:  # one that still compiles does not end at once, and may be left
                thread.join(PATIENCE / len(threads))
        if self._errors:
            raise self._errors[0]

    def _genetic(self, number: int, work: float | None) -> None:
        loops = fastest_loops()
        arrays = self.incumbent.packed.arrays
        search = GeneticSearch(arrays, self.earliest, loops, self.seed + number)
        self._stops.append(search.stop)
        if self._stopped.is_set():
            return
        count = max(len(arrays.release), 1)
        children = NO_END if work is None else int(work * CHILDREN_A_UNIT * 100 / count)
        search.run(self.incumbent, children)

    def _constraints(self, workers: int, work: float | None, seconds: float | None = None) -> None:
        from pmo_toolkit.analysis.scheduling.constraint_search import ConstraintSearch

        search = ConstraintSearch(self.incumbent, self.seed, workers)
        self._stops.append(search.stop)
        if self._stopped.is_set():
            return
        count = max(len(self.incumbent.packed.arrays.release), CONSTRAINTS_EXACT)
        limit = None if work is None else work * CONSTRAINTS_A_UNIT * CONSTRAINTS_EXACT / count
        is_exhausted = search.run(
            deterministic_limit=limit,
            seconds=seconds,
            is_for_first=self.is_for_first,
        )
        if is_exhausted:
            self.incumbent.exhaust()
