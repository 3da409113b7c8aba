"""Effort estimation on twelve public sets: the default beside its rivals, in the same folds.

Run: ``PMO_PUBLIC_DATA=<folder> OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python
benchmarks/effort.py`` Prints the tables of benchmarks/README.md; ``--json FILE`` keeps all figures,
``--sets a,b`` runs some of the sets, ``--only candidates`` (or ``few``, ``lacking``, ``usual``,
``experts``, ``speed``) some of the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from _effort_candidates import CANDIDATES, few_projects, folds_of, lacking_drivers, predictions
from _effort_sets import DESIGN, ESTIMATES, SETS, load
from scipy.stats import binom

from pmo_toolkit.analysis.estimating.history.house_bias import house_bias
from pmo_toolkit.analysis.estimating.measuring.backtest import backtest
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

#: Published best under the protocol rome (Xia et al., "Sequential model optimisation for software
#: effort estimation").
PUBLISHED = {
    "albrecht": 0.640,
    "china": 0.299,
    "desharnais": 0.533,
    "finnish": 0.537,
    "kemerer": 0.550,
    "kitchenham": 0.472,
    "maxwell": 0.545,
    "miyazaki94": 0.528,
}


def band(n: int, level: float) -> tuple[float, float]:
    """95 % binomial band of a coverage that is truly `level`."""
    low, high = binom.ppf([0.025, 0.975], n, level) / n
    return float(low), float(high)


def timings(folder: Path) -> list[str]:
    """Fit and 80 % ranges of all rows, in CPU seconds, and the bytes of the pickled estimator."""
    lines = ["| set | n | fit, CPU s | ranges of all rows, CPU s | pickle, kB |", "|---" * 5 + "|"]
    tables = {name: load(folder, name) for name in ("desharnais", "seera", "ebspm")}
    rng = np.random.default_rng(0)
    for n in (1000, 5000):
        size = rng.lognormal(5, 1, n)
        X = pd.DataFrame({"size": size, "kind": rng.choice(list("abcdefghijklmnopqrst"), n)})
        X = X.join(
            pd.DataFrame(rng.integers(1, 6, (n, 15)), columns=[f"rating_{i}" for i in range(15)])
        )
        tables[f"made up, 17 drivers, {n:,} rows"] = X, size**0.9 * rng.lognormal(1, 0.5, n)
    for name, (X, y) in tables.items():
        start = time.process_time()
        model = EffortEstimator().fit(X, y)
        middle = time.process_time()
        model.predict_interval(X)
        took = middle - start, time.process_time() - middle
        kept = len(pickle.dumps(model)) / 1000
        lines.append(f"| {name} | {len(y)} | {took[0]:.3f} | {took[1]:.3f} | {kept:,.0f} |")
    return lines


def candidate_tables(folder: Path, names: list[str]) -> dict[str, list[str]]:
    """Accuracy and ranges of all candidates by set, in the same folds."""
    made = {}
    for name in names:
        X, y = load(folder, name)
        made[name] = predictions(X, y, folds_of(len(y)))
        print(f"{name}: candidates predicted", file=sys.stderr, flush=True)
    tables = {}
    for title, column, sign in (
        ("Candidates: standardised accuracy", "error", -1.0),
        ("Candidates: interval score of the 80 % range, logarithms", "score", 1.0),
        ("Candidates: coverage of the 80 % range", "hit", 1.0),
    ):
        lines = [
            "| set | n | " + " | ".join(CANDIDATES) + " |",
            "|---" * (2 + len(CANDIDATES)) + "|",
        ]
        for name, seen in made.items():
            values = (seen[column] * sign + (sign < 0)).groupby(seen["candidate"]).mean()
            cells = " | ".join(f"{values[candidate]:.3f}" for candidate in CANDIDATES)
            lines.append(f"| {name} | {seen['row'].nunique()} | {cells} |")
        for label, some in (
            ("mean, all", names),
            ("mean, design sets", [name for name in names if name in DESIGN]),
            ("mean, confirming sets", [name for name in names if name not in DESIGN]),
        ):
            if some:
                lines.append(f"| {label} | | {_means(made, some, column, sign)} |")
        tables[title] = lines
    seconds = pd.concat(made.values()).groupby(["candidate", "split"])["seconds"].first()
    pooled = pd.concat(made.values()).groupby("candidate")["hit"].agg(["mean", "size"])
    tables["Candidates: pooled coverage with its binomial band, and CPU s a fit"] = [
        "| candidate | 80 % pooled | band | n | CPU s, median |",
        "|---" * 5 + "|",
        *(
            f"| {name} | {pooled['mean'][name]:.3f} |"
            f" {'–'.join(f'{end:.3f}' for end in band(int(pooled['size'][name]), 0.8))} |"
            f" {pooled['size'][name]} | {seconds[name].median():.3f} |"
            for name in CANDIDATES
        ),
    ]
    return tables


def _means(made: dict[str, pd.DataFrame], names: list[str], column: str, sign: float) -> str:
    """Means over sets; beside each the difference to the first and its paired standard error."""
    wide = [made[name].pivot(index="row", columns="candidate", values=column) for name in names]
    cells = []
    for candidate in CANDIDATES:
        mean = np.mean([sign * table[candidate].mean() + (sign < 0) for table in wide])
        apart = [sign * (table[candidate] - table["default"]).astype(float) for table in wide]
        error = np.sqrt(sum(row.var() / len(row) for row in apart)) / len(apart)
        difference = np.mean([row.mean() for row in apart])
        beside = "" if candidate == "default" else f" ({difference:+.3f} ± {error:.3f})"
        cells.append(f"{mean:.3f}{beside}")
    return " | ".join(cells)


def few_table(folder: Path, names: list[str], draws: int) -> list[str]:
    """SA, interval score and coverage of 80 % ranges where few projects are known."""
    lines = ["| n | sets | " + " | ".join(CANDIDATES) + " |", "|---" * (2 + len(CANDIDATES)) + "|"]
    for n in (5, 11, 20, 30):
        parts = {}
        for name in names:
            X, y = load(folder, name)
            if len(y) >= n + 8:
                seen = few_projects(X, y, n, draws)
                parts[name] = seen.groupby("candidate")[["error", "score", "hit"]].mean()
        mean = sum(parts.values()) / len(parts)
        cells = [
            f"{1 - row['error']:.3f} · {row['score']:.2f} · {row['hit']:.3f}"
            for row in (mean.loc[candidate] for candidate in CANDIDATES)
        ]
        lines.append(f"| {n} | {len(parts)} | " + " | ".join(cells) + " |")
        print(f"few projects: {n} done", file=sys.stderr, flush=True)
    return lines


def lacking_table(folder: Path, names: list[str]) -> list[str]:
    """Coverage and width of the 80 % range where a driver is blanked out at predict."""
    lines = [
        "| set | predictions | coverage, one lacking | least of a driver | width, of the full one |"
        " coverage, all lacking | width |",
        "|---" * 7 + "|",
    ]
    singles = []
    for name in names:
        seen = lacking_drivers(*load(folder, name))
        everything, single = seen[seen["driver"] == "all"], seen[seen["driver"] != "all"]
        singles.append(single)
        lines.append(
            f"| {name} | {len(single)} | {single['hit'].mean():.3f} |"
            f" {single.groupby('driver')['hit'].mean().min():.3f} |"
            f" {(single['width'] / single['full']).mean():.2f} | {everything['hit'].mean():.3f} |"
            f" {(everything['width'] / everything['full']).mean():.2f} |"
        )
    pooled = pd.concat(singles)
    low, high = band(len(pooled), 0.8)
    lines.append(
        f"| pooled | {len(pooled)} | {pooled['hit'].mean():.3f} (band {low:.3f}–{high:.3f}) | |"
        f" {(pooled['width'] / pooled['full']).mean():.2f} | | |"
    )
    return lines


def experts(folder: Path, seed: int) -> list[str]:
    """The default with the expert's estimate among its drivers, beside the expert, same folds."""
    lines = [
        "| set | estimate as it stood | put right by the house's bias | default with it | 80 % |"
        " hi/lo |"
    ]
    lines.append("|---" * 6 + "|")
    for name, column in ESTIMATES.items():
        X, y = load(folder, name)
        table = pd.read_csv(folder / f"{name}.csv")
        estimate = table.loc[table[SETS[name][0]] > 0, column].to_numpy(dtype=float)

        def as_it_stood(
            X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame, column: str = column
        ) -> np.ndarray:
            return new[column].to_numpy()

        def put_right(
            X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame, column: str = column
        ) -> np.ndarray:
            return new[column].to_numpy() * house_bias(X[column], y).correction

        rivals = {"raw": as_it_stood, "put_right": put_right}
        found = backtest(X.assign(**{column: estimate}), y, seed=seed, rivals=rivals)
        made = [found.methods[method] for method in ("raw", "put_right", "default")]
        cells = " | ".join(f"{each.sa:.3f} · {each.mdmre:.2f}" for each in made)
        seen = found.intervals[0.8]
        lines.append(f"| {name} | {cells} | {seen.coverage:.3f} | {seen.median_ratio_hi_lo:.2f} |")
    return lines


