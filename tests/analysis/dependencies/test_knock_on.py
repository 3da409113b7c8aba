"""What a delay does to others: against formulas, and against doing the whole schedule again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.dependencies.binding import DRAWS, BindingDraws
from pmo_toolkit.analysis.dependencies.knock_on import Schedule, Timing
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from tests.analysis.dependencies.graphs import drawn_graphs, graph

DRAWN = BindingDraws(5)
U = uniforms(5, "finish", DRAWS)


def days(value: float) -> np.ndarray:
    return np.full(DRAWS, value)


def spread(name: str, low: float, high: float) -> np.ndarray:
    return low + (high - low) * uniforms(5, name, DRAWS)


def only(found):
    assert len(found) == 1, found
    return found[0]


def test_a_delay_moves_by_what_exceeds_the_slack():
    timings = {"F1": Timing(free=days(100)), "P1": Timing(150.0, days(30))}
    schedule = Schedule(graph("P1 requires F1 1 20"), timings, DRAWN)
    assert only(schedule.onto("P1", 90)).slack_p50 == 30  # 150 − 100 − 20
    assert only(schedule.onto("P1", 90)).p50 == 60
    assert only(schedule.onto("P1", 30)).chance == 0.0
    assert only(schedule.passed_on("F1", 90)).p80 == 60


def test_a_tie_that_seldom_binds_moves_seldom():
    timings = {"F1": Timing(free=days(100)), "P1": Timing(0.0, days(30))}
    found = only(Schedule(graph("P1 requires F1 0.3"), timings, DRAWN).onto("P1", 90))
    assert found.chance == pytest.approx(0.3, abs=1 / DRAWS)
    assert (found.p50, found.p80, found.slack_p50) == (0.0, 90.0, 0.0)


def test_the_chance_agrees_with_the_formula_where_the_finish_is_uncertain():
    # finished between day 100 and 200, wanted from day 180: a delay of 30 is felt where the finish
    # lies after day 151, and in full where it lies after day 180
    timings = {"F1": Timing(free=100 + 100 * U), "P1": Timing(180.0, days(30))}
    found = only(Schedule(graph("P1 requires F1 0.8"), timings, DRAWN).onto("P1", 30))
    assert found.chance == pytest.approx(0.8 * 0.49, abs=0.01)
    # moved by more than x < 30 where the finish lies after 150 + x: .8 × (50 − x) / 100 = .2
    assert found.p80 == pytest.approx(25.0, abs=1.5)
    assert found.p50 == 0.0


def test_two_independent_ties_in_a_row_bind_together_as_often_as_both():
    timings = {name: Timing(0.0, days(50)) for name in ("P1", "P2")} | {"F1": Timing(free=days(9))}
    found = graph("P1 requires P2 0.6", "P2 requires F1 0.5")
    effects = {one.cause: one for one in Schedule(found, timings, DRAWN).onto("P1", 90)}
    assert effects["F1"].chance == pytest.approx(0.3, abs=0.02)
    assert effects["F1"].by_way_of == ("P2",)
    assert effects["P2"].by_way_of == ()


def test_a_longer_way_leaves_the_shorter_one_slack():
    timings = {name: Timing(0.0, days(50)) for name in ("P1", "P2", "P3", "P4")}
    found = graph("P1 requires P2", "P2 requires P4", "P1 requires P3")
    effects = {one.cause: one for one in Schedule(found, timings, DRAWN).onto("P1", 60)}
    assert effects["P2"].p50 == effects["P4"].p50 == 60
    assert (effects["P3"].slack_p50, effects["P3"].p50) == (50.0, 10.0)


def test_an_unstated_lag_counts_as_the_longest_beside_it():
    timings = {"F1": Timing(free=days(10)), "F2": Timing(free=days(10)), "P1": Timing(0.0)}
    schedule = Schedule(graph("P1 requires F1 1 40", "P1 requires F2"), timings, DRAWN)
    assert schedule.starts["P1"][0] == 50


def test_what_is_not_known_is_named_and_moves_nothing():
    timings = {"F1": Timing(), "P2": Timing(0.0), "P1": Timing(0.0, days(10))}
    found = graph("P1 requires P2", "P2 requires F1", "P1 requires S1", "P1 requires X1")
    schedule = Schedule(found, timings, DRAWN)
    assert schedule.onto("P1", 90) == ()
    assert schedule.unknown_around("P1") == ("F1", "P2", "X1")
    assert schedule.passed_on("F1", 90) == ()


def test_items_in_a_circle_have_no_dates():
    timings = {name: Timing(0.0, days(10)) for name in ("P1", "P2", "P3")}
    schedule = Schedule(graph("P1 requires P2", "P2 requires P1", "P3 requires P1"), timings, DRAWN)
    assert schedule.onto("P3", 90) == schedule.onto("P1", 90) == ()
    assert schedule.unknown_around("P3") == ("P1", "P2")


def timings_of(found):
    return {
        name: Timing(float(20 * number), spread(name, 10.0, 120.0))
        for number, name in enumerate(found.by_id)
    }


@given(drawn_graphs(), st.sampled_from((5.0, 45.0, 90.0, 400.0)))
@settings(max_examples=30, deadline=None)
def test_it_agrees_with_doing_the_whole_schedule_again(found, delay):
    timings = timings_of(found)
    base = Schedule(found, timings, DRAWN)
    for cause in found.by_id:
        later = timings | {cause: replace(timings[cause], days=timings[cause].days + delay)}
        moved = Schedule(found, later, DRAWN).starts
        effects = base.passed_on(cause, delay)
        assert {one.effect for one in effects} == found.hanging_on[cause]
        for one in effects:
            shift = moved[one.effect] - base.starts[one.effect]
            assert [one.p50, one.p80] == pytest.approx(quantiles(shift, (0.5, 0.8)), abs=1e-6)
            assert one.chance == pytest.approx(np.mean(shift >= 1.0), abs=1e-9)


@given(drawn_graphs())
@settings(max_examples=30, deadline=None)
def test_both_ends_see_the_same_and_longer_delays_move_more(found):
    schedule = Schedule(found, timings_of(found), DRAWN)
    for name in found.by_id:
        before = {}
        for delay in (0.0, 30.0, 90.0, 360.0):
            for one in schedule.onto(name, delay):
                back = {other.effect: other for other in schedule.passed_on(one.cause, delay)}
                assert one.p80 == pytest.approx(back[name].p80)
                assert one.chance == back[name].chance
                known = before.get(one.cause)
                assert 0 <= one.p50 <= one.p80 <= delay
                if known is not None:
                    assert one.chance >= known.chance and one.p80 >= known.p80
                before[one.cause] = one
