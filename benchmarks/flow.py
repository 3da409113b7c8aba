"""How often promises by throughput are kept, and how wide they are, beside other ways.

Run it with ``PMO_PUBLIC_DATA=<folder> python benchmarks/flow.py [--weeks 8] [--held]``, or with
``--invented 1 30`` on the teams of those seeds (``_flow_worlds.py``); the tables are kept in
benchmarks/README.md.

At every week of a series with at least 26 weeks before it, the items of the weeks ahead are
promised with P50, P80, P85 and P95, by what was known then; the share of weeks whose actual is at
or above the promise is shown. The settings were chosen on every second series of the alphabet, on
stretches of them and on simulated ones, not on the others (``--held``). Loss is the
mean quantile loss of P80, and width the distance from P50 to P95, both in mean actual items of the
series and averaged over the series: lower is better where coverage is alike.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from _flow_worlds import invented_teams
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.promises import SHARES, promises, whole_items
from pmo_toolkit.analysis.flow.regimes import levels, regime_starts
from pmo_toolkit.analysis.flow.rivals import CALIBRATED, RIVALS, last_weeks
from pmo_toolkit.core.settings import Settings

Items = NDArray[np.float64]
Method = Callable[[Items, int], Items]
_PAST, _FEWEST_ORIGINS = 26, 40
_LEVEL_WEEKS, _OWN, _MOST = 12, 8, 40


def public_series(folder: Path) -> dict[str, Items]:
    """Series → items of each Monday week, those without any included."""
    table = pd.read_csv(folder / "agile" / "weekly_throughput.csv", parse_dates=["week"])
    return {
        str(name): rows.set_index("week")["items"].asfreq("W-MON").fillna(0).to_numpy(float)
        for name, rows in table.groupby("series")
    }


def calibrated(items: Items, weeks: int) -> Items:
    """Promises of the workbench after each week, shape (n + 1, 4)."""
    settings = Settings().flow
    level = levels(items, regime_starts(items, settings), settings)
    return whole_items(promises(items, level, weeks, settings).at_least)


def own_ratios(items: Items, weeks: int) -> Items:
    """The mean of twelve weeks times own past ratios side by side; resampled where too few."""
    promised = np.zeros((len(items) + 1, len(SHARES)))
    for week in range(_PAST, len(items) + 1):
        origins = np.arange(week - weeks, _LEVEL_WEEKS - 1, -weeks)[:_MOST]
        if len(origins) < _OWN:
            promised[week] = last_weeks(items[:week], weeks)
            continue
        ratios = [
            (items[origin : origin + weeks].sum() + 1)
            / (items[origin - _LEVEL_WEEKS : origin].mean() * weeks + 1)
            for origin in origins
        ]
        level = items[week - _LEVEL_WEEKS : week].mean() * weeks + 1
        chances = [1 - share for share in SHARES]
        promised[week] = np.floor(np.maximum(level * np.quantile(ratios, chances) - 1, 0))
    return promised


def rival(name: str) -> Method:
    """One of the ways that forecast from what is past alone, at each week."""

    def promised(items: Items, weeks: int) -> Items:
        made = np.zeros((len(items) + 1, len(SHARES)))
        for week in range(_PAST, len(items) + 1):
            made[week] = RIVALS[name](items[:week], weeks)
        return made

    return promised


def measured(series: Mapping[str, Items], method: Method, weeks: int) -> list[str]:
    """Pooled coverage, the worst series at P80, loss and width as cells of a table."""
    kept, losses, widths, worst = [], [], [], []
    for items in series.values():
        origins = np.arange(_PAST, len(items) - weeks + 1)
        if not len(origins):
            continue
        promised = method(items, weeks)[origins]
        sums = np.concatenate([[0.0], np.cumsum(items)])
        actual = sums[origins + weeks] - sums[origins]
        is_kept = actual[:, None] >= promised
        kept.append(is_kept)
        usual = max(actual.mean(), 1e-9)
        miss = actual - promised[:, 1]
        losses.append(np.maximum((1 - SHARES[1]) * miss, -SHARES[1] * miss).mean() / usual)
        widths.append((promised[:, 0] - promised[:, -1]).mean() / usual)
        if len(origins) >= _FEWEST_ORIGINS:
            worst.append(is_kept[:, 1].mean())
    shares = np.concatenate(kept).mean(axis=0)
    return [
        *(f"{100 * share:.1f}" for share in shares),
        f"{min(worst):.2f} to {max(worst):.2f}",
        f"{np.mean(losses):.3f}",
        f"{np.mean(widths):.2f}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=8)
    parser.add_argument("--held", action="store_true", help="the series that were held back")
    parser.add_argument("--invented", type=int, nargs=2, metavar=("FIRST", "LAST"))
    chosen = parser.parse_args()
    if chosen.invented:
        series = invented_teams(*chosen.invented)
    else:
        every = public_series(Path(os.environ["PMO_PUBLIC_DATA"]))
        names = sorted(every)[1::2] if chosen.held else sorted(every)[::2]
        series = {name: every[name] for name in names}
    origins = sum(max(0, len(items) - chosen.weeks + 1 - _PAST) for items in series.values())
    print(f"{', '.join(series)}: {origins} origins, {chosen.weeks} weeks ahead")
    methods: dict[str, Method] = {CALIBRATED: calibrated, "own ratios side by side": own_ratios}
    methods |= {name: rival(name) for name in RIVALS}
    print("| | P50 | P80 | P85 | P95 | P80, series | loss | width |")
    print("|---|---|---|---|---|---|---|---|")
    for name, method in methods.items():
        print(f"| {name} | {' | '.join(measured(series, method, chosen.weeks))} |")


if __name__ == "__main__":
    main()
