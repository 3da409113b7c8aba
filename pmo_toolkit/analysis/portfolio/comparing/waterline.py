"""The plain way to choose, down a ranked list until the money is spent, and what it loses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import vstack

from pmo_toolkit.analysis.portfolio.cases import Case, case_of
from pmo_toolkit.analysis.portfolio.outcomes import choices_of
from pmo_toolkit.analysis.portfolio.shapes import (
    Choice,
    Infeasible,
    PortfolioProblem,
    Scenario,
    Selection,
)
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class Waterline:
    """Proposals by net value for money, taken in this order.

    Parameters
    ----------
    ranking : tuple of str
        Proposals whose value is above nought, the best first.
    above : tuple of Choice
        The first of them until all money of all budgets is spent, whatever else they need, by id.
    value : float
        Their net value.
    breaks : tuple of str
        Limits that they break.
    kept : tuple of Choice
        The same list, but whoever breaks a limit is left out.
    kept_value : float
        Of the scenario's objective.
    loses : float or None
        What the best selection has more than `kept`; None where there is none to compare with.
    """

    ranking: tuple[str, ...]
    above: tuple[Choice, ...]
    value: float
    breaks: tuple[str, ...]
    kept: tuple[Choice, ...]
    kept_value: float
    loses: float | None


def waterline(
    problem: PortfolioProblem,
    scenario: Scenario,
    *,
    settings: Settings,
    best: Selection | Infeasible | None = None,
) -> Waterline:
    """Rank by net value for money, take from the top, and compare with the best selection.

    Parameters
    ----------
    problem, scenario, settings
        As for `choose`.
    best : Selection, optional
        What `choose` found for the same.
    """
    case = case_of(problem, scenario, settings)
    ranking = _ranking(case)
    above = _above(case, ranking)
    kept = _kept(case, ranking)
    kept_value = case.model.value_of(kept)
    ids = [case.columns.proposals[case.columns.proposal[column]].id for column in ranking]
    return Waterline(
        ranking=tuple(ids),
        above=choices_of(case, above),
        value=float(case.columns.value[above].sum()),
        breaks=_broken(case, above),
        kept=choices_of(case, kept),
        kept_value=kept_value,
        loses=best.value - kept_value if isinstance(best, Selection) else None,
    )


def _ranking(case: Case) -> list[int]:
    """The best column of each proposal that is worth something, by value for money."""
    columns = case.columns
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = columns.value / columns.money
    ratio = np.where(columns.money > 0, ratio, np.where(columns.value > 0, np.inf, -np.inf))
    best: dict[int, int] = {}
    for column in np.lexsort((np.arange(columns.count), -columns.value, -ratio)):
        if columns.value[column] > 0:
            best.setdefault(int(columns.proposal[column]), int(column))
    return list(best.values())


def _above(case: Case, ranking: list[int]) -> np.ndarray:
    """From the top until the money of all limited years is spent."""
    columns = case.columns
    limited = [place for place, year in enumerate(columns.years) if year in case.budget]
    left = sum(case.budget.values()) if limited else np.inf
    taken = []
    for column in ranking:
        money = float(columns.spend[column, limited].sum())
        if money > left:
            break
        left -= money
        taken.append(column)
    return np.array(sorted(taken), dtype=np.int64)


def _kept(case: Case, ranking: list[int]) -> np.ndarray:
    """From the top, whoever breaks a limit left out; each by its first way that fits."""
    chosen: list[int] = []
    owner, value = case.columns.proposal, case.columns.value
    if not case.limits:
        return np.array(sorted(ranking), dtype=np.int64)
    rows = vstack([limit.rows for limit in case.limits]).tocsc()
    left = np.concatenate([limit.most for limit in case.limits])
    for first in ranking:
        own = np.flatnonzero(owner == owner[first])
        for column in (first, *own[np.argsort(-value[own], kind="stable")]):
            stored = slice(rows.indptr[column], rows.indptr[column + 1])
            at, taken = rows.indices[stored], rows.data[stored]
            fits = bool((taken <= left[at] + 1e-9)[taken > 0].all())
            if fits and value[column] > 0:
                left[at] -= taken
                chosen.append(int(column))
                break
    return np.array(sorted(chosen), dtype=np.int64)


def _broken(case: Case, chosen: np.ndarray) -> tuple[str, ...]:
    x = np.zeros(case.columns.count)
    x[chosen] = 1.0
    return tuple(
        dict.fromkeys(
            limit.name for limit in case.limits if (limit.rows @ x > limit.most + 1e-6).any()
        )
    )
