"""Discrete risks: expectation by hand, what is left out, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.uncertainty.risks import DiscreteRisk, discrete_risks, draw_risks
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint

NAN = float("nan")
N = 8192


def row(
    title="Late supplier", probability=0.25, money=(NAN, NAN, NAN), days=(NAN, NAN, NAN)
) -> dict:
    ends = ("low", "mode", "high")
    return {
        "title": title,
        "probability": probability,
        **{f"impact_money_{end}": value for end, value in zip(ends, money, strict=True)},
        **{f"impact_days_{end}": value for end, value in zip(ends, days, strict=True)},
    }


def test_a_risk_costs_its_probability_times_its_effect_on_average():
    risks, findings = discrete_risks(pd.DataFrame([row(money=(10, 40, 70), days=(5, 5, 5))]))
    (drawn,) = draw_risks(risks, proposal="P", draws=N, seed=1)
    assert findings == ()
    assert drawn.money.mean() == pytest.approx(0.25 * 40, rel=5e-3)
    assert drawn.days.mean() == pytest.approx(0.25 * 5, rel=1e-3)
    assert np.array_equal(drawn.money > 0, drawn.days > 0)


def test_what_states_no_probability_or_no_effect_is_named_and_left_out():
    rows = pd.DataFrame(
        [row("A", probability=NAN, money=(1, 2, 3)), row("B"), row("C", days=(1, 2, 3))]
    )
    risks, findings = discrete_risks(rows)
    assert [each.title for each in risks] == ["C"]
    assert "“A” states no probability" in findings[0] and "“B” states no effect" in findings[1]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (row(probability=-0.1, money=(1, 2, 3)), "“Late supplier”.*between 0 and 1, found -0.1"),
        (row(probability=1.5, money=(1, 2, 3)), "found 1.5"),
        (row(money=(5, 2, 9)), "“Late supplier”, effect on money.*value 5 .*value 2"),
        (row(days=(-5, 2, 9)), "effect on days must not be negative, found -5"),
    ],
)
def test_unfit_risks_are_refused_by_name(stated, words):
    with pytest.raises(ValueError, match=words):
        discrete_risks(pd.DataFrame([stated]))


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=4
    )
)
@settings(max_examples=25, deadline=None)
def test_adding_a_risk_never_lowers_a_quantile_and_changes_no_other_draw(stated):
    risks = [
        DiscreteRisk(f"risk {i}", p, ThreePoint(*sorted((a, (a + b) / 2, b))), None, i)
        for i, (p, a, b) in enumerate(stated)
    ]
    fewer = draw_risks(risks[:-1], proposal="P", draws=1024, seed=2)
    more = draw_risks(risks, proposal="P", draws=1024, seed=2)
    for one, again in zip(fewer, more, strict=False):
        assert np.array_equal(one.money, again.money)
    shares = np.linspace(0.01, 0.99, 30)
    before = np.quantile(sum((each.money for each in fewer), np.zeros(1024)), shares)
    assert np.all(np.quantile(sum(each.money for each in more), shares) >= before)
