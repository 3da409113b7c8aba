"""Compute the public priors that the package keeps.

Figures of public data sets, never a row of them.

python tools/make_priors.py            writes pmo_toolkit/assessment/priors.json and prints
what it holds python tools/make_priors.py --check    ends with 1 if the file would change

The data are read from the folder effort/ below the one that PMO_PUBLIC_DATA names. All efforts are
brought to person-hours; a person-month is 152 of them (the convention of COCOMO), since none of the
sets says otherwise.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

PROJECT = Path(__file__).resolve().parent.parent
KEPT = PROJECT / "pmo_toolkit" / "assessment" / "priors.json"

#: Person-hours.
MONTH, THOUSAND_HOURS, HOUR = 152.0, 1000.0, 1.0

#: Unit of size → size at which intercepts are stated: a round number in the middle of the data
#: sets.
CENTRES = {"function points": 300.0, "KLOC": 30.0}

#: Money for an hour of work can differ between projects of a set, but not by more than this between
#: its 10 % and 90 % quantiles; else hours and cost do not speak of the same work, and the hours are
#: not used.
LARGEST_RATE_FACTOR = 20.0


@dataclass(frozen=True)
class DataSet:
    """Where the size and the effort of a public data set stand."""

    name: str
    size_unit: str
    size: str
    effort: str
    hours: float
    citation: str
    cost: str | None = None

    def read(self, folder: Path) -> pd.DataFrame:
        """Columns ``size`` and ``effort`` (person-hours) of the usable rows.

        ``rate`` where the set has a cost.
        """
        table = pd.read_csv(folder / "effort" / f"{self.name}.csv")
        both = pd.DataFrame(
            {"size": table[self.size], "effort": table[self.effort] * self.hours}
        ).astype(float)
        if self.cost:
            both["rate"] = table[self.cost].astype(float) / both["effort"]
        return both[(both["size"] > 0) & (both["effort"] > 0)].dropna(subset=["size", "effort"])


FP, KLOC = CENTRES
DATA_SETS = (
    DataSet("albrecht", FP, "AdjFP", "Effort", THOUSAND_HOURS, "Albrecht and Gaffney, 1983"),
    DataSet("china", FP, "AFP", "Effort", HOUR, "PROMISE repository, china, 2010"),
    DataSet("desharnais", FP, "PointsAdjust", "Effort", HOUR, "Desharnais, 1989"),
    DataSet("finnish", FP, "FP", "dev.eff.hrs.", HOUR, "Kitchenham and Känsälä, 1993"),
    DataSet("kemerer", FP, "AdjFP", "EffortMM", MONTH, "Kemerer, 1987"),
    DataSet(
        "kitchenham",
        FP,
        "Adjusted.function.points",
        "Actual.effort",
        HOUR,
        "Kitchenham et al., 2002",
    ),
    DataSet("maxwell", FP, "Size", "Effort", HOUR, "Maxwell, 2002"),
    DataSet(
        "ebspm",
        FP,
        "Functional_size_FP",
        "Actual_effort_hours",
        HOUR,
        "Huijgens, 2018",
        "Actual_cost_EUR",
    ),
    DataSet("cocomo81", KLOC, "loc", "actual", MONTH, "Boehm, 1981"),
    DataSet("kemerer", KLOC, "KSLOC", "EffortMM", MONTH, "Kemerer, 1987"),
    DataSet("miyazaki94", KLOC, "KLOC", "MM", MONTH, "Miyazaki et al., 1994"),
    DataSet(
        "nasa93", KLOC, "equivphyskloc", "act_effort", MONTH, "PROMISE repository, nasa93, 2006"
    ),
)


def unfit(rows: pd.DataFrame) -> str | None:
    """Why the hours of a data set cannot be relied on, or None."""
    if "rate" not in rows:
        return None
    low, high = np.quantile(rows["rate"].dropna(), (0.1, 0.9))
    if high / low <= LARGEST_RATE_FACTOR:
        return None
    return (
        f"cost for an hour of work runs from {low:.0f} to {high:.0f} (10 % and 90 % quantiles):"
        " hours and cost disagree"
    )


def figures(folder: Path) -> dict:
    """Content of the kept file."""
    from pmo_toolkit.analysis.estimating.priors import as_figures, combine, summarise

    sources: dict[str, list] = {unit: [] for unit in CENTRES}
    left_out = []
    for each in DATA_SETS:
        rows = each.read(folder)
        reason = unfit(rows)
        if reason:
            left_out.append(
                {"name": each.name, "size_unit": each.size_unit, "n": len(rows), "why": reason}
            )
            continue
        sources[each.size_unit].append(
            summarise(
                each.name,
                rows["size"],
                rows["effort"],
                centre=CENTRES[each.size_unit],
                citation=each.citation,
            )
        )
    priors = [as_figures(combine(found, unit, CENTRES[unit])) for unit, found in sources.items()]
    return {
        "written_by": "tools/make_priors.py (make priors)",
        "effort_unit": "person-hours",
        "hours_in_a_person_month": MONTH,
        "left_out": left_out,
        "priors": priors,
    }


def rounded(value: object) -> object:
    """Six significant digits, so that the file is the same on every platform."""
    if isinstance(value, float):
        return 0.0 if value == 0 or not math.isfinite(value) else float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(each) for each in value]
    return value


def main() -> None:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description="compute the public priors of the package")
    parser.add_argument(
        "--check", action="store_true", help="end with 1 if the kept file would change"
    )
    check = parser.parse_args().check
    named = os.environ.get("PMO_PUBLIC_DATA")
    if not named or not Path(named, "effort").is_dir():
        sys.exit(
            "PMO_PUBLIC_DATA names no folder of public data with an effort/ in it; see"
            " CONTRIBUTING.md"
        )
    sys.path.insert(0, str(PROJECT))
    made = rounded(figures(Path(named)))
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    if check:
        if not KEPT.exists() or KEPT.read_text(encoding="utf-8") != text:
            sys.exit(f"{KEPT.name} is not what the public data give: run `make priors`")
        return
    KEPT.write_text(text, encoding="utf-8")
    for prior in made["priors"]:
        print(f"{prior['size_unit']}: {sum(each['n'] for each in prior['sources'])} projects")
        for each in prior["sources"]:
            print(
                f"  {each['name']:<12}{each['n']:>4}  {np.exp(each['intercept']):>7.0f} h, slope"
                f" {each['slope']:.2f}"
            )
    for each in made["left_out"]:
        print(f"left out: {each['name']} ({each['size_unit']}, n = {each['n']}): {each['why']}")


if __name__ == "__main__":
    main()
