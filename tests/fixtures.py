"""Believable assessments for tests of charts, sections, reports and the index.

Rich, poor and hostile. All invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pmo_toolkit.advice import Advice, Ground, Reason
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Question
from pmo_toolkit.analysis.estimating.reference.public_reference import public_outside_view
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem, Readiness
from pmo_toolkit.analysis.money.business_case.case import BusinessCase
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import CostElement, OptionsComparison, RiskLine
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

NASTY = (
    "<script>window.PWN=1;alert(1)</script><img src=x"
    ' onerror="window.PWN=2"></style></title><svg/onload=alert(3)> {{7*7}} {% raw %} {# gone #}'
    " ${7*7} **bold** _em_ `code` [link](javascript:alert(4)) # head\n\n## line\r\n'single'"
    ' "double" & &amp; &lt;b&gt; $x^2$ \\( y \\) 🚀💣 \u202egnp.exe\u202c مرحبا שלום \x00\x1b[31m '
)
UNBROKEN = "W" * 400
EVIL_LONG = NASTY + UNBROKEN + " " + "A very long title that never wants to end " * 110


def rich() -> Assessment:
    """A proposal with nearly all evidence."""
    saas, build = quantiles(420_000, 0.42), quantiles(640_000, 0.43)
    case, open_questions = case_of(alignment(), QUESTIONS)
    options = OptionsComparison(
        options=(
            option(
                "O-1", "nothing", "Do nothing", quantiles(262_000, 0.3), None, None, None, 4, False
            ),
            option(
                "O-2",
                "SaaS",
                "SaaS",
                saas,
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
                build,
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
    cost = CostView(
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
    advice = Advice(
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
    return Assessment(
        schema_version="1.0",
        proposal=ProposalFacts(
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
        ),
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
        advice=advice,
        readiness=Readiness(evidence_items(), 0.74),
        alignment=alignment(),
        cost=cost,
        options=options,
        history=HistoryEstimates(
            cost=estimate("cost", "money", 465_000, n=139),
            effort=estimate("effort_person_hours", "person-hours", 3_920),
            duration=estimate("duration_days", "calendar days", 395, n=151),
        ),
        outside=OutsideViews(
            cost=outside("cost", 1.2, 380_000, "the requested budget"),
            effort=outside(
                "effort_person_hours",
                1.26,
                3_000,
                "the effort stated in the proposal",
                "person-hours",
            ),
            duration=outside(
                "duration_days",
                1.31,
                300,
                "the time between start window and wanted finish",
                "days",
            ),
            public_cost=public_outside_view(
                380_000,
                "the requested budget",
                NotAssessed(
                    "outside view", "there are too few projects", ReasonCode.TOO_FEW_PROJECTS
                ),
                Settings(),
            ),
        ),
        bias=EstimateBiases(
            cost=bias("cost", 1.18),
            effort=bias("effort_person_hours", 1.31),
            duration=bias("duration_days", 1.12),
        ),
        uplift=Uplifts(
            cost=optimism_uplift("capital_cost", 380_000, "the requested budget", Settings()),
            duration=optimism_uplift(
                "duration_days", 270, "the duration that the proposal expects", Settings()
            ),
        ),
        business_case=case,
        risk=risk_view(),
        open_questions=open_questions,
        notes=(
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
        ),
        standing=standings.standing(),
        second_opinions=standings.opinions(),
        dependencies=Dependencies(requires=(), required_by=()),
        risks=(
            RiskLine(
                "The register offers no interface for writing",
                0.35,
                (20_000, 60_000, 140_000),
                (20, 60, 120),
                "pre-mortem",
            ),
            RiskLine(
                "The works council asks for changes late", 0.5, None, (10, 30, 90), "register"
            ),
            RiskLine(
                "Licence prices rise at renewal", None, (15_000, 40_000, 90_000), None, "register"
            ),
        ),
        evidence=(
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
        ),
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


def poor() -> Assessment:
    """A proposal of which only id and title are known, in a workspace that declares no currency."""
    nothing = "there are neither cost ranges nor a requested budget"
    questions = tuple(
        Question("the asking department", text, effect, topic)
        for text, effect, topic in (
            (
                "Which business need does it answer, and what happens if it is not done?",
                "Says why at all.",
                "need",
            ),
            (
                "Which goal does it serve, and how much of the way would it bring?",
                "Places it among the others.",
                "goals",
            ),
            ("What budget is asked for?", "Lets us say with what chance it suffices.", "budget"),
            (
                "Which options were looked at, doing nothing among them?",
                "Lets us compare.",
                "options",
            ),
            (
                "Which benefits are expected, who owns them, how are they measured?",
                "Makes a net value possible.",
                "benefits",
            ),
            ("What could go wrong?", "Sharpens cost and time.", "risks"),
        )
    )
    items = tuple(
        EvidenceItem(
            question.topic, question.topic.capitalize(), False, "nothing stated", 1 / 6, question
        )
        for question in questions
    )
    return Assessment(
        schema_version="1.0",
        proposal=ProposalFacts("7", "Archive renewal", *([None] * 10)),  # type: ignore[arg-type]
        context=Context(
            "my-workspace",
            False,
            "the enterprise PMO",
            "2026-11-22",
            "2027-02-20",
            None,
            None,
            "en_GB",
        ),
        advice=Advice(
            position="explore",
            sentence=(
                "We advise, on present evidence, to explore this first: what it is for and what it"
                " would take is not known yet."
            ),
            decides="the enterprise PMO",
            likelihoods=(),
            confidence="low",
            confidence_sentence="Our confidence is low: only the title of the proposal is known.",
            grounds=(Ground("Evidence present", "low", "None of six kinds of evidence."),),
            reasons=(),
            conditions=(),
            questions=questions,
            would_change=(),
            dissent=(),
        ),
        readiness=Readiness(items, 0.0),
        alignment=Alignment((), (), ()),
        cost=NotAssessed("cost", nothing, ReasonCode.NO_ROWS),
        options=NotAssessed("options", "no option is stated", ReasonCode.NO_OPTION),
        history=HistoryEstimates(
            cost=NotAssessed(
                "cost from history", "there is no table of finished projects", ReasonCode.NO_HISTORY
            ),
            effort=NotAssessed(
                "effort", "there is no table of finished projects", ReasonCode.NO_HISTORY
            ),
            duration=NotAssessed(
                "duration", "there is no table of finished projects", ReasonCode.NO_HISTORY
            ),
        ),
        outside=OutsideViews(
            cost=NotAssessed(
                "outside view of cost",
                "there is no table of finished projects",
                ReasonCode.NO_HISTORY,
            ),
            effort=NotAssessed(
                "outside view of effort",
                "there is no table of finished projects",
                ReasonCode.NO_HISTORY,
            ),
            duration=NotAssessed(
                "outside view of duration",
                "there is no table of finished projects",
                ReasonCode.NO_HISTORY,
            ),
            public_cost=NotAssessed(
                "public view", "the proposal states no figure of its own", ReasonCode.NOT_STATED
            ),
        ),
        bias=EstimateBiases(
            cost=NotAssessed(
                "bias of your estimates",
                "there is no history of finished projects",
                ReasonCode.NO_HISTORY,
            ),
            effort=NotAssessed(
                "bias of your estimates",
                "there is no history of finished projects",
                ReasonCode.NO_HISTORY,
            ),
            duration=NotAssessed(
                "bias of your estimates",
                "there is no history of finished projects",
                ReasonCode.NO_HISTORY,
            ),
        ),
        uplift=Uplifts(
            cost=NotAssessed(
                "uplift", "the proposal states no figure of its own", ReasonCode.NOT_STATED
            ),
            duration=NotAssessed(
                "uplift", "the proposal states no figure of its own", ReasonCode.NOT_STATED
            ),
        ),
        business_case=NotAssessed("business case", "no option is stated", ReasonCode.NO_OPTION),
        risk=NotAssessed("risk in cost and time", "no option is stated", ReasonCode.NO_OPTION),
        open_questions=ValueOfInformation(
            (),
            NotAssessed("value of information", "nothing is drawn", ReasonCode.NO_PROBABILITIES),
            None,
        ),
        standing=NotAssessed("standing", "nobody has scored a proposal", ReasonCode.NOT_SCORED),
        notes=(),
        second_opinions=(),
        dependencies=Dependencies(requires=(), required_by=()),
        risks=(),
        evidence=(),
        provenance=Provenance("0" * 64, "0.1.0", 20261122, 16384, {}, "3.11.2", {}, ()),
        reads=Reads("a" * 64, ()),
    )


def hostile() -> Assessment:
    """The rich one with every text turned against the page."""
    base = poisoned(rich(), NASTY)
    proposal = replace(
        base.proposal, id="P-666", title=EVIL_LONG, need=EVIL_LONG, description=UNBROKEN * 3
    )
    context = replace(
        base.context,
        currency="<b>X</b>",
        locale="en_GB",
        as_of="2026-11-22",
        valid_until="2027-02-20",
    )
    # Enumerated words stay words: the tables' vocabularies refuse others. Everything a user may
    # type is poisoned.
    advice = replace(base.advice, position="explore", confidence="low")
    return replace(
        base,
        proposal=proposal,
        context=context,
        advice=advice,
        business_case=_chained(base),
        schema_version="1.0",
    )


def _chained(base: Assessment) -> BusinessCase:
    """The poisoned business case; what a node of the chain is, is our word."""
    case = base.business_case
    assert isinstance(case, BusinessCase)
    nodes = tuple(replace(each, kind=each.kind.removeprefix(NASTY)) for each in case.chain.nodes)
    return replace(case, chain=replace(case.chain, nodes=nodes))


def poisoned(thing: Any, poison: str) -> Any:
    """A copy of a result in which every text holds `poison`."""
    if isinstance(thing, str):
        return f"{poison}{thing}"
    if isinstance(thing, tuple):
        return tuple(poisoned(each, poison) for each in thing)
    if isinstance(thing, dict):
        return {poisoned(key, poison): poisoned(value, poison) for key, value in thing.items()}
    if hasattr(thing, "__dataclass_fields__"):
        return replace(
            thing,
            **{name: poisoned(getattr(thing, name), poison) for name in thing.__dataclass_fields__},
        )
    return thing


def without_currency(assessment: Assessment) -> Assessment:
    return replace(assessment, context=replace(assessment.context, currency=None, price_year=None))