def accuracy_table(results: dict[str, Backtest]) -> list[str]:
    """SA by set and method, best in bold, with means over the design and the confirming sets."""
    methods = list(next(iter(results.values())).methods)
    lines = [
        "| set | n | protocol | " + " | ".join(methods) + " |",
        "|---" * (3 + len(methods)) + "|",
    ]
    for name, result in results.items():
        best = max(each.sa for each in result.methods.values())
        cells = [
            f"**{each.sa:.3f}**" if each.sa == best else f"{each.sa:.3f}"
            for each in result.methods.values()
        ]
        lines.append(f"| {name} | {result.n} | {result.protocol} | " + " | ".join(cells) + " |")
    for label, names in (
        ("mean, all", list(results)),
        ("mean, design sets", [name for name in results if name in DESIGN]),
        ("mean, confirming sets", [name for name in results if name not in DESIGN]),
    ):
        if names:
            means = [
                np.mean([results[name].methods[method].sa for name in names]) for method in methods
            ]
            lines.append(f"| {label} | | | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")
    return lines


def error_table(results: dict[str, Backtest]) -> list[str]:
    """MdMRE and PRED(25) of the default and of ridge regression."""
    lines = [
        "| set | MdMRE default | MdMRE ridge | PRED(25) default | PRED(25) ridge |",
        "|---" * 5 + "|",
    ]
    for name, result in results.items():
        ours, ridge = result.methods["default"], result.methods["ridge_log"]
        lines.append(
            f"| {name} | {ours.mdmre:.2f} | {ridge.mdmre:.2f} | {ours.pred25:.2f} |"
            f" {ridge.pred25:.2f} |"
        )
    return lines


