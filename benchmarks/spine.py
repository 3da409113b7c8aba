"""How long the commands take on the sample organisation.

Start, check, and assessing a few proposals.

Run it with ``make bench`` or ``python benchmarks/spine.py [--proposals 4] [--repeats 5]``. Figures
are wall-clock seconds of whole commands, start of Python included; the median and the range of the
repeats are printed. Assessing is timed once, since it takes longest; its figure includes reading
the workspace and fitting the models.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "data" / "sample"


def seconds(*arguments: str | Path) -> float:
    """Wall-clock seconds of one ``pmo`` command; its failure ends the benchmark."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pmo_toolkit", *map(str, arguments)]
    subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="time the commands on the sample organisation")
    parser.add_argument("--proposals", type=int, default=4, help="proposals to assess")
    parser.add_argument("--repeats", type=int, default=5, help="repeats of the quick commands")
    chosen = parser.parse_args()
    with (SAMPLE / "proposals.csv").open(encoding="utf-8-sig", newline="") as lines:
        ids = [row["id"] for row in csv.DictReader(lines)][: chosen.proposals]
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    print(f"{'command':<44}{'median s':>9}{'range s':>15}{'n':>4}")
    for name, arguments in {
        "pmo --help": ["--help"],
        "pmo check data/sample": ["check", SAMPLE],
    }.items():
        seconds(*arguments)  # once unmeasured, so that files are in memory for all repeats alike
        taken = [seconds(*arguments) for _ in range(chosen.repeats)]
        print(
            f"{name:<44}{median(taken):>9.2f}"
            f"{f'{min(taken):.2f} to {max(taken):.2f}':>15}{len(taken):>4}"
        )
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, 2):
            taken = [
                seconds(
                    "assess",
                    SAMPLE,
                    *ids,
                    "--jobs",
                    str(jobs),
                    "--out",
                    Path(folder, f"jobs{jobs}"),
                )
            ]
            name = f"pmo assess, {len(ids)} proposals, --jobs {jobs}"
            print(f"{name:<44}{taken[0]:>9.2f}{f'{taken[0] / len(ids):.2f} each':>15}{1:>4}")


if __name__ == "__main__":
    main()
