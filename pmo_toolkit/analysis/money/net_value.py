"""Net value of an option.

Present value of its benefits less that of its cost above what doing nothing costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.valuation import BenefitDraws, Draws, OptionDraws, benefit_draws
from pmo_toolkit.core.settings import Settings

#: Options that need not bring all of the proposal's benefits.
_PARTIAL = ("minimum", "reuse")


def net_value(
    row: pd.Series,
    drawn: Mapping[str, OptionDraws | NotAssessed],
    baseline: pd.Series | None,
    benefits: Sequence[BenefitDraws] | NotAssessed,
    settings: Settings,
) -> Draws | NotAssessed:
    """Net value of one option, shape (draws,): nought for doing nothing.

    Parameters
    ----------
    row : Series
        The option.
    drawn : mapping of str to OptionDraws or NotAssessed
        Cost of all options by id.
    baseline : Series or None
        Doing nothing.
    benefits : sequence of BenefitDraws or NotAssessed
        The proposal's benefits in money, in full.
    """
    own = drawn[row["id"]]
    if isinstance(own, NotAssessed):
        return own.about("net value")
    if row["kind"] == "nothing":
        return np.zeros(settings.simulation.draws)
    saved = _saved(baseline, drawn)
    if isinstance(saved, NotAssessed):
        return saved
    share = row["benefit_share"]
    if pd.isna(share) and row["kind"] in _PARTIAL:
        return NotAssessed(
            "net value",
            "which share of the benefits it would bring is not stated",
            ReasonCode.NOT_STATED,
            shown_row(row),
            ("benefit_share",),
        )
    months, base_months = term_of(row, settings), term_of(baseline, settings)
    if months != base_months:
        return NotAssessed(
            "net value",
            f"its term of {months} months differs from the {base_months} months of doing nothing",
            ReasonCode.TERMS_DIFFER,
            shown_row(row),
            ("term_months",),
        )
    if isinstance(benefits, NotAssessed):
        return benefits
    gains = benefit_draws(benefits, months, settings=settings, delay_months=delay_of(row))
    return (1.0 if pd.isna(share) else float(share)) * gains - (
        own.adjusted_present - saved.adjusted_present
    )


def _saved(
    baseline: pd.Series | None, drawn: Mapping[str, OptionDraws | NotAssessed]
) -> OptionDraws | NotAssessed:
    """Cost of doing nothing, which every other option would save."""
    if baseline is None:
        return NotAssessed(
            "net value",
            "doing nothing is not among the options, so there is nothing to compare with",
            ReasonCode.NO_BASELINE,
        )
    saved = drawn[baseline["id"]]
    if isinstance(saved, NotAssessed):
        return NotAssessed(
            "net value",
            "the cost of doing nothing is not stated",
            ReasonCode.NO_BASELINE,
            saved.rows,
            (str(baseline["id"]),),
        )
    return saved


def term_of(option: pd.Series | None, settings: Settings) -> int:
    """Months that the option is counted over; the settings' horizon where it states none."""
    stated = None if option is None else number_of(option["term_months"])
    return int(settings.money.horizon_months if stated is None else stated)


def delay_of(option: pd.Series) -> float:
    """Months until the option's first benefit; none where it states none."""
    return number_of(option.get("months_to_benefit")) or 0.0