def interval_table(results: dict[str, Backtest]) -> list[str]:
    """Coverage with the binomial band, and widths."""
    lines = ["| set | n | 80 % | band | inside | hi/lo | 50 % | band | inside |", "|---" * 9 + "|"]
    pooled = {level: [0.0, 0.0] for level in (0.8, 0.5)}
    ratios = []
    for name, result in results.items():
        cells = []
        for level in (0.8, 0.5):
            if level not in result.intervals:
                cells.append("not available | | ")
                continue
            found, (low, high) = result.intervals[level], band(result.n, level)
            pooled[level][0] += found.coverage * result.n
            pooled[level][1] += result.n
            inside = "yes" if low - 1e-9 <= found.coverage <= high + 1e-9 else "no"
            cells.append(f"{found.coverage:.3f} | {low:.2f}–{high:.2f} | {inside}")
            if level == 0.8:
                ratios.append(found.median_ratio_hi_lo)
                cells.append(f"{found.median_ratio_hi_lo:.2f}")
        lines.append(f"| {name} | {result.n} | " + " | ".join(cells) + " |")
    shares = {level: hits / n if n else float("nan") for level, (hits, n) in pooled.items()}
    lines.append(
        f"| pooled / mean | | {shares[0.8]:.3f} | | | {np.mean(ratios):.2f} | {shares[0.5]:.3f}"
        " | | |"
    )
    return lines


