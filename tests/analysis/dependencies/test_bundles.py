"""The joint net value of an enabler and of those that require it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.bundles import Dependant, bundle_of
from pmo_toolkit.analysis.dependencies.exclusions import Valuation, exclusion
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal

DRAWS = 2**14
ENABLER = LinkedProposal("P-0", "Platform", 1.0, "IT")


def constant(value: float) -> Valuation:
    return Valuation(np.full(DRAWS, value), float(value > 0))


def link(name: str, strength: float, *, stated: bool = True) -> LinkedProposal:
    return LinkedProposal(name, name, strength, is_strength_stated=stated)


def bundle(dependants, exclusions=frozenset(), **values):
    found = {name.replace("_", "-"): constant(value) for name, value in values.items()}
    return bundle_of(ENABLER, dependants, found, exclusions, seed=1)


def weights(made) -> dict[str, float]:
    return {member.id: member.weight for member in made.members}


def test_certain_links_add_up_and_the_enabler_counts_once():
    made = bundle(
        [Dependant(link("P-1", 1.0)), Dependant(link("P-2", 1.0))], P_0=-100, P_1=70, P_2=50
    )
    assert made.net_value.p50 == made.all_together.p50 == 20
    assert made.chance_net_positive == 1
    assert [member.role for member in made.members] == ["enabler", "dependant", "dependant"]


def test_a_link_binds_with_its_strength():
    made = bundle([Dependant(link("P-1", 0.7))], P_0=-100, P_1=150)
    assert made.chance_net_positive == pytest.approx(0.7, abs=0.001)
    assert made.net_value.p10 == -100 and made.net_value.p90 == 50
    assert made.all_together.p50 == 50


def test_what_needs_something_else_too_counts_in_no_bundle_twice():
    other = link("P-9", 0.6)
    made = bundle([Dependant(link("P-1", 0.7), (other,))], P_0=-100, P_1=150, P_9=-80)
    assert weights(made)["P-1"] == pytest.approx(0.7 * 0.4)
    back = bundle_of(
        other,
        [Dependant(link("P-1", 0.6), (link("P-0", 0.7),))],
        {"P-9": constant(-80), "P-1": constant(150), "P-0": constant(-100)},
        seed=1,
    )
    assert weights(back)["P-1"] == pytest.approx(0.6 * 0.3)
    assert weights(made)["P-1"] + weights(back)["P-1"] <= 1
    assert made.all_together.p50 == back.all_together.p50 == -30
    assert made.members[-1].role == "also required"


@pytest.mark.parametrize("which", ["enabler", "other"])
def test_a_strength_that_nobody_stated_flatters_no_bundle(which):
    own = link("P-1", 1.0, stated=which != "enabler")
    others = (link("P-9", 0.0, stated=False),) if which == "other" else ()
    made = bundle([Dependant(own, others)], P_0=-100, P_1=150, P_9=-80)
    assert weights(made)["P-1"] == 0 and made.net_value.p50 == -100


def test_a_dependant_that_does_not_pay_counts_only_where_all_are_done():
    made = bundle([Dependant(link("P-1", 1.0))], P_0=-100, P_1=-10)
    assert made.net_value.p50 == -100 and made.all_together.p50 == -110
    assert "cost more than it brings" in made.members[1].why


def test_of_two_that_exclude_one_another_the_better_counts():
    pair = frozenset({frozenset({"P-1", "P-2"})})
    dependants = [Dependant(link("P-1", 1.0)), Dependant(link("P-2", 1.0))]
    made = bundle(dependants, pair, P_0=-100, P_1=70, P_2=150)
    assert made.net_value.p50 == 50 and weights(made)["P-1"] == 0


def test_what_is_not_valued_is_said_and_adds_nothing():
    gap = Valuation(NotAssessed("net value", "nobody said", ReasonCode.NO_ROWS), None)
    made = bundle_of(
        ENABLER, [Dependant(link("P-1", 1.0))], {"P-0": constant(-9), "P-1": gap}, seed=1
    )
    assert made.net_value.p50 == -9 and "nobody said" in made.members[1].why
    made = bundle_of(
        ENABLER, [Dependant(link("P-1", 1.0))], {"P-0": gap, "P-1": constant(9)}, seed=1
    )
    assert isinstance(made.net_value, NotAssessed) and made.chance_net_positive is None


def test_a_bundle_hangs_on_the_seed_alone():
    dependants = [Dependant(link("P-1", 0.5))]
    assert bundle(dependants, P_0=-1, P_1=3) == bundle(dependants, P_0=-1, P_1=3)


def test_like_draws_of_two_proposals_do_not_move_together():
    """The truth is known: three independent normals add up to one of √3 times their spread."""
    normal = ndtri((np.arange(DRAWS) + 0.5) / DRAWS)
    found = {name: Valuation(10 + normal, 1.0) for name in ("P-0", "P-1", "P-2")}
    dependants = [Dependant(link("P-1", 1.0)), Dependant(link("P-2", 1.0))]
    made = bundle_of(ENABLER, dependants, found, seed=1)
    for joint in (made.net_value, made.all_together):
        assert joint.p90 - joint.p10 == pytest.approx(2 * ndtri(0.9) * np.sqrt(3), rel=0.03)
        assert joint.p50 == pytest.approx(30, abs=0.05)


def test_a_rival_with_like_draws_is_ahead_as_often_as_chance_has_it():
    """Of two independent normals, half a spread apart, the higher one wins in 64 %."""
    normal = ndtri((np.arange(DRAWS) + 0.5) / DRAWS)
    own, other = Valuation(0.5 + normal, 0.7), Valuation(normal, 0.5)
    seen = exclusion("P-0", own, link("P-1", 1.0), other, 0.6)
    back = exclusion("P-1", other, link("P-0", 1.0), own, 0.6)
    assert seen.chance_worth_more == pytest.approx(ndtr(0.5 / np.sqrt(2)), abs=0.01)
    assert seen.chance_worth_more + back.chance_worth_more == pytest.approx(1.0)
