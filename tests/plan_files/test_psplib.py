"""PSPLIB's format: modes, budgets, releases, due dates that may be missed."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.scheduling.shapes import Link, Mode, Resource
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.plan_files.base.shapes import DueDate
from pmo_toolkit.plan_files.psplib import read_psplib
from tests.plan_files.written_plans import PSPLIB


def read(text=PSPLIB):
    return read_psplib("a.mm", "a", list(enumerate(text.splitlines(), start=1)))


def test_modes_budgets_and_links():
    problem = read().problem
    assert problem.resources == (
        Resource("R1", 9),
        Resource("R2", 4),
        Resource("N1", 29, is_renewable=False),
    )
    assert problem.activities[1].modes == (
        Mode("1", 3, {"R1": 6, "N1": 9}),
        Mode("2", 9, {"R1": 5}),
    )
    assert problem.activities[3].links == (Link("2"), Link("3"))


def test_a_release_holds_and_a_due_date_is_only_told():
    plan = read()
    assert {activity.release for activity in plan.problem.activities} == {1}
    assert {activity.due for activity in plan.problem.activities} == {None}
    assert plan.due_dates == (DueDate("", 9, 5),)


def test_projects_take_their_jobs_one_after_another():
    two = PSPLIB.replace("projects                      :  1", "projects   :  2").replace(
        "    1      2      1        9        5        9\n",
        "    1   1   0   9   5   9\n    2      1      4   8   3   8\n",
    )
    plan = read(two)
    assert [(job.project, job.release) for job in plan.problem.activities] == [
        ("", 0),
        ("1", 0),
        ("2", 4),
        ("", 0),
    ]
    assert plan.due_dates == (DueDate("1", 9, 5), DueDate("2", 8, 3))
    with pytest.raises(UsageError, match="2 projects with 3 jobs"):
        read(two.replace("    2      1      4", "    2      2      4"))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "   3        1          1           4",
            "   9        1          1           4",
            "row 21.*'9'",
        ),
        ("   2   3", "   2   7", "row 19.*'7'"),
        ("   2   3", "   1   3", "row 19.*'1'"),
        ("         2     9       5    0    0", "         2     9       5    0", "row 30"),
        ("  R 1  R 2  N 1\n    9    4   29", "  R 1  R 2  N 1\n    9    4", "row 35.*N1"),
        ("doubly constrained        :  0", "doubly constrained        :  1", "doubly"),
        ("jobs (incl", "works (incl", "how many jobs"),
        ("REQUESTS/DURATIONS:", "WISHES:", "REQUESTS/DURATIONS"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(before, after, words):
    assert before in PSPLIB
    with pytest.raises(UsageError, match=words):
        read(PSPLIB.replace(before, after, 1))