def rome_table(results: dict[str, Backtest]) -> list[str]:
    """`sa_mean` under the protocol rome beside the published best."""
    lines = ["| set | default | ridge | published best | above |", "|---" * 5 + "|"]
    for name, result in results.items():
        ours, ridge = result.methods["default"].sa_mean, result.methods["ridge_log"].sa_mean
        above = "yes" if ours > PUBLISHED[name] else "no"
        lines.append(f"| {name} | {ours:.3f} | {ridge:.3f} | {PUBLISHED[name]:.3f} | {above} |")
    means = [
        np.mean([each.methods[m].sa_mean for each in results.values()])
        for m in ("default", "ridge_log")
    ]
    won = sum(each.methods["default"].sa_mean > PUBLISHED[name] for name, each in results.items())
    published = np.mean([PUBLISHED[name] for name in results])
    lines.append(
        f"| mean | {means[0]:.3f} | {means[1]:.3f} | {published:.3f} | {won} of {len(results)} |"
    )
    return lines


def main() -> int:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", default=",".join(SETS), help="sets to run, separated by commas")
    parser.add_argument("--json", type=Path, help="keep all figures here")
    parser.add_argument("--only", default="candidates,few,lacking,usual,experts,speed")
    parser.add_argument("--draws", type=int, default=10, help="histories of n projects a set")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    root = os.environ.get("PMO_PUBLIC_DATA")
    if not root:
        print("PMO_PUBLIC_DATA is not set: the public effort data are not here", file=sys.stderr)
        return 2
    folder = Path(root) / "effort"
    wanted = set(options.only.split(","))
    names = [name for name in SETS if name in options.sets.split(",")]
    start = time.process_time()
    sections: dict[str, list[str]] = {}
    if "candidates" in wanted:
        sections |= candidate_tables(folder, names)
    if "few" in wanted:
        title = "Few projects: SA · interval score · coverage of the 80 % range"
        sections[title] = few_table(folder, names, options.draws)
    if "lacking" in wanted:
        sections["A driver lacks at predict: the 80 % range"] = lacking_table(folder, names)
    if "usual" in wanted:
        sections |= usual_tables(folder, names, options.seed, options.json)
    if "experts" in wanted:
        title = "With the expert's estimate as a driver: SA · MdMRE"
        sections[title] = experts(folder, options.seed)
    if "speed" in wanted:
        sections["Speed"] = timings(folder)
    print(
        f"Python {platform.python_version()}, {platform.machine()},"
        f" {time.process_time() - start:.0f} CPU s in all\n"
    )
    for title, lines in sections.items():
        print(f"### {title}\n", *lines, "", sep="\n")
    return 0


def usual_tables(
    folder: Path, names: list[str], seed: int, kept_in: Path | None
) -> dict[str, list[str]]:
    """The default beside the rivals of ``pmo backtest``, by its own protocols."""
    usual, rome = {}, {}
    for name in names:
        X, y = load(folder, name)
        usual[name] = backtest(X, y, seed=seed)
        if name in PUBLISHED:
            rome[name] = backtest(X, y, protocol="rome", seed=seed)
        print(f"{name}: backtests done", file=sys.stderr, flush=True)
    if kept_in:
        figures = {"usual": usual, "rome": rome}
        kept = {
            key: {name: run.as_dict() for name, run in runs.items()}
            for key, runs in figures.items()
        }
        kept_in.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    tables = {
        "Standardised accuracy": accuracy_table(usual),
        "Relative errors": error_table(usual),
        "Intervals of the default": interval_table(usual),
    }
    if rome:
        tables["Protocol rome: 1 − MAR / mean actual"] = rome_table(rome)
    return tables


if __name__ == "__main__":
    sys.exit(main())
