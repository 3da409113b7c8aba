"""What finished projects say of one proposal.

Estimates, outside view, and the bias of the house's own estimates; and what published projects
and practice say of the figures that it states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.estimates import estimate_from_history
from pmo_toolkit.analysis.estimating.history.house_bias import house_bias
from pmo_toolkit.analysis.estimating.reference.public_reference import (
    PublicView,
    public_outside_view,
)
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, outside_view
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.assessment.prepared import LearntHistory
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import EstimateBias, Uplifts
from pmo_toolkit.core.settings import Settings

#: Target → unit, and the words for the proposal's own figure of it.
_TARGETS = {
    "effort_person_hours": ("person-hours", "the effort that the proposal expects"),
    "duration_days": ("calendar days", "the duration that the proposal expects"),
    "cost": ("money", "the requested budget"),
}

#: What the report calls each target.
_NAMES = {"effort": "effort_person_hours", "duration": "duration_days", "cost": "cost"}

_View = TypeVar("_View")


@dataclass(frozen=True)
class HistoryViews:
    """All that the history says of one proposal, by target.

    Effort_person_hours, duration_days, cost.
    """

    estimates: Mapping[str, Estimate | NotAssessed]
    outside: Mapping[str, OutsideView | NotAssessed]
    bias: Mapping[str, EstimateBias | NotAssessed]


def views_from_history(
    reader: ProposalReader, learnt: LearntHistory, row: Mapping[str, Any]
) -> HistoryViews:
    """Estimates, outside views and bias for one proposal, none of which has seen its own outcome.

    Parameters
    ----------
    reader : ProposalReader
    learnt : LearntHistory
        What other proposals have made of the same history; is added to.
    row : mapping
        The proposal's values by column.
    """
    settings = reader.settings
    # Proposals that are not among the finished projects themselves all learn from the same ones.
    among = reader.proposal if reader.stands_among_projects() else ""
    fewest = settings.estimating.model_minimum
    history = history_of(
        reader,
        reader.history_without_own(),
        settings=settings,
        prepared=learnt.histories.setdefault((among, fewest), {}),
        in_flight=reader.in_flight_without_own(),
        as_of=reader.as_of,
    )
    # The budget asked for and the cost once estimated are the same kind of figure: known before, so
    # a fair driver.
    stated = {**row, "estimate_cost": row["requested_budget"]}
    estimates: dict[str, Estimate | NotAssessed] = {}
    outside: dict[str, OutsideView | NotAssessed] = {}
    bias: dict[str, EstimateBias | NotAssessed] = {}
    for target, (unit, label) in _TARGETS.items():
        own = number_of(stated[f"estimate_{target}"])
        estimates[target] = estimate_from_history(
            history,
            stated,
            target=target,
            unit=unit,
            models=learnt.models,
            settings=settings,
        )
        outside[target] = outside_view(
            history.projects,
            target=target,
            unit=unit,
            project_class=text_of(row["class"]),
            department=text_of(row["department"]),
            applied_to=own,
            applied_label=label if own else None,
            settings=settings,
            actual_means=history.actual_means,
        )
        bias[target] = _bias(history, target)
    return HistoryViews(estimates, outside, bias)


def _bias(history: History, target: str) -> EstimateBias | NotAssessed:
    projects = history.projects
    if f"estimate_{target}" not in projects or f"actual_{target}" not in projects:
        return NotAssessed(
            "bias of your estimates",
            "there is no history of finished projects",
            ReasonCode.NO_HISTORY,
        )
    found = house_bias(projects[f"estimate_{target}"], projects[f"actual_{target}"])
    if isinstance(found, NotAssessed):
        return found
    return EstimateBias(
        target,
        found.ratio,
        found.low,
        found.high,
        found.confidence,
        found.n,
        found.clear,
        found.sentence,
    )


def by_target(views: Mapping[str, _View]) -> dict[str, _View]:
    """What the history says of each target, under the name that the report gives the target."""
    return {name: views[target] for name, target in _NAMES.items()}


def uplifts(row: Mapping[str, Any], readiness: Readiness, settings: Settings) -> Uplifts:
    """What published practice adds to the budget and the duration that are stated."""
    budget, days = (number_of(row[name]) for name in ("requested_budget", "estimate_duration_days"))
    (_, duration_label), (_, cost_label) = _TARGETS["duration_days"], _TARGETS["cost"]
    return Uplifts(
        cost=optimism_uplift("capital_cost", budget, cost_label, settings, readiness),
        duration=optimism_uplift("duration_days", days, duration_label, settings, readiness),
    )


def public_cost(
    row: Mapping[str, Any], outside_cost: OutsideView | NotAssessed, settings: Settings
) -> PublicView | NotAssessed:
    """What became of published projects, for the budget that is stated."""
    budget, (_, label) = number_of(row["requested_budget"]), _TARGETS["cost"]
    return public_outside_view(budget, label if budget else None, outside_cost, settings)
