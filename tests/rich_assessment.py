"""A believable assessment of a proposal with nearly all evidence. All invented."""

from __future__ import annotations

from pmo_toolkit.advice import Advice, Ground, Reason
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.estimating.reference.public_reference import public_outside_view
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.options import CostElement, OptionsComparison, RiskLine
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.assessment import Assessment, Context, ProposalFacts, Provenance
from pmo_toolkit.assessment.notes import ConsultantNote
from pmo_toolkit.assessment.queries import Reads
from pmo_toolkit.assessment.result import (
    Dependencies,
    EstimateBiases,
    HistoryEstimates,
    OutsideViews,
    Uplifts,
)
from pmo_toolkit.core.settings import Settings
from tests import standings
from tests.assessment_parts import (
    QUESTIONS,
    alignment,
    bias,
    draws,
    estimate,
    evidence_items,
    likelihood,
    option,
    outside,
    quantiles,
    risk_view,
    shifted,
)
from tests.case_fixture import asked_in, case_of


def rich() -> Assessment:
    """A proposal with nearly all evidence."""
    case, open_questions = case_of(alignment(), QUESTIONS)
    return Assessment(
        schema_version="1.0",
        proposal=_proposal(),
        context=Context(
            "sample organisation",
            True,
            "the enterprise PMO",
            "2026-11-22",
            "2027-02-20",
            "EUR",
            2026,
            "en_GB",
        ),
        advice=_advice(open_questions),
        readiness=Readiness(evidence_items(), 0.74),
        alignment=alignment(),
        cost=_cost(),
        options=_options(),
        history=HistoryEstimates(
            cost=estimate("cost", "money", 465_000, n=139),
            effort=estimate("effort_person_hours", "person-hours", 3_920),
            duration=estimate("duration_days", "calendar days", 395, n=151),
        ),
        outside=_outside_views(),
        bias=EstimateBiases(
            cost=bias("cost", 1.18),
            effort=bias("effort_person_hours", 1.31),
            duration=bias("duration_days", 1.12),
        ),
        uplift=_uplifts(),
        business_case=case,
        risk=risk_view(),
        open_questions=open_questions,
        notes=_notes(),
        standing=standings.standing(),
        second_opinions=standings.opinions(),
        dependencies=Dependencies(requires=(), required_by=()),
        risks=_risks(),
        evidence=_evidence(),
        provenance=Provenance(
            "9f2c4be1a07d3358c1f6a1e0b7d94c2f5a6b8e9d0c1f2a3b4c5d6e7f8091a241",
            "0.1.0",
            20261122,
            16384,
            {"validity_days": 90},
            "3.11.2",
            {"numpy": "2.4.0", "pandas": "3.1.0", "scikit-learn": "1.9.0"},
            (
                "vendor_score: known only after a project ended",
                "3 finished projects without an actual",
            ),
        ),
        reads=Reads("a" * 64, ()),
    )


def _advice(open_questions: ValueOfInformation) -> Advice:
    """To advance under conditions, with every part of an advice."""
    return Advice(
        position="advance",
        sentence=(
            "We advise, on present evidence, to advance this to a business case as SaaS, planned"
            " with about 600 thousand euros."
        ),
        decides="the enterprise PMO",
        likelihoods=(
            likelihood(
                "A positive net value over five years",
                0.72,
                "options.options.1.chance_net_positive",
            ),
            likelihood(
                "That the budget asked for will not suffice", 0.594, "cost.chance_within_budget"
            ),
        ),
        confidence="moderate",
        confidence_sentence=(
            "Our confidence is moderate: 31 comparable projects, but no owner yet for the largest "
            "benefit."
        ),
        grounds=(
            Ground(
                "Comparable projects", "high", "31 finished software packages in this organisation."
            ),
            Ground("Measured coverage", "high", "80 % ranges held 81 % of the time (n = 148)."),
            Ground("Evidence present", "moderate", "74 % of what a full proposal would bring."),
            Ground("Age of evidence", "moderate", "The oldest figure is 3 years old."),
            Ground("Inside and outside view", "low", "They differ by a factor of 1.7 at P80."),
        ),
        reasons=(
            Reason(
                "SaaS costs less than building in 87 of 100 simulated futures.",
                "options.0.p",
                0.87,
                "probability",
            ),
            Reason(
                "It serves two goals that carry 34 % of the weight of all goals.",
                "alignment.share",
                0.34,
                "share",
            ),
            Reason(
                "Doing nothing costs about 260 k€ over the same five years.",
                "options.options.0",
                262e3,
                "money",
            ),
            Reason(
                "The budget asked for suffices in 41 of 100 futures.",
                "cost.chance_within_budget",
                0.406,
                "probability",
            ),
        ),
        conditions=(
            "Customer services names an owner for the saving before the business case is written.",
            "The supplier's exit terms are part of the comparison.",
        ),
        questions=asked_in(open_questions),
        would_change=(
            "Benefits below 64 % of plan: we would advise to explore, not to advance.",
            "Licences above 19 € a user and month: building on the platform overtakes SaaS.",
            (
                "A yes from IT operations to the first question: reusing the service desk becomes"
                " our advice."
            ),
        ),
        dissent=(
            "On “urgency” the scores run from 2 (Finance director) to 9 (Director of operations).",
        ),
    )


