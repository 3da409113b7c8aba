"""Believable assessments for tests of charts, sections, reports and the index: rich, poor and hostile. All invented."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.advice import POSITIONS, Advice, Ground, Likelihood, Reason
from pmo_toolkit.analysis.alignment import Alignment, BenefitLine, CapabilityRaised, GoalServed
from pmo_toolkit.analysis.business_case.case import BusinessCase
from pmo_toolkit.analysis.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.cost import CostView
from pmo_toolkit.analysis.estimating.public_reference import public_outside_view
from pmo_toolkit.analysis.estimating.reference import OutsideView, ReferenceClass
from pmo_toolkit.analysis.estimating.shapes import Analogue, Effect, Estimate, Interval, LaterProjects
from pmo_toolkit.analysis.estimating.uplift import optimism_uplift
from pmo_toolkit.analysis.evidence import EvidenceLine
from pmo_toolkit.analysis.likelihood import likelihood_words
from pmo_toolkit.analysis.options import CostElement, OptionResult, OptionsComparison, RiskLine
from pmo_toolkit.analysis.readiness import EvidenceItem, Readiness
from pmo_toolkit.analysis.results import Curve, NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.view import RiskView
from pmo_toolkit.assessment import Assessment, Context, ProposalFacts, Provenance
from pmo_toolkit.assessment.notes import ConsultantNote
from pmo_toolkit.assessment.shapes import EstimateBias
from pmo_toolkit.settings import Settings
from tests import standings
from tests.case_fixture import asked_in, case_of

NASTY = (
    '<script>window.PWN=1;alert(1)</script><img src=x onerror="window.PWN=2"></style></title><svg/onload=alert(3)> '
    "{{7*7}} {% raw %} {# gone #} ${7*7} **bold** _em_ `code` [link](javascript:alert(4)) # head\n\n## line\r\n"
    "'single' \"double\" & &amp; &lt;b&gt; $x^2$ \\( y \\) 🚀💣 \u202egnp.exe\u202c مرحبا שלום \x00\x1b[31m "
)
UNBROKEN = "W" * 400
EVIL_LONG = NASTY + UNBROKEN + " " + "A very long title that never wants to end " * 110


def draws(median: float, spread: float, n: int = 4096) -> np.ndarray:
    """Lognormal quantiles: a right-skewed sample without any randomness."""
    from scipy.stats import norm

    return median * np.exp(spread * norm.ppf((np.arange(n) + 0.5) / n))


def quantiles(median: float, spread: float, unit: str = "money") -> Quantiles:
    return Quantiles.of(draws(median, spread), unit)


def shifted(low: float, middle: float, high: float, unit: str = "money") -> Quantiles:
    """Quantiles through three given values, P10, P50 and P90."""
    return Quantiles(low, low + 0.45 * (middle - low), middle, middle + 0.6 * (high - middle), high, unit)


def interval(level: float, median: float, z_spread: float, coverage: float, n: int) -> Interval:
    half = float(np.exp(z_spread))
    return Interval(level, median / half, median * half, coverage, coverage - 0.07, coverage + 0.05, n)


def likelihood(statement: str, probability: float, number: str) -> Likelihood:
    words = likelihood_words(probability)
    sentence = f"{statement} is {words} ({probability:.0%}).".replace("%", " %")
    return Likelihood(statement, probability, words, sentence, number)


def estimate(target: str, unit: str, point: float, n: int = 148) -> Estimate:
    facts = (("class", "software package"), ("size", "300 function points"))
    return Estimate(
        target=target,
        unit=unit,
        basis="model",
        basis_sentence=f"A blend of models that learnt from {n} finished projects of this house.",
        point=point,
        intervals=(interval(0.8, point, 0.73, 0.81, n), interval(0.5, point, 0.38, 0.52, n)),
        curve=Curve.of(draws(point, 0.57), unit),
        n=n,
        drivers_used=("class", "department", "size", "interface_count", "user_count"),
        drivers_missing=("team_experience", "requirements_clarity"),
        drivers_dropped=(("vendor_score", "known only after a project ended"),),
        outside_range=("user_count is 40,000; the finished projects had 20 to 12,500.",),
        standardised_accuracy=0.46,
        median_relative_error=0.38,
        actual_means=None,
        widening=1.2,
        later=LaterProjects(n // 2, 0.78, 0.67, 0.86, 0.41),
        importances=(("size", 1.37), ("class", 1.06), ("department", 0.99)),
        analogues=tuple(
            Analogue(f"H-{i:03d}", f"Letters desk, stage {i}", 0.04 * i, point * (0.7 + 0.2 * i), stated, facts)
            for i, stated in enumerate((0.9 * point, None, 1.1 * point), start=1)
        ),
        effects=(
            Effect("class", "custom development instead of software package", 1.4 * point, 0.4),
            Effect("user_count", "+10 %", 0.98 * point, -0.02),
        ),
        remarks=("12 of 148 rows lie about 160 × above the others, few between: as if hours and months were mixed",),
        left_out=3,
    )


@cache
def risk_view() -> RiskView:
    """A small simulation of cost and time: three cost elements, four activities, two risks and one without a chance."""
    ends = ("low", "mode", "high")
    nan = float("nan")
    options = pd.DataFrame(
        [("O-2", "SaaS", 60.0, 45_000.0, 2)], columns=["id", "kind", "term_months", "exit_cost", "_row"]
    )
    costs = pd.DataFrame(
        [
            ("O-2", "Licences", 2_000, 2_800, 4_400, "per month", None),
            ("O-2", "Integration", 40_000, 80_000, 210_000, "once", "labour"),
            ("O-2", "Training", 12_000, 22_000, 45_000, "once", "labour"),
        ],
        columns=["option", "element", *ends, "period", "correlation_group"],
    ).assign(cost_type="capex")
    effects = [f"impact_{part}_{end}" for part in ("money", "days") for end in ends]
    risks = pd.DataFrame(
        [
            ("The register offers no interface for writing", 0.35, 2e4, 6e4, 14e4, 20, 60, 120, "pre-mortem"),
            ("The works council asks for changes late", 0.5, nan, nan, nan, 10, 30, 90, "register"),
            ("Licence prices rise at renewal", nan, 15_000, 40_000, 90_000, nan, nan, nan, "register"),
        ],
        columns=["title", "probability", *effects, "origin"],
    )
    activities = pd.DataFrame(
        [
            ("A", "Choose the supplier", None, 40, 60, 120, None),
            ("B", "Connect the register", "A", 60, 90, 200, "labour"),
            ("C", "Train the desks", "A", 50, 80, 160, "labour"),
            ("D", "Open for everyone", "B; C", 15, 20, 40, None),
        ],
        columns=["activity", "title", "predecessors", *(f"duration_days_{end}" for end in ends), "correlation_group"],
    ).assign(option=None)
    settings = Settings().with_overrides({"draws": 4096})
    return simulate_proposal(
        options,
        costs,
        risks,
        activities,
        proposal="P-017",
        option="O-2",
        requested_budget=380_000,
        wanted_days=250,
        adjusted=draws(420_000, 0.42),
        settings=settings,
        seed=20261122,
    )


def bias(target: str, ratio: float) -> EstimateBias:
    ends = ratio / 1.1, ratio * 1.1
    sentence = f"Your estimates run {ratio:.2f} × too low (95 % range {ends[0]:.2f} to {ends[1]:.2f}, 140 projects)."
    return EstimateBias(target, ratio, *ends, 0.95, 140, True, sentence)


QUESTIONS = (
    Question(
        "IT operations",
        "Could the existing service desk carry 40,000 external requests a year?",
        "If yes, reusing it becomes our advice.",
        "options",
    ),
    Question(
        "Customer services",
        "Who owns the saving of six full-time posts, and from when?",
        "Without an owner the net value is likely negative.",
        "benefits",
    ),
    Question("Legal", "May the data be held outside the country?", "Rules out two of three suppliers.", "constraints"),
    Question(
        "Customer services",
        "How many requests arrive by letter today?",
        "Narrows the range of the largest cost element by about a third.",
        "size",
    ),
)


def rich() -> Assessment:
    """A proposal with nearly all evidence."""
    saas, build = quantiles(420_000, 0.42), quantiles(640_000, 0.43)
    case, open_questions = case_of(_alignment(), QUESTIONS)
    options = OptionsComparison(
        options=(
            _option("O-1", "nothing", "Do nothing", quantiles(262_000, 0.3), None, None, None, 4, False),
            _option("O-2", "SaaS", "SaaS", saas, shifted(-40_000, 310_000, 720_000), 45_000, "medium", 6, True),
            _option(
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
            _option(
                "O-4",
                "reuse",
                "Reuse the IT service desk",
                quantiles(212_000, 0.43),
                NotAssessed("net value", "no benefit is stated for this option; see the first open question"),
                None,
                None,
                3,
                False,
            ),
        ),
        preferred="O-2",
        why="it has the highest net value at the median among the options whose value is assessed",
        elements=(
            CostElement("Licences for 420 users", "opex", "per month", 98_000, 165_000, 262_000, 0.46),
            CostElement("Integration with the register and the ERP", "capex", "once", 48_000, 92_000, 196_000, 0.33),
            CostElement("Moving 11 mailboxes and their archive", "capex", "once", 22_000, 41_000, 74_000, 0.11),
            CostElement("Training and hand-over", "capex", "once", 14_000, 24_000, 41_000, 0.06),
            CostElement("Run team, quarter of a post", "opex", "per year", 52_000, 61_000, 72_000, 0.03),
            CostElement("Exit at the end of the term", "capex", "once", 31_000, 38_000, 45_000, 0.01),
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
        sentence="We advise, on present evidence, to advance this to a business case as SaaS, planned with about "
        "600 thousand euros.",
        decides="the enterprise PMO",
        likelihoods=(
            likelihood("A positive net value over five years", 0.72, "options.options.1.chance_net_positive"),
            likelihood("That the budget asked for will not suffice", 0.594, "cost.chance_within_budget"),
        ),
        confidence="moderate",
        confidence_sentence="Our confidence is moderate: 31 comparable projects, but no owner yet for the largest "
        "benefit.",
        grounds=(
            Ground("Comparable projects", "high", "31 finished software packages in this organisation."),
            Ground("Measured coverage", "high", "80 % ranges held 81 % of the time (n = 148)."),
            Ground("Evidence present", "moderate", "74 % of what a full proposal would bring."),
            Ground("Age of evidence", "moderate", "The oldest figure is 3 years old."),
            Ground("Inside and outside view", "low", "They differ by a factor of 1.7 at P80."),
        ),
        reasons=(
            Reason("SaaS costs less than building in 87 of 100 simulated futures.", "options.0.p", 0.87, "probability"),
            Reason("It serves two goals that carry 34 % of the weight of all goals.", "alignment.share", 0.34, "share"),
            Reason("Doing nothing costs about 260 k€ over the same five years.", "options.options.0", 262e3, "money"),
            Reason(
                "The budget asked for suffices in 41 of 100 futures.", "cost.chance_within_budget", 0.406, "probability"
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
            "A yes from IT operations to the first question: reusing the service desk becomes our advice.",
        ),
        dissent=("On “urgency” the scores run from 2 (Finance director) to 9 (Director of operations).",),
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
            "Citizens write to eleven mailboxes; nobody can say how many requests are open or how long they wait.",
            "One portal and one queue for all requests, linked to the register and the ERP.",
            "The mailbox archive leaves support in two years; complaints go on rising.",
            "2027-04-01/2027-09-30",
            "2028-06-30",
            380_000,
        ),
        context=Context(
            "sample organisation", True, "the enterprise PMO", "2026-11-22", "2027-02-20", "EUR", 2026, "en_GB"
        ),
        advice=advice,
        readiness=Readiness(_evidence_items(), 0.74),
        alignment=_alignment(),
        cost=cost,
        options=options,
        effort=estimate("effort_person_hours", "person-hours", 3_920),
        duration=estimate("duration_days", "calendar days", 395, n=151),
        history_cost=estimate("cost", "money", 465_000, n=139),
        outside_cost=_outside("cost", 1.2, 380_000, "the requested budget"),
        outside_effort=_outside(
            "effort_person_hours", 1.26, 3_000, "the effort stated in the proposal", "person-hours"
        ),
        outside_duration=_outside(
            "duration_days", 1.31, 300, "the time between start window and wanted finish", "days"
        ),
        bias_effort=bias("effort_person_hours", 1.31),
        bias_duration=bias("duration_days", 1.12),
        bias_cost=bias("cost", 1.18),
        uplift_cost=optimism_uplift("capital_cost", 380_000, "the requested budget", Settings()),
        uplift_duration=optimism_uplift("duration_days", 270, "the duration that the proposal expects", Settings()),
        public_cost=public_outside_view(
            380_000, "the requested budget", NotAssessed("outside view", "there are too few projects"), Settings()
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
                "duration", "The works council meets in March.", None, 395.0, "calendar days", None, None, None
            ),
        ),
        standing=standings.standing(),
        second_opinions=standings.opinions(),
        requires=(),
        required_by=(),
        risks=(
            RiskLine(
                "The register offers no interface for writing",
                0.35,
                (20_000, 60_000, 140_000),
                (20, 60, 120),
                "pre-mortem",
            ),
            RiskLine("The works council asks for changes late", 0.5, None, (10, 30, 90), "register"),
            RiskLine("Licence prices rise at renewal", None, (15_000, 40_000, 90_000), None, "register"),
        ),
        evidence=(
            EvidenceLine(
                "Licence price per user and month", "supplier's offer", 0.3, "strong", "a dated offer in writing"
            ),
            EvidenceLine(
                "Effort and its range", "148 finished projects", 3.1, "fair", "own history, coverage measured"
            ),
            EvidenceLine("Saving of six posts", "statement of the department", 0.6, "weak", "no owner and no measure"),
            EvidenceLine("Number of requests by letter", "nobody yet", None, "absent", "asked in the open questions"),
        ),
        provenance=Provenance(
            "9f2c4be1a07d3358c1f6a1e0b7d94c2f5a6b8e9d0c1f2a3b4c5d6e7f8091a241",
            "0.1.0",
            20261122,
            16384,
            {"validity_days": 90},
            "3.11.2",
            {"numpy": "2.4.0", "pandas": "3.1.0", "scikit-learn": "1.9.0"},
            ("vendor_score: known only after a project ended", "3 finished projects without an actual"),
        ),
    )


def poor() -> Assessment:
    """A proposal of which only id and title are known, in a workspace that declares no currency."""
    nothing = "there are neither cost ranges nor a requested budget"
    questions = tuple(
        Question("the asking department", text, effect, topic)
        for text, effect, topic in (
            ("Which business need does it answer, and what happens if it is not done?", "Says why at all.", "need"),
            (
                "Which goal does it serve, and how much of the way would it bring?",
                "Places it among the others.",
                "goals",
            ),
            ("What budget is asked for?", "Lets us say with what chance it suffices.", "budget"),
            ("Which options were looked at, doing nothing among them?", "Lets us compare.", "options"),
            (
                "Which benefits are expected, who owns them, how are they measured?",
                "Makes a net value possible.",
                "benefits",
            ),
            ("What could go wrong?", "Sharpens cost and time.", "risks"),
        )
    )
    items = tuple(
        EvidenceItem(question.topic, question.topic.capitalize(), False, "nothing stated", 1 / 6, question)
        for question in questions
    )
    return Assessment(
        schema_version="1.0",
        proposal=ProposalFacts("7", "Archive renewal", *([None] * 10)),  # type: ignore[arg-type]
        context=Context("my-workspace", False, "the enterprise PMO", "2026-11-22", "2027-02-20", None, None, "en_GB"),
        advice=Advice(
            position="explore",
            sentence="We advise, on present evidence, to explore this first: what it is for and what it would take "
            "is not known yet.",
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
        cost=NotAssessed("cost", nothing),
        options=NotAssessed("options", "no option is stated"),
        effort=NotAssessed("effort", "there is no table of finished projects"),
        duration=NotAssessed("duration", "there is no table of finished projects"),
        history_cost=NotAssessed("cost from history", "there is no table of finished projects"),
        outside_cost=NotAssessed("outside view of cost", "there is no table of finished projects"),
        outside_effort=NotAssessed("outside view of effort", "there is no table of finished projects"),
        outside_duration=NotAssessed("outside view of duration", "there is no table of finished projects"),
        bias_effort=NotAssessed("bias of your estimates", "there is no history of finished projects"),
        bias_duration=NotAssessed("bias of your estimates", "there is no history of finished projects"),
        bias_cost=NotAssessed("bias of your estimates", "there is no history of finished projects"),
        uplift_cost=NotAssessed("uplift", "the proposal states no figure of its own"),
        uplift_duration=NotAssessed("uplift", "the proposal states no figure of its own"),
        public_cost=NotAssessed("public view", "the proposal states no figure of its own"),
        business_case=NotAssessed("business case", "no option is stated"),
        risk=NotAssessed("risk in cost and time", "no option is stated"),
        open_questions=ValueOfInformation((), NotAssessed("value of information", "nothing is drawn"), None),
        standing=NotAssessed("standing", "nobody has scored a proposal"),
        notes=(),
        second_opinions=(),
        requires=(),
        required_by=(),
        risks=(),
        evidence=(),
        provenance=Provenance("0" * 64, "0.1.0", 20261122, 16384, {}, "3.11.2", {}, ()),
    )


def hostile() -> Assessment:
    """The rich one with every text turned against the page."""
    base = poisoned(rich(), NASTY)
    proposal = replace(base.proposal, id="P-666", title=EVIL_LONG, need=EVIL_LONG, description=UNBROKEN * 3)
    context = replace(base.context, currency="<b>X</b>", locale="en_GB", as_of="2026-11-22", valid_until="2027-02-20")
    # Enumerated words stay words: the tables' vocabularies refuse others. Everything a user may type is poisoned.
    advice = replace(base.advice, position="explore", confidence="low")
    return replace(
        base, proposal=proposal, context=context, advice=advice, business_case=_chained(base), schema_version="1.0"
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
        return replace(thing, **{name: poisoned(getattr(thing, name), poison) for name in thing.__dataclass_fields__})
    return thing


def without_currency(assessment: Assessment) -> Assessment:
    return replace(assessment, context=replace(assessment.context, currency=None, price_year=None))


# ------------------------------------------------------------------------------------------------ a run for the index

OUTCOMES = (
    "Requests answered within five working days",
    "Cost of paper handling down by a third",
    "Every payment traceable to its contract",
    "Field teams plan from one map",
    "Audit findings closed within the year",
    "Energy use of buildings down by a fifth",
)
TITLES = (
    "One front door for service requests",
    "Contract register with obligations",
    "Digital mailroom",
    "Map of works",
    "Automatic matching of invoices",
    "Meter data in one place",
    "Inspection app for field teams",
    "Archive renewal",
    "Shared calendar of closures",
    "Supplier self-service",
    "Case file for appeals",
    "Forecast of building energy",
)
DEPARTMENTS = ("Customer services", "Finance", "Works", "Legal", "Facilities", "Audit")


def run(proposals: int, failed: int = 0, *, base: Assessment | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Manifest and assessments of an invented run, as they stand in the JSON files."""
    rng = np.random.default_rng(7)
    base = base or rich()
    entries: list[dict[str, Any]] = []
    found: dict[str, Any] = {}
    for number in range(1, proposals + 1):
        ident = f"P-{number:03d}"
        title = f"{TITLES[number % len(TITLES)]}{'' if number <= len(TITLES) else f' {number // len(TITLES) + 1}'}"
        entry = {
            "id": ident,
            "title": title,
            "status": "rendered",
            "why": None,
            "input_hash": "0" * 64,
            "seed": 20261122,
            "as_of": "2026-11-22",
            "versions": {"python": "3.11.2", "pmo-toolkit": "0.1.0"},
            "seconds": 3.2,
            "report": f"{ident}/report.html",
            "notebook": f"{ident}/assessment.ipynb",
            "assessment": f"{ident}/assessment.json",
        }
        entries.append(entry)
        if number <= failed:
            entry |= {"status": "failed", "report": None, "assessment": None}
            entry["why"] = (
                "row fault: costs, row 14, column high: low exceeds high; found '12 000'; expected at least 40000"
            )
            continue
        found[ident] = _as_json(_varied(base, ident, title, rng))
    manifest = {
        "schema_version": "1.0",
        "made_by": "pmo-toolkit",
        "workspace": "sample organisation",
        "is_sample": True,
        "state": "done",
        "set_aside": [],
        "proposals": entries,
    }
    return manifest, found


