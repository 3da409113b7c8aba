"""What the work of a case would bring: rows of the table benefits."""

from __future__ import annotations

import math
from typing import Any

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import (
    benefit_range,
    lognormal,
    stream,
)
from pmo_toolkit.sample.cost_elements import months_to_benefit
from pmo_toolkit.sample.effort_law import LAWS
from pmo_toolkit.sample.options import Priced, priced_options

Row = dict[str, Any]

#: Yearly real rate at which later benefits count for less; only to place the sample's benefits.
_RATE = 0.035


def benefit_rows(case: Case) -> list[Row]:
    """Rows of ``benefits``.

    Amounts in money add up to what the theme pays back, relative to doing nothing.
    """
    rng = stream(case.seed, "benefits", case.index)
    priced = priced_options(case)
    rows = []
    for entry in case.theme.benefits:
        ramp = int(entry["ramp"])
        if "unit_amount" in entry:
            mode, unit = entry["unit_amount"] * lognormal(rng, 1.0, 0.1), "unit per year"
        else:
            mode, unit = (
                _yearly_benefit(case, priced, entry, ramp) * lognormal(rng, 1.0, 0.05),
                "money per year",
            )
        low, mode, high = benefit_range(rng, mode)
        cashable = entry.get("cashable")
        rows.append(
            {
                "proposal": case.id,
                "goal": entry.get("goal"),
                "title": entry["title"],
                "measure": entry["measure"],
                "low": low,
                "mode": mode,
                "high": high,
                "unit": unit,
                "ramp_months": ramp,
                "department": entry.get("department"),
                "cashable": _YES_NO[cashable],
            }
        )
    return rows


_YES_NO = {None: None, True: "yes", False: "no"}


def _yearly_benefit(case: Case, priced: tuple[Priced, ...], entry: Row, ramp: int) -> float:
    if "amount" in entry or not priced:
        return float(entry.get("amount", 0.15 * case.labour))
    own, nothing = priced[0], priced[-1]
    law = LAWS[case.theme.project_class or "software package"]
    months = own.term_months
    discounts = [(1 + _RATE) ** (-month / 12) for month in range(1, months + 1)]
    running = (own.yearly - nothing.yearly) / 12 * math.fsum(discounts)
    extra = (
        own.once * law.overrun * 1.07
        - nothing.once
        + running * 1.03
        + (own.exit_cost or 0) * discounts[-1]
    )
    extra = max(extra, 0.25 * own.whole_life)
    late = months_to_benefit(case, own.kind) or 0
    grown = [min(1.0, max(0, month - late) / ramp) for month in range(1, months + 1)]
    full = (
        math.fsum(share * year_share for share, year_share in zip(grown, discounts, strict=True))
        / 12
    )
    # a range skewed downwards has its middle below the most likely value
    return float(case.theme.pays * entry["share"] * extra / full / 0.9)
