"""Problems in the format of PSPLIB: ``.sm`` (one mode an activity) and ``.mm`` (several).

Kolisch, R. and Sprecher, A. (1997), European Journal of Operational Research 96, 205-216. A due
date there has a cost of tardiness: it may be missed, so it is reported and not imposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    SchedulingProblem,
)
from pmo_toolkit.plan_files.base.numbers import MOST_ACTIVITIES, MOST_RESOURCES, Numbers
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
    projects = _projects(file, sections.get(INFORMATION, []), jobs, counts.get("projects", 1))
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
    return PlanFile(
        file, PSPLIB, problem, due_dates=_due_dates(file, sections.get(INFORMATION, []))
    )


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


def _rows(file: str, lines: Lines) -> Iterator[Numbers]:
    return (Numbers(file, [line]) for line in lines)


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
    duration = numbers.whole(f"duration of job {job}")
    needs = [
        (resource.id, numbers.whole(f"need of job {job} for resource {resource.id}"))
        for resource in resources
    ]
    return Mode(str(mode), duration, {resource: units for resource, units in needs if units})


def _information(file: str, lines: Lines) -> Iterator[tuple[str, int, int, int, int]]:
    """Project, jobs, release date, due date and cost of tardiness, project by project."""
    for numbers in _rows(file, lines):
        project = numbers.whole("number of a project")
        figures = [
            numbers.whole(f"{what} of project {project}")
            for what in ("number of jobs", "release date", "due date", "cost of tardiness")
        ]
        yield str(project), figures[0], figures[1], figures[2], figures[3]


def _projects(file: str, lines: Lines, jobs: int, count: int) -> dict[int, tuple[str, int]]:
    """Job → project and its release date; jobs of projects follow one another after the source."""
    stated = list(_information(file, lines))
    if len(stated) <= 1:
        release = stated[0][2] if stated else 0
        return dict.fromkeys(range(1, jobs + 1), ("", release))
    if len(stated) != count or sum(row[1] for row in stated) != jobs - 2:
        raise fault(
            file,
            "the projects' jobs do not come to the number of jobs",
            row=lines[-1][0],
            found=f"{len(stated)} projects with {sum(row[1] for row in stated):,} jobs",
            expected=f"{count} projects with {jobs - 2:,} jobs, beside the source and the sink",
            next_step="Fetch the file again.",
        )
    projects = {1: ("", 0), jobs: ("", 0)}
    job = 2
    for project, size, release, *_ in stated:
        for _ in range(size):
            projects[job] = project, release
            job += 1
    return projects


def _due_dates(file: str, lines: Lines) -> tuple[DueDate, ...]:
    stated = list(_information(file, lines))
    return tuple(
        DueDate(project if len(stated) > 1 else "", due, cost)
        for project, _, _, due, cost in stated
        if due
    )
