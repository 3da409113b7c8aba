"""Ranges in time: known as of a day, tested on what starts next, whenever it ends.

Run: ``PMO_PUBLIC_DATA=<folder> OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python
benchmarks/in_time.py`` Prints the table of benchmarks/README.md; ``--held`` those sets that no
choice was made on, ``--seeds N`` houses of each made-up kind.

Ways: *as if timeless* is the estimator fitted to the finished projects alone, with ranges from
leaving out projects in any order; *finished* gets their starts too; *and running* gets running work
as well, by the time it has taken, or by cost in proportion to time (which the public sets do not
tell, so it is assumed).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from _simulated_house import YEAR, simulated_house
from scipy.stats import binomtest

from pmo_toolkit.analysis.estimating.history.columns import as_numbers
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

#: Made-up houses, and how they differ from the usual one.
HOUSES: dict[str, dict[str, float]] = {
    "made up": {},
    "made up, no drift": {"walk": 0.0},
    "made up, drift .2, half a year": {"walk": 0.2, "median": 0.5},
    "made up, two years": {"median": 2.2},
    "made up, few": {"projects": 60},
    "made up, level jumps up": {"walk": 0.0, "jump": 0.4},
    "made up, level jumps down": {"walk": 0.0, "jump": -0.4},
}
WAYS = ("as if timeless", "finished", "and running")
#: With fewer projects that had ended, a day is passed over.
FEWEST = 15


@dataclass(frozen=True)
class Case:
    """A set as known of a day; `took` in years, NaN where the set tells no duration."""

    name: str
    target: str
    X: pd.DataFrame
    y: np.ndarray
    started: np.ndarray
    took: np.ndarray
    day: float
    ahead: float

    @property
    def finished(self) -> np.ndarray:
        """Rows that had ended; where no duration is told, rows that had started."""
        return self.started + np.nan_to_num(self.took) <= self.day - (np.isnan(self.took) * 1e-9)

    @property
    def running(self) -> np.ndarray:
        """Rows under way."""
        return (self.started < self.day) & ~self.finished

    @property
    def later(self) -> np.ndarray:
        """Rows to predict."""
        return (self.started >= self.day) & (self.started < self.day + self.ahead)

    @property
    def known(self) -> np.ndarray:
        """The target, or what it had come to by the day."""
        share = np.clip((self.day - self.started) / self.took, 0, 1)
        return np.where(self.running, self.y * share, self.y)


def design_cases(folder: Path, seeds: int) -> Iterator[Case]:
    """Sets that choices were made on."""
    table = pd.read_csv(folder / "kitchenham.csv")
    started = as_numbers("date", (), table["Actual.start.date"])
    planned = as_numbers("date", (), table["Estimated.completion.date"]) - started
    took = table["Actual.duration"].to_numpy(float) / YEAR
    X = pd.DataFrame(
        {
            "client": table["Client.code"].astype(str),
            "type": table["Project.type"],
            "size": table["Adjusted.function.points"],
        }
    )
    plans = {"duration": planned * YEAR, "cost": table["First.estimate"]}
    actuals = {"duration": table["Actual.duration"], "cost": table["Actual.effort"]}
    for day in (1996.0, 1996.5, 1997.0, 1997.5):
        for target, actual in actuals.items():
            y = actual.to_numpy(float)
            with_plan = X.assign(estimate=plans[target])
            yield Case("kitchenham", target, X, y, started, took, day, 0.5)
            yield Case("kitchenham, with plan", target, with_plan, y, started, took, day, 0.5)
    table = pd.read_csv(folder / "maxwell.csv")
    took, started = table["Duration"].to_numpy(float) / 12, 1900.5 + table["Syear"].to_numpy(float)
    X = table.drop(columns=["Syear", "Duration", "Time", "Effort"])
    for day in (1990.0, 1991.0, 1992.0):
        for target, name in (("duration", "Duration"), ("cost", "Effort")):
            yield Case("maxwell", target, X, table[name].to_numpy(float), started, took, day, 1.0)
    table = pd.read_csv(folder / "ebspm.csv").dropna(
        subset=["Actual_duration_months", "Year_technical_go_live"]
    )
    took = table["Actual_duration_months"].to_numpy(float) / 12
    started = table["Year_technical_go_live"].to_numpy(float) + 0.5 - took
    afterwards = [
        name
        for name in table
        if name.startswith(("Actual_", "Defects_", "Stakeholder", "Perceived", "Year_", "Short_"))
    ]
    X = table.drop(columns=[*afterwards, "Project_ID"]).reset_index(drop=True)
    for day in (2010.0, 2011.0, 2014.0, 2014.75, 2015.25):
        for target, name in (("duration", "Actual_duration_months"), ("cost", "Actual_cost_EUR")):
            yield Case("ebspm", target, X, table[name].to_numpy(float), started, took, day, 0.75)
    for name, shape in HOUSES.items():
        for seed in range(seeds):
            house: Any = simulated_house(3000 + seed, **shape)  # type: ignore[arg-type]
            took = house.days / YEAR
            for target, y in (("duration", house.days), ("cost", house.cost)):
                yield Case(name, target, house.drivers, y, house.started, took, house.as_of, 2.0)


def held_cases(folder: Path, lists: Path) -> Iterator[Case]:
    """Sets that no choice was made on."""
    table = pd.read_csv(folder / "desharnais.csv").dropna()
    took = table["Length"].to_numpy(float) / 12
    started = 1900.5 + table["YearEnd"].to_numpy(float) - took
    X = table.drop(columns=["Project", "YearEnd", "Length", "Effort"]).reset_index(drop=True)
    for day in (1985.0, 1985.75, 1986.5):
        for target, name in (("duration", "Length"), ("cost", "Effort")):
            y = table[name].to_numpy(float)
            yield Case("desharnais", target, X, y, started, took, day, 0.75)
    table = pd.read_csv(folder / "nasa93.csv")
    X = table.drop(columns=["recordnumber", "year", "act_effort"])
    started, y = table["year"].to_numpy(float), table["act_effort"].to_numpy(float)
    for day in (1979.0, 1980.0, 1982.0, 1984.0, 1986.0):
        yield Case("nasa93", "cost", X, y, started, np.full(len(y), np.nan), day, 2.0)
    table = pd.read_csv(folder / "seera.csv")
    took = pd.to_numeric(table["Actual duration"]).to_numpy(float) / 12
    started = 0.5 + table["Year of project"].to_numpy(float)
    afterwards = ["ProjID", "Year of project", "Actual duration", "% project gain (loss)"]
    afterwards += ["Team size", "Dedicated team members", "Daily working hours", "Actual effort"]
    X = table.drop(columns=[*afterwards, "Estimated effort", "Estimated duration"])
    for day in (2012.0, 2014.0, 2016.0, 2017.0, 2018.0):
        for target, name in (("duration", "Actual duration"), ("cost", "Actual effort")):
            y = table[name].to_numpy(float)
            yield Case("seera", target, X, y, started, took, day, 1.0)
    yield from canadian_cases(lists)


def canadian_cases(lists: Path) -> Iterator[Case]:
    """What became by 2022 of projects first listed in 2019, from what became by 2019 of 2016's."""
    days = {2016: 2016.44, 2019: 2019.33, 2022: 2022.31}
    by_year = {}
    for year in days:
        table = pd.read_csv(lists / f"ca_large_it_projects_{year}.csv").drop_duplicates("uniqueId")
        budget = table["totalBudget"].astype(str).str.replace(r"[^0-9.]", "", regex=True)
        dates = pd.to_datetime(table["estimatedCompletionDate"], errors="coerce", format="mixed")
        by_year[year] = pd.DataFrame(
            {
                "department": table["department"],
                "budget": pd.to_numeric(budget, errors="coerce"),
                "finish": as_numbers("date", (), dates),
            }
        ).set_index(table["uniqueId"])
    parts = []
    for first, then in ((2016, 2019), (2019, 2022)):
        both = by_year[first].join(by_year[then], how="inner", rsuffix="_then")
        if first == 2019:
            both = both[~both.index.isin(by_year[2016].index)]
        parts.append(both.assign(listed=days[first], outcome=days[then]))
    table = pd.concat(parts)
    planned, came = table["finish"] - table["listed"], table["finish_then"] - table["listed"]
    for target, plan, actual in (
        ("duration", planned * YEAR, came * YEAR),
        ("cost", table["budget"], table["budget_then"]),
    ):
        rows = ((plan > 0) & (actual > 0)).to_numpy()
        X = pd.DataFrame({"department": table["department"], "estimate": plan})[rows]
        took = (table["outcome"] - table["listed"]).to_numpy()[rows] - 1e-6
        yield Case(
            "Canadian lists",
            target,
            X.reset_index(drop=True),
            actual.to_numpy(float)[rows],
            table["listed"].to_numpy()[rows],
            took,
            days[2019],
            1.0,
        )


