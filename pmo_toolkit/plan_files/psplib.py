"""Problems in the format of PSPLIB: ``.sm`` (one mode an activity) and ``.mm`` (several).

Kolisch, R. and Sprecher, A. (1997), European Journal of Operational Research 96, 205-216. A due
date there has a cost of tardiness: it may be missed, so it is reported and not imposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    SchedulingProblem,
)
from pmo_toolkit.plan_files.base.numbers import (
    MOST_ACTIVITIES,
    MOST_RESOURCES,
    Numbers,
    read_mode,
)
from pmo_toolkit.plan_files.base.shapes import DueDate, PlanFile, fault

PSPLIB = "PSPLIB"
#: Headers of sections, without spaces; what stands before the first is the head.
INFORMATION, PRECEDENCE = "PROJECTINFORMATION", "PRECEDENCERELATIONS"
REQUESTS, AVAILABILITIES = "REQUESTS/DURATIONS", "RESOURCEAVAILABILITIES"
_HEAD = "HEAD"
_SECTIONS = (INFORMATION, PRECEDENCE, REQUESTS, AVAILABILITIES)
_COUNT = re.compile(r"^\s*(?:-\s*)?(jobs|projects|renewable|nonrenewable|doubly)\b[^:]*:(.*)$")
_KINDS = ("renewable", "nonrenewable")
Lines = list[tuple[int, str]]


def read_psplib(file: str, title: str, lines: Lines) -> PlanFile:
    """A problem of one project or several.

    Parameters
    ----------
    file, title : str
        Name of the file, and what to call the problem.
    lines : list of (int, str)
        Line number and text.

    Raises
    ------
    PlanFileError
    """
    sections = _sections(lines)
    for name in (PRECEDENCE, REQUESTS, AVAILABILITIES):
        if name not in sections:
            raise fault(
                file,
                "a section of the PSPLIB format is missing",
                row=lines[-1][0],
                expected=name,
                next_step="Fetch the file again.",
            )
    counts = _counts(file, sections[_HEAD])
    jobs, resources = counts["jobs"], _resources(file, sections[AVAILABILITIES], counts)
    modes_stated, links = _precedence(file, sections[PRECEDENCE], jobs)
    modes = _modes(file, sections[REQUESTS], modes_stated, resources)
    stated = [_stated_project(file, line) for line in sections.get(INFORMATION, [])]
    projects = _projects(file, stated, jobs, counts.get("projects", 1))
    activities = tuple(
        Activity(
            str(job),
            modes[job],
            tuple(links[job]),
            release=projects[job][1],
            project=projects[job][0],
        )
        for job in range(1, jobs + 1)
    )
    problem = SchedulingProblem(activities, resources, title=title)
    return PlanFile(file, PSPLIB, problem, due_dates=_due_dates(stated))


def _sections(lines: Lines) -> dict[str, Lines]:
    """Section → its lines, without rules, headings of columns and blank lines."""
    sections: dict[str, Lines] = {_HEAD: []}
    name = _HEAD
    for number, line in lines:
        squeezed = re.sub(r"\s", "", line).upper().rstrip(":")
        if squeezed in _SECTIONS:
            name = squeezed
            sections.setdefault(name, [])
        elif name == _HEAD or re.match(r"\s*[+-]?\d", line):
            sections[name].append((number, line))
        elif name != _HEAD and not re.fullmatch(r"[*\-=\s]*", line) and sections[name]:
            sections[name].append((number, line))  # told where the numbers are read
    return sections


def _counts(file: str, head: Lines) -> dict[str, int]:
    counts: dict[str, int] = {}
    for number, line in head:
        match = _COUNT.match(line)
        if match:
            numbers = Numbers(file, [(number, match[2])])
            counts[match[1]] = numbers.whole(f"number of {match[1]}", high=MOST_ACTIVITIES)
    if not counts.get("jobs"):
        raise fault(
            file,
            "the head does not say how many jobs there are",
            row=head[0][0] if head else 1,
            expected="a line such as: jobs (incl. supersource/sink ):  32",
            next_step="Fetch the file again.",
        )
    if counts.get("doubly"):
        raise fault(
            file,
            "doubly constrained resources are not read",
            found=str(counts["doubly"]),
            expected="renewable and nonrenewable resources",
            next_step="State such a resource as one of each kind.",
        )
    return counts


def _resources(file: str, lines: Lines, counts: dict[str, int]) -> tuple[Resource, ...]:
    numbers = Numbers(file, lines)
    wanted = [counts.get(kind, 0) for kind in _KINDS]
    if sum(wanted) > MOST_RESOURCES:
        raise numbers.wrong(str(sum(wanted)), f"at most {MOST_RESOURCES:,} resources")
    resources = tuple(
        Resource(
            f"{letter}{position}",
            numbers.whole(f"units of resource {letter}{position}"),
            is_renewable=letter == "R",
        )
        for letter, count in zip("RN", wanted, strict=True)
        for position in range(1, count + 1)
    )
    numbers.end()
    return resources


def _precedence(file: str, lines: Lines, jobs: int) -> tuple[dict[int, int], dict[int, list[Link]]]:
    """Job → how many modes it has, and job → what it waits for."""
    modes: dict[int, int] = {}
    links: dict[int, list[Link]] = {job: [] for job in range(1, jobs + 1)}
    numbers = Numbers(file, lines)
    for position in range(1, jobs + 1):
        job = numbers.whole(f"line of job {position}", low=position, high=position)
        modes[job] = numbers.whole(f"number of modes of job {job}", low=1, high=MOST_RESOURCES)
        for _ in range(numbers.whole(f"number of successors of job {job}", high=jobs)):
            successor = numbers.whole(f"successor of job {job}", low=1, high=jobs)
            if successor == job:
                raise numbers.wrong(str(successor), f"another job as successor of job {job}")
            links[successor].append(Link(str(job)))
    numbers.end()
    return modes, links


def _modes(
    file: str, lines: Lines, stated: dict[int, int], resources: tuple[Resource, ...]
) -> dict[int, tuple[Mode, ...]]:
    numbers = Numbers(file, lines)
    modes: dict[int, tuple[Mode, ...]] = {}
    for job, count in stated.items():
        numbers.whole(f"line of job {job}", low=job, high=job)
        modes[job] = tuple(_mode(numbers, job, mode, resources) for mode in range(1, count + 1))
    numbers.end()
    return modes


def _mode(numbers: Numbers, job: int, mode: int, resources: tuple[Resource, ...]) -> Mode:
    numbers.whole(f"mode {mode} of job {job}", low=mode, high=mode)
    return read_mode(numbers, str(mode), f"job {job}", resources)


class _StatedProject(NamedTuple):
    """A line of the section on projects."""

    line: int
    project: str
    jobs: int
    release: int
    due: int
    cost: int


def _stated_project(file: str, line: tuple[int, str]) -> _StatedProject:
    numbers = Numbers(file, [line])
    project = numbers.whole("number of a project")
    figures = [
        numbers.whole(f"{what} of project {project}")
        for what in ("number of jobs", "release date", "due date", "cost of tardiness")
    ]
    return _StatedProject(line[0], str(project), *figures)


def _projects(
    file: str, stated: Sequence[_StatedProject], jobs: int, count: int
) -> dict[int, tuple[str, int]]:
    """Job → project and its release date; jobs of projects follow one another after the source."""
    if len(stated) <= 1:
        release = stated[0].release if stated else 0
        return dict.fromkeys(range(1, jobs + 1), ("", release))
    own_jobs = sum(row.jobs for row in stated)
    if len(stated) != count or own_jobs != jobs - 2:
        raise fault(
            file,
            "the projects' jobs do not come to the number of jobs",
            row=stated[-1].line,
            found=f"{len(stated)} projects with {own_jobs:,} jobs",
            expected=f"{count} projects with {jobs - 2:,} jobs, beside the source and the sink",
            next_step="Fetch the file again.",
        )
    projects = {1: ("", 0), jobs: ("", 0)}
    job = 2
    for row in stated:
        for _ in range(row.jobs):
            projects[job] = row.project, row.release
            job += 1
    return projects


def _due_dates(stated: Sequence[_StatedProject]) -> tuple[DueDate, ...]:
    return tuple(
        DueDate(row.project if len(stated) > 1 else "", row.due, row.cost)
        for row in stated
        if row.due
    )
