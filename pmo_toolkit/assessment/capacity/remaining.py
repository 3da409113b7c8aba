"""Who would do one proposal, when it could start, and how long the start must wait."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.starting import Starts
from pmo_toolkit.assessment.capacity.inputs import demand_for, hours_for, wish_of
from pmo_toolkit.assessment.reader import ProposalReader


def wait_draws(reader: ProposalReader, option: str) -> NDArray[np.float64] | NotAssessed:
    """Calendar days that the start of an option waits for people beside work under way.

    Counted from the wished start (`inputs.wish_of`). Where no start within the stated months does,
    or its work would reach beyond them, the days to the first month that is not ruled out: it waits
    at least as long. ``Assessment.resources`` says in which share of the cases that is so.

    Parameters
    ----------
    reader : ProposalReader
    option : str
        Id; each option has its own demand.

    Returns
    -------
    ndarray of shape (draws,), or NotAssessed
        On ``settings.simulation.draws`` draws; not assessed where the option states no demand, or
        nothing is known of any role that it needs.
    """
    demand = demand_for(reader, option)
    found = starts_of(reader, demand)
    if isinstance(found, NotAssessed):
        return found
    return found.days(wish_of(reader).day)


def starts_of(reader: ProposalReader, demand: Demand) -> Starts | NotAssessed:
    """The earliest start of an option in each draw, beside work under way alone."""
    if not demand.roles:
        why = f"{demand.option} does not state which roles it needs, for how many hours a month"
        return NotAssessed("earliest start", why, ReasonCode.NO_ROWS, names=("demand",))
    hours = hours_for(reader, [role.role for role in demand.roles])
    if not hours:
        why = "nobody states how many hours the roles that it needs have"
        return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("capacity",))
    found = starts_alone(demand, hours, wish_of(reader), reader.settings.simulation.draws)
    if found is None:
        why = "the months for which hours of its roles are stated end before its wished start"
        return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("capacity",))
    return found
