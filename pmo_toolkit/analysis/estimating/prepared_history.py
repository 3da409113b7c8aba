"""What a history says of one target before any proposal is looked at.

Prepared once, in one way, for all who ask: the reports, the check, the notebook on the history and
the command ``pmo backtest``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.driver_cache import DriverCache
from pmo_toolkit.analysis.estimating.history.input_checks import (
    TargetFinding,
    check_drivers,
    check_target,
    target_numbers,
)
from pmo_toolkit.analysis.estimating.history.leaks import Leak, find_leaks
from pmo_toolkit.analysis.estimating.history.sizes import learnable_columns
from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.analysis.estimating.history.written_columns import with_numbers
from pmo_toolkit.analysis.estimating.in_time.dates import Dates, years_between
from pmo_toolkit.analysis.estimating.in_time.rebaselined import rebaselined
from pmo_toolkit.analysis.estimating.in_time.running import with_bounds

if TYPE_CHECKING:  # the check of a workspace needs no model
    from pmo_toolkit.analysis.estimating.fitted_models import Models
    from pmo_toolkit.analysis.estimating.measured import Measured
    from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
    from pmo_toolkit.core.settings import Settings
    from pmo_toolkit.core.settings.estimating import EstimatingSettings

#: Columns of a history that say nothing about a project.
_NOT_FACTS = ("project", "title", "currency", "price_year", "_row")
#: Oddities of the target that leave rows out, and so are told by the number left out.
_LEFT_OUT = frozenset({"text", "missing", "not positive"})


@dataclass(frozen=True)
class HistoryFinding:
    """Something odd in a history.

    Parameters
    ----------
    column : str
        Empty for whole rows.
    kind : str
        As in `TargetFinding` and `DriverFinding`.
    what : str
        One plain sentence, without a full stop.
    rows : tuple of hashable
        Index labels of the rows concerned, where single rows are.
    used : bool
        Whether a model can learn from the column all the same.
    """

    column: str
    kind: str
    what: str
    rows: tuple[Hashable, ...] = ()
    used: bool = True


class PreparedHistory:
    """Finished projects with a positive result, and which of their columns may predict it.

    Parameters
    ----------
    projects : DataFrame
        Finished projects, one row each, their index without repeats.
    columns : sequence of str
        Columns that could be known before a project starts.
    target : str
        Column of the actuals.
    keep : iterable of str
        Columns that the leak guard must not touch.
    own_estimate : str, optional
        Column of what had been estimated of the target itself; it predicts where it is stated.
    fewest : int
        Projects that a model needs.
    running : DataFrame, optional
        Running work in the same columns, its target a lower bound (see `running_projects`).

    Attributes
    ----------
    usable : DataFrame of shape (n, …)
        Projects with a positive actual, numbered from 0.
    rows : tuple of hashable
        Their index labels in `projects`.
    left_out : int
        Projects without one.
    present : tuple of str
        Columns that the history states at least once.
    empty : tuple of str
        Columns that it never states.
    leaks : dict of str to Leak
        Columns among `present` that were known only afterwards.
    useless : dict of str to str
        Columns that can teach nothing, with the reason.
    styles : dict of str to ColumnStyle
        Columns of numbers, and how they are written where they came as text.
    learnable : bool
        Whether there are enough projects, and different ones.
    """

    def __init__(
        self,
        projects: pd.DataFrame,
        columns: Sequence[str],
        target: str,
        keep: Iterable[str] = (),
        *,
        own_estimate: str | None = None,
        fewest: int = 5,
        running: pd.DataFrame | None = None,
    ):
        self.target, self.own_estimate, self.keep = target, own_estimate, tuple(keep)
        self.projects = projects
        actual = target_numbers(projects[target])
        usable = actual > 0
        stated = projects.assign(**{target: actual})[usable].reset_index(drop=True)
        self.rows: tuple[Hashable, ...] = tuple(projects.index[usable])
        self._running = with_bounds(running, target)
        allowed = (*columns, own_estimate) if own_estimate else tuple(columns)
        sized = "size" in projects
        known = [
            name for name in allowed if name in projects and not (sized and name == "size_unit")
        ]
        read, self.styles = with_numbers(stated[known])
        self.usable = stated.assign(**{name: read[name] for name in known})
        self.left_out = len(projects) - len(self.usable)
        self.present = tuple(name for name in known if self.usable[name].notna().any())
        self.empty = tuple(name for name in known if name not in self.present)
        leaks = find_leaks(self.usable[[*self.present, target]], target, keep=self.keep)
        self.leaks = {leak.column: leak for leak in leaks}
        drivers = check_drivers(stated[list(self.present)])
        self.useless = {odd.column: odd.what for odd in drivers if odd.drop}
        fit = with_numbers(projects[list(self.fit)])[0]
        odd_target = check_target(projects[target], fit, fewest=fewest)
        self.learnable = all(odd.usable for odd in odd_target)
        self._odd = (
            *(self._of_target(odd) for odd in odd_target),
            *(
                HistoryFinding(
                    odd.column, odd.kind, odd.what, self._labels(odd.rows), used=not odd.drop
                )
                for odd in drivers
            ),
        )
        level = rebaselined(self.estimated, self.actual)
        if level is not None:
            rows = self._labels(level.rows)
            self._odd += (HistoryFinding(self.target, "re-baselined", level.sentence, rows),)
        self._described: dict[tuple[str, ...], DriverCache] = {}
        self._fitted: dict[
            tuple[tuple[str, ...], EstimatingSettings, int], tuple[EffortEstimator, Measured]
        ] = {}

    def _of_target(self, odd: TargetFinding) -> HistoryFinding:
        return HistoryFinding(self.target, odd.kind, odd.what, odd.rows, used=odd.usable)

    def _labels(self, places: Iterable[Hashable]) -> tuple[Hashable, ...]:
        return tuple(self.rows[place] for place in places if isinstance(place, int))

    @property
    def findings(self) -> tuple[HistoryFinding, ...]:
        """What is odd about the target and the columns that are no leaks."""
        return tuple(odd for odd in self._odd if odd.column not in self.leaks)

    @property
    def n(self) -> int:
        """Projects to learn from."""
        return len(self.usable)

    @property
    def actual(self) -> pd.Series:
        """What became of each project, shape (n,)."""
        return self.usable[self.target]

    def shown_rows(self, odd: HistoryFinding) -> tuple[int, ...]:
        """Rows of a finding as the user sees them, in the column ``_row`` of the projects."""
        return tuple(int(row) for row in self.projects.loc[list(odd.rows)]["_row"])

    @property
    def estimated(self) -> pd.Series:
        """What had been estimated of the target itself, shape (n,); may hold missing values."""
        if self.own_estimate is None or self.own_estimate not in self.usable:
            return pd.Series(float("nan"), index=self.usable.index)
        return self.usable[self.own_estimate]

    @property
    def units(self) -> pd.Series:
        """Units in which projects are sized, with counts; empty where there is no such column."""
        if "size" not in self.usable or "size_unit" not in self.usable:
            return pd.Series(dtype=int)
        counts: pd.Series = (
            self.usable["size_unit"].where(self.usable["size"].notna()).value_counts()
        )
        return counts

    @property
    def fit(self) -> tuple[str, ...]:
        """All columns that may predict."""
        return tuple(
            name for name in self.present if name not in self.leaks and name not in self.useless
        )

    @property
    def drivers(self) -> tuple[str, ...]:
        """The same without what had been estimated of the target itself.

        What can be said of a project that nobody has estimated yet.
        """
        return tuple(name for name in self.fit if name != self.own_estimate)

    @property
    def dropped(self) -> tuple[tuple[str, str], ...]:
        """Columns that may not predict, with the reason."""
        whys = {name: why_leaked(leak) for name, leak in self.leaks.items()}
        whys |= {name: why for name, why in self.useless.items() if name not in whys}
        whys |= dict.fromkeys(self.empty, "no finished project states it")
        return tuple(whys.items())

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is odd about the figures that are used, a clause each."""
        if self.usable.empty:
            return ()
        of_target = [
            odd.what for odd in self._odd if odd.column == self.target and odd.kind not in _LEFT_OUT
        ]
        of_drivers = [
            f"{odd.column.replace('_', ' ')}: {odd.what}"
            for odd in self._odd
            if odd.column != self.target and odd.used
        ]
        return (*of_drivers, *of_target)

    @cached_property
    def known_afterwards(self) -> tuple[Leak, ...]:
        """Columns known only at a project's end, whether or not anyone takes them for drivers."""
        facts = self.usable.drop(columns=[name for name in _NOT_FACTS if name in self.usable])
        stated = facts.loc[:, facts.notna().any()]
        if self.target not in stated:
            return ()
        others = {
            leak.column: leak
            for leak in find_leaks(stated, self.target, keep=self.keep)
            if leak.column not in self.present
        }
        leaks = others | self.leaks
        return tuple(leaks[name] for name in map(str, stated.columns) if name in leaks)

    def frame(self, used: tuple[str, ...]) -> pd.DataFrame:
        """What a model learns from.

        The drivers `used`, sizes in a column for each unit, since they do not compare.

        A project sized in another unit gets that column's median, so that only its unit speaks.
        """
        return self.described(used).frame

    def described(self, used: tuple[str, ...]) -> DriverCache:
        """The same, for comparing proposals with it."""
        if used not in self._described:
            self._described[used] = DriverCache(learnable_columns(self.usable, used))
        return self._described[used]

    def dates(self, used: tuple[str, ...]) -> Dates | None:
        """Starts and ends, and running work by the drivers `used`; None where no date is known."""
        started, ended = years_between(self.usable)
        if not np.isfinite(started).any():
            return None
        n, names = len(self.usable), [name for name in (*used, "size_unit") if name in self.usable]
        facts = self._running.reindex(columns=names)
        told = facts.notna().any(axis=1)
        running, facts = self._running[told], facts[told]
        for name in names:
            if pd.api.types.is_numeric_dtype(self.usable[name]):
                facts[name] = pd.to_numeric(facts[name], errors="coerce").astype(float)
        both = pd.concat([self.usable[names], facts], ignore_index=True) if len(facts) else None
        learnt = self.frame(used) if both is None else learnable_columns(both, used)
        return Dates(
            started,
            ended,
            running=learnt.iloc[n:].reset_index(drop=True)[self.frame(used).columns],
            so_far=running[self.target].to_numpy(dtype=float),
            running_since=years_between(running)[0],
            is_time=self.target == "actual_duration_days",
        )

    def fitted(
        self, used: tuple[str, ...], models: Models, settings: Settings
    ) -> tuple[EffortEstimator, Measured]:
        """The model that learnt from the drivers `used`, and what was measured of it."""
        key = (used, settings.estimating, settings.seed)
        if key not in self._fitted:
            self._fitted[key] = models.fitted(
                self.frame(used),
                self.actual.to_numpy(),
                self.dates(used),
                settings,
                what=words_of_target(self.target),
            )
        return self._fitted[key]


def why_leaked(leak: Leak) -> str:
    """Why a column may not predict, with what was seen."""
    return f"{leak.reason}: {leak.evidence}"
