"""Which option is preferred, which comes next, and what would turn that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.base.scope import WHOLE, scope_of
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

    An option that delivers a part takes the place of one that delivers the whole only where it is
    worth more than doing nothing: a smaller loss is no reason for a part. By cost, only options
    that deliver the same are compared.

    Parameters
    ----------
    options : sequence of Series
    drawn : mapping of str to OptionDraws or NotAssessed
        Cost by option id.
    values : mapping of str to ndarray of shape (draws,) or NotAssessed
        Net value by option id.
    """
    acting = [row for row in options if row["kind"] != "nothing"]
    wholes = [row for row in acting if scope_of(row) == WHOLE]
    valued = [
        (median(v), row) for row in acting if not isinstance(v := values[row["id"]], NotAssessed)
    ]
    worth_it = [pair for pair in valued if pair[0] > 0 or scope_of(pair[1]) == WHOLE]
    if worth_it:
        best = max(worth_it, key=_first)
        passed_over = any(value > best[0] for value, _ in valued)
        return str(best[1]["id"]), _OF_THE_WHOLE if passed_over else _BY_VALUE
    cheapest = _cheapest(wholes, drawn)
    if cheapest is None and valued:
        return str(max(valued, key=_first)[1]["id"]), _BY_VALUE
    cheapest = cheapest or _cheapest(acting, drawn)
    if cheapest is not None:
        return cheapest, _BY_COST
    return None, "no option other than doing nothing has a cost that could be assessed"


_BY_VALUE = "it has the highest net value at the median among the options whose value is assessed"
_OF_THE_WHOLE = (
    "it has the highest net value at the median among the options that deliver the whole; a part"
    " that only loses less does not take its place"
)
_BY_COST = "it has the lowest cost at P80 of those that deliver as much; no net value is assessed"


def _first(pair: tuple[float, pd.Series]) -> float:
    return pair[0]


def _cheapest(
    options: Sequence[pd.Series], drawn: Mapping[str, OptionDraws | NotAssessed]
) -> str | None:
    priced = [
        (float(quantiles(d.adjusted, 0.8)), row)
        for row in options
        if isinstance(d := drawn[row["id"]], OptionDraws)
    ]
    return str(min(priced, key=_first)[1]["id"]) if priced else None


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
    outcomes: Mapping[str, OptionValue],
    settings: Settings,
) -> tuple[SwitchingValue, ...]:
    """Switching values of the preferred option, where its net value is assessed."""
    outcome = outcomes.get(preferred or "")
    if outcome is None or outcome.spent is None or isinstance(outcome.value, NotAssessed):
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
        outcome.spent,
        rival if isinstance(rival, np.ndarray) else None,
    )
