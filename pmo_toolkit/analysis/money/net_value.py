"""Net value of an option.

Present value of its benefits less that of its cost above what doing nothing costs, today's running
cost going on until the option is there. Benefits for which no department answers do not count: what
they would add is a figure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.base.scope import is_meant_whole
from pmo_toolkit.analysis.money.cash_streams import (
    CashStream,
    benefit_streams,
    net_present_value,
    parallel_stream,
)
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.later_start import kept_once, present_cost
from pmo_toolkit.analysis.money.timing import Timing
from pmo_toolkit.analysis.money.valuation import BenefitDraws, Draws, OptionDraws
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class OptionValue:
    """What an option is worth against doing nothing.

    Parameters
    ----------
    value : ndarray of shape (draws,) or NotAssessed
        Net value with the benefits that somebody answers for, and all harms.
    if_owned : ndarray of shape (draws,) or NotAssessed
        Net value with all benefits.
    streams : tuple of CashStream
        All benefits in the order of their rows, then what running today's service beside it costs;
        empty where nothing could be valued.
    spent : ndarray of shape (draws,) or None
        Present value of its own cost; None where nothing could be valued.
    """

    value: Draws | NotAssessed
    if_owned: Draws | NotAssessed
    streams: tuple[CashStream, ...] = ()
    spent: Draws | None = None

    @property
    def counted(self) -> tuple[CashStream, ...]:
        """The streams that count in `value`."""
        return tuple(stream for stream in self.streams if stream.counted)


def net_value(
    row: pd.Series,
    drawn: Mapping[str, OptionDraws | NotAssessed],
    baseline: pd.Series | None,
    benefits: Sequence[BenefitDraws] | NotAssessed,
    timing: Timing,
    settings: Settings,
) -> OptionValue:
    """Net value of one option: nought for doing nothing.

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
    timing : Timing
        Of the option.
    """
    if row["kind"] == "nothing" and isinstance(drawn[row["id"]], OptionDraws):
        nought = np.zeros(settings.simulation.draws)
        return OptionValue(nought, nought)
    grounds = _grounds(row, drawn, baseline, settings)
    if isinstance(grounds, NotAssessed):
        return OptionValue(grounds, grounds)
    if isinstance(benefits, NotAssessed):
        return OptionValue(benefits, benefits)
    own, saved = grounds
    months, schedule = term_of(row, settings), DiscountSchedule.of(settings)
    streams = streams_of(benefits, saved, months, share_of(row), timing)
    cost = present_cost(own, months, timing, schedule)
    spent = cost - saved.adjusted_present
    if_owned = net_present_value(streams, schedule) - spent
    counted = [stream for stream in streams if stream.counted]
    if not any(benefit.counted for benefit in benefits):
        unowned = NotAssessed(
            "net value",
            "no department answers for any of its benefits",
            ReasonCode.NO_OWNER,
            names=("department",),
        )
        return OptionValue(unowned, if_owned, streams, cost)
    return OptionValue(net_present_value(counted, schedule) - spent, if_owned, streams, cost)


def streams_of(
    benefits: Sequence[BenefitDraws],
    saved: OptionDraws,
    months: int,
    share: float,
    timing: Timing,
) -> tuple[CashStream, ...]:
    """Benefits of an option, and what doing nothing goes on to cost beside it."""
    gains = benefit_streams(benefits, months, share=share, begins=timing.begins)
    parallel = None if timing.replaced is None else parallel_stream(saved, months, timing.replaced)
    beside = (parallel, kept_once(saved, months, timing.starts))
    return (*gains, *(stream for stream in beside if stream is not None))


def _grounds(
    row: pd.Series,
    drawn: Mapping[str, OptionDraws | NotAssessed],
    baseline: pd.Series | None,
    settings: Settings,
) -> tuple[OptionDraws, OptionDraws] | NotAssessed:
    """Its own cost and that of doing nothing, over the same term."""
    own = drawn[row["id"]]
    if isinstance(own, NotAssessed):
        return own.about("net value")
    saved = _saved(baseline, drawn)
    if isinstance(saved, NotAssessed):
        return saved
    if pd.isna(row["benefit_share"]) and not is_meant_whole(row):
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
    return own, saved


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


def share_of(option: pd.Series) -> float:
    """Share of the benefits that the option brings; all where it states none."""
    stated = number_of(option["benefit_share"])
    return 1.0 if stated is None else stated