def outcomes(case: Case) -> Iterator[dict[str, object]]:
    """Each way's hits, misses above, width and CPU seconds on one case."""
    train, new = case.finished, case.later
    if train.sum() < FEWEST or not new.any():
        return
    y = case.y[new]
    for way in WAYS:
        rows = train | case.running if way == "and running" else train
        if way == "and running" and not case.running.any():
            continue
        more: dict[str, Any] = {}
        if way != WAYS[0]:
            more["started"] = case.started[rows]
        if way == "and running":
            more["censored"] = case.running[rows]
        begun = time.process_time()
        model = EffortEstimator().fit(case.X[rows], case.known[rows], **more)
        seconds = time.process_time() - begun
        ends = model.predict_interval(
            case.X[new], started=case.started[new] if way != WAYS[0] else None
        )
        low, high = ends["low"].to_numpy(), ends["high"].to_numpy()
        yield {
            "target": case.target,
            "set": case.name,
            "way": way,
            "n": int(new.sum()),
            "hits": int(((low <= y) & (y <= high)).sum()),
            "above": int((y > high).sum()),
            "width": float(np.median(high / low)),
            "seconds": seconds,
        }


def table_of(rows: pd.DataFrame) -> list[str]:
    """A Markdown table: one line a target, set and way, and all sets of a kind pooled."""
    lines = [
        "| target | set | way | n | held | 95 % range | misses above | high ÷ low | CPU s a fit |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    made_up = rows["set"].str.startswith("made up")
    pooled = rows.assign(set=np.where(made_up, "**all made up**", "**all public**"))
    order = {name: i for i, name in enumerate([*dict.fromkeys(rows["set"]), *pooled["set"]])}
    both = pd.concat([rows, pooled])
    for target in ("duration", "cost"):
        groups = both[both["target"] == target].groupby(["set", "way"])
        for (name, way), group in sorted(
            groups, key=lambda item: (order[item[0][0]], WAYS.index(item[0][1]))
        ):
            n, hits = int(group["n"].sum()), int(group["hits"].sum())
            ends = binomtest(hits, n).proportion_ci(method="wilson")
            lines.append(
                f"| {target} | {name} | {way} | {n} | {hits / n:.2f} |"
                f" {ends.low:.2f}–{ends.high:.2f}"
                f" | {group['above'].sum() / n:.2f} | {group['width'].median():.1f} |"
                f" {group['seconds'].median():.3f} |"
            )
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--seeds", type=int, default=20)
    arguments = parser.parse_args()
    data = Path(os.environ["PMO_PUBLIC_DATA"])
    cases = (
        held_cases(data / "effort", data / "portfolio")
        if arguments.held
        else design_cases(data / "effort", arguments.seeds)
    )
    rows = pd.DataFrame([row for case in cases for row in outcomes(case)])
    print("\n".join(table_of(rows)))


if __name__ == "__main__":
    main()
