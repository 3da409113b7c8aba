"""A believable assessment of a proposal with nearly all evidence. All invented."""

from __future__ import annotations

from pmo_toolkit.advice import Advice, Condition, Ground, Reason
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.reference.public_reference import public_outside_view
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.money.option_results import RiskLine
from pmo_toolkit.analysis.money.stated.ranges import Assumption
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery, DeliveryView
from pmo_toolkit.assessment import Assessment, Context, ProposalFacts, Provenance
from pmo_toolkit.assessment.lookups.queries import Reads
from pmo_toolkit.assessment.notes import ConsultantNote
from pmo_toolkit.assessment.result import (
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
    estimate,
    evidence_items,
    likelihood,
    outside,
    risk_view,
)
from tests.case_fixture import asked_in, case_of
from tests.rich_links import dependencies, overlaps
from tests.rich_options import cost_view, options_comparison
from tests.rich_resources import resources


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
        cost=cost_view(),
        options=options_comparison(),
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
        delivery=delivery(),
        assumptions=(
            Assumption(
                "options", "O-4", "exit_cost", 45_000.0, "money", "the largest stated beside it"
            ),
        ),
        open_questions=open_questions,
        notes=_notes(),
        standing=standings.standing(),
        second_opinions=standings.opinions(),
        dependencies=dependencies(),
        overlaps=overlaps(),
        resources=resources(),
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
            Condition(
                "Customer services names an owner for the saving before the business case is"
                " written.",
                "Customer services",
                "2027-02-20",
                "benefit owner",
            ),
            Condition("The supplier's exit terms are part of the comparison."),
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
        decide_by="2027-02-20",
    )


def delivery() -> Delivery:
    """Ten to thirteen months, by the plan; the history says eleven."""
    plan = Quantiles(250.0, 270.0, 310.0, 370.0, 400.0, "calendar days")
    history = Quantiles(200.0, 260.0, 395.0, 520.0, 600.0, "calendar days")
    views = (DeliveryView("plan", plan), DeliveryView("history", history))
    return Delivery("O-2", history, 395 / 30.4375, 520 / 30.4375, views, 6.0, 0.0, 250.0, 0.12)


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
            4,
            "",
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
            None,
            "on no stated day, so that nobody can tell whether it still holds",
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
