"""Business case, risk in cost and time, and what an answer would be worth, for one proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Results
from pmo_toolkit.advice.answers import if_answered, position_at
from pmo_toolkit.advice.positions import position_of
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.analysis.money.business_case.open_questions import (
    ValueOfInformation,
    value_of_information,
)
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.view import RiskView
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
    compared: ComparedOptions | NotAssessed,
    results: Results,
    coupling: Coupling | None,
) -> Deeper:
    """Look closer at a proposal whose options have been compared.

    Parameters
    ----------
    reader : ProposalReader
    row : mapping
        The proposal's values by column.
    compared : ComparedOptions or NotAssessed
        Its options on the same draws.
    results : Results
        What the advice is drawn from.
    coupling : Coupling or None
        How its correlation groups move with each other.
    """
    settings = reader.settings
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
        ),
        risk=_risk(reader, row, compared, coupling),
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
    reader: ProposalReader,
    row: Mapping[str, Any],
    compared: ComparedOptions | NotAssessed,
    coupling: Coupling | None,
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
        reader.own("options"),
        reader.of_options("costs"),
        reader.own("risks"),
        reader.own("activities"),
        proposal=reader.proposal,
        option=preferred,
        requested_budget=number_of(row["requested_budget"]),
        wanted_days=_days_wanted(text_of(row["start_window"]), text_of(row["wanted_finish"])),
        adjusted=draws.adjusted if draws.scaled else None,
        net_value=compared.values.get(preferred),
        coupling=coupling,
        settings=reader.settings,
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
