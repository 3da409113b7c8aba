"""The outside view: whose level, which quantiles, nothing of the proposal's own outcome."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.reference_class import (
    BETWEEN_DELIVERIES,
    OutsideView,
    outside_view,
)
from pmo_toolkit.core.settings import Settings


def history(n: int = 60, effect: float = 0.0, seed: int = 3, **columns: object) -> pd.DataFrame:
    """Finished projects of three classes; those of class "package" overran by `effect` in logs."""
    rng = np.random.default_rng(seed)
    kinds = rng.choice(["package", "integration", "migration"], n, p=[0.3, 0.4, 0.3])
    logs = 0.1 + effect * (kinds == "package") + 0.3 * rng.standard_normal(n)
    return pd.DataFrame(
        {
            "class": kinds,
            "department": rng.choice(["Finance", "People"], n),
            "estimate_cost": 100.0,
            "actual_cost": 100 * np.exp(logs),
            **columns,
        }
    )


def view(table: pd.DataFrame, **changed: object) -> OutsideView | NotAssessed:
    stated = {
        "project_class": "package",
        "department": "Finance",
        "applied_to": 1000.0,
        "applied_label": "budget",
    }
    return outside_view(
        table, target="cost", unit="money", **({"settings": Settings()} | stated | changed)
    )


def seen(table: pd.DataFrame, **changed: object) -> OutsideView:
    found = view(table, **changed)
    assert isinstance(found, OutsideView)
    return found


def width(found: OutsideView) -> float:
    return float(np.log(found.ratio.p80 / found.ratio.p20))


def test_a_class_that_differs_moves_the_range_to_its_own_level():
    table = history(150, effect=0.8)
    found = seen(table)
    (effect,) = found.reference.classes
    own = table[table["class"] == "package"]
    middle = float(np.exp(np.log(own["actual_cost"] / 100).mean()))
    assert effect.label == found.reference.label == "package" and effect.n == len(own)
    assert effect.weight > 0.9 and found.ratio.p50 == pytest.approx(middle, rel=0.1)
    assert "package" in found.reference.words and len(own) < found.reference.effective_n < 150
    assert seen(table, project_class="migration").ratio.p50 < found.ratio.p50 / 1.5


def test_classes_that_differ_by_chance_change_nothing_and_are_named():
    table = history(150, seed=5)
    found = seen(table)
    assert found.reference.label == "all finished projects" and found.reference.classes == ()
    assert found.ratio == seen(table, project_class=None, department=None).ratio
    counts = ((table["class"] == "package").sum(), (table["department"] == "Finance").sum())
    assert found.reference.considered == (("package", counts[0]), ("Finance", counts[1]))


def test_a_class_without_finished_projects_has_the_widest_range():
    table = history(150, effect=0.8)
    unseen = seen(table, project_class="never before")
    assert width(unseen) > width(seen(table)) and ("never before", 0) in unseen.reference.considered
    assert width(seen(table, project_class=None)) == pytest.approx(width(unseen))


def test_few_projects_are_not_split_into_classes():
    assert seen(history(19, effect=0.8)).reference.classes == ()


def test_kinds_of_delivery_that_history_tells_apart_are_compared_with_their_own():
    table = history(150)
    table["delivery"] = np.where(np.arange(150) % 3 == 0, "SaaS", "build")
    table.loc[table["delivery"] == "build", "actual_cost"] *= 2
    saas, build = seen(table, delivery="SaaS"), seen(table, delivery="build")
    assert build.ratio.p50 == pytest.approx(2 * saas.ratio.p50, rel=0.15)
    assert saas.reference.remarks == () and saas.reference.classes[0].label == "SaaS"
    unseen = seen(table, delivery="IaaS")
    assert "No finished project was delivered as IaaS" in unseen.reference.remarks[0]
    assert width(unseen) > max(width(saas), width(build))
    assert "not known how" in seen(table).reference.remarks[0]


def test_a_history_silent_on_delivery_gives_a_wider_range_and_says_so():
    silent = history(150)
    told = silent.assign(delivery=np.where(np.arange(150) % 2, "SaaS", "build"))
    wide, narrow = seen(silent, delivery="SaaS"), seen(told, delivery="SaaS")
    spread = float(np.log(silent["actual_cost"] / 100).std())
    assert "do not state how they were delivered" in wide.reference.remarks[0]
    assert width(wide) / width(narrow) == pytest.approx(
        np.hypot(1, BETWEEN_DELIVERIES / spread), rel=0.01
    )


def test_the_figure_is_multiplied_and_the_share_over_counted():
    table = history(60, seed=5)
    found = seen(table)
    assert found.result is not None and found.reference.classes == ()
    assert found.result.p80 == pytest.approx(1000 * found.ratio.p80)
    widened = (table["actual_cost"] > 100).mean()
    assert found.share_over == pytest.approx(widened, abs=0.03)
    assert list(found.ratios) == sorted(found.ratios) and len(found.ratios) == 201


def test_without_an_own_figure_there_is_no_result_but_there_are_ratios():
    assert seen(history(), applied_to=None).result is None


@pytest.mark.parametrize("table", [history(0), history(4), history().drop(columns="actual_cost")])
def test_too_few_projects_are_not_assessed(table):
    assert isinstance(view(table), NotAssessed)


def test_projects_without_a_positive_estimate_or_actual_do_not_count():
    table = history(60)
    table.loc[0, "estimate_cost"] = 0
    table.loc[1, "actual_cost"] = float("nan")
    assert seen(table).reference.n == 58


def test_equal_ratios_are_one_ratio():
    alike = history(30).assign(actual_cost=150.0)
    found = seen(alike, settings=Settings.of(others_spread_projects=0.0))
    assert found.ratio.p10 == pytest.approx(1.5) == found.ratio.p90


def test_equal_ratios_of_few_projects_are_no_certainty():
    alike = [seen(history(n).assign(actual_cost=150.0)).ratio for n in (5, 10, 30, 120)]
    assert [ratio.p50 for ratio in alike] == pytest.approx([1.5] * 4)
    widths = [np.log(ratio.p90 / ratio.p10) for ratio in alike]
    assert widths == sorted(widths, reverse=True) and widths[0] > 2 * widths[-1] > 0


def test_few_projects_are_told_how_much_of_the_spread_is_others():
    few, many = seen(history(6)), seen(history(60))
    assert "44% of that is taken from 457 public projects" in few.reference.remarks[-1]
    assert not any("public projects" in remark for remark in many.reference.remarks)


@given(st.floats(0.01, 1e9))
def test_the_result_scales_with_the_figure(figure):
    one, many = seen(history(), applied_to=1.0), seen(history(), applied_to=figure)
    assert many.result.p80 == pytest.approx(one.result.p80 * figure, rel=1e-9)


@pytest.mark.parametrize("effect", [0.0, 0.5])
def test_fewer_finished_projects_never_narrow_the_range_by_much(effect):
    """200 random removals: wider or as wide on average, and never much narrower."""
    table, rng = history(80, effect=effect), np.random.default_rng(11)
    before = width(seen(table))
    after = np.array(
        [width(seen(table.iloc[rng.permutation(80)[: rng.integers(5, 80)]])) for _ in range(200)]
    )
    assert after.mean() >= before and after.min() > 0.4 * before
