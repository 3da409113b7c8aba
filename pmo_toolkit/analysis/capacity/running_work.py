"""When work under way will be finished: its stated finish, and what became of such estimates.

A finish that was estimated anew since the start is taken as an estimate of the days that remain:
they are multiplied by what became of finished projects' estimates of duration. Any other is an
estimate of the whole duration; of its ratios only those count by which the work would still be
running today. Where no date is stated, or where hardly any finished project ran on for so long,
nobody knows the finish: the work is taken to go on through all months that are looked at, and the
finish is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """

    project: str
    title: str
    hours: dict[str, float | None]
    start: float | None
    finish: Draws | None


def running_work(
    in_flight: pd.DataFrame,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    *,
    as_of: object,
    settings: Settings,
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
    """
    today = day_number(as_of)
    return tuple(
        _work(str(project), rows, ratios, today, settings)
        for project, rows in in_flight.groupby("project", sort=True)
    )


def _work(
    project: str,
    rows: pd.DataFrame,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    today: int,
    settings: Settings,
) -> RunningWork:
    start = _day(rows["start_date"].min())
    finish = _day(rows["finish_estimate"].max())  # of several the latest counts
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
    return RunningWork(project, title, _hours(rows), later, drawn)


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
    anew = (
        start is not None
        and estimate is not None
        and abs(finish - start - estimate) > settings.finish_estimated_anew * max(estimate, 1.0)
    )
    if remaining > 0 and (start is None or anew):
        return today + remaining * sample_ratios(u, ratios)
    if start is None or finish <= start:
        return None
    expected, elapsed = finish - start, max(today - start, 0.0)
    beyond = np.asarray([ratio for ratio in ratios if expected * ratio > elapsed])
    if len(beyond) < max(settings.finish_least_tail * len(ratios), 1):
        return None
    return start + expected * sample_ratios(u, beyond)


def hours_taken(
    work: RunningWork, role: str, days: NDArray[np.int64], usual: float | None
) -> NDArray[np.float32] | None:
    """Hours that work under way takes of a role in each month; None where they are not known.

    Parameters
    ----------
    work : RunningWork
    role : str
    days : ndarray of shape (months + 1,)
        First days of the months and of the one after them.
    usual : float or None
        What counts where its hours are not stated.

    Returns
    -------
    ndarray of shape (months, draws), or (months, 1) where all draws are the same
    """
    hours = work.hours.get(role, 0.0)
    if hours is None:
        hours = usual
    if hours is None:
        return None
    begun = np.zeros((len(days) - 1, 1), dtype=np.float32)
    if work.start is not None:
        begun = _shares(np.asarray([work.start]), days)
    shares = np.ones_like(begun)
    if work.finish is not None:
        shares = _shares(work.finish + 1, days)  # the last day is worked as well
    return np.asarray(np.maximum(shares - begun, 0) * np.float32(hours), dtype=np.float32)


def _shares(until: Draws, days: NDArray[np.int64]) -> NDArray[np.float32]:
    """Share of each month that lies before some days; shape (months, days)."""
    since = (days[:-1] - days[0]).astype(np.float32)[:, None]
    shares: NDArray[np.float32] = (until - days[0]).astype(np.float32)[None, :] - since
    shares /= np.diff(days).astype(np.float32)[:, None]
    np.clip(shares, 0, 1, out=shares)
    return shares


def _hours(rows: pd.DataFrame) -> dict[str, float | None]:
    """Role → hours a month; one row that states none makes the sum unknown."""
    hours: dict[str, float | None] = {}
    for role, stated in sorted(_pairs(rows), key=lambda pair: (pair[0], pair[1] or 0.0)):
        known = hours.get(role, 0.0)
        hours[role] = None if known is None or stated is None else known + stated
    return hours


def _pairs(rows: pd.DataFrame) -> list[tuple[str, float | None]]:
    pairs = zip(rows["role"], rows["hours_per_month"], strict=True)
    return [
        (role, None if number is None or number < 0 else number)
        for role, number in ((text_of(name), number_of(cell)) for name, cell in pairs)
        if role is not None
    ]


def _day(value: Any) -> float | None:
    return None if pd.isna(value) else float(day_number(value))


def _first_text(column: pd.Series) -> str | None:
    stated = column.dropna()
    return text_of(stated.min()) if len(stated) else None
