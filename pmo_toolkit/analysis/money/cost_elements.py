"""Which cost elements make the cost of an option uncertain."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.money.option_results import CostElement
from pmo_toolkit.analysis.money.valuation import Draws, OptionDraws
from pmo_toolkit.analysis.uncertainty.typical_load import CLASS_SPREAD


def cost_elements(draws: OptionDraws) -> tuple[CostElement, ...]:
    """Shares of the spread of the very cost that is planned with.

    Where the outside view scales what is spent once, its spread is that of the class: one part.
    """
    whole = draws.adjusted
    variance = float(np.var(whole))
    parts: list[tuple[str, str | None, str, Draws]] = [
        (element.element, element.cost_type, element.period, element.total)
        for element in draws.elements
        if not (draws.scaled and element.one_off)
    ]
    if draws.scaled:
        parts.append((CLASS_SPREAD, None, "once", draws.once))
    if draws.risks.any():
        parts.append(("Stated risks", None, "if they happen", draws.risks))
    cost_elements = []
    for element, cost_type, period, total in parts:
        p10, p50, p90 = quantiles(total, (0.1, 0.5, 0.9))
        share = float(np.cov(total, whole, ddof=0)[0, 1] / variance) if variance > 0 else 0.0
        cost_elements.append(
            CostElement(element, cost_type, period, float(p10), float(p50), float(p90), share)
        )
    return tuple(sorted(cost_elements, key=lambda element: -(element.p90 - element.p10)))
