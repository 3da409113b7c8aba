"""What an option costs and brings in a world, in plain NumPy, beside the package and not from it.

The same arithmetic serves what happens (true rows, ratios of the house's law) and the former rules
(stated rows, ratios of the history).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import betaincinv, ndtr

ENDS = ("low", "mode", "high")
#: Months of every option's term.
TERM = 60
#: Days of a month on average.
MONTH = 365.25 / 12
#: Months of today's service beside the new one after delivery.
PARALLEL = 1
#: Value today of one unit of money at the start and at the end of each month.
FACTORS = 1.035 ** (-np.arange(TERM + 1) / 12)

#: Where quantiles of ranges are worked out; between these they are read in a line.
_SHARES = np.linspace(0, 1, 4097)

Row = dict[str, Any]


@dataclass(frozen=True)
class Accounts:
    """One option in a number of cases, each of shape (n,).

    Parameters
    ----------
    once : ndarray
        What is spent once, risks included.
    whole : ndarray
        Whole-life cost in constant prices.
    net : ndarray
        Net present value against doing nothing.
    """

    once: np.ndarray
    whole: np.ndarray
    net: np.ndarray


def pert_at(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """PERT-beta of shape 4 at uniform draws; a blank end falls together with the middle."""
    low, high = (mode if np.isnan(end) else end for end in (low, high))
    if high <= low:
        return np.full(np.shape(u), mode)
    first = round(1 + 4 * (mode - low) / (high - low), 9)
    return low + (high - low) * np.interp(u, _SHARES, _pert_quantiles(first))


@lru_cache(maxsize=512)
def _pert_quantiles(first: float) -> np.ndarray:
    """Quantiles of the beta distribution with shapes `first` and 6 − `first`, at `_SHARES`."""
    return np.asarray(betaincinv(first, 6 - first, _SHARES))


def happened(
    risks: Sequence[Row], rng: np.random.Generator, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Money and days that risks cost in `n` cases, each of shape (n,)."""
    money, days = np.zeros((2, n))
    for risk in risks:
        happens, depth = rng.random(n) < risk["probability"], rng.random(n)
        money += happens * pert_at(depth, *(risk[f"impact_money_{end}"] for end in ENDS))
        days += happens * pert_at(depth, *(risk[f"impact_days_{end}"] for end in ENDS))
    return money, days


def elements(
    rows: Sequence[Row], rng: np.random.Generator, n: int, within: float
) -> list[np.ndarray]:
    """Amounts a period of cost elements, each of shape (n,); `within` correlates each group."""
    shared: dict[str, np.ndarray] = {}
    drawn = []
    for row in rows:
        score, group = rng.standard_normal(n), row["correlation_group"]
        if group is not None:
            common = shared.setdefault(group, rng.standard_normal(n))
            score = np.sqrt(within) * common + np.sqrt(1 - within) * score
        drawn.append(pert_at(ndtr(score), *(row[end] for end in ENDS)))
    return drawn


def middle_once(costs: Sequence[Row], option: str, within: float) -> float:
    """Median of what an option costs once by its own ranges: what a house notes as its estimate."""
    rows = [row for row in costs if row["option"] == option and row["period"] == "once"]
    if not rows:
        return 0.0
    return float(np.median(sum(elements(rows, np.random.default_rng(7), 2000, within))))


def accounts(
    tables: dict[str, list[Row]],
    option: Row,
    once: np.ndarray,
    risks: np.ndarray,
    begins: np.ndarray,
    replaced: np.ndarray,
    rng: np.random.Generator,
    within: float,
) -> Accounts:
    """Cost and net value of one option.

    Parameters
    ----------
    tables : dict
        Rows of the proposal.
    option : dict
        Its row.
    once, risks : ndarray of shape (n,)
        What is spent at the start, and what risks cost.
    begins, replaced : ndarray of int of shape (n,)
        Months after which benefits count and today's service ends; nought where nothing is said of
        the latter.
    rng : Generator
    within : float
        Correlation in each group.
    """
    n = len(once)
    nothing = next(row["id"] for row in tables["options"] if row["kind"] == "nothing")
    rows = [
        row
        for row in tables["costs"]
        if row["option"] in (option["id"], nothing) and row["period"] == "per year"
    ]
    drawn = elements(rows, rng, n, within)
    own, saved = (
        sum(
            (amount for row, amount in zip(rows, drawn, strict=True) if row["option"] == name),
            np.zeros(n),
        )
        for name in (option["id"], nothing)
    )
    level = np.sum(FACTORS[1:]) / 12
    leaving = 0.0 if np.isnan(option["exit_cost"]) else option["exit_cost"]
    spent = once + risks + own * level + leaving * FACTORS[-1]
    today = saved * (
        level - np.cumsum(np.append(0.0, FACTORS[1:]))[np.minimum(replaced, TERM)] / 12
    )
    return Accounts(
        once + risks,
        once + risks + own * TERM / 12 + leaving,
        option["benefit_share"] * _gains(tables["benefits"], begins, rng) - spent + today,
    )


def _gains(benefits: Sequence[Row], begins: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Present value of all benefits in full, shape (n,)."""
    total = np.zeros(len(begins))
    for row in benefits:
        yearly = pert_at(rng.random(len(begins)), *(row[end] for end in ENDS))
        ramp = 0.0 if np.isnan(row["ramp_months"]) else row["ramp_months"]
        total += yearly / 12 * _worth(ramp)[np.minimum(begins, TERM)]
    return total


@lru_cache(maxsize=64)
def _worth(ramp: float) -> np.ndarray:
    """Present value of one unit a month by the month after which it begins, shape (TERM + 1,)."""
    passed = np.arange(TERM + 1)[None, :] - np.arange(TERM + 1)[:, None]
    reached = np.clip(passed / ramp, 0, 1) if ramp > 0 else (passed > 0).astype(float)
    return np.asarray(reached @ FACTORS)
