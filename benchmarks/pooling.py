"""How far few own projects and public figures carry.

Partial pooling, and the bias of experts, on public data.

Run it with ``python benchmarks/pooling.py [--draws 200] [--write]``; the result table is kept in
benchmarks/pooling.md.

Pooling: of each public set, n projects are drawn as a house's own; the others are predicted from
their size by the prior (made without this set) and the own projects; beside it by the former prior
(Student's t with 4 degrees of freedom between houses) and by a least-squares line of the own
projects alone (held within the range of their efforts times or by 2.7, else it explodes).
SA is 1 − mean absolute error ÷ that of guessing in the whole set, mean over the draws. Coverage is
the share of predicted projects inside their 80 % interval. The log interval score is the width of
that interval in logs plus ten times what an actual lies outside it (Gneiting and Raftery, 2007).

Simulated houses: their level is a known multiple of the public line's, their slope is given, the
noise has a standard deviation of .55 in logs.

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
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2
from scipy.stats import t as student
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    guessing_residual,
    mean_absolute_residual,
    median_relative_error,
)
from pmo_toolkit.analysis.estimating.pooling import PooledEstimator
from pmo_toolkit.analysis.estimating.priors import SizePrior
from pmo_toolkit.assessment.history import public_priors

PROJECT = Path(__file__).resolve().parent.parent
OWN = (3, 5, 10, 15)
#: Set → estimate, actual, category known when the estimate was made.
EXPERTS = {
    "kitchenham": ("First.estimate", "Actual.effort", "First.estimate.method"),
    "seera": ("Estimated effort", "Actual effort", "Development type"),
}


#: Sets that no prior rests on, read as houses unlike all others: file, size, and what stands for
#: effort.
STRESS = {
    "seera, object points read as function points": ("seera", "Object points", "Actual effort"),
    "ebspm, EUR read as hours": ("ebspm", "Functional_size_FP", "Actual_cost_EUR"),
}
#: Simulated houses: multiple of the public level, slope.
HOUSES = ((1, 0.9), (3, 0.9), (10, 0.9), (0.1, 0.9), (1, 0.6), (1, 1.4), (10, 1.4), (0.1, 0.6))
SPREAD = 0.55
#: Most projects of a set that are predicted in one draw.
PREDICTED = 150


class FormerPrior(SizePrior):
    """Student's t between houses, as a mixture of five scales: the rule before this one."""

    @property
    def components(self):
        """Shares, covariances and cautions."""
        scales = 4 / chi2.ppf((np.arange(5) + 0.5) / 5, 4)
        _, (like, *_), _ = super().components
        return np.full(5, 0.2), scales[:, None, None] * like, np.zeros(5)


def own_line(
    size: np.ndarray, effort: np.ndarray, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Low, point and high (80 %) by least squares on the own projects alone."""
    x, y, at = np.log(size), np.log(effort), np.log(sizes)
    spread = np.sum((x - x.mean()) ** 2)
    slope = np.sum((x - x.mean()) * y) / spread if spread else 0.0
    residual = y - y.mean() - slope * (x - x.mean())
    point = y.mean() + slope * (at - x.mean())
    deviation = np.sqrt(residual @ residual / (len(x) - 2))
    half = student.ppf(0.9, len(x) - 2) * deviation
    half = half * np.sqrt(1 + 1 / len(x) + (at - x.mean()) ** 2 / (spread or np.inf))
    return (
        np.exp(point - half),
        np.exp(np.clip(point, y.min() - 1, y.max() + 1)),
        np.exp(point + half),
    )


def scores(
    actual: np.ndarray, ends: tuple[np.ndarray, np.ndarray, np.ndarray], guess: float
) -> tuple[float, float, float]:
    """SA, coverage and log interval score of low, point and high."""
    low, point, high = ends
    with np.errstate(divide="ignore", over="ignore"):
        logs, log_low, log_high = np.log(actual), np.log(low), np.log(high)
    outside = np.maximum(log_low - logs, 0) + np.maximum(logs - log_high, 0)
    return (
        1 - mean_absolute_residual(actual, point) / guess,
        float(np.mean(outside == 0)),
        float(np.mean(log_high - log_low + 10 * outside)),
    )


def pooled(
    prior: SizePrior, size: np.ndarray, effort: np.ndarray, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Low, point and high (80 %) from own projects and public figures."""
    low, point, high = (
        PooledEstimator(prior).fit(size, effort).predict_quantiles(sizes, (0.1, 0.5, 0.9)).T
    )
    return low, point, high


def measure(
    size: np.ndarray, effort: np.ndarray, prior: SizePrior, n: int, draws: int
) -> np.ndarray:
    """Mean scores over the draws, shape (3, 3): now, formerly, own line; SA, coverage, score."""
    guess, rng, measured = guessing_residual(effort), np.random.default_rng(20260101), []
    former = FormerPrior(**{field.name: getattr(prior, field.name) for field in fields(prior)})
    for _ in range(draws):
        order = rng.permutation(len(size))
        own, rest = order[:n], order[n : n + PREDICTED]
        given = size[own], effort[own], size[rest]
        with np.errstate(over="ignore"):
            ways = (pooled(prior, *given), pooled(former, *given), own_line(*given))
        measured.append([scores(effort[rest], ends, guess) for ends in ways])
    return np.mean(measured, axis=0)


def cell(now: np.ndarray) -> str:
    """SA, coverage and score, each now with formerly and own line in brackets."""
    sa, coverage, score = (f"{new:.2f} ({before:.2f}, {own:.2f})" for new, before, own in now.T)
    return f"{sa} · {coverage} · {score}"


def line(label: str, cells: list[str]) -> str:
    """One line of a Markdown table."""
    print(label, *cells, sep=" | ", flush=True)
    return f"| {label} | " + " | ".join(cells) + " |"


def head(label: str, sizes: tuple[int, ...]) -> list[str]:
    """The first two lines of a Markdown table."""
    names = " | ".join(f"n = {n}" for n in sizes)
    return [f"| {label} | {names} |", "|---|" + "---|" * len(sizes)]


def houses(folder: Path) -> dict[str, tuple[np.ndarray, np.ndarray, SizePrior]]:
    """Label → sizes, efforts, and the prior made without this set."""
    tool = runpy.run_path(str(PROJECT / "tools" / "make_priors.py"))
    known = {}
    for source in tool["DATA_SETS"]:
        data, prior = source.read(folder), public_priors()[source.size_unit]
        prior = prior if tool["unfit"](data) else prior.without(source.name)
        label = f"{source.name}, {source.size_unit} ({len(data)})"
        known[label] = (data["size"].to_numpy(), data["effort"].to_numpy(), prior)
    for label, (name, *columns) in STRESS.items():
        table = pd.read_csv(folder / "effort" / f"{name}.csv")[columns]
        size, effort = table.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float).T
        usable = (size > 0) & (effort > 0)
        known[f"{label} ({usable.sum()})"] = (
            size[usable],
            effort[usable],
            public_priors()["function points"],
        )
    return known