def _varied(base: Assessment, ident: str, title: str, rng: np.random.Generator) -> Assessment:
    position = str(rng.choice(POSITIONS, p=(0.3, 0.15, 0.3, 0.15, 0.1)))
    confidence = str(rng.choice(("high", "moderate", "low"), p=(0.15, 0.5, 0.35)))
    department = str(rng.choice(DEPARTMENTS))
    facts = replace(base.proposal, id=ident, title=title, department=department)
    changed = replace(base, proposal=facts, advice=replace(base.advice, position=position, confidence=confidence))
    pick = rng.random()
    goals: tuple[GoalServed, ...] = ()
    if pick > 0.12:
        goals = tuple(
            GoalServed(
                f"G{place}",
                OUTCOMES[place],
                None,
                None,
                None,
                None,
                None,
                None,
                float(rng.uniform(0.05, 0.3)),
                float(rng.uniform(0.05, 0.5)),
            )
            for place in rng.choice(len(OUTCOMES), size=int(rng.integers(1, 3)), replace=False)
        )
    changed = replace(changed, alignment=replace(base.alignment, goals=goals))
    if rng.random() < 0.15 or not isinstance(base.cost, CostView):
        missing = NotAssessed("cost", "there are neither cost ranges nor a requested budget")
        return replace(changed, cost=missing)
    middle = float(np.exp(rng.normal(12.8, 0.9)))
    budget = None if rng.random() < 0.2 else middle * float(rng.uniform(0.7, 1.4))
    chance = None if budget is None else float(np.clip(0.5 + np.log(budget / middle), 0.02, 0.98))
    cost = replace(base.cost, cost=quantiles(middle, 0.45), requested_budget=budget, chance_within_budget=chance)
    return replace(changed, cost=cost, proposal=replace(facts, requested_budget=budget))


