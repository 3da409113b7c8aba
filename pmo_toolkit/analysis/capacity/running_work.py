"""When work under way will be finished: its stated finish, and what became of such estimates.

A finish that was estimated anew since the start is taken as an estimate of the days that remain:
they are multiplied by what became of finished projects' estimates of duration. Any other is an
estimate of the whole duration; of its ratios only those count by which the work would still be
running today. Where the first estimate is blank, the later of both counts. Where the start is
blank, the whole duration is the first estimate, and without one the longest that is supposed
(`longest_unknown_days`), and the finish is never before the stated one: so no stated start would
give a later finish. Where no finish is stated, or where hardly any finished project ran on for so
long, nobody knows it: the work is taken to go on through all months that are looked at, and the
finish is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.capacity import CapacitySettings

Draws = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RunningWork:
    """One project under way.

    Parameters
    ----------
    project, title : str
    hours : dict of str to float or None
        Role → hours a month that it takes; None where the hours are not stated.
    start : float or None
        First day, days since 1970, where it is not begun yet; None where it runs.
    finish : ndarray of shape (draws,), or None
        Last day, days since 1970; None where nobody knows, and it is taken to go on.
    without_role : float
        Hours a month that it takes of nobody knows which role: they may be any role's.
    is_start_stated : bool
    department : str or None
        For which it is done.
    unread_rows : tuple of int
        Rows whose days cannot be read, since they run backwards.
    """

    project: str
    title: str
    hours: dict[str, float | None]
    start: float | None
    finish: Draws | None
    without_role: float = 0.0
    is_start_stated: bool = True
    department: str | None = None
    unread_rows: tuple[int, ...] = ()

    @property
    def named(self) -> str:
        """Its id, with its title in brackets."""
        return f"{self.project} ({self.title})"

    def hours_of(self, role: str) -> float | None:
        """Hours a month of a role; None where they are not stated."""
        known = self.hours.get(role, 0.0)
        return None if known is None else known + self.without_role


@dataclass(frozen=True)
class FaultyWork:
    """Rows of ``in_flight`` that cannot be read, or not their days.

    Parameters
    ----------
    days : mapping of str to tuple of int
        Project → rows whose days run backwards: they count without them.
    set_aside : tuple of int
        Rows that cannot be used at all: what they take, and of which role, is not known.
    """

    days: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    set_aside: tuple[int, ...] = ()


NO_FAULTS = FaultyWork()


def running_work(
    in_flight: pd.DataFrame,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    *,
    as_of: object,
    settings: Settings,
    faulty: FaultyWork = NO_FAULTS,
) -> tuple[RunningWork, ...]:
    """All projects under way with their finish, ascending by id.

    Parameters
    ----------
    in_flight : DataFrame
        The table, one row a project and role.
    ratios : callable
        Class and department → actual ÷ estimated duration, equally likely.
    as_of : date
        Day on which it is looked at.
    settings : Settings
        The draw of a project's finish follows from the seed and its id alone.
    faulty : FaultyWork
    """
    today = day_number(as_of)
    return tuple(
        _work(str(project), rows, ratios, today, settings, faulty.days.get(str(project), ()))
        for project, rows in in_flight.groupby("project", sort=True)
    )


def _work(
    project: str,
    rows: pd.DataFrame,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    today: int,
    settings: Settings,
    unread_rows: tuple[int, ...],
) -> RunningWork:
    start = _day(rows["start_date"].min())
    finish = _day(rows["finish_estimate"].max())  # of several the latest counts
    if unread_rows or (start is not None and finish is not None and start > finish):
        start = finish = None  # what another of its rows says may be the day that is wrong
    estimate = number_of(rows["estimate_duration_days"].max())
    drawn = None
    if finish is not None:
        drawn = finish_days(
            finish,
            start,
            estimate,
            today,
            ratios(_first_text(rows["class"]), _first_text(rows["department"])),
            finish_uniforms(settings.seed, project, settings.simulation.draws),
            settings.capacity,
        )
    later = start if start is not None and start > today else None
    title = _first_text(rows["title"]) or project
    pairs = _pairs(rows)
    without_role = sum(hours or 0.0 for role, hours in pairs if role is None)
    return RunningWork(
        project,
        title,
        _hours(pairs),
        later,
        drawn,
        without_role,
        is_start_stated=start is not None,
        department=_first_text(rows["department"]),
        unread_rows=unread_rows,
    )


def finish_uniforms(seed: int, project: str, draws: int) -> Draws:
    """Uniform draws of the finish of work under way: the same wherever its delay counts."""
    return uniforms(seed, f"{project}|finish", draws)


def finish_days(
    finish: float,
    start: float | None,
    estimate: float | None,
    today: float,
    ratios: Sequence[float],
    u: Draws,
    settings: CapacitySettings,
) -> Draws | None:
    """Last day of work under way, shape (draws,); None where nobody knows.

    Parameters
    ----------
    finish : float
        Stated last day; days are counted since 1970.
    start : float or None
        First day.
    estimate : float or None
        Days that were estimated at the start.
    today : float
    ratios : sequence of float
        Actual ÷ estimated duration, equally likely.
    u : ndarray of shape (draws,)
        Uniform draws.
    settings : CapacitySettings
    """
    remaining = finish - today
    if start is None:
        if remaining <= 0:
            return None
        longest = settings.longest_unknown_days
        if estimate is not None:  # a start further back would make the finish one estimated anew
            longest = estimate * (1 + settings.finish_estimated_anew)
        drawn = _whole_duration(finish, min(finish - longest, today), today, ratios, u, settings)
        return None if drawn is None else np.maximum(drawn, finish)
    if remaining > 0 and estimate is not None and _is_anew(finish - start, estimate, settings):
        return today + remaining * sample_ratios(u, ratios)
    drawn = _whole_duration(finish, start, today, ratios, u, settings)
    if drawn is None or estimate is not None or remaining <= 0:
        return drawn
    return np.maximum(drawn, today + remaining * sample_ratios(u, ratios))


def _is_anew(days: float, estimate: float, settings: CapacitySettings) -> bool:
    """Whether a finish so many days after the start was estimated anew since the start."""
    return abs(days - estimate) > settings.finish_estimated_anew * max(estimate, 1.0)


def _whole_duration(
    finish: float,
    start: float,
    today: float,
    ratios: Sequence[float],
    u: Draws,
    settings: CapacitySettings,
) -> Draws | None:
    """Last day where the stated one is an estimate of the whole duration, made at the start."""
    if finish <= start:
        return None
    expected, elapsed = finish - start, max(today - start, 0.0)
    beyond = np.asarray([ratio for ratio in ratios if expected * ratio > elapsed])
    if len(beyond) < max(settings.finish_least_tail * len(ratios), 1):
        return None
    return start + expected * sample_ratios(u, beyond)


def hours_a_month(work: Sequence[RunningWork], role: str) -> dict[str, float | None]:
    """Project → hours a month that it takes of a role; None where it is taken to keep all.

    Work whose hours are not stated counts as the largest that other work takes of the role or that
    itself takes of another; where neither is stated, it keeps all. Reports and plans count by it.

    Parameters
    ----------
    work : sequence of RunningWork
        All of it; what takes none of the role is left out.
    role : str
    """
    concerned = [project for project in work if role in project.hours or project.without_role > 0]
    stated = [hours for project in concerned if (hours := project.hours_of(role)) is not None]
    monthly: dict[str, float | None] = {}
    for project in concerned:
        hours = project.hours_of(role)
        if hours is None:
            own = [known for known in project.hours.values() if known is not None]
            hours = max((*stated, *own), default=None)
        monthly[project.project] = hours
    return monthly


def shares_worked(work: RunningWork, days: NDArray[np.int64]) -> NDArray[np.float32]:
    """Share of each month in which work under way goes on, shape (months, draws) or (months, 1).

    Parameters
    ----------
    work : RunningWork
    days : ndarray of shape (months + 1,)
        First days of the months and of the one after them.
    """
    begun = np.zeros((len(days) - 1, 1), dtype=np.float32)
    if work.start is not None:
        begun = _shares(np.asarray([work.start]), days)
    shares = np.ones_like(begun)
    if work.finish is not None:
        shares = _shares(work.finish + 1, days)  # the last day is worked as well
    return np.asarray(np.maximum(shares - begun, 0), dtype=np.float32)


def _shares(until: Draws, days: NDArray[np.int64]) -> NDArray[np.float32]:
    """Share of each month that lies before some days; shape (months, days)."""
    since = (days[:-1] - days[0]).astype(np.float32)[:, None]
    shares: NDArray[np.float32] = (until - days[0]).astype(np.float32)[None, :] - since
    shares /= np.diff(days).astype(np.float32)[:, None]
    np.clip(shares, 0, 1, out=shares)
    return shares


def _hours(pairs: Sequence[tuple[str | None, float | None]]) -> dict[str, float | None]:
    """Role → hours a month; one row that states none makes the sum unknown."""
    hours: dict[str, float | None] = {}
    for role, stated in sorted(pairs, key=lambda pair: (pair[0] or "", pair[1] or 0.0)):
        if role is None:
            continue
        known = hours.get(role, 0.0)
        hours[role] = None if known is None or stated is None else known + stated
    return hours


def _pairs(rows: pd.DataFrame) -> list[tuple[str | None, float | None]]:
    pairs = zip(rows["role"], rows["hours_per_month"], strict=True)
    return [
        (role, None if number is None or number < 0 else number)
        for role, number in ((text_of(name), number_of(cell)) for name, cell in pairs)
    ]


def _day(value: Any) -> float | None:
    return None if pd.isna(value) else float(day_number(value))


def _first_text(column: pd.Series) -> str | None:
    stated = column.dropna()
    return text_of(stated.min()) if len(stated) else None
