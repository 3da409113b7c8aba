"""The whole business case.

It agrees with the comparison that it is made from, and says what it cannot say.
"""

import json

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.alignment import Alignment, CapabilityRaised, GoalServed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.core.canonical_json import canonical_json
from tests.analysis.money.business_case.cases import (
    NAN,
    QUICK,
    RATIOS,
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    benefits,
    compared,
    costs,
    options,
)

GOALS = pd.DataFrame({"id": ["G-1"], "title": ["Quicker answers"]})
NOBODY = Alignment((), (), ())


def case(
    opts=THREE, cost=THREE_COSTS, gains=TWO_BENEFITS, *, position=None, alignment=NOBODY, **more
) -> BusinessCase:
    drawn = compared(opts, cost, gains, **more)
    made = business_case(
        drawn, opts, gains, GOALS, alignment, settings=QUICK, department="IT", position=position
    )
    assert isinstance(made, BusinessCase)
    return made


def one(made: BusinessCase, kind: str):
    return next(each for each in made.options if each.kind == kind)


@pytest.mark.parametrize("ratios", [(), RATIOS])
@pytest.mark.parametrize("delay", [NAN, 9.0])
def test_the_same_draws_give_the_same_net_value_as_the_comparison(ratios, delay):
    opts = THREE.assign(months_to_benefit=delay, benefit_share=[NAN, 0.8, NAN])
    drawn = compared(opts, THREE_COSTS, TWO_BENEFITS, ratios=ratios)
    made = case(opts, ratios=ratios)
    for result in drawn.comparison.options[1:]:
        mine = next(each for each in made.options if each.id == result.id)
        for name in ("p10", "p50", "p90"):
            assert getattr(mine.measures.net_present_value, name) == pytest.approx(
                getattr(result.net_value, name)
            )
        assert mine.whole_life.total == result.cost
        assert mine.cash_flow.years[-1].year == 5
    assert made.against_next.difference.p50 == pytest.approx(
        np.median(drawn.values[made.preferred] - drawn.values[made.against_next.next])
    )
    assert made.against_next.chance_better == pytest.approx(drawn.comparison.chance_beats_next)


def test_a_later_first_benefit_is_worth_less():
    prompt = one(case(THREE.assign(months_to_benefit=0.0)), "SaaS")
    late = one(case(THREE.assign(months_to_benefit=12.0)), "SaaS")
    assert late.measures.net_present_value.p50 < prompt.measures.net_present_value.p50
    assert late.commitment.months_to_benefit == 12.0 and prompt.commitment.months_to_benefit == 0.0
    assert late.measures.payback.months > prompt.measures.payback.months
    assert isinstance(one(case(), "SaaS").commitment.months_to_benefit, NotAssessed)


def test_doing_nothing_has_a_cost_and_nothing_to_be_measured_against():
    nothing = one(case(), "nothing")
    assert nothing.whole_life.total.p50 > 0
    assert isinstance(nothing.cash_flow, NotAssessed) and isinstance(nothing.measures, NotAssessed)


def test_what_is_not_stated_is_not_assessed():
    unpriced = one(case(cost=THREE_COSTS[THREE_COSTS["option"] != "O-build"]), "build")
    assert isinstance(unpriced.whole_life, NotAssessed) and isinstance(
        unpriced.measures, NotAssessed
    )
    worthless = case(gains=benefits())
    assert isinstance(one(worthless, "SaaS").measures, NotAssessed)
    assert isinstance(one(worthless, "SaaS").whole_life.total, Quantiles)
    assert isinstance(worthless.against_next, NotAssessed) and worthless.worth_nothing == ()
    lonely = case(options({"kind": "SaaS"}), THREE_COSTS[THREE_COSTS["option"] == "O-SaaS"])
    assert isinstance(one(lonely, "SaaS").measures, NotAssessed)


def test_a_cost_of_leaving_alone_is_no_whole_life_cost():
    made = case(cost=THREE_COSTS[THREE_COSTS["option"] != "O-SaaS"])
    assert one(made, "SaaS").commitment.exit_cost == 20
    assert isinstance(one(made, "SaaS").whole_life, NotAssessed)


def test_no_options_no_case():
    refused = business_case(
        NotAssessed("options", "none", ReasonCode.NO_OPTION),
        THREE,
        TWO_BENEFITS,
        GOALS,
        NOBODY,
        settings=QUICK,
    )
    assert isinstance(refused, NotAssessed) and refused.why == "none"


def test_it_can_be_written_as_json_and_twice_the_same():
    alignment = Alignment(
        (GoalServed("G-1", "Quicker answers", None, None, None, None, None, None, None, None),),
        (CapabilityRaised("C-1", "Answering", None, None, None, None, None, None),),
        (),
    )
    text = canonical_json(
        case(ratios=RATIOS, alignment=alignment, position=lambda chance: str(chance > 0.5))
    )
    assert text == canonical_json(
        case(ratios=RATIOS, alignment=alignment, position=lambda chance: str(chance > 0.5))
    )
    assert json.loads(text)["discount_steps"] == [[0.0, 0.035], [30.0, 0.03], [75.0, 0.025]]


def test_a_term_beyond_thirty_years_uses_the_lower_rate():
    opts = options(
        {"kind": "nothing", "term_months": 480.0}, {"kind": "build", "term_months": 480.0}
    )
    cost = costs(
        ("O-nothing", "Run", 0, 0, 0, "per year", "run"),
        ("O-build", "Build", 100, 100, 100, "once", None),
    )
    value = one(
        case(opts, cost, benefits(("Gain", 12, 12, 12))), "build"
    ).measures.net_present_value.p50
    months = np.arange(1, 481) / 12
    factors = np.where(months <= 30, 1.035**-months, 1.035**-30 * 1.03 ** -(months - 30))
    assert value == pytest.approx(np.sum(factors) - 100)
