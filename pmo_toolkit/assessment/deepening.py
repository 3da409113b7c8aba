"""Business case, risk in cost and time, and what an answer would be worth, for one proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pmo_toolkit.advice import Results
from pmo_toolkit.advice.answers import if_answered, position_at
from pmo_toolkit.advice.positions import position_of
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.dates import first_day_to_come
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.analysis.money.business_case.fiscal_years import FiscalCalendar
from pmo_toolkit.analysis.money.business_case.open_questions import (
    ValueOfInformation,
    value_of_information,
)
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.view import RiskView
from pmo_toolkit.assessment.advice_inputs import days_wanted
from pmo_toolkit.assessment.reader import ProposalReader


@dataclass(frozen=True)
class Deeper:
    """What goes beyond the first page: business case, risk, and open questions by their worth."""

    business_case: BusinessCase | NotAssessed
    risk: RiskView | NotAssessed
    open_questions: ValueOfInformation


def deepen(
    reader: ProposalReader,
    row: Mapping[str, Any],
    inputs: OptionInputs,
    results: Results,
) -> Deeper:
    """Look closer at a proposal whose options have been compared.

    Parameters
    ----------
    reader : ProposalReader
    row : mapping
        The proposal's values by column.
    inputs : OptionInputs
        Its options on the same draws.
    results : Results
        What the advice is drawn from.
    """
    settings, compared = reader.settings, inputs.compared
    options, department = reader.own("options"), text_of(row["department"])
    position = position_at(results, settings)
    return Deeper(
        business_case=business_case(
            compared,
            options,
            reader.own("benefits"),
            reader.goals(),
            results.alignment,
            settings=settings,
            department=department,
            position=position,
            calendar=FiscalCalendar(_start_of(row, reader.as_of), reader.config.fiscal_year_start),
        ),
        risk=_risk(reader, row, inputs),
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


def _start_of(row: Mapping[str, Any], as_of: dt.date) -> dt.date | None:
    """First day on which it could begin, where a start window is stated."""
    start = first_day_to_come(text_of(row["start_window"]), as_of)
    return None if start is None else dt.date.fromisoformat(start)


def _risk(
    reader: ProposalReader, row: Mapping[str, Any], inputs: OptionInputs
) -> RiskView | NotAssessed:
    """Cost and time of the preferred option together."""
    compared, tables = inputs.compared, inputs.tables
    if isinstance(compared, NotAssessed):
        return compared.about("risk in cost and time")
    preferred = compared.comparison.preferred
    if preferred is None:
        return NotAssessed(
            "risk in cost and time", compared.comparison.why, ReasonCode.NO_PREFERENCE
        )
    view = simulate_proposal(
        tables.options,
        tables.costs,
        tables.risks,
        tables.activities,
        proposal=reader.proposal,
        option=preferred,
        requested_budget=_budget_of(preferred, compared.comparison.whole, row),
        wanted_days=days_wanted(row, reader.as_of),
        ratios=inputs.class_ratios(reader.settings),
        delivery=inputs.deliveries.get(preferred),
        net_value=compared.values.get(preferred),
        coupling=inputs.coupling,
        settings=reader.settings,
    )
    if isinstance(view, NotAssessed) or inputs.typical.money.in_level:
        return view
    why = "too few finished projects tell at which level this house estimates"
    unknown = NotAssessed("bias uplift", why, ReasonCode.TOO_FEW_PROJECTS)
    return replace(view, bias_uplift=unknown)


def _budget_of(preferred: str, whole: str | None, row: Mapping[str, Any]) -> float | None:
    """Budget asked for the whole-life cost of the preferred option; None where it is for another.

    That is so where the option delivers a part, or where the money is for the project alone.
    """
    if preferred != whole or text_of(row.get("requested_budget_covers")) == "project":
        return None
    return number_of(row["requested_budget"])
