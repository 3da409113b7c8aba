"""A proposal's options as they are compared: blanks filled, delivery reconciled, equal draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.money.stated.ranges import Assumption
from pmo_toolkit.analysis.money.stated.tables import FilledTables, filled_tables, with_months
from pmo_toolkit.analysis.money.stated.typical_risks import TypicalRisks
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import (
    DeliveryDraws,
    DeliveryEvidence,
    delivery_draws,
    p80_months,
)
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery, delivery_of
from pmo_toolkit.analysis.uncertainty.typical_load import ratios_beside_risks
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True, eq=False)
class OptionInputs:
    """What a proposal's options are compared from, and the comparison.

    Parameters
    ----------
    tables : FilledTables
        Its rows without blanks that would flatter.
    deliveries : dict of str to DeliveryDraws
        Option id → when it is delivered.
    typical : TypicalRisks
        What a usual register adds.
    ratios : mapping of str to sequence of float
        Kind of option → actual ÷ estimated cost of comparable projects, where there are any.
    coupling : Coupling
        How its correlation groups move with each other.
    compared : ComparedOptions or NotAssessed
    wait_gap : NotAssessed or None
        Why no option's wait for people is known, where people are named at all.
    """

    tables: FilledTables
    deliveries: dict[str, DeliveryDraws]
    typical: TypicalRisks
    ratios: Mapping[str, Sequence[float]]
    coupling: Coupling
    compared: ComparedOptions | NotAssessed = field(repr=False)
    wait_gap: NotAssessed | None = None

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Numbers that nobody states, and what they were taken to be."""
        return self.tables.assumptions

    @property
    def preferred(self) -> str | None:
        """Id of the option that the advice is about."""
        compared = self.compared
        return None if isinstance(compared, NotAssessed) else compared.comparison.preferred

    @property
    def preferred_kind(self) -> str | None:
        """Kind of that option, such as ``"SaaS"``."""
        options = self.tables.options
        kinds = dict(zip(options["id"], options["kind"], strict=True)) if len(options) else {}
        return kinds.get(self.preferred)

    @property
    def capital(self) -> float | None:
        """Middle of what the preferred option is stated to cost once, money; without risks."""
        if isinstance(self.compared, NotAssessed) or self.preferred is None:
            return None
        drawn = self.compared.draws[self.preferred]
        once = median(drawn.inside_once - drawn.risks)
        return once if once > 0 else None

    def delivery(self, wanted_days: float | None) -> Delivery | NotAssessed:
        """When the preferred option is delivered, reconciled from all that is known.

        `wanted_days` counts from the earliest start to the wanted finish.
        """
        options = self.tables.options
        chosen = options[options["id"] == self.preferred] if len(options) else options
        stated = None if chosen.empty else number_of(chosen.iloc[0].get("months_to_benefit"))
        return delivery_of(self.preferred, self.deliveries, stated, wanted_days, self.wait_gap)

    def class_ratios(self, settings: Settings) -> _Ratios | None:
        """From uniform draws to ratios of the class as they scale what is spent once."""
        if isinstance(self.compared, NotAssessed):
            return None
        ratios = self.ratios.get(self.preferred_kind or "", ())
        if not ratios:
            return None
        basis = self.compared.comparison.risks_in_cost
        beside = basis is not None and basis.basis != "class alone"
        return _Ratios(
            partial(
                ratios_beside_risks,
                ratios=ratios,
                typical=self.typical.money if beside else None,
                settings=settings,
            )
        )


@dataclass(frozen=True)
class _Ratios:
    """Ratios of the reference class at uniform draws."""

    read: Any

    def __call__(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(self.read(u), dtype=float)


def option_inputs(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    benefits: pd.DataFrame,
    risks: pd.DataFrame,
    activities: pd.DataFrame,
    *,
    ratios: Mapping[str, Sequence[float]],
    typical: TypicalRisks,
    evidence: DeliveryEvidence,
    proposal: str,
    coupling: Coupling,
    settings: Settings,
) -> OptionInputs:
    """Fill blanks, reconcile delivery, and compare all options on the same draws.

    Parameters
    ----------
    options, costs, benefits, risks, activities : DataFrame
        The proposal's rows as stated.
    ratios : mapping of str to sequence of float
        Kind of option → actual ÷ estimated cost of comparable projects, where there are any.
    typical : TypicalRisks
        What a usual register adds.
    evidence : DeliveryEvidence
        How long the work takes, beside the activities.
    proposal : str
    coupling : Coupling
        How correlation groups move with each other.
    settings : Settings
    """
    tables = filled_tables(options, costs, benefits, risks, activities, settings)
    deliveries = delivery_draws(
        tables.options,
        tables.activities,
        tables.risks,
        evidence,
        proposal=proposal,
        coupling=coupling,
        settings=settings,
    )
    tables = with_months(
        tables,
        p80_months(deliveries, settings.money.plan_percentile),
        settings.money.plausible_delay_months,
    )
    compared = compare_options(
        tables.options,
        tables.costs,
        tables.benefits,
        tables.risks,
        ratios,
        proposal=proposal,
        coupling=coupling,
        typical=typical.money,
        deliveries=deliveries,
        not_before=evidence.not_before,
        waits=evidence.waits,
        settings=settings,
    )
    if not isinstance(compared, NotAssessed):
        compared = _with_stated_exits(compared, options)
    return OptionInputs(tables, deliveries, typical, ratios, coupling, compared, evidence.wait_gap)


def _with_stated_exits(compared: ComparedOptions, options: pd.DataFrame) -> ComparedOptions:
    """The same, with the cost of leaving shown only where somebody states it."""
    stated = dict(zip(options["id"], options["exit_cost"], strict=True))
    shown = tuple(
        replace(option, exit_cost=number_of(stated[option.id]))
        for option in compared.comparison.options
    )
    return replace(compared, comparison=replace(compared.comparison, options=shown))
