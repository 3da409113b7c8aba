"""Which option is preferred, which comes next, and what would turn that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cash_streams import net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.net_value import OptionValue
from pmo_toolkit.analysis.money.switching import SwitchingValue, switching_values
from pmo_toolkit.analysis.money.valuation import Draws, OptionDraws
from pmo_toolkit.core.settings import Settings


def prefer(
    options: Sequence[pd.Series],
    drawn: Mapping[str, OptionDraws | NotAssessed],
    values: Mapping[str, Draws | NotAssessed],
) -> tuple[str | None, str]:
    """Id of the preferred option and why, as a clause: by net value, else by cost.

    Parameters
    ----------
    options : sequence of Series
    drawn : mapping of str to OptionDraws or NotAssessed
        Cost by option id.
    values : mapping of str to ndarray of shape (draws,) or NotAssessed
        Net value by option id.
    """
    acting = [row for row in options if row["kind"] != "nothing"]
    valued = [
        (median(v), row) for row in acting if not isinstance(v := values[row["id"]], NotAssessed)
    ]
    if valued:
        best = max(valued, key=lambda pair: pair[0])[1]
        return (
            str(best["id"]),
            "it has the highest net value at the median among the options whose value is assessed",
        )
    priced = [
        (float(quantiles(d.adjusted, 0.8)), row)
        for row in acting
        if isinstance(d := drawn[row["id"]], OptionDraws)
    ]
    if priced:
        best = min(priced, key=lambda pair: pair[0])[1]
        return (
            str(best["id"]),
            "it has the lowest cost at P80; no option's net value could be assessed",
        )
    return None, "no option other than doing nothing has a cost that could be assessed"


def next_best_of(
    preferred: str | None, values: Mapping[str, Draws | NotAssessed]
) -> tuple[str | None, float | None]:
    """The option with the next highest median net value, and the chance that it is beaten."""
    best = values.get(preferred) if preferred else None
    others = [
        (median(v), key)
        for key, v in values.items()
        if key != preferred and not isinstance(v, NotAssessed)
    ]
    if best is None or isinstance(best, NotAssessed) or not others:
        return None, None
    key = max(others)[1]
    other = values[key]
    assert not isinstance(other, NotAssessed)
    return key, float(np.mean(best > other))


def switching_of(
    preferred: str | None,
    next_best: str | None,
    options: pd.DataFrame,
    drawn: Mapping[str, OptionDraws | NotAssessed],
    outcomes: Mapping[str, OptionValue],
    settings: Settings,
) -> tuple[SwitchingValue, ...]:
    """Switching values of the preferred option, where its net value is assessed."""
    outcome, own = outcomes.get(preferred or ""), drawn.get(preferred or "")
    if (
        outcome is None
        or not isinstance(own, OptionDraws)
        or isinstance(outcome.value, NotAssessed)
    ):
        return ()
    schedule = DiscountSchedule.of(settings)
    benefits = [stream for stream in outcome.counted if stream.kind == "benefit"]
    if not benefits:
        return ()
    kinds = dict(zip(options["id"], options["kind"], strict=True))
    rival = None
    if next_best and kinds[next_best] != "nothing":
        rival = outcomes[next_best].value
    return switching_values(
        outcome.value,
        net_present_value(benefits, schedule),
        own.adjusted_present,
        rival if isinstance(rival, np.ndarray) else None,
    )
