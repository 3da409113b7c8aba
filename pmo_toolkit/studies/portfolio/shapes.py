"""The parts of a portfolio as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.portfolio.shapes import Infeasible, Selection
from pmo_toolkit.analysis.standing.tiers import Tier
from pmo_toolkit.studies.track_record.shapes import Decision


@dataclass(frozen=True)
class ValueAndCost:
    """Net value against cost of one preferred option, from joint draws.

    Parameters
    ----------
    cost, net_value : float
        Medians, in money.
    cost_axis, value_axis : tuple of (float, float)
        Half axes of the ellipse that holds `share` of the draws, as steps in cost and net value.
    share : float
        Of the draws, measured, that lie within the ellipse.
    """

    cost: float
    net_value: float
    cost_axis: tuple[float, float]
    value_axis: tuple[float, float]
    share: float


@dataclass(frozen=True)
class PortfolioLine:
    """One proposal of the portfolio.

    Parameters
    ----------
    id, title : str
    department : str or None
    outcomes : tuple of str
        Ids of the goals that it contributes to, the greatest contribution first.
    position, confidence : str
        What we advise, and how sure the evidence makes us of the figures.
    chance_net_positive : float or None
    option : str or None
        Id of the preferred option.
    cost, net_value : Quantiles or NotAssessed
        Of the preferred option.
    value_and_cost : ValueAndCost or NotAssessed
    tier : Tier or NotAssessed
    ranks : tuple of (int, float)
        Rank → probability (rank acceptability); empty where it is not ranked.
    start_p80 : str or None
        Month in which it could start after all that is advised before it, ``YYYY-MM``.
    decision : Decision or None
    questions : int
        Open ones.
    source : str or None
        Whose workspace the row is from, in a merged one.
    """

    id: str
    title: str
    department: str | None
    outcomes: tuple[str, ...]
    position: str
    confidence: str
    chance_net_positive: float | None
    option: str | None
    cost: Quantiles | NotAssessed
    net_value: Quantiles | NotAssessed
    value_and_cost: ValueAndCost | NotAssessed
    tier: Tier | NotAssessed
    ranks: tuple[tuple[int, float], ...]
    start_p80: str | None
    decision: Decision | None
    questions: int
    source: str | None = None


@dataclass(frozen=True)
class OutcomeGroup:
    """Proposals by the goal that they contribute to most; those without a goal come last."""

    goal: str | None
    title: str
    proposals: tuple[str, ...]


@dataclass(frozen=True)
class BalanceLine:
    """Money by a goal, capability, department or class, against what is stated as target.

    Parameters
    ----------
    kind, name, title : str
    advised, chosen : float or NotAssessed
        Share, 0 to 1, of the expected money of what we advise to advance, and of what the first
        scenario chooses.
    advised_low, advised_high : float or None
        The share as it varies over joint draws, 10 % and 90 %.
    target : float or None
    row : int or None
        Of the table of targets.
    """

    kind: str
    name: str
    title: str
    advised: float | NotAssessed
    chosen: float | NotAssessed
    advised_low: float | None
    advised_high: float | None
    target: float | None
    row: int | None = None


@dataclass(frozen=True)
class DissentLine:
    """Where roles do not agree on a proposal, in a sentence, by role."""

    proposal: str
    sentence: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PortfolioQuestion(Question):
    """An open question with the proposals that ask it.

    Parameters
    ----------
    proposals : tuple of str
        Empty where it is about several proposals together.
    chance_changes : float
        Highest probability that the answer changes the advice on one of them.
    worth : float or None
        What the answer is worth, money, over all of them; None where that is not assessed.
    """

    proposals: tuple[str, ...] = ()
    chance_changes: float = 0.0
    worth: float | None = None


@dataclass(frozen=True)
class Change:
    """What differs from a former run.

    Parameters
    ----------
    proposal : str
    what : str
        ``"new"``, ``"gone"``, ``"advice"``, ``"decision"``, ``"figure"`` or ``"input"``.
    name : str
        Which figure or which table and column.
    before, after : str
        As text; empty for what is new or gone.
    why : str
        In a sentence.
    """

    proposal: str
    what: str
    name: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class FrontierPoint:
    """One selection of the frontier: no other has more value for less money and less risk."""

    money: float
    value: float
    chance_of_all_budgets: float | None
    proposals: tuple[str, ...]
    gap: float


@dataclass(frozen=True)
class Waterline:
    """The naive list, ranked by value per money until the money is spent, and what it loses.

    Parameters
    ----------
    proposals : tuple of str
        What stands above the line, whatever else it needs.
    value : float
        Net value of these.
    loses : float
        What the best selection has more than the list without those that break a limit.
    breaks : tuple of str
        Limits that it breaks.
    kept : tuple of str
        The same list without those that break a limit.
    kept_value : float
        Of these, in the unit of the scenario's objective.
    """

    proposals: tuple[str, ...]
    value: float
    loses: float
    breaks: tuple[str, ...]
    kept: tuple[str, ...] = ()
    kept_value: float = 0.0


@dataclass(frozen=True)
class ScenarioOutcome:
    """A scenario, what was found for it, and what sets it apart from the first one."""

    outcome: Selection | Infeasible
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return self.outcome.scenario.name
