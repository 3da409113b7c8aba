"""`EffortEstimator` with running work and starts: what it promises where the truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks._simulated_house import simulated_house
from pmo_toolkit import EffortEstimator


def held(house, target, *, running=False, dated=True):
    """Actuals of later projects inside their 80 % range, above it, and their number."""
    y = house.days if target == "days" else house.cost
    rows = house.finished | house.running if running else house.finished
    more = {"started": house.started[rows]} if dated else {}
    if running:
        more["censored"] = house.running[rows]
    model = EffortEstimator().fit(house.drivers[rows], house.known(target)[rows], **more)
    started = house.started[house.later] if dated else None
    ends = model.predict_interval(house.drivers[house.later], started=started)
    actual = y[house.later]
    inside = (ends["low"].to_numpy() <= actual) & (actual <= ends["high"].to_numpy())
    return np.array([inside.sum(), (actual > ends["high"].to_numpy()).sum(), len(actual)])


@pytest.mark.parametrize("target", ["days", "cost"])
def test_ranges_of_the_next_projects_hold_as_often_as_they_say(target):
    houses = [simulated_house(100 + seed, median=1.8, jump=0.2) for seed in range(12)]
    ways = {"timeless": {"dated": False}, "finished": {}, "running": {"running": True}}
    seen = {way: sum(held(house, target, **how) for house in houses) for way, how in ways.items()}
    share = {way: inside / n for way, (inside, _, n) in seen.items()}
    assert 0.76 <= share["running"] <= 0.86
    assert share["timeless"] < share["finished"]
    assert share["timeless"] < share["running"]
    assert seen["running"][1] < seen["timeless"][1]


def fitted(house, **more):
    rows = house.finished | house.running
    return EffortEstimator().fit(
        house.drivers[rows],
        house.known("days")[rows],
        censored=house.running[rows],
        started=house.started[rows],
        **more,
    )


def test_a_later_start_is_known_less_well_and_no_trend_is_carried_on():
    house = simulated_house(3, walk=0.25)
    model, new = fitted(house), house.drivers.tail(1)
    widths, middles = [], []
    for year in (house.as_of, house.as_of + 2, house.as_of + 8):
        ends = model.predict_interval(new, started=[year]).iloc[0]
        widths.append(ends["high"] / ends["low"])
        middles.append(model.predict_quantiles(new, started=[year])[0.5].iloc[0])
    assert widths == sorted(widths) and widths[2] > widths[0]
    assert middles[2] == pytest.approx(middles[0], rel=0.1)


def test_without_a_start_the_latest_stands_in():
    house = simulated_house(4)
    model, new = fitted(house), house.drivers.tail(5)
    latest = house.started[house.finished | house.running].max()
    ends = model.predict_interval(new, started=np.full(5, latest))
    pd.testing.assert_frame_equal(model.predict_interval(new), ends)
    pd.testing.assert_frame_equal(model.predict_interval(new, started=[None] * 5), ends)
    assert model.predict(new) == pytest.approx(model.predict_quantiles(new)[0.5].to_numpy())


def test_work_that_has_just_begun_says_nothing():
    house = simulated_house(5)
    rows = np.flatnonzero(house.finished)
    begun = np.append(rows, np.flatnonzero(house.running)[:1])
    y, bound = house.days[begun].copy(), np.arange(len(begun)) == len(rows)
    y[-1] = 0
    more = EffortEstimator().fit(house.drivers.iloc[begun], y, censored=bound)
    alone = EffortEstimator().fit(
        house.drivers.iloc[rows], house.days[rows], censored=np.zeros(len(rows), bool)
    )
    new = house.drivers.tail(3)
    assert more.predict(new) == pytest.approx(alone.predict(new))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"started": ["soon"] * 40}, "row 0 holds 'soon'"),
        ({"started": [2015.0] * 39}, "one value a project"),
        ({"censored": [True] * 40}, "none has finished"),
        ({"censored": [True] * 36 + [False] * 4}, "the others still run"),
        ({"censored": ["perhaps"] * 40}, "true or false"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, words):
    house = simulated_house(6)
    with pytest.raises(ValueError, match=words):
        EffortEstimator().fit(house.drivers.head(40), house.days[:40], **change)
