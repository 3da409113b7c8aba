"""IT's offer seen from the business side, as a result and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.capability.moves import ServiceMove
from pmo_toolkit.analysis.capability.outcomes import OutcomePortfolio
from pmo_toolkit.analysis.capability.recorded_year import RecordedYear
from pmo_toolkit.analysis.capability.service_fit import ServiceFit
from pmo_toolkit.analysis.capability.shapes import Service, ServiceOption
from pmo_toolkit.analysis.capability.staying import ContractWindow, CostTrend, StayingCost
from pmo_toolkit.analysis.capability.thin_kinds import ThinSpot
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings.revaluation import CapabilitySettings
from pmo_toolkit.studies.flow.result import FlowStudy
from pmo_toolkit.studies.revaluation.mapped import MappedCapability
from pmo_toolkit.studies.tickets.result import TicketStudy

SCHEMA_VERSION = "2.3"
MIME_TYPE = "application/vnd.pmo.revaluation+json"


@dataclass(frozen=True)
class ServiceAlternative:
    """One option of a proposal that reuses or replaces a service, beside staying with it.

    Parameters
    ----------
    option : ServiceOption
    term_months : int or None
        Over which its cost is counted.
    whole_life : Quantiles or NotAssessed
        Its whole-life cost over the term, money in constant prices, from the proposal's assessment.
    nothing : Quantiles or NotAssessed
        The same of doing nothing, from the same assessment.
    staying : StayingCost or NotAssessed
        What the service itself costs over the same term.
    """

    option: ServiceOption
    term_months: int | None
    whole_life: Quantiles | NotAssessed
    nothing: Quantiles | NotAssessed
    staying: StayingCost | NotAssessed


@dataclass(frozen=True)
class RevaluedService:
    """One service with all that is said of it.

    Parameters
    ----------
    service : Service
    annual_cost : float or None
        Money a year: as stated, else from its last months.
    is_cost_of_months : bool
        Whether it comes from its months.
    fit : ServiceFit or NotAssessed
    move : ServiceMove
    window : ContractWindow or NotAssessed
    alternatives : tuple of ServiceAlternative
    trend : CostTrend or NotAssessed
        How its cost moves a year; of a unit where all months state units.
    recorded : RecordedYear or None
        What its last twelve months cost; None where no month is stated.
    """

    service: Service
    annual_cost: float | None
    is_cost_of_months: bool
    fit: ServiceFit | NotAssessed
    move: ServiceMove
    window: ContractWindow | NotAssessed
    alternatives: tuple[ServiceAlternative, ...]
    trend: CostTrend | NotAssessed
    recorded: RecordedYear | None = None

    @property
    def costs_differ(self) -> bool:
        """Whether the stated cost a year and twelve months cannot be the same cost."""
        return self.recorded is not None and self.recorded.differs


@dataclass(frozen=True, eq=False)
class Revaluation(ShownAsFirstPage):
    """Services, capabilities and outcomes together.

    Parameters
    ----------
    capabilities : tuple of MappedCapability
        Each below the one that holds it.
    outcomes : tuple of OutcomePortfolio
    services : tuple of RevaluedService
        The dearest first.
    thin : tuple of ThinSpot
    unrated : tuple of str
        Capabilities of which nobody states what tells whether the map is thin there.
    remarks : tuple of str
        What is odd in the tables, and how it was read.
    questions : tuple of Question
    failed : mapping of str to str
        Proposal that touches a service and cannot be assessed → why.
    goals : mapping of str to str
        Goal → title.
    workspace, as_of, input_hash, version : str
    currency : str or None
    price_year : int or None
    seed : int
    is_sample : bool
    tickets : TicketStudy
        What tickets show and cannot show, and who was heard.
    flow : FlowStudy
        What teams finish.
    figures : NumberFormat
    tree : CapabilityTree
    asking_places : mapping of str to int
        Department → place in the order of asking, by interest and influence.
    services_left_out : int
        Rows of ``services`` that faults keep out: what they cost is in no sum.
    rules : CapabilitySettings
        Cut-offs and bounds that hold.

    Examples
    --------
    >>> from pmo_toolkit import study_revaluation
    >>> revaluation = study_revaluation("sample")  # doctest: +SKIP
    >>> [spot.kind.value for spot in revaluation.thin]  # doctest: +SKIP
    """

    capabilities: tuple[MappedCapability, ...]
    outcomes: tuple[OutcomePortfolio, ...]
    services: tuple[RevaluedService, ...]
    thin: tuple[ThinSpot, ...]
    unrated: tuple[str, ...]
    remarks: tuple[str, ...]
    questions: tuple[Question, ...]
    failed: Mapping[str, str]
    goals: Mapping[str, str]
    workspace: str
    as_of: str
    currency: str | None
    price_year: int | None
    input_hash: str
    version: str
    seed: int
    is_sample: bool
    tickets: TicketStudy = field(repr=False)
    flow: FlowStudy = field(repr=False)
    figures: NumberFormat = field(repr=False)
    tree: CapabilityTree = field(repr=False)
    asking_places: Mapping[str, int] = field(default_factory=dict, repr=False)
    services_left_out: int = 0
    rules: CapabilitySettings = field(default_factory=CapabilitySettings, repr=False)

    @property
    def annual_cost(self) -> float:
        """Money a year of all services whose cost is known."""
        return sum(one.annual_cost or 0.0 for one in self.services)

    @property
    def without_cost(self) -> tuple[str, ...]:
        """Services of which nobody states the cost."""
        return tuple(one.service.id for one in self.services if one.annual_cost is None)

    @property
    def decisions(self) -> tuple[RevaluedService, ...]:
        """Services with a day to decide by that has not passed, the soonest first."""
        due = [
            one
            for one in self.services
            if isinstance(one.window, ContractWindow) and not one.window.is_past
        ]
        return tuple(sorted(due, key=_decide_by))

    @property
    def missed(self) -> tuple[RevaluedService, ...]:
        """Services whose day to decide has passed while their contract runs, the soonest first."""
        late = [
            one
            for one in self.services
            if isinstance(one.window, ContractWindow)
            and one.window.is_past
            and not one.window.has_ended
        ]
        return tuple(sorted(late, key=_decide_by))

    def capability_title(self, name: str | None) -> str:
        """Title of a capability; its id where no row holds it."""
        known = self.tree.by_id.get(name or "")
        return name or "" if known is None else known.title

    def as_dict(self) -> dict[str, Any]:
        """The result as JSON; see ``pmo_toolkit/schemas/revaluation.schema.json``."""
        ready: dict[str, Any] = json_ready(
            {
                "schema_version": SCHEMA_VERSION,
                "workspace": self.workspace,
                "sample": self.is_sample,
                "as_of": self.as_of,
                "currency": self.currency,
                "price_year": self.price_year,
                "seed": self.seed,
                "input_hash": self.input_hash,
                "version": self.version,
                "annual_cost": self.annual_cost,
                "without_cost": self.without_cost,
                "services_left_out": self.services_left_out,
                "rules": self.rules,
                "capabilities": self.capabilities,
                "outcomes": self.outcomes,
                "services": self.services,
                "thin": self.thin,
                "unrated": self.unrated,
                "remarks": self.remarks,
                "questions": self.questions,
                "tickets": self.tickets.as_dict(),
                "flow": self.flow.as_dict(),
                "failed": [{"proposal": name, "why": why} for name, why in self.failed.items()],
            }
        )
        return ready

    def handed_over(self) -> dict[str, Any]:
        """What an executed notebook carries, by type."""
        return {MIME_TYPE: self.as_dict()}

    def summary(self) -> pd.DataFrame:
        """A row a service: text ``service``, ``fit``, ``way``, ``decide by``, money ``a year``."""
        return pd.DataFrame(
            [
                {
                    "service": one.service.id,
                    "a year": one.annual_cost,
                    "fit": "not assessed" if isinstance(one.fit, NotAssessed) else one.fit.quadrant,
                    "way": one.move.way or "asked",
                    "decide by": (
                        one.window.decide_by.isoformat()
                        if isinstance(one.window, ContractWindow)
                        else "not stated"
                    ),
                }
                for one in self.services
            ]
        )

    def __repr__(self) -> str:
        return (
            f"Revaluation({len(self.services)} services, {len(self.capabilities)} capabilities,"
            f" {len(self.thin)} thin spots, {len(self.questions)} questions)"
        )


def _decide_by(one: RevaluedService) -> tuple[str, str]:
    assert isinstance(one.window, ContractWindow)
    return one.window.decide_by.isoformat(), one.service.id
