"""The shape of an assessment: every number of the report, ready for ``assessment.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Advice
from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.touched import TouchedService
from pmo_toolkit.analysis.capacity.shapes import RemainingResources
from pmo_toolkit.analysis.dependencies.shapes import NO_LINKS, LinkedProposal, Links
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.public_reference import PublicView
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.business_case.case import BusinessCase
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionsComparison, RiskLine
from pmo_toolkit.analysis.money.stated.ranges import Assumption
from pmo_toolkit.analysis.money.uplift import Uplift
from pmo_toolkit.analysis.overlaps.shapes import ProposalOverlaps
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.analysis.tickets.relief import ProposalTickets
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.analysis.uncertainty.view import RiskView
from pmo_toolkit.assessment.department_answers import DepartmentAnswers
from pmo_toolkit.assessment.lookups.queries import READS_MIME_TYPE, Reads
from pmo_toolkit.assessment.notes import ConsultantNote
from pmo_toolkit.assessment.second_opinions import RankedOpinion
from pmo_toolkit.core.canonical_json import (
    OMITTED_WHERE_NONE,
    canonical_json,
    is_optional,
    json_ready,
)
from pmo_toolkit.core.display import ShownAsFirstPage

SCHEMA_VERSION = "1.0"

#: Under this type an executed notebook carries its assessment.
MIME_TYPE = "application/vnd.pmo.assessment+json"


@dataclass(frozen=True)
class ProposalFacts:
    """What the proposal says of itself.

    Money in the workspace's currency, None where nothing is stated.
    """

    id: str
    title: str
    department: str | None
    sponsor_role: str | None
    stage: str | None
    project_class: str | None
    need: str | None
    description: str | None
    risk_of_not_doing: str | None
    start_window: str | None
    wanted_finish: str | None
    requested_budget: float | None


@dataclass(frozen=True)
class Context:
    """For whom, when and in which money the assessment speaks; dates are ISO 8601."""

    workspace: str
    is_sample: bool
    decides: str
    as_of: str
    valid_until: str
    currency: str | None
    price_year: int | None
    locale: str
    #: Of a merged workspace: whose proposal it is, with the file and the row there.
    merged_from: str | None = field(default=None, metadata=OMITTED_WHERE_NONE)
    #: How IT's own department is called, and what counts as the same; absent where nothing is told.
    it_department: str | None = field(default=None, metadata=OMITTED_WHERE_NONE)


@dataclass(frozen=True)
class Provenance:
    """Everything needed to make the same assessment again.

    `set_aside` lists rows that were left out because of row faults in tables that no single
    proposal owns; `cell_findings` cells of this proposal that were not read, or not as they stand.
    """

    input_hash: str
    version: str
    seed: int
    draws: int
    settings_changed: dict[str, object]
    python: str
    libraries: dict[str, str]
    set_aside: tuple[str, ...]
    cell_findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class EstimateBias:
    """What has become of this house's own estimates of one target.

    Parameters
    ----------
    target : str
    ratio, low, high : float
        Median of actual ÷ estimate and its range.
    confidence : float
        Confidence of that range.
    n : int
        Finished projects with an estimate and an actual.
    clear : bool
        Whether the range excludes that estimates are right on the whole.
    sentence : str
    """

    target: str
    ratio: float
    low: float
    high: float
    confidence: float
    n: int
    clear: bool
    sentence: str


@dataclass(frozen=True)
class HistoryEstimates:
    """What finished projects like it came to, as estimates for this one."""

    cost: Estimate | NotAssessed
    effort: Estimate | NotAssessed
    duration: Estimate | NotAssessed


@dataclass(frozen=True)
class OutsideViews:
    """What became of estimates like this proposal's own.

    `public_cost` rests on published projects, the others on the house's own.
    """

    cost: OutsideView | NotAssessed
    effort: OutsideView | NotAssessed
    duration: OutsideView | NotAssessed
    public_cost: PublicView | NotAssessed


@dataclass(frozen=True)
class EstimateBiases:
    """What has become of this house's own estimates, by target."""

    cost: EstimateBias | NotAssessed
    effort: EstimateBias | NotAssessed
    duration: EstimateBias | NotAssessed


@dataclass(frozen=True)
class Uplifts:
    """What published practice adds to the figures that the proposal states."""

    cost: Uplift | NotAssessed
    duration: Uplift | NotAssessed


@dataclass(frozen=True)
class Dependencies:
    """How the proposal hangs together with others.

    `requires` and `required_by` are proposals that nobody has approved either.
    """

    requires: tuple[LinkedProposal, ...]
    required_by: tuple[LinkedProposal, ...]
    links: Links = NO_LINKS


