"""Limits of a scenario as rows over the columns, each with the words by which people know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from pmo_toolkit.analysis.portfolio.columns import Columns
from pmo_toolkit.analysis.portfolio.shapes import (
    Floats,
    PortfolioProblem,
    Scenario,
    Tie,
    TieKind,
)

#: A scaled row may be exceeded by so much: that is rounding.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Limit:
    """Something that a selection must keep: ``rows @ chosen <= most``.

    Parameters
    ----------
    name : str
        In words with ids, such as ``P-004 forced in`` or ``hours of analyst in 2027-Q1``.
    group : str
        The limit that people would lift as a whole, such as ``hours of analyst``.
    rows : csr_array of shape (rows, columns)
    most : ndarray of shape (rows,)
    is_tie : bool
        Whether it ties proposals to one another, rather than all to an amount.
    """

    name: str
    group: str
    rows: csr_array
    most: Floats
    is_tie: bool = False


def budget_of(problem: PortfolioProblem, scenario: Scenario) -> Mapping[str, float]:
    """Year → money of a scenario; years without a limit are absent."""
    money = problem.budget if scenario.budget is None else scenario.budget
    return {year: amount for year, amount in money.items() if np.isfinite(amount)}


def capacity_of(problem: PortfolioProblem, scenario: Scenario) -> dict[str, Floats]:
    """Role → hours by quarter that a scenario has left; nan where nothing is known."""
    factors = scenario.capacity_factor
    others = factors.get("*", 1.0)
    return {
        role: np.asarray(hours, dtype=float) * factors.get(role, others)
        for role, hours in problem.capacity.items()
    }


def limits_of(problem: PortfolioProblem, columns: Columns, scenario: Scenario) -> list[Limit]:
    """All limits but the budgets, which the rule for risk treats."""
    return [
        *_decision_limits(problem, columns, scenario),
        *_tie_limits(problem, columns),
        *_capacity_limits(problem, columns, scenario),
        *_bucket_limits(columns, scenario),
    ]


def budget_limits(columns: Columns, budget: Mapping[str, float]) -> Iterator[Limit]:
    """Expected money of each year within its budget."""
    for place, year in enumerate(columns.years):
        if year in budget:
            yield row_limit(f"budget {year}", columns.spend[:, place], budget[year])


def keeps_limits(limits: Iterable[Limit], chosen: np.ndarray) -> bool:
    """Whether a selection of columns keeps all limits, but for rounding."""
    for limit in limits:
        taken = limit.rows[:, chosen].sum(axis=1)
        if (taken > limit.most + _ROUNDING).any():
            return False
    return True


def row_limit(name: str, coefficients: Floats, most: float, group: str = "") -> Limit:
    """A limit of one row, scaled to coefficients of about one."""
    scale = max(float(np.abs(coefficients).max(initial=0.0)), 1e-9)
    rows = csr_array(np.asarray(coefficients, dtype=float)[None, :] / scale)
    return Limit(name, group or name, rows, np.array([most / scale]))


def _indicator(columns: Columns, places: Floats | np.ndarray) -> Floats:
    row = np.zeros(columns.count)
    row[places] = 1.0
    return row


def _decision_limits(
    problem: PortfolioProblem, columns: Columns, scenario: Scenario
) -> Iterator[Limit]:
    for proposal in sorted(set(scenario.forced_in)):
        yield row_limit(f"{proposal} forced in", -_indicator(columns, columns.of(proposal)), -1.0)
    for proposal in sorted(set(scenario.forced_out)):
        yield row_limit(f"{proposal} forced out", _indicator(columns, columns.of(proposal)), 0.0)
    for proposal, option in sorted(scenario.options.items()):
        others = [place for place in columns.of(proposal) if columns.options[place].id != option]
        yield row_limit(
            f"{proposal} only by {option}", _indicator(columns, np.array(others, int)), 0.0
        )
    for proposal, quarter in sorted(scenario.starts.items()):
        own = columns.of(proposal)
        others = own[columns.start[own] != problem.quarters.index(quarter)]
        yield row_limit(f"{proposal} begins in {quarter}", _indicator(columns, others), 0.0)


def _tie_limits(problem: PortfolioProblem, columns: Columns) -> Iterator[Limit]:
    seen: set[tuple[TieKind, str, str, int]] = set()
    for tie in sorted(
        problem.ties, key=lambda tie: (tie.kind, tie.start, tie.end, tie.lag_quarters)
    ):
        key = (tie.kind, tie.start, tie.end, tie.lag_quarters)
        if key in seen or tie.kind is TieKind.ENABLES:
            continue
        seen.add(key)
        if tie.kind is TieKind.EXCLUDES:
            both = _indicator(columns, columns.of(tie.start)) + _indicator(
                columns, columns.of(tie.end)
            )
            limit = row_limit(f"{tie.start} excludes {tie.end}", both, 1.0)
            yield replace(limit, is_tie=True)
        else:
            yield _requirement(columns, tie)


def _requirement(columns: Columns, tie: Tie) -> Limit:
    """Whoever begins by a quarter needs what it requires to be delivered by then."""
    dependants, required = columns.of(tie.start), columns.of(tie.end)
    ready = columns.delivery[required] + tie.lag_quarters
    rows = []
    for quarter in np.unique(columns.start[dependants]):
        row = _indicator(columns, dependants[columns.start[dependants] <= quarter])
        row[required[ready <= quarter]] -= 1.0
        rows.append(row)
    name = f"{tie.start} requires {tie.end}"
    matrix = csr_array(np.array(rows).reshape(len(rows), columns.count))
    return Limit(name, name, matrix, np.zeros(len(rows)), is_tie=True)


def _capacity_limits(
    problem: PortfolioProblem, columns: Columns, scenario: Scenario
) -> Iterator[Limit]:
    capacity = capacity_of(problem, scenario)
    for place, role in enumerate(columns.roles):
        for quarter, hours in enumerate(capacity[role]):
            taken = columns.hours[:, place, quarter]
            if np.isfinite(hours) and taken.any():
                name = f"hours of {role}"
                yield row_limit(
                    f"{name} in {problem.quarters[quarter]}", taken, max(hours, 0.0), name
                )


def _bucket_limits(columns: Columns, scenario: Scenario) -> Iterator[Limit]:
    for bucket, share in sorted(scenario.least.items()):
        name = f"at least {share:.3g} of the money for {bucket}"
        yield row_limit(name, columns.money * (share - columns.share(bucket)), 0.0)
