"""Parts of invented assessments: figures, options, evidence, alignment."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from pmo_toolkit.advice import Likelihood
from pmo_toolkit.analysis.base.likelihood import likelihood_words
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.estimating.estimate import (
    Analogue,
    Effect,
    Estimate,
    Interval,
    LaterProjects,
)
from pmo_toolkit.analysis.estimating.reference.class_effects import ClassEffect
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, ReferenceClass
from pmo_toolkit.analysis.evidence.alignment import (
    Alignment,
    BenefitLine,
    CapabilityRaised,
    GoalServed,
)
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.view import RiskView
from pmo_toolkit.assessment.result import EstimateBias
from pmo_toolkit.core.settings import Settings

OUTCOMES = (
    "Requests answered within five working days",
    "Cost of paper handling down by a third",
    "Every payment traceable to its contract",
    "Field teams plan from one map",
    "Audit findings closed within the year",
    "Energy use of buildings down by a fifth",
)


def draws(median: float, spread: float, n: int = 4096) -> np.ndarray:
    """Lognormal quantiles: a right-skewed sample without any randomness."""
    from scipy.stats import norm

    return median * np.exp(spread * norm.ppf((np.arange(n) + 0.5) / n))


def quantiles(median: float, spread: float, unit: str = "money") -> Quantiles:
    return Quantiles.of(draws(median, spread), unit)


def shifted(low: float, middle: float, high: float, unit: str = "money") -> Quantiles:
    """Quantiles through three given values, P10, P50 and P90."""
    return Quantiles(
        low, low + 0.45 * (middle - low), middle, middle + 0.6 * (high - middle), high, unit
    )


def interval(level: float, median: float, z_spread: float, coverage: float, n: int) -> Interval:
    half = float(np.exp(z_spread))
    return Interval(
        level, median / half, median * half, coverage, coverage - 0.07, coverage + 0.05, n
    )


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
            Analogue(
                f"H-{i:03d}",
                f"Letters desk, stage {i}",
                0.04 * i,
                point * (0.7 + 0.2 * i),
                stated,
                facts,
            )
            for i, stated in enumerate((0.9 * point, None, 1.1 * point), start=1)
        ),
        effects=(
            Effect("class", "custom development instead of software package", 1.4 * point, 0.4),
            Effect("user_count", "+10 %", 0.98 * point, -0.02),
        ),
        remarks=(
            (
                "12 of 148 rows lie about 160 × above the others, few between: as if hours and"
                " months were mixed"
            ),
        ),
        left_out=3,
    )


@cache
def risk_view() -> RiskView:
    """A small simulation of cost and time.

    Three cost elements, four activities, two risks and one without a chance.
    """
    ends = ("low", "mode", "high")
    nan = float("nan")
    options = pd.DataFrame(
        [("O-2", "SaaS", 60.0, 45_000.0, 2)],
        columns=["id", "kind", "term_months", "exit_cost", "_row"],
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
            (
                "The register offers no interface for writing",
                0.35,
                2e4,
                6e4,
                14e4,
                20,
                60,
                120,
                "pre-mortem",
            ),
            ("The works council asks for changes late", 0.5, nan, nan, nan, 10, 30, 90, "register"),
            (
                "Licence prices rise at renewal",
                nan,
                15_000,
                40_000,
                90_000,
                nan,
                nan,
                nan,
                "register",
            ),
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
        columns=[
            "activity",
            "title",
            "predecessors",
            *(f"duration_days_{end}" for end in ends),
            "correlation_group",
        ],
    ).assign(option=None)
    settings = Settings().with_overrides({"draws": 4096, "seed": 20261122})
    return simulate_proposal(
        options,
        costs,
        risks,
        activities,
        proposal="P-017",
        option="O-2",
        requested_budget=380_000,
        wanted_days=250,
        ratios=lambda u: np.exp(0.1 + 0.3 * (np.asarray(u) - 0.5)),
        settings=settings,
    )


def bias(target: str, ratio: float) -> EstimateBias:
    ends = ratio / 1.1, ratio * 1.1
    sentence = (
        f"Your estimates run {ratio:.2f} × too low (95 % range {ends[0]:.2f} to {ends[1]:.2f}, 140"
        " projects)."
    )
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
    Question(
        "Legal",
        "May the data be held outside the country?",
        "Rules out two of three suppliers.",
        "constraints",
    ),
    Question(
        "Customer services",
        "How many requests arrive by letter today?",
        "Narrows the range of the largest cost element by about a third.",
        "size",
    ),
)


def option(
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
    return OptionResult(
        ident,
        kind,
        title,
        60,
        cost,
        cost,
        baseline,
        chance,
        exit_cost,
        lock_in,
        elements,
        preferred,
    )


def outside(
    target: str, middle: float, applied: float, label: str, unit: str = "money"
) -> OutsideView:
    ratio = quantiles(middle, 0.45, "ratio")
    result = Quantiles(
        *(applied * getattr(ratio, name) for name in ("p10", "p20", "p50", "p80", "p90")), unit
    )
    reference = ReferenceClass(
        "software package",
        31,
        (("Customer services", 6),),
        (ClassEffect("class", "software package", 12, 0.7, 0.95),),
        20.0,
    )
    return OutsideView(target, reference, ratio, 0.66, applied, label, result, None)


def evidence_items() -> tuple[EvidenceItem, ...]:
    return (
        EvidenceItem("need", "Need and risk of not doing", True, "both are stated", 0.1, None),
        EvidenceItem("goals", "Goals served, with contribution", True, "2 goals", 0.15, None),
        EvidenceItem("costs", "Costs with ranges", True, "20 elements over 4 options", 0.2, None),
        EvidenceItem("options", "Options incl. doing nothing", True, "4 options", 0.15, None),
        EvidenceItem("budget", "Requested budget", True, "stated", 0.1, None),
        EvidenceItem(
            "benefits",
            "Benefits with an owner",
            False,
            "one of three has no owner",
            0.16,
            QUESTIONS[1],
        ),
        EvidenceItem(
            "size",
            "Size and cost drivers",
            False,
            "number of letters is not stated",
            0.1,
            QUESTIONS[3],
        ),
        EvidenceItem("risks", "Risks", True, "3 risks", 0.04, None),
    )


def alignment() -> Alignment:
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
                "G3",
                OUTCOMES[1],
                "cost of paper handling",
                "k€ a year",
                640,
                430,
                "2029-12-31",
                None,
                0.12,
                0.1,
            ),
        ),
        capabilities=(
            CapabilityRaised(
                "C12", "Case intake", "Serving citizens", 5, 2, 4, 1.5, "Customer services"
            ),
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
