"""What a history says of one target before any proposal is looked at.

Done once, shared by all proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from pmo_toolkit.analysis.estimating.fitted_models import Measured, Models
from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.analysis.estimating.history.driver_cache import Described
from pmo_toolkit.analysis.estimating.history.input_checks import check_drivers, check_target
from pmo_toolkit.analysis.estimating.history.leaks import find_leaks
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.core.settings import Settings

#: So many projects must be sized in a unit before a size in that unit can teach anything.
FEWEST_IN_UNIT = 5


class Study:
    """Finished projects with a positive result, and which of their columns may predict it.

    Parameters
    ----------
    projects : DataFrame
        Finished projects, one row each.
    columns : sequence of str
        Columns that could be known before a project starts.
    target : str
        Column of the actuals.
    keep : iterable of str
        Columns that the leak guard must not touch.

    Attributes
    ----------
    usable : DataFrame of shape (n, …)
        Projects with a positive actual, numbered from 0.
    left_out : int
        Projects without one.
    present : tuple of str
        Columns that the history states at least once.
    leaks, useless : dict of str to str
        Columns known only afterwards, and columns that can teach nothing, with the reason.
    remarks : tuple of str
        What is odd about the figures, a clause each.
    """

    def __init__(
        self, projects: pd.DataFrame, columns: Sequence[str], target: str, keep: Iterable[str] = ()
    ):
        self.target = target
        actual = projects[target]
        self.usable = projects[(actual > 0) & (actual <= TOO_LARGE)].reset_index(drop=True)
        self.left_out = len(projects) - len(self.usable)
        known = [name for name in columns if name in projects and name != "size_unit"]
        self.present = tuple(name for name in known if self.usable[name].notna().any())
        drivers = self.usable[list(self.present)]
        self.leaks = {
            each.column: f"{each.reason}: {each.evidence}"
            for each in find_leaks(self.usable[[*self.present, target]], target, keep=keep)
        }
        odd = check_drivers(drivers)
        self.useless = {each.column: each.what for each in odd if each.drop}
        strange = [f"{each.column.replace('_', ' ')}: {each.what}" for each in odd if not each.drop]
        fit = drivers.drop(columns=[*self.leaks, *self.useless], errors="ignore")
        found = (
            []
            if self.usable.empty
            else [each.what for each in check_target(self.usable[target], fit)]
        )
        self.remarks = (*strange, *found)
        self._described: dict[tuple[str, ...], Described] = {}
        self._fitted: dict[tuple[tuple[str, ...], Settings], tuple[EffortEstimator, Measured]] = {}

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

    def frame(self, used: tuple[str, ...]) -> pd.DataFrame:
        """What a model learns from.

        The drivers `used`, sizes in a column for each unit, since they do not compare.

        A project sized in another unit gets that column's median, so that only its unit speaks.
        """
        return self.described(used).frame

    def described(self, used: tuple[str, ...]) -> Described:
        """The same, for comparing proposals with it."""
        if used not in self._described:
            made: dict[str, pd.Series] = {}
            for name in used:
                if name == "size" and "size_unit" in self.usable:
                    made |= {
                        str(each): values
                        for each, values in sizes_by_unit(
                            self.usable[["size", "size_unit"]]
                        ).items()
                    }
                elif pd.api.types.is_numeric_dtype(self.usable[name]):
                    made[name] = self.usable[name].astype(float)
                else:
                    made[name] = (
                        self.usable[name].astype("object").where(self.usable[name].notna(), None)
                    )
            self._described[used] = Described(pd.DataFrame(made, index=self.usable.index))
        return self._described[used]

    def fitted(
        self, used: tuple[str, ...], models: Models, settings: Settings
    ) -> tuple[EffortEstimator, Measured]:
        """The model that learnt from the drivers `used`, and what was measured of it."""
        key = (used, settings)
        if key not in self._fitted:
            when = self.usable.get("finish_date")
            self._fitted[key] = models.fitted(
                self.frame(used), self.usable[self.target].to_numpy(), when, settings
            )
        return self._fitted[key]


def sizes_by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns ``size`` and ``size_unit`` as a column of sizes for each unit, since they do not compare.

    A project sized in another unit gets that column's median, so that only its unit speaks. Units
    of fewer than `FEWEST_IN_UNIT` projects get no column.

    Parameters
    ----------
    rows : DataFrame of shape (n, k)

    Returns
    -------
    DataFrame of shape (n, …)
        The other columns as they were; ``size_unit`` only where there is more than one.
    """
    units = rows["size_unit"].where(rows["size"].notna())
    counts = units.value_counts()
    made: dict[str, pd.Series] = {}
    for name in rows.columns.drop("size_unit"):
        if name != "size":
            made[str(name)] = rows[name]
            continue
        if len(counts) > 1:
            made["size_unit"] = units.astype("object").where(units.notna(), None)
        for each in sorted(str(unit) for unit, count in counts.items() if count >= FEWEST_IN_UNIT):
            sizes = rows["size"].where(units == each).astype(float)
            made[f"size in {each}"] = sizes.fillna(sizes.median())
    return pd.DataFrame(made, index=rows.index)
