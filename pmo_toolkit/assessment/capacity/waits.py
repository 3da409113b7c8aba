"""How long each option's start waits for people, as its cost and its value need it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait, waits_by_option
from pmo_toolkit.assessment.capacity.inputs import demand_for, resources_for, wish_of
from pmo_toolkit.assessment.capacity.remaining import start_of
from pmo_toolkit.assessment.capacity.sources import ResourceSource

_NOT_ALL_STATED = (
    "as far as it is stated nobody is waited for, but not all that takes hours of the roles, or"
    " that it needs of them, is stated"
)


def option_waits(
    reader: ResourceSource, options: pd.DataFrame
) -> tuple[dict[str, StartWait], NotAssessed | None]:
    """Wait of each option of which one is known, and why none is where people are named.

    A wait of nought is not known where not all is stated that takes hours or needs them.

    Parameters
    ----------
    reader : ResourceSource
    options : DataFrame
        The proposal's rows of options.
    """
    found = {
        str(option): _wait_of(reader, str(option))
        for option in options.loc[options["kind"] != "nothing", "id"]
    }
    waits = waits_by_option(options, found)
    if waits and all(wait.is_least and not wait.days.any() for wait in waits.values()):
        return {}, NotAssessed("wait for people", _NOT_ALL_STATED, ReasonCode.NOT_STATED)
    gaps = [
        gap.about("wait for people")
        for gap in found.values()
        if isinstance(gap, NotAssessed) and gap.code != ReasonCode.NO_ROWS
    ]
    return waits, gaps[0] if gaps and not waits else None


def _wait_of(reader: ResourceSource, option: str) -> StartWait | NotAssessed:
    """Where no start within the stated months does, the days to the first that is not ruled out."""
    demand, wish = demand_for(reader, option), wish_of(reader)
    hours = resources_for(reader, [need.role for need in demand.roles]).hours
    starts = start_of(reader, demand, hours, wish)
    if isinstance(starts, NotAssessed):
        return starts
    is_left_out = bool(demand.unknown) or len(hours) < len(demand.roles)
    window = starts.first, starts.months_used(demand.length)
    return StartWait(
        starts.days(wish.day),
        float(np.mean(starts.shift >= starts.tried)),
        is_least=is_left_out or any(known.is_at_most_within(*window) for known in hours.values()),
    )
