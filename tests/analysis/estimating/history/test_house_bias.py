"""The bias of a house's estimates: its size, its range, and what it makes of a new estimate."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.measuring.accuracy import mean_absolute_residual


def pairs(n: int = 60, ratio: float = 1.6, spread: float = 0.3, seed: int = 3):
    rng = np.random.default_rng(seed)
    estimate = rng.lognormal(6, 1, n)
    return estimate, estimate * ratio * np.exp(spread * rng.standard_normal(n))


def bias(*args: object) -> HouseBias:
    found = house_bias(*args)
    assert isinstance(found, HouseBias)
    return found


def test_worked_example():
    """Eleven ratios .5 to 3.

    The median is the sixth; ranks 2 and 10 hold it with 98.8 %, ranks 3 and 9 with 93.5 %.
    """
    ratios = np.array([0.5, 0.9, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2.0, 2.5, 3.0])
    found = bias(np.full(11, 100.0), 100 * ratios)
    assert (found.ratio, found.low, found.high) == pytest.approx((1.5, 0.9, 2.5))
    assert found.confidence == pytest.approx(1 - 2 * 12 / 2048)
    assert not found.clear and found.debias(100) == 100


def test_a_clear_bias_is_said_and_corrected():
    found = bias(*pairs())
    assert found.clear and found.low < 1.6 < found.high
    assert (
        found.sentence.startswith("Your estimates run 1.61 × too low (97 % range")
        and "60 projects" in found.sentence
    )
    assert found.debias(100) == pytest.approx(100 * found.ratio)


def test_too_high_estimates_are_told_the_other_way_round():
    found = bias(*pairs(ratio=0.5))
    assert f"{1 / found.ratio:.2f} × too high" in found.sentence
    ends = [
        float(word)
        for word in found.sentence.replace(",", "").split()
        if word.replace(".", "").isdigit()
    ]
    assert ends[1] < ends[2]


def test_a_negligible_bias_is_left_alone():
    estimate, actual = pairs(400, ratio=1.02, spread=0.02)
    found = bias(estimate, actual)
    assert (
        found.low > 1
        and not found.clear
        and found.correction == 1
        and "no clear bias" in found.sentence
    )


@pytest.mark.parametrize("n", [0, 1, 4])
def test_few_pairs_are_not_assessed(n):
    found = house_bias(*pairs(n))
    assert isinstance(found, NotAssessed) and f"{n} finished project" in found.why


def test_unusable_pairs_are_counted():
    estimate, actual = pairs(20)
    estimate[0], actual[1], actual[2], estimate[3] = 0, np.nan, -5, np.inf
    found = bias(estimate, actual)
    assert (found.n, found.left_out) == (16, 4)


@given(st.integers(5, 40), st.floats(0.001, 1000), st.integers(0, 20))
def test_money_and_hours_give_the_same_bias(n, unit, seed):
    estimate, actual = pairs(n, seed=seed)
    one, other = bias(estimate, actual), bias(estimate * unit, actual * unit)
    assert other.ratio == pytest.approx(one.ratio) and (other.low, other.high) == pytest.approx(
        (one.low, one.high)
    )
    assert one.low <= one.ratio <= one.high and one.confidence >= (0.95 if n >= 6 else 0.9)
    low, high = one.interval(10.0)
    assert 0 < low < high


@pytest.mark.parametrize("n", [6, 20, 60])
def test_intervals_cover_what_they_promise(n):
    inside = []
    for seed in range(300):
        estimate, actual = pairs(n + 1, seed=seed)
        low, high = bias(estimate[:-1], actual[:-1]).interval(float(estimate[-1]), 0.8)
        inside.append(low <= actual[-1] <= high)
    assert 0.74 < np.mean(inside) < 0.92


def test_classes_that_differ_get_a_correction_of_their_own_drawn_to_the_house():
    estimate, actual = pairs(80, ratio=1.0, spread=0.2)
    classes = np.array(["package", "build"] * 40)
    actual = np.where(classes == "build", actual * 2, actual)
    found = bias(estimate, actual, classes)
    by_class = {each.label: each for each in found.classes}
    assert found.correction_for("build") == pytest.approx(2, rel=0.15)
    for each in by_class.values():
        assert (
            min(each.observed, found.correction)
            <= each.correction
            <= max(each.observed, found.correction)
        )
        assert 0 < each.weight < 1
    assert found.correction_for("never seen") == found.correction
    assert found.table["n"].tolist() == [80, 40, 40]


def test_classes_that_differ_by_chance_are_not_told_apart():
    told = [
        bool(bias(*pairs(40, seed=seed), np.array(list("abcd") * 10)).classes)
        for seed in range(100)
    ]
    assert np.mean(told) < 0.12
    assert bias(*pairs(9), list("aaaabbbbb")).classes == ()


@pytest.mark.parametrize(("estimate", "confidence"), [(0.0, 0.8), (np.nan, 0.8), (5.0, 80)])
def test_impossible_questions_are_refused(estimate, confidence):
    with pytest.raises(ValueError):
        bias(*pairs()).interval(estimate, confidence)


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="equally many"):
        house_bias([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("file", "estimate", "actual", "better"),
    [
        ("kitchenham", "First.estimate", "Actual.effort", 1.0),
        ("seera", "Estimated effort", "Actual effort", 0.75),
    ],
)
def test_experts_put_right_are_never_worse(public_data, file, estimate, actual, better):
    path = public_data / "effort" / f"{file}.csv"
    if not path.exists():
        pytest.skip(f"{file} is not among the public data")
    table = pd.read_csv(path)
    before, after = table[estimate].to_numpy(float), table[actual].to_numpy(float)
    put_right = np.empty_like(after)
    for fold in range(10):
        test = np.arange(len(after)) % 10 == fold
        found = bias(before[~test], after[~test])
        put_right[test] = [found.debias(each) for each in before[test]]
    assert mean_absolute_residual(after, put_right) <= better * mean_absolute_residual(
        after, before
    )
