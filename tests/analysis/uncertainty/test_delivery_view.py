"""When an option is delivered: the wait for people and for what it needs counts in the chance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import (
    DAYS_A_MONTH,
    DeliveryDraws,
    DeliveryEvidence,
    delivery_draws,
    p80_months,
)
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery, delivery_of
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings

DAYS = np.array([100.0, 200.0, 300.0, 400.0])


def delivered(days=DAYS, not_before=0.0, wait=None, wanted=None, gap=None) -> Delivery:
    waits = None if wait is None else StartWait(np.array(wait))
    drawn = DeliveryDraws(days, {"plan": days}, not_before, waits)
    made = delivery_of("O", {"O": drawn}, None, wanted, gap)
    assert isinstance(made, Delivery)
    return made


@pytest.mark.parametrize(
    ("not_before", "wait", "chance"),
    [
        (0.0, None, 0.75),
        (100.0, None, 0.5),
        (201.0, None, 0.0),
        (0.0, [0.0, 101.0, 0.0, 0.0], 0.5),
        (0.0, [200.0, 100.0, 0.0, 0.0], 0.75),
        (100.0, [0.0, 101.0, 0.0, 0.0], 0.25),
        (201.0, [0.0, 0.0, 0.0, 0.0], 0.0),
    ],
)
def test_the_chance_to_be_in_time_counts_both_waits(not_before, wait, chance):
    assert delivered(not_before=not_before, wait=wait, wanted=300.0).chance_in_time == chance


def test_days_count_from_the_start_of_the_work_and_until_from_the_wished_start():
    made = delivered(wait=[10.0, 10.0, 10.0, 10.0])
    assert made.until.p50 == made.days.p50 + 10 and made.wait.days.p90 == 10
    assert made.months_p50 == pytest.approx(made.days.p50 / DAYS_A_MONTH)


def test_without_a_wait_nothing_of_it_is_written_and_a_gap_is_said():
    text = canonical_json(delivered())
    assert '"wait"' not in text and '"until"' not in text
    gap = NotAssessed("wait for people", "nobody states hours", ReasonCode.NOT_STATED)
    assert delivered(gap=gap).wait is gap and delivered(gap=gap).until is None
    assert delivered(wait=[0.0] * 4, gap=gap).wait is not gap


@given(
    st.lists(st.floats(0, 900), min_size=4, max_size=4),
    st.floats(0, 900),
    st.floats(0, 400),
)
def test_work_begins_after_both_waits_and_takes_as_long_as_without(wait, not_before, more):
    drawn = DeliveryDraws(DAYS, {}, not_before, StartWait(np.array(wait)))
    longer = DeliveryDraws(DAYS, {}, not_before, StartWait(np.add(wait, more)))
    assert (longer.months >= drawn.months - 1e-9).all()
    start = np.maximum(wait, not_before)
    assert drawn.months * DAYS_A_MONTH == pytest.approx(start + DAYS)
    # from the start of the work on: no wait is in it
    free = p80_months({"O": DeliveryDraws(DAYS, {})}, 0.8)
    assert p80_months({"O": longer}, 0.8) == free == {"O": 400.0 / DAYS_A_MONTH}


@pytest.mark.parametrize("wait", [None, [0.0] * 4, [60.0] * 4])
def test_what_it_requires_holds_back_the_start_of_the_work(wait):
    """Required by 30 June, three months of work: 1 July to 30 September, too late for 15 August."""
    start, work = 181.0, np.full(4, 92.0)  # from 1 January 2027
    made = delivered(work, not_before=start, wait=wait, wanted=227.0)
    assert made.until.p10 == made.until.p90 == 273.0
    assert made.chance_in_time == 0 and made.days.p50 == 92.0
    assert delivered(work, not_before=start, wait=wait, wanted=273.0).chance_in_time == 1


def test_planned_days_cover_as_many_outcomes_as_they_say():
    """A small world whose laws are known: ratios of durations, and a wait of whole months."""
    settings, rng = Settings.of(draws=8192, seed=5), np.random.default_rng(11)
    ratios = tuple(np.exp(np.random.default_rng(2).normal(0.1, 0.4, 400)))
    months, chances = np.array([0.0, 1.0, 3.0, 9.0]), [0.4, 0.3, 0.2, 0.1]
    wait = DAYS_A_MONTH * rng.choice(months, 8192, p=chances)
    rows = pd.DataFrame(
        {"id": ["O"], "kind": ["SaaS"], "scope": ["whole"], "months_to_benefit": [np.nan]}
    )
    evidence = DeliveryEvidence(ratios=ratios, estimate=240.0, waits={"O": StartWait(wait)})
    drawn = delivery_draws(
        rows,
        pd.DataFrame(columns=["option", "activity", "predecessors"]),
        pd.DataFrame(columns=["title", "probability"]),
        evidence,
        proposal="P",
        coupling=Coupling(()),
        settings=settings,
    )
    made = delivery_of("O", drawn, None, 365.0)
    fresh = np.random.default_rng(77)
    outcomes = 240.0 * np.exp(fresh.normal(0.1, 0.4, 200_000))
    outcomes += DAYS_A_MONTH * fresh.choice(months, 200_000, p=chances)
    for level, days in ((0.1, made.until.p10), (0.5, made.until.p50), (0.8, made.until.p80)):
        assert np.mean(outcomes <= days) == pytest.approx(level, abs=0.03)
    assert made.chance_in_time == pytest.approx(np.mean(outcomes <= 365), abs=0.03)
    # without the wait it would have promised too much
    assert np.mean(outcomes <= made.days.p80) < 0.72
