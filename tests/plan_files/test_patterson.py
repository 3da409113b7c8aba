"""Patterson's format and that of several projects."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.scheduling.shapes import Link, Mode, Resource
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.plan_files.patterson import read_mplib, read_patterson
from tests.plan_files.written_plans import MPLIB, PATTERSON


def numbered(text):
    return list(enumerate(text.splitlines(), start=1))


def test_a_line_may_be_broken_anywhere():
    read = read_patterson("a.rcp", "a", numbered(PATTERSON)).problem
    assert read.resources == (Resource("R1", 3), Resource("R2", 2))
    assert [activity.modes[0] for activity in read.activities][1:3] == [
        Mode("1", 4, {"R1": 2}),
        Mode("1", 3, {"R1": 1, "R2": 2}),
    ]
    assert read.activities[3].links == (Link("2"), Link("3"))
    tokens = "\n".join(PATTERSON.split())
    assert read_patterson("a.rcp", "a", numbered(tokens)).problem == read


def test_projects_share_resources_and_have_releases():
    read = read_mplib("m.txt", "m", numbered(MPLIB)).problem
    ids = [(activity.id, activity.project, activity.release) for activity in read.activities]
    assert ids == [
        ("1:1", "1", 0),
        ("1:2", "1", 0),
        ("1:3", "1", 0),
        ("2:1", "2", 6),
        ("2:2", "2", 6),
    ]
    assert read.activities[4].links == (Link("2:1"),)
    assert read.resources == (Resource("R1", 5),)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("4 2 0 1 4", "4 2 0 1 9", "row 4.*successor.*'9'"),
        ("4 2 0 1 4", "4 2 0 1 2", "row 4.*successor.*'2'"),
        ("4 2 0 1 4", "4 2 x 1 4", "row 4.*'x'"),
        ("4 2 0 1 4", "4 -2 0 1 4", "row 4.*'-2'"),
        ("4 2 0 1 4", "4 2.5 0 1 4", "row 4.*'2.5'"),
        ("0 0 0 0", "0 0 0", "row 7.*ends too early.*number of successors of activity 4"),
        ("0 0 0 0", "0 0 0 0 7", "row 7.*'7'.*end of the file"),
        ("4 2\n", "4000000 2\n", "row 1.*'4000000'"),
        ("4 2\n", "99999999999999999999 2\n", "row 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(before, after, words):
    with pytest.raises(UsageError, match=words):
        read_patterson("a.rcp", "a", numbered(PATTERSON.replace(before, after, 1)))


def test_a_successor_without_its_project_is_refused():
    with pytest.raises(UsageError, match="project:activity"):
        read_mplib("m.txt", "m", numbered(MPLIB.replace("1:3", "3")))