def _as_json(assessment: Assessment) -> dict[str, Any]:
    return asdict(assessment)


def poisoned_manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """A manifest whose titles, reasons and names are turned against the page."""
    proposals = [each | {"title": EVIL_LONG, "why": each["why"] and NASTY + UNBROKEN} for each in manifest["proposals"]]
    return manifest | {"proposals": proposals, "workspace": NASTY, "decides": NASTY}


def _option(
    ident: str,
    kind: str,
    title: str,
    cost: Quantiles,
    net: Quantiles | NotAssessed | None,
    exit_cost: float | None,
    lock_in: str | None,
    elements: int,
    preferred: bool,
) -> OptionResult:
    baseline = Quantiles(0.0, 0.0, 0.0, 0.0, 0.0, "money") if net is None else net
    chance = {"O-2": 0.72, "O-3": 0.61}.get(ident)
    return OptionResult(ident, kind, title, 60, cost, cost, baseline, chance, exit_cost, lock_in, elements, preferred)


def _outside(target: str, middle: float, applied: float, label: str, unit: str = "money") -> OutsideView:
    ratio = quantiles(middle, 0.45, "ratio")
    result = Quantiles(*(applied * getattr(ratio, name) for name in ("p10", "p20", "p50", "p80", "p90")), unit)
    reference = ReferenceClass("software package, all departments", 31, (("software package, Customer services", 6),))
    return OutsideView(target, reference, ratio, 0.66, applied, label, result, None)


