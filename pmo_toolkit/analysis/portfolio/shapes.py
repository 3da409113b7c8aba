"""What there is to choose from, what a scenario asks for, and what was found for it.

Quarters are numbered from nought, the first of the plan. Money is in the workspace's currency and
price year. Nothing here knows a workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Objective(StrEnum):
    """What a scenario makes as great as possible."""

    NET_VALUE = "net value"
    GOALS = "goal contribution"
    WEIGHTED = "weighted"


class RiskRule(StrEnum):
    """How a scenario treats the doubt about what is spent in a year."""

    EXPECTED = "expected"
    CHANCE = "chance"
    TAIL_MEAN = "tail mean"


class TieKind(StrEnum):
    """How two proposals hang together."""

    REQUIRES = "requires"
    EXCLUDES = "excludes"
    ENABLES = "enables"


@dataclass(frozen=True, eq=False)
class PortfolioOption:
    """One way to do a proposal.

    Parameters
    ----------
    id, kind : str
    value : ndarray of shape (quarters,)
        Expected owned net value if the work begins in that quarter; nan where it cannot begin then.
    goals : float
        Contribution to goals, 0 to 1 of what all goals together could receive; the same whenever it
        begins.
    spend : ndarray of shape (quarters of work and use,)
        Expected money spent by quarter from its start on (investment and what it takes to run).
    hours : mapping of str to ndarray
        Role → expected hours by quarter from its start on.
    length : int
        Quarters from its start until it is delivered.
    spend_draws : ndarray of shape (draws, quarters of work and use) or None
        The same money as drawn, draw by draw with those of all others; None where it is certain.
    value_draws : ndarray of shape (draws,) or None
        Net value as drawn, begun as wished.
    """

    id: str
    kind: str
    value: Floats
    goals: float
    spend: Floats
    hours: Mapping[str, Floats] = field(default_factory=dict)
    length: int = 1
    spend_draws: NDArray[np.floating] | None = None
    value_draws: NDArray[np.floating] | None = None


@dataclass(frozen=True, eq=False)
class PortfolioProposal:
    """A proposal with its options, of which at most one is chosen.

    Parameters
    ----------
    id, title : str
    options : tuple of PortfolioOption
        Without doing nothing: that is not to choose it.
    buckets : mapping of str to float
        Label such as ``goal G-01``, ``department Sales`` or ``class data`` → share of the
        proposal's money that counts there.
    department : str or None
    is_advised : bool
        Whether we advise to go on with it (for the comparison with what is chosen).
    """

    id: str
    title: str
    options: tuple[PortfolioOption, ...]
    buckets: Mapping[str, float] = field(default_factory=dict)
    department: str | None = None
    is_advised: bool = False


@dataclass(frozen=True)
class Tie:
    """``start`` requires, excludes or enables ``end``.

    Parameters
    ----------
    kind : TieKind
    start, end : str
        Ids of proposals.
    lag_quarters : int
        REQUIRES: quarters between the delivery of `end` and the start of `start`.
    value : float
        ENABLES: value that `end` has more if `start` is chosen as well.
    rows : tuple of int
        Rows of the table that say so.
    """

    kind: TieKind
    start: str
    end: str
    lag_quarters: int = 0
    value: float = 0.0
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class PortfolioProblem:
    """All that could be chosen.

    Parameters
    ----------
    quarters : tuple of str
        ``2027-Q1`` …, the quarters in which work can begin.
    years : tuple of str
        Budget year of each quarter, as the fiscal calendar has it; of the same length.
    proposals : tuple of PortfolioProposal
    ties : tuple of Tie
    capacity : mapping of str to ndarray of shape (quarters,)
        Role → hours that are left by quarter.
    budget : mapping of str to float
        Year → money; a year that is not named has no limit.
    currency : str or None
    """

    quarters: tuple[str, ...]
    years: tuple[str, ...]
    proposals: tuple[PortfolioProposal, ...]
    ties: tuple[Tie, ...] = ()
    capacity: Mapping[str, Floats] = field(default_factory=dict)
    budget: Mapping[str, float] = field(default_factory=dict)
    currency: str | None = None


@dataclass(frozen=True)
class Scenario:
    """A named question to the portfolio; it never changes the plan.

    Parameters
    ----------
    name : str
    objective : Objective
    goals_weight : float
        WEIGHTED: weight of the goal contribution, 0 to 1; both parts count by what is reached at
        most.
    budget : mapping of str to float or None
        Year → money; None takes the problem's own.
    capacity_factor : mapping of str to float
        Role → factor on the hours that are left; ``"*"`` stands for all others.
    forced_in, forced_out : tuple of str
        Proposals.
    options : mapping of str to str
        Proposal → the only option that may be chosen.
    starts : mapping of str to str
        Proposal → the quarter in which it must begin if it is chosen.
    least : mapping of str to float
        Bucket → least share of the money of what is chosen.
    risk : RiskRule
    chance : float
        CHANCE: least probability that all years keep their budget; TAIL_MEAN: the tail beyond this
        level must keep it on average.
    """

    name: str
    objective: Objective = Objective.NET_VALUE
    goals_weight: float = 0.5
    budget: Mapping[str, float] | None = None
    capacity_factor: Mapping[str, float] = field(default_factory=dict)
    forced_in: tuple[str, ...] = ()
    forced_out: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    risk: RiskRule = RiskRule.EXPECTED
    chance: float = 0.8


@dataclass(frozen=True)
class Choice:
    """One proposal of a selection."""

    proposal: str
    option: str
    quarter: str


@dataclass(frozen=True)
class YearSpend:
    """What is spent in one budget year.

    `chance_within` is the share of joint draws that keep the budget; None without budget or draws.
    """

    year: str
    budget: float | None
    expected: float
    p10: float | None
    p90: float | None
    chance_within: float | None


@dataclass(frozen=True)
class Price:
    """What a forced decision or a limit costs: the value without it, less the value with it.

    Parameters
    ----------
    what : str
        In words, such as ``P-004 forced in`` or ``budget 2027``.
    value : float
        Never below nought beyond the gap of the two solutions.
    unsure_by : float
        Both gaps together, in the objective's unit.
    """

    what: str
    value: float
    unsure_by: float


@dataclass(frozen=True)
class Selection:
    """What was found for a scenario.

    Parameters
    ----------
    scenario : Scenario
    choices : tuple of Choice
        By id of the proposal.
    value : float
        Of the objective.
    bound : float
        No selection has more.
    gap : float
        (bound − value) ÷ max(1, |value|), 0 where it is proved.
    net_value, goals : float
        Expected net value and goal contribution of what is chosen, whatever the objective is.
    spend : tuple of YearSpend
    hours : mapping of str to tuple of float
        Role → hours taken by quarter.
    chance_of_all_budgets : float or None
        Share of joint draws in which every year keeps its budget.
    prices : tuple of Price
        The dearest first; empty where they were not asked for.
    """

    scenario: Scenario
    choices: tuple[Choice, ...]
    value: float
    bound: float
    gap: float
    net_value: float
    goals: float
    spend: tuple[YearSpend, ...]
    hours: Mapping[str, tuple[float, ...]]
    chance_of_all_budgets: float | None = None
    prices: tuple[Price, ...] = ()


@dataclass(frozen=True)
class Infeasible:
    """Nothing satisfies a scenario.

    Parameters
    ----------
    scenario : Scenario
    clashing : tuple of str
        An irreducible set: without any one of these there would be a selection.
    sentence : str
    """

    scenario: Scenario
    clashing: tuple[str, ...]
    sentence: str
