"""The leak guard finds what was known only afterwards, by name and by relation, and little else."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.history.leaks import find_leaks

#: Public set → target, and the columns known to be leaks.
KNOWN = {
    "albrecht": ("Effort", set()),
    "china": ("Effort", {"N_effort", "PDR_AFP", "PDR_UFP", "NPDR_AFP", "NPDU_UFP", "Duration"}),
    "cocomo81": ("actual", set()),
    "desharnais": ("Effort", {"Length", "YearEnd"}),
    "finnish": ("dev.eff.hrs.", {"prod", "lneff"}),
    "kemerer": ("EffortMM", {"Duration"}),
    "kitchenham": ("Actual.effort", {"Actual.duration"}),
    "maxwell": ("Effort", {"Duration"}),
    "miyazaki94": ("MM", set()),
    "nasa93": ("act_effort", set()),
    "seera": (
        "Actual effort",
        {"Actual duration", "% project gain (loss)", "Team size", "Daily working hours"},
    ),
}


def table(n: int = 60, seed: int = 2) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n).round(1)
    return pd.DataFrame(
        {
            "size": size,
            "users": rng.integers(3, 400, n),
            "rating": rng.integers(1, 6, n),
            "class": rng.choice(["build", "package", "move"], n),
            "effort_person_hours": (8 * size**0.9 * rng.lognormal(0, 0.5, n)).round(),
        }
    )


def leaking(frame: pd.DataFrame, target: str = "effort_person_hours", **kwargs: object) -> set[str]:
    return {leak.column for leak in find_leaks(frame, target, **kwargs)}


def test_an_honest_history_has_no_leaks():
    assert leaking(table()) == set()


@given(
    st.sampled_from(
        [lambda y: y / 160, np.log, np.sqrt, lambda y: 1 / y, lambda y: -y, lambda y: y.rank()]
    )
)
def test_a_copy_in_other_clothes_is_found(change):
    frame = table()
    frame["x"] = change(frame["effort_person_hours"])
    assert leaking(frame) == {"x"}


def test_a_coarse_copy_and_a_category_that_determines_the_target_are_found():
    frame = table()
    y = frame["effort_person_hours"]
    frame["x"] = pd.qcut(y, 5, labels=list("abcde")).astype(str)
    frame["tier"] = pd.cut(np.log(y), 4, labels=False)
    assert leaking(frame) == {"x", "tier"}
    twice = pd.concat([table(20), table(20)], ignore_index=True)
    twice["code"] = twice["effort_person_hours"].astype(str)
    assert leaking(twice.drop(columns=["size", "users"])) == {"code"}


def test_products_ratios_and_sums_are_found_and_the_size_is_spared():
    frame = table()
    y, rng = frame["effort_person_hours"], np.random.default_rng(1)
    frame["speed"] = (y / frame["size"]).round(3)
    assert leaking(frame) == {"speed"}
    frame = table()
    frame["people"] = rng.integers(2, 12, len(frame))
    frame["weeks"] = (y / frame["people"] / 40).round(2)
    assert leaking(frame) == {"people", "weeks"}
    frame = table()
    frame["early"] = (y * rng.uniform(0.1, 0.6, len(frame))).round()
    frame["late"] = (y - frame["early"]).round()
    assert leaking(frame) == {"early", "late"}
    evidence = [leak.evidence for leak in find_leaks(frame, "effort_person_hours")]
    assert "early + late" in evidence[0] or "late + early" in evidence[0]


def test_a_product_of_three_is_found_even_where_a_third_factor_varies():
    rng = np.random.default_rng(5)
    frame = table(90)
    frame["people"], frame["weeks"] = rng.integers(2, 15, 90), rng.integers(3, 80, 90)
    frame["daily"] = rng.choice([6, 7, 8, 8.5], 90)
    days = np.where(rng.random(90) < 0.6, 5.0, rng.uniform(3, 5, 90))
    frame["effort_person_hours"] = frame["people"] * frame["weeks"] * frame["daily"] * days
    assert leaking(frame) >= {"people", "weeks", "daily"}
    assert "size" not in leaking(frame)


def test_an_estimate_stays_even_where_it_was_kept_to_well():
    frame = table()
    frame["estimate"] = frame["effort_person_hours"] * np.random.default_rng(0).lognormal(
        0, 0.02, len(frame)
    )
    assert leaking(frame) == set()
    frame["estimate"] = frame["effort_person_hours"]
    assert leaking(frame) == {"estimate"}


@given(st.integers(0, 60))
def test_few_rows_without_relation_raise_no_alarm(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 25))
    frame = table(n, seed)
    for i in range(12):
        frame[f"x{i}"] = rng.integers(1, 6, n) if i % 2 else rng.lognormal(3, 1, n)
    assert leaking(frame) == set()


def test_odd_tables_are_no_trouble():
    frame = table(30)
    frame.loc[3, "effort_person_hours"] = 0
    frame["empty"], frame["same"] = np.nan, 1
    frame["when"] = pd.date_range("2020-01-01", periods=30)
    frame["flag"] = frame["users"] > 100
    frame["mixed"] = ["12", None, "x"] * 10
    assert leaking(frame) == set()
    assert find_leaks(frame.head(0), "effort_person_hours") == ()
    assert find_leaks(frame.assign(effort_person_hours="?"), "effort_person_hours") == ()
    with pytest.raises(KeyError, match="nowhere"):
        find_leaks(frame, "nowhere")


def test_a_leak_says_why():
    frame = table().assign(actual_cost=1.5)
    (leak,) = find_leaks(frame, "effort_person_hours")
    assert (
        str(leak) == "actual_cost is not used: it tells what became of the project (its name says"
        " “actual_cost”)"
    )


@pytest.mark.parametrize("name", KNOWN)
def test_public_sets_show_their_known_leaks_and_no_others(public_data, name):
    path = public_data / "effort" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"{name} is not among the public data")
    target, leaks = KNOWN[name]
    assert leaking(pd.read_csv(path), target) == leaks


def test_what_stands_beside_a_productivity_is_a_size_and_stays():
    rng = np.random.default_rng(0)
    volume = rng.lognormal(5, 1, 60).round()
    hours = (6 * volume**0.9 * rng.lognormal(0, 0.4, 60)).round()
    table = pd.DataFrame({"volume": volume, "PDR": hours / volume, "hours": hours})
    assert [leak.column for leak in find_leaks(table, "hours")] == ["PDR"]


def test_what_is_kept_frees_itself_alone():
    frame = table().rename(columns={"size": "COSMIC_FP"})
    frame["HH_CFP"] = (frame["effort_person_hours"] / frame["COSMIC_FP"]).round(2)
    assert leaking(frame) == {"HH_CFP"}
    assert leaking(frame, keep=["COSMIC_FP"]) == {"HH_CFP"}
    assert leaking(frame, keep=["HH_CFP"]) == set()


def test_projects_in_several_rows_do_not_make_a_name_or_a_height_a_leak():
    frame = table(25)
    frame["donor"] = [f"donor {i}" for i in range(25)]
    frame["height"] = np.random.default_rng(1).lognormal(3, 0.4, 25).round(1)
    frame = pd.concat([frame] * 3, ignore_index=True).drop(columns=["size", "users"])
    assert leaking(frame) == set()


def test_levels_that_part_few_projects_are_no_leak():
    frame = table(24)
    frame["height class"] = pd.qcut(frame["effort_person_hours"], 3, labels=list("abc")).astype(str)
    assert leaking(frame) == set()


def test_the_guard_is_quick():
    rng = np.random.default_rng(0)
    n = 5000
    size = rng.lognormal(5, 1, n)
    frame = pd.DataFrame({f"x{i}": size**0.5 * rng.lognormal(0, 1, n) for i in range(39)})
    frame["effort_person_hours"] = size * rng.lognormal(0, 0.5, n)
    start = time.process_time()
    assert leaking(frame) == set()
    assert time.process_time() - start < 2
