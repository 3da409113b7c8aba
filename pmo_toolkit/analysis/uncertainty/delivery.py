"""When an option is delivered: its own network of activities and finished projects, as one figure.

Work ends no sooner than its own plan says and no sooner than such work usually does: at each chance
the later of the two counts. The history is relieved of the delays of a usual register before the
stated ones are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.base.scope import is_meant_whole
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.risks import discrete_risks, draw_risks
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.analysis.uncertainty.schedule.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import durations_at
from pmo_toolkit.analysis.uncertainty.simulation import Columns, SimulationInputs
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait, days_to_start
from pmo_toolkit.analysis.uncertainty.typical_load import TypicalLoad, relief
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class DeliveryEvidence:
    """What is known of how long the work takes, beside the activities.

    Parameters
    ----------
    history : Curve or None
        Days by the model from finished projects.
    ratios : tuple of float
        Actual ÷ estimated duration of the reference class; empty where there is none.
    estimate : float or None
        The proposal's own estimate, days.
    typical : TypicalLoad or None
        Days that a usual register adds.
    not_before : float
        Days from the wished start before which the work cannot begin, since it needs other work
        first.
    waits : mapping of str to StartWait
        Option id → how long its start waits for people; of the options of which that is known.
    wait_gap : NotAssessed or None
        Why no option's wait is known, where people are named at all.
    """

    history: Curve | None = None
    ratios: tuple[float, ...] = ()
    estimate: float | None = None
    typical: TypicalLoad | None = None
    not_before: float = 0.0
    waits: Mapping[str, StartWait] = field(default_factory=dict)
    wait_gap: NotAssessed | None = None


@dataclass(frozen=True, eq=False)
class DeliveryDraws:
    """Days from the start of the work until one option is delivered.

    Parameters
    ----------
    days : ndarray of shape (draws,)
    views : dict of str to ndarray of shape (draws,)
        ``"plan"``, ``"history"``, ``"estimate"`` → days by that view alone.
    not_before : float
        Days from the wished start before which the work cannot begin.
    wait : StartWait or None
        How long the start waits for people; None where it is not known to.
    """

    days: Draws
    views: dict[str, Draws]
    not_before: float = 0.0
    wait: StartWait | None = None

    @property
    def months(self) -> Draws:
        """Months from the wished start until it is delivered."""
        return self.until_delivered(self.days) / DAYS_A_MONTH

    @property
    def is_held_back(self) -> bool:
        """Whether the work may begin later than wished, as far as is known."""
        return self.wait is not None or self.not_before > 0

    def until_delivered(self, days: Draws) -> Draws:
        """Days from the wished start until work that takes `days` is delivered, shape (draws,)."""
        return days + days_to_start(self.wait, self.not_before) if self.is_held_back else days

    def of_plan(self, days: ArrayLike) -> Draws:
        """Days of the plan as they count beside the other view, in their shape."""
        planned = np.asarray(days, dtype=float)
        if "plan" not in self.views or len(self.views) == 1:
            return planned
        return _later(planned, self.views["plan"], self.views["history"])


def delivery_draws(
    options: pd.DataFrame,
    activities: pd.DataFrame,
    risks: pd.DataFrame,
    evidence: DeliveryEvidence,
    *,
    proposal: str,
    coupling: Coupling,
    settings: Settings,
) -> dict[str, DeliveryDraws]:
    """Days until each option is delivered, of the options of which anything is known.

    Parameters
    ----------
    options, activities, risks : DataFrame
        The proposal's rows.
    evidence : DeliveryEvidence
    proposal : str
    coupling : Coupling
        How groups of activities move together.
    """
    draws, seed = settings.simulation.draws, settings.seed
    stated, _ = discrete_risks(risks)
    delays = sum(
        (risk.days for risk in draw_risks(stated, proposal=proposal, draws=draws, seed=seed)),
        np.zeros(draws),
    )
    u = uniforms(seed, f"{proposal}|duration", draws, place_of("single", 2))
    whole = _outside(evidence, u, delays, settings)
    networks: dict[tuple[str, ...], Draws] = {}
    found = {}
    for _, row in options.iterrows():
        if row["kind"] == "nothing":
            continue
        views = {}
        network = network_from_rows(activities, option=str(row["id"]))
        if isinstance(network, Network):
            key = tuple(activity.name for activity in network.activities)
            if key not in networks:
                networks[key] = _planned(network, proposal, coupling, settings) + delays
            views["plan"] = networks[key]
        months = number_of(row.get("months_to_benefit"))
        # Finished projects of the whole say nothing of the time of a part.
        if not is_meant_whole(row) and (months is not None or views):
            if not views and months is not None:
                views["estimate"] = _estimated(months * DAYS_A_MONTH, evidence, u, delays, settings)
        elif whole is not None:
            views["history"] = whole
        elif not views and evidence.estimate is not None:
            views["estimate"] = _estimated(evidence.estimate, evidence, u, delays, settings)
        elif not views and months is not None:
            views["estimate"] = _estimated(months * DAYS_A_MONTH, evidence, u, delays, settings)
        if views:
            days = next(iter(views.values()))
            if len(views) > 1:
                days = _later(days, days, views["history"])
            option = str(row["id"])
            found[option] = DeliveryDraws(
                days, views, evidence.not_before, evidence.waits.get(option)
            )
    return found


def _planned(network: Network, proposal: str, coupling: Coupling, settings: Settings) -> Draws:
    """Days of a network, on the very draws of the simulation of risk."""
    inputs = SimulationInputs(
        proposal=proposal,
        lines=(),
        risks=(),
        network=network,
        months=0,
        certain=0.0,
        groups=coupling.groups,
        within=settings.simulation.group_correlation,
        draws=settings.simulation.draws,
        seed=settings.seed,
        between=coupling.between,
    )
    columns = Columns(inputs, inputs.draws, second=False)
    return network.finish(
        durations_at(network, columns.activity_uniforms(network)(0, inputs.draws))
    )


def _outside(
    evidence: DeliveryEvidence, u: Draws, delays: Draws, settings: Settings
) -> Draws | None:
    """Days by finished projects, with the stated delays in place of the usual ones."""
    if evidence.history is None:
        return None
    curve = evidence.history
    return _with_delays(
        np.exp(np.interp(u, curve.shares, np.log(curve.values))), evidence, delays, settings
    )


def _estimated(
    days: float, evidence: DeliveryEvidence, u: Draws, delays: Draws, settings: Settings
) -> Draws:
    """A stated number of days times what became of such estimates."""
    if not evidence.ratios:
        return days + delays
    return _with_delays(days * sample_ratios(u, evidence.ratios), evidence, delays, settings)


def _with_delays(
    days: Draws, evidence: DeliveryEvidence, delays: Draws, settings: Settings
) -> Draws:
    if not delays.any() or evidence.typical is None:
        return days + delays
    taken = relief(float(np.mean(days)), float(np.var(days)), evidence.typical, settings)
    return days + delays if taken is None else taken.of(days) + delays


def _later(days: Draws, planned: Draws, other: Draws) -> Draws:
    """At each chance the later of two views: `days` read as values of the view `planned`."""
    ranks = np.searchsorted(np.sort(planned), days, side="right") / len(planned)
    return np.maximum(days, quantiles(other, np.clip(ranks, 0.0, 1.0)))


def p80_months(found: Mapping[str, DeliveryDraws], level: float) -> dict[str, float]:
    """Option → months from the start of the work until it is delivered with the chance `level`."""
    return {
        option: float(np.quantile(drawn.days / DAYS_A_MONTH, level, method="inverted_cdf"))
        for option, drawn in found.items()
    }
