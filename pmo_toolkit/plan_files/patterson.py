"""Problems in the format of Patterson (``.rcp``), and of several projects (MPLIB).

Patterson: activities and resources; units of each resource; then a line an activity: duration,
units of each resource, successors and their ids, counted from 1. Lines may be broken anywhere.
Patterson, J. H. (1984), Management Science 30(7), 854-867.

MPLIB: projects, resources, units of each; for each project its activities and its release date,
whether it uses each resource, and lines as above whose successors are written ``project:activity``.
Van Eynde, R. and Vanhoucke, M. (2020), Journal of Scheduling 23, 301-325.
"""

from __future__ import annotations

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
from pmo_toolkit.plan_files.base.shapes import PlanFile, fault

PATTERSON, MPLIB = "Patterson", "MPLIB"


def read_patterson(file: str, title: str, lines: list[tuple[int, str]]) -> PlanFile:
    """A problem of one project.

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
    numbers = Numbers(file, lines)
    count = numbers.whole("number of activities", low=1, high=MOST_ACTIVITIES)
    resources = _resources(numbers)
    rows = _Rows(numbers)
    for position in range(1, count + 1):
        rows.read(str(position), resources)
    numbers.end()
    return PlanFile(file, PATTERSON, SchedulingProblem(rows.activities(), resources, title=title))


def read_mplib(file: str, title: str, lines: list[tuple[int, str]]) -> PlanFile:
    """A problem of several projects that share resources; parameters as in `read_patterson`.

    Raises
    ------
    PlanFileError
    """
    numbers = Numbers(file, lines)
    projects = numbers.whole("number of projects", low=1, high=MOST_ACTIVITIES)
    resources = _resources(numbers)
    rows = _Rows(numbers)
    for project in range(1, projects + 1):
        count = numbers.whole(
            f"number of activities of project {project}", low=1, high=MOST_ACTIVITIES
        )
        release = numbers.whole(f"release date of project {project}")
        for resource in resources:
            numbers.whole(f"whether project {project} uses resource {resource.id}", high=1)
        for position in range(1, count + 1):
            rows.read(f"{project}:{position}", resources, project=str(project), release=release)
    numbers.end()
    return PlanFile(file, MPLIB, SchedulingProblem(rows.activities(), resources, title=title))


def _resources(numbers: Numbers) -> tuple[Resource, ...]:
    count = numbers.whole("number of resources", high=MOST_RESOURCES)
    return tuple(
        Resource(f"R{position}", numbers.whole(f"units of resource {position}"))
        for position in range(1, count + 1)
    )


class _Rows:
    """Lines of activities; successors become links once all are known."""

    def __init__(self, numbers: Numbers):
        self.numbers = numbers
        self._rows: dict[str, tuple[Mode, str, int]] = {}
        self._successors: dict[str, list[tuple[str, int]]] = {}

    def read(
        self, id_: str, resources: tuple[Resource, ...], *, project: str = "", release: int = 0
    ) -> None:
        """Read the line of one activity."""
        mode = read_mode(self.numbers, "1", f"activity {id_}", resources)
        self._rows[id_] = mode, project, release
        count = self.numbers.whole(f"number of successors of activity {id_}", high=MOST_ACTIVITIES)
        self._successors[id_] = [self._successor(id_, bool(project)) for _ in range(count)]

    def _successor(self, id_: str, with_project: bool) -> tuple[str, int]:
        numbers, meaning = self.numbers, f"successor of activity {id_}"
        token = numbers.token(meaning)
        if not with_project:
            return str(numbers.checked(token, meaning, low=1)), numbers.line
        project, colon, position = token.partition(":")
        if not colon:
            raise numbers.wrong(token, f"{meaning}: project:activity, such as 1:2")
        parts = [numbers.checked(part, meaning, low=1) for part in (project, position)]
        return f"{parts[0]}:{parts[1]}", numbers.line

    def activities(self) -> tuple[Activity, ...]:
        """All activities with their links.

        Raises
        ------
        PlanFileError
            Where a successor does not exist.
        """
        links: dict[str, list[Link]] = {id_: [] for id_ in self._rows}
        for id_, successors in self._successors.items():
            for successor, line in successors:
                if successor not in links or successor == id_:
                    raise fault(
                        self.numbers.file,
                        f"activity {id_} names a successor that cannot be one",
                        row=line,
                        found=successor,
                        expected="the number of another activity of the file",
                        next_step="Fetch or export the file again.",
                    )
                links[successor].append(Link(id_))
        return tuple(
            Activity(id_, (mode,), tuple(links[id_]), release=release, project=project)
            for id_, (mode, project, release) in self._rows.items()
        )
