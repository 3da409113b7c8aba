"""When what hangs together can begin and how long it takes, draw by draw.

A proposal takes its own estimate, or the time that it wants, times what became of such estimates in
finished projects, on the very draws on which its delivery is estimated. Of work in flight what is
left until its finish is stretched in the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from pmo_toolkit.analysis.capacity.running_work import finish_uniforms
from pmo_toolkit.analysis.dependencies.binding import DRAWS
from pmo_toolkit.analysis.dependencies.dates import days_between
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item
from pmo_toolkit.analysis.dependencies.knock_on import Draws, Timing
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, outside_view
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.core.settings import Settings


def duration_ratios(
    history: pd.DataFrame,
    settings: Settings,
    project_class: str | None = None,
    department: str | None = None,
) -> tuple[float, ...]:
    """Actual ÷ estimated duration of one more project; empty where too few tell."""
    view = outside_view(
        history,
        target="duration_days",
        unit="calendar days",
        project_class=project_class,
        department=department,
        applied_to=None,
        applied_label=None,
        settings=settings,
    )
    return view.ratios if isinstance(view, OutsideView) else ()


def timings_of(
    graph: DependencyGraph, ratios: tuple[float, ...], as_of: dt.date, seed: int
) -> Mapping[str, Timing]:
    """Timings of the proposals and the work in flight of a graph.

    Parameters
    ----------
    graph : DependencyGraph
    ratios : tuple of float
        Actual ÷ estimated duration; empty: durations are taken as they are estimated.
    as_of : date
    seed : int
        Of the draws.
    """
    day = as_of.isoformat()
    found = {}
    for item in graph.items:
        if item.kind == "proposal":
            found[item.id] = _of_proposal(item, ratios, day, seed)
        elif item.kind == "in flight":
            found[item.id] = _of_work(item, ratios, day, seed)
    return found


def _of_proposal(item: Item, ratios: tuple[float, ...], as_of: str, seed: int) -> Timing:
    start = max(0.0, days_between(as_of, item.start)) if item.start else 0.0
    days = item.days
    if days is None and item.start and item.finish:
        days = days_between(item.start, item.finish) + 1
    if days is None or days <= 0:
        return Timing(start)
    u = uniforms(seed, f"{item.id}|duration", DRAWS, place_of("single", 2))
    return Timing(start, _stretched(days, u, ratios))


def _of_work(item: Item, ratios: tuple[float, ...], as_of: str, seed: int) -> Timing:
    """Work in flight; nothing is known of a finish that has passed without it being finished."""
    left = days_between(as_of, item.finish) + 1 if item.finish else 0.0
    if left <= 0:
        return Timing()
    return Timing(free=_stretched(left, finish_uniforms(seed, item.id, DRAWS), ratios))


def _stretched(days: float, u: Draws, ratios: tuple[float, ...]) -> Draws:
    return days * sample_ratios(u, ratios) if ratios else days + 0.0 * u
