"""Money by goal, capability, department and class, beside what is stated as target."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import PortfolioProblem, Selection
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.assessment.portfolio.served import bucket, buckets_of
from pmo_toolkit.studies.portfolio.scenarios import known_in
from pmo_toolkit.studies.portfolio.shapes import BalanceLine, ScenarioOutcome
from pmo_toolkit.workspace.moderation.target_rows import Target, TargetRow, checked_targets

KINDS = ("goal", "department", "class", "capability")
_ENDS = (0.1, 0.9)
_NO_MONEY = NotAssessed(
    "share of the money", "nothing that we advise has an assessed cost", ReasonCode.NOT_VALUED
)
_NO_CHOICE = NotAssessed(
    "share of the money", "nothing is chosen in the first scenario", ReasonCode.NOT_VALUED
)


def targets_of(ready: Prepared) -> tuple[Target, ...]:
    """Stated targets that can be compared with."""
    table = ready.workspace.table("targets")
    rows = [
        TargetRow(
            int(row["_row"]),
            text_of(row["kind"]),
            text_of(row["name"]),
            None if np.isnan(row["share"]) else float(row["share"]),
        )
        for _, row in table.iterrows()
    ]
    return checked_targets(rows, known_in(ready))[0]


@dataclass(frozen=True)
class _Money:
    """Money of some proposals: shape (proposals, draws) or (proposals, 1), and their buckets."""

    amounts: NDArray[np.float64]
    buckets: tuple[Mapping[str, float], ...]

    def share(self, label: str) -> float | None:
        """Share of the expected money; None where there is none."""
        means = self.amounts.mean(axis=1)
        whole = float(means.sum())
        return float(self._weights(label) @ means) / whole if whole > 0 else None

    def ends(self, label: str) -> tuple[float, float] | None:
        """The share that is not kept below in one case of ten, and in nine."""
        whole = self.amounts.sum(axis=0)
        if not len(self.amounts) or not (whole > 0).all():
            return None
        low, high = quantiles(self._weights(label) @ self.amounts / whole, _ENDS)
        return float(low), float(high)

    def _weights(self, label: str) -> NDArray[np.float64]:
        return np.array([shares.get(label, 0.0) for shares in self.buckets])


def balance_of(
    inputs: PortfolioInputs,
    assessed: Mapping[str, Assessment],
    advised: Collection[str],
    first: ScenarioOutcome | None,
    targets: Collection[Target],
    titles: Mapping[str, str],
) -> tuple[BalanceLine, ...]:
    """One line a goal, department, class and capability that money counts for or a target names.

    Parameters
    ----------
    inputs : PortfolioInputs
    assessed : mapping of str to Assessment
    advised : collection of str
        Proposals that we advise to advance.
    first : ScenarioOutcome or None
        What the plan's own setting chooses.
    targets : collection of Target
    titles : mapping of str to str
        Goal or capability → title.
    """
    plan = _advised(inputs, assessed, advised)
    chosen = _chosen(inputs.problem, first)
    stated = {(target.kind, target.name): target for target in targets}
    labels = {label for shares in (*plan.buckets, *chosen.buckets) for label in shares}
    names = {tuple(label.split(" ", 1)) for label in labels} | set(stated)
    return tuple(
        _line(kind, name, plan, chosen, stated.get((kind, name)), titles)
        for kind, name in sorted(names, key=lambda pair: (KINDS.index(pair[0]), pair[1]))
    )


def _line(
    kind: str,
    name: str,
    plan: _Money,
    chosen: _Money,
    target: Target | None,
    titles: Mapping[str, str],
) -> BalanceLine:
    label = bucket(kind, name)
    advised, by_choice, ends = plan.share(label), chosen.share(label), plan.ends(label)
    return BalanceLine(
        kind=kind,
        name=name,
        title=titles.get(name, name) if kind in ("goal", "capability") else name,
        advised=_NO_MONEY if advised is None else advised,
        chosen=_NO_CHOICE if by_choice is None else by_choice,
        advised_low=None if ends is None else ends[0],
        advised_high=None if ends is None else ends[1],
        target=None if target is None else target.share,
        row=None if target is None else target.row,
    )


def _advised(
    inputs: PortfolioInputs, assessed: Mapping[str, Assessment], advised: Collection[str]
) -> _Money:
    known = [name for name in sorted(advised) if _cost(inputs, name) is not None]
    amounts = [np.asarray(_cost(inputs, name), dtype=float) for name in known]
    return _Money(
        np.stack(amounts) if amounts else np.zeros((0, 1)),
        tuple(buckets_of(assessed[name]) for name in known),
    )


def _cost(inputs: PortfolioInputs, name: str) -> NDArray[np.float32] | None:
    priced = inputs.priced.get(name)
    return None if priced is None else priced.cost


def _chosen(problem: PortfolioProblem, first: ScenarioOutcome | None) -> _Money:
    amounts, buckets = [], []
    for proposal, money in _spent(problem, first):
        amounts.append([money])
        buckets.append(problem.proposals[proposal].buckets)
    return _Money(np.array(amounts) if amounts else np.zeros((0, 1)), tuple(buckets))


def _spent(problem: PortfolioProblem, first: ScenarioOutcome | None) -> Iterator[tuple[int, float]]:
    """Place of each chosen proposal, and its expected money."""
    if first is None or not isinstance(first.outcome, Selection):
        return
    places = {proposal.id: place for place, proposal in enumerate(problem.proposals)}
    for choice in first.outcome.choices:
        place = places[choice.proposal]
        options = {option.id: option for option in problem.proposals[place].options}
        yield place, float(np.sum(options[choice.option].spend))
