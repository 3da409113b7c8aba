"""Benefits and measures of the business case as rows of a table, for report and notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.alignment import BenefitLine
from pmo_toolkit.analysis.money.business_case.case import OptionCase
from pmo_toolkit.analysis.money.measures.worth import Measures
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, short
from pmo_toolkit.report.proposal.case_words import months, preferred_case, rate_words


@dataclass(frozen=True)
class BenefitRow:
    """One benefit with what the preferred option would bring of it over the term."""

    line: BenefitLine
    harm: bool
    present_value: Quantiles | None


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its value, None where it is not assessed, and what must be known beside it."""

    label: str
    value: str | None
    note: str


def benefit_rows(assessment: Assessment) -> tuple[BenefitRow, ...]:
    """The benefits as stated, dis-benefits last."""
    case = assessment.business_case
    worth: tuple[Quantiles | NotAssessed, ...] = ()
    if not isinstance(case, NotAssessed):
        worth = tuple(line.present_value for line in case.benefits.lines)
    rows = []
    for place, line in enumerate(assessment.alignment.benefits):
        present = worth[place] if len(worth) == len(assessment.alignment.benefits) else None
        rows.append(
            BenefitRow(line, _harmful(line), None if isinstance(present, NotAssessed) else present)
        )
    return tuple(sorted(rows, key=lambda row: row.harm))


def measured(assessment: Assessment) -> tuple[OptionCase, Measures] | None:
    """The preferred option with its measures, or None where they are not assessed."""
    case = assessment.business_case
    chosen = None if isinstance(case, NotAssessed) else preferred_case(case.options)
    if chosen is None or isinstance(chosen.measures, NotAssessed):
        return None
    return chosen, chosen.measures


def measure_rows(
    option: OptionCase, measures: Measures, numbers: NumberFormat
) -> tuple[MeasureRow, ...]:
    """Net value, its cashable part, payback, benefit to cost and internal rate of an option."""
    return tuple(_rows(option, measures, numbers))


def case_summary(assessment: Assessment) -> pd.DataFrame:
    """Measures of every option.

    Text columns ``option``, ``figure``, ``value`` (three significant digits), ``unit``.
    """
    case, rows = assessment.business_case, []
    for option in () if isinstance(case, NotAssessed) else case.options:
        rows += [(short(option.title, 60), *figure) for figure in _figure_rows(option)]
    table = pd.DataFrame(rows, columns=["option", "figure", "value", "unit"])
    return table.assign(value=[f"{float(f'{value:.3g}'):,g}" for value in table["value"]])


def _figure_rows(option: OptionCase) -> Iterator[tuple[str, float, str]]:
    if not isinstance(option.whole_life, NotAssessed):
        yield "whole-life cost P50", option.whole_life.total.p50, "money"
        yield "whole-life cost P80", option.whole_life.total.p80, "money"
    if isinstance(option.measures, NotAssessed):
        return
    measures = option.measures
    yield "net present value P50", measures.net_present_value.p50, "money"
    yield "chance of a loss", measures.chance_of_loss, "probability"
    if not isinstance(measures.payback.months, NotAssessed):
        yield "payback", measures.payback.months, "months"
    if not isinstance(measures.benefit_cost_ratio, NotAssessed):
        yield "benefit/cost ratio", measures.benefit_cost_ratio, "ratio"
    if not isinstance(measures.internal_rate, NotAssessed) and not isinstance(
        measures.internal_rate.rate, NotAssessed
    ):
        yield "internal rate of return", measures.internal_rate.rate, "share a year"


def _rows(option: OptionCase, measures: Measures, numbers: NumberFormat) -> Iterator[MeasureRow]:
    value, back, ratio = measures.net_present_value, measures.payback, measures.benefit_cost_ratio
    yield MeasureRow(
        "Net present value",
        numbers.money(value.p50),
        f"P10–P90: {numbers.money_range(value.p10, value.p90)}; below zero in"
        f" {numbers.chance(measures.chance_of_loss)} of the cases",
    )
    cashable = measures.cashable_only
    if isinstance(cashable, NotAssessed):
        yield MeasureRow("The same, with cashable benefits alone", None, cashable.why)
    elif cashable != value:
        yield MeasureRow(
            "The same, with cashable benefits alone",
            numbers.money(cashable.p50),
            f"P10–P90: {numbers.money_range(cashable.p10, cashable.p90)}; all other benefits"
            " counted as nothing",
        )
    late = months(back.p80_months)
    within = (
        f"back within the term of {months(option.commitment.term_months)} in"
        f" {numbers.chance(back.chance_within_term)}"
    )
    sure = f"; with a chance of 80 % after {late}" if late else ""
    missing = str(getattr(back.months, "why", ""))
    yield MeasureRow(
        "Payback",
        months(back.months),
        (
            f"{within} of the cases{sure}"
            if months(back.months)
            else f"{missing}, and {within} of all cases"
        ),
    )
    if isinstance(ratio, NotAssessed):
        yield MeasureRow("Benefit/cost ratio", None, ratio.why)
    else:
        yield MeasureRow(
            "Benefit/cost ratio",
            numbers.ratio(ratio),
            "benefits for each unit of cost above doing nothing",
        )
    rate, note = rate_words(measures.internal_rate, numbers)
    yield MeasureRow("Internal rate of return", rate, note)


def _harmful(line: BenefitLine) -> bool:
    middle = line.mode
    if middle is None and line.low is not None and line.high is not None:
        middle = (line.low + line.high) / 2
    return middle is not None and middle < 0
