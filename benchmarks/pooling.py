"""How far few own projects and public figures carry.

Partial pooling, and the bias of experts, on public data.

Run it with ``python benchmarks/pooling.py [--draws 200] [--write]``; the result table is kept in
benchmarks/pooling.md.

Pooling: of each public set, n projects are drawn as a house's own; the others are predicted from
their size by the prior (made without this set) and the own projects, and by a least-squares line of
the own projects alone (held within the range of their efforts times or by 2.7, else it explodes).
SA is 1 − mean absolute error ÷ that of guessing in the whole set, mean over the draws. Coverage is
the share of predicted projects inside their 80 % interval.

Experts: each project's estimate is put right with the house's bias as measured on the other folds
(10 folds, 10 shuffles), which is compared with the estimate as it stood.
"""

from __future__ import annotations

import argparse
import os
import platform
import runpy
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import t as student
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    guessing_residual,
    mean_absolute_residual,
    median_relative_error,
)
from pmo_toolkit.analysis.estimating.pooling import PooledEstimator
from pmo_toolkit.assessment.history import public_priors

PROJECT = Path(__file__).resolve().parent.parent
OWN = (3, 5, 10, 15)
#: Set → estimate, actual, category known when the estimate was made.
EXPERTS = {
    "kitchenham": ("First.estimate", "Actual.effort", "First.estimate.method"),
    "seera": ("Estimated effort", "Actual effort", "Development type"),
}


