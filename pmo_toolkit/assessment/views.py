"""What finished projects say of one proposal.

Estimates, outside view, and the bias of the house's own estimates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.estimates import estimate_from_history
from pmo_toolkit.analysis.estimating.history.house_bias import house_bias
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, outside_view
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.assessment.prepared import LearntHistory
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import EstimateBias

#: Target → unit, and the words for the proposal's own figure of it.
_TARGETS = {
    "effort_person_hours": ("person-hours", "the effort that the proposal expects"),
    "duration_days": ("calendar days", "the duration that the proposal expects"),
    "cost": ("money", "the requested budget"),
}


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
    among = reader.proposal if reader.stands_in_history() else ""
    fewest = settings.estimating.model_minimum
    history = history_of(
        reader,
        reader.history_without_own(),
        settings=settings,
        prepared=learnt.histories.setdefault((among, fewest), {}),
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
