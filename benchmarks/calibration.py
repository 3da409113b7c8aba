"""Are the probabilities of a report true? Proposals whose outcomes are drawn from known laws.

Run it with ``make bench`` or ``OMP_NUM_THREADS=1 python benchmarks/calibration.py [--worlds 108]
[--proposals 20] [--outcomes 100] [--draws 2048] [--write]``. With ``--write`` the tables go into
``benchmarks/calibration.md`` and the reliability diagram into ``docs/calibration.svg``.

Each world is a house of its own: 10, 30 or 180 finished projects, registers of risks that are
complete, incomplete, absent or mixed, a bias and a spread of its estimates, kinds and departments
that differ or do not, budgets more or less optimistic. A proposal is compared as an assessment
compares it; its outcomes come from the law that its house's finished projects came from, by plain
NumPy. The former rules are run beside it: median of the ranges × ratios of the class, no register,
blank numbers as nought.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from _calibration_forecasts import scored
from _calibration_tables import (
    CHANCE_AIM,
    COVERAGE_AIM,
    FIGURES,
    chance_table,
    coverage_table,
    decile_table,
    misses,
    position_table,
    word_table,
)
from _calibration_worlds import make_world

HERE = Path(__file__).resolve().parent
TABLES_FILE = HERE / "calibration.md"
DIAGRAM_FILE = HERE.parent / "docs" / "calibration.svg"


def simulated(worlds: int, proposals: int, outcomes: int, draws: int, seed: int) -> pd.DataFrame:
    """Scores of all proposals of all worlds, one row a proposal."""
    return pd.DataFrame(
        [
            row
            for number in range(worlds)
            for row in scored(make_world(number, proposals, seed), outcomes, draws, seed)
        ]
    )


def report(scores: pd.DataFrame, command: str, seconds: float) -> str:
    """All tables as a page in Markdown."""
    full, poor = scores[~scores["poor"]], scores[scores["poor"]]
    found = misses(scores)
    parts = [
        "# Are the probabilities true?",
        f"Written by `{command}`: {scores['world'].nunique()} worlds, {len(scores)} proposals, of"
        f" which {len(poor)} with numbers left blank; {seconds:.0f} CPU s. ± is two standard errors"
        " clustered by world. A coverage is missed where it is off by more than"
        f" {COVERAGE_AIM:.0f} points and the error, a chance by more than {CHANCE_AIM:.0f}; with"
        " numbers left blank only what is too good counts.",
        "## Misses",
        "\n".join(f"- {line}" for line in found) + "\n" if found else "None.\n",
        "## Outcomes not above the planned whole-life cost, per cent",
        coverage_table(scores, "whole"),
        "## Outcomes not above the planned cost of the project, risks included, per cent",
        coverage_table(scores, "once"),
        "## Chances by group: said, come true, gap in points",
        chance_table(scores),
    ]
    for figure, words in FIGURES.items():
        parts += [f"## Chance that {words}, by decile", decile_table(full, figure)]
        parts += ["With numbers left blank:", decile_table(poor, figure, only_high=True)]
    parts += ["## Words for both chances", word_table(full)]
    parts += ["## Positions, all proposals", position_table(scores)]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def draw_diagram(scores: pd.DataFrame, path: Path) -> None:
    """Reliability diagram of both chances: said against come true, by decile."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    full = scores[~scores["poor"]]
    figure = Figure(figsize=(7.2, 3.9), layout="constrained")
    for axes, (name, words) in zip(figure.subplots(1, 2), FIGURES.items(), strict=True):
        axes.plot([0, 100], [0, 100], color="0.6", linewidth=1)
        for rule, style, label in (
            ("former", {"marker": "o", "color": "0.55", "linestyle": ":"}, "former rules"),
            ("now", {"marker": "s", "color": "#1f4e79", "linestyle": "-"}, "the workbench"),
        ):
            said = full[f"{rule}_{name}"]
            by_decile = full.groupby(np.minimum((10 * said).astype(int), 9))
            points = 100 * by_decile[[f"{rule}_{name}", f"{rule}_{name}_true"]].mean()
            axes.plot(*points.to_numpy().T, label=label, markersize=4, linewidth=1.2, **style)
        axes.set(title=words.capitalize(), xlabel="chance said, %", ylabel="came true, %")
        axes.set(xlim=(0, 100), ylim=(0, 100), aspect="equal")
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, loc="upper left")
    with mpl.rc_context({"svg.hashsalt": "calibration", "svg.fonttype": "none"}):
        figure.savefig(path, format="svg", metadata={"Date": None})


def main() -> None:
    """Simulate, print the tables and, if asked to, keep them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("worlds", 108), ("proposals", 20), ("outcomes", 100), ("draws", 2048)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    sizes = (asked.worlds, asked.proposals, asked.outcomes, asked.draws, asked.seed)
    start = time.process_time()
    scores = simulated(*sizes)
    names = ("worlds", "proposals", "outcomes", "draws", "seed")
    options = " ".join(f"--{name} {size}" for name, size in zip(names, sizes, strict=True))
    page = report(
        scores, f"python benchmarks/calibration.py {options}", time.process_time() - start
    )
    print(page)
    if asked.write:
        TABLES_FILE.write_text(page, encoding="utf-8")
        draw_diagram(scores, DIAGRAM_FILE)


if __name__ == "__main__":
    main()
