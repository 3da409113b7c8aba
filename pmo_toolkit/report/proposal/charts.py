"""The charts of one assessment, ready for the page.

What is drawn, its description, and how to read it.
"""

from __future__ import annotations

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.money.business_case.goal_chain import BenefitChain
from pmo_toolkit.assessment import Assessment, Context
from pmo_toolkit.core.number_format import NumberFormat, clean_text, short
from pmo_toolkit.report.kit.pictures import Picture, data_uri, picture

ROW_HEIGHT = 46
CHAIN_ROW_HEIGHT = 48
STRIP_WIDTH, STRIP_HEIGHT = 190, 20
DAYS_A_MONTH = 30.44


def number_format_of(assessment: Assessment) -> NumberFormat:
    """How this assessment's workspace writes numbers."""
    return NumberFormat(assessment.context.locale, assessment.context.currency)


def money_label(context: Context, what: str = "cost") -> str:
    """Label of a money axis: ``"cost, EUR, 2026 prices"``, with what is declared."""
    year = None if context.price_year is None else f"{context.price_year} prices"
    return ", ".join(clean_text(part) for part in (what, context.currency, year) if part)


def benefit_links(chain: BenefitChain) -> Picture | None:
    """Benefits, goals and capabilities with their links.

    None where nothing is linked or too much to be read.
    """
    rows = charts.chain_row_count(chain)
    if not chain.links or rows > charts.MOST_ROWS:
        return None
    caption = (
        "Read it so: a line joins each benefit with the goal that it serves, and goals with the"
        " capabilities"
    )
    caption += " that the proposal raises."
    if any(not link.stated for link in chain.links):
        caption += " A broken line is possible, but nobody has said so."
    return picture(
        lambda ax: charts.chain_links(ax, chain),
        alt=charts.chain_links_alt(chain),
        caption=caption,
        plot_height=CHAIN_ROW_HEIGHT * (rows + 1),
        bottom=4,
    )


def work_estimate(
    assessment: Assessment, estimate: Estimate, outside: OutsideView | NotAssessed, what: str
) -> Picture:
    """An estimate of effort or duration with its ranges, and the outside view if there is one."""
    numbers = number_format_of(assessment)
    view = None if isinstance(outside, NotAssessed) or outside.result is None else outside
    unit, divisor = scale_of(estimate)
    count = charts.estimate_row_count(view)
    caption = "Read it so: the dot is the middle, the bars hold half and four in five of the cases."
    if view is not None:
        stated = view.applied_label or "its own figure"
        caption += f" Below it, {stated} as {view.reference.n} comparable projects ended (P10–P90)."
    return picture(
        lambda ax: charts.estimate_ranges(
            ax,
            estimate,
            numbers,
            outside=view,
            unit=unit,
            divisor=divisor,
            axis=f"{what}, {unit_words(unit)}",
        ),
        alt=f"{what.capitalize()}. "
        + charts.estimate_ranges_alt(estimate, numbers, outside=view, unit=unit, divisor=divisor),
        caption=caption,
        plot_height=ROW_HEIGHT * count + 4,
    )


def scale_of(estimate: Estimate) -> tuple[str, float]:
    """Unit in which an estimate is written, and what to divide its own unit by.

    Long durations are told in months.
    """
    if estimate.target == "effort_person_hours":
        return "h", 1.0
    longest = max([estimate.point, *(interval.high for interval in estimate.intervals)])
    if estimate.target == "duration_days":
        return ("months", DAYS_A_MONTH) if longest >= 3 * DAYS_A_MONTH else ("days", 1.0)
    return short(estimate.unit, 16), 1.0


def span_of(numbers: NumberFormat, low: float, high: float, unit: str, divisor: float) -> str:
    """A range of an estimate in words, in the unit that `scale_of` chose."""
    low, high = low / divisor, high / divisor
    return (
        numbers.months_range(low, high)
        if unit == "months"
        else numbers.quantity_range(low, high, unit)
    )


def unit_words(unit: str) -> str:
    """``"h"`` → ``"person-hours"``."""
    return "person-hours" if unit == "h" else unit


def strip(cost: Quantiles, limits: tuple[float, float], mark: float | None) -> str:
    """A range for a table cell, as a URI; all strips of a table share `limits`."""
    return data_uri(
        charts.range_strip(cost, limits, mark=mark, width=STRIP_WIDTH, height=STRIP_HEIGHT)
    )
