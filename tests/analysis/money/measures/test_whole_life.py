"""Whole-life cost by what it is for."""

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cash_streams import cost_streams
from pmo_toolkit.analysis.money.measures.whole_life import whole_life
from tests.analysis.money.business_case.cases import (
    NAN,
    RATIOS,
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    compared,
    costs,
    options,
)
from tests.analysis.money.business_case.test_case import case, one


def parts(made) -> dict[str, float]:
    return {
        each.purpose: None if isinstance(each.cost, NotAssessed) else each.cost.p50
        for each in made.parts
    }


ALL = costs(
    ("O-SaaS", "Roll-out", 100, 100, 100, "once", "capital"),
    ("O-SaaS", "Subscription", 2, 2, 2, "per month", "run"),
    ("O-SaaS", "Repairs", 6, 6, 6, "per year", "maintenance"),
    ("O-SaaS", "Contract management", 4, 4, 4, "per year", "management"),
    ("O-SaaS", "Moving the data out", 15, 15, 15, "once", "exit"),
    ("O-SaaS", "Insurance", 1, 1, 1, "per year", "a word of the house"),
    ("O-nothing", "Run", 0, 0, 0, "per year", None),
)


def test_all_purposes_by_hand():
    opts = options({"kind": "nothing"}, {"kind": "SaaS", "exit_cost": 5.0})
    made = one(case(opts, ALL), "SaaS").whole_life
    assert parts(made) == pytest.approx(
        {
            "capital": 100,
            "run": 120,
            "maintenance": 30,
            "management": 20,
            "exit": 20,
            "a word of the house": 5,
        }
    )
    assert sum(each.share for each in made.parts) == pytest.approx(1.0)
    assert made.total.p50 == pytest.approx(295) and made.purpose_inferred == ()


def test_an_exit_that_is_stated_among_the_cost_falls_due_at_the_end_and_is_never_scaled():
    opts = options({"kind": "nothing"}, {"kind": "SaaS"})
    drawn = compared(opts, ALL, TWO_BENEFITS, ratios=(2.0, 2.0))
    leaving = next(each for each in drawn.draws["O-SaaS"].elements if each.purpose == "exit")
    assert leaving.period == "at the end"
    assert np.median(leaving.present) == pytest.approx(15 * 1.035**-5)
    made = one(case(opts, ALL, ratios=(2.0, 2.0)), "SaaS").whole_life
    assert parts(made)["exit"] == pytest.approx(15) and parts(made)["capital"] == pytest.approx(200)


def test_a_purpose_that_nobody_stated_is_inferred_and_said_to_be():
    made = one(case(), "build").whole_life
    assert made.purpose_inferred == ("Development",)
    found = {each.purpose: each.cost for each in made.parts}
    assert isinstance(found["management"], NotAssessed) and "may hold it" in found["management"].why
    assert isinstance(found["exit"], NotAssessed) and "leaving" in found["exit"].why
    assert found["capital"].p50 > 0


def test_leaving_that_is_stated_to_cost_nothing_is_an_answer():
    drawn = compared(THREE.assign(exit_cost=[NAN, NAN, 0.0]), THREE_COSTS, TWO_BENEFITS).draws[
        "O-build"
    ]
    assert parts(whole_life(drawn, 60, 0.0))["exit"] == 0.0
    assert parts(whole_life(drawn, 60, None))["exit"] is None


@pytest.mark.parametrize("ratios", [(), RATIOS])
def test_the_streams_of_cost_add_up_to_the_cost_in_every_draw(ratios):
    import pandas as pd

    risks = pd.DataFrame(
        [
            {
                "probability": 0.3,
                "impact_money_low": 10,
                "impact_money_mode": 20,
                "impact_money_high": 60,
            }
        ]
    )
    drawn = compared(THREE, THREE_COSTS, TWO_BENEFITS, ratios=ratios, risks=risks)
    for each in drawn.draws.values():
        streams = cost_streams(each, 60, sign=1.0)
        assert sum(stream.total for stream in streams) == pytest.approx(each.adjusted)
    kinds = {stream.kind for stream in cost_streams(drawn.draws["O-SaaS"], 60)}
    assert "risks" in kinds, "stated risks stand beside the outside view"


def test_the_tail_is_shown():
    plain, scaled = one(case(), "SaaS").whole_life, one(case(ratios=RATIOS), "SaaS").whole_life
    assert scaled.chance_over_median_half > plain.chance_over_median_half and scaled.outside_view
