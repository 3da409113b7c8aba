"""Odd targets and drivers become findings with rows, never a traceback.

Honest ones raise no alarm.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.history.input_checks import check_drivers, check_target

TARGETS = {
    "albrecht": "Effort",
    "china": "Effort",
    "cocomo81": "actual",
    "desharnais": "Effort",
    "ebspm": "Actual_cost_EUR",
    "finnish": "dev.eff.hrs.",
    "kemerer": "EffortMM",
    "kitchenham": "Actual.effort",
    "maxwell": "Effort",
    "miyazaki94": "MM",
    "nasa93": "act_effort",
    "seera": "Actual effort",
}


def kinds(*args: object) -> list[str]:
    return [finding.kind for finding in check_target(*args)]


def honest(n: int = 60, seed: int = 1) -> tuple[pd.Series, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    return pd.Series(9 * size**0.9 * rng.lognormal(0, 0.4, n)), pd.DataFrame({"size": size})


def test_an_honest_target_is_silent():
    assert kinds(*honest()) == []


@pytest.mark.parametrize(
    ("values", "expected", "usable"),
    [
        ([1.0, 2.0], ["too few"], False),
        ([], ["too few"], False),
        ([7.0] * 8, ["constant"], False),
        ([1, 2, 3, 4, 5, 0, -4], ["not positive"], True),
        ([1, 2, 3, 4, 5, "TBD", None, " "], ["text", "missing"], True),
        ([1, 2, 3, 4, 5, float("inf")], ["text"], True),
        (["x", "y"], ["text", "too few"], False),
    ],
)
def test_odd_targets_are_told(values, expected, usable):
    found = check_target(pd.Series(values, dtype="object"))
    assert [finding.kind for finding in found] == expected
    assert all(finding.usable for finding in found) == usable


def test_findings_name_the_rows():
    (found,) = check_target(pd.Series([5.0, 0.0, 3.0, 4.0, 6.0, 7.0], index=list("abcdef")))
    assert found.rows == ("b",) and "one of 6 rows holds zero" in found.what
    (two,) = check_target([1, 2, 3, 4, 5, 0, 0])
    assert two.rows == (5, 6) and "2 of 7 rows hold zero" in two.what


@pytest.mark.parametrize("factor", [8, 160, 1000])
@pytest.mark.parametrize("share", [0.15, 0.4])
def test_mixed_units_are_found_with_their_rows(factor, share):
    y, drivers = honest(80)
    wrong = np.random.default_rng(0).random(80) < share
    (found,) = check_target(y.where(~wrong, y / factor), drivers)
    assert found.kind == "mixed units" and found.usable
    named = y.index.isin(found.rows)
    assert (named == wrong).mean() > 0.95
    assert {8: "days and hours", 160: "months and hours", 1000: "thousands"}[factor] in found.what


@given(st.integers(0, 150))
def test_skewed_and_heavy_tailed_targets_are_not_taken_for_mixed_units(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(12, 200))
    if seed % 2:
        assert kinds(rng.lognormal(5, rng.uniform(0.3, 1.6), n)) == []
    else:
        assert kinds(*honest(n, seed)) == []


@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(), st.text(max_size=3)), max_size=20))
def test_nothing_is_too_odd(values):
    found = check_target(pd.Series(values, dtype="object"))
    assert all(set(finding.rows) <= set(range(len(values))) for finding in found)
    check_drivers(pd.DataFrame({"x": pd.Series(values, dtype="object")}))


@pytest.mark.parametrize("name", TARGETS)
def test_public_sets_have_one_unit_each(public_data, name):
    path = public_data / "effort" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"{name} is not among the public data")
    table = pd.read_csv(path)
    y = table.pop(TARGETS[name])
    assert kinds(y, table) == [] and kinds(y) == []
    half = np.random.default_rng(0).permutation(len(y))[: max(12, len(y) // 2)]
    assert kinds(y.iloc[half], table.iloc[half]) == []


@pytest.mark.parametrize(
    ("values", "kind", "drop"),
    [
        ([3.0] * 10, "constant", True),
        ([None] * 10, "all missing", True),
        (["", " "] * 5, "all missing", True),
        (["1", "2", "3", "four"] * 3, "text in numbers", False),
        (list(range(1, 11)), "id", True),
        ([f"P-{i}" for i in range(10)], "id", True),
        (["2020-01-05", "2021-03-01"] * 5, "date", True),
        (list(pd.date_range("2020-01-01", periods=10)), "date", True),
        ([1.0, 2.0, float("inf"), 2.0, 5.0, 9.0, 4.0, 4.0], "infinite", False),
    ],
)
def test_odd_drivers_are_told(values, kind, drop):
    (found,) = check_drivers(pd.DataFrame({"x": values}))
    assert (found.column, found.kind, found.drop) == ("x", kind, drop)


def test_honest_drivers_are_silent():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "size": rng.lognormal(5, 1, 50),
            "points": rng.permutation(1000)[:50],
            "rating": rng.integers(1, 6, 50),
            "class": rng.choice(["a", "b"], 50),
            "year": rng.integers(2010, 2020, 50),
            "some": [1.0, None] * 25,
        }
    )
    frame.loc[1, "some"] = 2.0
    assert check_drivers(frame) == ()


def test_text_in_numbers_names_rows_and_examples():
    (found,) = check_drivers(pd.DataFrame({"x": ["1", "2", "four", "4"]}, index=[2, 3, 4, 5]))
    assert found.rows == (4,) and "“four”" in found.what
