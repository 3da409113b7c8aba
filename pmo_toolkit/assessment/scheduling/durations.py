"""How long each piece of a plan could take instead: months, drawn.

Of an option two things are drawn. Its delivery: by its assessment where there is one, else by its
activities, else its stated length times the ratios of actual to estimated duration of finished
projects. And its hours: where they come out above those of the plan, the same people need as much
longer, for the role that needs most. The later of the two counts. Of work under way the end is
drawn as it was for the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.special import ndtri

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import durations_at
from pmo_toolkit.assessment.scheduling.option_work import hours_at, network_of
from pmo_toolkit.assessment.scheduling.shapes import PortfolioProblem
from pmo_toolkit.assessment.scheduling.work import Draws, OptionRows, OptionWork
from pmo_toolkit.core.settings import Settings

#: Quantiles of a reported delivery beyond which its logarithm goes on as straight as at its ends.
_CHANCES = (0.1, 0.2, 0.5, 0.8, 0.9)
#: Standard deviations at which such a line ends.
_FAR = 4.0


def months_drawn(
    portfolio: PortfolioProblem, options: Mapping[str, str], settings: Settings
) -> dict[str, Draws]:
    """Months of each activity of a plan, shape (draws,) each.

    Parameters
    ----------
    portfolio : PortfolioProblem
    options : mapping of str to str
        Proposal → option by which the plan does it.
    settings : Settings
    """
    limits = {resource.id for resource in portfolio.problem.resources}
    months = {work.project: work.draws for work in portfolio.running if work.months > 0}
    for proposal in portfolio.proposals:
        work = proposal.option(options[proposal.id])
        rows = portfolio.option_rows[work.option]
        months[proposal.id] = option_months(work, rows, portfolio.ratios, limits, settings)
    return months


def option_months(
    work: OptionWork,
    rows: OptionRows,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    limits: set[str],
    settings: Settings,
) -> Draws:
    """Months of one option, shape (draws,).

    Parameters
    ----------
    work : OptionWork
    rows : OptionRows
        What is stated of it.
    ratios : callable
        Class and department → actual ÷ estimated duration.
    limits : set of str
        Roles whose capacity limits the plan.
    settings : Settings
    """
    longer = work.months / (work.months - work.spread)
    delivered = _delivered(work, rows, ratios, settings)
    staffed = work.demand_months * _stretch(work, limits, settings)
    return np.maximum(delivered * longer, staffed)


def _delivered(
    work: OptionWork,
    rows: OptionRows,
    ratios: Callable[[str | None, str | None], Sequence[float]],
    settings: Settings,
) -> Draws:
    """Months until delivery, as if it were not spread; nought where nothing says how long."""
    draws = settings.scheduling.draws
    if rows.delivery is not None:
        return _from_quantiles(rows.delivery, _uniforms(work, "delivery", settings))
    network = network_of(rows)
    if network is not None:
        own = [
            _uniforms(work, f"activity {activity.name}", settings)
            for activity in network.activities
        ]
        return network.finish(durations_at(network, np.stack(own))) / DAYS_A_MONTH
    if work.delivery_months is None:
        return np.zeros(draws)
    stated = work.delivery_months * (work.months - work.spread) / work.months
    known = ratios(rows.project_class, rows.department)
    if len(known) == 0:
        return np.full(draws, stated)
    return stated * sample_ratios(_uniforms(work, "delivery", settings), known)


def _from_quantiles(delivery: Delivery, u: Draws) -> Draws:
    """Draws from five reported quantiles: straight lines through their logarithms."""
    known = delivery.days
    days = np.maximum([known.p10, known.p20, known.p50, known.p80, known.p90], 1.0)
    scores, logs = ndtri(np.array(_CHANCES)), np.log(days)
    slopes = np.diff(logs) / np.diff(scores)
    first = logs[0] - slopes[0] * (scores[0] + _FAR)
    last = logs[-1] + slopes[-1] * (_FAR - scores[-1])
    drawn = np.interp(ndtri(u), [-_FAR, *scores, _FAR], [first, *logs, last])
    return np.asarray(np.exp(drawn) / DAYS_A_MONTH, dtype=float)


def _stretch(work: OptionWork, limits: set[str], settings: Settings) -> Draws:
    """How many times as long the plan's people need for the hours drawn, at least once."""
    chance = settings.scheduling.demand_chance
    plan: dict[str, float] = {}
    drawn: dict[str, Draws] = {}
    for number, asked in enumerate(work.demand):
        if asked.role not in limits:
            continue
        u = _uniforms(work, f"hours {asked.role} {number}", settings)
        plan[asked.role] = plan.get(asked.role, 0.0) + hours_at(asked.hours, chance) * asked.months
        drawn[asked.role] = drawn.get(asked.role, np.zeros(len(u))) + (
            asked.hours.at(u) * asked.months
        )
    ratios = [drawn[role] / hours for role, hours in plan.items() if hours > 0]
    shortest = np.ones(settings.scheduling.draws)
    return np.maximum(shortest, np.max(ratios, axis=0)) if ratios else shortest


def _uniforms(work: OptionWork, of: str, settings: Settings) -> Draws:
    return uniforms(settings.seed, f"{work.option}|plan {of}", settings.scheduling.draws)
