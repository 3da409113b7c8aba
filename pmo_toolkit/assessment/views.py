"""What finished projects say of one proposal.

Estimates, outside view, and the bias of the house's own estimates; and what published projects
and practice say of the figures that it states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.estimates import estimate_from_history
from pmo_toolkit.analysis.estimating.history.house_bias import house_bias
from pmo_toolkit.analysis.estimating.in_time.rebaselined import rebaselined
from pmo_toolkit.analysis.estimating.reference.public_reference import (
    PublicView,
    public_outside_view,
)
from pmo_toolkit.analysis.estimating.reference.reference_class import (
    OutsideView,
    outside_view,
    tells_deliveries,
)
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.assessment.prepared import LearntHistory
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import EstimateBias, Uplifts
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.option_tables import DELIVERIES

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

    Parameters
    ----------
    estimates, outside, bias : mapping of str
        By target; `outside` for a kind of delivery that is not known, until `delivered_as`.
    outside_of : callable
        The outside views for a kind of delivery, such as ``"SaaS"``.
    """

    estimates: Mapping[str, Estimate | NotAssessed]
    outside: Mapping[str, OutsideView | NotAssessed]
    bias: Mapping[str, EstimateBias | NotAssessed]
    outside_of: Callable[[str | None], Mapping[str, OutsideView | NotAssessed]]

    def delivered_as(self, kind: str | None) -> HistoryViews:
        """The same with the outside views for one kind of delivery."""
        return replace(self, outside=self.outside_of(kind))


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
    history, estimates, bias = estimates_and_bias(reader, learnt, row)
    owns = {target: own_figure(row, target) for target in _TARGETS}
    return with_outside(estimates, bias, history, row, owns, reader.settings)


def estimates_and_bias(
    reader: ProposalReader, learnt: LearntHistory, row: Mapping[str, Any]
) -> tuple[History, dict[str, Estimate | NotAssessed], dict[str, EstimateBias | NotAssessed]]:
    """What the models say of one proposal, with the projects that they learnt from.

    Parameters
    ----------
    reader, learnt, row
        As for `views_from_history`.

    Returns
    -------
    history : History
    estimates, bias : dict of str
        By target.
    """
    history = _history_for(reader, learnt)
    estimates = {
        target: _estimate_of(history, row, target, learnt, reader.settings) for target in _TARGETS
    }
    return history, estimates, {target: _bias(history, target) for target in _TARGETS}


def own_figure(row: Mapping[str, Any], target: str) -> float | None:
    """What a proposal states of a target itself."""
    # The budget is what the estimates are held against: no driver of its own check. Only what such
    # figures became is asked of finished projects.
    return number_of(row["requested_budget" if target == "cost" else f"estimate_{target}"])


def views_of_value(
    reader: ProposalReader, learnt: LearntHistory, row: Mapping[str, Any]
) -> HistoryViews:
    """What the net value rests on: what became of cost and time, and how long the work takes.

    Parameters
    ----------
    reader : ProposalReader
    learnt : LearntHistory
    row : mapping
        Class, department, drivers and own estimate of duration of the proposal.
    """
    history, settings = _history_for(reader, learnt), reader.settings
    target = "duration_days"
    duration = _estimate_of(history, row, target, learnt, settings)
    owns = {"cost": None, target: None}
    return with_outside({target: duration}, {}, history, row, owns, settings)


def with_outside(
    estimates: Mapping[str, Estimate | NotAssessed],
    bias: Mapping[str, EstimateBias | NotAssessed],
    history: History,
    row: Mapping[str, Any],
    owns: Mapping[str, float | None],
    settings: Settings,
) -> HistoryViews:
    """The views with what became of such estimates, for targets by the proposal's own figures."""

    @cache
    def of_kind(kind: str | None) -> Mapping[str, OutsideView | NotAssessed]:
        return {
            target: _outside_of(history, row, target, own, kind, settings)
            for target, own in owns.items()
        }

    # Where the history tells no kinds apart, one view serves all of them; doing nothing and the
    # minimum are no way to deliver.
    kinds = DELIVERIES if tells_deliveries(history.projects) else ()
    return HistoryViews(
        estimates, of_kind(None), bias, lambda kind: of_kind(kind if kind in kinds else None)
    )


def _history_for(reader: ProposalReader, learnt: LearntHistory) -> History:
    # Proposals that are not among the finished projects themselves all learn from the same ones.
    among = reader.proposal if reader.stands_among_projects() else ""
    fewest = reader.settings.estimating.model_minimum
    return history_of(
        reader,
        reader.history_without_own(),
        settings=reader.settings,
        prepared=learnt.histories.setdefault((among, fewest), {}),
        in_flight=reader.in_flight_without_own(),
        as_of=reader.as_of,
    )


def _estimate_of(
    history: History,
    row: Mapping[str, Any],
    target: str,
    learnt: LearntHistory,
    settings: Settings,
) -> Estimate | NotAssessed:
    unit, _ = _TARGETS[target]
    return estimate_from_history(
        history, row, target=target, unit=unit, models=learnt.models, settings=settings
    )


def _outside_of(
    history: History,
    row: Mapping[str, Any],
    target: str,
    own: float | None,
    delivery: str | None,
    settings: Settings,
) -> OutsideView | NotAssessed:
    """What became of estimates of one target, applied to the proposal's `own` figure."""
    unit, label = _TARGETS[target]
    return outside_view(
        history.projects,
        target=target,
        unit=unit,
        project_class=text_of(row["class"]),
        department=text_of(row["department"]),
        delivery=delivery,
        applied_to=own,
        applied_label=label if own else None,
        settings=settings,
        actual_means=history.actual_means,
    )


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
    level = rebaselined(projects[f"estimate_{target}"], projects[f"actual_{target}"])
    remark = "" if level is None else f" But {level.sentence}."
    return EstimateBias(
        target,
        found.ratio,
        found.low,
        found.high,
        found.confidence,
        found.n,
        found.clear,
        found.sentence + remark,
    )


def by_target(views: Mapping[str, _View]) -> dict[str, _View]:
    """What the history says of each target, under the name that the report gives the target."""
    return {name: views[target] for name, target in _NAMES.items()}


def uplifts(
    row: Mapping[str, Any], capital: float | None, readiness: Readiness, settings: Settings
) -> Uplifts:
    """What published practice adds to the capital cost and the duration that are stated.

    Parameters
    ----------
    row : mapping
        The proposal's values by column.
    capital : float or None
        What the preferred option is stated to cost once, money; the guidance is on nothing else.
        Without one, the budget stands in for it.
    readiness : Readiness
    settings : Settings
    """
    budget, days = (number_of(row[name]) for name in ("requested_budget", "estimate_duration_days"))
    (_, duration_label), (_, cost_label) = _TARGETS["duration_days"], _TARGETS["cost"]
    if capital is not None:
        budget, cost_label = capital, "what setting it up is stated to cost"
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
