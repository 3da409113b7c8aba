"""The chain that a makespan follows from."""

from __future__ import annotations

from pmo_toolkit.analysis.scheduling.critical import critical_chain
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    SchedulingProblem,
)
from tests.analysis.scheduling.problems import schedule_of


def test_a_chain_runs_over_links_and_shared_resources():
    problem = SchedulingProblem(
        (
            Activity("design", (Mode("m", 2, {"dev": 1}),)),
            Activity("build", (Mode("m", 3, {"dev": 1}),)),
            Activity("train", (Mode("m", 1, {"trainer": 1}),)),
            Activity("launch", (Mode("m", 1, {"trainer": 1}),), (Link("build", 1),)),
        ),
        (Resource("dev", 1), Resource("trainer", 1)),
    )
    # build waits for the developer whom design frees, launch for build; training has time to spare
    placed = schedule_of(problem, {"design": 0, "build": 2, "train": 0, "launch": 6})
    rows = {row.id: row for row in placed.activities}
    assert critical_chain(problem, rows) == ("design", "build", "launch")
    assert critical_chain(problem, {}) == ()
