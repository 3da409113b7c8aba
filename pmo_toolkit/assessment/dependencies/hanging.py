"""What one proposal hangs on and what hangs on it, over any number of steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Protocol

import pandas as pd

from pmo_toolkit.analysis.dependencies.binding import BindingDraws
from pmo_toolkit.analysis.dependencies.distant_ties import needed_by, unlocked_by
from pmo_toolkit.analysis.dependencies.knock_on import Schedule
from pmo_toolkit.analysis.dependencies.shapes import Links
from pmo_toolkit.assessment.dependencies.graph_values import AROUND, CLASHES, SINGLE_POINTS
from pmo_toolkit.assessment.dependencies.timings import duration_ratios, timings_of
from pmo_toolkit.core.settings import Settings

#: Items in the picture of one report.
_PICTURED = 20


class GraphSource(Protocol):
    """Who reads a workspace for one proposal."""

    proposal: str
    settings: Settings
    as_of: dt.date

    def value(self, name: str, of: str | None = None) -> Any:
        """A value that is computed from tables."""
        ...

    def history_without_own(self) -> pd.DataFrame:
        """Finished projects without its own row."""
        ...


def with_distant_ties(source: GraphSource, links: Links) -> Links:
    """The links of a proposal with what follows from them further away.

    Parameters
    ----------
    source : GraphSource
    links : Links
        Its own dependencies.
    """
    graph, further = source.value(AROUND, source.proposal)
    links = replace(
        links,
        clashes=source.value(CLASHES, source.proposal),
        single_points=source.value(SINGLE_POINTS, source.proposal),
        not_followed=further,
        around=graph.around(source.proposal, _PICTURED)[0] if graph.links else graph,
    )
    own = source.proposal
    if own not in graph.by_id or not (graph.needs[own] or graph.hanging_on[own]):
        return links
    settings = source.settings
    drawn = BindingDraws(settings.seed)
    ratios = duration_ratios(source.history_without_own(), settings)
    timings = timings_of(graph, ratios, source.as_of, settings.seed)
    schedule = Schedule(graph, timings, drawn)
    delay = settings.dependencies.knock_on_days
    return replace(
        links,
        needs=needed_by(graph, own, drawn),
        unlocks=unlocked_by(graph, own, drawn),
        knock_on=schedule.onto(own, delay),
        passes_on=schedule.passed_on(own, delay),
        knock_on_unknown=schedule.unknown_around(own),
    )