def _options() -> OptionsComparison:
    """Doing nothing, buying, building and reusing."""
    return OptionsComparison(
        options=(
            option(
                "O-1", "nothing", "Do nothing", quantiles(262_000, 0.3), None, None, None, 4, False
            ),
            option(
                "O-2",
                "SaaS",
                "SaaS",
                quantiles(420_000, 0.42),
                shifted(-40_000, 310_000, 720_000),
                45_000,
                "medium",
                6,
                True,
            ),
            option(
                "O-3",
                "build",
                "Build on the platform",
                quantiles(640_000, 0.43),
                shifted(-330_000, 120_000, 610_000),
                20_000,
                "low",
                7,
                False,
            ),
            option(
                "O-4",
                "reuse",
                "Reuse the IT service desk",
                quantiles(212_000, 0.43),
                NotAssessed(
                    "net value",
                    "no benefit is stated for this option; see the first open question",
                    ReasonCode.NO_ROWS,
                ),
                None,
                None,
                3,
                False,
            ),
        ),
        preferred="O-2",
        why="it has the highest net value at the median among the options whose value is assessed",
        elements=(
            CostElement(
                "Licences for 420 users", "opex", "per month", 98_000, 165_000, 262_000, 0.46
            ),
            CostElement(
                "Integration with the register and the ERP",
                "capex",
                "once",
                48_000,
                92_000,
                196_000,
                0.33,
            ),
            CostElement(
                "Moving 11 mailboxes and their archive",
                "capex",
                "once",
                22_000,
                41_000,
                74_000,
                0.11,
            ),
            CostElement("Training and hand-over", "capex", "once", 14_000, 24_000, 41_000, 0.06),
            CostElement(
                "Run team, quarter of a post", "opex", "per year", 52_000, 61_000, 72_000, 0.03
            ),
            CostElement(
                "Exit at the end of the term", "capex", "once", 31_000, 38_000, 45_000, 0.01
            ),
        ),
    )


def _cost() -> CostView:
    """The cost of the preferred option against a budget that is too small."""
    saas = quantiles(420_000, 0.42)
    return CostView(
        basis="options",
        label="whole-life cost over 60 months as SaaS, discounted",
        cost=saas,
        curve=Curve.of(draws(420_000, 0.42), "money"),
        inside=quantiles(350_000, 0.22),
        outside=saas,
        history=quantiles(465_000, 0.66),
        requested_budget=380_000,
        chance_within_budget=0.406,
        contingency=218_000,
        plan_percentile=0.8,
    )


def _proposal() -> ProposalFacts:
    """What its department says of it."""
    return ProposalFacts(
        "P-017",
        "One front door for service requests",
        "Customer services",
        "Head of customer services",
        "outline",
        "software package",
        "Citizens write to eleven mailboxes; nobody can say how many requests are open or how"
        " long they wait.",
        "One portal and one queue for all requests, linked to the register and the ERP.",
        "The mailbox archive leaves support in two years; complaints go on rising.",
        "2027-04-01/2027-09-30",
        "2028-06-30",
        380_000,
    )


def _outside_views() -> OutsideViews:
    """Its own figures against finished projects."""
    return OutsideViews(
        cost=outside("cost", 1.2, 380_000, "the requested budget"),
        effort=outside(
            "effort_person_hours", 1.26, 3_000, "the effort stated in the proposal", "person-hours"
        ),
        duration=outside(
            "duration_days", 1.31, 300, "the time between start window and wanted finish", "days"
        ),
        public_cost=public_outside_view(
            380_000,
            "the requested budget",
            NotAssessed("outside view", "there are too few projects", ReasonCode.TOO_FEW_PROJECTS),
            Settings(),
        ),
    )


def _uplifts() -> Uplifts:
    """What public figures would add to its own."""
    return Uplifts(
        cost=optimism_uplift("capital_cost", 380_000, "the requested budget", Settings()),
        duration=optimism_uplift(
            "duration_days", 270, "the duration that the proposal expects", Settings()
        ),
    )


def _notes() -> tuple[ConsultantNote, ...]:
    """Two notes: one that changes the position, one that leaves a figure as it is."""
    return (
        ConsultantNote(
            "advice",
            "Two of the three teams would rather begin small.",
            "advance in part",
            "advance",
            "",
            "Told in a workshop",
            "IT PMO consultant",
            "2026-11-18",
        ),
        ConsultantNote(
            "duration",
            "The works council meets in March.",
            None,
            395.0,
            "calendar days",
            None,
            None,
            None,
        ),
    )


def _risks() -> tuple[RiskLine, ...]:
    """Risks with money and days, with days alone and with money alone."""
    return (
        RiskLine(
            "The register offers no interface for writing",
            0.35,
            (20_000, 60_000, 140_000),
            (20, 60, 120),
            "pre-mortem",
        ),
        RiskLine("The works council asks for changes late", 0.5, None, (10, 30, 90), "register"),
        RiskLine(
            "Licence prices rise at renewal", None, (15_000, 40_000, 90_000), None, "register"
        ),
    )


def _evidence() -> tuple[EvidenceLine, ...]:
    """Evidence of each strength."""
    return (
        EvidenceLine(
            "Licence price per user and month",
            "supplier's offer",
            0.3,
            "strong",
            "a dated offer in writing",
        ),
        EvidenceLine(
            "Effort and its range",
            "148 finished projects",
            3.1,
            "fair",
            "own history, coverage measured",
        ),
        EvidenceLine(
            "Saving of six posts",
            "statement of the department",
            0.6,
            "weak",
            "no owner and no measure",
        ),
        EvidenceLine(
            "Number of requests by letter",
            "nobody yet",
            None,
            "absent",
            "asked in the open questions",
        ),
    )
