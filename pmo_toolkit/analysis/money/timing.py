"""From when an option's benefits count, and until when today's service goes on beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait, days_to_start
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True, eq=False)
class Timing:
    """Whole months from the wished start, each of shape (draws,).

    Parameters
    ----------
    begins : ndarray of int
        Benefits count after this month.
    earliest : ndarray of int
        The same if the option stated no months to its first benefit.
    replaced : ndarray of int or None
        Today's service ends after this month; None where the option keeps it, or nothing is known
        of when it is delivered.
    keeps : bool
        Whether the option keeps today's service.
    delivered : bool
        Whether delivery is known by itself, and not only from the first benefit.
    start : ndarray of shape (draws,) or None
        Months, not rounded, after which the work begins; None where it begins as wished.
    """

    begins: NDArray[np.intp]
    earliest: NDArray[np.intp]
    replaced: NDArray[np.intp] | None
    keeps: bool = False
    delivered: bool = True
    start: NDArray[np.float64] | None = None

    @property
    def starts(self) -> NDArray[np.intp] | None:
        """Month in which the work begins, to the nearest; None where all begin as wished."""
        months = None if self.start is None else np.rint(self.start).astype(np.intp)
        return None if months is None or not months.any() else months

    def if_stated(self, months: float, settings: Settings) -> Timing:
        """The same if the option stated so many months from its start to its first benefit."""
        starts = 0 if self.starts is None else self.starts
        begins = np.maximum(self.earliest, starts + int(np.ceil(months - 1e-9)))
        replaced = self.replaced
        if not (self.delivered or self.keeps):
            replaced = begins + settings.money.parallel_months
        return replace(self, begins=begins, replaced=replaced)


def timing_of(
    option: pd.Series,
    delivery: DeliveryDraws | None,
    not_before: float,
    settings: Settings,
    wait: StartWait | None = None,
) -> Timing:
    """When one option is of use.

    Benefits begin after the stated months and after delivery, whatever comes last. Today's service
    ends `parallel_months` after delivery. Where the start waits for people or for what the option
    needs, stated months and delivery count from the end of the wait; an option that keeps today's
    service takes it over then.

    Parameters
    ----------
    option : Series
        One row of options.
    delivery : DeliveryDraws or None
    not_before : float
        Days from the wished start before which the work cannot begin.
    settings : Settings
    wait : StartWait, optional
        How long the start waits for people.
    """
    stated = number_of(option.get("months_to_benefit"))
    start = np.zeros(settings.simulation.draws)
    if option["kind"] != "nothing":  # what goes on as it is waits for nothing
        start += days_to_start(wait, not_before) / DAYS_A_MONTH
    earliest = _whole(start if delivery is None else delivery.months)
    keeps, known = option["kind"] == "minimum", delivery is not None
    timing = Timing(earliest, earliest, None, keeps, known, start if start.any() else None)
    if known and not keeps:
        timing = replace(timing, replaced=timing.begins + settings.money.parallel_months)
    else:
        timing = replace(timing, replaced=timing.starts)
    return timing if stated is None else timing.if_stated(stated, settings)


def _whole(months: NDArray[np.float64]) -> NDArray[np.intp]:
    """Months rounded up; a hair above a whole month is that month."""
    return np.ceil(months - 1e-9).astype(np.intp)
