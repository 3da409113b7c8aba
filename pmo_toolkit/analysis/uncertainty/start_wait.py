"""How long the start of an option waits until the people whom it needs have hours for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles

Draws = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StartWait:
    """Wait of one option's start, on the draws on which everything else is drawn.

    Parameters
    ----------
    days : ndarray of shape (draws,)
        Calendar days after the wished start.
    chance_beyond : float
        Share of the draws in which nobody can say that people have hours for it within the months
        that are stated. `days` is then the least that it can be.
    taken_from : str or None
        Id of the option of the same proposal whose wait it takes, since its own is not known.
    is_least : bool
        Whether it may be longer in every case, since something that takes hours of its roles, or
        what it needs of one, is not stated.
    """

    days: Draws
    chance_beyond: float = 0.0
    taken_from: str | None = None
    is_least: bool = False


def days_to_start(wait: StartWait | None, not_before: float) -> Draws | float:
    """Calendar days from the wished start to the start of the work, shape (draws,) or one for all.

    Work begins when its people have hours for it and what it needs is there, whichever is later.

    Parameters
    ----------
    wait : StartWait or None
        How long the start waits for people; None where it does not.
    not_before : float
        Days from the wished start until what it needs is there.
    """
    return max(not_before, 0.0) if wait is None else np.maximum(wait.days, not_before)


@dataclass(frozen=True)
class WaitView:
    """Wait for people, in the form in which it is reported.

    Parameters
    ----------
    days : Quantiles
        Calendar days after the wished start.
    chance_beyond : float
        Probability that the start, or the work, reaches beyond the months for which hours are
        stated; the days, and what they cost, are then the least that they can be.
    taken_from : str or None
        Id of the option whose wait it takes, since its own is not known.
    is_least : bool
        Whether it may be longer in every case, since something that takes hours of its roles, or
        what it needs of one, is not stated.
    """

    days: Quantiles
    chance_beyond: float
    taken_from: str | None = None
    is_least: bool = False

    @classmethod
    def of(cls, wait: StartWait) -> WaitView:
        """Quantiles of what was drawn."""
        days = Quantiles.of(wait.days, "calendar days")
        return cls(days, wait.chance_beyond, wait.taken_from, wait.is_least)


def waits_by_option(
    options: pd.DataFrame, assessed: Mapping[str, StartWait | NotAssessed]
) -> dict[str, StartWait]:
    """Wait of each option that acts, where that of any is known.

    An option whose own wait is not known waits as long as the one that waits longest on average:
    knowing less never makes an option better than the next.

    Parameters
    ----------
    options : DataFrame
        The proposal's rows.
    assessed : mapping of str to StartWait or NotAssessed
        By option id.
    """
    known = {key: wait for key, wait in assessed.items() if isinstance(wait, StartWait)}
    if not known:
        return {}
    longest = max(known, key=lambda key: float(np.mean(known[key].days)))
    return {
        key: known.get(key) or replace(known[longest], taken_from=longest)
        for key, kind in zip(options["id"].astype(str), options["kind"], strict=True)
        if kind != "nothing"
    }
