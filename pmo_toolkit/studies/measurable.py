"""Which finished projects and which of their columns estimates can be measured on, and what is odd about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.analysis.estimating.history.input_checks import check_drivers, check_target
from pmo_toolkit.analysis.estimating.history.leaks import Leak, find_leaks
from pmo_toolkit.analysis.estimating.measuring.backtest import FEWEST
from pmo_toolkit.analysis.estimating.study import Study
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.reliability_result import InputFinding
from pmo_toolkit.workspace import Workspace

#: Target → what it is called, and its unit.
TARGETS = {
    "effort_person_hours": ("effort", "person-hours"),
    "cost": ("cost", "money"),
    "duration_days": ("duration", "calendar days"),
}
#: Columns of a history that say nothing about a project.
_NOT_FACTS = ("project", "title", "currency", "price_year", "_row")


@dataclass(frozen=True, eq=False)
class Measurable:
    """Finished projects with a positive actual, and the drivers of theirs that models may see.

    Parameters
    ----------
    target : str
    rows : DataFrame of shape (n, …)
        Of the history.
    drivers : DataFrame of shape (n, k)
        As `Study` prepares them for estimates.
    dropped : tuple of (str, str)
        Drivers left out, with the reason.
    """

    target: str
    rows: pd.DataFrame
    drivers: pd.DataFrame
    dropped: tuple[tuple[str, str], ...]

    @property
    def actual(self) -> pd.Series:
        """What became of each project, shape (n,)."""
        return self.rows[f"actual_{self.target}"]

    @property
    def estimated(self) -> pd.Series:
        """What experts had estimated, shape (n,); may hold missing values."""
        return self.rows[f"estimate_{self.target}"]


def measurable(
    house: Workspace, target: str, settings: Settings, leaks: Sequence[Leak]
) -> Measurable | NotAssessed:
    """What can be measured of one target, or why nothing can.

    Parameters
    ----------
    house : Workspace
    target : str
        One of `TARGETS`.
    settings : Settings
        Uses model_minimum.
    leaks : sequence of Leak
        From `known_afterwards`.
    """
    history, name, what = house.table("history"), f"actual_{target}", TARGETS[target][0]
    if history.empty:
        return NotAssessed(
            what,
            "there is no history of finished projects; the table history would bring it",
            ReasonCode.NO_HISTORY,
        )
    rows = history[(history[name] > 0) & (history[name] <= TOO_LARGE)].reset_index(drop=True)
    if rows.empty:
        return NotAssessed(
            what,
            f"none of {len(history)} finished projects states its actual {what}",
            ReasonCode.NO_ACTUALS,
        )
    fewest = max(settings.estimating.model_minimum, FEWEST)
    if len(rows) < fewest:
        return NotAssessed(
            what,
            f"the history holds {len(rows)} finished project{'s' if len(rows) > 1 else ''} with an"
            f" actual {what}, and at least {fewest} are needed to learn from some and test on"
            " others",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    if rows[name].nunique() == 1:
        return NotAssessed(
            what,
            f"all {len(rows)} finished projects have the same {what}: there is nothing to tell"
            " apart",
            ReasonCode.NO_VARIATION,
        )
    study = Study(rows, house.drivers, name, _known_before(house))
    drivers = study.frame(study.fit)
    empty = [each for each in house.drivers if each not in study.present and each != "size_unit"]
    dropped = study.leaks | {
        leak.column: leak.reason for leak in leaks if leak.column in house.drivers
    }
    dropped |= {each: why for each, why in study.useless.items() if each not in dropped}
    dropped |= dict.fromkeys(empty, "no finished project states it")
    if drivers.empty:
        return NotAssessed(
            what,
            f"nothing is known of the {len(rows)} finished projects that could tell them apart"
            " beforehand; a size, a class or a department would be a start",
            ReasonCode.NO_DRIVER,
        )
    return Measurable(target, rows, drivers, tuple(dropped.items()))


def known_afterwards(house: Workspace, target: str) -> tuple[Leak, ...]:
    """Columns of the history that were known only at a project's end, whether or not they are declared as drivers."""
    history = house.table("history")
    facts = history.drop(columns=[name for name in _NOT_FACTS if name in history])
    stated = facts.loc[:, facts.notna().any()]
    name = f"actual_{target}"
    return find_leaks(stated, name, keep=_known_before(house)) if name in stated else ()


def _known_before(house: Workspace) -> tuple[str, ...]:
    return (*house.config.drivers_keep, *house.config.drivers_known_before)


def odd_inputs(
    house: Workspace, target: str, settings: Settings, leaks: Sequence[Leak]
) -> tuple[InputFinding, ...]:
    """Everything odd in the numbers that models would learn from, with rows as the user sees them."""
    history, name = house.table("history"), f"actual_{target}"
    if history.empty:
        return ()
    dropped = {leak.column for leak in leaks}
    seen = {row: int(shown) for row, shown in history["_row"].items()}
    drivers = history[[each for each in house.drivers if each in history and each not in dropped]]
    found = [
        InputFinding(name, each.what, tuple(seen[row] for row in each.rows))
        for each in check_target(history[name], drivers, fewest=settings.estimating.model_minimum)
    ]
    found += [
        InputFinding(each.column, each.what, tuple(seen[row] for row in each.rows))
        for each in check_drivers(drivers)
    ]
    return tuple(found)
