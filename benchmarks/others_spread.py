"""How much others' spread should count while a house has few finished projects.

Run it with ``PMO_PUBLIC_DATA=<folder> python benchmarks/others_spread.py [--repeats 300]``; the
tables are kept in benchmarks/README.md.

Each of three public sets is a house: some of its projects are known, the rest is foretold. Others'
spread is that of the other two sets. Columns: share of the rest between P10 and P90 (meant: .80)
and up to P90 (meant: .90), the same between P10 and P90 in the worst tenth of the histories, and
the log interval score of P10 to P90 (lower is better).
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from outside_view import public

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.estimating.reference.class_effects import predictive_quantiles
from pmo_toolkit.analysis.estimating.reference.others_spread import OthersSpread, pooled_with_others
from pmo_toolkit.core.settings import Settings

SETS = ("kitchenham", "seera", "Canada")
KNOWN, WORTH = (5, 7, 10, 20, 40), (0.0, 2.0, 4.0, 8.0, 16.0)
#: Standard normal score of P90.
_P90 = 1.2816
Logs = NDArray[np.float64]


def spread_of(sets: list[Logs]) -> OthersSpread:
    """Geometric means of the quantiles of some sets, and the spread of their levels."""
    tops = [np.quantile(logs - np.median(logs), (0.1, 0.2, 0.5, 0.8, 0.9)) for logs in sets]
    p10, p20, p50, p80, p90 = np.exp(np.mean(tops, axis=0))
    levels = [float(np.median(logs)) for logs in sets]
    return OthersSpread(
        sum(map(len, sets)),
        Quantiles(p10, p20, p50, p80, p90, "ratio"),
        "public",
        float(np.std(levels, ddof=1)),
    )


def held(rest: Logs, low: float, high: float) -> tuple[float, float, float]:
    """Shares within and not above a range, and its interval score."""
    score = high - low + 10 * np.maximum(low - rest, 0) + 10 * np.maximum(rest - high, 0)
    return (
        float(np.mean((rest >= low) & (rest <= high))),
        float(np.mean(rest <= high)),
        float(np.mean(score)),
    )


def pooled(sets: dict[str, Logs], known: int, worth: float, repeats: int) -> Logs:
    """Shares and score over sets and histories, shape (sets · repeats, 3)."""
    settings, rows = Settings.of(others_spread_projects=worth), []
    for name, logs in sets.items():
        others = spread_of([values for other, values in sets.items() if other != name])
        for repeat in range(repeats):
            order = np.random.default_rng([known, repeat]).permutation(len(logs))
            own = pooled_with_others(logs[order[:known]], settings, others)
            low, high = predictive_quantiles(own, (0.1, 0.9))
            rows.append(held(logs[order[known:]], float(low), float(high)))
    return np.array(rows)


def unknown(sets: dict[str, Logs], level: bool) -> Logs:
    """The same with no own project: others' spread about 1, with or without that of levels."""
    rows = []
    for name, logs in sets.items():
        others = spread_of([values for other, values in sets.items() if other != name])
        high = _P90 * np.sqrt(others.variance) * (others.widening if level else 1.0)
        rows.append(held(logs, -high, high))
    return np.array(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=300)
    repeats = parser.parse_args().repeats
    tables = public(Path(os.environ["PMO_PUBLIC_DATA"]))
    sets = {name: np.log(tables[name]["ratio"].to_numpy()) for name in SETS}
    print("| own projects | others worth | within | up to P90 | worst tenth | score |")
    print("|---|---|---|---|---|---|")
    for level in (False, True):
        within, below, score = unknown(sets, level).mean(axis=0)
        words = "spread and levels" if level else "spread alone"
        print(f"| 0 | {words} | {within:.2f} | {below:.2f} | | {score:.2f} |")
    for known in KNOWN:
        for worth in WORTH:
            rows = pooled(sets, known, worth, repeats)
            within, below, score = rows.mean(axis=0)
            worst = np.quantile(rows[:, 0], 0.1)
            print(
                f"| {known} | {worth:g} | {within:.2f} | {below:.2f} | {worst:.2f} | {score:.2f} |"
            )


if __name__ == "__main__":
    main()