#: In ``assessment.json`` all parts lie side by side: section, its field, and the key it has there.
JSON_KEYS: Mapping[str, Mapping[str, str]] = {
    "history": {"cost": "history_cost", "effort": "effort", "duration": "duration"},
    "outside": {
        "cost": "outside_cost",
        "effort": "outside_effort",
        "duration": "outside_duration",
        "public_cost": "public_cost",
    },
    "bias": {"cost": "bias_cost", "effort": "bias_effort", "duration": "bias_duration"},
    "uplift": {"cost": "uplift_cost", "duration": "uplift_duration"},
    "dependencies": {
        "requires": "requires",
        "required_by": "required_by",
        "links": "dependencies",
    },
}


@dataclass(frozen=True)
class Assessment(ShownAsFirstPage):
    """All that the workbench says of one proposal.

    `to_json` holds every number of the report, with units; `JSON_KEYS` says under which key.

    Examples
    --------
    >>> from pmo_toolkit import assess_proposal
    >>> assess_proposal("sample", "P-001").advice.position  # doctest: +SKIP
    """

    schema_version: str
    proposal: ProposalFacts
    context: Context
    advice: Advice
    readiness: Readiness
    alignment: Alignment
    cost: CostView | NotAssessed
    options: OptionsComparison | NotAssessed
    history: HistoryEstimates
    outside: OutsideViews
    bias: EstimateBiases
    uplift: Uplifts
    business_case: BusinessCase | NotAssessed
    risk: RiskView | NotAssessed
    delivery: Delivery | NotAssessed
    assumptions: tuple[Assumption, ...]
    open_questions: ValueOfInformation
    standing: ProposalStanding | NotAssessed
    second_opinions: tuple[RankedOpinion, ...]
    dependencies: Dependencies
    resources: RemainingResources | NotAssessed
    overlaps: ProposalOverlaps | NotAssessed
    risks: tuple[RiskLine, ...]
    notes: tuple[ConsultantNote, ...]
    evidence: tuple[EvidenceLine, ...]
    provenance: Provenance
    services: tuple[TouchedService, ...] = ()
    department_answers: DepartmentAnswers | None = field(default=None, metadata=OMITTED_WHERE_NONE)
    tickets: ProposalTickets | None = field(default=None, metadata=OMITTED_WHERE_NONE)
    reads: Reads = field(default=Reads("", ()), repr=False, compare=False)

    @property
    def effort(self) -> Estimate | NotAssessed:
        """Effort, estimated from finished projects."""
        return self.history.effort

    @property
    def duration(self) -> Estimate | NotAssessed:
        """Duration, estimated from finished projects."""
        return self.history.duration

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, floats to six significant digits; without what was read."""
        return {
            key: json_ready(value, f"$.{key}")
            for part in fields(self)
            if part.name != "reads" and not (is_optional(part) and getattr(self, part.name) is None)
            for key, value in _by_json_key(part.name, getattr(self, part.name)).items()
        }

    def to_json(self) -> str:
        """Canonical JSON text: the same inputs, seed, as_of and version give the same bytes."""
        return canonical_json(self.to_dict())

    def handed_over(self) -> dict[str, Any]:
        """What an executed notebook carries, by type: the assessment, and what it read."""
        return {MIME_TYPE: self.to_dict(), READS_MIME_TYPE: self.reads.as_dict()}

    def summary(self) -> pd.DataFrame:
        """The figures of the first page.

        Text columns ``figure``, ``value`` (three significant digits) and ``unit``.
        """
        rows: list[tuple[str, float, str]] = [("evidence present", self.readiness.share, "share")]
        if isinstance(self.cost, CostView):
            rows += [
                ("cost P50", self.cost.p50, "money"),
                ("cost P80", self.cost.p80, "money"),
            ]
            if (chance := self.cost.chance_within_budget) is not None:
                rows.append(("chance that the budget suffices", chance, "probability"))
        if isinstance(self.effort, Estimate):
            for interval in self.effort.intervals:
                name = f"effort, {percent(interval.level)} range"
                rows += [
                    (f"{name}, low", interval.low, self.effort.unit),
                    (f"{name}, high", interval.high, self.effort.unit),
                ]
                if interval.coverage is not None:
                    rows.append((f"{name}, measured coverage", interval.coverage, "share"))
        for likelihood in self.advice.likelihoods:
            if likelihood.number.endswith(".chance_net_positive"):
                chance = likelihood.probability
                rows.append(("chance of a positive net value", chance, "probability"))
        figures = pd.DataFrame(rows, columns=["figure", "value", "unit"])
        return figures.assign(value=[f"{float(f'{value:.3g}'):,g}" for value in figures["value"]])

    def __repr__(self) -> str:
        advised = f"{self.advice.position}; confidence {self.advice.confidence}"
        return f"Assessment({self.proposal.id}: {advised})"


def _by_json_key(name: str, part: object) -> dict[str, object]:
    """A part under its own name; the fields of a section under theirs."""
    if name not in JSON_KEYS:
        return {name: part}
    return {key: getattr(part, field_name) for field_name, key in JSON_KEYS[name].items()}
