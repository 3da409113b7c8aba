"""Schedules of published problems: no rule broken, and near the best known."""

from __future__ import annotations

import csv
import time

import pytest

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.solving import schedule
from pmo_toolkit.plan_files.reading import read_plan

#: Set → per cent above the best known, on average, that ten seconds reach.
TARGETS = {"J30": 0.0, "J60": 1.0, "J120": 2.5}


def _problems(public_data, name):
    folder = public_data / "scheduling"
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["instance"])
    for row in rows:
        if row["instance"].startswith(f"{name}_"):
            yield read_plan(folder / "rcpsp" / row["instance"]), int(row["best_known_makespan"])


def _distance(found, best_known):
    return 100.0 * (found.makespan - best_known) / best_known


@pytest.mark.parametrize(("name", "far"), [("J30", 2.0), ("J60", 5.0), ("J120", 7.0)])
def test_a_little_work_comes_near_the_best_known(public_data, name, far):
    problem, best_known = list(_problems(public_data, name))[1]
    found = schedule(problem, deterministic_limit=0.2)
    assert violations(problem, found) == ()
    assert found.lower_bound <= best_known <= found.makespan
    assert _distance(found, best_known) <= far


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_ten_seconds_reach_the_targets(public_data, name):
    distances = []
    for problem, best_known in _problems(public_data, name):
        end = time.monotonic() + 10.0
        found = schedule(problem, time_left=lambda end=end: end - time.monotonic())
        assert violations(problem, found) == ()
        distances.append(_distance(found, best_known))
    assert sum(distances) / len(distances) <= TARGETS[name] + 1e-9
