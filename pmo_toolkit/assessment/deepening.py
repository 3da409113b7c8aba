"""The business case, the risk in cost and time, and what an answer would be worth, for one proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Results
from pmo_toolkit.advice.answers import if_answered, position_at
from pmo_toolkit.advice.rules import position_of
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.analysis.money.business_case.open_questions import (
    ValueOfInformation,
    value_of_information,
)
from pmo_toolkit.analysis.money.options import Compared
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.view import RiskView
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class Deeper:
    """What goes beyond the first page: business case, risk, and open questions by their worth."""

    business_case: BusinessCase | NotAssessed
    risk: RiskView | NotAssessed
    open_questions: ValueOfInformation


def deepen(
    prepared: Prepared,
    proposal_id: str,
    row: Mapping[str, Any],
    compared: Compared | NotAssessed,
    results: Results,
    settings: Settings,
) -> Deeper:
    """Look closer at a proposal whose options have been compared.

    Parameters
    ----------
    prepared : Prepared
    proposal_id : str
    row : mapping
        The proposal's values by column.
    compared : Compared or NotAssessed
        Its options on the same draws.
    results : Results
        What the advice is drawn from.
    settings : Settings
    """
    options, department = prepared.rows("options", proposal_id), text_of(row["department"])
    position = position_at(results, settings)
    return Deeper(
        business_case=business_case(
            compared,
            options,
            prepared.rows("benefits", proposal_id),
            prepared.workspace.table("goals"),
            results.alignment,
            settings=settings,
            department=department,
            position=position,
        ),
        risk=_risk(prepared, proposal_id, row, compared, settings),
        open_questions=value_of_information(
            compared,
            options,
            position=position,
            department=department,
            settings=settings,
            absent=results.readiness.questions,
            if_answered=if_answered(results, settings),
            position_today=position_of(results, settings),
        ),
    )


def _risk(
    prepared: Prepared,
    proposal_id: str,
    row: Mapping[str, Any],
    compared: Compared | NotAssessed,
    settings: Settings,
) -> RiskView | NotAssessed:
    """Cost and time of the preferred option together."""
    if isinstance(compared, NotAssessed):
        return compared.about("risk in cost and time")
    preferred = compared.comparison.preferred
    if preferred is None:
        return NotAssessed(
            "risk in cost and time", compared.comparison.why, ReasonCode.NO_PREFERENCE
        )
    draws = compared.draws[preferred]
    return simulate_proposal(
        prepared.rows("options", proposal_id),
        prepared.rows("costs", proposal_id),
        prepared.rows("risks", proposal_id),
        prepared.rows("activities", proposal_id),
        proposal=proposal_id,
        option=preferred,
        requested_budget=number_of(row["requested_budget"]),
        wanted_days=_days_wanted(text_of(row["start_window"]), text_of(row["wanted_finish"])),
        adjusted=draws.adjusted if draws.scaled else None,
        net_value=compared.values.get(preferred),
        coupling=prepared.coupling(proposal_id),
        settings=settings,
    )


def _days_wanted(start_window: str | None, wanted_finish: str | None) -> float | None:
    """Days from the first day on which work could begin to the last on which it may end.

    Periods as ``first/last``.
    """
    if start_window is None or wanted_finish is None:
        return None
    first = pd.Timestamp(start_window.split("/", maxsplit=1)[0])
    last = pd.Timestamp(wanted_finish.rsplit("/", maxsplit=1)[-1])
    days = (last - first).days + 1
    return float(days) if days > 0 else None
