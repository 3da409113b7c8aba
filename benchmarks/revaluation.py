"""How long IT's offer takes to look at: 5,000 services on 1,000 capabilities, as one page.

Run ``python benchmarks/revaluation.py [SERVICES] [CAPABILITIES]``. Seconds are those of the
processor, of the study, of the page's sections and of both together.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from pmo_toolkit import report, study_revaluation

SECTIONS = (
    *("revaluation_headline", "revaluation_map", "revaluation_outcomes", "revaluation_thin"),
    *("revaluation_services", "revaluation_ways", "revaluation_alternatives"),
    *("revaluation_questions", "revaluation_provenance"),
)


def write_offer(folder: Path, services: int, capabilities: int, seed: int = 1) -> None:
    """A large offer: capabilities five levels deep at most, a third of the cells blank.

    One service in ten states its shares of two capabilities.
    """
    drawn = np.random.default_rng(seed)

    def cell(text: object) -> str:
        return "" if drawn.random() < 0.33 else str(text)

    rows = ["id,title,parent,importance,maturity_now,maturity_target,department,goals"]
    for number in range(capabilities):
        parent = "" if number < 12 else f"C-{int(drawn.integers(number)) // 3}"
        ratings = ",".join(cell(int(drawn.integers(1, 6))) for _ in range(3))
        department, goal = f"Department {number % 9}", f"G-{number % 8}"
        rows.append(f"C-{number},Capability {number},{parent},{ratings},{department},{cell(goal)}")
    (folder / "capabilities.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rows = [
        "id,title,supplier,capability,hosting,annual_cost,technical_fit,functional_fit,contract_end"
    ]
    for number in range(services):
        place = f"C-{int(drawn.integers(capabilities))}"
        if number % 10 == 0:
            place = f"C-{number % capabilities}:60%; C-{(number + 1) % capabilities}:40%"
        rows.append(
            f"S-{number},Service {number},{cell(f'House {number % 60}')},{cell(place)},SaaS,"
            f"{cell(int(drawn.integers(1000, 900000)))},{cell(int(drawn.integers(1, 6)))},"
            f"{cell(int(drawn.integers(1, 6)))},{cell(f'202{7 + number % 3}-06-30')}"
        )
    (folder / "services.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    goals = "id,title,weight\n" + "".join(f"G-{n},Outcome {n},{n + 1}\n" for n in range(8))
    (folder / "goals.csv").write_text(goals, encoding="utf-8")
    (folder / "proposals.csv").write_text("id,title\nP-1,A portal\n", encoding="utf-8")


def main() -> None:
    """Make an offer, look at it, and print how long that took."""
    services, capabilities = (int(text) for text in (sys.argv[1:] or ["5000", "1000"]))
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        write_offer(folder, services, capabilities)
        begun = time.process_time()
        offer = study_revaluation(folder, as_of="2026-12-01")
        studied = time.process_time()
        size = sum(len(getattr(report, name)(offer).html) for name in SECTIONS)
        ended = time.process_time()
    print(f"{services:,} services, {capabilities:,} capabilities, {size / 1e6:.2f} MB of page")
    print(f"study {studied - begun:.1f} s, page {ended - studied:.1f} s, all {ended - begun:.1f} s")


if __name__ == "__main__":
    main()