def own_line(
    size: np.ndarray, effort: np.ndarray, asked: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Point, low and high (80 %) by least squares on the own projects alone."""
    x, y, at = np.log(size), np.log(effort), np.log(asked)
    spread = np.sum((x - x.mean()) ** 2)
    if spread == 0:
        slope, residual = 0.0, y - y.mean()
    else:
        slope = np.sum((x - x.mean()) * y) / spread
        residual = y - y.mean() - slope * (x - x.mean())
    point = y.mean() + slope * (at - x.mean())
    deviation = np.sqrt(residual @ residual / (len(x) - 2))
    half = student.ppf(0.9, len(x) - 2) * deviation
    half = half * np.sqrt(1 + 1 / len(x) + (at - x.mean()) ** 2 / (spread or np.inf))
    return (
        np.exp(np.clip(point, y.min() - 1, y.max() + 1)),
        np.exp(point - half),
        np.exp(point + half),
    )


def pooling(data: pd.DataFrame, prior, n: int, draws: int) -> dict[str, float]:
    """Mean SA and coverage of both methods over the draws, and the median of high ÷ low."""
    size, effort = data["size"].to_numpy(), data["effort"].to_numpy()
    guess = guessing_residual(effort)
    found: dict[str, list[float]] = {
        key: [] for key in ("sa", "coverage", "ratio", "own_sa", "own_coverage")
    }
    rng = np.random.default_rng(20260101)
    for _ in range(draws):
        order = rng.permutation(len(data))
        own, rest = order[:n], order[n:]
        model = PooledEstimator(prior).fit(size[own], effort[own])
        low, point, high = model.predict_quantiles(size[rest], (0.1, 0.5, 0.9)).T
        actual = effort[rest]
        found["sa"].append(1 - mean_absolute_residual(actual, point) / guess)
        found["coverage"].append(float(np.mean((low <= actual) & (actual <= high))))
        found["ratio"].append(float(np.median(high / low)))
        with np.errstate(over="ignore"):
            point, low, high = own_line(size[own], effort[own], size[rest])
        found["own_sa"].append(1 - mean_absolute_residual(actual, point) / guess)
        found["own_coverage"].append(float(np.mean((low <= actual) & (actual <= high))))
    return {key: float(np.mean(values)) for key, values in found.items()}


def pooling_table(folder: Path, draws: int) -> list[str]:
    """Markdown lines of the first table."""
    tool = runpy.run_path(str(PROJECT / "tools" / "make_priors.py"))
    rows, beside = [], []
    means, aside = {n: [] for n in OWN}, {n: [] for n in OWN}
    for each in tool["DATA_SETS"]:
        data = each.read(folder)
        prior = public_priors()[each.size_unit]
        used = not tool["unfit"](data)
        cells = []
        for n in OWN:
            if len(data) - n < 5:
                cells.append("–")
                continue
            got = pooling(data, prior.without(each.name) if used else prior, n, draws)
            (means if used else aside)[n].append(got)
            cells.append(
                f"{got['sa']:.2f} ({got['own_sa']:.2f}) · {got['coverage']:.2f}"
                f" ({got['own_coverage']:.2f}) · {got['ratio']:.0f}"
            )
        line = f"| {each.name}, {each.size_unit} | {len(data)} | " + " | ".join(cells) + " |"
        (rows if used else beside).append(line)
        print(line, flush=True)
    totals = []
    for found in (means, {n: means[n] + aside[n] for n in OWN}):
        middle = []
        for n in OWN:
            mean = pd.DataFrame(found[n]).mean()
            least = min(each["coverage"] for each in found[n])
            middle.append(
                f"**{mean['sa']:.3f}** ({mean['own_sa']:.3f}) · {mean['coverage']:.3f}"
                f" ({mean['own_coverage']:.3f}) · {mean['ratio']:.0f}; least coverage {least:.3f}"
            )
        totals.append(
            f"| **mean of {max(map(len, found.values()))}** | | " + " | ".join(middle) + " |"
        )
    head = "| set | projects | " + " | ".join(f"n = {n}" for n in OWN) + " |"
    return [head, "|" + "---|" * (2 + len(OWN)), *rows, totals[0], *beside, totals[1]]


def expert_row(name: str, folder: Path) -> str:
    """One line of the second table."""
    estimate_column, actual_column, class_column = EXPERTS[name]
    table = pd.read_csv(folder / "effort" / f"{name}.csv")
    estimate = table[estimate_column].astype(float).to_numpy()
    actual = table[actual_column].astype(float).to_numpy()
    classes = table[class_column].astype(str).to_numpy()
    guess = guessing_residual(actual)
    residuals, by_class, hits, relative, relative_class = [], [], [], [], []
    for shuffle in range(10):
        put_right, put_right_class = np.empty_like(actual), np.empty_like(actual)
        inside = np.zeros(len(actual), dtype=bool)
        for train, test in KFold(10, shuffle=True, random_state=shuffle).split(actual):
            bias = house_bias(estimate[train], actual[train], classes[train])
            assert isinstance(bias, HouseBias)
            put_right[test] = [bias.debias(value) for value in estimate[test]]
            pairs = zip(estimate[test], classes[test], strict=True)
            put_right_class[test] = [bias.debias(value, label) for value, label in pairs]
            ends = np.array([bias.interval(value, 0.8) for value in estimate[test]])
            inside[test] = (ends[:, 0] <= actual[test]) & (actual[test] <= ends[:, 1])
        residuals.append(mean_absolute_residual(actual, put_right))
        by_class.append(mean_absolute_residual(actual, put_right_class))
        relative.append(median_relative_error(actual, put_right))
        relative_class.append(median_relative_error(actual, put_right_class))
        hits.append(inside.mean())
    raw = mean_absolute_residual(actual, estimate)
    whole = house_bias(estimate, actual, classes)
    assert isinstance(whole, HouseBias)
    print(name, whole.sentence)
    cells = [
        f"{mar:.0f} h · {1 - mar / guess:.3f} · {mdmre:.2f}"
        for mar, mdmre in (
            (raw, median_relative_error(actual, estimate)),
            (float(np.mean(residuals)), float(np.mean(relative))),
            (float(np.mean(by_class)), float(np.mean(relative_class))),
        )
    ]
    bias_cell = f"{whole.ratio:.2f} ({whole.low:.2f} to {whole.high:.2f})"
    return (
        f"| {name} | {len(actual)} | {bias_cell} | "
        + " | ".join(cells)
        + f" | {np.mean(hits):.3f} |"
    )


def main() -> None:
    """Measure and print, or keep, both tables."""
    parser = argparse.ArgumentParser(
        description="partial pooling and the bias of experts on public data"
    )
    parser.add_argument(
        "--draws", type=int, default=200, help="draws of own projects from each set"
    )
    parser.add_argument(
        "--write", action="store_true", help="keep the tables in benchmarks/pooling.md"
    )
    chosen = parser.parse_args()
    named = os.environ.get("PMO_PUBLIC_DATA")
    if not named or not Path(named, "effort").is_dir():
        print("PMO_PUBLIC_DATA names no folder of public data: nothing was measured.")
        return
    warnings.simplefilter("error")
    folder = Path(named)
    pooled = pooling_table(folder, chosen.simulation.draws)
    experts = [
        (
            "| set | projects | actual ÷ estimate (95 %) | as it stood | put right | put right by"
            " class | 80 % coverage |"
        ),
        "|---|---|---|---|---|---|---|",
        *(expert_row(name, folder) for name in EXPERTS),
    ]
    print("\n".join(pooled + experts))
    if chosen.write:
        here = Path(__file__).with_suffix(".md")
        kept = here.read_text(encoding="utf-8")
        for name, lines in {"pooling": pooled, "experts": experts}.items():
            start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
            before, _, rest = kept.partition(start)
            kept = before + start + "\n".join(lines) + "\n" + end + rest.partition(end)[2]
        stamp = (
            f"{chosen.simulation.draws} draws a set; Python {platform.python_version()}, numpy"
            f" {np.__version__}, {sys.platform}"
        )
        before, _, rest = kept.partition("Measured with ")
        kept = before + f"Measured with {stamp}.\n" + rest.partition("\n")[2]
        here.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
