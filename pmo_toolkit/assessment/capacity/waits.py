"""How long each option's start waits for people, as its cost and its value need it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait, waits_by_option
from pmo_toolkit.assessment.capacity.inputs import wish_of
from pmo_toolkit.assessment.capacity.remaining import starts_of
from pmo_toolkit.assessment.capacity.sources import ResourceSource


def option_waits(
    reader: ResourceSource, options: pd.DataFrame
) -> tuple[dict[str, StartWait], NotAssessed | None]:
    """Wait of each option of which one is known, and why none is where people are named.

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
    gaps = [
        gap.about("wait for people")
        for gap in found.values()
        if isinstance(gap, NotAssessed) and gap.code != ReasonCode.NO_ROWS
    ]
    return waits, gaps[0] if gaps and not waits else None


def _wait_of(reader: ResourceSource, option: str) -> StartWait | NotAssessed:
    starts = starts_of(reader, option)
    if isinstance(starts, NotAssessed):
        return starts
    return StartWait(starts.days(wish_of(reader).day), float(np.mean(starts.shift >= starts.tried)))