def _evidence_items() -> tuple[EvidenceItem, ...]:
    return (
        EvidenceItem("need", "Need and risk of not doing", True, "both are stated", 0.1, None),
        EvidenceItem("goals", "Goals served, with contribution", True, "2 goals", 0.15, None),
        EvidenceItem("costs", "Costs with ranges", True, "20 elements over 4 options", 0.2, None),
        EvidenceItem("options", "Options incl. doing nothing", True, "4 options", 0.15, None),
        EvidenceItem("budget", "Requested budget", True, "stated", 0.1, None),
        EvidenceItem("benefits", "Benefits with an owner", False, "one of three has no owner", 0.16, QUESTIONS[1]),
        EvidenceItem("size", "Size and cost drivers", False, "number of letters is not stated", 0.1, QUESTIONS[3]),
        EvidenceItem("risks", "Risks", True, "3 risks", 0.04, None),
    )


def _alignment() -> Alignment:
    return Alignment(
        goals=(
            GoalServed(
                "G1",
                OUTCOMES[0],
                "share of requests answered in time",
                "%",
                62,
                85,
                "2028-12-31",
                "Head of customer services",
                0.22,
                0.35,
            ),
            GoalServed(
                "G3", OUTCOMES[1], "cost of paper handling", "k€ a year", 640, 430, "2029-12-31", None, 0.12, 0.1
            ),
        ),
        capabilities=(
            CapabilityRaised("C12", "Case intake", "Serving citizens", 5, 2, 4, 1.5, "Customer services"),
            CapabilityRaised("C31", "Records keeping", "Administration", 3, 3, 4, None, "Legal"),
        ),
        benefits=(
            BenefitLine(
                "Six posts freed for other work",
                "G1",
                "posts in the intake teams",
                110_000,
                190_000,
                280_000,
                "money per year",
                12,
                None,
                True,
            ),
            BenefitLine(
                "Fewer repeated requests",
                "G1",
                "repeated requests",
                2_000,
                5_000,
                9_000,
                "unit per year",
                6,
                "Customer services",
                False,
            ),
            BenefitLine(
                "Less printing and postage",
                "G3",
                "postage account",
                12_000,
                20_000,
                31_000,
                "money per year",
                3,
                "Finance",
                True,
            ),
        ),
    )
