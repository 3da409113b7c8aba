"""Simulated networks: a published example, hand-computed paths, and a plain loop beside ours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import Lognormal
from pmo_toolkit.analysis.uncertainty.schedule.network import Activity, Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import (
    activity_streams,
    simulate_network,
)
from tests.analysis.uncertainty.schedule.test_network import activity

N = 16384


def simulated(network: Network, draws: int = N):
    streams = activity_streams(network, proposal="P", draws=draws, seed=1)
    return simulate_network(
        network, lambda start, count: np.stack([s.block(start, count) for s in streams]), draws
    )


# Critical path of the PERT example of Taylor, Introduction to Management Science, with a short path
# beside it.
TAYLOR = Network(
    [
        activity("1", (5, 8, 17)),
        activity("2", (3, 5, 7), "1"),
        activity("3", (4, 6, 8), "2"),
        activity("4", (3, 4, 5), "3"),
        activity("5", (1, 1, 1), "1"),
        activity("6", (1, 2, 3), "5"),
    ]
)


def test_the_simulated_pert_network_has_the_same_mean_and_a_wider_spread():
    found = simulated(TAYLOR)
    assert found.finish.mean() == pytest.approx(24, abs=0.005)
    # the beta distribution's own variance along the path, (mean - low)(high - mean) / 7 for each
    # activity
    assert found.finish.var() == pytest.approx((4 * 8 + 2 * 2 + 2 * 2 + 1) / 7, rel=0.01)
    # wider than the textbook's 5, so the published chance of .963 is too sure by two to three
    # points
    assert np.mean(found.finish <= 28) == pytest.approx(0.938, abs=0.002)
    assert [each.criticality for each in found.activities] == [1, 1, 1, 1, 0, 0]


def test_the_longer_of_two_standard_normals():
    columns = [uniforms(1, name, N, place) for place, name in enumerate("ab")]
    assert np.maximum(*map(ndtri, columns)).mean() == pytest.approx(0.56419, abs=1e-3)
    # the same through a network: two parallel activities, 100 ± 1 days, nearly normal in logarithms
    narrow = Lognormal(np.log(100), 0.01)
    network = Network([Activity("a", "", narrow), Activity("b", "", narrow)])
    found = simulated(network)
    assert (found.finish.mean() - 100) == pytest.approx(0.56419, abs=0.01)
    assert [each.criticality for each in found.activities] == pytest.approx([0.5, 0.5], abs=0.01)


def test_certain_durations_give_the_path_by_hand():
    # two ways from a to d: over b (2 + 5 + 1 = 8) and over c (2 + 3 + 1 = 6)
    network = Network(
        [
            activity("d", (1, 1, 1), "b", "c"),
            activity("b", (5, 5, 5), "a"),
            activity("c", (3, 3, 3), "a"),
            activity("a", (2, 2, 2)),
        ]
    )
    found = simulated(network, 256)
    assert set(found.finish) == {8.0}
    assert {each.name: each.criticality for each in found.activities} == {
        "d": 1,
        "b": 1,
        "c": 0,
        "a": 1,
    }
    assert {each.cruciality for each in found.activities} == {0.0}


def test_criticality_and_cruciality_against_a_plain_loop():
    rng = np.random.default_rng(5)
    made = []
    for i in range(12):
        before = [f"a{j}" for j in sorted(set(rng.integers(0, i, size=2).tolist()))] if i else []
        low = rng.uniform(1, 9)
        made.append(activity(f"a{i}", (low, low * 1.3, low * 2.5), *before))
    network = Network(made)
    found = simulated(network, 8192)  # two chunks
    streams = activity_streams(network, proposal="P", draws=8192, seed=1)
    durations = np.stack(
        [each.duration.at(s.block()) for each, s in zip(made, streams, strict=True)]
    )
    finish, critical = np.empty(8192), np.zeros(12)
    for draw in range(8192):
        early, late = np.zeros(12), np.full(12, np.inf)
        for i, each in enumerate(made):  # predecessors come first here
            early[i] = (
                max((early[int(p[1:])] for p in each.predecessors), default=0.0)
                + durations[i, draw]
            )
        finish[draw] = early.max()
        for i in reversed(range(12)):
            late[i] = min(late[i], finish[draw])
            for p in made[i].predecessors:
                late[int(p[1:])] = min(late[int(p[1:])], late[i] - durations[i, draw])
        critical += late - early < 1e-7
    assert np.allclose(found.finish, finish)
    assert [each.criticality for each in found.activities] == pytest.approx(critical / 8192)
    expected = [np.corrcoef(row, finish)[0, 1] for row in durations]
    assert [each.cruciality for each in found.activities] == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.floats(0.5, 50), min_size=3, max_size=8), st.floats(0, 30))
@settings(max_examples=25, deadline=None)
def test_longer_durations_never_end_sooner_and_quantiles_are_ordered(modes, more):
    def made(extra: float) -> np.ndarray:
        acts = [
            activity(
                f"a{i}", (m / 2 + extra, m + extra, 2 * m + extra), *([f"a{i // 2}"] if i else [])
            )
            for i, m in enumerate(modes)
        ]
        return simulated(Network(acts), 512).finish

    shorter, longer = made(0.0), made(more)
    assert np.all(longer >= shorter - 1e-9)
    p20, p50, p80 = np.quantile(longer, (0.2, 0.5, 0.8))
    assert p20 <= p50 <= p80


def test_one_more_activity_at_the_end_changes_no_draw_of_the_others():
    acts = [activity("a", (1, 2, 9)), activity("b", (2, 3, 4), "a")]
    fewer = simulated(Network(acts), 512).finish
    more = simulated(Network([*acts, activity("c", (0.1, 0.1, 0.1))]), 512).finish
    assert np.array_equal(fewer, more)