def pooling_table(folder: Path, draws: int) -> list[str]:
    """Markdown lines of the first table."""
    rows, found = [], {n: [] for n in OWN}
    for label, (size, effort, prior) in houses(folder).items():
        cells = []
        for n in OWN:
            if len(size) - n < 5:
                cells.append("–")
                continue
            found[n].append(measure(size, effort, prior, n, draws))
            cells.append(cell(found[n][-1]))
        rows.append(line(label, cells))
    means = [cell(np.mean(found[n], axis=0)) for n in OWN]
    least = [
        f"{now:.3f} ({before:.3f}, {own:.3f})"
        for now, before, own in (np.min(found[n], axis=0)[:, 1] for n in OWN)
    ]
    return [
        *head("set (projects)", OWN),
        *rows,
        line("**mean**", means),
        line("**least coverage**", least),
    ]


def simulated_table(draws: int) -> list[str]:
    """Markdown lines of the second table: houses at a known distance from the public line."""
    prior, rows = public_priors()["function points"], []
    for factor, slope in HOUSES:
        cells = []
        for n in OWN[:3]:
            rng, measured = np.random.default_rng(5), []
            for _ in range(draws // 4):
                x = rng.normal(0, 1, n + 60)
                noise = SPREAD * rng.standard_normal(n + 60)
                effort = np.exp(prior.mean[0] + np.log(factor) + slope * x + noise)
                measured.append(measure(prior.centre * np.exp(x), effort, prior, n, 1))
            cells.append(cell(np.mean(measured, axis=0)))
        rows.append(line(f"level × {factor:g}, slope {slope}", cells))
    return [*head("house", OWN[:3]), *rows]


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
    tables = {
        "pooling": pooling_table(folder, chosen.draws),
        "simulated": simulated_table(chosen.draws),
    }
    tables["experts"] = [
        (
            "| set | projects | actual ÷ estimate (95 %) | as it stood | put right | put right by"
            " class | 80 % coverage |"
        ),
        "|---|---|---|---|---|---|---|",
        *(expert_row(name, folder) for name in EXPERTS),
    ]
    if chosen.write:
        here = Path(__file__).with_suffix(".md")
        kept = here.read_text(encoding="utf-8")
        for name, lines in tables.items():
            start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
            before, _, rest = kept.partition(start)
            kept = before + start + "\n".join(lines) + "\n" + end + rest.partition(end)[2]
        stamp = (
            f"{chosen.draws} draws a set; Python {platform.python_version()}, numpy"
            f" {np.__version__}, {sys.platform}"
        )
        before, _, rest = kept.partition("Measured with ")
        kept = before + f"Measured with {stamp}.\n" + rest.partition("\n")[2]
        here.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
