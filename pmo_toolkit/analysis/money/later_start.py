"""An option's cost where its work begins later than wished, within the same months as all options.

What it costs falls due as much later, in each draw by that draw's wait, and what would fall due
after the term is not spent in it; leaving stays at the end. What doing nothing costs meanwhile is
not saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cash_streams import (
    KEPT,
    CashStream,
    cost_streams,
    net_present_value,
)
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, at_month
from pmo_toolkit.analysis.money.timing import Timing, timing_of
from pmo_toolkit.analysis.money.valuation import Draws, OptionDraws
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from pmo_toolkit.core.settings import Settings


def spent_streams(own: OptionDraws, months: int, timing: Timing) -> tuple[CashStream, ...]:
    """What an option costs over the term, as `cost_streams`, from when it begins in each draw."""
    streams = cost_streams(own, months)
    starts = timing.starts
    return streams if starts is None else _begun(streams, starts)


def present_cost(
    own: OptionDraws, months: int, timing: Timing, schedule: DiscountSchedule
) -> Draws:
    """Present value of what an option costs, shape (draws,)."""
    starts = timing.starts
    if starts is None:
        return own.adjusted_present
    moved = -net_present_value(spent_streams(own, months, timing), schedule)
    # to the last bit the same where nothing moves: a wait of nought costs nothing
    return np.where(starts > 0, moved, own.adjusted_present)


def kept_once(
    nothing: OptionDraws, months: int, starts: NDArray[np.intp] | None
) -> CashStream | None:
    """What doing nothing costs once, where an option begins too late to spare it.

    None where there is nothing of that kind, or every draw begins at once.

    Parameters
    ----------
    nothing : OptionDraws
        Cost of doing nothing, which the net value counts as saved from the wished start.
    months : int
        Term.
    starts : ndarray of int of shape (draws,) or None
        Month in which the option begins.
    """
    if starts is None or not nothing.adjusted_once.any():
        return None
    at_once = at_month(months, 0)
    profile = np.stack([np.zeros_like(at_once), at_once])
    row = (starts > 0).astype(np.intp)
    return CashStream(
        "What doing nothing costs once, before it begins", KEPT, -nothing.once, profile, row=row
    )


def values_of_wait(
    rows: Sequence[pd.Series],
    values: Mapping[str, Draws | NotAssessed],
    valued: Callable[[pd.Series, Timing], Draws | NotAssessed],
    deliveries: Mapping[str, DeliveryDraws],
    not_before: float,
    settings: Settings,
) -> dict[str, Callable[[Draws], Draws]]:
    """Net value of each option that acts by how long its start waits, all else the same draws.

    Parameters
    ----------
    rows : sequence of Series
        The options.
    values : mapping of str to ndarray of shape (draws,) or NotAssessed
        Net value by option id; options of which it is not assessed are left out.
    valued : callable
        Option and timing → its net value.
    deliveries : mapping of str to DeliveryDraws
    not_before : float
        Days from the wished start before which the work cannot begin.

    Returns
    -------
    dict of str to callable
        Option id → what takes calendar days waited, shape (draws,), to net value, shape (draws,).
    """
    known = [row for row in rows if isinstance(values[str(row["id"])], np.ndarray)]
    return repriced(known, valued, deliveries, not_before, settings)


def repriced(
    rows: Sequence[pd.Series],
    valued: Callable[[pd.Series, Timing], Draws | NotAssessed],
    deliveries: Mapping[str, DeliveryDraws],
    not_before: float,
    settings: Settings,
) -> dict[str, Callable[[Draws], Draws]]:
    """The same for any options and any figure that is assessed at every timing."""

    def value_after(row: pd.Series, days: Draws) -> Draws:
        wait, delivery = StartWait(days), deliveries.get(str(row["id"]))
        waited = None if delivery is None else replace(delivery, wait=wait)
        value = valued(row, timing_of(row, waited, not_before, settings, wait))
        assert not isinstance(value, NotAssessed)
        return value

    return {str(row["id"]): partial(value_after, row) for row in rows if row["kind"] != "nothing"}


def _begun(streams: Sequence[CashStream], starts: NDArray[np.intp]) -> tuple[CashStream, ...]:
    """Streams of one profile each, moved in each draw by its own months."""
    most = int(np.max(starts, initial=0))
    tables: dict[bytes, NDArray[np.float64]] = {}
    begun = []
    for stream in streams:
        if stream.kind == "exit":
            begun.append(stream)
            continue
        key = stream.profile.tobytes()  # most elements fall due in the same months
        if key not in tables:
            tables[key] = _moved(stream.profile, most)
        begun.append(replace(stream, profile=tables[key], row=starts))
    return tuple(begun)


def _moved(profile: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """A profile begun 0, 1, … `most` months later, cut off at the end of the term."""
    table = np.zeros((most + 1, len(profile)))
    for month in range(min(most, len(profile) - 1) + 1):
        table[month, month:] = profile[: len(profile) - month]
    return table
