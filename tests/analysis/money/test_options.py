"""Options on the same draws: worked examples and properties."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, level
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.cost_lines import OPTION_ORDER
from pmo_toolkit.core.settings import Settings

NAN = float("nan")
GREEN_BOOK = DiscountSchedule.of(Settings())
MONTHS = GREEN_BOOK.present(level(60))


def options(*kinds: str, **columns: object) -> pd.DataFrame:
    frame = pd.DataFrame({"id": [f"O-{kind}" for kind in kinds], "kind": list(kinds)})
    frame["title"], frame["term_months"], frame["exit_cost"] = list(kinds), 60.0, NAN
    frame["lock_in"], frame["benefit_share"], frame["_row"] = None, NAN, range(2, len(kinds) + 2)
    return frame.assign(**columns)


def costs(*rows: tuple[str, float, float, float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["option", "low", "mode", "high", "period"])
    frame["element"] = [f"element {i}" for i in range(len(frame))]
    return frame.assign(cost_type="capex", correlation_group=None)


def benefits(*rows: tuple[float, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["low", "mode", "high"])
    return frame.assign(
        title="benefit", unit="money per year", ramp_months=0.0, department="Finance"
    )


NO_RISK = pd.DataFrame(
    columns=["probability", "impact_money_low", "impact_money_mode", "impact_money_high"]
)


def compared(opts, cost, gains=None, risks=NO_RISK, ratios=()) -> ComparedOptions:
    gains = benefits() if gains is None else gains
    made = compare_options(
        opts,
        cost,
        gains,
        risks,
        dict.fromkeys(OPTION_ORDER, ratios),
        proposal="P",
        settings=Settings.of(seed=1),
    )
    assert isinstance(made, ComparedOptions)
    return made


def one(made: ComparedOptions, kind: str):
    return next(each for each in made.comparison.options if each.kind == kind)


FIXED = costs(
    ("O-nothing", 12, 12, 12, "per year"),
    ("O-SaaS", 100, 100, 100, "once"),
    ("O-SaaS", 1, 1, 1, "per month"),
)


def test_certain_figures_give_the_sum_by_hand():
    made = compared(options("SaaS", "nothing"), FIXED, benefits((60, 60, 60)))
    assert one(made, "nothing").cost.p50 == pytest.approx(60)
    assert one(made, "SaaS").cost.p50 == pytest.approx(160)
    # Both run at 1 a month, so the net value is the benefit's present value less the 100 spent at
    # once.
    expected = 5 * MONTHS - 100
    assert one(made, "SaaS").net_value.p50 == pytest.approx(expected)
    assert one(made, "SaaS").chance_net_positive == 1.0
    assert [each.kind for each in made.comparison.options] == ["nothing", "SaaS"]


def test_exit_cost_counts_at_the_end_of_the_term():
    made = compared(
        options("SaaS", "nothing", exit_cost=[50.0, NAN]), FIXED, benefits((60, 60, 60))
    )
    assert one(made, "SaaS").cost.p50 == pytest.approx(210)
    expected = 5 * MONTHS - 100 - 50 * 1.035**-5
    assert one(made, "SaaS").net_value.p50 == pytest.approx(expected)


def test_the_outside_view_scales_what_is_spent_once_and_leaves_doing_nothing_alone():
    plain = compared(options("SaaS", "nothing"), FIXED, benefits((60, 60, 60)))
    scaled = compared(
        options("SaaS", "nothing"), FIXED, benefits((60, 60, 60)), ratios=(2.0, 2.0, 2.0)
    )
    assert one(scaled, "SaaS").cost.p50 == pytest.approx(260)
    assert one(scaled, "SaaS").inside_cost.p50 == pytest.approx(160)
    assert one(scaled, "nothing").cost == one(plain, "nothing").cost


def test_a_risk_adds_its_expected_cost_to_the_inside_view():
    risks = pd.DataFrame(
        [
            {
                "probability": 0.25,
                "impact_money_low": 40,
                "impact_money_mode": 40,
                "impact_money_high": 40,
            }
        ]
    )
    made = compared(options("SaaS", "nothing"), FIXED, risks=risks)
    assert np.mean(made.draws["O-SaaS"].inside) == pytest.approx(170, abs=0.01)
    assert np.mean(made.draws["O-nothing"].inside) == pytest.approx(60)


def test_what_is_not_stated_is_not_assessed_and_never_zero():
    hole = costs(
        ("O-nothing", 12, 12, 12, "per year"),
        ("O-SaaS", NAN, NAN, NAN, "once"),
        ("O-build", 5, 9, 20, "once"),
    )
    made = compared(options("nothing", "SaaS", "build", "PaaS"), hole, benefits((60, 60, 60)))
    assert (
        isinstance(one(made, "SaaS").cost, NotAssessed)
        and "element 1" in one(made, "SaaS").cost.why
    )
    assert isinstance(one(made, "PaaS").cost, NotAssessed)
    assert one(made, "SaaS").chance_net_positive is None
    assert isinstance(one(made, "build").net_value, Quantiles)


@pytest.mark.parametrize(
    ("opts", "gains", "why"),
    [
        (options("SaaS"), benefits((60, 60, 60)), "doing nothing"),
        (options("SaaS", "nothing"), benefits(), "no benefit is stated"),
        (
            options("SaaS", "nothing"),
            benefits((60, 60, 60)).assign(unit="unit per year"),
            "in money",
        ),
        (options("SaaS", "nothing", term_months=[36.0, 60.0]), benefits((60, 60, 60)), "36 months"),
    ],
)
def test_a_net_value_without_its_ground_is_not_assessed(opts, gains, why):
    value = one(compared(opts, FIXED, gains), "SaaS").net_value
    assert isinstance(value, NotAssessed) and why in value.why


def test_a_partial_option_must_say_which_share_of_the_benefits_it_brings():
    cost = costs(("O-nothing", 12, 12, 12, "per year"), ("O-minimum", 10, 10, 10, "once"))
    made = compared(options("nothing", "minimum"), cost, benefits((60, 60, 60)))
    assert isinstance(one(made, "minimum").net_value, NotAssessed)
    stated = compared(
        options("nothing", "minimum", benefit_share=[NAN, 0.5]), cost, benefits((60, 60, 60))
    )
    saved = MONTHS
    assert one(stated, "minimum").net_value.p50 == pytest.approx(0.5 * 5 * saved - 10 + saved)


UNSURE = costs(
    ("O-nothing", 8, 12, 20, "per year"),
    ("O-SaaS", 60, 100, 200, "once"),
    ("O-SaaS", 5, 8, 20, "per year"),
    ("O-build", 100, 180, 500, "once"),
)


def test_quantiles_are_ordered_and_element_shares_sum_to_one():
    made = compared(options("nothing", "SaaS", "build"), UNSURE, benefits((40, 60, 70)))
    for each in made.comparison.options:
        assert each.cost.p10 <= each.cost.p20 <= each.cost.p50 <= each.cost.p80 <= each.cost.p90
    assert sum(each.share_of_variance for each in made.comparison.elements) == pytest.approx(1.0)
    assert made.comparison.preferred == "O-SaaS" and made.comparison.next_best is not None


def test_switching_values_bring_the_median_net_value_to_zero():
    made = compared(options("nothing", "SaaS", "build"), UNSURE, benefits((40, 60, 70)))
    factor = next(each.factor for each in made.comparison.switching if each.what == "benefits")
    again = compared(
        options("nothing", "SaaS", "build"),
        UNSURE,
        benefits((40 * factor, 60 * factor, 70 * factor)),
    )
    saas = one(again, "SaaS").net_value
    assert abs(saas.p50) < 0.01 * (saas.p90 - saas.p10)


def test_another_option_or_its_order_changes_no_draw_of_the_first():
    alone = compared(options("nothing", "SaaS"), UNSURE, benefits((40, 60, 70)))
    joined = compared(options("nothing", "build", "SaaS"), UNSURE, benefits((40, 60, 70)))
    assert one(alone, "SaaS").cost == one(joined, "SaaS").cost
    assert one(alone, "SaaS").net_value == one(joined, "SaaS").net_value


def test_no_options_at_all():
    made = compare_options(
        options(), costs(), benefits(), NO_RISK, {}, proposal="P", settings=Settings.of(seed=1)
    )
    assert isinstance(made, NotAssessed)
