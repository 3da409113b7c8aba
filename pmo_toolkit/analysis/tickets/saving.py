"""From a recurring problem to hours a year that solving it would avoid, as a range.

Weeks are drawn again with replacement (bootstrap, Efron 1979), so that problems which come in
bursts get the wide range that they earn. Hours of tickets that state none are taken as those of the
same problem that do. No remedy ends every ticket: what it avoids is a share, drawn evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.tickets.reading import CleanTickets
from pmo_toolkit.analysis.tickets.recurrence import Recurrence

WEEKS_A_YEAR = 365.25 / 7


@dataclass(frozen=True)
class SavingRules:
    """How hours a year are reckoned.

    Parameters
    ----------
    least_weeks : int
        Weeks that must be known.
    least_hours : int
        Tickets of a problem that must state their hours.
    share_low, share_high : float
        Share of the tickets that a remedy avoids.
    draws, seed : int
    """

    least_weeks: int
    least_hours: int
    share_low: float
    share_high: float
    draws: int
    seed: int


@dataclass(frozen=True)
class Saving:
    """Hours a year that go into one problem, and that solving it would avoid.

    Parameters
    ----------
    tickets, with_hours : int
        Tickets of the problem, and those that state their hours.
    weeks : int
        Weeks looked at.
    a_year : Quantiles
        Tickets a year.
    spent, avoided : Quantiles or NotAssessed
        Hours a year.
    """

    tickets: int
    with_hours: int
    weeks: int
    a_year: Quantiles | NotAssessed
    spent: Quantiles | NotAssessed
    avoided: Quantiles | NotAssessed


def savings(
    tickets: CleanTickets, problems: Sequence[Recurrence], rules: SavingRules
) -> tuple[Saving, ...]:
    """What each problem costs a year, in the order of `problems`."""
    if not problems:
        return ()
    opened = tickets.rows["opened"]
    # whole weeks that end with the last ticket: a week that is known in part would count as calm
    age = (opened.iloc[-1].normalize() - opened.dt.normalize()).dt.days.to_numpy()
    weeks = (int(age.max()) + 1) // 7
    if weeks < rules.least_weeks:
        why = f"{weeks} whole weeks are known and {rules.least_weeks} are needed"
        return tuple(_refused(tickets, one, weeks, why) for one in problems)
    rng = np.random.default_rng(rules.seed)
    drawn = rng.multinomial(weeks, np.full(weeks, 1 / weeks), size=rules.draws)
    shares = rng.uniform(rules.share_low, rules.share_high, rules.draws)
    hours = tickets.rows["hours"].to_numpy(dtype=float)
    found = []
    for one in problems:
        week, own_hours = age[one.places] // 7, hours[one.places]
        known = (week < weeks) & np.isfinite(own_hours)
        counts = np.bincount(week[week < weeks], minlength=weeks)
        a_year = drawn @ counts * WEEKS_A_YEAR / weeks
        tickets_a_year = Quantiles.of(a_year, "tickets a year")
        if known.sum() < rules.least_hours:
            found.append(_without_hours(one, int(known.sum()), weeks, tickets_a_year, rules))
            continue
        stated = drawn @ np.bincount(week[known], minlength=weeks)
        spent = drawn @ np.bincount(week[known], own_hours[known], minlength=weeks)
        mean = np.divide(
            spent, stated, out=np.full(rules.draws, own_hours[known].mean()), where=stated > 0
        )
        found.append(
            Saving(
                one.tickets,
                int(known.sum()),
                weeks,
                tickets_a_year,
                Quantiles.of(a_year * mean, "hours a year"),
                Quantiles.of(a_year * mean * shares, "hours a year"),
            )
        )
    return tuple(found)


def _refused(tickets: CleanTickets, one: Recurrence, weeks: int, why: str) -> Saving:
    missing = NotAssessed("hours a year", why, ReasonCode.NO_ROWS)
    stated = int(np.isfinite(tickets.rows["hours"].to_numpy(dtype=float)[one.places]).sum())
    return Saving(one.tickets, stated, weeks, missing.about("tickets a year"), missing, missing)


def _without_hours(
    one: Recurrence, stated: int, weeks: int, a_year: Quantiles, rules: SavingRules
) -> Saving:
    why = f"{stated} of its {one.tickets} tickets state hours, and {rules.least_hours} are needed"
    missing = NotAssessed("hours a year", why, ReasonCode.NOT_STATED, names=("hours",))
    return Saving(one.tickets, stated, weeks, a_year, missing, missing)
