"""Draws of proposals beside each other: independent, but for what their groups share."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from pmo_toolkit.analysis.uncertainty.cost_lines import shared_draws
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.assessment.portfolio.joint_order import joint_order, shared_groups

SEED, DRAWS = 20261122, 1024


def order(proposal, groups=(), shared=(), shares=None):
    coupling = Coupling(tuple(groups))
    known = dict.fromkeys(groups, 1.0) if shares is None else shares
    return joint_order(proposal, coupling, known, shared, seed=SEED, draws=DRAWS, of=DRAWS)


def group_of(proposal, groups=("labour",)):
    drawn, _ = shared_draws(groups, proposal=proposal, draws=DRAWS, seed=SEED)
    return drawn["labour"]


def test_an_order_moves_draws_and_changes_none():
    assert sorted(order("P-1")) == list(range(DRAWS))
    assert sorted(order("P-1", ("labour",), ("labour",))) == list(range(DRAWS))


def test_the_same_place_of_two_proposals_hangs_together_until_it_is_put_in_order():
    key, place = "{}|cost", place_of("cost", 0)
    first, second = (uniforms(SEED, key.format(name), DRAWS, place) for name in ("P-1", "P-2"))
    assert abs(np.corrcoef(first, second)[0, 1]) > 0.5
    in_order = first[order("P-1")], second[order("P-2")]
    assert abs(np.corrcoef(*in_order)[0, 1]) < 0.1


def test_a_group_that_both_name_moves_together():
    first, second = (
        group_of(name)[order(name, ("labour",), ("labour",))] for name in ("P-1", "P-2")
    )
    assert spearmanr(first, second).statistic > 0.85


def test_a_group_that_only_one_names_does_not():
    first, second = (group_of(name)[order(name, ("labour",))] for name in ("P-1", "P-2"))
    assert abs(spearmanr(first, second).statistic) < 0.1


@pytest.mark.parametrize("share", [0.0, None])
def test_a_group_without_spread_orders_nothing(share):
    shares = {} if share is None else {"labour": share}
    without = order("P-1")
    assert (order("P-1", ("labour",), ("labour",), shares) == without).all()


def test_groups_are_shared_from_two_proposals_on():
    assert shared_groups([{"labour", "rent"}, {"labour"}, ["rent", "rent"], {"own"}]) == {
        "labour",
        "rent",
    }
