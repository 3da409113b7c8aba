"""Whole-life cost of an option by what it is for, its term, time to value, lock-in and risk.

Method: UK Government, *Cloud First* guidance: whole-life cost = capital, maintenance, management,
operating and exit cost; HM Treasury, *The Green Book*: constant prices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row, text_of
from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cash_streams import PURPOSES, RISKS, CashStream, cost_streams
from pmo_toolkit.analysis.money.discounting import level
from pmo_toolkit.analysis.money.valuation import OptionDraws


@dataclass(frozen=True)
class CostPart:
    """Cost of one purpose over the term, in constant prices.

    Parameters
    ----------
    purpose : str
        capital, run, maintenance, management, exit, risks, or a word of the workspace.
    cost : Quantiles or NotAssessed
        Not assessed where no element is stated for it: nobody said that it costs nothing.
    share : float or None
        Its share of the sum of the medians of all parts, 0–1.
    """

    purpose: str
    cost: Quantiles | NotAssessed
    share: float | None


@dataclass(frozen=True)
class WholeLife:
    """An option over its life.

    Parameters
    ----------
    total : Quantiles
        Whole-life cost in constant prices; with the outside view where there is one.
    parts : tuple of CostPart
        capital, run, maintenance, management and exit first. Quantiles of parts do not add up to
        those of the total.
    purpose_inferred : tuple of str
        Elements whose purpose nobody stated: counted as capital where spent once, else as run.
    outside_view : bool
        Whether finished projects scale the capital; it then holds the risks too.
    chance_over_median_half : float
        Probability that the cost exceeds its median by more than half: how heavy the tail is.
    once : Quantiles
        What is spent once, at the start: the project, stated risks included.
    """

    total: Quantiles
    parts: tuple[CostPart, ...]
    purpose_inferred: tuple[str, ...]
    outside_view: bool
    chance_over_median_half: float
    once: Quantiles


@dataclass(frozen=True)
class Commitment:
    """What an option ties one to.

    Parameters
    ----------
    term_months : int
    term_stated : bool
        Else the settings' horizon stands in for it.
    months_to_benefit : float or NotAssessed
        Time to value: months from the start to the first benefit.
    lock_in : str or NotAssessed
        How hard it is to leave: low, medium or high.
    exit_cost : float or NotAssessed
        Stated cost of leaving at the end of the term, money; elements stated for the exit stand
        among the parts.
    """

    term_months: int
    term_stated: bool
    months_to_benefit: float | NotAssessed
    lock_in: str | NotAssessed
    exit_cost: float | NotAssessed


def whole_life(drawn: OptionDraws, months: int, exit_cost: float | None = None) -> WholeLife:
    """Split an option's cost over `months` by what it is for.

    `exit_cost` is what leaving is stated to cost, money: nought is an answer too, None is none.
    """
    streams = list(cost_streams(drawn, months, sign=1.0))
    if exit_cost == 0 and not any(stream.kind == "exit" for stream in streams):
        streams.append(
            CashStream(
                "Leaving at the end of the term",
                "exit",
                np.zeros_like(drawn.adjusted),
                level(months),
            )
        )
    words = [
        word
        for word in dict.fromkeys(stream.kind for stream in streams)
        if word not in (*PURPOSES, RISKS)
    ]
    risks = [RISKS] if any(stream.kind == RISKS for stream in streams) else []
    medians = {
        word: median(_sum([stream for stream in streams if stream.kind == word]))
        for word in (*PURPOSES, *words, *risks)
        if any(stream.kind == word for stream in streams)
    }
    whole = sum(medians.values())
    inferred = tuple(stream.name for stream in streams if not stream.stated)
    parts = tuple(
        CostPart(
            word,
            Quantiles.of(_sum([stream for stream in streams if stream.kind == word]), "money")
            if word in medians
            else NotAssessed(
                f"cost of {word}",
                _why_absent(word, inferred),
                ReasonCode.NOT_STATED,
                names=("purpose",),
            ),
            medians[word] / whole if word in medians and whole > 0 else None,
        )
        for word in (*PURPOSES, *words, *risks)
    )
    return WholeLife(
        total=Quantiles.of(drawn.adjusted, "money"),
        parts=parts,
        purpose_inferred=inferred,
        outside_view=drawn.scaled,
        chance_over_median_half=float(np.mean(drawn.adjusted > 1.5 * median(drawn.adjusted))),
        once=Quantiles.of(drawn.adjusted_once, "money"),
    )


def commitment(option: pd.Series, months: int) -> Commitment:
    """Term, time to value, lock-in and exit of one row of options."""
    first = number_of(option.get("months_to_benefit"))
    leaving = number_of(option["exit_cost"])
    return Commitment(
        term_months=months,
        term_stated=number_of(option["term_months"]) is not None,
        months_to_benefit=NotAssessed(
            "time to value",
            "the months until its first benefit are not stated",
            ReasonCode.NOT_STATED,
            shown_row(option),
            ("months_to_benefit",),
        )
        if first is None
        else first,
        lock_in=text_of(option["lock_in"])
        or NotAssessed(
            "lock-in",
            "how hard it is to leave is not stated",
            ReasonCode.NOT_STATED,
            shown_row(option),
            ("lock_in",),
        ),
        exit_cost=NotAssessed(
            "exit cost",
            "the cost of leaving it is not stated",
            ReasonCode.NOT_STATED,
            shown_row(option),
            ("exit_cost",),
        )
        if leaving is None
        else leaving,
    )


def _sum(streams: list[CashStream]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(sum(stream.total for stream in streams), dtype=float)


def _why_absent(word: str, inferred: tuple[str, ...]) -> str:
    if word == "exit":
        return "no cost of leaving is stated"
    if inferred:
        return f"no element is stated to be for {word}; elements without a purpose may hold it"
    return f"no element is stated to be for {word}"
