"""A start that waits for people has its price: the same term, draws and day of reference."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, business_case
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.cost_lines import OPTION_ORDER
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from tests.analysis.money.business_case.cases import (
    NAN,
    QUICK,
    RATIOS,
    RISK_COLUMNS,
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    benefits,
    costs,
    options,
)
from tests.sample_options import inputs_of, owned, tables_of

GOALS = pd.DataFrame({"id": ["G-1"], "title": ["Quicker answers"]})
DRAWS = QUICK.simulation.draws
FACTOR = DiscountSchedule.of(QUICK).monthly(60)


def waits(months, *kinds: str) -> dict[str, StartWait]:
    days = np.broadcast_to(np.asarray(months, dtype=float) * DAYS_A_MONTH, (DRAWS,))
    return {f"O-{kind}": StartWait(days) for kind in kinds}


def priced(
    opts=THREE, cost=THREE_COSTS, gains=TWO_BENEFITS, *, months=None, ratios=(), not_before=0.0
) -> ComparedOptions:
    waited = None if months is None else waits(months, "SaaS", "build", "minimum")
    made = compare_options(
        opts,
        cost,
        gains,
        pd.DataFrame(columns=RISK_COLUMNS),
        dict.fromkeys(OPTION_ORDER, ratios),
        proposal="P",
        not_before=not_before,
        waits=waited,
        settings=QUICK,
    )
    assert isinstance(made, ComparedOptions)
    return made


def case_of(made: ComparedOptions, opts=THREE, gains=TWO_BENEFITS) -> BusinessCase:
    case = business_case(made, opts, gains, GOALS, Alignment((), (), ()), settings=QUICK)
    assert isinstance(case, BusinessCase)
    return case


CERTAIN = costs(
    ("O-nothing", "Run", 12, 12, 12, "per year", "run"),
    ("O-nothing", "Patch", 30, 30, 30, "once", "capital"),
    ("O-SaaS", "Set up", 100, 100, 100, "once", "capital"),
    ("O-SaaS", "Run", 6, 6, 6, "per year", "run"),
    ("O-minimum", "Set up", 10, 10, 10, "once", "capital"),
    ("O-minimum", "Run", 9, 9, 9, "per year", "run"),
)


@pytest.mark.parametrize(
    ("people", "required"),
    [(0, 0), (1, 0), (5, 0), (59, 0), (0, 5), (None, 5), (5, 2), (2, 5), (None, 59)],
)
def test_the_price_of_a_later_start_by_hand(people, required):
    wait = max(people or 0, required)
    opts = options(
        {"kind": "nothing"},
        {"kind": "minimum", "months_to_benefit": 0.0, "benefit_share": 0.5},
        {"kind": "SaaS", "months_to_benefit": 4.0, "exit_cost": 20.0},
    )
    gains = benefits(("Gain", 60, 60, 60))
    made = priced(opts, CERTAIN, gains, months=people, not_before=required * DAYS_A_MONTH)
    begun = FACTOR[wait + 1 :].sum()
    # today's service ends a month after the first benefit, counted from the end of the wait
    replaced = min(wait + 4 + QUICK.money.parallel_months, 60)
    spared = FACTOR[replaced + 1 :].sum() + (30 if wait == 0 else 0)
    saas = 5 * FACTOR[min(wait + 4, 60) + 1 :].sum() - 100 * FACTOR[wait] - 0.5 * begun
    assert made.values["O-SaaS"][0] == pytest.approx(saas + spared - 20 * FACTOR[60])
    # the minimum keeps today's service, and takes it over when it begins
    minimum = 2.5 * begun - 10 * FACTOR[wait] - 0.75 * begun
    spared = begun + (30 if wait == 0 else 0)
    assert made.values["O-minimum"][0] == pytest.approx(minimum + spared)
    assert not made.values["O-nothing"].any()


@pytest.mark.parametrize("people", [0, 3, 8])
def test_the_price_of_waiting_for_people_is_what_they_add_to_what_is_required(people):
    opts, required = THREE.assign(months_to_benefit=3.0), 5 * DAYS_A_MONTH
    made = priced(opts, months=people, ratios=RATIOS, not_before=required)
    alone = priced(opts, ratios=RATIOS, not_before=required)
    assert alone.if_free is None
    assert made.if_free == pytest.approx(alone.values[made.comparison.preferred])
    longest = priced(opts, months=max(people, 5), ratios=RATIOS)
    for key, value in longest.values.items():
        assert made.values[key] == pytest.approx(value)
    found = case_of(made, opts).wait_for_people
    assert (found.cost.p50 > 0) == found.is_felt == (people > 5)


def test_doing_nothing_waits_for_nothing():
    free, late = priced(), priced(not_before=300.0)
    assert late.timings["O-nothing"].starts is None
    assert late.draws["O-nothing"].adjusted == pytest.approx(free.draws["O-nothing"].adjusted)


def test_no_wait_is_a_wait_of_nought():
    free, nought = priced(ratios=RATIOS), priced(months=0, ratios=RATIOS)
    for key, value in free.values.items():
        assert nought.values[key] == pytest.approx(value)
    assert free.if_free is None and case_of(free).wait_for_people is None
    assert nought.if_free == pytest.approx(free.values[free.comparison.preferred])
    found = case_of(nought).wait_for_people
    assert found.cost.p10 == found.cost.p90 == found.chance_costs == 0
    some = priced(months=np.arange(DRAWS) % 4 // 3 * 5, ratios=RATIOS)
    assert case_of(some).wait_for_people.chance_costs <= 0.25  # nothing else costs anything


@pytest.mark.parametrize("months", [6, 12])
def test_a_certain_wait_costs_what_beginning_later_does(months):
    opts = THREE.assign(months_to_benefit=3.0)
    free = case_of(priced(opts, ratios=RATIOS), opts)
    made = priced(opts, months=months, ratios=RATIOS)
    later = next(each for each in free.waiting if each.months == months)
    found = case_of(made, opts).wait_for_people
    for level in ("p10", "p50", "p90"):
        assert getattr(found.cost, level) == pytest.approx(getattr(later.cost, level))
    assert found.chance_costs == pytest.approx(later.chance_costs)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 400.0]), st.booleans())
def test_streams_add_up_to_the_net_value_in_every_draw(seed, not_before, patched):
    months = np.random.default_rng(seed).integers(0, 30, DRAWS) + 0.3
    opts = THREE.assign(months_to_benefit=[NAN, 5.0, NAN])
    extra = costs(("O-nothing", "Patch", 5, 9, 20, "once", "capital"))
    cost = pd.concat([THREE_COSTS, extra], ignore_index=True) if patched else THREE_COSTS
    made = priced(opts, cost, months=months, ratios=RATIOS, not_before=not_before)
    case = case_of(made, opts)
    for option in case.options[1:]:
        value = made.values[option.id]
        assert option.measures.net_present_value.p50 == pytest.approx(np.median(value))
        assert option.cash_flow.years[-1].year == 5
        assert made.outcomes[option.id].spent is not None
    preferred = made.comparison.preferred
    assert made.value_of_wait(months * DAYS_A_MONTH) == pytest.approx(made.values[preferred])
    lost = made.if_free - made.values[preferred]
    assert case.wait_for_people.cost.p50 == pytest.approx(np.median(lost))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.2, 3.0))
def test_a_longer_wait_never_adds_to_what_is_worth_it(seed, scale):
    rng = np.random.default_rng(seed)
    shorter = rng.integers(0, 20, DRAWS)
    longer = shorter + rng.integers(0, 20, DRAWS)
    gains = TWO_BENEFITS.assign(
        **{name: scale * TWO_BENEFITS[name] for name in ("low", "mode", "high")}
    )
    one, other = (priced(gains=gains, months=months, ratios=RATIOS) for months in (shorter, longer))
    for key in ("O-SaaS", "O-build"):
        worth_it = one.values[key] > 0
        assert (other.values[key] <= one.values[key] + 1e-9)[worth_it].all()
        assert (other.outcomes[key].spent <= one.outcomes[key].spent + 1e-9).all()


def test_what_costs_more_than_it_brings_gains_by_waiting():
    little = benefits(("Gain", 1, 2, 3))
    dearer = costs(("O-SaaS", "Support", 9, 12, 30, "per year", "run"))
    cost = pd.concat([THREE_COSTS[THREE_COSTS["option"] != "O-build"], dearer], ignore_index=True)
    made = priced(cost=cost, gains=little, months=12)
    found = case_of(made, gains=little).wait_for_people
    assert found.cost.p50 < 0 and found.chance_costs < 0.5
    assert found.net_value_if_free.p50 < 0


def test_whole_life_cost_is_that_of_the_whole_term_whenever_it_begins():
    free, late = priced(ratios=RATIOS), priced(months=9, ratios=RATIOS)
    for one, other in zip(free.comparison.options, late.comparison.options, strict=True):
        assert one.cost == other.cost


@pytest.mark.parametrize("proposal", ["P-001", "P-006", "P-010"])
def test_the_wait_is_on_the_same_draws_as_all_else(proposal):
    tables = owned(tables_of(proposal))
    free = inputs_of(proposal, tables)
    acting = [key for key in tables["options"]["id"] if key in free.deliveries]
    days = np.maximum(0, np.arange(len(free.deliveries[acting[0]].days)) - 99.0)
    late = inputs_of(proposal, tables, waits={key: StartWait(days) for key in acting})
    assert late.assumptions == free.assumptions  # blanks are not filled with the wait in them
    for key in late.compared.draws.keys() & set(acting):
        assert late.deliveries[key].days == pytest.approx(free.deliveries[key].days)
        assert late.compared.draws[key].adjusted == pytest.approx(free.compared.draws[key].adjusted)
    chosen = late.preferred
    begun = free.compared.values[chosen]
    assert late.compared.if_free == pytest.approx(begun)
    assert late.compared.values[chosen][:99] == pytest.approx(begun[:99])
