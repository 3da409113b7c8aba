"""What more money would bring, and what a plain ranked list loses, for the plan's own setting."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.comparing.frontier import frontier
from pmo_toolkit.analysis.portfolio.comparing.waterline import waterline
from pmo_toolkit.analysis.portfolio.shapes import PortfolioProblem, Selection
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.portfolio.shapes import FrontierPoint, ScenarioOutcome, Waterline

#: Proposals above which half of the points of a frontier are worked out, and a third of them.
_HALF, _THIRD = 200, 600
_FRONTIER, _WATERLINE = "frontier of value and money", "naive list by value for money"


def frontier_of(
    problem: PortfolioProblem, first: ScenarioOutcome | None, settings: Settings
) -> tuple[FrontierPoint, ...] | NotAssessed:
    """Best selections for less and less money.

    Parameters
    ----------
    problem : PortfolioProblem
    first : ScenarioOutcome or None
        The plan's own setting.
    settings : Settings
    """
    missing = _nothing(_FRONTIER, problem, first)
    if missing is not None or first is None:
        return missing or _none(_FRONTIER)
    many = len(problem.proposals)
    fewer = 3 if many > _THIRD else 2 if many > _HALF else 1
    number = max(2, settings.moderation.frontier_points // fewer)
    found = frontier(problem, first.outcome.scenario, settings=settings, points=number)
    points = [
        FrontierPoint(
            money=point.cost,
            value=point.selection.value,
            chance_of_all_budgets=None if point.chance_over is None else 1 - point.chance_over,
            proposals=tuple(choice.proposal for choice in point.selection.choices),
            gap=point.selection.gap,
        )
        for point in found
    ]
    # More money that buys nothing leads to the same selection again: it is told once.
    return tuple(
        point
        for place, point in enumerate(points)
        if place == 0 or replace(point, gap=points[place - 1].gap) != points[place - 1]
    )


def waterline_of(
    problem: PortfolioProblem, first: ScenarioOutcome | None, settings: Settings
) -> Waterline | NotAssessed:
    """The naive list, and what it loses beside the best selection; parameters as above."""
    missing = _nothing(_WATERLINE, problem, first)
    if missing is not None or first is None:
        return missing or _none(_WATERLINE)
    found = waterline(problem, first.outcome.scenario, settings=settings, best=first.outcome)
    if found.loses is None:
        why = "no selection keeps all limits, so that there is nothing to compare with"
        return NotAssessed(_WATERLINE, why, ReasonCode.NOT_APPLICABLE)
    return Waterline(
        proposals=tuple(choice.proposal for choice in found.above),
        value=found.value,
        loses=found.loses,
        breaks=found.breaks,
        kept=tuple(choice.proposal for choice in found.kept),
        kept_value=found.kept_value,
    )


def _nothing(
    what: str, problem: PortfolioProblem, first: ScenarioOutcome | None
) -> NotAssessed | None:
    """Why neither can be said; None where it can."""
    if not problem.proposals:
        return NotAssessed(what, "no proposal can be chosen as it stands", ReasonCode.NOT_VALUED)
    if first is None:
        return _none(what)
    if not isinstance(first.outcome, Selection):
        why = "no selection keeps all limits of the plan's own setting"
        return NotAssessed(what, why, ReasonCode.NOT_APPLICABLE)
    return None


def _none(what: str) -> NotAssessed:
    return NotAssessed(what, "the plan's own setting is not run", ReasonCode.NOT_APPLICABLE)
