"""Net present value, payback, benefit to cost: by hand, and what must hold for any flow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cash_streams import CashStream, net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, at_month, level
from pmo_toolkit.analysis.money.measures.cashflow import cash_flow, yearly
from pmo_toolkit.analysis.money.measures.worth import measure, payback_month, payback_months
from pmo_toolkit.core.settings import Settings

GREEN_BOOK = DiscountSchedule.of(Settings())
ONES = np.ones(256)


def spent(amount, months=24, draws=ONES):
    return CashStream("Set-up", "capital", -amount * draws, at_month(months, 0))


def gained(per_month, months=24, draws=ONES, **more):
    return CashStream("Gain", "benefit", per_month * draws, level(months), **more)


def test_certain_figures_by_hand():
    made = measure([gained(10.0), spent(120.0)], GREEN_BOOK)
    worth = 10 * GREEN_BOOK.present(level(24))
    assert made.net_present_value.p50 == pytest.approx(worth - 120)
    assert made.benefit_cost_ratio == pytest.approx(worth / 120)
    assert made.payback.months == 12 and made.payback.p80_months == 12
    assert made.payback.discounted_months == 13
    assert made.payback.chance_within_term == 1.0 and made.chance_of_loss == 0.0
    # 120 = 10 × annuity over 24 months; at the yearly rate found, the present value is nought
    rate = made.internal_rate.rate
    assert np.sum(10 * (1 + rate) ** (-np.arange(1, 25) / 12)) == pytest.approx(120)


def test_payback_that_does_not_come_within_the_term_says_so():
    made = measure([gained(4.0), spent(120.0)], GREEN_BOOK)
    assert isinstance(made.payback.months, NotAssessed) and "24 months" in made.payback.months.why
    assert isinstance(made.payback.p80_months, NotAssessed)
    assert made.payback.chance_within_term == 0.0 and made.chance_of_loss == 1.0


def test_a_cost_at_the_end_takes_the_money_back_again():
    assert payback_month([-10, 6, 6, 6]) == 2
    assert isinstance(payback_month([-10, 6, 6, 6, -20]), NotAssessed)
    assert payback_month([-10, 6, 6, -4, 6]) == 4
    assert payback_month([0, 5]) == 0
    assert payback_month([-0.3, 0.1, 0.1, 0.1]) == 3


def test_an_option_that_saves_has_no_ratio():
    made = measure([gained(1.0), spent(-50.0)], GREEN_BOOK)
    assert isinstance(made.benefit_cost_ratio, NotAssessed)
    assert isinstance(made.internal_rate, NotAssessed)


def test_only_cashable_benefits_count_and_all_dis_benefits():
    flow = [
        gained(10.0, cashable=True),
        gained(5.0, cashable=False),
        gained(-2.0, cashable=False),
        spent(100.0),
    ]
    month = GREEN_BOOK.present(level(24))
    assert measure(flow, GREEN_BOOK).cashable_only.p50 == pytest.approx(8 * month - 100)
    assert isinstance(measure([gained(10.0), spent(100.0)], GREEN_BOOK).cashable_only, NotAssessed)


money = st.floats(-1e5, 1e5)


@given(first=money, second=money, factor=st.floats(-10, 10))
def test_net_present_value_is_linear_in_the_flows(first, second, factor):
    one, two = [gained(first)], [spent(second), gained(second)]
    joined = net_present_value([*one, *two], GREEN_BOOK)
    assert joined == pytest.approx(
        net_present_value(one, GREEN_BOOK) + net_present_value(two, GREEN_BOOK), abs=1e-4
    )
    scaled = net_present_value([gained(factor * first)], GREEN_BOOK)
    assert scaled == pytest.approx(factor * net_present_value(one, GREEN_BOOK), abs=1e-4)


flows = st.lists(st.floats(-100, 100), min_size=2, max_size=30)


@given(flow=flows, more=st.floats(0, 50))
def test_more_benefit_never_pays_back_later(flow, more):
    before = payback_month(flow)
    after = payback_month([flow[0], *(each + more for each in flow[1:])])
    if not isinstance(before, NotAssessed):
        assert not isinstance(after, NotAssessed) and after <= before


@given(per_month=st.floats(0.5, 50), more=st.floats(0, 20), seed=st.integers(0, 99))
def test_more_benefit_pays_back_no_later_in_any_draw(per_month, more, seed):
    draws = np.random.default_rng(seed).uniform(0.5, 1.5, 64)
    cost = spent(100.0, draws=draws)
    before = payback_months([gained(per_month, draws=np.ones(64)), cost])
    assert (payback_months([gained(per_month + more, draws=np.ones(64)), cost]) <= before).all()


def test_every_draw_agrees_with_the_single_flow():
    draws = np.array([50.0, 99.9, 140.0, 250.0])
    each = payback_months(
        [gained(10.0, draws=np.ones(4)), CashStream("c", "capital", -draws, at_month(24, 0))]
    )
    assert each.tolist() == [5, 10, 14, 25], "25: not within the 24 months"


def test_years_add_up_to_the_whole_and_the_last_may_be_short():
    draws = np.random.default_rng(1).uniform(0.5, 1.5, 256)
    flow = [gained(10.0, months=30), spent(120.0, months=30, draws=draws)]
    assert np.sum(yearly(flow, "net"), axis=0) == pytest.approx(sum(each.total for each in flow))
    made = cash_flow(flow, net_present_value(flow, GREEN_BOOK))
    assert [year.months for year in made.years] == [0, 12, 12, 6]
    assert [year.benefit for year in made.years] == pytest.approx([0, 120, 120, 60])
    assert made.years[0].cost == pytest.approx(np.median(120 * draws), rel=0.02)
    assert made.years[-1].cumulative == Quantiles.of(sum(each.total for each in flow), "money")


def test_no_stream_at_all_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        net_present_value([], GREEN_BOOK)
