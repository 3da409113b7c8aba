"""Finished projects to look at, as sections for the notebook: a picture, its figures, their n."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.past_projects import GroupRatio, too_few
from pmo_toolkit.charts.exploring.past_projects import (
    MOST_GROUPS,
    estimates,
    estimates_alt,
    overruns,
    overruns_alt,
    size_groups,
    sizes,
    sizes_alt,
)
from pmo_toolkit.report.kit.explored import explored
from pmo_toolkit.report.kit.pictures import Picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.past_projects import PastProjects

#: Inches of a row and of all around them.
_ROW, _AROUND = 0.3, 1.0
_READ_OVERRUNS = (
    "Read it so: a dot is a project; right of the dashed line it took more than estimated. The"
    " upright bar is the middle of a group of five projects or more."
)


def explore_history_sizes(past: PastProjects) -> Section:
    """How large the finished projects were, by class."""
    picture = None
    if len(past.projects):
        picture = explored(
            lambda ax: sizes(ax, past),
            sizes_alt(past),
            "Read it so: a dot is a project, the upright bar the middle of a class of five projects"
            " or more. The scale is one of tenfolds: what looks close may differ several times.",
            _AROUND + _ROW * len(size_groups(past)),
        )
    return render("explore_history_sizes", past=past, picture=picture)


def explore_history_classes(past: PastProjects) -> Section:
    """What became of estimates, by class."""
    return _overruns(past, past.classes, "class", "class")


def explore_history_years(past: PastProjects) -> Section:
    """What became of estimates, by the year in which projects finished."""
    return _overruns(past, past.years[-MOST_GROUPS:], "year", "year of finish")


def explore_history_departments(past: PastProjects) -> Section:
    """Which departments' estimates came near; never persons."""
    return _overruns(past, past.departments, "department", "department")


def explore_history_odd(past: PastProjects) -> Section:
    """Actual against estimate, and the projects to check."""
    picture = None
    if past.pairs:
        picture = explored(
            lambda ax: estimates(ax, past),
            estimates_alt(past),
            "Read it so: above the dashed line projects took more than estimated. Diamonds lie"
            " farther from what is usual here than chance explains well: see whether their figures"
            " are right before you ask what went wrong.",
            4.8,
        )
    return render("explore_history_odd", past=past, picture=picture, ratio=_ratio(past))


def _overruns(past: PastProjects, groups: Sequence[GroupRatio], column: str, by: str) -> Section:
    shown = tuple(groups[:MOST_GROUPS])
    picture: Picture | None = None
    absent: NotAssessed | None = None
    if isinstance(past.overall, NotAssessed):
        absent = too_few(past.pairs, f"estimates by {by}")
    elif shown:
        picture = explored(
            lambda ax: overruns(ax, past, shown, column),
            overruns_alt(past, shown, by),
            _READ_OVERRUNS,
            _AROUND + _ROW * len(shown),
        )
    return render(
        "explore_history_overruns",
        past=past,
        picture=picture,
        absent=absent,
        groups=shown,
        more=len(groups) - len(shown),
        by=by,
        ungrouped=past.pairs - sum(group.n for group in groups),
        ratio=_ratio(past),
    )


def _ratio(past: PastProjects):  # type: ignore[no-untyped-def]
    """Writes a ratio with the two digits that it has earned."""
    return lambda value: past.figures.ratio(float(f"{value:.2g}"))
