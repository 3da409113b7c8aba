"""Roles, work under way and options as a plan sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class RoleHours:
    """What a role has left of its contract hours, before work under way and proposals.

    Parameters
    ----------
    role : str
    hours : tuple of float
        Net hours of each month from the plan's first to the role's last stated one.
    beyond : float
        Hours a month after that: the median of its last twelve stated months.
    gross_per_month : float
        Median of its stated contract hours.
    gaps : tuple of int
        Months within, counted from the plan's first, that nobody states; their hours are 0.
    overdrawn : tuple of str
        Months in which absence, running work and tickets take more than there is.
    share_absent : float
        Share of its contract hours that absence takes, which one more person is away as well.
    """

    role: str
    hours: tuple[float, ...]
    beyond: float
    gross_per_month: float
    gaps: tuple[int, ...] = ()
    overdrawn: tuple[str, ...] = ()
    share_absent: float = 0.0

    def is_stated(self, number: int) -> bool:
        """Whether anybody states the hours of a month, counted from the plan's first."""
        return number < len(self.hours) and number not in self.gaps

    def within(self, months: int) -> Draws:
        """Net hours of so many months from the first, shape (months,)."""
        own = np.asarray(self.hours[:months], dtype=float)
        return np.concatenate([own, np.full(months - len(own), self.beyond)])


@dataclass(frozen=True, eq=False)
class RunningWork:
    """Work under way: it keeps its people until it ends.

    Parameters
    ----------
    project, title : str
    department : str or None
    start : int
        First month in which it takes people, counted from the plan's first.
    months : int
        Months that it takes from then, by the chance that the settings name; 0 if it has ended.
    draws : ndarray of shape (draws,)
        The same, drawn.
    hours : mapping of str to int
        Role → hours a month.
    stated_finish : str or None
        ISO 8601.
    rows : tuple of int
        Rows of ``in_flight``.
    supposed : frozenset of str
        Roles whose hours it does not state, so that the most counts.
    """

    project: str
    title: str
    department: str | None
    start: int
    months: int
    draws: Draws = field(repr=False)
    hours: Mapping[str, int]
    stated_finish: str | None
    rows: tuple[int, ...]
    supposed: frozenset[str] = frozenset()

    @property
    def finish(self) -> int:
        """Month by whose beginning it has ended."""
        return self.start + self.months


@dataclass(frozen=True)
class RoleDemand:
    """What an option asks of one role.

    Parameters
    ----------
    role : str
    hours : ThreePoint
        Hours a month.
    first, months : int
        First month, counted from 0, and how many.
    row : int
        Row of ``demand``.
    """

    role: str
    hours: ThreePoint
    first: int
    months: int
    row: int


@dataclass(frozen=True)
class OptionRows:
    """What is stated of one option.

    Parameters
    ----------
    option : mapping
        Its row of ``options``.
    demand : tuple of mapping
        Its rows of ``demand``.
    activities : DataFrame
        The proposal's rows of ``activities``.
    estimate_days : float or None
        The proposal's own estimate of its duration.
    delivery : Delivery or None
        What its assessment says of it.
    project_class, department : str or None
        Of the proposal.
    """

    option: Mapping[Any, Any]
    demand: tuple[Mapping[Any, Any], ...]
    activities: pd.DataFrame
    estimate_days: float | None
    delivery: Delivery | None
    project_class: str | None = None
    department: str | None = None


@dataclass(frozen=True, eq=False)
class OptionWork:
    """One option as a way of doing a proposal.

    Parameters
    ----------
    option, proposal, title, kind : str
    is_part : bool
        Whether it delivers only a part of what is proposed.
    demand : tuple of RoleDemand
    demand_months : int
        Months for which hours are stated; 0 where none are.
    delivery_months : float or None
        Months until it is delivered, the middle case; None where nothing says so.
    months : int
        Whole months that the plan gives it: the longer of the two.
    profile : mapping of str to tuple of int
        Role → hours in each of its months, by the chance that the settings name.
    not_stated : tuple of int
        Rows of ``demand`` without hours or length.
    spread : int
        Months that it takes longer than stated, so that a role has the hours in each of them.
    """

    option: str
    proposal: str
    title: str
    kind: str
    is_part: bool
    demand: tuple[RoleDemand, ...]
    demand_months: int
    delivery_months: float | None
    months: int
    profile: Mapping[str, tuple[int, ...]]
    not_stated: tuple[int, ...] = ()
    spread: int = 0
