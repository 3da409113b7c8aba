"""When the preferred option is delivered, in the form in which it is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.core.canonical_json import OMITTED_WHERE_NONE


@dataclass(frozen=True)
class DeliveryView:
    """One view of the time: ``"plan"``, ``"history"`` or ``"estimate"``, in calendar days."""

    name: str
    days: Quantiles


@dataclass(frozen=True)
class Delivery:
    """When the preferred option is delivered, reconciled from all that is known.

    Parameters
    ----------
    option : str
        Id.
    days : Quantiles
        Calendar days from the start of the work, delays by stated risks included.
    months_p50, months_p80 : float
        The same in months.
    views : tuple of DeliveryView
        What it was reconciled from.
    stated_months : float or None
        Months to the first benefit that the option states; benefits begin no sooner than either.
    not_before : float
        Days from the wished start before which the work cannot begin, since what it needs is not
        there; 0 where nothing is known.
    wanted_days : float or None
        Days from the earliest start to the wanted finish.
    chance_in_time : float or None
        Probability that it is delivered by then: the wait for people, and for what it needs,
        counted.
    wait : WaitView or NotAssessed, optional
        How long its start waits for people; absent where no option names any.
    until : Quantiles, optional
        Calendar days from the wished start until it is delivered, the wait for people and for what
        it needs included; absent where there is neither.
    """

    option: str
    days: Quantiles
    months_p50: float
    months_p80: float
    views: tuple[DeliveryView, ...]
    stated_months: float | None
    not_before: float
    wanted_days: float | None
    chance_in_time: float | None
    wait: WaitView | NotAssessed | None = field(default=None, metadata=OMITTED_WHERE_NONE)
    until: Quantiles | None = field(default=None, metadata=OMITTED_WHERE_NONE)


def delivery_of(
    option: str | None,
    found: Mapping[str, DeliveryDraws],
    stated_months: float | None,
    wanted_days: float | None,
    wait_gap: NotAssessed | None = None,
) -> Delivery | NotAssessed:
    """The result to report for one option; `wait_gap` is why its wait for people is not known."""
    drawn = found.get(option or "")
    if option is None or drawn is None:
        return NotAssessed(
            "delivery",
            "neither activities nor finished projects say how long it takes",
            ReasonCode.NOT_STATED,
            names=("activities",),
        )
    days, wait = Quantiles.of(drawn.days, "calendar days"), drawn.wait
    until = drawn.until_delivered(drawn.days)
    return Delivery(
        option,
        days,
        days.p50 / DAYS_A_MONTH,
        days.p80 / DAYS_A_MONTH,
        tuple(
            DeliveryView(name, Quantiles.of(view, "calendar days"))
            for name, view in drawn.views.items()
        ),
        stated_months,
        drawn.not_before,
        wanted_days,
        None if wanted_days is None else float(np.mean(until <= wanted_days)),
        wait_gap if wait is None else WaitView.of(wait),
        Quantiles.of(until, "calendar days") if drawn.is_held_back else None,
    )
