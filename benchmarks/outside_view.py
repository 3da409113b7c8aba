"""How far the outside view holds: ratios of finished projects, read for one more of given classes.

Run it with ``python benchmarks/outside_view.py [--repeats 40] [--write]``; the tables are kept in
benchmarks/README.md.

Each project of a history is predicted from all others by its classes (leave one out). Ways: all
projects alike; the narrowest class of at least 20 (the former rule, quantiles interpolated between
the ratios); and what the package does. Columns: share of projects between P10 and P90 (meant: .80),
share up to P80 (meant: .80), and the log interval score of P10–P90 (width plus ten times what lies
outside; lower is better).

Public: kitchenham (effort ÷ first estimate; type, client), seera (effort ÷ estimate; development
type, domain), large IT projects of Canada (latest ÷ original budget; department), and two without
an estimate, for their classes: ebspm's cost for a function point and its months for a size (method,
domain or organisation). Simulated: overruns with a long tail, six unequal classes and five
departments whose effects have a known standard deviation (half of it for departments).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.reference.class_effects import variance_components
from pmo_toolkit.analysis.estimating.reference.reference_class import outside_view
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()
EFFECTS, SIZES = (0.0, 0.2, 0.5), (10, 30, 120)
#: A history in which kinds of delivery are told apart, so that none of them widens the range.
DELIVERIES = ("build", "SaaS")


def public(folder: Path) -> dict[str, pd.DataFrame]:
    """Name → log ratio and up to two classes of each project."""
    kitchenham = pd.read_csv(folder / "effort" / "kitchenham.csv")
    seera = pd.read_csv(folder / "effort" / "seera.csv")
    ebspm = pd.read_csv(folder / "effort" / "ebspm.csv")
    canada = pd.read_csv(folder / "portfolio" / "ca_large_it_projects_combined.csv")
    canada = canada[canada["numOfEntries"] > 1]
    size = ebspm["Functional_size_FP"]
    return {
        "kitchenham": _table(
            kitchenham["Actual.effort"] / kitchenham["First.estimate"],
            kitchenham["Project.type"],
            kitchenham["Client.code"],
        ),
        "seera": _table(
            seera["Actual effort"] / seera["Estimated effort"],
            seera["Development type"],
            seera["Application domain"],
        ),
        "Canada": _table(
            canada["latestBudget_cad"] / canada["originalBudget_cad"], None, canada["deptAcronym"]
        ),
        "ebspm, EUR a function point": _table(
            ebspm["Actual_cost_EUR"] / size, ebspm["Development_method"], ebspm["Business_domain"]
        ),
        "ebspm, months for a size": _table(
            ebspm["Actual_duration_months"] / size**0.3,
            ebspm["Development_method"],
            ebspm["Organization"],
        ),
    }


def _table(ratios: pd.Series, classes: pd.Series | None, departments: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"department": departments.astype(str), "ratio": ratios.astype(float)})
    table["class"] = None if classes is None else classes.astype(str)
    return table[(table["ratio"] > 0) & np.isfinite(table["ratio"])].reset_index(drop=True)


def simulated(effect: float, n: int, seed: int) -> pd.DataFrame:
    """Ratios with known effects of class and department."""
    rng = np.random.default_rng(seed)
    classes = rng.choice(6, n, p=(0.35, 0.25, 0.18, 0.12, 0.06, 0.04))
    departments = rng.integers(0, 5, n)
    tail = np.where(rng.random(n) < 0.1, rng.exponential(0.6, n), 0)
    level = rng.normal(0, effect, 6)[classes] + rng.normal(0, effect / 2, 5)[departments]
    logs = 0.15 + level + 0.3 * rng.standard_normal(n) + tail
    return pd.DataFrame(
        {
            "ratio": np.exp(logs),
            "class": classes.astype(str),
            "department": departments.astype(str),
        }
    )


def alike(others: pd.DataFrame, row: pd.Series) -> Quantiles:
    """All projects, quantiles interpolated between the ratios."""
    return Quantiles.of(others["ratio"], "ratio")


def narrowest(others: pd.DataFrame, row: pd.Series) -> Quantiles:
    """The former rule: class and department, class, department, all; at least 20 projects."""
    in_class = others["class"] == row["class"]
    in_department = others["department"] == row["department"]
    for members in (in_class & in_department, in_class, in_department):
        if members.sum() >= 20:
            return alike(others[members], row)
    return alike(others, row)


def ours(others: pd.DataFrame, row: pd.Series) -> Quantiles:
    """What the package does; kinds of delivery are known and without effect."""
    n = len(others)
    history = others.assign(
        estimate_cost=1.0,
        actual_cost=others["ratio"],
        delivery=[DELIVERIES[i % 2] for i in range(n)],
    )
    view = outside_view(
        history,
        target="cost",
        unit="money",
        project_class=row["class"],
        department=row["department"],
        delivery=DELIVERIES[0],
        applied_to=None,
        applied_label=None,
        settings=SETTINGS,
    )
    assert not isinstance(view, NotAssessed)
    return view.ratio


WAYS: dict[str, Callable[[pd.DataFrame, pd.Series], Quantiles]] = {
    "all alike": alike,
    "narrowest of 20 (former)": narrowest,
    "now": ours,
}


def scores(table: pd.DataFrame, way: Callable[[pd.DataFrame, pd.Series], Quantiles]) -> np.ndarray:
    """Coverage of P10–P90, of P80, and log interval score, leaving one out, shape (3,)."""
    measured = []
    for place, row in table.iterrows():
        view = way(table.drop(index=place), row)
        low, high, actual = np.log([view.p10, view.p90, row["ratio"]])
        outside = max(low - actual, 0) + max(actual - high, 0)
        measured.append((outside == 0, row["ratio"] <= view.p80, high - low + 10 * outside))
    return np.mean(measured, axis=0)


def lines(folder: Path, repeats: int) -> list[str]:
    """Markdown lines of the table."""
    rows = [
        "| projects | n | " + " | ".join(WAYS) + " |",
        "|---|---|" + "---|" * len(WAYS),
    ]
    for name, table in public(folder).items():
        cells = [_cell(scores(table, way)) for way in WAYS.values()]
        rows.append(f"| {name} | {len(table)} | " + " | ".join(cells) + " |")
        print(rows[-1], flush=True)
    for effect in EFFECTS:
        for n in SIZES:
            tables = [simulated(effect, n, seed) for seed in range(max(2, repeats * 10 // n))]
            cells = [
                _cell(np.mean([scores(table, way) for table in tables], axis=0))
                for way in WAYS.values()
            ]
            label = f"simulated, effects {effect:g} ({len(tables)} histories)"
            rows.append(f"| {label} | {n} | " + " | ".join(cells) + " |")
            print(rows[-1], flush=True)
    return rows


def _cell(values: np.ndarray) -> str:
    return f"{values[0]:.3f} · {values[1]:.3f} · {values[2]:.2f}"


def between(folder: Path) -> list[str]:
    """Standard deviations between and within kinds of work, where an estimate is known."""
    rows = []
    for name in ("kitchenham", "seera"):
        table = public(folder)[name]
        values = np.log(table["ratio"].to_numpy())
        codes, _ = pd.factorize(table["class"])
        least, within = variance_components(values - values.mean(), codes, errors=0.0)
        rows.append(
            f"{name}: {np.sqrt(least):.3f} between kinds of work, {np.sqrt(within):.3f} within."
        )
    return rows


def main() -> None:
    """Measure and print, or keep, the table."""
    parser = argparse.ArgumentParser(description="coverage of the outside view")
    parser.add_argument("--repeats", type=int, default=40, help="simulated histories of ten")
    parser.add_argument("--write", action="store_true", help="keep it in benchmarks/README.md")
    chosen = parser.parse_args()
    named = os.environ.get("PMO_PUBLIC_DATA")
    if not named or not Path(named, "portfolio").is_dir():
        print("PMO_PUBLIC_DATA names no folder of public data: nothing was measured.")
        return
    folder = Path(named)
    stamp = f"Python {platform.python_version()}, numpy {np.__version__}, {sys.platform}"
    table = [*lines(folder, chosen.repeats), "", *between(folder), f"Measured with {stamp}."]
    if chosen.write:
        here = Path(__file__).with_name("README.md")
        kept = here.read_text(encoding="utf-8")
        start, end = "<!-- outside view -->\n", "<!-- end of outside view -->"
        before, _, rest = kept.partition(start)
        kept = before + start + "\n".join(table) + "\n" + end + rest.partition(end)[2]
        here.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
