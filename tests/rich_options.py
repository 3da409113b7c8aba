"""The options of the rich assessment, and the cost of the preferred one. All invented."""

from __future__ import annotations

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.money.cost import CostView, ProjectCost
from pmo_toolkit.analysis.money.option_results import CostElement, OptionsComparison
from tests.assessment_parts import (
    draws,
    option,
    quantiles,
    shifted,
)


def options_comparison() -> OptionsComparison:
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


def cost_view() -> CostView:
    """The cost of the preferred option against a budget that is too small."""
    saas = quantiles(420_000, 0.42)
    return CostView(
        basis="options",
        label="whole-life cost over 60 months as SaaS, discounted",
        cost=saas,
        curve=Curve.of(draws(420_000, 0.42), "money"),
        inside=quantiles(350_000, 0.22),
        outside=saas,
        history=None,
        requested_budget=380_000,
        chance_within_budget=0.406,
        contingency=218_000,
        plan_percentile=0.8,
        project=ProjectCost(
            quantiles(240_000, 0.42), quantiles(205_000, 0.22), quantiles(265_000, 0.66)
        ),
    )
