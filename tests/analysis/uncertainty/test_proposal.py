"""One option in one simulation.

Agreement with the comparison of options, figures by hand, and odd rows.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.joint import JointConfidence
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.analysis.uncertainty.typical_load import (
    CLASS_SPREAD,
    TypicalLoad,
    ratios_beside_risks,
)
from pmo_toolkit.analysis.uncertainty.view import QuantityView, RiskView
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings

NAN = float("nan")
FEW = Settings().with_overrides({"draws": 4096, "seed": 3})

OPTIONS = pd.DataFrame(
    {
        "id": ["O-none", "O-saas"],
        "kind": ["nothing", "SaaS"],
        "title": ["Carry on", "Service"],
        "term_months": [24.0, 24.0],
        "exit_cost": [NAN, 10.0],
        "lock_in": [None, "low"],
        "benefit_share": [NAN, NAN],
        "_row": [2, 3],
    }
)
NO_BENEFITS = pd.DataFrame(columns=["title", "unit", "low", "mode", "high", "ramp_months"])


def costs(*rows: tuple[str, str, float, float, float, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(
        rows, columns=["option", "element", "low", "mode", "high", "period", "correlation_group"]
    )
    return frame.assign(cost_type="capex")


def risks(
    *rows: tuple[str, float, tuple[float, float, float], tuple[float, float, float]],
) -> pd.DataFrame:
    made = []
    for title, probability, money, days in rows:
        row: dict[str, object] = {"title": title, "probability": probability}
        for part, values in (("money", money), ("days", days)):
            row |= {
                f"impact_{part}_{end}": v
                for end, v in zip(("low", "mode", "high"), values, strict=True)
            }
        made.append(row)
    columns = [
        "title",
        "probability",
        *(f"impact_{p}_{e}" for p in ("money", "days") for e in ("low", "mode", "high")),
    ]
    return pd.DataFrame(made, columns=columns)


def activities(*rows: tuple[str, str | None, float, float, float, str | None]) -> pd.DataFrame:
    columns = ["activity", "predecessors", "low", "mode", "high", "correlation_group"]
    frame = pd.DataFrame(rows, columns=columns).rename(
        columns={end: f"duration_days_{end}" for end in ("low", "mode", "high")}
    )
    return frame.assign(option=None, title=[f"Activity {name}" for name in frame["activity"]])


COSTS = costs(
    ("O-none", "Running", 8, 10, 20, "per year", "operations"),
    ("O-saas", "Set-up", 40, 60, 150, "once", "labour"),
    ("O-saas", "Training", 10, 20, 45, "once", "labour"),
    ("O-saas", "Subscription", 9, 10, 14, "per year", None),
)
RISKS = risks(
    ("Dirty data", 0.3, (10, 20, 60), (5, 20, 60)),
    ("Late contract", 0.2, (NAN, NAN, NAN), (10, 15, 40)),
)
ACTIVITIES = activities(
    ("A", None, 10, 20, 45, "labour"),
    ("B", "A", 20, 30, 60, None),
    ("C", "A", 10, 35, 70, None),
    ("D", "B; C", 5, 6, 9, None),
)


def view(
    cost=COSTS, risk=RISKS, acts=ACTIVITIES, *, option="O-saas", settings=FEW, **more
) -> RiskView:
    return simulate_proposal(
        OPTIONS, cost, risk, acts, proposal="P", option=option, settings=settings, **more
    )


def test_certain_figures_give_the_sums_by_hand():
    found = view(
        costs(
            ("O-saas", "Set-up", 60, 60, 60, "once", None),
            ("O-saas", "Fee", 2, 2, 2, "per month", None),
        ),
        risks(),
        activities(("A", None, 5, 5, 5, None), ("B", "A", 7, 7, 7, None)),
        requested_budget=100.0,
        wanted_days=12.0,
    )
    assert found.cost.quantiles.p50 == 60 + 24 * 2 + 10
    assert found.time.quantiles.p80 == 12
    assert found.cost.chance_over_limit == 1 and found.time.chance_over_limit == 0
    assert found.joint.chance_both == 0
    assert found.cost.contingency.amount == 0 and found.cost.contingency.point_percentile == 1
    assert isinstance(found.cost.sobol, NotAssessed) and found.cost.tornado == ()


def test_cost_is_that_of_the_comparison_draw_by_draw():
    ratios = (1.1, 1.4, 2.0)
    usual = TypicalLoad(7, 0.1, 0.01, True)
    made = compare_options(
        OPTIONS,
        COSTS,
        NO_BENEFITS,
        RISKS,
        {"SaaS": ratios},
        proposal="P",
        typical=usual,
        settings=FEW,
    )
    assert isinstance(made, ComparedOptions)
    found = view(
        ratios=lambda u: ratios_beside_risks(u, ratios, usual, FEW),
        net_value=np.array([-1.0, 1.0, 2.0, 3.0]),
    )
    compared = next(each for each in made.comparison.options if each.id == "O-saas")
    assert found.cost.quantiles.p80 == pytest.approx(compared.cost.p80, rel=1e-12)
    assert found.bias_uplift == pytest.approx(compared.cost.p50 - compared.inside_cost.p50)
    assert found.chance_net_value_negative == 0.25
    assert view().cost.quantiles.p80 == pytest.approx(compared.inside_cost.p80, rel=1e-12)
    assert CLASS_SPREAD in {each.factor for each in found.cost.sobol}
    assert CLASS_SPREAD in {each.name for each in found.cost.tornado}


def test_everything_is_there_and_plain():
    found = view(requested_budget=150.0, wanted_days=90.0)
    assert isinstance(found.cost, QuantityView) and isinstance(found.time, QuantityView)
    assert isinstance(found.joint, JointConfidence)
    assert canonical_json(found) == canonical_json(view(requested_budget=150.0, wanted_days=90.0))
    for one in (found.cost, found.time):
        q = one.quantiles
        assert q.p10 <= q.p20 <= q.p50 <= q.p80 <= q.p90
        assert one.contingency.at_level == pytest.approx(q.p80)
        assert one.contingency.amount == pytest.approx(q.p80 - one.contingency.point_estimate)
        assert sum(each.total for each in one.sobol) == pytest.approx(1, abs=0.15)
    # 60 + 20 once, 10 a year for two years, 10 for leaving
    assert found.cost.contingency.point_estimate == pytest.approx(110)
    # A 20, then the longer of 30 and 35, then D 6
    assert found.time.contingency.point_estimate == pytest.approx(61)
    assert {each.name for each in found.activities} == set("ABCD")
    assert [each.criticality for each in found.activities][:2] == [1, 1]
    together = {each.factor for each in found.cost.sobol}
    assert together == {"group labour", "Subscription", "risk: Dirty data"}
    assert {each.factor for each in found.time.sobol} >= {
        "group labour",
        "risk: Late contract",
        "Activity B",
    }
    assert found.joint.chance_both <= min(
        found.joint.chance_within_budget, found.joint.chance_in_time
    )
    assert found.joint.correlation > 0.2  # a risk and a group move both
    assert "both kept with a chance of" in found.sentence


def test_what_is_not_stated_is_not_assessed():
    found = view(costs(("O-saas", "Set-up", NAN, NAN, NAN, "once", None)), acts=activities())
    assert isinstance(found.cost, NotAssessed) and "Set-up" in found.cost.why
    assert isinstance(found.time, NotAssessed) and isinstance(found.joint, NotAssessed)
    assert isinstance(found.bias_uplift, NotAssessed) and isinstance(
        found.chance_net_value_negative, NotAssessed
    )
    assert found.sentence.startswith("Neither")
    assert isinstance(view().cost.chance_over_limit, NotAssessed)


def test_doing_nothing_carries_no_risk_and_no_activity():
    found = view(option="O-none", requested_budget=50.0)
    plain = view(option="O-none", risk=risks(), acts=activities(), requested_budget=50.0)
    assert found.cost.quantiles == plain.cost.quantiles and found.findings == ()
    assert isinstance(found.time, NotAssessed) and "doing nothing" in found.time.why


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        (activities(("A", "B", 1, 2, 3, None), ("B", "A", 1, 2, 3, None)), "circle"),
        (activities(("A", "Z", 1, 2, 3, None)), "“A” waits for “Z”"),
        (activities(("A", None, NAN, NAN, NAN, None)), "“A” is not stated"),
        (activities(("A", None, 5, 2, 3, None)), "duration of “A”"),
    ],
)
def test_activities_that_make_no_network_are_a_finding_and_leave_cost_alone(acts, words):
    found = view(acts=acts)
    assert isinstance(found.time, NotAssessed) and words in found.time.why
    assert any(words in each for each in found.findings)
    assert isinstance(found.cost, QuantityView)


def test_activities_of_another_option_are_left_out():
    other = ACTIVITIES.assign(option=[None, None, None, "O-build"])
    assert {each.name for each in view(acts=other).activities} == set("ABC")
    only = ACTIVITIES.assign(option="O-build")
    assert isinstance(view(acts=only).time, NotAssessed)


def test_refused_rows_are_named():
    with pytest.raises(ValueError, match=r"“Set-up”.*value 5 .*value 2"):
        view(costs(("O-saas", "Set-up", 5, 2, 9, "once", None)))
    with pytest.raises(ValueError, match="no option 'O-x'"):
        view(option="O-x")


def test_contradicting_groups_are_repaired_and_said():
    cost = costs(*[("O-saas", name, 1.0, 5.0, 9.0, "once", name) for name in ("a", "b", "c")])
    pairs = {("a", "b"): 0.95, ("b", "c"): 0.95, ("a", "c"): -0.9}
    found = view(cost, risks(), activities(), coupling=Coupling(("a", "b", "c"), pairs))
    assert any("contradict" in each for each in found.findings)
    assert {each.factor for each in found.cost.sobol} == {"groups a, b, c"}
    apart = view(cost, risks(), activities())
    alike = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    joined = view(cost, risks(), activities(), coupling=Coupling(("a", "b", "c"), alike))
    width = joined.cost.quantiles.p90 - joined.cost.quantiles.p10
    assert width > apart.cost.quantiles.p90 - apart.cost.quantiles.p10


@given(st.floats(0, 1000))
@examples(max_examples=15, deadline=None)
def test_shifting_all_costs_shifts_every_quantile(shift):
    once = COSTS[COSTS["period"] == "once"]
    before = view(once, risks(), activities()).cost.quantiles
    after = view(
        once.assign(**{e: once[e] + shift for e in ("low", "mode", "high")}), risks(), activities()
    ).cost
    for name in ("p10", "p20", "p50", "p80", "p90"):
        assert getattr(after.quantiles, name) == pytest.approx(
            getattr(before, name) + 2 * shift, rel=1e-4
        )


@given(st.floats(0, 0.75))
@examples(max_examples=10, deadline=None)
def test_correlation_within_a_group_widens_the_sum(value):
    def width(correlation: float) -> float:
        found = view(
            risk=risks(),
            acts=activities(),
            settings=FEW.with_overrides({"group_correlation": correlation}),
        )
        return found.cost.quantiles.p90 - found.cost.quantiles.p10

    assert width(value + 0.2) > width(value)


def test_one_more_row_changes_no_draw_of_the_others():
    once = costs(
        *[tuple(row) for row in COSTS[COSTS.columns[:7]].to_numpy()],
        ("O-saas", "Fixed", 7, 7, 7, "once", None),
    )
    more_risks = risks(
        *[
            ("Dirty data", 0.3, (10, 20, 60), (5, 20, 60)),
            ("Late contract", 0.2, (NAN,) * 3, (10, 15, 40)),
            ("Nought", 0.5, (0, 0, 0), (0, 0, 0)),
        ]
    )
    before, after = view(), view(once, more_risks)
    assert after.cost.quantiles.p80 == pytest.approx(before.cost.quantiles.p80 + 7, rel=1e-12)
    assert after.time.quantiles == before.time.quantiles
