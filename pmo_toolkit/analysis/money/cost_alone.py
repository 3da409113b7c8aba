"""What an option comes to if nothing of its benefits counts.

Where its net value is not assessed, its cost may be: an enabler often states no benefit of its own.
Whoever chooses among proposals may then count it with its cost above doing nothing, which is never
better than with a benefit that somebody answers for. Where the cost of doing nothing is not stated
over the same term, nothing is counted as saved. Harms that are stated count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cash_streams import net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.later_start import present_cost, repriced
from pmo_toolkit.analysis.money.net_value import streams_of, term_of
from pmo_toolkit.analysis.money.timing import Timing
from pmo_toolkit.analysis.money.valuation import BenefitDraws, Draws, OptionDraws, benefit_lines
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.core.settings import Settings

_ENDS = ["low", "mode", "high"]


def stated_harms(
    benefits: pd.DataFrame, *, proposal: str, settings: Settings
) -> tuple[BenefitDraws, ...]:
    """Dis-benefits of which an amount is stated, whatever is not stated of the others."""
    stated = benefits[benefits[_ENDS].notna().any(axis=1)] if len(benefits) else benefits
    lines = benefit_lines(stated, proposal=proposal, settings=settings)
    if isinstance(lines, NotAssessed):
        return ()
    return tuple(line for line in lines if median(line.yearly) < 0)


def costs_alone(
    rows: Sequence[pd.Series],
    values: Mapping[str, Draws | NotAssessed],
    drawn: Mapping[str, OptionDraws | NotAssessed],
    baseline: pd.Series | None,
    harms: Sequence[BenefitDraws],
    deliveries: Mapping[str, DeliveryDraws],
    not_before: float,
    settings: Settings,
) -> dict[str, Callable[[Draws], Draws]]:
    """What each option comes to by how long its start waits, if no benefit counts.

    Of options that act, whose cost is assessed and whose net value is not. Parameters as of
    `later_start.values_of_wait` and `net_value.net_value`.
    """
    schedule = DiscountSchedule.of(settings)

    def valued(row: pd.Series, timing: Timing) -> Draws:
        own, months = drawn[str(row["id"])], term_of(row, settings)
        assert isinstance(own, OptionDraws)
        cost = present_cost(own, months, timing, schedule)
        saved = None if baseline is None else drawn[str(baseline["id"])]
        if not isinstance(saved, OptionDraws) or term_of(baseline, settings) != months:
            return -cost
        streams = streams_of(harms, saved, months, 1.0, timing)
        beside = net_present_value(streams, schedule) if streams else np.zeros_like(cost)
        return np.asarray(beside - (cost - saved.adjusted_present))

    unknown = [
        row
        for row in rows
        if isinstance(values[str(row["id"])], NotAssessed)
        and isinstance(drawn[str(row["id"])], OptionDraws)
    ]
    return repriced(unknown, valued, deliveries, not_before, settings)
